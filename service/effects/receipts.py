"""What is told of one contact or company that was written."""

from __future__ import annotations

from amo.models import Company, Contact
from service.answer import Answer
from service.effects.effect import Effect
from service.lookup.one import neighbour_names
from service.turn import Outcome, Turn, listed_rows


def read_back(
    turn: Turn, stem: str, effect: Effect, record: Contact | Company | None, changes: str | None
) -> Outcome:
    """The record as amoCRM stores it now.

    Args:
        stem: of the plan that was carried out.
        changes: «было → стало», a line each; None for a new record, which cannot be taken back.
    """
    if record is None:
        key = "receipt.out_of_sight" if effect.ids else "receipt.nothing_changed"
        return listed_rows(turn, Answer(turn.texts(key)))
    row = turn.rows.row(record, neighbour_names(turn.session, [record]))
    if not effect.ids:
        return listed_rows(turn, Answer(turn.texts("receipt.nothing_changed"), rows=(row,)))
    user = turn.rows.user(record.responsible_user_id)
    text = turn.texts(f"receipt.{stem}", title=row.title, user=user) + (changes or "")
    buttons = () if changes is None else (turn.button("undo"),)
    return listed_rows(turn, Answer(text, rows=(row,), buttons=buttons))
