"""Answering a turn while a tape runs, and the tape as a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from amo.deadline import Deadline
from amo.widget_token import Caller
from service.assistant import Assistant, Reply
from service.body import Message
from service.dialogue.memory import Memory
from service.page import PageContext
from service.replay.tape import Exchange, Tape, current_tape, exchange_to_json
from service.replay.taped import TapedClaims, TapedSealer, taped_nonce
from service.sealing import Sealer

FORMAT = 1


def answer_on_tape(
    assistant: Assistant,
    sealer: Sealer,
    message: Message,
    caller: Caller,
    deadline: Deadline,
    request_id: str,
) -> tuple[Reply, Tape, float]:
    """Answer a message with the clock stopped, writing down what comes from outside.

    Returns:
        The reply, the tape, and the moment the clock was stopped at.

    Raises:
        Refusal: as `Assistant.answer`.
    """
    tape, at = Tape(), assistant.clock()
    taped = replace(
        assistant,
        memory=Memory(TapedSealer(sealer, tape)),
        claims=TapedClaims(assistant.claims, tape),
        nonce=taped_nonce(assistant.nonce, tape),
        clock=lambda: at,
    )
    reset = current_tape.set(tape)
    try:
        return taped.answer(message, caller, deadline, request_id), tape, at
    finally:
        current_tape.reset(reset)


def as_file(
    assistant: Assistant,
    message: Message,
    caller: Caller,
    request_id: str,
    taken: tuple[Reply, Tape, float],
    standing: Iterable[Exchange],
) -> dict[str, Any]:
    """The turn as the JSON of a replay file."""
    reply, tape, at = taken
    return {
        "format": FORMAT,
        "request_id": request_id,
        "clock": at,
        "account_id": caller.account_id,
        "user_id": caller.user_id,
        "confirm": assistant.settings.confirm.value,
        "message": {
            "text": message.text,
            "message_id": message.message_id,
            "context": _context(message.page),
        },
        "state": tape.state,
        "state_fault": tape.state_fault,
        "nonces": tape.nonces,
        "claims": tape.claims,
        "readings": tape.readings,
        "standing": [exchange_to_json(one) for one in standing],
        "exchanges": [exchange_to_json(one) for one in tape.exchanges],
        "answer": {**reply.to_json(), "state": tape.kept},
    }


def _context(page: PageContext) -> dict[str, Any]:
    card, section, rows = page.card, page.section, page.rows
    return {
        "entity": {"type": card.kind, "id": card.id} if card else None,
        "section": section.code if section else None,
        "url": page.url,
        "selected_text": page.marked,
        "selected": list(rows.ids) if rows else [],
    }
