"""Whose reading a waiting request is: what the model read is put before the user to the end."""

from __future__ import annotations

from dataclasses import replace

from nlu import Intent, Source
from service.turn import Outcome, Turn


def by_model(turn: Turn, intent: Intent) -> bool:
    """Say whether the model read this request, now or before the question just answered."""
    before = turn.state.pending
    waited = before is not None and before.by_model and before.intent.stem == intent.stem
    return waited or turn.parse.source is Source.LLM


def remembered(turn: Turn, outcome: Outcome) -> Outcome:
    """Keep that with the request that waits for an answer."""
    pending = outcome.state.pending
    if pending is None or pending.by_model or not by_model(turn, pending.intent):
        return outcome
    return replace(outcome, state=replace(outcome.state, pending=replace(pending, by_model=True)))
