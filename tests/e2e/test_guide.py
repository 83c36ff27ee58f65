"""The guide shows pictures that exist and phrases that work."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path

import pytest

from nlu import Account, Context, Engine, Request, Source
from nlu.intents import Other

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs/guide.ru.md").read_text(encoding="utf-8")
NOW = datetime.fromisoformat("2026-03-05T10:00:00+03:00")
EXAMPLES = re.findall(r"^- «(.+)»$", GUIDE, re.MULTILINE)
PICTURES = re.findall(r"\]\((images/[^)]+)\)", GUIDE)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine()


@pytest.fixture(scope="module")
def account() -> Account:
    data = json.loads((ROOT / "data/account.json").read_text(encoding="utf-8"))
    return Account.from_json(data)


@pytest.mark.parametrize("phrase", EXAMPLES)
def test_an_example_of_the_guide_is_understood(
    engine: Engine, account: Account, phrase: str
) -> None:
    context = Context(entity=("leads", 5001), section="leads_card")
    parse = engine.parse(Request(phrase, NOW, 101, context), account)
    assert parse.source is Source.RULES
    assert not isinstance(parse.intent, Other)
    assert set(parse.missing) <= {"record"}  # the open card is the record


@pytest.mark.parametrize("picture", PICTURES)
def test_a_picture_of_the_guide_exists_and_is_light(picture: str) -> None:
    assert 10_000 < (ROOT / "docs" / picture).stat().st_size < 160_000


def test_the_guide_speaks_of_what_the_widget_says() -> None:
    texts = (ROOT / "widget/i18n/ru.json").read_text(encoding="utf-8")
    for words in ("Проверить подключение", "Повторить", "Не указан адрес сервиса"):
        assert words in texts
        assert words in GUIDE
