"""Mistral's JSON: what a request must have, and what a completion looks like."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from service.llm_standin.faults import Fault

MODEL = "local-stand-in"
_CHARACTERS_PER_TOKEN = 3
_MEGABYTE = 1_048_576


def problem_with(body: Any) -> str | None:
    """Name what is wrong with a request, or None."""
    if not isinstance(body, dict):
        return "the body is no object"
    if not isinstance(body.get("model"), str) or not body["model"]:
        return "model is required"
    messages = body.get("messages")
    if not isinstance(messages, list) or not messages:
        return "messages are required"
    if not all(isinstance(one, dict) and isinstance(one.get("content"), str) for one in messages):
        return "a message has a role and a content"
    if body.get("stream"):
        return "the stand-in does not stream"
    wanted = (body.get("response_format") or {}).get("type")
    return None if wanted == "json_schema" else "the stand-in answers by a JSON schema only"


def phrase_of(body: Mapping[str, Any]) -> str:
    """The user's phrase in the last message."""
    try:
        return str(json.loads(body["messages"][-1]["content"])["фраза"])
    except (ValueError, KeyError, TypeError):
        return str(body["messages"][-1]["content"])


def completion(content: str, sent: int, fault: Fault | None = None) -> dict[str, Any]:
    """A completion in the shape of POST /v1/chat/completions.

    Args:
        sent: characters of the request.
    """
    prompt, answer = sent // _CHARACTERS_PER_TOKEN, len(content) // _CHARACTERS_PER_TOKEN
    message: dict[str, Any] = {"role": "assistant", "content": content, "tool_calls": None}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    whole = {
        "id": "cmpl-stand-in",
        "object": "chat.completion",
        "created": 0,
        "model": MODEL,
        "choices": [choice],
        "usage": {
            "prompt_tokens": prompt,
            "completion_tokens": answer,
            "total_tokens": prompt + answer,
        },
    }
    return _spoilt(whole, choice, message, fault)


def _spoilt(
    whole: dict[str, Any], choice: dict[str, Any], message: dict[str, Any], fault: Fault | None
) -> dict[str, Any]:
    match fault:
        case Fault.EMPTY_CHOICES:
            whole["choices"] = []
        case Fault.WRONG_SCHEMA:
            del whole["usage"], choice["message"]
        case Fault.NOTHING:
            message["content"] = None
        case Fault.HUGE:
            message["content"] = "а" * _MEGABYTE
        case Fault.CUT_SHORT:
            message["content"] = str(message["content"])[:20]
            choice["finish_reason"] = "length"
        case Fault.TOOL_CALL:
            call = {"name": "delete_leads", "arguments": '{"all": true}'}
            message["content"] = ""
            message["tool_calls"] = [{"id": "D681PevKs", "type": "function", "function": call}]
            choice["finish_reason"] = "tool_calls"
        case _:
            pass
    return whole
