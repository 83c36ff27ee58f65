"""Buttons that are understood without the parser: the state says what they stand for."""

from __future__ import annotations

from dataclasses import dataclass

from nlu import Intent, Parse, Record, SlotError, Source
from nlu.intents import Choose, Yes
from nlu.slots import with_slot
from service.dialogue.choice import chosen_record
from service.dialogue.state import Chosen, Offer, State


@dataclass(frozen=True, slots=True)
class Pressed:
    """A pressed button as a parse.

    Args:
        unbound: it says that no record is meant.
        picked: a reason it stands for.
    """

    parse: Parse
    unbound: bool
    picked: Chosen | None = None


def pressed(text: str, state: State) -> Pressed | None:
    """The button whose words were sent, if the last answer had one with these words."""
    said = text.strip().casefold()
    offer = next((one for one in state.offers if one.send.casefold() == said), None)
    return None if offer is None else _pressed(text, offer, state)


def chosen_offer(text: str, choice: Choose, state: State) -> Pressed | None:
    """The offered value that «вторая» or a name means, where values and no records are offered."""
    pending = state.pending
    if pending is None or pending.candidates or pending.interrupted:
        return None
    records = tuple(Record("offer", place, one.send) for place, one in enumerate(state.offers))
    record = chosen_record(choice, records)
    return None if record is None else _pressed(text, state.offers[record.id], state)


def agreed_offer(text: str, state: State) -> Pressed | None:
    """What «да» means to «Всё равно создать новый?»: the only button there."""
    pending = state.pending
    if pending is None or pending.interrupted or pending.asked != "twin" or not state.offers:
        return None
    return _pressed(text, state.offers[0], state)


def _pressed(text: str, offer: Offer, state: State) -> Pressed | None:
    intent = _intent(offer, state)
    if intent is None:
        return None
    parse = Parse(text=text, intent=intent, source=Source.RULES, rule="dialogue.button", score=1.0)
    picked = None
    if offer.slot == "reason" and isinstance(offer.value, int):
        picked = Chosen("reason", "", Record("loss_reasons", offer.value, offer.send))
    return Pressed(parse, offer.slot == "unbound", picked)


def _intent(offer: Offer, state: State) -> Intent | None:
    base = _base(state)
    match offer.slot:
        case "choose" if isinstance(offer.value, int):
            return Choose(ordinal=offer.value)
        case "resume":
            return Yes()
        case "unbound" | "reason":
            return base
        case "drop" if base is not None:
            return _changed(base, str(offer.value), None)
        case _:
            return None if base is None else _changed(base, offer.slot, offer.value)


def _base(state: State) -> Intent | None:
    if state.pending is not None and not state.pending.interrupted:
        return state.pending.intent
    return state.listing.intent if state.listing else None


def _changed(intent: Intent, slot: str, value: object) -> Intent | None:
    try:
        return with_slot(intent, slot, value)
    except SlotError:
        return None
