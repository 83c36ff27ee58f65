"""What to do with what was understood: pure, so every branch is tested without a server."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeAlias

from nlu import Intent, Parse, Source
from nlu.intents import (
    AddNote,
    Cancel,
    Choose,
    CompleteTask,
    CreateCompany,
    CreateContact,
    CreateLead,
    CreateTask,
    More,
    No,
    Other,
    RescheduleTask,
    Search,
    Undo,
    UpdateContact,
    UpdateLead,
    Yes,
)
from service.dialogue.plans import Plan
from service.dialogue.state import Pending, State

Write: TypeAlias = (
    CreateTask
    | CompleteTask
    | RescheduleTask
    | AddNote
    | CreateContact
    | CreateCompany
    | CreateLead
    | UpdateLead
    | UpdateContact
)
WRITES = (
    CreateTask,
    CompleteTask,
    RescheduleTask,
    AddNote,
    CreateContact,
    CreateCompany,
    CreateLead,
    UpdateLead,
    UpdateContact,
)
_FORBIDDEN = "other.forbidden"
_NAMED_WRONG = ("responsible", "set_responsible")
LATENESS = timedelta(minutes=1)
_PLACES = ("set_pipeline", "set_stage", "pipeline", "stage")
_LOOKED_UP = frozenset(("record", "twin", "reason", "fields", "set_fields", *_PLACES))


class Why(StrEnum):
    """Why a question is asked."""

    MISSING = "missing"
    AMBIGUOUS = "ambiguous"
    UNKNOWN_USER = "unknown_user"
    PAST = "past"
    NO_DATE = "no_date"
    AGAIN = "again"


class Reason(StrEnum):
    """Why nothing is done."""

    NOT_UNDERSTOOD = "not_understood"
    NOT_OURS = "not_ours"
    ONE_AT_A_TIME = "one_at_a_time"
    LIST_FIRST = "list_first"
    KEPT = "kept"
    NO_SUCH_CONDITION = "no_such_condition"
    NO_SUCH_SOURCE = "no_such_source"
    NO_TREND = "no_trend"
    NOTHING_PENDING = "nothing_pending"
    NOT_PROPOSED = "not_proposed"
    NOTHING_TO_CHOOSE = "nothing_to_choose"
    NO_MORE = "no_more"
    CANCELLED = "cancelled"
    NOTHING_TO_CANCEL = "nothing_to_cancel"
    WRITTEN_ALREADY = "written_already"


_REASONS = {
    "other.several": Reason.ONE_AT_A_TIME,
    "other.many": Reason.LIST_FIRST,
    "other.kept": Reason.KEPT,
    "other.beyond": Reason.NO_SUCH_CONDITION,
    "other.origin": Reason.NO_SUCH_SOURCE,
    "other.trend": Reason.NO_TREND,
}


@dataclass(frozen=True, slots=True)
class Do:
    """Do it now: answer a question, or carry out what was confirmed."""

    action: Intent | Plan


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask for one thing.

    Args:
        need: the slot or need asked for.
        options: values to choose from, by name.
        words: what was said instead, when it could not be used.
    """

    intent: Intent
    need: str
    why: Why
    options: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class Confirm:
    """Propose a write that lacks nothing."""

    intent: Write


@dataclass(frozen=True, slots=True)
class Decline:
    """Do nothing and say why."""

    reason: Reason


Decision: TypeAlias = Do | Ask | Confirm | Decline


def decide(parse: Parse, state: State, now: datetime, has_record: bool) -> Decision:
    """Choose between doing, asking, proposing and declining.

    Args:
        parse: how the message was understood.
        state: what the last turn left.
        now: aware, for deadlines that are past.
        has_record: a card is open or the dialogue speaks of one record.
    """
    match parse.intent:
        case Yes():
            return _agree(state)
        case Cancel() if state.pending is None and state.wrote_now:
            return Do(Undo())
        case No() | Cancel():
            return Decline(_nothing_done(state))
        case More():
            paged = state.listing is not None and state.listing.intent != Search()
            return Do(parse.intent) if paged else Decline(Reason.NO_MORE)
        case Choose():
            return _choose(parse.intent, state)
        case Other() if parse.rule == _FORBIDDEN and _waits(state):
            return Decline(Reason.CANCELLED)
        case Other():
            known = Reason.NOT_OURS if parse.source is not Source.NONE else Reason.NOT_UNDERSTOOD
            return Decline(_REASONS.get(parse.rule or "", known))
        case _:
            asked = _open_question(parse, now, has_record) or _still_asked(parse, state)
            return asked or _ready(parse.intent)


def _waits(state: State) -> bool:
    """«Нет, не двигай» is no more than «нет» to a write that waits."""
    pending = state.pending
    return pending is not None and not pending.interrupted and isinstance(pending.intent, WRITES)


def _ready(intent: Intent) -> Decision:
    return Confirm(intent) if isinstance(intent, WRITES) else Do(intent)


def _nothing_done(state: State) -> Reason:
    if state.pending is not None:
        return Reason.CANCELLED
    return Reason.WRITTEN_ALREADY if state.written else Reason.NOTHING_TO_CANCEL


def _agree(state: State) -> Decision:
    pending = state.pending
    if pending is None:
        return Decline(Reason.NOT_PROPOSED if state.misses else Reason.NOTHING_PENDING)
    if pending.interrupted and pending.plan is not None:
        return _ready(pending.intent)
    if pending.plan is not None:
        return Do(pending.plan)
    return again(pending)


def again(pending: Pending) -> Decision:
    """Repeat the question that waits; a record is looked up anew, as it may be there by now."""
    chosen = pending.asked in _PLACES and pending.options
    if pending.asked is None or (pending.asked in _LOOKED_UP and not chosen):
        return _ready(pending.intent)
    return Ask(pending.intent, pending.asked, Why.AGAIN, pending.options)


def _choose(choice: Choose, state: State) -> Decision:
    offered = state.pending is not None and state.pending.candidates
    if offered or (state.listing is not None and state.listing.numbered):
        return Do(choice)
    return Decline(Reason.NOTHING_TO_CHOOSE)


def _open_question(parse: Parse, now: datetime, has_record: bool) -> Ask | None:
    """The first thing that has to be asked, in the order people would."""
    intent = parse.intent
    for slot, options in parse.ambiguous.items():
        why = Why.AMBIGUOUS if options else Why.UNKNOWN_USER
        return Ask(intent, slot, why, options, _words(parse, slot))
    for need in parse.missing:
        if need == "record" and has_record:
            continue
        if need == "due" and parse.unread:
            return Ask(intent, need, Why.NO_DATE, words=_unread(parse))
        return Ask(intent, need, Why.MISSING)
    return _late(intent, now)


def _still_asked(parse: Parse, state: State) -> Ask | None:
    """«Завтра» to «кого из сотрудников?» answers something else: who it is stays open."""
    pending = state.pending
    if pending is None or pending.interrupted or pending.asked not in _NAMED_WRONG:
        return None
    goes_on = (parse.rule or "").endswith((".answer", ".change", ".joined"))
    same = parse.intent.stem == pending.intent.stem and goes_on
    if not same or getattr(parse.intent, pending.asked, None) is not None:
        return None
    why = Why.AMBIGUOUS if pending.options else Why.UNKNOWN_USER
    return Ask(parse.intent, pending.asked, why, pending.options)


def _late(intent: Intent, now: datetime) -> Ask | None:
    due = intent.due if isinstance(intent, CreateTask | RescheduleTask) else None
    if due is not None and due.at < now - LATENESS:
        return Ask(intent, "due", Why.PAST)
    return None


def _words(parse: Parse, slot: str) -> str:
    spans = (one.span for one in parse.spans if one.slot == slot)
    return " ".join(parse.text[span.start : span.stop] for span in spans)


def _unread(parse: Parse) -> str:
    return " ".join(parse.text[span.start : span.stop] for span in parse.unread)


__all__ = [
    "WRITES",
    "Ask",
    "Confirm",
    "Decision",
    "Decline",
    "Do",
    "Reason",
    "Why",
    "Write",
    "decide",
]
