"""A trace for reading on a terminal: `make try TEXT="…"`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from nlu.catalog import Entry
from nlu.parse import Parse
from nlu.slots import slots_to_json
from nlu.trace import Trace

_REFUSALS = 8


def trace_to_text(found: Trace, catalog: Mapping[str, Entry], took_ms: float) -> Iterator[str]:
    """Draw the words, the entities, the rules tried and the decision.

    Args:
        took_ms: how long the parse took.
    """
    yield "words"
    for word in found.words:
        mark = "·" if word.filler else " "
        cues = f"  → {', '.join(word.cues)}" if word.cues else ""
        yield f"  {mark} {word.text:20} {', '.join(word.lemmas):24}{cues}"
    yield "entities"
    for one in found.entities:
        yield f"    {one.kind:14} «{one.text}» = {one.value}  ({one.score:.2f})"
    if not found.entities:
        yield "    none"
    yield "likely by the words alone"
    yield "    " + ", ".join(f"{one.intent} {one.share:.2f}" for one in found.likely)
    yield from _rules(found.parse)
    yield from _decision(found.parse, catalog, took_ms)


def _rules(parse: Parse) -> Iterator[str]:
    yield "rules"
    if parse.rule is not None:
        yield f"  ✓ {parse.rule:28} {parse.score:.2f}"
    drafted = [one for one in parse.rejected if one.score > 0]
    refused = [one for one in parse.rejected if one.score <= 0]
    for one in drafted:
        yield f"    {one.rule:28} {one.score:.2f}  {one.why}"
    for one in refused[:_REFUSALS]:
        yield f"    {one.rule:28}    —  {one.why}"
    if len(refused) > _REFUSALS:
        yield f"    … and {len(refused) - _REFUSALS} rules more refused; --json shows all"


def _decision(parse: Parse, catalog: Mapping[str, Entry], took_ms: float) -> Iterator[str]:
    tie = ", a near tie" if parse.near_tie else ""
    yield f"decision  {parse.intent.stem}, source {parse.source}{tie}, {took_ms:.2f} ms"
    for slot, value in slots_to_json(parse.intent).items():
        said = [s.span for s in parse.spans if s.slot == slot]
        words = " … ".join(parse.text[span.start : span.stop] for span in said)
        yield f"    {slot:14} {json.dumps(value, ensure_ascii=False)}  «{words}»"
    for slot, names in parse.ambiguous.items():
        yield f"    {slot:14} one of {', '.join(names) or 'nobody active'}"
    if parse.missing:
        yield f"    missing        {', '.join(parse.missing)}"
    for span in parse.unread:
        yield f"    no date        «{parse.text[span.start : span.stop]}»"
    if parse.rule is not None:
        yield f"    as in          «{catalog[parse.intent.stem].examples[0]}»"
