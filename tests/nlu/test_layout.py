"""Repair of phrases typed in the wrong keyboard layout."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.layout import repair_layout
from nlu.morphology import Morphology
from nlu.text import clean

MORPHOLOGY = Morphology()
_RUSSIAN_KEYS = str.maketrans(
    "ёйцукенгшщзхъфывапролджэячсмитьбю.,", "`qwertyuiop[]asdfghjkl;'zxcvbnm,./?"
)


def repaired(typed: str) -> str:
    return repair_layout(clean(typed), MORPHOLOGY).text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("yfqlb rjynfrn bdfyjd", "найди контакт иванов"),
        ("cghfdrf", "справка"),
        ("ghbdtncnde.", "приветствую"),
        ("lf", "да"),
        ("ytn", "нет"),
        ("to`", "ещё"),
        ("cgfcb,j", "спасибо"),
        ("rehc ljkkfhf", "курс доллара"),
        ("tcnm nfrfz rjvgfybz fkmnfbh", "есть такая компания альтаир"),
        ("cltkrb d ecgtirt d atdhfkt", "сделки в успешке в феврале"),
        ("cx`n dscnfdkty", "счёт выставлен"),
        ("pfrbym cltkre irfas-regt pf 120r", "закинь сделку шкафы-купе за 120к"),
        ("Gjrf;b dct cltkrb& f?", "Покажи все сделки? а?"),
    ],
)
def test_phrase_of_the_wrong_layout_is_repaired(typed: str, meant: str) -> None:
    assert repaired(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("pflfxf yf pfdnhf d 15:00", "задача на завтра в 15:00"),
        ("gjrf;b cltkre #5001", "покажи сделку #5001"),
        ("cltkrf #5001& yfqlb", "сделка #5001? найди"),
        ("cltkrb jn 300r lj 1,5 vky", "сделки от 300к до 1,5 млн"),
        ("yfqlb ivan.petrov@mail.ru", "найди ivan.petrov@mail.ru"),
        ("yfqlb vega trade", "найди vega trade"),
        ('yfqlb "Hjvfirf"', 'найди "Ромашка"'),
        ("cjplfq rjynfrn Vtkmybr 8(903)777-88-99", "создай контакт Мельник 8(903)777-88-99"),
    ],
)
def test_numbers_addresses_and_latin_names_inside_keep_their_form(typed: str, meant: str) -> None:
    assert repaired(typed) == meant


@pytest.mark.parametrize("typed", ["Vtkmybr", "pfdfhpbyf", "Vfhbz <tkjdf"])
def test_name_alone_is_repaired(typed: str) -> None:
    assert repaired(typed) in {"Мельник", "заварзина", "Мария Белова"}


@pytest.mark.parametrize(
    "typed",
    [
        "ok",
        "undo",
        "vs",
        "the",
        "crm",
        "hello world",
        "vega trade",
        "naidi kontakt",
        "naidi kontakt ivanova",
        "find contact by name in the crm",
        "Pak Min-ho",
        "John Smith",
        "IPhone 15",
        "ivan@mail.ru",
        "www.example.ru",
        "ctrl+z",
        "+7 916 123-45-67",
        "b",
        "#5001",
        "",
        "найди vega",
        "покажи crm и html",
        "контакт Schmidt из Rhythm",
        "Şahin",
    ],
)
def test_phrase_that_is_what_it_seems_is_left_alone(typed: str) -> None:
    assert repaired(typed) == clean(typed).text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("найди rjvgfyb. hjvfirf", "найди компанию ромашка"),
        ("покажи rjynfrn vega", "покажи контакт vega"),
    ],
)
def test_unreadable_words_of_a_russian_phrase_are_repaired(typed: str, meant: str) -> None:
    assert repaired(typed) == meant


def test_latin_command_is_no_russian_word() -> None:
    text = clean("next")
    assert repair_layout(text, MORPHOLOGY, frozenset({"next"})).text == "next"


def test_final_full_stop_is_not_taken_for_a_letter() -> None:
    assert repaired("yfqlb rjynfrn bdfyjd.") == "найди контакт иванов."


@given(st.text(max_size=200))
def test_any_text_keeps_its_length_and_its_way_back(typed: str) -> None:
    before = clean(typed)
    after = repair_layout(before, MORPHOLOGY)
    assert (len(after.text), after.origin) == (len(before.text), before.origin)


@given(
    st.lists(
        st.sampled_from(["найди", "покажи", "сделку", "контакт", "завтра", "клиенту"]), min_size=1
    )
)
def test_known_words_come_back_whatever_their_number(words: list[str]) -> None:
    phrase = " ".join(words)
    assert repaired(phrase.translate(_RUSSIAN_KEYS)) == phrase
