"""Which continuation a turn is, and the intent that results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from nlu.draft import Draft
from nlu.followup.agreed import agreed, closes_listed, kept_as_is, moves_listed
from nlu.followup.answer import answer
from nlu.followup.change import change
from nlu.followup.counted import counted_again
from nlu.followup.drop import drop
from nlu.followup.edited import edited
from nlu.followup.joined import as_new, joined_text, joins
from nlu.followup.kindred import kindred
from nlu.followup.lacking import made_of_lacking
from nlu.followup.pick import pick
from nlu.followup.there import next_of_shown, people_of_one, people_there
from nlu.followup.written import after_write
from nlu.intents import Intent
from nlu.needs import REFERENCES
from nlu.reading import Reading
from nlu.request import Previous
from nlu.slots import build, filled
from nlu.values import Comparison, DateRange

_WHOLE = 0.8
_ONLY = (1, -1)


@dataclass(frozen=True, slots=True)
class Continued:
    """A turn that continues the last one.

    Args:
        stem: the intent it is now.
        slots: all its slots, those of the last turn included.
        draft: what this turn's words said.
    """

    rule: str
    stem: str
    slots: dict[str, Any]
    draft: Draft


def continued(reading: Reading, previous: Previous) -> Continued | None:
    """Read an utterance as an answer, a choice or a change of the last turn.

    Returns:
        None when it leaves content words unexplained: then it is read alone.
    """
    if previous.intent is None:
        return None
    if previous.records:
        draft = pick(reading)
        of_many = len(previous.records) > 1 or (draft and draft.slots.get("ordinal") in _ONLY)
        if draft is not None and of_many and draft.score >= _WHOLE:
            return Continued("choose.of_list", "choose", draft.slots, draft)
    waited = _answered(reading, previous, previous.intent)
    if waited is not None:
        return waited
    there = people_there(reading, previous.intent)
    if there is not None and there.score >= _WHOLE:
        return Continued("find_contacts.there", "find_contacts", {}, there)
    asked = people_of_one(reading, previous.intent) or next_of_shown(reading, previous.intent)
    if asked is not None:
        return Continued("show.next", "show", {**_shown_one(previous.intent), **asked.slots}, asked)
    dropped = drop(reading, previous.intent)
    if dropped is not None and dropped[1].score >= _WHOLE:
        return _without(previous.intent, *dropped)
    again = counted_again(reading, previous.intent) or edited(reading, previous.intent)
    again = again or kindred(reading, previous.intent)
    if again is not None and again[2].score >= _WHOLE:
        stem, kept, draft = again
        return Continued(f"{stem}.again", stem, {**kept, **draft.slots}, draft)
    changed = change(reading, previous.intent)
    if changed is None or changed[1].score < _WHOLE:
        return _made(reading, previous)
    return _merged("change", previous, changed[1], changed[0])


def _shown_one(intent: Intent) -> dict[str, Any]:
    """The record that was shown by its name."""
    slots = filled(intent) if intent.stem == "show" else {}
    return {slot: value for slot, value in slots.items() if slot in REFERENCES}


def _answered(reading: Reading, previous: Previous, waiting: Intent) -> Continued | None:
    """What was asked for, or agreement to what was proposed."""
    if previous.asked is None:
        closed = closes_listed(reading, waiting) if previous.records else None
        if closed is not None:
            return Continued("complete_task.listed", "complete_task", {}, closed)
        moved = moves_listed(reading, waiting) if previous.records else None
        if moved is not None:
            return Continued("reschedule_task.listed", "reschedule_task", moved.slots, moved)
        kept = kept_as_is(reading, waiting)
        if kept is not None:
            return Continued("no.kept", "no", {}, kept)
        again = agreed(reading, waiting)
        return None if again is None else Continued("yes.same", "yes", {}, again)
    draft = answer(reading, waiting, previous.asked)
    if draft is None or draft.score < _WHOLE:
        return None
    return _merged("answer", _unnamed(previous, draft), draft, waiting.stem)


def _made(reading: Reading, previous: Previous) -> Continued | None:
    """«Создай» after a search that found nothing."""
    if previous.records or previous.intent is None:
        return None
    made = made_of_lacking(reading, previous.intent)
    return None if made is None else Continued(f"{made[0]}.lacking", *made)


def joined(reading: Reading, previous: Previous, stem: str, draft: Draft) -> Continued | None:
    """Lay an order that stands alone over the one of its kind that waits, as «и бюджет 600» does.

    Returns:
        None where it is of another kind, or of another record.
    """
    waiting = previous.intent
    if waiting is None or previous.asked is not None:
        return None
    if as_new(stem, draft, waiting):
        return _merged("joined", previous, draft, waiting.stem)
    if not joins(reading, stem, draft, waiting):
        return None
    joined_text(reading, draft, filled(waiting))
    return _merged("joined", previous, draft, stem)


def rewritten(reading: Reading, previous: Previous) -> Continued | None:
    """Read an utterance against the write whose receipt the last turn was."""
    again = None if previous.written is None else after_write(reading, previous.written)
    return None if again is None else Continued(*again)


def _without(intent: Intent, gone: frozenset[str], draft: Draft) -> Continued:
    slots = {slot: value for slot, value in filled(intent).items() if slot not in gone}
    return Continued(f"{intent.stem}.without", intent.stem, slots, draft)


def _merged(name: str, previous: Previous, draft: Draft, stem: str) -> Continued:
    """Lay the new values over the old ones; a slot in doubt loses its old value."""
    old = {} if previous.intent is None else filled(previous.intent)
    slots = {slot: value for slot, value in old.items() if slot not in draft.ambiguous}
    if draft.slots.get("status") == "overdue" and _lies_ahead(slots.get("due"), draft):
        del slots["due"]
    if _is_planned(draft, slots):
        del slots["status"]
    gone = _rivals(f"{stem}.{name}", draft)
    slots = {slot: value for slot, value in slots.items() if slot not in gone}
    if draft.slots.get("closed") == _EVER:
        slots.pop("status", None)
    if draft.slots.get("status") == "open" or ("status" in draft.slots and _is_ever(slots)):
        slots.pop("closed", None)
    if stem == "show" and draft.slots.keys() & REFERENCES:
        slots = {name: value for name, value in slots.items() if name not in REFERENCES}
    if stem == "report" and previous.intent is not None:
        listed = _LISTED.get(previous.intent.stem)
        slots = {"of": listed, **slots} if listed else slots
        slots.pop("id", None)
    now = {**slots, **draft.slots}
    if now.get("metric") == "conversion" and "group_by" not in draft.slots:
        now = {name: value for name, value in now.items() if (name, value) != _BY_STAGE}
    if stem == "report":
        now["compared"] = _set_apart(draft, old, now)
    else:
        now.pop("compared", None)
    said = {slot: value for slot, value in now.items() if value is not None}
    return Continued(f"{stem}.{name}", stem, said, draft)


def _rivals(rule: str, draft: Draft) -> frozenset[str]:
    """The slots that new values leave no place for; «нет, по компании Зерно» is of no person."""
    rivals = [_RIVALS[slot] for slot in draft.slots.keys() & _RIVALS.keys()]
    if rule == "create_task.change" and "company" in draft.slots and "contact" not in draft.slots:
        rivals.append(frozenset({"contact"}))
    return frozenset().union(*rivals)


def _set_apart(draft: Draft, old: Mapping[str, Any], now: Mapping[str, Any]) -> Comparison | None:
    """«Сравни с прошлым»: beside the period of the last turn; another one takes its place."""
    before = old.get("compared") or Comparison()
    period = next((slot for slot in _STRETCHES if slot in draft.slots), None)
    if period is None or "compared" in draft.slots:
        return now.get("compared")
    pair = (old.get(period), now[period]) if draft.reading.has("compare") else ()
    both = pair if all(isinstance(one, DateRange) for one in pair) else ()
    changed = replace(before, periods=both)
    return None if changed == Comparison() else changed


def _unnamed(previous: Previous, draft: Draft) -> Previous:
    """The last turn without the record that was not found: another one takes its place.

    A company alone tells namesakes apart while they are offered.
    """
    named = draft.slots.keys() & REFERENCES
    if previous.intent is None or previous.asked != "record" or not named:
        return previous
    if named == {"company"} and len(previous.records) > 1:
        return previous
    kept = {slot: one for slot, one in filled(previous.intent).items() if slot not in REFERENCES}
    return replace(previous, intent=build(previous.intent.stem, kept))


def _lies_ahead(due: object, draft: Draft) -> bool:
    """«А просроченные?» after the tasks of today: nothing of a day to come is overdue."""
    now = draft.reading.request.now
    return isinstance(due, DateRange) and (due.stop is None or due.stop > now)


def _is_planned(draft: Draft, old: Mapping[str, Any]) -> bool:
    """«На завтра есть?» after what is overdue or done: nothing of a day to come is either."""
    late = old.get("status") in ("overdue", "done") and "status" not in draft.slots
    said = draft.slots.get("due")
    ahead = isinstance(said, DateRange) and _begins_ahead(said, draft)
    return late and (ahead or draft.reading.has("planned"))


def _begins_ahead(due: DateRange, draft: Draft) -> bool:
    return due.start is not None and due.start > draft.reading.request.now


def _is_ever(slots: dict[str, Any]) -> bool:
    return slots.get("closed") == _EVER


_EVER = DateRange(None, None)
_BY_STAGE = ("group_by", "stage")  # of those on one stage all are won, or none
_LISTED = {"find_leads": "leads", "find_tasks": "tasks", "find_contacts": "contacts"}
_STRETCHES = ("created", "closed", "due")
_RIVALS = {
    **{slot: REFERENCES - {slot} for slot in ("lead_id", "lead", "this")},
    "set_budget": frozenset({"add_budget"}),
    "add_budget": frozenset({"set_budget"}),
    "set_pipeline": frozenset({"set_stage"}),
    "due": frozenset({"shift"}),
    "shift": frozenset({"due"}),
    "closed": frozenset({"created"}),
    "created": frozenset({"closed"}),
}
