"""Elliptic turns: read against the last one («а за прошлый месяц?», «нет, на пятницу»)."""

from nlu.followup.charged import charge
from nlu.followup.numbered import Numbered, numbered
from nlu.followup.turn import Continued, continued, joined, rewritten

__all__ = ["Continued", "Numbered", "charge", "continued", "joined", "numbered", "rewritten"]
