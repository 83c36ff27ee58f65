"""Labelled phrases, one JSON object a line, with spans marked inside the sentence."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nlu.errors import DataError, RequestError
from nlu.request import Request
from nlu.types import SlotSpan, Span
from nlu.wire import request_from_json

_MARKED = re.compile(r"\[([^\[\]]*)\]\(([a-z_]+(?:,[a-z_]+)*)\)")


@dataclass(frozen=True, slots=True)
class Expected:
    """One right reading: the intent's stem, its slots as the contract has them, those in doubt."""

    intent: str
    slots: Mapping[str, Any]
    ambiguous: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A labelled phrase.

    Args:
        spans: where each slot is said; empty when the source marks none.
        accept: all right readings, the main one first.
    """

    id: str
    request: Request
    accept: tuple[Expected, ...]
    spans: tuple[SlotSpan, ...]
    tags: tuple[str, ...]


def read_phrases(path: Path) -> Iterator[Phrase]:
    """Read a JSONL file of labelled phrases.

    Raises:
        DataError: a line is not of the contract's form; names file and line.
    """
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            yield phrase_from_json(json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError, RequestError) as error:
            raise DataError(f"{path.name}:{number}: {error}; see data/phrases/README.md") from None


def phrase_from_json(data: Mapping[str, Any]) -> Phrase:
    """Read one labelled phrase."""
    text, spans = unmarked(data["text"])
    main = {"intent": data["intent"], "slots": data["slots"]}
    if "ambiguous" in data:
        main["ambiguous"] = data["ambiguous"]
    readings = [main, *data.get("accept", ())]
    accept = tuple(
        Expected(str(r["intent"]), dict(r["slots"]), dict(r.get("ambiguous", {}))) for r in readings
    )
    request = request_from_json({**data, "text": text})
    return Phrase(str(data.get("id", "")), request, accept, spans, tuple(data.get("tags", ())))


def unmarked(marked: str) -> tuple[str, tuple[SlotSpan, ...]]:
    """Strip the markup `[words](slot)` and say where the slots stand in what is left."""
    pieces: list[str] = []
    spans: list[SlotSpan] = []
    end = length = 0
    for match in _MARKED.finditer(marked):
        pieces += [marked[end : match.start()], match.group(1)]
        start = length + match.start() - end
        length = start + len(match.group(1))
        spans += [SlotSpan(slot, Span(start, length)) for slot in match.group(2).split(",")]
        end = match.end()
    return "".join((*pieces, marked[end:])), tuple(spans)
