"""Telephone numbers in every format, whole and in part."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.lexicon import load_lexicon
from nlu.morphology import Morphology
from nlu.phones import Phone, PhoneFinder
from nlu.text import clean
from nlu.tokens import tokenize
from nlu.types import Found

MORPHOLOGY = Morphology()
FINDER = PhoneFinder(load_lexicon())
LIKELY = 0.5


def find(text: str) -> list[Found[Phone]]:
    return FINDER.find(tokenize(clean(text).text, MORPHOLOGY))


def numbers(text: str) -> list[str]:
    return [one.value.number for one in find(text) if not one.value.is_part]


def parts(text: str) -> list[str]:
    return [one.value.number for one in find(text) if one.value.is_part and one.score >= LIKELY]


@pytest.mark.parametrize(
    "text",
    [
        "89161234567",
        "79161234567",
        "+79161234567",
        "9161234567",
        "8 916 123 45 67",
        "8-916-123-45-67",
        "8(916)1234567",
        "8 (916) 123-45-67",
        "+7 (916) 123-45-67",
        "+7-916-123-45-67",
        "+7 916 1234567",
        "+7_916_123_45_67",
        "8.916.123.45.67",
        "8 916 123 4567",
        "8916 1234567",
        "8916 123 45 67",
        "916 123-45-67",
        "(916) 123-45-67",
        "8 91 61 23 45 67",
        "8 – 916 – 123 – 45 – 67",
        "тел8916 1234567",
        "тел.: 8-916-123-45-67.",
    ],
)
def test_every_format_gives_one_number(text: str) -> None:
    assert numbers(text) == ["+79161234567"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("восемь девятьсот двадцать семь триста один сорок четыре двенадцать", "+79273014412"),
        (
            "плюс семь девятьсот девяносто девять семьсот шестьдесят пять сорок три два один",
            "+79997654321",
        ),
        ("восемь восемьсот пятьсот пятьдесят пять тридцать пять тридцать пять", "+78005553535"),
        ("восемь девятьсот три двести пятнадцать ноль один сорок", "+79032150140"),
        ("восемь девять один шесть один два три четыре пять шесть семь", "+79161234567"),
        ("девятьсот шестнадцать сто двадцать три сорок пять шестьдесят семь", "+79161234567"),
        ("восемь девятьсот три два ноля один двадцать тридцать", "+79030012030"),
        ("8 девятьсот шестнадцать 123 сорок пять 67", "+79161234567"),
    ],
)
def test_dictated_number_is_put_together(text: str, number: str) -> None:
    assert numbers(text) == [number]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("+995 599 10-20-30", "+995599102030"),
        ("+82-10-1234-5678", "+821012345678"),
        ("+1 212 555 01 99", "+12125550199"),
        ("+375 29 111-22-33", "+375291112233"),
        ("375 29 111-22-33", "+375291112233"),
        ("+998 90 123 45 67", "+998901234567"),
        ("+7 727 300-10-10", "+77273001010"),
        ("+49 30 901820", "+4930901820"),
        ("8 (34248) 40-8-98", "+73424840898"),
        ("8 812 449 10 20", "+78124491020"),
    ],
)
def test_foreign_and_landline_numbers_keep_their_code(text: str, number: str) -> None:
    assert numbers(text) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "сделка 9161234567 рублей",
        "сделка 9161234567",
        "9161234567 рублей",
        "18:30 12.12.2026",
        "31.12.2026 10 00",
        "2026-03-05 10:00",
        "инн 9707083893",
        "ИНН: 9707083893",
        "инн 7707083893 кпп 770701001",
        "огрн 1027700132195",
        "1 500 000",
        "350 000 8916",
        "заказ 8800123",
        "паспорт 4509 123456",
        "номер сделки 1234567890",
        "#5001",
        "4276 1234 5678 9012",
        "40702810900000012345",
        "в 9 30",
        "пять тысяч двенадцать",
        "+5",
        "8 800",
        "",
    ],
)
def test_other_digits_are_no_number(text: str) -> None:
    assert (numbers(text), parts(text)) == ([], [])


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("номер заканчивается на 77-14", "7714"),
        ("последние цифры 0022", "0022"),
        ("последние цифры 00 22", "0022"),
        ("с номером на 45", "45"),
        ("начинается на 8917", "8917"),
        ("оканчивается на сорок пять шестьдесят семь", "4567"),
        ("телефон 222-33-44", "2223344"),
        ("звонили с 222-33-44", "2223344"),
    ],
)
def test_part_of_a_number_keeps_its_digits(text: str, digits: str) -> None:
    assert parts(text) == [digits]


@pytest.mark.parametrize(
    "text", ["сделка под номером 5019", "номер сделки 5001", "позвонить завтра в 10", "с 10 до 12"]
)
def test_few_digits_without_a_telephone_in_the_words_are_no_part(text: str) -> None:
    assert parts(text) == []


def test_dashes_alone_make_a_weak_part() -> None:
    (found,) = find("на 45-67")
    assert (found.value.number, found.score < LIKELY) == ("4567", True)


@pytest.mark.parametrize("text", ["8 495 123-45-67 доб. 12", "8 495 123-45-67, доб 12"])
def test_extension_belongs_to_the_number(text: str) -> None:
    tokens = tokenize(text, MORPHOLOGY)
    (found,) = FINDER.find(tokens)
    assert (found.value.number, found.value.extension) == ("+74951234567", "12")
    assert found.stop == len(tokens)


@pytest.mark.parametrize(
    "text",
    [
        "сделка 5001 89161234567",
        "завтра в 15 00 позвонить 8 916 123 45 67",
        "в 9 30 8 916 123 45 67",
        "05.03.2026 89161234567",
        "на 500 тысяч, 8-916-123-45-67",
    ],
)
def test_number_is_told_from_its_neighbours(text: str) -> None:
    assert numbers(text) == ["+79161234567"]


def test_two_numbers_are_two() -> None:
    assert numbers("89161234567 и 8 495 111-22-33") == ["+79161234567", "+74951112233"]
    assert numbers("89161234567, 84951112233") == ["+79161234567", "+74951112233"]


def test_number_does_not_show_in_a_log() -> None:
    assert "916" not in repr(find("89161234567"))


@given(st.from_regex(r"[3489][0-9]{9}", fullmatch=True))
def test_national_number_reads_alike_in_usual_formats(digits: str) -> None:
    a, b, c, d = digits[:3], digits[3:6], digits[6:8], digits[8:]
    for text in (f"8{digits}", f"+7 ({a}) {b}-{c}-{d}", f"8-{a}-{b}-{c}-{d}", f"8 {a} {b}{c}{d}"):
        assert numbers(text) == [f"+7{digits}"]


@given(st.text(alphabet="0123456789+-() ._,/:#восемьдвадесоткнл", max_size=120))
def test_found_numbers_never_overlap(text: str) -> None:
    tokens = tokenize(text, MORPHOLOGY)
    last = 0
    for one in FINDER.find(tokens):
        assert last <= one.first < one.stop <= len(tokens)
        assert one.value.number.lstrip("+").isdigit()
        last = one.stop


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_exception(text: str) -> None:
    assert all(one.first < one.stop for one in find(text))
