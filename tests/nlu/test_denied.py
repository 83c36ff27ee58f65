"""What is denied or was so before is in no slot; an order said between «не» and «а» is."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from nlu import Parse
from nlu.slots import filled


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        (
            "не отвечает, переведи сделку 5003 в переговоры, а бюджет поставь 300 тысяч",
            {"lead_id": 5003, "set_stage": "Переговоры", "set_budget": 300_000},
        ),
        (
            "контакт Зуева не отвечает, поменяй телефон на 8 999 123 45 67, а почту на z@x.example",
            {"contact": "Зуев", "set_phone": "+79991234567", "set_email": "z@x.example"},
        ),
        (
            "у фирмы Лотос телефон старый 8 999 111 22 33, новый 8 999 111 22 44",
            {"company": "Лотос", "set_phone": "+79991112244"},
        ),
        (
            "почту компании Дельта поменяй не на a@delta.example, а на b@delta.example",
            {"company": "Дельта", "set_email": "b@delta.example"},
        ),
        (
            "поменяй ответственного сделки 5003 не на Орлова, а на Сидорова",
            {"lead_id": 5003, "set_responsible": "Пётр Сидоров"},
        ),
    ],
)
def test_only_what_is_denied_is_left_out(
    parse: Callable[[str], Parse], text: str, slots: Mapping[str, object]
) -> None:
    assert filled(parse(text).intent) == slots
