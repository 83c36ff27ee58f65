"""A deal's number said in words: «пять тысяч тридцать закрой успешно», which no round sum is."""

from __future__ import annotations

from nlu.once import once
from nlu.reading import Reading
from nlu.types import Found, Kind

_IDS = range(1_001, 1_000_000)
_ROUND = 100


@once
def spelled_ids(reading: Reading) -> tuple[Found[int], ...]:
    """Return what may be a deal's number, each word of it a numeral and no money said."""
    return tuple(one for one in reading.all("amount") if _is_spelled(reading, one))


def _is_spelled(reading: Reading, one: Found[int]) -> bool:
    words = all(reading.tokens[i].kind is Kind.WORD for i in range(one.first, one.stop))
    last = reading.lemmas(one.stop - 1)
    counted = words and one.stop - one.first > 1 and last.isdisjoint({"тысяча", "рубль"})
    return counted and one.value in _IDS and one.value % _ROUND != 0
