"""Pipelines, stages and task types by every name managers give them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.account import Account, Pipeline, Stage, TaskType
from nlu.accountnames import AccountIndex, AccountName, NameKind
from nlu.lexicon import load_lexicon
from nlu.morphology import Morphology
from nlu.text import clean
from nlu.tokens import tokenize
from nlu.types import Found

MORPHOLOGY = Morphology()
LEXICON = load_lexicon()
DATA = Path(__file__).resolve().parents[2] / "data"
SAMPLE = Account.from_json(json.loads((DATA / "account.json").read_text(encoding="utf-8")))
INDEX = AccountIndex(SAMPLE, LEXICON, MORPHOLOGY)
PLAIN = 0.65


def find(text: str, index: AccountIndex = INDEX) -> list[Found[AccountName]]:
    return index.find(tokenize(clean(text).text, MORPHOLOGY))


def named(text: str, kind: NameKind, index: AccountIndex = INDEX) -> list[tuple[str, ...]]:
    found = find(text, index)
    return [one.value.names for one in found if one.value.kind is kind and one.score >= PLAIN]


def account(*pipelines: tuple[str, list[str]]) -> Account:
    made = tuple(
        Pipeline(10 + i, name, tuple(Stage(100 * i + j, stage) for j, stage in enumerate(stages)))
        for i, (name, stages) in enumerate(pipelines)
    )
    return Account(1, "Europe/Moscow", (), made, ())


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("сделки на этапе «Переговоры»", "Переговоры"),
        ("что у нас в переговорах", "Переговоры"),
        ("на этап Перегаворы", "Переговоры"),
        ("стоит на согласовании договора", "Согласование договора"),
        ("переведи на согласование", "Согласование договора"),
        ("где согласуем договор", "Согласование договора"),
        ("согласование договра", "Согласование договора"),
        ("висят на КП", "Отправлено КП"),
        ("кп отправили", "Отправлено КП"),
        ("на коммерческом предложении", "Отправлено КП"),
        ("которые ждут оплаты", "Ожидание оплаты"),
        ("на ожидании", "Ожидание оплаты"),
        ("на этапе Ажидание оплаты", "Ожидание оплаты"),
        ("на этапе ОО", "Ожидание оплаты"),
        ("сделки которые думают", "Думает"),
        ("на этапе «Думает»", "Думает"),
        ("эту сделку в «думает»", "Думает"),
        ("на первичке", "Первичный контакт"),
        ("верни в первичный контакт", "Первичный контакт"),
        ("на квалифекации", "Квалификация"),
        ("этап: квал", "Квалификация"),
        ("у марии на тендере что", "Тендер"),
        ("тенедр", "Тендер"),
        ("на пете сидорове где счет выставлен", "Счёт выставлен"),
        ("кому выставили счёт", "Счёт выставлен"),
        ("счета выставленные", "Счёт выставлен"),
        ("встреча назначена", "Встреча назначена"),
        ("дай из тех что на отгрузке", "Отгрузка"),
        ("новые заявки", "Новая заявка"),
        ("в неразобранном", "Неразобранное"),
        ("в статусе успешно реализовано", "Успешно реализовано"),
        ("сделки в успешке", "Успешно реализовано"),
        ("переведи в успешно", "Успешно реализовано"),
        ("на этапе закрыто и не реализовано", "Закрыто и не реализовано"),
        ("нереализованные этап", "Закрыто и не реализовано"),
    ],
)
def test_stage_is_found_by_what_managers_call_it(text: str, stage: str) -> None:
    assert named(text, NameKind.STAGE) == [(stage,)]


@pytest.mark.parametrize(
    ("text", "pipeline"),
    [
        ("корпораты на тендере", "Корпоративные клиенты"),
        ("сделки в корпоративной воронке", "Корпоративные клиенты"),
        ("по корпоративным клиентам", "Корпоративные клиенты"),
        ("карпоративные клиенты", "Корпоративные клиенты"),
        ("в повторных продажах", "Повторные продажи"),
        ("из повторных", "Повторные продажи"),
        ("воронка повторные", "Повторные продажи"),
        ("лиды из воронки продаж", "Продажи"),
        ("сделку 5012 в продажи", "Продажи"),
        ("корпоративные — что там", "Корпоративные клиенты"),
        ("все повторные сделки", "Повторные продажи"),
    ],
)
def test_pipeline_is_found_by_what_managers_call_it(text: str, pipeline: str) -> None:
    assert named(text, NameKind.PIPELINE) == [(pipeline,)]


@pytest.mark.parametrize(
    ("text", "task_type"),
    [
        ("просроченные задачи «Отправить КП»", "Отправить КП"),
        ("надо отправить кп завтра", "Отправить КП"),
        ("выезд на замер", "Замер"),
        ("замеры на послезавтра есть", "Замер"),
        ("связаться с Олегом Кимом", "Связаться"),
    ],
)
def test_task_type_is_found(text: str, task_type: str) -> None:
    assert named(text, NameKind.TASK_TYPE) == [(task_type,)]


@pytest.mark.parametrize(
    "text",
    [
        "найди контакт иванова",
        "создай новую сделку",
        "закрой сделку 5001",
        "позвони клиенту насчет договора",
        "слитые за прошлый месяц",
        "продажи за месяц",
        "я думаю, что он не придёт",
        "отправить письмо клиенту",
        "согласовать договор с клиентом",
        "телефон Петрова",
        "привет",
        "на счет доставки",
        "успешно закрытые в феврале",
        "новый этап сделки",
        "корпоративный телефон петрова",
        "",
    ],
)
def test_ordinary_words_are_no_names(text: str) -> None:
    assert [one for one in find(text) if one.score >= PLAIN] == []


def test_word_of_two_stages_gives_both() -> None:
    assert named("сделки на этапе договор", NameKind.STAGE) == [
        ("Договор подписан", "Согласование договора")
    ]


def test_stage_of_several_pipelines_is_one_name() -> None:
    (found,) = find("сделки на этапе переговоры")
    assert found.value.name == "Переговоры"


def test_order_to_send_is_rather_the_task_type_than_the_stage() -> None:
    scores = {one.value.kind: one.score for one in find("надо отправить кп")}
    assert scores[NameKind.TASK_TYPE] > PLAIN > scores[NameKind.STAGE]


def test_two_names_in_one_phrase_are_told_apart() -> None:
    text = "корпоративные клиенты на переговорах"
    tokens = tokenize(text, MORPHOLOGY)
    said = [" ".join(t.norm for t in tokens[one.first : one.stop]) for one in find(text)]
    assert said == ["корпоративные клиенты", "переговорах"]


def test_quoted_exact_name_wins_over_a_longer_one_with_the_same_word() -> None:
    index = AccountIndex(
        account(("Опт", ["Договор", "Договор на подписи", "Договор подписан"])),
        LEXICON,
        MORPHOLOGY,
    )
    assert named("переведи в «Договор»", NameKind.STAGE, index) == [("Договор",)]
    assert named("этап договор на подписи", NameKind.STAGE, index) == [("Договор на подписи",)]


def test_numbers_emoji_and_latin_in_names_do_not_hide_them() -> None:
    stages = ["1. Лид пришёл 🔥", "2. MQL", "Оплата 50%", "Оплата 100%"]
    index = AccountIndex(account(("Сайт", stages)), LEXICON, MORPHOLOGY)
    assert named("на этапе mql", NameKind.STAGE, index) == [("2. MQL",)]
    assert named("на этапе лид пришел", NameKind.STAGE, index) == [("1. Лид пришёл 🔥",)]
    assert named("этап оплата 100%", NameKind.STAGE, index) == [("Оплата 100%",)]
    assert named("этап оплата", NameKind.STAGE, index) == [("Оплата 50%", "Оплата 100%")]


def test_renamed_last_stages_answer_to_their_usual_nicknames() -> None:
    stages = (Stage(142, "Деньги получены"), Stage(143, "Архив"))
    made = Account(
        1, "Europe/Moscow", (), (Pipeline(1, "Опт", stages),), (TaskType(1, "Звонок", None),)
    )
    index = AccountIndex(made, LEXICON, MORPHOLOGY)
    assert named("сделки в успешке", NameKind.STAGE, index) == [("Деньги получены",)]
    assert named("сделки в архиве", NameKind.STAGE, index) == [("Архив",)]


def test_name_is_found_among_a_thousand_stages() -> None:
    words = [
        "замер",
        "монтаж",
        "оплата",
        "доставка",
        "сборка",
        "проект",
        "смета",
        "тест",
        "аудит",
        "выезд",
    ]
    pipelines = [
        (f"Воронка {n}", [f"{words[n % 10]} {words[m % 10]} участка {n}-{m}" for m in range(20)])
        for n in range(50)
    ]
    index = AccountIndex(account(*pipelines, ("Опт", ["Подготовка дизайна"])), LEXICON, MORPHOLOGY)
    assert named("на подготовке дизайна", NameKind.STAGE, index) == [("Подготовка дизайна",)]
    (found,) = [one for one in find("на этапе монтаж", index) if one.value.kind is NameKind.STAGE]
    assert len(found.value.names) == 10


def test_account_without_names_finds_nothing() -> None:
    assert find("на этапе переговоры", AccountIndex(account(), LEXICON, MORPHOLOGY)) == []


@given(
    st.lists(
        st.sampled_from(
            [
                "кп",
                "отправлено",
                '"',
                "на",
                "в",
                "договор",
                "этапе",
                "оплата",
                "1",
                "-",
                "!",
                "ждут",
                "vega",
                "не",
                "и",
            ]
        ),
        max_size=30,
    )
)
def test_names_of_one_kind_never_overlap(words: list[str]) -> None:
    tokens = tokenize(" ".join(words), MORPHOLOGY)
    for kind in NameKind:
        last = 0
        for one in INDEX.find(tokens):
            if one.value.kind is kind:
                assert last <= one.first < one.stop <= len(tokens)
                assert 0 < one.score <= 1
                assert one.value.names
                last = one.stop


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_exception(text: str) -> None:
    for one in find(text):
        assert one.first < one.stop
