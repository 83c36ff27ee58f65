"""Amounts of money and their bounds: «полтора ляма», «от 100 до 500 тысяч», «90 000 ₽ и выше»."""

from nlu.money.finder import Money, MoneyFinder, Relation

__all__ = ["Money", "MoneyFinder", "Relation"]
