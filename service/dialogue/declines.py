"""Why nothing was done, and what to do instead."""

from __future__ import annotations

from dataclasses import replace

from amo.models import Kind
from service.answer import Answer, Button, Status
from service.dialogue.decide import Reason
from service.named_fields import definition
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
        case Reason.KEPT if turn.state.pending is not None and turn.state.pending.plan is not None:
            answer = _still_waiting(turn, "decline.kept_waiting")
        case Reason.WRITTEN_ALREADY:
            undo = turn.button("undo")
            answer = Answer(turn.texts("decline.written_already"), buttons=(undo,))
        case Reason.NO_TREND:
            sends = turn.texts.several("decline.no_trend_buttons")
            buttons = tuple(Button(one, one) for one in sends)
            answer = Answer(turn.texts("decline.no_trend"), buttons=buttons)
        case Reason.NO_SUCH_SOURCE:
            answer = _no_such_source(turn)
        case _:
            answer = Answer(turn.texts(f"decline.{reason.value}"))
    return Outcome(answer, replace(turn.state, misses=0))


def _no_such_source(turn: Turn) -> Answer:
    """Name the sources the account does have, where it has a list of them."""
    field = definition(turn.directory, Kind.LEADS, turn.texts("report.source_field"))
    if field is None or not field.choices:
        return Answer(turn.texts(f"decline.{Reason.NO_SUCH_CONDITION.value}"))
    names = [one.value for one in field.choices]
    shown = ", ".join(f"«{one}»" for one in names)
    text = turn.texts("decline.no_such_source", field=field.name, names=shown, first=names[0])
    by_source = turn.texts("buttons.by_source")
    return Answer(text, buttons=(Button(by_source, by_source),))


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
        return Outcome(_still_waiting(turn, "decline.yes_or_no"), state)
    return Outcome(Answer(turn.texts("decline.not_understood")), state)


def _still_waiting(turn: Turn, key: str) -> Answer:
    """A proposal waits on: «да», «нет», or what to change."""
    buttons = (
        turn.button("yes"),
        turn.button("no"),
    )
    return Answer(turn.texts(key), Status.CONFIRM, buttons=buttons)
