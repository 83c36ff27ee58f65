"""Why nothing was done, and what to do instead."""

from __future__ import annotations

from dataclasses import replace

from service.answer import Answer, Button, Status
from service.dialogue.decide import Reason
from service.turn import Outcome, Turn

MOST_MISSES = 3


def decline(turn: Turn, reason: Reason) -> Outcome:
    """Say why nothing was done."""
    match reason:
        case Reason.CANCELLED:
            state = replace(turn.state, pending=None, offers=(), misses=0)
            return Outcome(Answer(turn.texts("decline.cancelled")), state)
        case Reason.NOT_UNDERSTOOD:
            return not_understood(turn)
        case Reason.WRITTEN_ALREADY:
            undo = turn.button("undo")
            answer = Answer(turn.texts("decline.written_already"), buttons=(undo,))
        case _:
            answer = Answer(turn.texts(f"decline.{reason.value}"))
    return Outcome(answer, replace(turn.state, misses=0))


def not_understood(turn: Turn) -> Outcome:
    """Say so; after several times in a row show examples instead of another question."""
    misses = turn.state.misses + 1
    if misses >= MOST_MISSES:
        examples = tuple(Button(one, one) for one in turn.texts.several("talk.examples"))
        answer = Answer(turn.texts("decline.examples"), buttons=examples)
        return Outcome(answer, replace(turn.state, misses=0))
    state = replace(turn.state, misses=misses)
    pending = turn.state.pending
    if pending is not None and pending.plan is not None and not pending.interrupted:
        return Outcome(_still_waiting(turn), state)
    return Outcome(Answer(turn.texts("decline.not_understood")), state)


def _still_waiting(turn: Turn) -> Answer:
    """A proposal waits on: «да», «нет», or what to change."""
    buttons = (
        turn.button("yes"),
        turn.button("no"),
    )
    return Answer(turn.texts("decline.yes_or_no"), Status.CONFIRM, buttons=buttons)
