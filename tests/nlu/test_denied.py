"""«Не …, а …» denies what stands between the two, never an order of its own between them."""

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
            "поменяй ответственного сделки 5003 не на Орлова, а на Сидорова",
            {"lead_id": 5003, "set_responsible": "Пётр Сидоров"},
        ),
    ],
)
def test_only_what_is_denied_is_left_out(
    parse: Callable[[str], Parse], text: str, slots: Mapping[str, object]
) -> None:
    assert filled(parse(text).intent) == slots
