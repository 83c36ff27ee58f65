"""Write a note on a record."""

from __future__ import annotations

from nlu.intents import AddNote
from service.dialogue.interrupts import NoRecord
from service.dialogue.plans import NewNote
from service.handlers.create_task import record_words
from service.lookup.reference import Origin, target
from service.proposal import Slot, propose_plan
from service.turn import Outcome, Turn


def add_note(intent: AddNote, turn: Turn) -> Outcome:
    """Propose the note with the record it will be on."""
    about = target(turn, intent)
    if about is None:
        raise NoRecord
    note = intent.text or ""
    slots = (
        Slot("text", note),
        Slot("record", record_words(turn, about), about.origin is Origin.SAID),
    )
    plan = NewNote(about.record.kind, about.record.id, note)
    text = turn.texts("confirm.add_note", **{one.name: one.value for one in slots})
    return propose_plan(turn, intent, plan, text, slots)
