"""Typos in the words the parser listens for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.morphology import Morphology
from nlu.spelling import Speller, sound
from nlu.tokens import tokenize

MORPHOLOGY = Morphology()
VOCABULARY = [
    "найти",
    "показать",
    "создать",
    "перевести",
    "закрыть",
    "открыть",
    "перезвонить",
    "позвонить",
    "поставить",
    "напомнить",
    "сделка",
    "контакт",
    "клиент",
    "компания",
    "задача",
    "воронка",
    "этап",
    "бюджет",
    "просрочить",
    "выиграть",
    "выполнить",
    "сегодня",
    "завтра",
    "понедельник",
    "четверг",
    "пятница",
    "ожидание",
    "оплата",
    "согласование",
    "договор",
    "сколько",
]
SPELLER = Speller(VOCABULARY, MORPHOLOGY, {"скока": "сколько", "сдай": "создать"})


def mended(word: str) -> set[str]:
    (token,) = tokenize(word, MORPHOLOGY)
    return set(SPELLER.mend(token))


@pytest.mark.parametrize(
    ("typed", "lemma"),
    [
        ("пиреведи", "перевести"),
        ("покжи", "показать"),
        ("покажы", "показать"),
        ("найид", "найти"),
        ("созданые", "создать"),
        ("выйгранные", "выиграть"),
        ("выполненые", "выполнить"),
        ("прасроченные", "просрочить"),
        ("презвонить", "перезвонить"),
        ("сделкку", "сделка"),
        ("сделуи", "сделка"),
        ("контат", "контакт"),
        ("клиета", "клиент"),
        ("четврг", "четверг"),
        ("пятнцу", "пятница"),
        ("понедельик", "понедельник"),
        ("согласавании", "согласование"),
        ("Ажидание", "ожидание"),
    ],
)
def test_one_slip_or_a_spelling_by_ear_is_mended(typed: str, lemma: str) -> None:
    assert mended(typed) == {lemma}


@pytest.mark.parametrize(("typed", "lemma"), [("скока", "сколько"), ("Сдай", "создать")])
def test_listed_slip_is_mended_though_the_dictionary_knows_it(typed: str, lemma: str) -> None:
    assert mended(typed) == {lemma}


@pytest.mark.parametrize(
    "word",
    [
        "сделка",
        "сделал",
        "задача",
        "задачка",
        "контракт",
        "договоренность",
        "клинит",
        "этапе",
        "закрой",
        "среда",
    ],
)
def test_dictionary_word_is_never_mended(word: str) -> None:
    assert mended(word) == set()


@pytest.mark.parametrize(
    "word",
    [
        "Заварзина",
        "Юнусова",
        "Дробышев",
        "Мкртчян",
        "Гаспарян",
        "Хасанов",
        "Нуриев",
        "Клиентов",
        "Сделкин",
        "Задачина",
        "Воронков",
        "Воронюк",
        "Договоров",
        "Бюджетников",
        "Пятницын",
        "Оплачук",
        "вебинар",
        "хакатон",
        "чеклист",
        "митап",
        "Кровтехника",
        "Уралметиз",
        "Альтаир",
        "ООО",
        "vega",
        "5001",
        "ывапролд",
        "кк",
    ],
)
def test_names_and_loanwords_are_left_alone(word: str) -> None:
    assert mended(word) == set()


def test_too_many_equally_near_words_mend_nothing() -> None:
    rivals = ["кот", "кота", "вагон", "вагок", "вагом", "вагос"]
    speller = Speller(rivals, MORPHOLOGY)
    (token,) = tokenize("вагоз", MORPHOLOGY)
    assert speller.mend(token) == frozenset()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("встретится", "встретиться"),
        ("переговоры", "пиригаворы"),
        ("длинный", "длиный"),
        ("сделка", "зделка"),
    ],
)
def test_spellings_of_one_sound_are_equal(one: str, other: str) -> None:
    assert sound(one) == sound(other)


@given(st.text(alphabet="абвгджзийклмнопрстуфхчшыьэюяё -a1", max_size=60))
def test_any_word_is_read_without_an_exception(text: str) -> None:
    for token in tokenize(text, MORPHOLOGY):
        assert SPELLER.mend(token) <= set(VOCABULARY)
