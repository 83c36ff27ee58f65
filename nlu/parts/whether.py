"""Whether something was done is asked: «закрыта ли задача», «встречу перенесли?» orders nothing."""

from __future__ import annotations

from nlu.once import once
from nlu.parts.likeliest import traits
from nlu.reading import Reading

_TOLD = frozenset({"past", "PRTS", "ADJS", "PRED"})
_ASKED_FOR = frozenset({"INFN", "2per", "1per", "impr"})
_ORDERING = frozenset({"impr", "1per"})
_WHETHER = "ли"
_WISHING = frozenset({"бы", "б"})


@once
def asks_whether(reading: Reading) -> bool:
    """Say whether the words only ask how it stands, so that nothing is to be written."""
    closes = bool(reading.tokens) and reading.tokens[-1].text == "?"
    if not closes and _WHETHER not in reading.norms:
        return False
    ordered = any(reading.is_order(i) for i in _said(reading, _ORDERING))
    if ordered or not reading.norms.isdisjoint(_WISHING):
        return False
    told = _said(reading, _TOLD)
    first = min(reading.content, default=0)
    if any(reading.norm(i + 1) == _WHETHER for i in told if i <= first):
        return True  # «проверить, пришла ли оплата» is a thing to do
    if not closes or _said(reading, _ASKED_FOR):
        return False
    return bool(told) or _offers_two(reading)


def _said(reading: Reading, grammemes: frozenset[str]) -> list[int]:
    if reading.traits.isdisjoint(grammemes):
        return []
    return [i for i in range(len(reading.tokens)) if traits(reading, i) & grammemes]


def _offers_two(reading: Reading) -> bool:
    """«Новый номер или старый?»."""
    return "или" in reading.norms
