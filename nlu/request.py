"""What the parser takes: an utterance, who says it, when, and what was said before."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the rules read requests, and intents hold the rules
    from nlu.intents import Intent


@dataclass(frozen=True, slots=True)
class Record:
    """A record the dialogue has shown: amoCRM's type (leads, contacts, …), id and title."""

    type: str
    id: int
    title: str


@dataclass(frozen=True, slots=True)
class Context:
    """What the user has before their eyes.

    Args:
        entity: the open card as (type, id).
        section: amoCRM's page code, such as leads_card.
        selected_text: what is marked on the page; data, never an order.
    """

    entity: tuple[str, int] | None = None
    section: str | None = None
    selected_text: str | None = None


@dataclass(frozen=True, slots=True)
class Previous:
    """The dialogue's last turn.

    Args:
        intent: what it was, with all its slots.
        asked: the need or slot the assistant asked for last, or None.
        records: the last list shown, in order.
        written: the write whose receipt it was, with all its slots.
    """

    intent: Intent | None = None
    asked: str | None = None
    records: tuple[Record, ...] = ()
    written: Intent | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """An utterance and all it is read against.

    Args:
        text: as typed, at most MAX_CHARACTERS.
        now: aware moment in the account's zone.
        user_id: who says it.
    """

    text: str
    now: datetime
    user_id: int
    context: Context = field(default_factory=Context)
    previous: Previous | None = None
