"""The real reader with the real SDK over a real socket, and a stand-in for the model's server."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nlu import Account, Context, Engine, Parse, Previous, Reading, Request
from nlu.llm import MistralReader
from service.llm_standin import Standin

KEY = "test-key-of-nobody"
MODEL = "mistral-small-2603"
NOW = datetime.fromisoformat("2026-03-05T10:00:00+03:00")


def answer(kind: str, intent: str = "other", /, *, reply: str = "", **slots: str) -> str:
    """A model's answer of the right shape."""
    rows = [{"slot": name, "value": value} for name, value in slots.items()]
    given = {"kind": kind, "intent": intent, "continues": False, "slots": rows, "reply": reply}
    return json.dumps(given, ensure_ascii=False)


@dataclass
class Desk:
    """A second reader at a stand-in's address."""

    engine: Engine
    account: Account
    standin: Standin
    reader: MistralReader

    def request(
        self, text: str, context: Context | None = None, previous: Previous | None = None
    ) -> Request:
        return Request(text, NOW, 101, context or Context(), previous)

    def read(self, text: str, content: str | None = None, **given: Any) -> Reading:
        """Read a phrase as one the rules declined; the model answers `content`."""
        self.standin.content = content
        seconds = given.pop("seconds", 5.0)
        request = self.request(text, **given)
        return self.reader.read(request, self.account, Parse(text=text), seconds)

    def said(self, phrase: str, intent: str, /, **slots: str) -> Parse:
        """What a proposal of an intent becomes."""
        parse = self.read(phrase, answer("intent", intent, **slots)).parse
        assert parse is not None
        return parse

    @property
    def body(self) -> dict[str, Any]:
        """The last request as it came over the wire."""
        return dict(self.standin.seen[-1]["body"])

    @property
    def turn(self) -> Mapping[str, Any]:
        """The user's message of the last request."""
        return dict(json.loads(self.body["messages"][1]["content"]))
