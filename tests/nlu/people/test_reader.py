"""People are found in phrases and brought to the nominative."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from nlu.people.grammar import Case, Gender, Role
from nlu.people.person import Person
from nlu.people.reader import PeopleReader
from nlu.types import Found, Token

Cut = Callable[[str], Sequence[Token]]
Find = Callable[[str], list[Found[Person]]]


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("найди лену гришину", "Лена Гришина"),
        ("позвонить Иванову Петру завтра", "Иванов Петр"),
        ("контакт Иванову Пётру", "Иванов Пётр"),
        ("телефон Кузнецовой", "Кузнецова"),
        ("позвонить Кузнецову", "Кузнецов"),
        ("сделки Смирновой", "Смирнова"),
        ("найди Кузнецову", "Кузнецова"),
        ("сделки клиентки лены котовой", "Лена Котова"),
        ("ищу человека фамилия заварзина", "Заварзина"),
        ("у Людмилы Зенькович новый номер", "Людмила Зенькович"),
        ("найди людмилу зенькович", "Людмила Зенькович"),
        ("встреча с Олегом Дерипаской", "Олег Дерипаска"),
        ("звонок Сашу Белова не застал", "Саша Белов"),
        ("номер Тамары Ильиничны сменился", "Тамара Ильинична"),
        ("письмо Сидоровой Ольге Викторовне", "Сидорова Ольга Викторовна"),
        ("скинь мыло Кима Сергея", "Ким Сергей"),
        ("контакт ли сун хи", "Ли Сун Хи"),
        ("встретить Ли Сан Ука на вокзале", "Ли Сан Ук"),
        ("к контакту Pak Min-ho прикрепи", "Pak Min-ho"),
        ("телефон Gulnary", "Gulnara"),
        ("сделки Maria Petrova", "Maria Petrova"),
        ("найди контакт Ivanovu Petru", "Ivanov Petr"),
        ("встреча с Жан-Полем Моро", "Жан-Поль Моро"),
        ("найди жан-поля моро", "Жан-Поль Моро"),
        ("расскажи о Салтыкове-Щедрине", "Салтыков-Щедрин"),
        ("телефон Карена Тер-Петросяна", "Карен Тер-Петросян"),
        ("у Вахтанга Кикабидзе", "Вахтанг Кикабидзе"),
        ("письмо Ованесу Мкртчяну", "Ованес Мкртчян"),
        ("перезвони Айгуль Шайхутдиновой", "Айгуль Шайхутдинова"),
        ("новый контакт Наталья Ёлкина", "Наталья Ёлкина"),
        ("у Семёна Хмелёва", "Семён Хмелёв"),
        ("номер Петрова А.Б. запиши", "Петров А. Б."),
        ("найди Сергея Гуся", "Сергей Гусь"),
        ("найди сергея гуся", "Сергей Гусь"),
        ("телефон Анны Белой", "Анна Белая"),
        ("у анны белой", "Анна Белая"),
        ("найди романа мельника", "Роман Мельник"),
        ("у марты петровой", "Марта Петрова"),
        ("замер у Хабибуллиных в субботу", "Хабибуллин"),
        ("найди дядю Ваню", "Дядя Ваня"),
        ("найди Алекасндра Белого", "Алекасндр Белый"),
        ("ответственный за Игоря Сухих", "Игорь Сухих"),
        ("ИВАНОВ ПЁТР", "Иванов Пётр"),
        ("письмо Вольдемару фон Штраусу", "Вольдемар фон Штраус"),
        ("контакт «Толик» переименуй", "Толик"),
        ("расскажи о клиентке Саиде Магомедовой", "Саида Магомедова"),
        ("сделки с чжан вэем", "Чжан Вэй"),
        ("фам ван дык найди", "Фам Ван Дык"),
        ("оформить пропуск Ван Цзяню", "Ван Цзянь"),
        ("звонила Гущина", "Гущина"),
        ("позвонил Хакимову", "Хакимов"),
        ("бероева найди, она из Осетии", "Бероева"),
        ("та, где Латыпова", "Латыпова"),
        ("кондратьеф игорь", "Кондратьеф Игорь"),
        ("лиды тимура", "Тимур"),
    ],
)
def test_a_name_in_a_phrase_comes_out_in_the_nominative(find: Find, phrase: str, name: str) -> None:
    assert [found.value.name for found in find(phrase)] == [name]


@pytest.mark.parametrize(
    "phrase",
    [
        "найди вебинар по чеклисту",
        "обсудить хакатон и митап",
        "сделка про поставку кофемашин",
        "лиды за неделю",
        "задачи на 5 марта",
        "поставь задачу для новой компании",
        "обзвонить участников выставки",
        "ООО Петров и партнёры",
        "ИП Гаспарян",
        "сделки по городу Владимир",
        "что с машиной",
        "перенеси на среду",
        "пиреведи сделку на этап",
        "выйгранные в этом квартале",
        "есть ли у нас договор",
        "по vega trade че есть",
        "🍕🍕🍕",
    ],
)
def test_ordinary_words_are_no_people(find: Find, phrase: str) -> None:
    assert [found.value.name for found in find(phrase) if not found.value.doubtful] == []


@pytest.mark.parametrize("word", ["вера", "роман", "надежда", "роза", "слава", "лилия"])
def test_a_homonym_alone_is_doubtful_and_after_contact_is_not(find: Find, word: str) -> None:
    assert all(found.value.doubtful for found in find(f"это {word}"))
    (after,) = find(f"контакт {word}")
    assert after.value.triggered
    assert not after.value.doubtful


def test_two_names_that_do_not_agree_are_two_people(find: Find) -> None:
    found = find("передай сделку Иванова Петрову")
    assert [one.value.name for one in found] == ["Иванов", "Петров"]
    assert [one.value.case for one in found] == [Case.GENT, Case.DATV]


def test_a_case_asked_by_the_verb_decides_the_gender(find: Find) -> None:
    (called,), (sought,) = find("позвонить Гарипову"), find("найди Гарипову")
    assert (called.value.name, called.value.gender) == ("Гарипов", Gender.MASC)
    assert (sought.value.name, sought.value.gender) == ("Гарипова", Gender.FEMN)


def test_a_surname_that_may_be_either_gender_names_its_rival(find: Find) -> None:
    (found,) = find("Петрова сделки")
    assert {found.value.name, *found.value.rivals} == {"Петрова", "Петров"}


@pytest.mark.parametrize("text", ["Петрова", "петрова из вектора", "Петрова, 8 917 123-45-67"])
def test_a_surname_that_opens_the_text_is_a_womans_nominative(find: Find, text: str) -> None:
    found = find(text)[0]
    assert (found.value.name, found.value.rivals) == ("Петрова", ())


def test_parts_carry_their_roles_in_the_order_said(find: Find) -> None:
    (found,) = find("позвонить Сидорову Петру Алексеевичу")
    assert [part.role for part in found.value.parts] == [
        Role.SURNAME,
        Role.GIVEN,
        Role.PATRONYMIC,
    ]
    assert found.value.part(Role.PATRONYMIC) == "Алексеевич"
    assert found.value.said == ("сидорову", "петру", "алексеевичу")


def test_explained_tokens_are_left_alone(people: PeopleReader, cut: Cut) -> None:
    tokens = cut("контакт Иван Петров")
    assert [one.value.name for one in people.find(tokens, {1, 2})] == []


def test_companies_owned_by_a_user_do_not_hide_the_user(find: Find) -> None:
    assert [one.value.name for one in find("первые 30 компаний Ахметова")] == ["Ахметов"]
    assert find("компания Ромашка") == []


@pytest.mark.parametrize(
    ("words", "case", "name"),
    [
        (["ли", "сун", "хи"], None, "Ли Сун Хи"),
        (["лены", "котовой"], Case.GENT, "Лена Котова"),
        (["Гарипова"], Case.GENT, "Гарипов"),
        (["Гарипова"], Case.NOMN, "Гарипова"),
        (["белой"], Case.GENT, "Белая"),
        (["гусю"], Case.DATV, "Гусь"),
        (["Zuckerberg"], None, "Zuckerberg"),
        (["ООО"], None, "Ооо"),
        ([], None, ""),
    ],
)
def test_words_known_to_be_a_name_are_put_into_the_nominative(
    people: PeopleReader, words: list[str], case: Case | None, name: str
) -> None:
    assert people.nominative(words, case) == name
