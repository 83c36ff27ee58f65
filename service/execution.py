"""Carrying out what was confirmed, once: claimed before, looked up when unsure, read back after."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, replace
from typing import assert_never

from amo.errors import AmoError
from nlu import Intent
from service.answer import Answer
from service.claiming import Claiming, claimed, still_busy
from service.claims import Busy, Done, Foreign, Taken
from service.dialogue.plans import Plan
from service.dialogue.state import State, Written
from service.effects import Effect, perform, receipt, traced, undo_of
from service.errors import Refusal
from service.turn import Outcome, Turn, listed_rows


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
    claiming = claimed(turn, key, _print(plan))
    match claiming.claim:
        case Done(result):
            return _finish(turn, plan, Effect.from_json(json.loads(result)), nonce, again=True)
        case Taken(since, unsure):
            effect = _once(claiming, plan, since if unsure else None)
            return _finish(turn, plan, effect, nonce)
        case Busy():
            return still_busy(turn, "receipt.busy")
        case Foreign():
            raise Refusal(422, "problems.same_message_id")
        case _:
            assert_never(claiming.claim)


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


def _once(claiming: Claiming, plan: Plan, since: float | None) -> Effect:
    """Do it, after a look whether an earlier attempt did."""
    session = claiming.turn.session
    try:
        effect = None if since is None else traced(plan, session, since)
        if effect is None:
            effect = perform(plan, session, since)
    except AmoError as error:
        if error.maybe_done or since is not None:
            claiming.doubt()
        else:
            claiming.release()
        raise
    claiming.settle(json.dumps(effect.to_json()))
    return effect


def _finish(turn: Turn, plan: Plan, effect: Effect, nonce: str, *, again: bool = False) -> Outcome:
    """The receipt, and how to take the write back."""
    outcome = _told(turn, plan, effect)
    answer = replace(outcome.answer, intent=plan.stem)
    if again:
        answer = replace(answer, text=f"{turn.texts('receipt.again')} {answer.text}")
    undo = undo_of(plan, effect)
    written = Written(plan.stem, undo, nonce) if undo else None
    state = replace(
        outcome.state,
        pending=None,
        offers=(),
        written=written,
        wrote_now=True,
        misses=0,
        ordered=_ordered(turn, plan),
    )
    return Outcome(answer, with_list(turn.state, state))


def _ordered(turn: Turn, plan: Plan) -> Intent:
    pending = turn.state.pending
    waited = pending is not None and pending.plan == plan
    return pending.intent if pending is not None and waited else turn.parse.intent


def _told(turn: Turn, plan: Plan, effect: Effect) -> Outcome:
    """What amoCRM stores now; when it falls silent after the write, that the write is done."""
    try:
        return receipt(plan, effect, turn)
    except AmoError:
        if not effect.ids:
            raise
        return listed_rows(turn, Answer(turn.texts("receipt.unread")))


def with_list(before: State, after: State) -> State:
    """The list a record was taken from stays: «первую перенеси», «а вторую закрой»."""
    shown = before.listing.records if before.listing is not None else ()
    written = after.listing.records if after.listing is not None else ()
    places = {(one.type, one.id): one for one in shown}
    if len(written) != 1 or len(shown) < 2 or (written[0].type, written[0].id) not in places:
        return after
    listing = before.listing
    assert listing is not None, "it has records"
    kept = replace(listing, done=(*listing.done, written[0].id))
    return replace(after, listing=kept, about=written[0])


def _print(plan: Plan) -> str:
    """What a claim stands for; `repr` would leave the texts out."""
    whole = json.dumps([type(plan).__name__, asdict(plan)], ensure_ascii=False, default=str)
    return hashlib.sha256(whole.encode()).hexdigest()
