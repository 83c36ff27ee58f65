"""What the parser takes and what it returns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from nlu.intents import Intent, Other
from nlu.slots import missing
from nlu.types import SlotSpan, Source, Span


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
    """

    intent: Intent | None = None
    asked: str | None = None
    records: tuple[Record, ...] = ()


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
    context: Context = Context()
    previous: Previous | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A rule that lost, its score 0…1, and why, in Russian."""

    rule: str
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Parse:
    """How an utterance was understood.

    Args:
        intent: the typed intent with its slots.
        rule: the winning rule, `<stem>.<name>`, or None.
        score: share of content words explained, 0…1.
        spans: where each said slot stands in the text as typed.
        ambiguous: slot → candidates; such a slot has no value.
        rejected: the rules that lost.
        unread: spans of words that look like a date but are none («31 февраля»).
    """

    text: str
    intent: Intent = Other()
    source: Source = Source.NONE
    rule: str | None = None
    score: float = 0.0
    spans: tuple[SlotSpan, ...] = ()
    ambiguous: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rejected: tuple[Rejected, ...] = ()
    unread: tuple[Span, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """Name what the assistant still has to ask for; an ambiguous slot is not missing."""
        return tuple(name for name in missing(self.intent) if name not in self.ambiguous)
