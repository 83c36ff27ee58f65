"""What somebody takes back while speaking is in no slot; everything else stays as typed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nlu import Parse
from nlu.slots import filled


@pytest.mark.parametrize(
    ("text", "slot", "value"),
    [
        ("завтра набрать Марата, нет, Рустама по счёту", "text", "набрать Рустама по счёту"),
        (
            "сделка 5001 в переговоры, ой, в согласование договора",
            "set_stage",
            "Согласование договора",
        ),
        ("добавь контакт Пётр Ильин 89161234567, ой, 89161234568", "phone", "+79161234568"),
        ("задача на Диму, нет, на Катю: сдать кассу", "responsible", "Екатерина Волкова"),
        ("поставь задачу не Орлову, а Сидорову: сдать кассу", "responsible", "Пётр Сидоров"),
        ("первые 5, нет, первые 10 сделок", "limit", 10),
        ("сделки Орлова, ой, Волковой", "responsible", "Екатерина Волкова"),
        (
            "добавь заметку в 5001: просят завтра, нет, послезавтра",
            "text",
            "просят завтра, нет, послезавтра",
        ),
        (
            "напомни завтра купить «Не Орлов, нет, Сидоров»",
            "text",
            "купить «Не Орлов, нет, Сидоров»",
        ),
        ("завтра проверить, есть ли на складе трубы", "text", "проверить, есть ли на складе трубы"),
    ],
)
def test_only_what_is_said_anew_counts(
    parse: Callable[[str], Parse], text: str, slot: str, value: object
) -> None:
    assert filled(parse(text).intent)[slot] == value


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("созвон завтра в 15, точнее в 16", "2026-03-06T16:00"),
        ("созвон завтра в 15, нет, в понедельник", "2026-03-09T15:00"),
        ("созвон в 15 завтра, ой, в 16", "2026-03-06T16:00"),
        ("созвон на вечер, хотя нет, на завтра", "2026-03-06T23:59"),
        ("созвон завтра, нет, в понедельник в 12", "2026-03-09T12:00"),
        ("завтра созвон с банком, нет, в понедельник", "2026-03-09T23:59"),
        ("созвон завтра, точнее в 16", "2026-03-06T16:00"),
    ],
)
def test_of_a_day_and_an_hour_the_other_one_stays(
    parse: Callable[[str], Parse], text: str, at: str
) -> None:
    assert filled(parse(text).intent)["due"].at.isoformat().startswith(at)
