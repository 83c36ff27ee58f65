"""Surnames that are everyday words, in small letters, where nobody but a party can stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from nlu.lexicon import Lexicon
from nlu.morphology import Morphology
from nlu.people.agreement import Fit, agree
from nlu.people.context import context_of
from nlu.people.described import described
from nlu.people.grammar import Case, Role
from nlu.people.parts import Part, PartReader
from nlu.people.person import Person
from nlu.people.place import Places
from nlu.people.units import Unit
from nlu.types import Found, Kind, Token, WordParse

_SCORE = 0.8
_BELIEVABLE = 0.2
_LONGEST = 3
_CACHE_WORDS = 20_000
_STRAIGHT = frozenset({"nomn", "gent", "accs"})
_FAMILY = ("ов", "ев", "ин", "ын")


@dataclass(frozen=True, slots=True)
class _Word:
    """An everyday word that somebody may be called by.

    Args:
        living: a living being.
        described: an adjective.
        alone: it may be a name without a given one beside it.
    """

    living: bool
    described: bool
    alone: bool = True


_GIVEN = _Word(living=False, described=False, alone=False)  # only behind a given name


class EverydayNames:
    """Finds «гусь», «белый», «зима» as names: «сделку гуся», «у белого», «зима артём»."""

    def __init__(self, lexicon: Lexicon, parts: PartReader, morphology: Morphology) -> None:
        listed = lexicon.section("people", "everyday")
        self._living = frozenset(listed["living"])
        self._nature = frozenset(listed["nature"])
        self._described = frozenset(listed["described"])
        self._things = frozenset(listed["thing"])
        self._parts = parts
        self._parses = morphology.parses
        self._known_as = lru_cache(_CACHE_WORDS)(self._as_word)
        self._places = Places(
            dealing=frozenset(listed["dealing"]),
            telling=frozenset(listed["telling"]),
            reaching=frozenset(listed["reaching"]),
            owned=frozenset(listed["owned"]),
            vocabulary=parts.vocabulary,
        )

    def people(self, tokens: Sequence[Token], taken: Set[int]) -> Iterator[Found[Person]]:
        """Find such people in tokens, in order, none overlapping."""
        stop = 0
        for index in [i for i, token in enumerate(tokens) if self._heard(token)]:
            word = None if index < stop or index in taken else self._word(tokens, index)
            found = None if word is None else self._person(tokens, taken, index, word)
            if found is not None and found.first >= stop:
                stop = found.stop
                yield found

    def _word(self, tokens: Sequence[Token], index: int) -> _Word | None:
        word = self._heard(tokens[index])
        return word if word is not _GIVEN or self._is_behind_given(tokens, index) else None

    def _heard(self, token: Token) -> _Word | None:
        """Say what a word may be as a surname, wherever it stands: nearly all are none."""
        if self not in token.facts:
            token.facts[self] = self._may_be(token)
        heard: _Word | None = token.facts[self]
        return heard

    def _may_be(self, token: Token) -> _Word | None:
        if token.kind is not Kind.WORD or not token.parses:
            return None
        if token.text[:1].isupper() and self._read(token) is not None:
            return None  # a capital tells enough
        word = self._known_as(token.text.lower())
        return _GIVEN if word is None and self._is_given_thing(token) else word

    def _as_word(self, word: str) -> _Word | None:
        """Say what a lower-case word may be as a surname, by the lists alone."""
        parses = self._parses(word)
        own = {parse.lemma for parse in parses if "plur" not in parse.grammemes}
        if own & self._living or self._is_rare(word):
            return _Word(living=True, described=False)
        if own & self._described or _is_possessive(parses):
            return _Word(living=True, described=True)
        if own & self._nature:
            return _Word(living=False, described=False)
        thing = _Word(living=False, described=False, alone=False)
        return thing if own & self._things else None

    def _is_rare(self, word: str) -> bool:
        """«Журбой», «дзюбе»: a listed surname that is nothing else, or somebody."""
        if not self._rare(word):
            return False
        part = self._parts.read(word)
        unheard = part is not None and not part.known
        return unheard or any("anim" in parse.grammemes for parse in self._parses(word))

    def _rare(self, word: str) -> frozenset[str]:
        """Return the listed surnames a lower-case word may be a form of."""
        part = self._parts.read(word)
        surnames = {} if part is None else part.table.get(Role.SURNAME, {})
        own = {reading.nominative for reading in surnames.values()}
        return self._parts.vocabulary.rare_surnames.intersection(own)

    def _is_behind_given(self, tokens: Sequence[Token], index: int) -> bool:
        somebody = self._read(tokens[index - 1]) if index else None
        return somebody is not None and bool(somebody.given)

    def _is_given_thing(self, token: Token) -> bool:
        """«Марине лапше»: a thing in the dative behind somebody, which nothing is given to."""
        if token.norm in self._parts.vocabulary.stop:
            return False
        cases = frozenset().union(*(parse.grammemes for parse in token.parses))
        likeliest = token.parses[0]
        thing = likeliest.pos == "NOUN" and {"inan", "sing"} <= likeliest.grammemes
        common = token.lemmas.isdisjoint(self._parts.vocabulary.stop)
        return thing and common and "datv" in cases and cases.isdisjoint(_STRAIGHT)

    def _person(
        self, tokens: Sequence[Token], taken: Set[int], index: int, word: _Word
    ) -> Found[Person] | None:
        if word.described and self._places.has_noun(tokens, index):
            return None
        for words in self._whole(tokens, taken, index):
            found = self._named(tokens, words, index)
            if found is not None:
                return found
        small = tokens[index].text.islower() and word.alone
        if not small or not self._places.is_party(
            tokens, index, living=word.living, described=word.described
        ):
            return None
        return self._named(tokens, range(index, index + 1), index)

    def _whole(self, tokens: Sequence[Token], taken: Set[int], index: int) -> Iterator[range]:
        """Yield the stretches that are a name with a given one, the longest first."""
        for length in range(_LONGEST, 1, -1):
            for words in (range(index, index + length), range(index - length + 1, index + 1)):
                inside = words.start >= 0 and words.stop <= len(tokens)
                if inside and taken.isdisjoint(words) and self._has_given(tokens, words, index):
                    yield words

    def _has_given(self, tokens: Sequence[Token], words: range, index: int) -> bool:
        others = [i for i in words if i != index]
        parts = [self._read(tokens[i]) for i in others]
        capitals = {tokens[i].text[:1].isupper() for i in words}
        if len(capitals) > 1 or parts[0] is None or not parts[0].given:
            return False
        return all(part is not None and Role.PATRONYMIC in part.table for part in parts[1:])

    def _read(self, token: Token) -> Part | None:
        return self._parts.read(token.text.lower()) if token.kind is Kind.WORD else None

    def _named(self, tokens: Sequence[Token], words: range, index: int) -> Found[Person] | None:
        token = tokens[index]
        parts = tuple(
            self._parts.forced(tokens[i].text.lower()) if i == index else self._read(tokens[i])
            for i in words
        )
        context = context_of(tokens, words.start, self._parts.vocabulary)
        governed = context.cases
        if len(words) == 1:
            governed = self._places.governed(tokens, index) or governed
        known = tuple(part for part in parts if part is not None)
        own = self._rare(token.text.lower()) or {parse.lemma for parse in token.parses}
        fits = [fit for fit in agree(known, governed) if _is_of(fit, own, index - words.start)]
        if len(words) > 1 and self._known_as(token.text.lower()) is None:
            fits = [fit for fit in fits if fit.case is Case.DATV]
        units = [
            Unit(i, i + 1, tokens[i].text, part, capital=tokens[i].text[:1].isupper())
            for i, part in zip(words, known, strict=True)
        ]
        return described(units, fits, _SCORE, context) if fits else None


def _is_of(fit: Fit, own: Set[str], place: int) -> bool:
    """Say whether the word is read as the dictionary declines it, as a surname."""
    reading = fit.readings[place]
    masculine = {lemma[:-2] for lemma in own}
    hers = reading.nominative.endswith(("ая", "яя")) and reading.nominative[:-2] in masculine
    hers = hers or (reading.nominative.endswith("а") and reading.nominative[:-1] in own)
    named = reading.role is Role.SURNAME and reading.weight >= _BELIEVABLE
    others = all(one.weight >= _BELIEVABLE for one in fit.readings)
    return named and others and (hers or reading.nominative in own)


def _is_possessive(parses: Sequence[WordParse]) -> bool:
    """«С царёвым»: of the tsar, and a surname where no thing of his stands behind."""
    return any(
        parse.pos == "ADJF"
        and "Poss" in parse.grammemes
        and "plur" not in parse.grammemes
        and parse.lemma.endswith(_FAMILY)
        for parse in parses[:1]
    )
