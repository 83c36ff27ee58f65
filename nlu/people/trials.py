"""Every name × every case × every way of typing, each in a plain phrase."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from nlu.layout import repair_layout
from nlu.morphology import Morphology
from nlu.people.distortion import WAYS, in_wrong_layout
from nlu.people.gold import GoldName
from nlu.people.grammar import Case
from nlu.people.latin import skeleton
from nlu.people.person import Person
from nlu.people.reader import PeopleReader
from nlu.people.users import UserIndex
from nlu.text import clean, fold
from nlu.tokens import tokenize

_PHRASES = {
    Case.NOMN: "новый контакт {}",
    Case.GENT: "какой телефон у {}",
    Case.DATV: "завтра позвонить {}",
    Case.ACCS: "найди {}",
    Case.ABLT: "созвониться с {}",
    Case.LOCT: "расскажи о {}",
}


@dataclass(frozen=True, slots=True)
class Trial:
    """One cell: what was typed and what was found."""

    name: GoldName
    case: Case
    way: str
    phrase: str
    found: str
    right: bool


@dataclass(frozen=True, slots=True)
class _Cell:
    """One cell before it is tried; `expected` is the nominative."""

    name: GoldName
    case: Case
    way: str
    phrase: str
    expected: str

    @property
    def typed(self) -> str:
        return in_wrong_layout(self.phrase) if self.way == "wrong layout" else self.phrase

    def tried(self, found: str, right: bool) -> Trial:
        return Trial(self.name, self.case, self.way, self.phrase, found, right)


class Laboratory:
    """Tries names with the parts of the parser that read them."""

    def __init__(self, people: PeopleReader, morphology: Morphology) -> None:
        self._people = people
        self._morphology = morphology

    def names(self, gold: Iterable[GoldName]) -> Iterator[Trial]:
        """Try whether each name comes out in the nominative, and nothing else does."""
        for cell in _cells(gold):
            found = "; ".join(person.name for person in self._read(cell.typed))
            yield cell.tried(found, _is_right(found, cell))

    def users(self, gold: Iterable[GoldName], index: UserIndex) -> Iterator[Trial]:
        """Try whether each name finds the users it fits, all of them and no other."""
        rows = tuple(gold)
        for cell in _cells(rows):
            fits = {row.user for row in rows if row.nominative == cell.name.nominative}
            matches = [index.match(person) for person in self._read(cell.typed)]
            found = [user.name for match in matches if match for user in match.candidates]
            active = {user.name for user in index.active}
            right = len(matches) == 1 and None not in matches and {*found} == fits & active
            yield cell.tried(", ".join(found), right)

    def _read(self, typed: str) -> list[Person]:
        text = repair_layout(clean(typed), self._morphology).text
        return [one.value for one in self._people.find(tokenize(text, self._morphology))]


def _cells(gold: Iterable[GoldName]) -> Iterator[_Cell]:
    """Yield the cells; a way of typing that changes nothing is left out."""
    for name in gold:
        for case, frame in _PHRASES.items():
            for way, distort in WAYS.items():
                said, expected = distort(name, case)
                if way in {"as written", "wrong layout"} or said != name.form(case):
                    yield _Cell(name, case, way, frame.format(said), expected)


def _is_right(found: str, cell: _Cell) -> bool:
    """Compare; a typo may stay in the nominative, Latin letters are compared by sound."""
    mine, wanted = fold(found), fold(cell.expected)
    match cell.way:
        case "one typo":
            return OSA.distance(mine, wanted) <= 1
        case "Latin letters":
            return skeleton(mine) == skeleton(wanted)
    return mine == wanted
