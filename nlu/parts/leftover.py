"""Names nothing accounts for: a list that drops one answers another question."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.reading import runs

_LEADING = frozenset({"для", "на", "из", "под", "без", "про", "о", "об", "с", "со", "по"})


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
    if named or reading.norm(run.start - 1) not in {"по", "про", "о", "об"}:
        return False
    draft.put("name", reading.naming.query(run.start, run.stop), run)
    return True


def _is_led(draft: Draft, index: int) -> bool:
    """«Сделки для школ», «по тендеру на металлопрокат»: a condition in plain words."""
    reading = draft.reading
    noun = any(parse.pos == "NOUN" for parse in reading.tokens[index].parses[:1])
    beside = reading.clause_of(index)
    deals = any(i in beside for i in reading.where("deal", "task"))
    return noun and deals and not reading.cues[index] and reading.norm(index - 1) in _LEADING
