"""What holds for any text."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from nlu.lexicon import load_lexicon
from nlu.morphology import Morphology
from nlu.people.gold import NAMES, read_gold
from nlu.people.grammar import CASES
from nlu.people.likeness import PersonLikeness
from nlu.people.reader import PeopleReader
from nlu.text import MAX_CHARACTERS, clean
from nlu.tokens import tokenize

_MORPHOLOGY = Morphology()
_PEOPLE = PeopleReader(load_lexicon(), _MORPHOLOGY)
_LIKENESS = PersonLikeness(_PEOPLE.parts)
_GOLD = read_gold(NAMES)

_PIECES = st.sampled_from(
    [
        "Иванов",
        "петру",
        "ли",
        "Ким",
        "оглы",
        "-",
        ".",
        "А.",
        '"',
        "тёте",
        "Zq",
        "вера",
        "на",
        "5",
        "ё",
    ]
)
texts = st.one_of(st.text(max_size=80), st.lists(_PIECES, max_size=30).map(" ".join))
names = st.builds(
    lambda name, case: name.form(case), st.sampled_from(_GOLD), st.sampled_from(CASES)
)


def _names(text: str) -> list[str]:
    tokens = tokenize(clean(text).text, _MORPHOLOGY)
    return [found.value.name for found in _PEOPLE.find(tokens)]


@given(texts)
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_and_mentions_stand_inside_it_apart(text: str) -> None:
    tokens = tokenize(clean(text[:MAX_CHARACTERS]).text, _MORPHOLOGY)
    found = _PEOPLE.find(tokens)
    edges = [edge for one in found for edge in (one.first, one.stop)]
    assert edges == sorted(edges)
    assert all(0 <= one.first < one.stop <= len(tokens) for one in found)
    assert all(one.value.name and 0 < one.score <= 1 for one in found)


@given(texts, st.sets(st.integers(0, 40)))
@settings(max_examples=80, deadline=None)
def test_no_mention_reaches_into_explained_tokens(text: str, taken: set[int]) -> None:
    found = _PEOPLE.find(tokenize(clean(text).text, _MORPHOLOGY), taken)
    assert all(taken.isdisjoint(range(one.first, one.stop)) for one in found)


@given(names)
@settings(max_examples=80, deadline=None)
def test_spaces_marks_and_yo_change_nothing(name: str) -> None:
    plain = _names(f"позвонить {name}")
    assert _names(f"позвонить   {name.replace(' ', '   ')}!") == plain
    without = [one.replace("ё", "е").replace("Ё", "Е") for one in plain]
    assert _names(f"позвонить {name}".replace("ё", "е").replace("Ё", "Е")) == without


@given(names)
@settings(max_examples=80, deadline=None)
def test_reading_twice_gives_the_same(name: str) -> None:
    assert _names(f"найди {name}") == _names(f"найди {name}")


@given(texts, texts)
@settings(max_examples=100, deadline=None)
def test_likeness_of_any_two_texts_is_a_share(one: str, other: str) -> None:
    assert 0.0 <= _LIKENESS.same_person(one, other) <= 1.0


@given(st.lists(st.text(min_size=1, max_size=12), max_size=5))
@example(["0'\U00017000"])
@settings(max_examples=100, deadline=None)
def test_any_words_have_a_nominative(words: list[str]) -> None:
    assert len(_PEOPLE.nominative(words).split(" ")) >= len(words[:1])
