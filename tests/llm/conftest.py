"""One engine for all tests of the second reader; a fresh stand-in for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from nlu import Account, Engine
from nlu.__main__ import read_account
from nlu.catalog import load_catalog
from nlu.lexicon import DATA, load_lexicon
from nlu.llm import Endpoint, Mistral, MistralReader
from nlu.morphology import Morphology
from service.llm_standin import Standin, start
from tests.llm.llm_stage import KEY, MODEL, Desk


@pytest.fixture(scope="session")
def morphology() -> Morphology:
    return Morphology()


@pytest.fixture(scope="session")
def engine(morphology: Morphology) -> Engine:
    return Engine(load_lexicon(), morphology)


@pytest.fixture(scope="session")
def account() -> Account:
    return read_account(DATA / "account.json")


@pytest.fixture
def standin() -> Iterator[Standin]:
    with start() as running:
        yield running


@pytest.fixture
def connect() -> Iterator[Callable[[str], Mistral]]:
    """Makes clients of a server; their connections are closed in the end."""
    made: list[Mistral] = []

    def make(url: str) -> Mistral:
        made.append(Mistral(Endpoint(KEY, MODEL, url)))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def desk(
    engine: Engine,
    morphology: Morphology,
    account: Account,
    standin: Standin,
    connect: Callable[[str], Mistral],
) -> Desk:
    reader = MistralReader(engine, morphology, load_catalog(), connect(standin.url))
    return Desk(engine, account, standin, reader)
