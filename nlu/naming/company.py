"""Bringing companies' names to the nominative.

A name is inflected by its head: «Прикамского завода резины» → «Прикамский завод резины». What is
quoted, Latin or all in capitals stays as typed.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from rapidfuzz.distance import Prefix

from nlu.lexicon import Lexicon
from nlu.morphology import Morphology
from nlu.naming.coined import CoinedWords
from nlu.naming.head import Choice, choices
from nlu.people.grammar import Case
from nlu.people.reader import PeopleReader
from nlu.text import fold
from nlu.types import Kind, Token, WordParse

_SOLE_TRADER = "ип"


class CompanyNames:
    """Brings names of companies and searched words to the nominative; safe between threads."""

    def __init__(self, lexicon: Lexicon, morphology: Morphology, people: PeopleReader) -> None:
        self._morphology = morphology
        self._people = people
        self.coined = CoinedWords(lexicon, morphology)
        self._legal = frozenset(lexicon.section("people", "before")["legal"])

    def nominative(
        self,
        tokens: Sequence[Token],
        governed: Set[Case] = frozenset(),
        *,
        as_typed: bool = False,
    ) -> str:
        """Return a company's name without its legal form and quotes, in the nominative.

        Args:
            tokens: the name as said, with its legal form and quotes if it has them.
            governed: the cases the words before it ask for; empty where they ask none.
            as_typed: it stands in the nominative already.
        """
        forms = {token.norm for token in tokens if token.norm in self._legal}
        bare = [token for token in tokens if token.norm not in self._legal] or [*tokens]
        quoted = bool(bare) and bare[0].text == '"'
        bare = [token for token in bare if token.text != '"']
        if quoted:
            return _joined(bare)
        if _SOLE_TRADER in forms and all(token.kind is Kind.WORD for token in bare):
            return self._people.nominative([token.text for token in bare])
        stands = as_typed or (bool(forms) and _is_nominative(bare))
        words = {} if stands else self._inflected(bare, governed)
        return _titled(_joined(bare, words))

    def firm(self, token: Token) -> str | None:
        """Name a firm called by a noun of the vocabulary; None for other words."""
        lemma = self.coined.noun(token)
        return None if lemma is None else _titled(_cased(lemma, token.text))

    def query(self, token: Token, governed: Set[Case] = frozenset()) -> str:
        """Return one searched word in the nominative, in its own capitals.

        A thing named as it stands («глянь астра») is no rare man's name in another case.
        """
        things = (parse.grammemes for parse in token.parses)
        if Case.GENT not in governed and any({"nomn", "sing", "inan"} <= one for one in things):
            return token.text
        words = self._half([token], governed, many=token.known)
        return words.get(0, token.text)

    def _inflected(self, tokens: Sequence[Token], governed: Set[Case]) -> dict[int, str]:
        """Put both halves of «рогов и копыт», or the one head, into the nominative."""
        joint = next((i for i, token in enumerate(tokens) if i and token.norm == "и"), None)
        if joint is None:
            return self._half(tokens, governed)
        first = self._half(tokens[:joint], governed, many=True)
        other = self._half(tokens[joint + 1 :], governed, many=True) if first else {}
        return {**first, **{joint + 1 + index: word for index, word in other.items()}}

    def _half(
        self, tokens: Sequence[Token], governed: Set[Case], *, many: bool = False
    ) -> dict[int, str]:
        """Put the head and the adjectives before it into the nominative: index → word."""
        if not tokens:
            return {}
        found = choices(tokens, governed, self._morphology, many=many)
        best = max(found, key=lambda choice: choice.score, default=None)
        coupled = any(token.norm == "и" for token in tokens)
        if best is None or best.case is Case.NOMN or tokens[0].text.isupper() or coupled:
            return {}
        if best.bare:
            return {0: _cased(best.bare, tokens[0].text)}
        return {
            index: self._nominative_word(tokens[index], parse, best)
            for index, parse in enumerate(best.parses)
        }

    def _nominative_word(self, token: Token, parse: WordParse, choice: Choice) -> str:
        wanted = {"nomn", choice.number}
        if parse.pos == "ADJF" and choice.number == "sing":
            wanted |= {"masc", "femn", "neut"} & parse.grammemes
        form = self._morphology.inflect(token.text.lower(), parse, frozenset(wanted))
        return _cased(form or token.text, token.text)


def _is_nominative(name: Sequence[Token]) -> bool:
    """«ООО Ника», «ООО Ника групп» are no Nick's: behind its legal form a name stands so."""
    return any({"nomn", "sing"} <= parse.grammemes for parse in name[0].parses)


def _cased(word: str, typed: str) -> str:
    """Write a word with the letters of the typed one as far as they go («ТрансЛидера»)."""
    common = Prefix.similarity(fold(word), fold(typed))
    return typed[:common] + (word if "ё" in typed.lower() else fold(word))[common:]


def _joined(tokens: Sequence[Token], words: dict[int, str] | None = None) -> str:
    text, end = "", 0
    for index, token in enumerate(tokens):
        gap = " " if text and token.span.start > end else ""
        text += gap + (words or {}).get(index, token.text)
        end = token.span.stop
    return text


def _titled(text: str) -> str:
    return text[:1].upper() + text[1:]
