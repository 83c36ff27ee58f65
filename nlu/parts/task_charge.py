"""Who is in charge of a task, and where what is to be done begins."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.parts.bidden import bidden
from nlu.parts.charged_self import is_met_for, is_to_me, take_self, take_stranger
from nlu.parts.clauses import is_away, is_beside
from nlu.parts.likeliest import traits
from nlu.parts.task_record import take_firm_given
from nlu.parts.task_signs import letter_at
from nlu.parts.who import anchor, give_responsible, take_me
from nlu.reading import Reading, Who
from nlu.types import Found

_BESIDE = 3
_TOGETHER = frozenset({"вместе", "совместно", "вдвоем", "напару"})


def take_charged(draft: Draft) -> None:
    """The one in charge stands before what is to be done, or after «на», «для»."""
    for found in draft.reading.all("person"):
        if found.value.users is not None and draft.is_free(found) and _in_charge(draft, found):
            give_responsible(draft, "responsible", found)
            near = range(found.first - _BESIDE, found.stop + _BESIDE)
            draft.explain(i for i in draft.reading.where("responsible") if i in near)
            return
    if take_stranger(draft, _first_act(draft)) or _doubt_stranger(draft):
        return
    take_firm_given(draft)
    if not take_me(draft, dative=True) and not take_self(draft):
        draft.explain(i for i in range(len(draft.reading.tokens)) if is_to_me(draft.reading, i))


def _doubt_stranger(draft: Draft) -> bool:
    """«Пусть Гоша помоет машину»: whoever is to do it is no user of the account."""
    reading = draft.reading
    for let in reading.where("let"):
        for found in reading.all("person"):
            alone = found.first == let + 1 and found.value.case == "nomn"
            does = (
                traits(reading, i) >= {"VERB", "3per", "sing"}
                for i in reading.clause_of(found.first)
                if i >= found.stop
            )
            if alone and draft.is_free(found) and any(does):
                draft.doubt("responsible", (), range(found.first, found.stop))
                return True
    return False


def _in_charge(draft: Draft, found: Found[Who]) -> bool:
    reading = draft.reading
    if reading.norm(found.first - 1) in {"на", "для"} or "responsible" in anchor(
        reading, found.first
    ):
        return True
    if reading.norm(found.first - 1) == "с" and reading.norm(found.first - 2) in _TOGETHER:
        return False
    act = _first_act(draft)
    if act is not None and found.first < act:
        return not _is_in_news(reading, found, act)
    return act is None or is_met_for(reading, found)


def _is_in_news(reading: Reading, found: Found[Who], act: int) -> bool:
    """«Ким на больничном, набрать в понедельник»: it is told of somebody, nobody is charged."""
    clause = reading.clause_of(found.first)
    subject = any(
        {"nomn", "sing"} <= parse.grammemes for parse in reading.tokens[found.first].parses
    )
    if act in clause:
        return False
    had = reading.norm(found.first - 1) == "у" and is_beside(reading, clause)
    return had or (subject and is_away(reading, clause))


def _first_act(draft: Draft) -> int | None:
    return next((i for i in range(len(draft.reading.tokens)) if is_act(draft, i)), None)


def is_act(draft: Draft, index: int) -> bool:
    """Say whether a word names what is to be done: an infinitive, a call, a deed ordered."""
    if index in draft.explained:
        return False
    cues = draft.reading.cues[index]
    parses = draft.reading.tokens[index].parses
    named = bool(cues & {"call", "meeting"}) or (bool(parses) and parses[0].pos == "INFN")
    return named or index in {bidden(draft.reading), letter_at(draft.reading)}
