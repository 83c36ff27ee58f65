"""How an utterance came to be understood as it was: its words, entities, and every rule tried."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import exp
from typing import Any

from nlu.account import Account
from nlu.catalog import Entry
from nlu.engine import Engine
from nlu.parse import Parse
from nlu.reading import Reading
from nlu.request import Request
from nlu.slots import to_json
from nlu.types import Span
from nlu.wire import parse_to_json

_MOST_LIKELY = 3


@dataclass(frozen=True, slots=True)
class Word:
    """A token as the rules see it.

    Args:
        cues: the command words it may be.
        filler: it carries no meaning of its own.
    """

    text: str
    span: Span
    lemmas: tuple[str, ...]
    cues: tuple[str, ...]
    filler: bool


@dataclass(frozen=True, slots=True)
class Entity:
    """Something found in the text, whether or not a slot took it."""

    kind: str
    text: str
    span: Span
    value: str
    score: float


@dataclass(frozen=True, slots=True)
class Likely:
    """An intent and how probable it is by the words alone, 0…1."""

    intent: str
    share: float


@dataclass(frozen=True, slots=True)
class Trace:
    """The whole way of an utterance.

    Args:
        likely: the likeliest intents by the words alone, before any rule.
    """

    words: tuple[Word, ...]
    entities: tuple[Entity, ...]
    likely: tuple[Likely, ...]
    parse: Parse


def trace(engine: Engine, request: Request, account: Account, parse: Parse) -> Trace:
    """Show what the rules saw of an utterance, beside the parse they came to."""
    reading = engine.reader.read(request, account)
    likely = tuple(_likely(engine.prior.of(reading)))
    return Trace(tuple(_words(reading)), tuple(_entities(reading)), likely, parse)


def trace_to_json(found: Trace, catalog: Mapping[str, Entry]) -> dict[str, Any]:
    """Write a parse as the contract has it, with the trace beside it.

    Args:
        catalog: gives the winning intent's examples.
    """
    entry = catalog.get(found.parse.intent.stem) if found.parse.rule else None
    return {
        **parse_to_json(found.parse),
        "near_tie": found.parse.near_tie,
        "unread": [[span.start, span.stop] for span in found.parse.unread],
        "trace": {
            "words": [_word(one) for one in found.words],
            "entities": [_entity(one) for one in found.entities],
            "likely": [{"intent": one.intent, "share": one.share} for one in found.likely],
            "examples": list(entry.examples) if entry else [],
        },
    }


def _words(reading: Reading) -> Iterator[Word]:
    for index, token in enumerate(reading.tokens):
        yield Word(
            text=token.text,
            span=reading.clean.typed_span(token.span),
            lemmas=tuple(sorted(token.lemmas)),
            cues=tuple(sorted(reading.cues[index])),
            filler=index in reading.fillers,
        )


def _entities(reading: Reading) -> Iterator[Entity]:
    for kind, found in sorted(reading.found.items()):
        for one in found:
            start = reading.tokens[one.first].span.start
            span = reading.clean.typed_span(Span(start, reading.tokens[one.stop - 1].span.stop))
            text = reading.request.text[span.start : span.stop]
            yield Entity(kind, text, span, _shown(one.value), one.score)


def _likely(prior: Mapping[str, float]) -> Iterator[Likely]:
    for intent in sorted(prior, key=lambda stem: -prior[stem])[:_MOST_LIKELY]:
        yield Likely(intent, round(exp(prior[intent]), 2))


def _shown(value: object) -> str:
    plain = to_json(value)
    return str(getattr(value, "name", None) or plain)


def _word(one: Word) -> dict[str, Any]:
    place = {"start": one.span.start, "end": one.span.stop}
    names = {"lemmas": list(one.lemmas), "cues": list(one.cues)}
    return {"text": one.text, **place, **names, "filler": one.filler}


def _entity(one: Entity) -> dict[str, Any]:
    place = {"start": one.span.start, "end": one.span.stop}
    return {"kind": one.kind, "text": one.text, **place, "value": one.value, "score": one.score}
