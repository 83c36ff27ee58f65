"""Elliptic turns: read against what was said a turn ago («а за прошлый месяц?», «нет, на пятницу»)."""

from nlu.followup.turn import Continued, continued

__all__ = ["Continued", "continued"]
