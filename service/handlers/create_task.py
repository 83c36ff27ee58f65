"""Set a task."""

from __future__ import annotations

from datetime import datetime, timedelta

from amo.models import Contact, Kind
from nlu.intents import CreateTask
from nlu.values import Moment
from service.dialogue.interrupts import NeedsMore
from service.dialogue.plans import NewTask
from service.dialogue.state import POINTED, Offer, Waiver
from service.lookup.one import neighbour_names
from service.lookup.reference import Card, Origin, Target, target
from service.proposal import Slot, propose_plan, words_of
from service.responsible import responsible
from service.task_types import CONTACT, type_id
from service.turn import Outcome, Turn

WEEK = timedelta(days=7)
_SHORT = 2  # «пн»


def create_task(intent: CreateTask, turn: Turn) -> Outcome:
    """Propose the task, asking once for a record when none is at hand."""
    assert intent.text is not None, "decide() asks for it"
    assert intent.due is not None, "decide() asks for it"
    about = target(turn, intent)
    if about is None and Waiver.RECORD not in turn.waived:
        raise NeedsMore(
            "record",
            turn.texts("ask.create_task_record"),
            (Offer(turn.texts("buttons.unbound"), "waive", Waiver.RECORD),),
        )
    plan = NewTask(
        text=intent.text,
        at=intent.due.at,
        all_day=intent.due.all_day,
        user_id=responsible(turn, intent.responsible),
        type_id=type_id(intent.type, turn.directory) or CONTACT,
        kind=about.record.kind if about else None,
        record_id=about.record.id if about else None,
    )
    slots = _slots(turn, intent, plan, about)
    text = turn.texts("confirm.create_task", **{one.name: one.value for one in slots})
    return propose_plan(turn, intent, plan, text, slots, _rivals(turn, intent.due))


def _slots(turn: Turn, intent: CreateTask, plan: NewTask, about: Target | None) -> tuple[Slot, ...]:
    due = turn.wording.moment(plan.at, plan.all_day)
    kind = turn.rows.task_type(plan.type_id)
    return (
        Slot("text", plan.text),
        Slot("due", due),
        Slot("responsible", turn.rows.user(plan.user_id), intent.responsible is not None),
        Slot("type", kind, intent.type is not None),
        Slot("record", record_words(turn, about), about is None or about.origin is Origin.SAID),
    )


def record_words(turn: Turn, about: Target | None) -> str:
    """The record of a proposal in words, and where it was taken from."""
    if about is None:
        return turn.texts("confirm.unbound")
    kind = Kind(about.record.kind).value
    title = _telling_title(turn, about.record)
    return turn.texts(f"confirm.{about.origin.value}_{kind}", title=title)


def _telling_title(turn: Turn, record: Card) -> str:
    """The title, and for a contact picked among namesakes where they work."""
    title = turn.rows.title(record)
    picked = any(one.record.id == record.id and one.role != POINTED for one in turn.chosen)
    if not picked or not isinstance(record, Contact):
        return title
    company = neighbour_names(turn.session, [record]).get(record.id)
    return turn.texts("confirm.namesake", title=title, company=company) if company else title


def _rivals(turn: Turn, due: Moment) -> tuple[Offer, ...]:
    """The other reading of a bare weekday: the one a week later."""
    said = words_of(turn, "due")
    if not _is_bare_weekday(turn, said):
        return ()
    later = due.at + WEEK
    return (Offer(turn.wording.full_day(_local(turn, later).date()), "due", _at(later, due)),)


def _is_bare_weekday(turn: Turn, said: str) -> bool:
    words = said.casefold().split()
    days = turn.texts.several("pointing.weekday_stems")
    exact = turn.texts.several("pointing.exact_days")
    named = any(_names_day(word, day) for word in words for day in days)
    return named and not any(word.startswith(one) for word in words for one in exact)


def _names_day(word: str, day: str) -> bool:
    """«Вт» alone is a weekday, «второе» is not."""
    return word.strip(",.") == day if len(day) <= _SHORT else word.startswith(day)


def _local(turn: Turn, at: datetime) -> datetime:
    return at.astimezone(turn.now.tzinfo)


def _at(later: datetime, due: Moment) -> Moment:
    return Moment(later, due.all_day)
