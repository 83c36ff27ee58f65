"""Surnames that are everyday words, in small letters, where nobody but a party can stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from nlu.lexicon import Lexicon
from nlu.people.agreement import Fit, agree
from nlu.people.context import context_of
from nlu.people.described import described
from nlu.people.grammar import Case, Role
from nlu.people.parts import Part, PartReader
from nlu.people.person import Person
from nlu.people.place import Places
from nlu.people.units import Unit
from nlu.types import Found, Kind, Token

_SCORE = 0.8
_BELIEVABLE = 0.2
_LONGEST = 3
_DATIVE = frozenset((Case.DATV,))
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


class EverydayNames:
    """Finds «гусь», «белый», «зима» as names: «сделку гуся», «у белого», «зима артём»."""

    def __init__(self, lexicon: Lexicon, parts: PartReader) -> None:
        listed = lexicon.section("people", "everyday")
        self._living = frozenset(listed["living"])
        self._nature = frozenset(listed["nature"])
        self._described = frozenset(listed["described"])
        self._things = frozenset(listed["thing"])
        self._parts = parts
        self._places = Places(
            frozenset(listed["dealing"]), frozenset(listed["telling"]), parts.vocabulary
        )

    def people(self, tokens: Sequence[Token], taken: Set[int]) -> Iterator[Found[Person]]:
        """Find such people in tokens, in order, none overlapping."""
        stop = 0
        for index in range(len(tokens)):
            word = None if index < stop or index in taken else self._word(tokens, index)
            found = None if word is None else self._person(tokens, taken, index, word)
            if found is not None and found.first >= stop:
                stop = found.stop
                yield found

    def _word(self, tokens: Sequence[Token], index: int) -> _Word | None:
        token = tokens[index]
        if token.kind is not Kind.WORD or not token.parses:
            return None
        if token.text[:1].isupper() and self._read(token) is not None:
            return None  # a capital tells enough
        own = {parse.lemma for parse in token.parses if "plur" not in parse.grammemes}
        if own & self._living or self._is_rare(token):
            return _Word(living=True, described=False)
        if own & self._described or _is_possessive(token):
            return _Word(living=True, described=True)
        if own & self._nature:
            return _Word(living=False, described=False)
        thing = bool(own & self._things) or self._is_given_thing(tokens, index)
        return _Word(living=False, described=False, alone=False) if thing else None

    def _is_rare(self, token: Token) -> bool:
        """«Журбой», «дзюбе»: a listed surname that is nothing else, or somebody."""
        living = any("anim" in parse.grammemes for parse in token.parses)
        return bool(self._rare(token)) and (living or not self._is_known(token))

    def _rare(self, token: Token) -> frozenset[str]:
        """Return the listed surnames a word may be a form of."""
        part = self._read(token)
        surnames = {} if part is None else part.table.get(Role.SURNAME, {})
        own = {reading.nominative for reading in surnames.values()}
        return self._parts.vocabulary.rare_surnames.intersection(own)

    def _is_known(self, token: Token) -> bool:
        part = self._read(token)
        return part is None or part.known

    def _is_given_thing(self, tokens: Sequence[Token], index: int) -> bool:
        """«Марине лапше»: a thing in the dative behind somebody, which nothing is given to."""
        token, somebody = tokens[index], self._read(tokens[index - 1]) if index else None
        if somebody is None or not somebody.given or token.norm in self._parts.vocabulary.stop:
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
        governed = context.governed
        if len(words) == 1:
            governed = self._places.governed(tokens, index) or governed
        known = tuple(part for part in parts if part is not None)
        own = self._rare(token) or {parse.lemma for parse in token.parses}
        fits = [fit for fit in agree(known, governed) if _is_of(fit, own, index - words.start)]
        whole = len(words) > 1
        listed = self._is_listed(token)
        if whole and not listed:
            fits = [fit for fit in fits if fit.case is Case.DATV]
        units = [
            Unit(i, i + 1, tokens[i].text, part, capital=tokens[i].text[:1].isupper())
            for i, part in zip(words, known, strict=True)
        ]
        return described(units, fits, _SCORE, context) if fits else None

    def _is_listed(self, token: Token) -> bool:
        own = {parse.lemma for parse in token.parses}
        listed = self._living | self._nature | self._described | self._things
        return bool(own & listed or self._rare(token)) or _is_possessive(token)


def _is_of(fit: Fit, own: Set[str], place: int) -> bool:
    """Say whether the word is read as the dictionary declines it, as a surname."""
    reading = fit.readings[place]
    masculine = {lemma[:-2] for lemma in own}
    hers = reading.nominative.endswith(("ая", "яя")) and reading.nominative[:-2] in masculine
    hers = hers or (reading.nominative.endswith("а") and reading.nominative[:-1] in own)
    named = reading.role is Role.SURNAME and reading.weight >= _BELIEVABLE
    others = all(one.weight >= _BELIEVABLE for one in fit.readings)
    return named and others and (hers or reading.nominative in own)


def _is_possessive(token: Token) -> bool:
    """«С царёвым»: of the tsar, and a surname where no thing of his stands behind."""
    return any(
        parse.pos == "ADJF"
        and "Poss" in parse.grammemes
        and "plur" not in parse.grammemes
        and parse.lemma.endswith(_FAMILY)
        for parse in token.parses[:1]
    )
