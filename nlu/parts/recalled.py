"""What is told before a search, and what is remembered of a name: «звонила Ануш, найди её»."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from nlu.draft import Draft
from nlu.parts.clauses import orders
from nlu.parts.likeliest import is_past, traits
from nlu.reading import Reading
from nlu.runs import runs

_RECALLED = frozenset({"помнить", "знать"})
OF_PEOPLE = frozenset({"имя", "фамилия", "отчество", "фио"})
_SOUNDING = frozenset(
    {"звучать", "похоже", "похожий", "походить", "казаться", "слышаться"} | {"слышать", "слыхать"}
)
_AS = frozenset({"как", "на", "вроде", "типа", "будто", "про", "о"})
_EITHER = frozenset({"или", "либо"})
_KINDS = frozenset({"deal", "contact", "company"})
_SEEKING = frozenset({"find", "show"})
_FORGOTTEN = frozenset({"забыть"})
_LIKELY = 0.5
_ASKING = frozenset({"which", "how_many", "who"})


def take_recalled(draft: Draft, told: frozenset[int]) -> None:
    """«Знаю только фамилию, Пилипейко, найди»: a word for a name is said, and then the name.

    Args:
        told: tokens of the clauses that only tell.
    """
    reading = draft.reading
    if "name" in draft.slots or not reading.has("find"):
        return
    noun = next((i for i in reading.where("name") if reading.lemmas(i) & OF_PEOPLE), None)
    frame = told | {*recalling(reading)}
    behind = [i for i in draft.left() if noun is not None and i > noun]
    words = [i for i in behind if not reading.cues[i] and is_nominal(reading, i)]
    beside = [i for i in words if i not in frame]  # else «мелькала фамилия Цыганок, найди»
    run = next(iter(runs(beside or words)), None)
    if run is not None:
        draft.put("name", reading.naming.person(run.start, run.stop), run)


def is_nominal(reading: Reading, index: int) -> bool:
    """A name is a noun or an adjective, and no everyday thing in small letters («праздник»)."""
    token = reading.tokens[index]
    if not token.parses:
        return True
    likeliest = token.parses[0]
    thing = "inan" in likeliest.grammemes
    return likeliest.pos in {"NOUN", "ADJF"} and not (
        reading.cues[index] or (thing and token.text.islower() and likeliest.score > _LIKELY)
    )


def happened(reading: Reading) -> frozenset[int]:
    """Return the tokens of the clauses that order and ask nothing but tell of the past."""
    return frozenset(
        index for clause in reading.clauses if _happened(reading, clause) for index in clause
    )


def told_of_one(reading: Reading) -> frozenset[int]:
    """Return the tokens of «…, у которой салон на Ленина», said of who is named before."""
    clauses = reading.clauses
    people = reading.all("person")
    return frozenset(
        index
        for main, clause in pairwise(clauses)
        if _is_relative(reading, clause) and not orders(reading, clause)
        if any(one.first in main for one in people)
        for index in clause
    )


def forgotten(reading: Reading) -> frozenset[int]:
    """Return the tokens of «фамилию забыл», «телефон не помню»: nothing there is asked."""
    return frozenset(
        index
        for clause in reading.clauses
        if any(_is_lost(reading, i) for i in clause)
        for index in clause
    )


def sounded(reading: Reading) -> frozenset[int]:
    """Return the tokens of «звучало как», «похоже на», «что-то вроде» before what is sought."""
    said: set[int] = set()
    for index in range(len(reading.tokens) - 1):
        if reading.lemmas(index) & _SOUNDING and reading.norm(index + 1) in _AS:
            said |= {index, index + 1}
    return frozenset(said)


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
    clause = reading.clause_of(index)
    return any(reading.lemmas(i) & OF_PEOPLE for i in clause if i < index)


def _doubts(reading: Reading, clause: range) -> bool:
    kinds = [i for i in clause if reading.cues[i] & _KINDS]
    sought = any(reading.is_order(i) and reading.cues[i] & _SEEKING for i in clause)
    either = len(kinds) > 1 and any(reading.norm(i) in _EITHER for i in clause)
    whether = any((reading.norm(i - 1), reading.norm(i)) == ("то", "ли") for i in clause)
    return bool(kinds) and (either or whether) and not sought


def _happened(reading: Reading, clause: range) -> bool:
    if orders(reading, clause):
        return False
    if _is_relative(reading, clause):
        return True
    if any(reading.cues[i] & _ASKING for i in clause):
        return False
    return any(is_past(reading, i) or _is_lost(reading, i) for i in clause)


def _is_relative(reading: Reading, clause: range) -> bool:
    """«…, который плитку брал», «…, у которого склад в Химках»."""
    opening = clause[:2] if clause.start else ()
    return any("который" in reading.lemmas(i) for i in opening)


def _is_lost(reading: Reading, index: int) -> bool:
    lemmas = reading.lemmas(index)
    denied = bool(lemmas & _RECALLED) and reading.norm(index - 1) == "не"
    return denied or (bool(lemmas & _FORGOTTEN) and is_past(reading, index))
