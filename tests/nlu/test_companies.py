"""Companies by their legal form, a word for a company, or quotation marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.companies import CompanyFinder, Mark
from nlu.lexicon import load_lexicon
from nlu.morphology import Morphology
from nlu.text import clean
from nlu.tokens import tokenize

MORPHOLOGY = Morphology()
FINDER = CompanyFinder(load_lexicon(), MORPHOLOGY.known)
LIKELY = 0.7


def names(text: str) -> list[str]:
    plain = clean(text).text
    tokens = tokenize(plain, MORPHOLOGY)
    return [
        plain[tokens[one.value.first].span.start : tokens[one.value.stop - 1].span.stop]
        for one in FINDER.find(tokens)
        if one.score >= LIKELY
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ООО «Ромашка»", "Ромашка"),
        ("в ООО «Ромашка» завтра", "Ромашка"),
        ('"ООО "Ромашка""', "Ромашка"),
        ("заведи ЗАО Волгостром", "Волгостром"),
        ("отыщите контрагента АО «Прикамский завод резины»", "Прикамский завод резины"),
        ("создай LLC Blue Ocean", "Blue Ocean"),
        ("добавь ООО Рога и Копыта", "Рога и Копыта"),
        ("внеси компанию ТОО «Алатау» +7 727 300-10-10", "Алатау"),
        ("общество с ограниченной ответственностью «Вектор»", "Вектор"),
    ],
)
def test_legal_form_marks_a_company_and_is_no_part_of_its_name(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("По ИП Гаспарян на переговорах", "Гаспарян"),
        ("сделки ИП Сидоров П. А. за месяц", "Сидоров П. А."),
        ("добавь ИП Мамедов, mamedov@fruit.example", "Мамедов"),
        ("счёт на ип гаспарян выставить", "гаспарян"),
    ],
)
def test_sole_trader_is_a_person_s_name(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("в компании «Вектор-М» есть Рустам", "Вектор-М"),
        ("найди компанию Ромашка", "Ромашка"),
        ("фирма Кофе Рум есть в базе?", "Кофе Рум"),
        ("поищи организацию Мостострой-11", "Мостострой-11"),
        ("будьте добры, найдите организацию «Чайхана №1»", "Чайхана №1"),
        ("внеси в базу фирму Кавказ Агро и её телефон", "Кавказ Агро"),
        ("зарегистрируй предприятие Камский кабель", "Камский кабель"),
        ("заведи контору Три кита", "Три кита"),
        ("добавь компанию Мир окон", "Мир окон"),
        ("фирма называется Кристалл, поищи", "Кристалл"),
        ("контора Хачатрян и партнёры", "Хачатрян и партнёры"),
        ("компанию лёд и пламень пробей", "лёд и пламень"),
        ("завод жби 5 есть такая компания?", "завод жби 5"),
        ("найди контору авто плюс", "авто плюс"),
        ("контрагент Технопарк Идея", "Технопарк Идея"),
        ("компания Romashka Trade", "Romashka Trade"),
        ("закрой таск по компании кровтехника оплатили", "кровтехника"),
        ("телефон компании зерно дай", "зерно"),
        ("контакты компании газпром нефть", "газпром нефть"),
        ("заведи организацию торговый дом восход", "торговый дом восход"),
        ("контакты компании прикамский завод резины", "прикамский завод резины"),
        ("новый поставщик: Бетонит, почта zakaz@betonit.example", "Бетонит"),
        ("СДЕЛКИ КОМПАНИИ ВЕКТОР ЗА МЕСЯЦ", "ВЕКТОР"),
    ],
)
def test_name_after_a_word_for_a_company(text: str, name: str) -> None:
    assert [found.lower() for found in names(text)] == [name.lower()]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("новый лид, Завод Динамо", "Завод Динамо"),
        ("ТД «Восход»", 'ТД "Восход'),
        ("ЖК Южный", "ЖК Южный"),
    ],
)
def test_head_of_a_name_belongs_to_it(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "какие компании завели вчера",
        "компании Марии Ивановой",
        "список компаний Орлова",
        "компания у Дениса Цоя",
        "закрой задачу по этой компании: реквизиты обновили",
        "компания друзей идёт в бар",
        "найди компанию",
        "на тимуре какие компании",
        "завод работает",
        "ООО",
        "ИП",
        "дом у моря",
        "привет",
        "",
    ],
)
def test_words_without_a_name_are_no_company(text: str) -> None:
    assert names(text) == []


def test_mere_quotes_are_a_weak_candidate() -> None:
    tokens = tokenize('контакты из "Арарат Трейд"', MORPHOLOGY)
    (found,) = FINDER.find(tokens)
    assert (found.value.mark, found.score < LIKELY) == (Mark.QUOTES, True)


def test_found_span_holds_the_legal_form_and_the_quotes() -> None:
    text = 'контакты в ООО "Ромашка" есть'
    tokens = tokenize(text, MORPHOLOGY)
    (found,) = FINDER.find(tokens)
    assert text[tokens[found.first].span.start : tokens[found.stop - 1].span.stop] == (
        'ООО "Ромашка"'
    )


@given(
    st.lists(
        st.sampled_from(
            ["ООО", '"', "компания", "Вектор", "ип", "Завод", "зерно", "-", "М", "из", ":", "тд"]
        ),
        max_size=40,
    )
)
def test_found_companies_never_overlap(words: list[str]) -> None:
    tokens = tokenize(" ".join(words), MORPHOLOGY)
    last = 0
    for one in FINDER.find(tokens):
        assert last <= one.first <= one.value.first < one.value.stop <= one.stop <= len(tokens)
        last = one.stop


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_exception(text: str) -> None:
    assert all(name for name in names(text))
