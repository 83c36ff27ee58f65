"""A pending write survives another request: the answer after it offers to go on."""

from __future__ import annotations

from dataclasses import replace

from service.answer import Button, Status
from service.dialogue.decide import WRITES, Decision, Do
from service.dialogue.state import Offer, Pending
from service.turn import Outcome, Turn

_SHOWN = 60


def after(turn: Turn, decision: Decision, outcome: Outcome) -> Outcome:
    """The outcome, with the offer to go on when a write was left waiting."""
    before, now = turn.state.pending, outcome.state.pending
    if before is None or now != before or not isinstance(before.intent, WRITES):
        return outcome
    if not isinstance(decision, Do) or outcome.answer.status is not Status.DONE:
        return outcome
    resume = Offer(turn.texts("buttons.resume"), "resume", True)
    offer = turn.texts("resume.offer", what=_what(turn, before))
    answer = replace(
        outcome.answer,
        text=f"{outcome.answer.text}\n{offer}",
        buttons=(*outcome.answer.buttons, Button(resume.send, resume.send)),
    )
    waiting = replace(before, interrupted=True)
    offers = (*outcome.state.offers, resume)
    return Outcome(answer, replace(outcome.state, pending=waiting, offers=offers))


def _what(turn: Turn, pending: Pending) -> str:
    text = getattr(pending.intent, "text", None)
    if pending.intent.stem == "create_task":
        key = "resume.create_task" if text else "resume.create_task_bare"
        return turn.texts(key, text=(text or "")[:_SHOWN])
    return turn.texts(f"resume.{pending.intent.stem}")
