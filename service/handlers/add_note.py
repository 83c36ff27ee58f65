"""Write a note on a record."""

from __future__ import annotations

from dataclasses import replace

from nlu.intents import AddNote
from service.dialogue.interrupts import NoRecord
from service.dialogue.plans import NewNote
from service.handlers.create_task import record_words
from service.lookup.reference import Card, Origin, Target, lead_of, target
from service.pointing import points_at_deal
from service.proposal import Slot, propose_plan
from service.turn import Outcome, Turn


def add_note(intent: AddNote, turn: Turn) -> Outcome:
    """Propose the note with the record it will be on."""
    about = target(turn, intent)
    if about is None:
        raise NoRecord
    about = replace(about, record=_place(turn, intent, about))
    note = intent.text or ""
    slots = (
        Slot("text", note),
        Slot("record", record_words(turn, about), about.origin is Origin.SAID),
    )
    plan = NewNote(about.record.kind, about.record.id, note)
    text = turn.texts("confirm.add_note", **{one.name: one.value for one in slots})
    return propose_plan(turn, intent, plan, text, slots)


def _place(turn: Turn, intent: AddNote, about: Target) -> Card:
    """«В сделке с Вектором запиши …»: its deal, which the words outside the note speak of."""
    named = intent.contact or intent.company or ""
    said = turn.parse.text
    for one in turn.parse.spans:
        if one.slot == "text":
            said = said.replace(turn.parse.text[one.span.start : one.span.stop], " ")
    of_deal = points_at_deal(said, turn.texts) or _is_asked_which(turn, named)
    if about.origin is not Origin.SAID or not named or not of_deal:
        return about.record
    return lead_of(turn, intent, about.record)


def _is_asked_which(turn: Turn, named: str) -> bool:
    """A deal was picked for the name, or «какую выбрать?» still waits, whatever «да» says."""
    pending = turn.state.pending
    waits = pending is not None and pending.question == ("lead_of", named)
    return waits or turn.pick("lead_of", named) is not None
