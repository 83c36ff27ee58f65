"""natasha's recogniser as a second opinion on cased text."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence

import pytest

from nlu.lexicon import Lexicon
from nlu.morphology import Morphology, NamedEntities
from nlu.people.reader import PeopleReader
from nlu.types import Token

Cut = Callable[[str], Sequence[Token]]


@pytest.fixture(scope="module")
def asking(lexicon: Lexicon, morphology: Morphology) -> PeopleReader:
    return PeopleReader(lexicon, morphology, NamedEntities())


@pytest.mark.parametrize(
    ("phrase", "names"),
    [
        ("найди Франка Келлера", ["Франк Келлер"]),
        ("найди франка келлера", ["Келлер"]),
        ("создай компанию Ромашка Плюс", []),
        ("найди Ивана Петрова", ["Иван Петров"]),
    ],
)
def test_a_whole_name_it_sees_replaces_its_pieces_and_a_company_does_not(
    asking: PeopleReader, cut: Cut, phrase: str, names: list[str]
) -> None:
    assert [one.value.name for one in asking.find(cut(phrase))] == names


def test_the_light_parser_loads_neither_natasha_nor_its_model() -> None:
    code = (
        "import sys; from nlu.people.users import UserIndex; from nlu.people.reader import *;"
        "print({'natasha', 'navec', 'pymorphy2'} & set(sys.modules))"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert shown.stdout.strip() == "set()"
