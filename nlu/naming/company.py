"""Bringing companies' names to the nominative.

A name is inflected by its head: «Прикамского завода резины» → «Прикамский завод резины». What is
quoted, Latin or all in capitals stays as typed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from rapidfuzz.distance import Prefix

from nlu.lexicon import Lexicon
from nlu.morphology import Morphology
from nlu.people.grammar import Case
from nlu.people.reader import PeopleReader
from nlu.text import fold
from nlu.types import Kind, Token, WordParse

_SOLE_TRADER = "ип"
_NUMBERS = ("sing", "plur")
_PRIOR = {Case.NOMN: 2.0, Case.ACCS: 0.5}
_GOVERNED = 6.0
_PLURAL = 0.1
_MOST_ADJECTIVES = 3


@dataclass(frozen=True, slots=True)
class _Choice:
    """One reading of a head and the adjectives before it, all in one case and number."""

    score: float
    case: Case
    number: str
    parses: tuple[WordParse, ...]


class CompanyNames:
    """Brings names of companies and searched words to the nominative; safe between threads."""

    def __init__(self, lexicon: Lexicon, morphology: Morphology, people: PeopleReader) -> None:
        self._morphology = morphology
        self._people = people
        self._legal = frozenset(lexicon.section("people", "before")["legal"])

    def nominative(self, tokens: Sequence[Token], governed: Set[Case] = frozenset()) -> str:
        """Return a company's name without its legal form and quotes, in the nominative.

        Args:
            tokens: the name as said, with its legal form and quotes if it has them.
            governed: the cases the words before it ask for; empty where they ask none.
        """
        forms = {token.norm for token in tokens if token.norm in self._legal}
        bare = [token for token in tokens if token.norm not in self._legal] or [*tokens]
        if bare and bare[0].text == '"':
            return _joined(token for token in bare if token.text != '"')
        if _SOLE_TRADER in forms and all(token.kind is Kind.WORD for token in bare):
            return self._people.nominative([token.text for token in bare])
        words = self._inflected(bare, governed)
        return _titled(_joined(bare, words))

    def query(self, token: Token, governed: Set[Case] = frozenset()) -> str:
        """Return one searched word in the nominative, in its own capitals."""
        words = self._inflected([token], governed)
        return words.get(0, token.text)

    def _inflected(self, tokens: Sequence[Token], governed: Set[Case]) -> dict[int, str]:
        """Put the head and the adjectives before it into the nominative: index → word."""
        best = max(_choices(tokens, governed), key=lambda choice: choice.score, default=None)
        if best is None or best.case is Case.NOMN or tokens[0].text.isupper():
            return {}
        return {
            index: self._nominative_word(tokens[index], parse, best)
            for index, parse in enumerate(best.parses)
        }

    def _nominative_word(self, token: Token, parse: WordParse, choice: _Choice) -> str:
        wanted = {"nomn", choice.number}
        if parse.pos == "ADJF" and choice.number == "sing":
            wanted |= {"masc", "femn", "neut"} & parse.grammemes
        form = self._morphology.inflect(token.text.lower(), parse, frozenset(wanted))
        return _cased(form or token.text, token.text)


def _choices(tokens: Sequence[Token], governed: Set[Case]) -> Iterator[_Choice]:
    head = next((i for i, token in enumerate(tokens) if not _is_adjective(token)), len(tokens) - 1)
    if not 0 <= head <= _MOST_ADJECTIVES:
        return
    for noun in tokens[head].parses:
        if noun.pos not in {"NOUN", "ADJF"}:
            continue
        for number in _NUMBERS:
            for case in Case:
                if {case, number} <= noun.grammemes:
                    yield from _choice(tokens[:head], noun, case, number, governed)


def _choice(
    adjectives: Sequence[Token], noun: WordParse, case: Case, number: str, governed: Set[Case]
) -> Iterator[_Choice]:
    """Yield the choice where every adjective agrees with the noun."""
    agreed = [_agreeing(token, noun, case, number) for token in adjectives]
    parses = tuple(parse for parse in agreed if parse is not None)
    if len(parses) < len(agreed):
        return
    score = (0.1 + noun.score) * _PRIOR.get(case, 1.0) * (_GOVERNED if case in governed else 1.0)
    yield _Choice(score * (_PLURAL if number == "plur" else 1.0), case, number, (*parses, noun))


def _agreeing(token: Token, noun: WordParse, case: Case, number: str) -> WordParse | None:
    genders = {"masc", "femn", "neut"} & noun.grammemes if number == "sing" else frozenset()
    wanted = {case, number, *genders}
    return next((p for p in token.parses if p.pos == "ADJF" and wanted <= p.grammemes), None)


def _is_adjective(token: Token) -> bool:
    """Say whether an adjective stands here: «Прикамский», not «Золотая» that is a surname too."""
    return any(parse.pos == "ADJF" for parse in token.parses[:1])


def _cased(word: str, typed: str) -> str:
    """Write a word with the letters of the typed one as far as they go («ТрансЛидера»)."""
    common = Prefix.similarity(fold(word), fold(typed))
    return typed[:common] + (word if "ё" in typed.lower() else fold(word))[common:]


def _joined(tokens: Iterator[Token] | Sequence[Token], words: dict[int, str] | None = None) -> str:
    text = ""
    for index, token in enumerate(tokens):
        gap = "" if not text or token.glued else " "
        text += gap + (words or {}).get(index, token.text)
    return text


def _titled(text: str) -> str:
    return text[:1].upper() + text[1:]
