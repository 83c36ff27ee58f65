"""E-mail addresses, typed and dictated."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nlu.emails import EmailFinder
from nlu.lexicon import load_lexicon
from nlu.morphology import Morphology
from nlu.text import clean
from nlu.tokens import tokenize
from nlu.types import Found

MORPHOLOGY = Morphology()
FINDER = EmailFinder(load_lexicon())


def find(text: str) -> list[Found[str]]:
    return FINDER.find(tokenize(clean(text).text, MORPHOLOGY))


def addresses(text: str) -> list[str]:
    return [one.value for one in find(text)]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("ivan@mail.ru", "ivan@mail.ru"),
        ("ELINA@EXAMPLE.COM", "elina@example.com"),
        ("почта:N.Bykova@Uralmetiz.example.ru,", "n.bykova@uralmetiz.example.ru"),
        ("пиши на Sales+spb@neva-trade.example.", "sales+spb@neva-trade.example"),
        ("ivan_petrov-2@mail.co.uk", "ivan_petrov-2@mail.co.uk"),
        ("иванов@почта.рф", "иванов@почта.рф"),
        ("(elkina2@vektor.example)", "elkina2@vektor.example"),
        ("<a.b@c.example>", "a.b@c.example"),
        ("7even@mail.ru", "7even@mail.ru"),
    ],
)
def test_typed_address_is_found_in_lower_case(text: str, address: str) -> None:
    assert addresses(text) == [address]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("иван собака мейл точка ру", "ivan@mail.ru"),
        ("drobyshev собака stroymir точка ру", "drobyshev@stroymir.ru"),
        ("ivan at mail dot ru", "ivan@mail.ru"),
        ("ivan точка petrov собака мейл точка ру", "ivan.petrov@mail.ru"),
        ("елена тире белова собака яндекс точка ру", "elena-belova@yandex.ru"),
        ("max нижнее подчёркивание 85 собака gmail точка com", "max_85@gmail.com"),
        ("elkina 2 собака vektor точка ру", "elkina2@vektor.ru"),
        ("elkina собака vektor точка example", "elkina@vektor.example"),
        ("info собака альянс тире мебель точка ру", "info@alyans-mebel.ru"),
        ("иван собака мейл ру", "ivan@mail.ru"),
        ("ivan @ mail.ru", "ivan@mail.ru"),
        ("щукин собака жк точка рф", "shchukin@zhk.рф"),
    ],
)
def test_dictated_address_is_put_together(text: str, address: str) -> None:
    assert addresses(text) == [address]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("запиши почту nina собака mail точка ру. Позвони ей", "nina собака mail точка ру"),
        ("олег дробышев почта oleg@mail.ru, директор", "oleg@mail.ru"),
        ("почта олег собака мейл точка ру завтра", "олег собака мейл точка ру"),
    ],
)
def test_words_around_are_left_out(text: str, said: str) -> None:
    tokens = tokenize(text, MORPHOLOGY)
    (found,) = FINDER.find(tokens)
    assert text[tokens[found.first].span.start : tokens[found.stop - 1].span.stop] == said


@pytest.mark.parametrize(
    "text",
    [
        "у клиента собака",
        "собака лает точка",
        "поставим точку",
        "@",
        "@@",
        "a@b",
        "ivan@",
        "@@1@1",
        "@mail.ru",
        "мой ник @ivan",
        "a@b.c",
        "www.example.ru",
        "ivan at work",
        "",
    ],
)
def test_what_is_no_address_is_left_alone(text: str) -> None:
    assert addresses(text) == []


def test_two_addresses_are_two() -> None:
    assert addresses("a.a@mail.ru, b@mail.ru и вера собака мейл точка ру") == [
        "a.a@mail.ru",
        "b@mail.ru",
        "vera@mail.ru",
    ]


@given(
    st.from_regex(r"[a-z][a-z0-9]{0,8}([._-][a-z0-9]{1,6})?", fullmatch=True),
    st.from_regex(r"[a-z][a-z0-9-]{0,8}[a-z0-9]\.(ru|com|example)", fullmatch=True),
)
def test_any_plain_address_is_found_whole(local: str, domain: str) -> None:
    assert addresses(f"почта {local}@{domain}, запиши") == [f"{local}@{domain}"]


@example("@1@1.ч")
@given(st.text(alphabet="@.-_+ab1 собкатчруме", max_size=120))
def test_found_addresses_never_overlap(text: str) -> None:
    tokens = tokenize(text, MORPHOLOGY)
    last = 0
    for one in FINDER.find(tokens):
        assert last <= one.first < one.stop <= len(tokens)
        assert one.value.count("@") == 1
        last = one.stop


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_exception(text: str) -> None:
    assert all(one.first < one.stop for one in find(text))
