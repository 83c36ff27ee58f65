"""Writing notes."""

from __future__ import annotations

from amo.session import Session
from service.answer import Answer
from service.dialogue.plans import NewNote
from service.effects.effect import Effect, begun, same_text
from service.lookup.reference import read
from service.turn import Outcome, Turn, listed_rows


def create(plan: NewNote, session: Session) -> Effect:
    """Write the note."""
    return Effect((session.notes.add(plan.kind, plan.record_id, plan.text),))


def trace(plan: NewNote, session: Session, since: float) -> Effect | None:
    """A note of this text that was written after the attempt began."""
    earliest = begun(since)
    page = session.notes.list(plan.kind, plan.record_id, limit=20)
    for note in page.items:
        young = note.created_at is not None and note.created_at >= earliest
        if young and same_text(plan.text, note.text):
            return Effect((note.id,))
    return None


def receipt(plan: NewNote, effect: Effect, turn: Turn) -> Outcome:
    """The note as amoCRM stores it, and the record it is on."""
    note = turn.session.notes.get(plan.kind, effect.ids[0])
    record = read(turn, plan.kind, plan.record_id)
    if note is None or record is None:
        return listed_rows(turn, Answer(turn.texts("receipt.unread")))
    row = turn.rows.row(record)
    text = turn.texts("receipt.add_note", text=note.text, title=row.title)
    return listed_rows(turn, Answer(text, rows=(row,)))
