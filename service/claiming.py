"""Claiming what is to be done once: with patience for whoever is at it, and word of how it went."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from service.answer import Answer, Code, Status, Trouble
from service.claims import Busy, Claim
from service.errors import StoreDown
from service.turn import Outcome, Turn

POLL_SECONDS = 0.05
RESERVE_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Claiming:
    """One claim, as a turn makes it.

    Args:
        claim: what became of it; Busy when somebody was still at it after all the time there is.
        taken: the moment it was made.
    """

    turn: Turn
    key: str
    claim: Claim
    taken: float

    def settle(self, result: str) -> None:
        """Say that it is done; a store that is away now must not hide what amoCRM has."""
        with suppress(StoreDown):
            self.turn.tools.claims.settle(self.key, result)

    def doubt(self) -> None:
        """Say that it may have been done; without the store the claim's time says so."""
        with suppress(StoreDown):
            self.turn.tools.claims.doubt(self.key, self.taken)

    def release(self) -> None:
        """Say that it was not done."""
        with suppress(StoreDown):
            self.turn.tools.claims.release(self.key, self.taken)


def claimed(turn: Turn, key: str, fingerprint: str) -> Claiming:
    """Claim a key, waiting while somebody else is at it.

    Args:
        fingerprint: what the key stands for.

    Raises:
        StoreDown: nothing can be claimed, so nothing may be done.
    """
    tools = turn.tools
    while True:
        now = tools.epoch()
        claim = tools.claims.take(key, fingerprint, now)
        if not isinstance(claim, Busy) or tools.deadline.left() < RESERVE_SECONDS:
            return Claiming(turn, key, claim, now)
        tools.pause(POLL_SECONDS)


def still_busy(turn: Turn, sentence: str) -> Outcome:
    """Somebody else is at it, and there was no time left to wait.

    Args:
        sentence: the key of what to say.
    """
    trouble = Trouble(Code.TIMEOUT, retry=True)
    return Outcome(Answer(turn.texts(sentence), Status.ERROR, trouble=trouble), turn.state)
