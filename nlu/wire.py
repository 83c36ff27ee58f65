"""The JSON of the contract's section 1: requests in, parses out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from nlu.errors import RequestError, SlotError
from nlu.parse import Parse
from nlu.request import Context, Previous, Record, Request
from nlu.slots import intent_from_json, slots_to_json


def request_from_json(data: Mapping[str, Any]) -> Request:
    """Read one line of `python -m nlu --jsonl`.

    Raises:
        RequestError: a key is missing or of the wrong type.
    """
    try:
        now = datetime.fromisoformat(data["now"])
        if now.tzinfo is None:
            raise ValueError("now has no UTC offset")
        previous = data.get("previous")
        return Request(
            text=_text(data["text"]),
            now=now,
            user_id=int(data["user_id"]),
            context=context_from_json(data.get("context") or {}),
            previous=None if previous is None else previous_from_json(previous),
        )
    except (KeyError, TypeError, ValueError, AttributeError, SlotError) as error:
        raise RequestError(f"{type(error).__name__}: {error}") from None


def context_from_json(data: Mapping[str, Any]) -> Context:
    """Read the widget's context (contract, section 6)."""
    entity = data.get("entity")
    return Context(
        entity=None if entity is None else (str(entity["type"]), int(entity["id"])),
        section=data.get("section"),
        selected_text=data.get("selected_text"),
    )


def previous_from_json(data: Mapping[str, Any]) -> Previous:
    """Read `previous`: {intent, slots, asked, records: [{type, id, title}], written}."""
    stem, written = data.get("intent"), data.get("written")
    records = (
        Record(str(r["type"]), int(r["id"]), str(r["title"])) for r in data.get("records", ())
    )
    return Previous(
        intent=None if stem is None else intent_from_json(stem, data.get("slots", {})),
        asked=data.get("asked"),
        records=tuple(records),
        written=written and intent_from_json(written["intent"], written.get("slots", {})),
    )


def parse_to_json(parse: Parse) -> dict[str, Any]:
    """Write a parse as the contract's section 1 has it, without `took_ms`."""
    return {
        "text": parse.text,
        "intent": parse.intent.stem,
        "source": parse.source.value,
        "rule": parse.rule,
        "score": round(parse.score, 3),
        "slots": slots_to_json(parse.intent),
        "spans": [
            {
                "slot": s.slot,
                "start": s.span.start,
                "end": s.span.stop,
                "text": parse.text[s.span.start : s.span.stop],
            }
            for s in parse.spans
        ],
        "missing": list(parse.missing),
        "ambiguous": {slot: list(names) for slot, names in parse.ambiguous.items()},
        "rejected": [
            {"rule": r.rule, "score": round(r.score, 3), "why": r.why} for r in parse.rejected
        ],
    }


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("text is not a string")
    return value
