"""A request about one record of the last list, told by its number."""

from __future__ import annotations

from dataclasses import replace

from nlu import Intent, Record
from nlu.slots import filled, with_slot
from service.dialogue.state import State
from service.turn import Outcome

_NAMING = frozenset(
    ("ordinal", "lead_id", "id", "lead", "contact", "company", "name", "query", "phone", "email")
)


def numbered_records(state: State) -> tuple[Record, ...]:
    """The records a number speaks of; none while a question has candidates of its own."""
    pending, listing = state.pending, state.listing
    asked = pending is not None and not pending.interrupted and bool(pending.candidates)
    return () if listing is None or asked else listing.numbered


def names_record(intent: Intent, state: State) -> bool:
    """Whether a request says its record in words, or is about what has no record.

    A number counted among the one record that is shown speaks of the list behind it.
    """
    named = _NAMING & filled(intent).keys()
    listing = state.listing
    shown = {one.id for one in listing.records} if listing is not None and listing.behind else ()
    return bool(named) and not (named == {"lead_id"} and getattr(intent, "lead_id", 0) in shown)


def renumbered(state: State, record: Record | None) -> Intent | None:
    """The write that waits about one of the list, of another one of it: «нет, третью», «и вторую».

    Args:
        record: the other one; None asks whether there could be one, and gives what waits.
    """
    pending, listing = state.pending, state.listing
    if pending is None or pending.interrupted or pending.plan is None or listing is None:
        return None
    intent, places = pending.intent, [(one.type, one.id) for one in listing.numbered]
    lead = getattr(intent, "lead_id", None)
    if ("leads", lead) in places:
        fits = record is None or record.type == "leads"
        return (with_slot(intent, "lead_id", record.id) if record else intent) if fits else None
    if getattr(intent, "ordinal", None) is None or record is None:
        return intent if getattr(intent, "ordinal", None) is not None else None
    place = (record.type, record.id)
    return with_slot(intent, "ordinal", places.index(place) + 1) if place in places else None


def narrowed(state: State, record: Record | None) -> State:
    """The state as though that record alone had been shown."""
    if record is None or state.listing is None:
        return state
    return replace(
        state,
        listing=replace(state.listing, records=(record,), behind=state.listing.numbered),
        about=None,
    )


def widened(before: State, seen: State, outcome: Outcome) -> Outcome:
    """The outcome of a turn, with the whole list back where nothing else was shown.

    Args:
        before: as the last turn left it.
        seen: the same, narrowed.
    """
    after = outcome.state
    if seen is before or after.listing is not seen.listing:
        return outcome
    return replace(outcome, state=replace(after, listing=before.listing))
