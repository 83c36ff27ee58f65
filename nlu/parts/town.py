"""Towns and lands: where somebody is from, and no firm: «Гусева из Перми», «созвон с Омском»."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.once import once
from nlu.reading import Reading
from nlu.types import Kind

_FROM = frozenset({"из", "с", "в"})
_NAMES = frozenset({"Name", "Surn", "Patr"})
_OTHERS = ("deal", "task", "note", "phone", "email", "budget", "how_many", "own", "responsible")
_SHOWN = frozenset({"show", "find", "tell", "beside_help", "beside_more", "look"})
_FRAME = frozenset(
    {"contact", "company", "people_word", "who", "what", "which", "exists", "hang", "base", "find"}
    | {"show", "tell", "want", "list", "whole", "works", "people", "look"}
)
_INTO = frozenset({"в", "под"})
_VILLAGES = ("ево", "ово", "ино")  # «выезд в Марусино»
_ENDINGS = ("ево", "ово", "ино", "ск", "ске", "бург", "бурге", "град", "граде", "поль")


def is_town(reading: Reading, index: int) -> bool:
    """Say whether a token is likelier the name of a place than of a person."""
    parses = reading.tokens[index].parses
    first = any("Geox" in parse.grammemes for parse in parses[:1])
    if not reading.naming.is_known(index):
        village = index > 0 and reading.norm(index - 1) in _INTO
        ends = reading.norm(index).endswith
        return (ends(_ENDINGS) and first) or (village and ends(_VILLAGES))
    named = any(parse.grammemes & _NAMES for parse in parses)
    return first or (not named and any("Geox" in parse.grammemes for parse in parses))


def is_place(reading: Reading, index: int) -> bool:
    """Say whether a town itself is meant: «с Новосибирском», not «с Волга Трейд»."""
    if not is_town(reading, index):
        return False
    follower = reading.tokens[index + 1] if index + 1 < len(reading.tokens) else None
    if follower is None or not follower.text[:1].isupper():
        return True
    return is_town(reading, index + 1)


def explain_town(draft: Draft) -> None:
    """Account for a town beside a name; alone it would be a condition that is not kept."""
    reading = draft.reading
    named = draft.slots.keys() & {"name", "contact"}
    for index in draft.left() if named else ():
        if is_from_town(reading, index):
            draft.explain(range(_first(reading, index) - 1, index + 1))


def is_from_town(reading: Reading, index: int) -> bool:
    """Say whether a token is the town of «из Перми», «из Нижнего Новгорода»."""
    return reading.norm(_first(reading, index) - 1) in _FROM and is_place(reading, index)


@once
def town_asked(reading: Reading) -> range:
    """Return the town of «кто у нас в Самаре», «клиенты из Казани», if nothing else narrows."""
    kinds = ("contact", "company", "people_word", "who")
    if not reading.has(*kinds) or reading.has(*_OTHERS) or not reading.orders <= _SHOWN:
        return range(0)
    named = [i for i in sorted(reading.content) if not reading.cues[i] & _FRAME]
    if not named or named != [*range(named[0], named[-1] + 1)]:
        return range(0)
    placed = reading.norm(named[0] - 1) in {"из", "в"} and is_from_town(reading, named[-1])
    alone = _first(reading, named[-1]) == named[0]
    return range(named[0], named[-1] + 1) if placed and alone else range(0)


def _first(reading: Reading, index: int) -> int:
    while index and reading.tokens[index - 1].pos == "ADJF":
        index -= 1
    return index


def is_street(reading: Reading, stop: int) -> bool:
    """«Замер Гагарина 15», «на Ленина, 7»: a house stands behind the name in the genitive."""
    house = stop + (reading.norm(stop) == ",")
    if house >= len(reading.tokens) or reading.tokens[house].kind is not Kind.NUMBER:
        return False
    owner = any("gent" in parse.grammemes for parse in reading.tokens[stop - 1].parses)
    return owner and house not in reading.figures
