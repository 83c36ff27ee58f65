"""The door of the second reader: whoever reads what the rules decline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from nlu.account import Account
from nlu.parse import Parse
from nlu.request import Request


@dataclass(frozen=True, slots=True)
class Reading:
    """What the second reader proposes.

    Args:
        parse: the utterance as a typed intent, or None when it is just talk.
        reply: at most three Russian sentences of small talk or a clarifying question, or None.
    """

    parse: Parse | None
    reply: str | None = None


class Fallback(Protocol):
    """A second reader (nlu/llm.py; tests have their own)."""

    def read(self, request: Request, account: Account, declined: Parse, seconds: float) -> Reading:
        """Read an utterance the rules declined.

        Args:
            declined: what the rules made of it.
            seconds: all the time there is.

        Raises:
            FallbackError: no usable answer in time.
        """
        ...
