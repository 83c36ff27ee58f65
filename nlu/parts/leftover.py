"""Names nothing accounts for: a list that drops one answers another question."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.runs import runs
from nlu.smallwords import ABOUT_OR_BY

_LEADING = frozenset({"для", "на", "из", "под", "без", "про", "о", "с", "по"})
_SHOWN_ON = frozenset({"экран", "стол", "почта", "имя", "счёт", "счет"})
_ANY_WARE = frozenset({"foreign"})


def leaves_name(draft: Draft) -> bool:
    """Say whether a word that shows itself to be a name belongs to no condition of a list."""
    reading = draft.reading
    if reading.clean.text.isupper():
        return False
    if any(_is_led(draft, index) for index in draft.left()):
        return True
    return any(
        index > 0 and reading.tokens[index].text[:1].isupper() and not reading.cues[index]
        for index in draft.left()
    )


def take_topic_left(draft: Draft) -> bool:
    """Fill `name` from «по кондиционерам», and from a stage's word that opens a deal's own name.

    «Сделка по тендеру на металлопрокат» is called so, whatever stage it is on.
    """
    reading, run = draft.reading, next(runs(draft.left()), range(0))
    stage, named = draft.places.get("stage", set()), sorted(draft.places.get("name", ()))
    if named and reading.norm(named[0] - 1) in _LEADING:
        run = range(named[0], named[-1] + 1)
    elif not run or named or not _is_led(draft, run.start):
        return False
    if stage and max(stage) == run.start - 2:
        first = min(i for i in stage if i not in reading.fillers)
        draft.slots.pop("stage", None)
        draft.places.pop("stage", None)
        draft.put("name", reading.text_of(first, run.stop), range(first, run.stop))
        return True
    about = reading.norm(run.start - 1) in ABOUT_OR_BY
    if named or not (about or _is_wanted(draft, run.start)):
        return False
    straight = not about and len(run) == 1 and _is_straight(draft, run.start)
    value = reading.naming.query(run.start, run.stop)
    draft.put("name", reading.tokens[run.start].text if straight else value, run)
    return True


def _is_straight(draft: Draft, index: int) -> bool:
    """«На игры», «на монтаж»: the accusative of things is their nominative."""
    parses = draft.reading.tokens[index].parses
    return any({"nomn", "inan"} <= parse.grammemes for parse in parses)


def _is_wanted(draft: Draft, index: int) -> bool:
    """«Заявки на кондиционеры», «сделки на ремонт»: a thing in the accusative, no place."""
    reading = draft.reading
    nouns = (p.grammemes for p in reading.tokens[index].parses if p.pos == "NOUN")
    things = any({"accs", "inan"} <= cases for cases in nouns)
    head = "deal" in reading.cues[index - 2] if index > 1 else False
    things = things and reading.lemmas(index).isdisjoint(_SHOWN_ON)
    return reading.norm(index - 1) == "на" and things and head


def _is_led(draft: Draft, index: int) -> bool:
    """«Сделки для школ», «по тендеру на металлопрокат»: a condition in plain words."""
    reading = draft.reading
    noun = reading.tokens[index].pos == "NOUN"
    beside = reading.clause_of(index)
    deals = any(i in beside for i in reading.where("deal", "task"))
    return (
        noun and deals and reading.cues[index] <= _ANY_WARE and reading.norm(index - 1) in _LEADING
    )
