"""The hand-checked names of data/names-matrix.tsv."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from nlu.errors import DataError
from nlu.lexicon import DATA
from nlu.people.grammar import CASES, Case

_COLUMNS = ["roles", "gender", *map(str, CASES)]


@dataclass(frozen=True, slots=True)
class GoldName:
    """A name in all six cases.

    Args:
        roles: G, P or S for each word.
        forms: the whole name in each case, in the order of `Case`.
    """

    roles: str
    forms: tuple[str, ...]

    @property
    def nominative(self) -> str:
        """Return the name in the nominative."""
        return self.forms[0]

    def form(self, case: Case) -> str:
        """Return the name in one case."""
        return self.forms[CASES.index(case)]

    def surname_first(self) -> GoldName:
        """Return the same name with the surname moved to the front."""
        order = sorted(range(len(self.roles)), key=lambda place: self.roles[place] != "S")
        forms = tuple(_reordered(form, order) for form in self.forms)
        return GoldName("".join(self.roles[place] for place in order), forms)


def read_gold(path: Path = DATA / "names-matrix.tsv") -> tuple[GoldName, ...]:
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


def _name(path: Path, number: int, row: list[str]) -> GoldName:
    roles, *rest = row
    forms = tuple(rest[1:])
    if len(forms) != len(CASES) or any(len(form.split()) != len(roles) for form in forms):
        raise DataError(f"{path.name}:{number}: six forms of {len(roles)} words each are wanted")
    return GoldName(roles, forms)


def _reordered(form: str, order: list[int]) -> str:
    words = form.split()
    return " ".join(words[place] for place in order)
