"""Who may carry out a write: each proposal is claimed before it acts, so that it acts once.

A claim goes `held` → `done`, back to nothing when the write surely did not happen, or to
`unsure` when it may have. A claim whose holder died stays `held` and counts as unsure after
HOLD_SECONDS: whoever takes it then looks into amoCRM before writing, and the one who held it before
has no say any more. Not sooner, though the death was noticed: what the dead one sent may still be
on its way into amoCRM, and a look that finds nothing yet would write it twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, TypeAlias

HOLD_SECONDS = 16.0  # longer than an answer may take, so that a holder cannot act after it
KEEP_SECONDS = 86_400.0


@dataclass(frozen=True, slots=True)
class Taken:
    """The claim is ours.

    Args:
        since: when it was first claimed, seconds since the epoch.
        unsure: an earlier holder may have written; look before writing.
    """

    since: float
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Busy:
    """Somebody else is at it."""


@dataclass(frozen=True, slots=True)
class Done:
    """It was done; `result` is what was kept about it."""

    result: str


@dataclass(frozen=True, slots=True)
class Foreign:
    """The same key was used for something else."""


Claim: TypeAlias = Taken | Busy | Done | Foreign


class Claims(Protocol):
    """The store of claims, shared by all processes."""

    def take(self, key: str, fingerprint: str, now: float) -> Claim:
        """Claim a key in one atomic step.

        Args:
            fingerprint: what the key stands for; another one under the same key is Foreign.
            now: seconds since the epoch.

        Raises:
            StoreDown: nothing can be claimed now.
        """
        ...

    def settle(self, key: str, result: str) -> None:
        """Say that it is done and keep the result."""
        ...

    def doubt(self, key: str, taken: float) -> None:
        """Say that it may have been done: the next to take the claim has to look.

        Args:
            taken: the moment it was claimed at; nothing changes when somebody took it since.
        """
        ...

    def release(self, key: str, taken: float) -> None:
        """Say that it was not done: the next may simply try.

        Args:
            taken: as of `doubt`.
        """
        ...


HELD, UNSURE, SETTLED = "held", "unsure", "done"


def judge(state: str, own: bool, age: float, since: float, result: str) -> Claim:
    """What an existing claim means to the one who asks for it.

    Args:
        own: whether it stands for the same thing.
        age: seconds since it was last taken.
    """
    if not own:
        return Foreign()
    if state == SETTLED:
        return Done(result)
    if state == UNSURE or age > HOLD_SECONDS:
        return Taken(since, unsure=True)
    return Busy()
