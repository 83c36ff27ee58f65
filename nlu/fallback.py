"""The door of the second reader: whoever reads what the rules decline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from nlu.account import Account
from nlu.parse import Parse
from nlu.request import Request
from nlu.types import Source


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens a model was paid for."""

    sent: int = 0
    received: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """What the second reader proposes.

    Args:
        parse: the utterance as a typed intent (`Other` when it is just talk), or None when
            nothing usable was proposed.
        reply: at most three Russian sentences of small talk or a clarifying question, or None.
        asks: the reply is a question.
        usage: what it cost.
    """

    parse: Parse | None
    reply: str | None = None
    asks: bool = False
    usage: Usage = Usage()


def is_wanted(parse: Parse) -> bool:
    """Say whether a parse of the rules is worth a second reader: they declined or nearly tie."""
    return parse.source is Source.NONE or parse.near_tie


class Fallback(Protocol):
    """A second reader (nlu/llm; tests have their own)."""

    def read(self, request: Request, account: Account, declined: Parse, seconds: float) -> Reading:
        """Read an utterance the rules declined or nearly tie on.

        Args:
            declined: what the rules made of it.
            seconds: all the time there is.

        Raises:
            FallbackError: no usable answer in time.
        """
        ...
