"""What to do with what was understood: pure, so every branch is tested without a server."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeAlias

from nlu import Intent, Parse
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
LATENESS = timedelta(minutes=1)


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
    NOTHING_PENDING = "nothing_pending"
    NOTHING_TO_CHOOSE = "nothing_to_choose"
    NO_MORE = "no_more"
    CANCELLED = "cancelled"
    NOTHING_TO_CANCEL = "nothing_to_cancel"


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
            return _agree(state.pending)
        case No() | Cancel():
            return Decline(Reason.CANCELLED if state.pending else Reason.NOTHING_TO_CANCEL)
        case More():
            return Do(parse.intent) if state.listing else Decline(Reason.NO_MORE)
        case Choose():
            return _choose(parse.intent, state)
        case Other():
            return Decline(Reason.NOT_UNDERSTOOD)
        case _:
            return _open_question(parse, now, has_record) or _ready(parse.intent)


def _ready(intent: Intent) -> Decision:
    return Confirm(intent) if isinstance(intent, WRITES) else Do(intent)


def _agree(pending: Pending | None) -> Decision:
    if pending is None:
        return Decline(Reason.NOTHING_PENDING)
    if pending.interrupted and pending.plan is not None:
        return _ready(pending.intent)
    if pending.plan is not None:
        return Do(pending.plan)
    if pending.asked:
        return Ask(pending.intent, pending.asked, Why.AGAIN)
    return _ready(pending.intent)


def _choose(choice: Choose, state: State) -> Decision:
    offered = state.pending is not None and state.pending.candidates
    if offered or (state.listing is not None and state.listing.records):
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
