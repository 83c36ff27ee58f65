"""The engine and the sample account, built once for a run; a moment and a way to ask."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime

import pytest

from nlu import Account, Engine, Parse, Request
from nlu.corpus import Phrase
from nlu.lexicon import DATA

NOW = datetime.fromisoformat("2026-03-05T10:00:00+03:00")


@pytest.fixture(scope="session")
def account() -> Account:
    return Account.from_json(json.loads((DATA / "account.json").read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def engine() -> Engine:
    return Engine()


@pytest.fixture(scope="session")
def parsed(engine: Engine, account: Account) -> Callable[[Phrase], Parse]:
    """Read a labelled phrase, as the service would; each is read once in a run."""
    parses: dict[str, Parse] = {}

    def kept(phrase: Phrase) -> Parse:
        if phrase.id not in parses:
            parses[phrase.id] = engine.parse(phrase.request, account, reasons=False)
        return parses[phrase.id]

    return kept


@pytest.fixture(scope="session")
def parse(engine: Engine, account: Account) -> Callable[[str], Parse]:
    return lambda text: engine.parse(Request(text, NOW, 101), account)
