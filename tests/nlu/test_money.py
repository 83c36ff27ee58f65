"""Amounts of money with their bounds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.lexicon import load_lexicon
from nlu.money import Money, MoneyFinder, Relation
from nlu.morphology import Morphology
from nlu.text import clean
from nlu.tokens import tokenize
from nlu.types import Found
from nlu.values import MoneyRange

MORPHOLOGY = Morphology()
FINDER = MoneyFinder(load_lexicon())
PLAIN = 0.65


def find(text: str) -> list[Found[Money]]:
    return FINDER.find(tokenize(clean(text).text, MORPHOLOGY))


def money(text: str) -> Money:
    (found,) = find(text)
    return found.value


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("полтора ляма", 1_500_000),
        ("300к", 300_000),
        ("300K", 300_000),
        ("5кк", 5_000_000),
        ("1,5 млн", 1_500_000),
        ("1.2 млн.", 1_200_000),
        ("2,75 млн", 2_750_000),
        ("500т.р.", 500_000),
        ("500 т.р.", 500_000),
        ("90 тыс. руб.", 90_000),
        ("двести тысяч", 200_000),
        ("сто двадцать пять тысяч рублей", 125_000),
        ("полмиллиона", 500_000),
        ("пол ляма", 500_000),
        ("на пол-ляма", 500_000),
        ("четверть миллиона", 250_000),
        ("три с половиной ляма", 3_500_000),
        ("полторы тысячи рублей", 1_500),
        ("миллион двести", 1_200_000),
        ("два миллиона триста тысяч", 2_300_000),
        ("косарь", 1_000),
        ("5 косарей", 5_000),
        ("1 500 000 ₽", 1_500_000),
        ("1.500.000 руб", 1_500_000),
        ("90\u00a0000 ₽", 90_000),
        ("615000р", 615_000),
        ("10RUB", 10),
        ("99,90 руб", 100),
        ("на 99 900", 99_900),
    ],
)
def test_amount_is_read_in_whole_roubles(text: str, amount: int) -> None:
    assert money(text).amount == amount


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("от 100 до 500 тысяч", 100_000, 500_000),
        ("с 100 до 500 тысяч", 100_000, 500_000),
        ("от 80 до 150 тыс.", 80_000, 150_000),
        ("от миллиона до трёх", 1_000_000, 3_000_000),
        ("от 500 тысяч до двух миллионов", 500_000, 2_000_000),
        ("от 500 тысяч до двух", 500_000, 2_000_000),
        ("от полумиллиона до миллиона", 500_000, 1_000_000),
        ("между 100к и 150к", 100_000, 150_000),
        ("100-150к", 100_000, 150_000),
        ("300 – 500 тысяч", 300_000, 500_000),
        ("больше 100, но меньше 300 тысяч", 100_000, 300_000),
        ("не меньше 100 и не больше 300 тысяч", 100_000, 300_000),
        ("дешевле ста и дороже пятидесяти тысяч", 50_000, 100_000),
        ("больше 5 лямов", 5_000_000, None),
        ("не дешевле 300 тыс", 300_000, None),
        ("больше чем на миллион", 1_000_000, None),
        ("на полтора миллиона и выше", 1_500_000, None),
        ("500 тысяч+", 500_000, None),
        ("от 500 тысяч", 500_000, None),
        ("до 200 тысяч", None, 200_000),
        ("дешевле двухсот", None, 200_000),
        ("на сумму до трёхсот", None, 300_000),
        ("бюджет от 100 до 300", 100_000, 300_000),
        ("в пределах 300 тысяч", None, 300_000),
        ("не дороже ста тысяч рублей", None, 100_000),
        ("максимум 50 тысяч", None, 50_000),
        ("50 тысяч и меньше", None, 50_000),
        ("ровно 350 000", 350_000, 350_000),
        ("триста тысяч", 300_000, 300_000),
        ("около миллиона", 900_000, 1_100_000),
    ],
)
def test_bounds_make_a_range(text: str, low: int | None, high: int | None) -> None:
    assert money(text).range == MoneyRange(low, high)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("сделки от 100 до 500 тысяч у Марии", "от 100 до 500 тысяч"),
        ("увеличь бюджет на 50 тысяч", "50 тысяч"),
        ("сделки на полтора миллиона и выше", "полтора миллиона и выше"),
        ("не дороже 300к, открытые", "не дороже 300к"),
    ],
)
def test_bounding_words_belong_to_the_money(text: str, said: str) -> None:
    tokens = tokenize(text, MORPHOLOGY)
    (found,) = FINDER.find(tokens)
    assert text[tokens[found.first].span.start : tokens[found.stop - 1].span.stop] == said


@pytest.mark.parametrize(
    "text",
    [
        "5 сделок",
        "15%",
        "15:00",
        "05.03.2026",
        "в 16 00",
        "8 800 555-35-35",
        "через 3 дня",
        "сумма успешных за 2025",
        "сделка 5001",
        "сделка номер пять тысяч четыре",
        "измени бюджет сделки 5001",
        "#5001",
        "500 долларов",
        "$500",
        "бетон м300",
        "99999999999999999999",
        "лимит",
        "привет",
        "",
    ],
)
def test_other_numbers_are_no_money(text: str) -> None:
    assert [one for one in find(text) if one.score >= PLAIN] == []


def test_number_of_a_deal_does_not_swallow_the_amount_after_it() -> None:
    assert money("отними от бюджета сделки 5050 тысячу рублей").amount == 1_000


def test_bare_number_is_a_weak_candidate_until_a_budget_is_spoken_of() -> None:
    (bare,) = find("90000")
    (priced,) = find("бюджет 90000")
    assert (bare.value, bare.value.has_unit) == (priced.value, False)
    assert bare.score < PLAIN < priced.score


def test_preposition_before_a_day_is_no_thousand() -> None:
    assert find("перенеси 300 к пятнице")[0].value.amount == 300
    assert money("сделка на 150 к для Зерна").amount == 150_000


def test_range_has_no_single_amount() -> None:
    said = money("от 100 до 500 тысяч")
    assert (said.relation, said.amount) == (Relation.BETWEEN, None)


def test_two_amounts_far_apart_are_two() -> None:
    found = find("сделку на 300 тысяч, а вторую за 2 млн")
    assert [one.value.amount for one in found] == [300_000, 2_000_000]


@given(st.integers(min_value=1, max_value=999))
def test_thousands_are_read_however_they_are_written(thousands: int) -> None:
    ways = [f"{thousands}к", f"{thousands} тыс", f"{thousands} 000 руб", f"{thousands}000 ₽"]
    assert {money(way).amount for way in ways} == {thousands * 1000}


@given(
    st.lists(
        st.sampled_from(
            tuple(
                [
                    "1",
                    "500",
                    "000",
                    "к",
                    "млн",
                    "тысяч",
                    "полтора",
                    "миллион",
                    "до",
                    "от",
                    "-",
                    ",",
                    ".",
                    "руб",
                    "%",
                    "больше",
                    "не",
                    "и",
                    "выше",
                    "пол",
                    "сто",
                    "лям",
                    "+",
                    "т",
                    "р",
                ]
            )
        ),
        max_size=40,
    ),
    st.sampled_from(["", " "]),
)
def test_found_money_never_overlaps(words: list[str], space: str) -> None:
    tokens = tokenize(space.join(words), MORPHOLOGY)
    last = 0
    for one in FINDER.find(tokens):
        assert last <= one.first < one.stop <= len(tokens)
        assert 0 <= one.value.low <= one.value.high
        last = one.stop


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_exception(text: str) -> None:
    assert all(one.first < one.stop for one in find(text))
