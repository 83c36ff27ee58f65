"""Names in all six cases, written and checked by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from nlu.errors import DataError
from nlu.lexicon import DATA
from nlu.people.grammar import CASES, Case

NAMES, USERS = DATA / "names-matrix.tsv", DATA / "users-matrix.tsv"
_COLUMNS = ["roles", *map(str, CASES)]


@dataclass(frozen=True, slots=True)
class GoldName:
    """A name in all six cases.

    Args:
        roles: G, P or S for each word.
        forms: the whole name in each case, in the order of `Case`.
        user: whom of the account it means, or nothing.
    """

    roles: str
    forms: tuple[str, ...]
    user: str = ""

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
        return GoldName("".join(self.roles[place] for place in order), forms, self.user)


def read_gold(path: Path) -> tuple[GoldName, ...]:
    """Read names, one a line, under a header of columns.

    Raises:
        DataError: a column or a form is missing.
    """
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
    rows = [(number, line.split("\t")) for number, line in lines if line and line[0] != "#"]
    header = rows[0][1] if rows else []
    if not set(_COLUMNS) <= set(header):
        raise DataError(f"{path.name}: the header must have {' '.join(_COLUMNS)}")
    return tuple(_name(path, number, header, row) for number, row in rows[1:])


def _name(path: Path, number: int, header: Sequence[str], row: Sequence[str]) -> GoldName:
    cells = dict(zip(header, row, strict=False))
    roles = cells["roles"]
    forms = tuple(cells.get(case, "") for case in CASES)
    if any(len(form.split()) != len(roles) for form in forms):
        raise DataError(f"{path.name}:{number}: six forms of {len(roles)} words each are wanted")
    return GoldName(roles, forms, cells.get("user", ""))


def _reordered(form: str, order: list[int]) -> str:
    words = form.split()
    return " ".join(words[place] for place in order)
