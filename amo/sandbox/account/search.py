"""amoCRM's ``query``: a case-folded substring over all filled fields, seen after a lag.

Digits are compared with the digits of phones alone, so punctuation in a stored phone does no
harm but "+7" and "8" stay different strings. A query below a few characters finds nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from amo.sandbox.account.links import Key

_PHONE_CHARACTERS = frozenset("0123456789+-() .")


@dataclass(frozen=True, slots=True)
class Haystack:
    """What a record is found by: its text, and the digits of its phones."""

    text: str
    phones: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Needle:
    """A query made ready; ``digits`` is empty unless it could be a phone."""

    text: str
    digits: str

    def hits(self, haystack: Haystack) -> bool:
        """Whether the query is anywhere in the record's fields."""
        return self.text in haystack.text or self.hits_phone(haystack)

    def hits_phone(self, haystack: Haystack) -> bool:
        """Whether the query is a part of one of the record's phones."""
        return bool(self.digits) and any(self.digits in one for one in haystack.phones)


def needle(query: str, shortest: int) -> Needle | None:
    """Make a query ready; None when it has fewer than ``shortest`` characters."""
    text = query.strip().casefold()
    if len(text) < max(shortest, 1):
        return None
    digits = digits_of(text) if _PHONE_CHARACTERS.issuperset(text) else ""
    return Needle(text, digits if len(digits) >= shortest else "")


def haystack(texts: Iterable[str], phones: Iterable[str]) -> Haystack:
    """What a record with these texts and phones is found by."""
    return Haystack("\n".join(texts).casefold(), tuple(digits_of(one) for one in phones))


def digits_of(text: str) -> str:
    """The ASCII digits of a text."""
    return "".join(letter for letter in text if "0" <= letter <= "9")


class SearchIndex:
    """Each record's haystacks over time, so that a change can be found late."""

    _KEPT = 4

    def __init__(self) -> None:
        self._seen: dict[Key, tuple[tuple[float, Haystack], ...]] = {}

    def put(self, key: Key, at: float, found_by: Haystack) -> None:
        """Note that from a moment on a record is found by this."""
        self._seen[key] = (*self._seen.get(key, ()), (at, found_by))[-self._KEPT :]

    def get(self, key: Key, as_of: float) -> Haystack | None:
        """What a record was found by at a moment; None when it was not yet there."""
        held = [found_by for at, found_by in self._seen.get(key, ()) if at <= as_of]
        return held[-1] if held else None
