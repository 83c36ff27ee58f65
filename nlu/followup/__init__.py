"""Elliptic turns: read against the last one («а за прошлый месяц?», «нет, на пятницу»)."""

from nlu.followup.numbered import Numbered, numbered
from nlu.followup.turn import Continued, continued, joined, rewritten

__all__ = ["Continued", "Numbered", "continued", "joined", "numbered", "rewritten"]
