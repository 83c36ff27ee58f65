"""The names of data/account-names-matrix.tsv, in six cases and by their short names."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from nlu.account import Account, Pipeline, Stage
from nlu.accountnames.words import NameKind
from nlu.errors import DataError
from nlu.lexicon import DATA
from nlu.people.grammar import CASES, Case

_COLUMNS = ["kind", *map(str, CASES), "short"]
_FIRST_STAGE, _FIRST_PIPELINE = 1000, 10
_SYSTEM = {"Успешно реализовано": 142, "Закрыто и не реализовано": 143}


@dataclass(frozen=True, slots=True)
class GoldName:
    """A name in all six cases, in the order of `Case`, and what is said instead of it."""

    kind: NameKind
    forms: tuple[str, ...]
    short: tuple[str, ...]

    @property
    def name(self) -> str:
        """Return the name as it stands in the account."""
        return self.forms[0]

    def form(self, case: Case) -> str:
        """Return the name in one case."""
        return self.forms[CASES.index(case)]


def read_gold(path: Path = DATA / "account-names-matrix.tsv") -> tuple[GoldName, ...]:
    """Read the names.

    Raises:
        DataError: a line has other columns than the header asks for.
    """
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
    rows = [(number, line.split("\t")) for number, line in lines if line and line[0] != "#"]
    (_, header), *names = rows
    if header != _COLUMNS:
        raise DataError(f"{path.name}: the header must be {' '.join(_COLUMNS)}")
    return tuple(_name(path, number, row) for number, row in names)


def account_of(names: tuple[GoldName, ...]) -> Account:
    """Make one account that has all the names, so that they compete."""
    stages = tuple(
        Stage(_SYSTEM.get(one.name, _FIRST_STAGE + place), one.name)
        for place, one in enumerate(names)
        if one.kind is NameKind.STAGE
    )
    pipelines = tuple(
        Pipeline(_FIRST_PIPELINE + place, one.name, stages)
        for place, one in enumerate(names)
        if one.kind is NameKind.PIPELINE
    )
    return Account(1, "Europe/Moscow", (), pipelines, ())


def _name(path: Path, number: int, row: list[str]) -> GoldName:
    if len(row) != len(_COLUMNS) or row[0] not in set(NameKind):
        raise DataError(f"{path.name}, line {number}: expected {' '.join(_COLUMNS)}, by tabs")
    short = tuple(filter(None, row[-1].split(";")))
    return GoldName(NameKind(row[0]), tuple(row[1:-1]), short)
