"""Numbers in words and digits."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.lexicon import load_lexicon, not_lemmas
from nlu.morphology import Morphology
from nlu.numerals import NumberWord, Numerals, Size
from nlu.text import clean
from nlu.tokens import tokenize
from nlu.types import Token

MORPHOLOGY = Morphology()
LEXICON = load_lexicon()
NUMERALS = Numerals(LEXICON)


def tokens_of(text: str) -> tuple[Token, ...]:
    return tokenize(clean(text).text, MORPHOLOGY)


@pytest.mark.parametrize(
    ("text", "value", "stop"),
    [
        ("пять", 5, 1),
        ("пяти сделок", 5, 1),
        ("двадцать пять", 25, 2),
        ("пятнадцать тридцать", 15, 1),
        ("пять сто", 5, 1),
        ("сто сорок пять тысяч", 145_000, 4),
        ("ста сорока пяти тысячам", 145_000, 4),
        ("миллион двести тысяч", 1_200_000, 3),
        ("тысяча девятьсот девяносто девять", 1999, 4),
        ("две тысячи двадцать шесть", 2026, 4),
        ("семьдесят одна тысяча двести", 71_200, 4),
        ("пара дней", 2, 1),
        ("двое", 2, 1),
        ("дватцать пять", 25, 2),
        ("пятнацать", 15, 1),
        ("десяток", 10, 1),
        ("ноль ноль", 0, 1),
        ("двадцать ноль", 20, 1),
        ("5", 5, 1),
        ("300 тысяч", 300_000, 2),
        ("5 тысяч 300", 5300, 3),
        ("тысяча", 1000, 1),
        ("тысяча тысяч", 1000, 1),
        ("сорок сорок", 40, 1),
        ("двести семьдесят семь тысяч", 277_000, 4),
    ],
)
def test_reads_the_longest_cardinal(text: str, value: int, stop: int) -> None:
    found = NUMERALS.number_at(tokens_of(text), 0)
    assert found is not None
    assert (found.value, found.stop) == (value, stop)


@pytest.mark.parametrize("text", ["", "сделка", "пятый", "м300", "-5"])
def test_finds_no_cardinal_where_none_begins(text: str) -> None:
    assert NUMERALS.number_at(tokens_of(text), 0) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("пятого", 5),
        ("двадцать пятого марта", 25),
        ("тридцать первое", 31),
        ("десятое", 10),
        ("двадцатая", 20),
        ("две тысячи двадцать шестого", 2026),
        ("тысяча девятьсот девяносто девятом", 1999),
        ("сто первый", 101),
        ("двухтысячный", 2000),
        ("5-го", 5),
        ("5го", 5),
        ("5ое", 5),
        ("25-ого", 25),
        ("5 го", 5),
        ("2-й", 2),
    ],
)
def test_reads_an_ordinal(text: str, value: int) -> None:
    found = NUMERALS.ordinal_at(tokens_of(text), 0)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize("text", ["5", "двадцать", "пять первого", "двадцать десятого", "5 м", ""])
def test_finds_no_ordinal_in_what_is_none(text: str) -> None:
    assert NUMERALS.ordinal_at(tokens_of(text), 0) is None


@pytest.mark.parametrize(
    ("text", "value", "stop"),
    [
        ("полтора", Fraction(3, 2), 1),
        ("полутора", Fraction(3, 2), 1),
        ("полтора миллиона", Fraction(1_500_000), 2),
        ("полторы тысячи", Fraction(1500), 2),
        ("два с половиной часа", Fraction(5, 2), 3),
        ("три с половиной миллиона", Fraction(3_500_000), 4),
        ("1,5", Fraction(3, 2), 3),
        ("2.5 млн", Fraction(2_500_000), 4),
        ("пара тысяч", Fraction(2000), 2),
        ("7", Fraction(7), 1),
    ],
)
def test_reads_a_quantity_with_a_fraction(text: str, value: Fraction, stop: int) -> None:
    found = NUMERALS.quantity_at(tokens_of(text), 0)
    assert found is not None
    assert (found.value, found.stop) == (value, stop)


def test_takes_a_numeric_date_for_no_fraction() -> None:
    found = NUMERALS.quantity_at(tokens_of("05.03.2026"), 0)
    assert found is not None
    assert found.value == 5


def test_says_what_each_word_of_a_spoken_phone_says() -> None:
    words = [NUMERALS.word(token) for token in tokens_of("девятьсот шестнадцать сорок пять")]
    assert words == [
        NumberWord(900, Size.HUNDRED),
        NumberWord(16, Size.TEEN),
        NumberWord(40, Size.TEN),
        NumberWord(5, Size.UNIT),
    ]


def test_every_number_word_of_the_lexicon_is_a_lemma() -> None:
    assert [fault for fault in not_lemmas(LEXICON, MORPHOLOGY) if "numerals.toml" in fault] == []


@given(
    st.lists(st.sampled_from(["сто", "двадцать", "пять", "пятый", "тысяч", "5", "-", "го", ","]))
)
def test_never_reads_past_the_end_and_never_raises(words: list[str]) -> None:
    tokens = tokens_of(" ".join(words))
    for i in range(len(tokens) + 1):
        for read in (NUMERALS.number_at, NUMERALS.ordinal_at, NUMERALS.quantity_at):
            found = read(tokens, i)
            assert found is None or i < found.stop <= len(tokens)
