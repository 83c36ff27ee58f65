"""Buttons that are understood without the parser: the state says what they stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlu import Intent, Parse, Record, SlotError, Source
from nlu.intents import Choose, CreateCompany, CreateContact, Yes
from nlu.slots import with_slot
from service.dialogue.choice import chosen_record
from service.dialogue.state import Chosen, Offer, State, Waiver
from service.lookup.reasons import reason_said
from service.replies import Replies

_WORD = re.compile(r"\w++")
MAKING = "make"
_WORDINGS = {
    Waiver.RECORD.value: "pointing.unbound",
    MAKING: "pointing.making",
    "resume": "pointing.resuming",
}
_NAMES = ("name", "contact", "company", "lead", "query", "set_company")


@dataclass(frozen=True, slots=True)
class Pressed:
    """A pressed button as a parse.

    Args:
        waived: what it says to do without.
        picked: a reason it stands for.
    """

    parse: Parse
    waived: Waiver | None = None
    picked: Chosen | None = None


def pressed(text: str, state: State) -> Pressed | None:
    """The button whose words were sent, if the last answer had one with these words."""
    said = text.strip().casefold()
    offer = next((one for one in state.offers if one.send.casefold() == said), None)
    return None if offer is None else _pressed(text, offer, state)


def worded_offer(text: str, state: State, texts: Replies) -> Pressed | None:
    """The button that is told in other words: «ни к чему», «создай её», «продолжай»."""
    said = " ".join(_WORD.findall(text.casefold()))
    for offer in state.offers:
        key = _WORDINGS.get(str(offer.value)) or _WORDINGS.get(offer.slot)
        if key is not None and said in texts.several(key):
            return _pressed(text, offer, state)
    return None


def chosen_offer(text: str, choice: Choose, state: State) -> Pressed | None:
    """The offered value that «вторая» or a name means, where values and no records are offered.

    A proposal offers another reading of a word in it: no number is said of that.
    """
    pending = state.pending
    if pending is None or pending.candidates or pending.interrupted:
        return None
    if pending.plan is not None and choice.ordinal is not None:
        return None
    records = tuple(Record("offer", place, one.send) for place, one in enumerate(state.offers))
    record = chosen_record(choice, records)
    return None if record is None else _pressed(text, state.offers[record.id], state)


def reason_offer(text: str, state: State) -> Pressed | None:
    """The offered reason that is told in other words: «ушли к конкурентам»."""
    pending = state.pending
    if pending is None or pending.interrupted or pending.asked != "reason":
        return None
    told = reason_said(text, [(one.send, one.send) for one in state.offers if one.value])
    offer = next((one for one in state.offers if one.send == told), None)
    return None if offer is None else _pressed(text, offer, state)


def agreed_offer(text: str, state: State) -> Pressed | None:
    """What «да» means where one thing is offered: «Всё равно создать новый?», «Есть похожее»."""
    pending = state.pending
    if pending is not None and (pending.interrupted or pending.asked not in ("twin", "record")):
        return None
    named = [one for one in state.offers if one.slot in _NAMES or one.value == Waiver.TWIN]
    meant = named or [one for one in state.offers if one.slot == MAKING]
    return _pressed(text, meant[0], state) if len(meant) == 1 else None


def near_offer(intent: Intent, near: str | None, said: str | None = None) -> tuple[Offer, ...]:
    """The button with a name spelt much alike, for the slot whose name nobody has.

    Args:
        said: that name; None where the intent has only one.
    """
    values = ((one, getattr(intent, one, None)) for one in _NAMES)
    slot = next((one for one, value in values if value and said in (None, value)), None)
    return (Offer(near, slot, near),) if near and slot else ()


def _pressed(text: str, offer: Offer, state: State) -> Pressed | None:
    intent = _intent(offer, state)
    if intent is None:
        return None
    parse = Parse(text=text, intent=intent, source=Source.RULES, rule="dialogue.button", score=1.0)
    picked = None
    if offer.slot == "reason" and isinstance(offer.value, int):
        said = state.pending.question[1] if state.pending else ""
        picked = Chosen("reason", said, Record("loss_reasons", offer.value, offer.send))
    waived = Waiver(str(offer.value)) if offer.slot == "waive" else None
    return Pressed(parse, waived, picked)


def _intent(offer: Offer, state: State) -> Intent | None:
    base = _base(state)
    match offer.slot:
        case "choose" if isinstance(offer.value, int):
            return Choose(ordinal=offer.value)
        case "resume":
            return Yes()
        case "waive" | "reason":
            return base
        case "make" if base is not None:
            person = getattr(base, "contact", None) == offer.value
            name = str(offer.value)
            return CreateContact(name=name) if person else CreateCompany(name=name)
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
