"""What the parser returns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nlu.intents import Intent, Other
from nlu.slots import missing
from nlu.types import SlotSpan, Source, Span


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
        beside: spans of further periods where only one is counted.
        unkept: spans of fields of a new record that no slot holds.
        near_tie: another intent explains the phrase as well; worth a second reader.
    """

    text: str
    intent: Intent = field(default_factory=Other)
    source: Source = Source.NONE
    rule: str | None = None
    score: float = 0.0
    spans: tuple[SlotSpan, ...] = ()
    ambiguous: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rejected: tuple[Rejected, ...] = ()
    unread: tuple[Span, ...] = ()
    beside: tuple[Span, ...] = ()
    unkept: tuple[Span, ...] = ()
    near_tie: bool = False

    @property
    def missing(self) -> tuple[str, ...]:
        """Name what the assistant still has to ask for; an ambiguous slot is not missing."""
        return tuple(name for name in missing(self.intent) if name not in self.ambiguous)
