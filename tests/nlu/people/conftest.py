from __future__ import annotations

import json
from collections.abc import Callable, Sequence

import pytest

from nlu.account import Account
from nlu.lexicon import DATA, Lexicon, load_lexicon
from nlu.morphology import Morphology
from nlu.people.person import Person
from nlu.people.reader import PeopleReader
from nlu.people.users import UserIndex
from nlu.text import clean
from nlu.tokens import tokenize
from nlu.types import Found, Token

Cut = Callable[[str], Sequence[Token]]
Find = Callable[[str], list[Found[Person]]]


@pytest.fixture(scope="session")
def morphology() -> Morphology:
    return Morphology()


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.fixture(scope="session")
def people(lexicon: Lexicon, morphology: Morphology) -> PeopleReader:
    return PeopleReader(lexicon, morphology)


@pytest.fixture(scope="session")
def account() -> Account:
    return Account.from_json(json.loads((DATA / "account.json").read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def users(account: Account, lexicon: Lexicon, morphology: Morphology) -> UserIndex:
    return UserIndex(account, morphology, lexicon)


@pytest.fixture(scope="session")
def cut(morphology: Morphology) -> Cut:
    return lambda text: tokenize(clean(text).text, morphology)


@pytest.fixture(scope="session")
def find(people: PeopleReader, cut: Cut) -> Find:
    return lambda text: people.find(cut(text))
