"""What leads to a task's words: assent, a promise, a wish, a note for a day."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.once import once
from nlu.parts.likeliest import traits
from nlu.reading import Reading
from nlu.smallwords import TO_SPEAKER

_AGREEING = frozenset({"договориться", "условиться", "сговориться"})
_DICTATING = frozenset({"диктовать", "продиктовать", "писать", "слушать"})
_BEARING = frozenset({"VERB", "INFN", "ADJF", "NUMR"})


@once
def dated_note(reading: Reading) -> int | None:
    """Return the noun of «пометку мне на 17-е: созвон …»: what is noted for a day is a task."""
    days = {one.first for one in reading.all("date") if reading.norm(one.first) == "на"}
    for index in reading.where("note"):
        behind = index + 1 + (reading.norm(index + 1) in TO_SPEAKER)
        if behind in days and traits(reading, index) >= {"NOUN", "accs"}:
            return index
    return None


def explain_promise(draft: Draft, core: int | None) -> None:
    """«Дима обещал замерить окна, внеси ему», «договорились созвониться»: that it was promised.

    Who promised is charged.
    """
    reading = draft.reading
    opening = min(reading.content, default=0)
    if core is not None and opening < core and reading.lemmas(opening) & _AGREEING:
        draft.explain([opening])
    if core is None or core < 2 or "put" not in reading.orders:
        return
    verb = reading.before(core)
    if verb is None or not any(found.stop == verb for found in reading.all("person")):
        return
    if any(one.first == verb for one in reading.all("task_type")):  # «поставь Орлову замер …»
        return
    if "past" in reading.tokens[verb].traits:
        draft.explain([verb])


def explain_assent(draft: Draft) -> None:
    """«Ок тогда ставь …», «отлично, тогда …»: agreeing with what was said is nothing to be done."""
    reading = draft.reading
    draft.explain(_dictating(reading))
    for index in range(len(reading.tokens)):
        agreed = (
            bool(reading.cues[index] & {"talk_yes", "praise"}) or reading.norm(index) == "тогда"
        )
        if agreed and traits(reading, index).isdisjoint(_BEARING):
            draft.explain([index])
        elif index not in reading.fillers:
            return


def _dictating(reading: Reading) -> range:
    """«Диктую …», «пиши: завтра в 10 приёмка»: that it is to be written down opens it."""
    first = min(reading.content, default=0)
    behind = first + 1 + (reading.norm(first + 1) in {":", "-", ","})
    dictated = reading.lemmas(first) & _DICTATING and behind in reading.figures
    return range(first, first + 1) if dictated else range(0)


def explain_wish(draft: Draft, core: int | None) -> None:
    """«Хорошо бы завтра позвонить», «не помешает», «придётся»: that it should be done."""
    reading = draft.reading
    wishing = reading.where("should")
    if core is None or not wishing or wishing[0] > core:
        return
    own = reading.clause_of(core)
    before = {i for i in draft.left() if i in own and i < core and reading.norm(i) != "не"}
    before -= _manner(reading, core)
    if before <= set(wishing):
        draft.explain(before)
        draft.explain(i - 1 for i in before if reading.norm(i - 1) == "не")


def _manner(reading: Reading, core: int) -> set[int]:
    """«Придётся заново согласовать»: the adverbs right before what is to be done are its own."""
    first = core
    while first and (first - 1 in reading.figures or "ADVB" in traits(reading, first - 1)):
        first -= 1
    return set(range(first, core)).difference(reading.where("should"))
