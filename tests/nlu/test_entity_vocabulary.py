"""Every word of the entities' vocabularies does what it stands there for."""

from __future__ import annotations

import pytest

from nlu.account import Account, Pipeline, Stage
from nlu.accountnames import AccountIndex
from nlu.companies import CompanyFinder
from nlu.emails import EmailFinder
from nlu.lexicon import load_lexicon
from nlu.money import MoneyFinder, Relation
from nlu.morphology import Morphology
from nlu.phones import PhoneFinder
from nlu.spelling import Speller
from nlu.text import clean
from nlu.tokens import tokenize
from nlu.types import Token

MORPHOLOGY = Morphology()
LEXICON = load_lexicon()
MONEY = MoneyFinder(LEXICON)
PHONES = PhoneFinder(LEXICON)
EMAILS = EmailFinder(LEXICON)
COMPANIES = CompanyFinder(LEXICON, MORPHOLOGY.known)


def tokens(text: str) -> tuple[Token, ...]:
    return tokenize(clean(text).text, MORPHOLOGY)


def words(file: str, *sections: str) -> list[tuple[str, str]]:
    return [
        (name, word)
        for section in sections
        for name, listed in LEXICON.section(file, section).items()
        for word in listed
    ]


def stage_index(name: str, stage_id: int = 1) -> AccountIndex:
    pipeline = Pipeline(1, "Общая", (Stage(stage_id, name),))
    return AccountIndex(Account(1, "Europe/Moscow", (), (pipeline,), ()), LEXICON, MORPHOLOGY)


@pytest.mark.parametrize(("name", "said"), words("account", "name_words"))
def test_synonym_finds_the_name(name: str, said: str) -> None:
    (found,) = stage_index(name).find(tokens(f"этап {said}"))
    assert (found.value.name, found.value.cued) == (name, True)


@pytest.mark.parametrize(("which", "said"), words("account", "system_stages"))
def test_nickname_finds_the_last_stage(which: str, said: str) -> None:
    index = stage_index("Архив", {"won": 142, "lost": 143}[which])
    assert [one.value.name for one in index.find(tokens(f"этап {said}"))] == ["Архив"]


@pytest.mark.parametrize(("_", "word"), words("account", "weak"))
def test_weak_word_alone_is_no_name(_: str, word: str) -> None:
    assert stage_index(f"{word} ёлка").find(tokens(f"найди {word}")) == []


@pytest.mark.parametrize(("value", "word"), words("money", "scale", "scale_forms"))
def test_scale_multiplies(value: str, word: str) -> None:
    assert [one.value.amount for one in MONEY.find(tokens(f"5 {word}"))] == [5 * int(value)]


@pytest.mark.parametrize(("value", "word"), words("money", "glued_forms"))
def test_abbreviation_multiplies_when_glued(value: str, word: str) -> None:
    assert [one.value.amount for one in MONEY.find(tokens(f"5{word}"))] == [5 * int(value)]


@pytest.mark.parametrize(("value", "word"), words("money", "joined_forms"))
def test_half_of_a_scale_is_an_amount(value: str, word: str) -> None:
    assert [one.value.amount for one in MONEY.find(tokens(f"на {word}"))] == [int(value)]


@pytest.mark.parametrize(("name", "word"), words("money", "part", "part_forms"))
def test_part_of_a_scale_is_an_amount(name: str, word: str) -> None:
    wanted = {"half": 500_000, "third": 333_333, "quarter": 250_000}[name]
    assert [one.value.amount for one in MONEY.find(tokens(f"{word} миллиона"))] == [wanted]


@pytest.mark.parametrize(("_", "word"), words("money", "currency", "currency_forms"))
def test_currency_is_a_unit(_: str, word: str) -> None:
    (found,) = MONEY.find(tokens(f"500 {word}"))
    assert found.value.has_unit


@pytest.mark.parametrize(("_", "word"), words("money", "foreign", "foreign_forms"))
def test_other_unit_makes_no_roubles(_: str, word: str) -> None:
    assert MONEY.find(tokens(f"500 {word}")) == []


@pytest.mark.parametrize(("name", "word"), words("money", "before_forms"))
def test_word_before_bounds(name: str, word: str) -> None:
    (found,) = MONEY.find(tokens(f"{word} 500 тысяч"))
    wanted = {"dearer": "min", "cheaper": "max"}.get(name, name)
    assert (found.first, found.value.relation) == (0, Relation(wanted))


@pytest.mark.parametrize(("name", "word"), words("money", "after_forms"))
def test_word_after_bounds(name: str, word: str) -> None:
    said = tokens(f"500 тысяч {word}")
    (found,) = MONEY.find(said)
    assert (found.stop, found.value.relation) == (len(said), Relation(name))


@pytest.mark.parametrize(("name", "word"), words("money", "between_forms"))
def test_link_joins_two_amounts(name: str, word: str) -> None:
    text = {
        "first": f"{word} 100 и 200 тысяч",
        "and": f"между 100 {word} 200 тысяч",
        "but": f"больше 100 {word} меньше 200 тысяч",
        "dash": f"100 {word} 200 тысяч",
    }[name]
    (found,) = MONEY.find(tokens(text))
    assert (found.value.low, found.value.high) == (100_000, 200_000)


@pytest.mark.parametrize(("length", "code"), words("phones", "countries_forms"))
def test_country_code_has_its_length(length: str, code: str) -> None:
    national = "9161234567890"[: int(length) - len(code)]
    (found,) = PHONES.find(tokens(f"+{code} {national} 5"))
    assert found.value.number == f"+{code}{national}"


@pytest.mark.parametrize(("_", "code"), words("phones", "neighbours_forms"))
def test_neighbour_needs_no_plus(_: str, code: str) -> None:
    assert [one.value.number for one in PHONES.find(tokens(f"{code} 912345678"))] == [
        f"+{code}912345678"
    ]


@pytest.mark.parametrize(("_", "word"), words("phones", "parts"))
def test_word_makes_digits_a_part_of_a_number(_: str, word: str) -> None:
    (found,) = PHONES.find(tokens(f"{word} на 4567"))
    assert (found.value.number, found.value.is_part, found.score >= 0.5) == ("4567", True, True)


@pytest.mark.parametrize(("_", "word"), words("phones", "others", "others_forms"))
def test_number_of_something_else_is_no_telephone(_: str, word: str) -> None:
    assert PHONES.find(tokens(f"{word} 9161234567")) == []


@pytest.mark.parametrize(("_", "word"), words("phones", "extension_forms"))
def test_extension_follows(_: str, word: str) -> None:
    (found,) = PHONES.find(tokens(f"8 495 123-45-67 {word} 12"))
    assert found.value.extension == "12"


@pytest.mark.parametrize(("mark", "word"), words("emails", "marks_forms"))
def test_mark_is_dictated(mark: str, word: str) -> None:
    text = f"anna {word} mail точка ру" if mark == "@" else f"anna {word} b собака mail точка ру"
    wanted = "anna@mail.ru" if mark == "@" else f"anna{mark}b@mail.ru"
    assert [one.value for one in EMAILS.find(tokens(text))] == [wanted]


@pytest.mark.parametrize(("_", "word"), words("emails", "fillers_forms"))
def test_filler_before_a_mark_is_passed_over(_: str, word: str) -> None:
    text = f"anna {word} подчеркивание b собака mail точка ру"
    assert [one.value for one in EMAILS.find(tokens(text))] == ["anna_b@mail.ru"]


@pytest.mark.parametrize(("domain", "word"), words("emails", "domains_forms"))
def test_domain_is_spelt_as_it_is_written(domain: str, word: str) -> None:
    assert [one.value for one in EMAILS.find(tokens(f"anna собака {word} точка ру"))] == [
        f"anna@{domain}.ru"
    ]


@pytest.mark.parametrize(("ending", "word"), words("emails", "endings_forms"))
def test_ending_is_spelt_as_it_is_written(ending: str, word: str) -> None:
    assert [one.value for one in EMAILS.find(tokens(f"anna собака mail точка {word}"))] == [
        f"anna@mail.{ending}"
    ]


@pytest.mark.parametrize(("_", "word"), words("companies", "triggers"))
def test_word_for_a_company_leads_to_its_name(_: str, word: str) -> None:
    said = tokens(f"найди {word} Ромашка")
    assert [said[one.value.first].text for one in COMPANIES.find(said)] == ["Ромашка"]


@pytest.mark.parametrize(("_", "word"), words("companies", "heads", "heads_forms"))
def test_head_belongs_to_the_name(_: str, word: str) -> None:
    said = tokens(f"найди {word} Ромашка")
    assert [said[one.value.first].text for one in COMPANIES.find(said)] == [word]


@pytest.mark.parametrize(("_", "words_"), words("companies", "long_legal"))
def test_spelt_out_legal_form_leads_to_a_name(_: str, words_: str) -> None:
    said = tokens(f'{words_} "Ромашка"')
    assert [said[one.value.first].text for one in COMPANIES.find(said)] == ["Ромашка"]


@pytest.mark.parametrize(("_", "word"), words("companies", "before_quotes_forms"))
def test_quotes_after_a_preposition_may_be_a_company(_: str, word: str) -> None:
    assert len(COMPANIES.find(tokens(f'{word} "Ромашка"'))) == 1


@pytest.mark.parametrize(("lemma", "slip"), words("spelling", "slip_forms"))
def test_slip_is_mended(lemma: str, slip: str) -> None:
    slips = LEXICON.names_by_word("spelling", "slip_forms")
    (token,) = tokens(slip)
    assert Speller([], MORPHOLOGY, slips).mend(token) == {lemma}
