"""Whether a record's name is the one that was said: the parser's own judgement of names."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from nlu.lexicon import Lexicon
from nlu.naming.likeness import CompanyLikeness
from nlu.people.given import GivenNames
from nlu.people.likeness import SUGGEST, TAKE, PersonLikeness
from nlu.people.parts import PartReader
from nlu.text import fold

MOST_COMPARED = 250


@dataclass(frozen=True, slots=True)
class Likeness:
    """Compares names said with names stored; safe to share between threads.

    Args:
        person: scores two names of people, 0…1.
        company: scores two names of companies, 0…1.
        given: knows diminutives.
    """

    person: Callable[[str, str], float]
    company: Callable[[str, str], float]
    given: GivenNames

    @classmethod
    def of(cls, lexicon: Lexicon, parts: PartReader) -> Likeness:
        """Judge by the words the parser knows, without reading them a second time."""
        people, companies = PersonLikeness(parts), CompanyLikeness(lexicon)
        return cls(people.same_person, companies.same_company, parts.given)

    def same_person(self, said: str, stored: str) -> bool:
        return self.person(said, stored) >= TAKE

    def same_company(self, said: str, stored: str) -> bool:
        return self.company(said, stored) >= TAKE

    def full_names(self, word: str) -> tuple[str, ...]:
        """The full names a diminutive stands for."""
        return tuple(sorted(self.given.full_names(fold(word))))


def nearest(said: str, names: Iterable[str], score: Callable[[str, str], float]) -> str | None:
    """The name that is not the said one and might yet be meant; None when none is alike."""
    compared = list(dict.fromkeys(names))[:MOST_COMPARED]
    best = max(compared, key=lambda one: score(said, one), default=None)
    return best if best is not None and score(said, best) >= SUGGEST else None
