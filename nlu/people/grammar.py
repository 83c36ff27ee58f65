"""The grammatical words of personal names: case, gender, role, and one reading of one part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from nlu.value import value

_SHORTEST_STEM = 2


class Case(StrEnum):
    """The six cases, in OpenCorpora's notation."""

    NOMN = "nomn"
    GENT = "gent"
    DATV = "datv"
    ACCS = "accs"
    ABLT = "ablt"
    LOCT = "loct"


class Gender(StrEnum):
    """The two genders a person's name can have, in OpenCorpora's notation."""

    MASC = "masc"
    FEMN = "femn"


class Role(StrEnum):
    """What a part of a name is."""

    GIVEN = "given"
    PATRONYMIC = "patronymic"
    SURNAME = "surname"


class Strength(StrEnum):
    """What a word alone tells about being a name, the strongest first.

    SURE is a name and nothing else; LIKELY looks like a surname and is unknown; DOUBTFUL is a name
    and an ordinary word; CONTEXTUAL may be one beside a sure name or after a word asking for one.
    """

    SURE = "sure"
    LIKELY = "likely"
    DOUBTFUL = "doubtful"
    CONTEXTUAL = "contextual"


@value(frozen=True, slots=True)
class Reading:
    """One way to read a part of a name.

    Args:
        nominative: lower case, «ё» folded.
        weight: how believable beside the other readings of the same word, above 0.
    """

    nominative: str
    role: Role
    gender: Gender
    case: Case
    weight: float


@dataclass(frozen=True, slots=True)
class Paradigm:
    """How one kind of name is declined.

    Args:
        gender: whose names are declined so.
        endings: of the six cases, nominative first.
        weight: how surely a word with such an ending is a surname, 0…1.
        after: the last letters a stem may have; empty for any.
    """

    gender: Gender
    endings: tuple[str, ...]
    weight: float
    after: str = ""

    def stem(self, form: str, case: Case) -> str | None:
        """Cut a form's ending off; None where the form is not of this kind."""
        ending = self.endings[CASES.index(case)]
        if not form.endswith(ending):
            return None
        stem = form[: len(form) - len(ending)]
        return stem if len(stem) >= _SHORTEST_STEM and self.takes(stem) else None

    def takes(self, stem: str) -> bool:
        """Say whether the endings may stand after a stem."""
        return not self.after or stem[-1] in self.after

    def forms(self, nominative: str) -> tuple[str, ...] | None:
        """Decline a nominative; None where it is not of this kind."""
        stem = self.stem(nominative, Case.NOMN)
        return None if stem is None else tuple(stem + ending for ending in self.endings)


CASES = tuple(Case)


class Paradigms:
    """A list of paradigms, looked up by the endings a form may have."""

    def __init__(self, paradigms: Iterable[Paradigm]) -> None:
        self._paradigms = tuple(paradigms)
        self._by_ending: dict[str, list[tuple[Paradigm, Case]]] = defaultdict(list)
        for paradigm in self._paradigms:
            for case, ending in zip(CASES, paradigm.endings, strict=True):
                self._by_ending[ending].append((paradigm, case))
        self._longest = max(map(len, self._by_ending))

    def __iter__(self) -> Iterator[Paradigm]:
        return iter(self._paradigms)

    def readings(self, form: str) -> Iterator[tuple[Paradigm, Case, str]]:
        """Yield each paradigm and case a folded form fits, with its nominative."""
        for size in range(min(len(form) - _SHORTEST_STEM, self._longest) + 1):
            stem, ending = form[: len(form) - size], form[len(form) - size :]
            for paradigm, case in self._by_ending.get(ending, ()):
                if not paradigm.after or stem[-1] in paradigm.after:
                    yield paradigm, case, stem + paradigm.endings[0]
