"""Users of the account are found by whatever they are called."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from nlu.account import Account, User
from nlu.lexicon import Lexicon
from nlu.morphology import Morphology
from nlu.people.person import Person
from nlu.people.users import UserIndex
from nlu.types import Found, Token

Cut = Callable[[str], Sequence[Token]]
Find = Callable[[str], list[Found[Person]]]


def _names(users: UserIndex, find: Find, phrase: str) -> list[str] | None:
    (found,) = find(phrase)
    match = users.match(found.value)
    return None if match is None else [user.name for user in match.candidates]


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("на пете сидорове", "Пётр Сидоров"),
        ("выполненные задачи кати волковой", "Екатерина Волкова"),
        ("Поставь Орлову задачу", "Дмитрий Орлов"),
        ("сделки димы орлова", "Дмитрий Орлов"),
        ("леше кузнецову", "Алексей Кузнецов"),
        ("лёхе", "Алексей Кузнецов"),
        ("юле ким", "Юлия Ким"),
        ("на илью", "Илья Свободин"),
        ("соколовой ане", "Анна Соколова"),
        ("соколвой ане", "Анна Соколова"),
        ("ахмтеову", "Тимур Ахметов"),
        ("поставь задачу Валковой", "Екатерина Волкова"),
        ("сделки Maria Petrova", "Мария Петрова"),
        ("dmitry orlov", "Дмитрий Орлов"),
        ("Мария Сергеевна Петрова", "Мария Петрова"),
        ("сделки марии и.", "Мария Иванова"),
        ("компаний Ахметова", "Тимур Ахметов"),
    ],
)
def test_a_user_is_found_by_any_form_of_the_name(
    users: UserIndex, find: Find, phrase: str, name: str
) -> None:
    assert _names(users, find, phrase) == [name]


@pytest.mark.parametrize("phrase", ["у марии", "Закинь маше", "сделки Маши"])
def test_two_users_that_fit_are_both_candidates_in_account_order(
    users: UserIndex, find: Find, phrase: str
) -> None:
    assert _names(users, find, phrase) == ["Мария Иванова", "Мария Петрова"]


@pytest.mark.parametrize("phrase", ["отдай Наталье Лебедевой", "ответственная Лебедева"])
def test_an_inactive_user_leaves_no_candidate(users: UserIndex, find: Find, phrase: str) -> None:
    assert _names(users, find, phrase) == []


@pytest.mark.parametrize(
    "phrase", ["сделки Белова", "Сидоровой", "сделки кима", "Волков", "Петру Иванову", "Саша"]
)
def test_nobody_of_the_account_is_no_match(users: UserIndex, find: Find, phrase: str) -> None:
    assert _names(users, find, phrase) is None


def test_raw_tokens_are_matched_but_a_dictionary_word_stays_itself(
    users: UserIndex, cut: Cut
) -> None:
    match = users.match(cut("пете сидорову"))
    assert match is not None
    assert [user.name for user in match.candidates] == ["Пётр Сидоров"]
    assert users.match(cut("валковой")) is None
    assert users.match([]) is None


def test_a_diminutive_common_to_men_and_women_finds_both(
    morphology: Morphology, lexicon: Lexicon, find: Find
) -> None:
    users = (User(1, "Александра Попова", True), User(2, "Александр Попов", True))
    index = UserIndex(
        Account(1, "Europe/Moscow", users, (), ()), morphology=morphology, lexicon=lexicon
    )
    assert _names(index, find, "у Саши") == ["Александра Попова", "Александр Попов"]
    assert _names(index, find, "у Саши Попова") == ["Александр Попов"]


def test_users_may_stand_surname_first_or_in_latin(
    morphology: Morphology, lexicon: Lexicon, find: Find
) -> None:
    users = (User(1, "Хасанова Айгуль Маратовна", True), User(2, "John Smith", True))
    index = UserIndex(Account(1, "Europe/Moscow", users, (), ()), morphology, lexicon)
    assert _names(index, find, "у айгуль хасановой") == ["Хасанова Айгуль Маратовна"]
    assert _names(index, find, "контакты Джона Смита") == ["John Smith"]
