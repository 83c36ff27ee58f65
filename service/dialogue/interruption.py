"""A pending write and another request: a question lets it wait, another order takes its place."""

from __future__ import annotations

from dataclasses import replace

from nlu import Parse
from nlu.intents import Choose, CreateCompany, CreateContact
from service.answer import Button, Status
from service.dialogue.decide import WRITES, Ask, Confirm, Decision, Do
from service.dialogue.state import Offer, Pending
from service.pointing import leans
from service.turn import Outcome, Turn

_SHOWN = 60
_MENDING = frozenset({"change", "joined", "answer", "without", "button"})


def after(turn: Turn, decision: Decision, outcome: Outcome) -> Outcome:
    """The outcome, with the offer to go on with a write that waits, or word that it is gone."""
    before, now = turn.state.pending, outcome.state.pending
    if now is not None and before is not None and _makes_for(turn, before, now):
        return _shelving(outcome, replace(before, interrupted=True))
    if before is None or not isinstance(before.intent, WRITES):
        return _from_shelf(turn, outcome)
    if now == before and isinstance(decision, Do) and outcome.answer.status is Status.DONE:
        return _offering(turn, before, outcome)
    if now is not None and not isinstance(now.intent, WRITES):
        return _shelving(outcome, replace(before, interrupted=True))
    if now is not None and _is_another(turn, before, now):
        return _without(turn, before, outcome)
    if before.plan is not None and now is None and turn.state.shelved is not None:
        return _from_shelf(turn, outcome)
    ordered = isinstance(decision, Ask | Confirm) and isinstance(turn.parse.intent, WRITES)
    if ordered and now != before and not _mends(turn.parse, before):
        return _without(turn, before, outcome)
    return outcome


def _makes_for(turn: Turn, before: Pending, now: Pending) -> bool:
    """Whoever a write was asked for and nobody found is created first; the write waits."""
    asked = turn.parse.rule == "dialogue.button" and before.asked == "record"
    return asked and isinstance(now.intent, CreateCompany | CreateContact)


def _is_another(turn: Turn, before: Pending, now: Pending) -> bool:
    """«И вторую» at the preview of the first: one is proposed at a time."""
    chosen = isinstance(turn.parse.intent, Choose) and leans(turn.parse.text, turn.texts)
    return chosen and before.plan is not None and now.plan not in (None, before.plan)


def _from_shelf(turn: Turn, outcome: Outcome) -> Outcome:
    """What becomes of the write behind a question: it waits, is offered again, or is replaced."""
    shelved, now = turn.state.shelved, outcome.state.pending
    if shelved is None:
        return outcome
    if now is None and outcome.answer.status is Status.DONE:
        return _offering(turn, shelved, _shelving(outcome, None))
    if now is not None and isinstance(now.intent, WRITES):
        return _without(turn, shelved, _shelving(outcome, None))
    return outcome


def _shelving(outcome: Outcome, shelved: Pending | None) -> Outcome:
    return replace(outcome, state=replace(outcome.state, shelved=shelved))


def _without(turn: Turn, gone: Pending, outcome: Outcome) -> Outcome:
    """The outcome, with word that a write was given up for another."""
    text = f"{turn.texts('resume.gone', what=_what(turn, gone))}\n{outcome.answer.text}"
    return replace(outcome, answer=replace(outcome.answer, text=text))


def _mends(parse: Parse, before: Pending) -> bool:
    """Whether the words went on with the write that waited; the model's name no rule."""
    if parse.intent.stem != before.intent.stem:
        return False
    return parse.rule is None or parse.rule.rpartition(".")[2] in _MENDING


def _offering(turn: Turn, before: Pending, outcome: Outcome) -> Outcome:
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
