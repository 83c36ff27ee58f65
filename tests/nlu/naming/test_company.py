"""Companies' names come to the nominative by their head."""

from __future__ import annotations

import pytest

from nlu.lexicon import load_lexicon
from nlu.morphology import Morphology
from nlu.naming.company import CompanyNames
from nlu.naming.likeness import SUGGEST, TAKE, CompanyLikeness
from nlu.people.grammar import Case
from nlu.people.reader import PeopleReader
from nlu.text import clean
from nlu.tokens import tokenize

_MORPHOLOGY = Morphology()
_LEXICON = load_lexicon()
_NAMES = CompanyNames(_LEXICON, _MORPHOLOGY, PeopleReader(_LEXICON, _MORPHOLOGY))
_LIKENESS = CompanyLikeness(_LEXICON)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Ромашке", "Ромашка"),
        ("ООО «Ромашка»", "Ромашка"),
        ("ООО ромашку", "Ромашка"),
        ("Сантехкомплекта", "Сантехкомплект"),
        ("ИП Гаспарян", "Гаспарян"),
        ("ИП Сидоровой", "Сидорова"),
        ("Вега Трейд", "Вега Трейд"),
        ("Вегой Трейд", "Вега Трейд"),
        ("«Вектор-М»", "Вектор-М"),
        ("ТрансЛидер", "ТрансЛидер"),
        ("ТрансЛидера", "ТрансЛидер"),
        ("прикамского завода резины", "Прикамский завод резины"),
        ("АО «Прикамский завод резины»", "Прикамский завод резины"),
        ("Северного ветра", "Северный ветер"),
        ("Уралметизу", "Уралметиз"),
        ("Альянс-Мебель", "Альянс-Мебель"),
        ("Кавказ Агро", "Кавказ Агро"),
        ("торговым домом Заря", "Торговый дом Заря"),
        ("сеть кофеен «Зерно»", "Сеть кофеен Зерно"),
        ("сети кофеен «Зерно»", "Сеть кофеен Зерно"),
        ("ЗАО Волгостром", "Волгостром"),
        ("СДЭК", "СДЭК"),
        ("ООО", "ООО"),
    ],
)
def test_a_company_said_in_any_case_comes_out_in_the_nominative(said: str, name: str) -> None:
    assert _NAMES.nominative(tokenize(clean(said).text, _MORPHOLOGY)) == name


@pytest.mark.parametrize(
    ("said", "case", "name"),
    [
        ("Камэкса", Case.GENT, "Камэкс"),
        ("Росатом", Case.ACCS, "Росатом"),
        ("Промснабом", Case.ABLT, "Промснаб"),
        ("Кровтехнике", Case.DATV, "Кровтехника"),
        ("Волгостромом", Case.ABLT, "Волгостром"),
        ("Бахетле", Case.NOMN, "Бахетле"),
    ],
)
def test_a_made_up_name_follows_the_case_asked_for(said: str, case: Case, name: str) -> None:
    assert _NAMES.nominative(tokenize(said, _MORPHOLOGY), frozenset((case,))) == name


@pytest.mark.parametrize(
    ("said", "case", "query"),
    [
        ("лукоморью", Case.DATV, "лукоморье"),
        ("ромашку", Case.ACCS, "ромашка"),
        ("Зерно", Case.ACCS, "Зерно"),
        ("арматура", Case.NOMN, "арматура"),
        ("vega", Case.DATV, "vega"),
    ],
)
def test_a_searched_word_comes_out_in_the_nominative_in_its_own_capitals(
    said: str, case: Case, query: str
) -> None:
    (token,) = tokenize(said, _MORPHOLOGY)
    assert _NAMES.query(token, frozenset((case,))) == query


@pytest.mark.parametrize(
    ("asked", "record"),
    [
        ("Ромашка", "ООО «Ромашка»"),
        ("Зерно", "Сеть кофеен «Зерно»"),
        ("вектор", "ЗАО «Вектор»"),
        ("Вектор-М", "ООО Вектор М"),
    ],
)
def test_one_company_differently_written_is_taken(asked: str, record: str) -> None:
    assert _LIKENESS.same_company(asked, record) >= TAKE


@pytest.mark.parametrize(
    ("asked", "record"),
    [
        ("Ромашка", "Romashka Trade LLC"),
        ("Romashka", "ООО «Ромашка»"),
        ("промснб", 'АО "Промснаб"'),
        ("Сидоров", "ИП Сидоров П. А."),
    ],
)
def test_a_near_name_is_offered_and_not_taken(asked: str, record: str) -> None:
    assert SUGGEST <= _LIKENESS.same_company(asked, record) < TAKE


@pytest.mark.parametrize(("asked", "record"), [("Зерно", "ООО «Ромашка»"), ("", "ООО"), ("а", "")])
def test_another_company_scores_nothing(asked: str, record: str) -> None:
    assert _LIKENESS.same_company(asked, record) < SUGGEST
