"""The script: what is answered to which phrase, as the model would word it."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from service.errors import BadReplies

SCRIPT = Path(__file__).resolve().parents[2] / "data" / "llm" / "replies.toml"


class Script:
    """Phrases, as they are sent, with their answers."""

    def __init__(self, answers: Mapping[str, str], unknown: str) -> None:
        self._answers = answers
        self._unknown = unknown

    def answer(self, phrase: str) -> str:
        """The content for a phrase; for an unknown one a sentence that says who speaks."""
        return self._answers.get(_key(phrase), self._unknown)

    @property
    def phrases(self) -> tuple[str, ...]:
        """Every phrase that is known."""
        return tuple(self._answers)


def load_script(path: Path = SCRIPT) -> Script:
    """Read the script.

    Raises:
        BadReplies: the file cannot be used.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        answers = {_key(row["phrase"]): _content(row) for row in data["reply"]}
        return Script(answers, _content({"kind": "talk", "reply": data["unknown"]}))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise BadReplies(f"{path.name}: {error!r}; see the rows beside it") from None


def _key(phrase: str) -> str:
    return " ".join(phrase.lower().split())


def _content(row: Mapping[str, Any]) -> str:
    slots = [{"slot": name, "value": value} for name, value in row.get("slots", {}).items()]
    answer = {
        "kind": row["kind"],
        "intent": row.get("intent", "other"),
        "continues": row.get("continues", False),
        "slots": slots,
        "reply": row.get("reply", ""),
    }
    return json.dumps(answer, ensure_ascii=False)
