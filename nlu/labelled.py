"""A parse as a labelled phrase of data/phrases: what `make label` and the debug page write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from nlu.parse import Parse
from nlu.request import Context, Request
from nlu.slots import slots_to_json
from nlu.types import SlotSpan


def labelled(request: Request, parse: Parse, name: str = "") -> dict[str, Any]:
    """Write a phrase with the parse as its label.

    Args:
        name: the phrase's id.
    """
    ambiguous = {slot: list(names) for slot, names in parse.ambiguous.items()}
    return {
        "id": name,
        "text": marked(request.text, parse.spans),
        "now": request.now.isoformat(),
        "user_id": request.user_id,
        "context": context_to_json(request.context),
        "intent": parse.intent.stem,
        "slots": slots_to_json(parse.intent),
        **({"ambiguous": ambiguous} if ambiguous else {}),
        "tags": [],
    }


def marked(text: str, spans: Sequence[SlotSpan]) -> str:
    """Mark spans inside the sentence, `[words](slot,slot)`; a text with brackets stays bare."""
    if not spans or "[" in text or "]" in text:
        return text
    return "".join(_pieces(text, spans))


def context_to_json(context: Context) -> dict[str, Any]:
    """Write what the user has before their eyes."""
    entity = context.entity
    return {
        "entity": None if entity is None else {"type": entity[0], "id": entity[1]},
        "section": context.section,
        "selected_text": context.selected_text,
    }


def _pieces(text: str, spans: Sequence[SlotSpan]) -> Iterator[str]:
    """Spans are flat in the markup, so overlapping ones are cut where either ends."""
    bounds = {0, len(text)}
    for one in spans:
        bounds |= {one.span.start, one.span.stop}
    edges = sorted(bounds)
    for start, stop in pairwise(edges):
        slots = sorted(
            {one.slot for one in spans if one.span.start <= start and stop <= one.span.stop}
        )
        piece = text[start:stop]
        yield f"[{piece}]({','.join(slots)})" if slots else piece
