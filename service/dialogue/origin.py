"""Whose reading a waiting request is: what the model read is put before the user to the end."""

from __future__ import annotations

from dataclasses import replace

from nlu import Intent, Source
from service.dialogue.continuing import REFERENCE
from service.dialogue.decide import WRITES
from service.dialogue.state import POINTED, Chosen
from service.pointing import points_back
from service.turn import Outcome, Turn


def by_model(turn: Turn, intent: Intent) -> bool:
    """Say whether the model read this request, now or before the question just answered."""
    before = turn.state.pending
    waited = before is not None and before.by_model and before.intent.stem == intent.stem
    return waited or turn.parse.source is Source.LLM


def pointed(turn: Turn, outcome: Outcome) -> Outcome:
    """Keep whom «ему» meant with the write that waits: its corrections say it no more."""
    pending, listing = outcome.state.pending, turn.state.listing
    if pending is None or pending.interrupted or not isinstance(pending.intent, WRITES):
        return outcome
    said = any(getattr(pending.intent, slot, None) for slot in REFERENCE)
    records = listing.records if listing is not None and not said else ()
    known = any(one.role == POINTED for one in pending.chosen)
    if known or len(records) != 1 or not points_back(turn.parse.text, turn.texts):
        return outcome
    chosen = (*pending.chosen, Chosen(POINTED, "", records[0]))
    return replace(outcome, state=replace(outcome.state, pending=replace(pending, chosen=chosen)))


def remembered(turn: Turn, outcome: Outcome) -> Outcome:
    """Keep that with the request that waits for an answer."""
    pending = outcome.state.pending
    if pending is None or pending.by_model or not by_model(turn, pending.intent):
        return outcome
    return replace(outcome, state=replace(outcome.state, pending=replace(pending, by_model=True)))
