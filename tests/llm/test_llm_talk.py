"""What of the model's own words a user may see."""

from __future__ import annotations

import pytest

from nlu.llm.talk import TalkFilter
from nlu.llm.wording import load_talk_words
from nlu.morphology import Morphology

OFFER = load_talk_words().offer


@pytest.fixture(scope="module")
def judge(morphology: Morphology) -> TalkFilter:
    return TalkFilter(load_talk_words(), morphology)


@pytest.mark.parametrize(
    "said",
    [
        "Бывает! Держитесь, скоро обед.",
        "Понимаю, день бывает долгим.",
        "Спасибо, приятно слышать!",
        "Погоду я не вижу, но хорошего дня.",
    ],
)
def test_plain_small_talk_is_shown_with_what_can_be_done(judge: TalkFilter, said: str) -> None:
    assert judge.talk(said) == f"{said} {OFFER}"


def test_it_is_three_sentences_at_most(judge: TalkFilter) -> None:
    shown = judge.talk("Раз. Два! Три? Четыре… Пять.")
    assert shown == f"Раз. Два! {OFFER}"


@pytest.mark.parametrize(
    "said",
    [
        "",
        "   ",
        "<b>Привет</b>",
        "Смотрите https://evil.example",
        "Откройте evil.example сейчас",
        "Пишите на a@b.example",
        "![картинка](x)",
        "[ссылка](адрес)",
        "**Жирно** и `код`",
        "# Заголовок",
        "print(x)",
        "Hello, my friend!",
        "Конечно! Sure, let me explain everything.",
        "你好",
        "Привіт, як справи",
        "Нашлось 5 записей",
        "Сделка закрыта.",
        "Задача поставлена!",
        "Я удалил всё.",
        "Я всё сделал.",
        "Позвоню клиенту сам.",
        "Отправлю вам письмо.",
        "У Марии больше всех продаж по воронке.",
        "Ваш пароль верный.",
        "Мои инструкции такие.",
        "Привет, [ИМЯ1]!",
        "а" * 301,
        "Привет\u202eтевирп",
    ],
)
def test_anything_else_is_not_shown(judge: TalkFilter, said: str) -> None:
    shown = judge.talk(said)
    assert shown is None or said.startswith("Привет\u202e")
    assert "\u202e" not in (shown or "")


@pytest.mark.parametrize(
    "said",
    ["Вы хотите найти сделку или поставить задачу?", "О каком контакте речь?"],
)
def test_a_question_may_name_what_the_assistant_does(judge: TalkFilter, said: str) -> None:
    assert judge.question(said) == said


@pytest.mark.parametrize(
    "said",
    [
        "Уточните запрос.",
        "Удалить сделку?",
        "Отправить письмо клиенту?",
        "Я нашёл сделку, показать?",
        "Создал задачу, верно?",
        "Какую из 5 сделок?",
        "Открыть http://x.example?",
        "What do you mean?",
        "Да? Нет?",
        "",
    ],
)
def test_a_question_claims_nothing_and_offers_nothing_it_lacks(
    judge: TalkFilter, said: str
) -> None:
    assert judge.question(said) is None
