"""A record the user may not see changes no byte of any answer."""

from __future__ import annotations

from typing import Any

import pytest

from tests.service.assistant_stage import Stage

PHRASES = [
    "найди Ивана Петрова",
    "найди Петрова",
    "найди Петрава",
    "сделки Ивана Петрова",
    "сделки по Ромашке",
    "покажи сделку 5001",
    "найди сделку внедрение CRM",
    "найди внедрение",
    "сделки на этапе переговоры",
    "сколько сделок на переговорах",
    "сумма сделок по этапам",
    "задачи по сделке 5001",
    "просроченные задачи",
    "закрой задачу позвонить Ивану Петрову по договору",
    "расскажи про сделку 5001",
    "какой телефон у Ивана Петрова",
    "поставь задачу завтра позвонить Ивану Петрову",
    "добавь примечание к сделке 5001: проверка",
    "переведи сделку 5001 на этап отправлено КП",
    "найди компанию Ромашка",
    "найди 89161234567",
    "у кого телефон на 45-67",
    "найди ivan.petrov@romashka.example",
    "что у меня на сегодня",
    "сумма открытых сделок",
    "средний чек по воронкам",
    "сколько сделок по ответственным",
    "сколько сделок по месяцам",
    "конверсия по менеджерам",
    "сумма сделок по источникам",
    "сумма сделок компании Ромашка",
    "сколько просроченных задач",
    "сколько задач у Марии Ивановой",
    "сколько контактов создано за неделю",
    "сколько контактов с телефоном 916",
    "сколько контактов Петров",
    "сколько сделок по телефону 89161234567",
    "сколько сделок Ивана Петрова из Ромашки",
    "какой источник у сделки 5001",
    "кто контакты по сделке 5001",
    "когда создана сделка 5001",
    "какой бюджет у сделки 5001",
    "кто ответственный по компании Ромашка",
    "переименуй сделку 5001 в Другое",
    "увеличь сумму сделки 5001 на 100 тысяч",
    "переведи контакт Сергей Гусь на Орлова",
    "добавь почту ok@kim.example Олегу Киму",
    "запиши Сергея Гуся в компанию Вектор",
    "перенеси задачу по сделке 5001 на завтра",
    "создай сделку Чай для компании Ромашка",
    "создай контакт Марк Лютый 89161234567",
    "создай компанию Ромашка",
    "добавь комментарий Сергею Гусю: просил прайс",
]
USER = 104  # sees only what they are responsible for


def seen(stage: Stage, text: str, entity: dict[str, Any] | None) -> dict[str, Any]:
    context = {"entity": entity} if entity else {}
    body = dict(stage.talk(USER, **context).say(text).body)
    for name in ("request_id", "took_ms", "state"):
        body.pop(name)
    return body


def forget_hidden(stage: Stage) -> None:
    """Take away what the user does not see anyway."""
    store = stage.sandbox.world.store
    for kind in ("leads", "contacts", "companies", "tasks"):
        records = store.table(kind) if hasattr(store, "table") else getattr(store, kind)
        for own in [one.id for one in records.values() if one.responsible_user_id != USER]:
            del records[own]


@pytest.mark.parametrize("entity", [None, {"type": "leads", "id": 5001}], ids=["no card", "card"])
def test_answers_are_the_same_with_and_without_the_hidden_records(
    stage: Stage, entity: dict[str, Any] | None
) -> None:
    with_hidden = {text: seen(stage, text, entity) for text in PHRASES}
    forget_hidden(stage)
    without = {text: seen(stage, text, entity) for text in PHRASES}
    assert without == with_hidden


@pytest.mark.parametrize("kind", ["leads", "contacts"])
def test_a_record_given_away_is_told_as_written_though_it_is_out_of_sight(
    stage: Stage, kind: str
) -> None:
    """«Ничего не изменено» was said of a deal that had just gone to a colleague."""
    records = getattr(stage.sandbox.world.store, kind)
    own = next(one.id for one in records.values() if one.responsible_user_id == USER)
    talk = stage.talk(USER, entity={"type": kind, "id": own})
    said = talk.say("назначь ответственным Орлова")
    assert said.body["status"] == "confirm", said.text
    done = talk.say("да")
    assert records[own].responsible_user_id == 107
    assert "Записано, но карточка вам больше не видна" in done.text
    assert done.rows == []
    assert "больше не доступна" in talk.say("отмени последнее действие").text
