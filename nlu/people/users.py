"""Finding the account's users by whatever they are called.

The exact steps are look-ups in a dictionary of every form of every part of every name, so 1 000
users cost what 10 do; only a misspelt word is compared with all forms, and only as the last step.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from nlu.account import Account, User
from nlu.lexicon import Lexicon
from nlu.morphology import Morphology
from nlu.people.agreement import Fit, agree
from nlu.people.grammar import Case, Gender, Role, Strength
from nlu.people.latin import skeleton
from nlu.people.paradigms import decline_surname
from nlu.people.parts import PartReader
from nlu.people.person import Person
from nlu.text import fold
from nlu.types import Token

_CACHE_WORDS = 2_000
_TYPO_SIMILARITY = 0.8
_TYPO_MARGIN = 0.06
_SHORTEST_TYPO = 5
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyz")


@dataclass(frozen=True, slots=True)
class UserMatch:
    """Users of the account a mention fits.

    Args:
        candidates: the active ones in the account's order; empty when only inactive ones fit.
    """

    candidates: tuple[User, ...]


class UserIndex:
    """The users of one account by every form of their names; safe to share between threads.

    Args:
        parts: the reader of words to share with the `PeopleReader`; a new one is built without it.
    """

    def __init__(
        self,
        account: Account,
        morphology: Morphology,
        lexicon: Lexicon,
        parts: PartReader | None = None,
    ) -> None:
        self._users = account.users
        self.active = tuple(user for user in account.users if user.active)
        self._morphology = morphology
        self._parts = parts or PartReader(lexicon, morphology)
        self._genders: list[Gender | None] = []
        self._by_nominative: dict[str, set[int]] = defaultdict(set)
        self._by_form: dict[str, set[int]] = defaultdict(set)
        for index, user in enumerate(self._users):
            self._add(index, user.name)
        self._forms = tuple(sorted(form for form in self._by_form if len(form) >= _SHORTEST_TYPO))
        self._lookup = lru_cache(_CACHE_WORDS)(self._by_any_form)

    def match(self, mention: Person | Sequence[Token]) -> UserMatch | None:
        """Find the users a mention fits; None where it fits none at all.

        Args:
            mention: a person found in the utterance, or the tokens of a name.
        """
        if isinstance(mention, Person):
            found = self._named(mention) or self._common(mention.said, believed=True)
        else:
            found = self._common([token.norm for token in mention])
        if not found:
            return None
        users = (self._users[index] for index in sorted(found))
        return UserMatch(tuple(user for user in users if user.active))

    def _named(self, person: Person) -> frozenset[int]:
        """Find users by the nominative of a mention, else by a rival reading of it."""
        without = [fold(part.text) for part in person.parts if part.role is not Role.PATRONYMIC]
        for words in (*map(_words, (person.name, *person.rivals)), without):
            found = _intersection(
                self._lookup(word) if len(word) == 1 else self._by_nominative.get(word, ())
                for word in words
            )
            found = frozenset(index for index in found if self._may_be(index, person.gender))
            if found:
                return found
        return frozenset()

    def _may_be(self, index: int, gender: Gender | None) -> bool:
        return gender is None or self._genders[index] in {None, gender}

    def _common(self, words: Sequence[str], *, believed: bool = False) -> frozenset[int]:
        return _intersection(self._lookup(word, believed) for word in words)

    def _by_any_form(self, word: str, believed: bool = True) -> frozenset[int]:
        if len(word) == 1:
            return frozenset().union(*(i for f, i in self._by_nominative.items() if f[0] == word))
        exact = self._by_form.get(word)
        if exact is None and _LATIN.intersection(word):
            exact = self._by_skeleton.get(skeleton(word))
        return frozenset(exact or self._misspelt(word, believed))

    @cached_property
    def _by_skeleton(self) -> dict[str, set[int]]:
        """File all forms by their sound; most accounts are never asked in Latin letters."""
        found: dict[str, set[int]] = defaultdict(set)
        for form, users in self._by_form.items():
            found[skeleton(form)] |= users
        return found

    def _misspelt(self, word: str, believed: bool) -> Iterable[int]:
        """Find whom a word may mean by a slip of the keyboard.

        Args:
            believed: it is known to be a person; else a word of the dictionary stays itself.
        """
        if len(word) < _SHORTEST_TYPO or self._is_another(word, believed):
            return ()
        near = extract(
            word,
            self._forms,
            scorer=OSA.normalized_similarity,
            score_cutoff=_TYPO_SIMILARITY,
            limit=8,
        )
        best = max((score for _, score, _ in near), default=0.0)
        close = [self._by_form[form] for form, score, _ in near if score > best - _TYPO_MARGIN]
        clear = all(users == close[0] for users in close)
        return close[0] if close and clear else ()

    def _is_another(self, word: str, believed: bool) -> bool:
        """Say whether a word is a name, or at least a word, in its own right."""
        part = self._parts.read(word)
        named = part is not None and part.strength is Strength.SURE
        return named or (not believed and self._morphology.known(word))

    def _add(self, index: int, name: str) -> None:
        """File every form of every part of a user's name, diminutives included."""
        words = _words(name)
        fit = next(iter(agree(tuple(map(self._parts.forced, words)), only=Case.NOMN)), None)
        self._genders.append(fit.gender if fit else None)
        for word, role in (*zip(words, _roles(fit, len(words)), strict=True), *_in_russian(fit)):
            for gender in (fit.gender,) if fit else tuple(Gender):
                for forms in self._declined(word, role, gender):
                    self._by_nominative[forms[0]].add(index)
                    for form in forms:
                        self._by_form[form].add(index)

    def _declined(self, word: str, role: Role, gender: Gender) -> Iterator[tuple[str, ...]]:
        given = self._parts.given
        if role is not Role.GIVEN:
            yield decline_surname(word, gender)
            return
        full = given.full_names(word) or frozenset((word,))
        for name in {word, *full, *(short for one in full for short in given.diminutives(one))}:
            if name == word or gender in given.genders(name):
                yield given.forms(name, gender)


def _words(name: str) -> list[str]:
    return fold(name).replace(".", " ").split()


def _roles(fit: Fit | None, count: int) -> list[Role]:
    return [reading.role for reading in fit.readings] if fit else [Role.SURNAME] * count


def _in_russian(fit: Fit | None) -> list[tuple[str, Role]]:
    """Return the parts of a name as they are read, which differs where it is in Latin letters."""
    return [(reading.nominative, reading.role) for reading in fit.readings] if fit else []


def _intersection(groups: Iterable[Iterable[int]]) -> frozenset[int]:
    first, *rest = [*map(frozenset, groups)] or [frozenset()]
    return first.intersection(*rest)
