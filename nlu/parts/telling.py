"""Clauses that only tell what happened: «звонила Ануш Григорян, найди её», «фамилию забыл»."""

from __future__ import annotations

from collections.abc import Iterator

from nlu.parts.likeliest import is_past, traits
from nlu.reading import Reading

_RECALLED = frozenset({"помнить", "знать"})
OF_PEOPLE = frozenset({"имя", "фамилия", "отчество", "фио"})
_EITHER = frozenset({"или", "либо"})
_KINDS = frozenset({"deal", "contact", "company"})
_SEEKING = frozenset({"find", "show"})
_FORGOTTEN = frozenset({"забыть"})


def telling(reading: Reading) -> frozenset[int]:
    """Return the tokens of the clauses that order and ask nothing but tell of the past."""
    return frozenset(
        index for clause in reading.clauses if _tells(reading, clause) for index in clause
    )


def forgotten(reading: Reading) -> frozenset[int]:
    """Return the tokens of «фамилию забыл», «телефон не помню»: nothing there is asked."""
    return frozenset(
        index
        for clause in reading.clauses
        if any(_is_lost(reading, i) for i in clause)
        for index in clause
    )


def in_doubt(reading: Reading) -> frozenset[int]:
    """Return the tokens of «не помню, сделка это или фирма», «то ли клиент, то ли компания»."""
    if reading.norms.isdisjoint(_EITHER | {"ли"}):
        return frozenset()
    return frozenset(i for clause in reading.clauses if _doubts(reading, clause) for i in clause)


def recalling(reading: Reading) -> Iterator[int]:
    """Yield the verbs of «фамилию помню только Седых», «знаю лишь имя»."""
    for index in range(len(reading.tokens)):
        first = "1per" in traits(reading, index)
        if first and reading.lemmas(index) & _RECALLED:
            yield index


def called_after(reading: Reading, index: int) -> bool:
    """«Фамилия вроде седых»: a word for a name stands before it in its clause."""
    clause = next((one for one in reading.clauses if index in one), range(0))
    return any(reading.lemmas(i) & OF_PEOPLE for i in clause if i < index)


def _doubts(reading: Reading, clause: range) -> bool:
    kinds = [i for i in clause if reading.cues[i] & _KINDS]
    sought = any(reading.is_order(i) and reading.cues[i] & _SEEKING for i in clause)
    either = len(kinds) > 1 and any(reading.norm(i) in _EITHER for i in clause)
    whether = any((reading.norm(i - 1), reading.norm(i)) == ("то", "ли") for i in clause)
    return bool(kinds) and (either or whether) and not sought


def _tells(reading: Reading, clause: range) -> bool:
    ordered = any(
        reading.is_order(i) or reading.cues[i] & {"which", "how_many", "who"} for i in clause
    )
    past = any(is_past(reading, i) or _is_lost(reading, i) for i in clause)
    return past and not ordered


def _is_lost(reading: Reading, index: int) -> bool:
    lemmas = reading.lemmas(index)
    denied = bool(lemmas & _RECALLED) and reading.norm(index - 1) == "не"
    return denied or (bool(lemmas & _FORGOTTEN) and is_past(reading, index))
