"""What is told of a thing done: its words, whom it was done with, what came of it."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.parts.deed import deed_at, is_act, is_done, is_on_deal, own_types, thing_ends
from nlu.parts.likeliest import is_preposition, traits
from nlu.parts.record import take_bare_id, take_lead_id, take_quoted_lead, take_this
from nlu.parts.remark import tail, tail_start
from nlu.parts.task_words import take_named_inside
from nlu.parts.title import take_title
from nlu.parts.words import give_text
from nlu.reading import Reading


def take_deed(draft: Draft) -> bool:
    """Fill `text` with the thing done, whom it was done with, its deal and what came of it."""
    reading, first = draft.reading, deed_at(draft.reading)
    if first is None:
        return False
    _take_led_deal(draft)
    if reading.cues[first] & {"call", "meeting"} and is_done(reading, first):
        named = _named_behind(reading, first)
        if named is None:
            _give_told(draft, first)
            return True
        _give_told(draft, first, named)
        first = named
    stop = thing_ends(draft, first)
    give_text(draft, "text", range(first, stop))
    take_named_inside(draft)
    named = tail_start(draft, "result", frozenset())
    give_text(draft, "result", tail(draft, named) if named else _came_of(draft, stop))
    draft.explain(i for i in range(len(reading.tokens)) if is_done(reading, i))
    return True


def _came_of(draft: Draft, stop: int) -> list[int]:
    """The clauses behind a thing done, the order to close it left out where it stands at an edge.

    Args:
        stop: where the thing ends.
    """
    reading = draft.reading
    behind = [one for one in reading.clauses if one.start > stop]
    told = [one for one in behind if not _closes(reading, one)]
    if not told or any(
        told[0].start < one.start < told[-1].start for one in behind if one not in told
    ):
        return []
    return [i for i in tail(draft, told[0].start) if i < told[-1].stop]


def _take_led_deal(draft: Draft) -> None:
    if is_on_deal(draft.reading):
        draft.explain(i for head in draft.reading.where("deal") for i in (head - 1, head))
        take_this(draft) or take_lead_id(draft) or take_quoted_lead(draft) or take_title(
            draft, "lead"
        )
    else:
        take_lead_id(draft) or take_bare_id(draft)


def _named_behind(reading: Reading, told: int) -> int | None:
    """«Дозвонилась, согласна, закрой звонок»: the thing itself is named in the order."""
    types = own_types(reading)
    order = next((i for i in reading.where("complete") if i > told and reading.is_order(i)), None)
    clause = next((one for one in reading.clauses if order in one and told not in one), range(0))
    return next((i for i in clause if is_act(reading, i, types)), None)


def _give_told(draft: Draft, first: int, until: int | None = None) -> None:
    """«Отметь, что перезвонил Салтанат, она думает»: what was told is the result."""
    reading = draft.reading
    orders = [i for i in reading.where("complete") if i > first]
    stop = min(orders[0] if orders else len(reading.tokens), until or len(reading.tokens))
    while orders and stop > first + 1 and _is_loose(reading, stop - 1):
        stop -= 1
    give_text(draft, "result", range(first, stop))
    for found in reading.all("person"):
        if first < found.first < stop:
            draft.slots["contact"] = found.value.name
            draft.places["contact"] = set(range(found.first, found.stop))
            return


def _is_loose(reading: Reading, index: int) -> bool:
    """«5 %» ends with a mark that is a word's."""
    return index not in reading.content and reading.tokens[index].text != "%"


def _closes(reading: Reading, words: range) -> bool:
    """«…, закрывай», «…, можно закрывать»: the order itself, not what came of it."""
    ordered = any(_is_ordering(reading, i) for i in words)
    return ordered or any("complete" in reading.cues[i] and reading.is_command(i) for i in words)


def _is_ordering(reading: Reading, index: int) -> bool:
    """«Закрой» — not «весь», nor «перешли на конкурента», which has no object."""
    if not reading.is_order(index) or "VERB" not in traits(reading, index):
        return False
    past = any("past" in parse.grammemes for parse in reading.tokens[index].parses)
    return not (past and index + 1 < len(reading.tokens) and is_preposition(reading, index + 1))
