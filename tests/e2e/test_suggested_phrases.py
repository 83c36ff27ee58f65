"""Every phrase the widget suggests is one the rules understand, in the section that shows it."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from nlu import Account, Context, Engine, Intent, Request, Source
from nlu.intents import AddNote, Help, Other, Show

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime.fromisoformat("2026-03-05T10:00:00+03:00")
NOTE = "Добавь примечание: "
CARDS = {
    "leads_card": ("leads", 5001),
    "contacts_card": ("contacts", 7001),
    "companies_card": ("companies", 8001),
}


def _phrases(locale: str) -> dict[str, list[str]]:
    texts = json.loads((ROOT / f"widget/i18n/{locale}.json").read_text(encoding="utf-8"))
    phrases: dict[str, list[str]] = texts["chat"]["suggestions"]
    return phrases


SUGGESTED = [(section, one) for section, phrases in _phrases("ru").items() for one in phrases]


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine()


@pytest.fixture(scope="module")
def account() -> Account:
    data = json.loads((ROOT / "data/account.json").read_text(encoding="utf-8"))
    return Account.from_json(data)


@pytest.mark.parametrize(("section", "phrase"), SUGGESTED)
def test_a_suggested_phrase_is_understood_where_it_is_shown(
    engine: Engine, account: Account, section: str, phrase: str
) -> None:
    context = Context(entity=CARDS.get(section), section=section)
    parse = engine.parse(Request(phrase, NOW, 101, context), account)
    assert parse.source is Source.RULES
    assert not isinstance(parse.intent, Other)
    assert isinstance(parse.intent, Help) == (phrase == "Что ты умеешь?")
    assert not parse.ambiguous


@pytest.mark.parametrize(
    ("section", "phrase", "read"),
    [
        ("leads_card", "Расскажи про эту сделку", Show(this=True)),
        ("contacts_card", "Расскажи про этот контакт", Show(this=True)),
        ("companies_card", "Расскажи про эту компанию", Show(this=True)),
        ("contacts_card", "Какой телефон у этого контакта", Show(this=True, field="phone")),
        (
            "leads_card",
            NOTE + "клиент просит скидку",
            AddNote(text="клиент просит скидку"),
        ),
        (
            "contacts_card",
            NOTE + "просит перезвонить",
            AddNote(text="просит перезвонить"),
        ),
    ],
)
def test_a_phrase_about_the_card_is_about_the_card(
    engine: Engine, account: Account, section: str, phrase: str, read: Intent
) -> None:
    assert phrase in _phrases("ru")[section]
    context = Context(entity=CARDS[section], section=section)
    assert engine.parse(Request(phrase, NOW, 101, context), account).intent == read


def test_both_languages_suggest_the_same_russian_phrases() -> None:
    assert _phrases("ru") == _phrases("en")
