"""Carrying out what was confirmed, once: claimed before, looked up when unsure, read back after."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, replace
from typing import assert_never

from amo.errors import AmoError
from service.answer import Answer, Code, Status, Trouble
from service.claims import Busy, Done, Foreign, Taken
from service.dialogue.plans import Plan
from service.dialogue.state import Written
from service.effects import Effect, perform, receipt, traced, undo_of
from service.errors import Refusal
from service.turn import Outcome, Turn

POLL_SECONDS = 0.05
RESERVE_SECONDS = 2.0


def execute(turn: Turn, plan: Plan) -> Outcome:
    """Carry a plan out unless that has been done, and say what amoCRM stores now.

    Raises:
        Refusal: the message's id was used for another message.
        AmoError: amoCRM failed; the claim says whether the write may have happened.
        StoreDown: nothing can be claimed, so nothing was done.
    """
    _own_message(turn)
    nonce = _nonce(turn, plan)
    key = f"{turn.directory.account.id}:{turn.user_id}:{nonce}"
    while True:
        claim = turn.tools.claims.take(key, _print(plan), turn.tools.epoch())
        match claim:
            case Done(result):
                return _finish(turn, plan, Effect.from_json(json.loads(result)), nonce, again=True)
            case Taken(since, unsure):
                effect = _once(turn, plan, key, since if unsure else None)
                return _finish(turn, plan, effect, nonce)
            case Busy():
                if turn.tools.deadline.left() < RESERVE_SECONDS:
                    return _busy(turn)
                turn.tools.pause(POLL_SECONDS)
            case Foreign():
                raise Refusal(422, "problems.same_message_id")
            case _:
                assert_never(claim)


def _own_message(turn: Turn) -> None:
    """Refuse a message id that was used for another message."""
    tools = turn.tools
    if tools.message_key is None:
        return
    if isinstance(tools.claims.take(tools.message_key, tools.fingerprint, tools.epoch()), Foreign):
        raise Refusal(422, "problems.same_message_id")


def _nonce(turn: Turn, plan: Plan) -> str:
    """What the act is known by: the proposal, or the message when nothing was proposed."""
    pending = turn.state.pending
    if pending is not None and pending.plan == plan:
        return pending.nonce
    if turn.tools.message_key is not None:
        return f"{turn.tools.message_key}:{turn.tools.fingerprint}"
    return turn.tools.nonce()


def _once(turn: Turn, plan: Plan, key: str, since: float | None) -> Effect:
    """Do it, after a look whether an earlier attempt did."""
    claims = turn.tools.claims
    try:
        effect = None if since is None else traced(plan, turn.session, since)
        if effect is None:
            effect = perform(plan, turn.session)
    except AmoError as error:
        if error.maybe_done or since is not None:
            claims.doubt(key)
        else:
            claims.release(key)
        raise
    claims.settle(key, json.dumps(effect.to_json()))
    return effect


def _finish(turn: Turn, plan: Plan, effect: Effect, nonce: str, *, again: bool = False) -> Outcome:
    """The receipt, and how to take the write back."""
    outcome = receipt(plan, effect, turn)
    answer = replace(outcome.answer, intent=plan.stem)
    if again:
        answer = replace(answer, text=f"{turn.texts('receipt.again')} {answer.text}")
    undo = undo_of(plan, effect)
    written = Written(plan.stem, undo, nonce) if undo else None
    state = replace(
        outcome.state, pending=None, offers=(), written=written, wrote_now=True, misses=0
    )
    return Outcome(answer, state)


def _busy(turn: Turn) -> Outcome:
    trouble = Trouble(Code.TIMEOUT, retry=True)
    return Outcome(Answer(turn.texts("receipt.busy"), Status.ERROR, trouble=trouble), turn.state)


def _print(plan: Plan) -> str:
    """What a claim stands for; `repr` would leave the texts out."""
    whole = json.dumps([type(plan).__name__, asdict(plan)], ensure_ascii=False, default=str)
    return hashlib.sha256(whole.encode()).hexdigest()
