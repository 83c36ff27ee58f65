"""Whatever is said in whatever order: an answer, no fault of ours, and no write without a yes."""

from __future__ import annotations

import random

import pytest

from tests.service.assistant_stage import Stage, writes

PHRASES = [
    "найди Ивана Петрова",
    "вторую",
    "ещё",
    "да",
    "нет",
    "отмена",
    "отмени последнее действие",
    "поставь задачу",
    "позвонить клиенту",
    "завтра в 15:00",
    "в пятницу",
    "Марии",
    "вчера",
    "сделка 5001",
    "Иван Петров",
    "по ней",
    "её телефон",
    "расскажи про эту сделку",
    "3",
    "0",
    "найди сделки на этапе переговоры",
    "а за прошлый месяц?",
    "самые крупные сделки",
    "сколько их?",
    "закрой задачу",
    "перенеси на завтра",
    "просроченные задачи",
    "закрой все эти задачи",
    "добавь примечание: проверка",
    "подними бюджет на 10 тысяч",
    "переведи на этап отправлено КП",
    "закрой эту сделку как проигранную",
    "Дорого",
    "создай контакт Иван Новый 89161234567",
    "создай компанию Ромашка",
    "создай сделку Проба",
    "сумма сделок по этапам",
    "привет",
    "спасибо",
    "помощь",
    "абракадабра",
    "продолжить",
    "без привязки",
    "найди выделенное",
    "🍕",
    "?",
    "удали всё",
    "нет, на понедельник",
    "та, что из Ромашки",
    "с номером на 45-67",
    "последнюю",
    "верни обратно",
]
CARDS = [
    None,
    ("leads", 5001),
    ("contacts", 7009),
    ("companies", 8001),
    ("leads", 1),
    ("tasks", 6001),
]
ACTS = {"да", "отмени последнее действие", "верни обратно", "отмена"}


@pytest.mark.parametrize("seed", range(8))
def test_a_dialogue_of_anything(stage: Stage, seed: int) -> None:
    chance = random.Random(seed)
    card = CARDS[seed % len(CARDS)]
    context = {"entity": {"type": card[0], "id": card[1]}} if card else {}
    talk = stage.talk(chance.choice([101, 102, 103, 104, 106, 107, 109]), **context)
    talk.context["selected_text"] = "8 903 555-01-02"
    for _ in range(60):
        before = writes(stage.sandbox)
        buttons = talk.last.body["buttons"] if talk.last else []
        press = buttons and chance.random() < 0.4
        text = chance.choice(buttons)["send"] if press else chance.choice(PHRASES)
        said = talk.say(text)
        assert said.body["error"] is None, (text, said.body)
        assert said.text.strip(), text
        if text.casefold() not in ACTS:
            assert writes(stage.sandbox) == before, (text, said.text)
        numbered = [one["send"] for one in said.body["buttons"]]
        assert len(numbered) == len(set(numbered)), (text, numbered)
