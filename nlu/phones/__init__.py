"""Telephone numbers, whole and in part, typed in any format or dictated."""

from nlu.phones.finder import Phone, PhoneFinder

__all__ = ["Phone", "PhoneFinder"]
