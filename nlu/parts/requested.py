"""Who asked for what is to be done: «Гарипов просил перезвонить завтра, поставь задачу»."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.parts.bidden import is_called
from nlu.parts.company_inside import company_runs
from nlu.parts.likeliest import is_infinitive, is_past, is_preposition
from nlu.parts.person_inside import is_capital
from nlu.parts.things import is_firm, is_thing
from nlu.reading import Reading, Who
from nlu.smallwords import SO_THAT
from nlu.types import Found

_ASKING = frozenset({"просить", "попросить", "требовать", "потребовать"})
_WISHING = frozenset({"хотеть", "захотеть", "желать", "предложить", "предлагать"})
_TOLD = frozenset({"past", "3per"})
_DOING = frozenset({"сделать", "выполнить", "успеть"})


def explain_request(draft: Draft) -> None:
    """Account for who asked and that it was asked: the words of a task are what was asked for.

    The one who asked is the client it is about; a user who asked is not the one in charge.
    """
    asked = _asking_verb(draft.reading)
    if asked is None:
        return
    before = [i for i in range(asked) if i in draft.reading.content - draft.explained]
    told = [i for i in before if not is_past(draft.reading, i)]
    tail = _origin(draft.reading, told)
    who = [i for i in told if i not in tail]
    if not who or _take_asker(draft, who):
        _take_origin(draft, tail)
        draft.explain(range(asked + 1))
        draft.explain(i for i in (asked + 1, asked + 2) if draft.reading.norm(i) in SO_THAT)


def _origin(reading: Reading, told: list[int]) -> set[int]:
    """«Дизайнер из Питера», «ребята со склада»: where whoever asks is from."""
    stops = (i for i in told if i > 1 and is_preposition(reading, i - 1))
    start = next(stops, None)
    return set() if start is None else {i for i in told if i >= start}


def _take_origin(draft: Draft, tail: set[int]) -> None:
    reading = draft.reading
    for run in company_runs(reading, tail):
        if "company" not in draft.slots:
            draft.put("company", reading.naming.company(run.start, run.stop), run)
        return


def _asking_verb(reading: Reading) -> int | None:
    """Return the verb after which the thing to be done is said, and nothing else to be done."""
    quoted = {i for one in reading.all("quote") for i in range(one.first, one.stop)}
    for index in reading.where("want", "ask_to", "wishing"):
        if index in quoted:
            continue
        clause = reading.clause_of(index)
        behind = range(index + 1, clause.stop)
        that = any(reading.norm(i) in SO_THAT for i in (index + 1, index + 2))
        wished = bool(reading.lemmas(index) & _WISHING) and (that or _meets(reading, behind))
        if not _is_finite(reading, index) or not (wished or reading.lemmas(index) & _ASKING):
            continue
        later = range(max(clause.stop, index + 3 if that else 0), len(reading.tokens))
        deed = any(is_infinitive(reading, i) for i in behind)
        others = (i for i in (() if that else later) if not reading.lemmas(i) & _DOING)
        if deed and not any(is_infinitive(reading, i) or is_called(reading, i) for i in others):
            return index
    return None


def _take_asker(draft: Draft, told: list[int]) -> bool:
    """«Гарипов», «клиент», «Ромашка»: nobody else stands before the verb."""
    reading = draft.reading
    named = [i for i in told if not reading.cues[i] & {"contact", "company"}]
    for found in (*reading.all("person"), *reading.all("person_hint")):
        if named == list(range(found.first, found.stop)) and not is_thing(reading, found):
            _give(draft, found)
            return True
    if not told or not all(reading.cues[i] & {"contact", "company"} for i in told):
        return len(told) == 1 and (_take_firm(draft, told[0]) or _take_somebody(draft, told[0]))
    return True


def _give(draft: Draft, found: Found[Who]) -> None:
    if found.value.users is not None:
        draft.mark("asker", range(found.first, found.stop))
    elif "contact" not in draft.slots:
        draft.take("contact", found, found.value.name)


def _take_firm(draft: Draft, index: int) -> bool:
    reading = draft.reading
    named = is_firm(reading, index) or reading.naming.is_coined(index)
    if reading.cues[index] or not named:
        return False
    draft.put("company", reading.naming.company(index, index + 1), [index])
    return True


def _take_somebody(draft: Draft, index: int) -> bool:
    """«Лапин просил», «директор просил»: a living being, by name where it has a capital."""
    reading = draft.reading
    parses = reading.tokens[index].parses
    if not any({"anim", "nomn"} <= parse.grammemes for parse in parses):
        return False
    named = any(parse.grammemes & {"Surn", "Name"} for parse in parses)
    if named and is_capital(reading, index):
        draft.put("contact", reading.naming.person(index, index + 1, case="nomn"), [index])
    return True


def _is_finite(reading: Reading, index: int) -> bool:
    parses = reading.tokens[index].parses[:1]
    return any(p.pos == "VERB" and p.grammemes & _TOLD for p in parses)


def _meets(reading: Reading, behind: range) -> bool:
    return any(reading.cues[i] & {"call", "meeting"} for i in behind)
