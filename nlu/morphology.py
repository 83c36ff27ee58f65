"""Russian morphology; the only home of pymorphy3 and natasha.

natasha 1.6 imports pymorphy2, which needs `pkg_resources` (gone from setuptools 82) and a second
copy of the dictionary; pymorphy3 registered under its name serves both (Python 3.11 … 3.13).
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable
from functools import cache, cached_property, lru_cache
from typing import Any, TypeAlias

import pymorphy3

from nlu.text import fold
from nlu.types import Span, WordParse

Word: TypeAlias = tuple[str, tuple[WordParse, ...], frozenset[str], bool, dict[object, Any]]
_CACHE_WORDS = 20_000
_LONGEST_WORD = 40
_RUSSIAN = re.compile("[а-яё-]*")


def _has_names(word: str) -> bool:
    """Say whether Unicode names every letter: pymorphy3 fails on those it does not (Tangut)."""
    plain = word.isascii() or _RUSSIAN.fullmatch(word) is not None
    return plain or all(unicodedata.name(letter, "") for letter in word)


class Morphology:
    """A dictionary of Russian word forms, safe to share between threads.

    Attributes:
        word: what is said of a word as typed: folded, its readings and lemmas (itself where it has
            none), whether the dictionary has it, and a room for facts about it.
        sign: the same of digits, marks and Latin letters, which no dictionary has.
    """

    def __init__(self) -> None:
        self._analyzer = pymorphy3.MorphAnalyzer(lang="ru")
        self.parses = lru_cache(_CACHE_WORDS)(self._parses)
        self.lemmas = lru_cache(_CACHE_WORDS)(self._lemmas)
        self.word = lru_cache(_CACHE_WORDS)(self._word)
        self.sign = lru_cache(_CACHE_WORDS)(self._sign)
        self.known = lru_cache(_CACHE_WORDS)(self._known)
        self._affixes = cache(self._affixes_of)
        self.inflect = lru_cache(_CACHE_WORDS)(self._inflect)

    def _parses(self, word: str) -> tuple[WordParse, ...]:
        """Read a word in every way, the likeliest first; `word` is lower case."""
        if len(word) > _LONGEST_WORD or not _has_names(word):
            return ()
        return tuple(
            WordParse(
                fold(parse.normal_form),
                str(parse.tag.POS),
                frozenset(parse.tag.grammemes),
                parse.score,
            )
            for parse in self._analyzer.parse(word)
        )

    def _lemmas(self, word: str) -> frozenset[str]:
        return frozenset(parse.lemma for parse in self.parses(word))

    def _word(self, typed: str) -> Word:
        norm, lower = fold(typed), typed.lower()
        parses = self.parses(lower)
        lemmas = self.lemmas(lower) if parses else frozenset((norm,))
        return norm, parses, lemmas, self.known(norm) or self.known(lower), {}

    def _sign(self, typed: str) -> Word:
        norm = fold(typed)
        return norm, (), frozenset((norm,)), False, {}

    def _known(self, word: str) -> bool:
        """Say whether the dictionary has the word itself, not a guess by its ending."""
        return len(word) <= _LONGEST_WORD and bool(self._analyzer.word_is_known(word))

    def forms(self, lemma: str) -> frozenset[str]:
        """List every form of the words whose normal form is `lemma`, lower case; not cached."""
        dictionary, forms = self._analyzer.dictionary, set[str]()
        for parse in self._analyzer.parse(lemma):
            if fold(parse.normal_form) == lemma and parse.is_known:
                _, word, paradigm, place = parse.methods_stack[0]
                stem = dictionary.build_stem(dictionary.paradigms[paradigm], place, word)
                forms.update(before + stem + ending for before, ending in self._affixes(paradigm))
        return frozenset(forms)

    def _affixes_of(self, paradigm: int) -> tuple[tuple[str, str], ...]:
        """Say what stands before and after a stem in each form; many words share a paradigm."""
        info = self._analyzer.dictionary.build_paradigm_info(paradigm)
        return tuple((before, ending) for before, _, ending in info)

    def _inflect(self, word: str, parse: WordParse, grammemes: frozenset[str]) -> str | None:
        """Put a word, taken in one of its readings, into another form; None where there is none."""
        for candidate in self._analyzer.parse(word):
            if str(candidate.tag.POS) != parse.pos or candidate.tag.grammemes != parse.grammemes:
                continue
            if fold(candidate.normal_form) == parse.lemma:
                form = candidate.inflect(grammemes)
                return None if form is None else str(form.word)
        return None


class NamedEntities:
    """natasha's recogniser of people in cased text, loaded at the first use (150 MB)."""

    def people(self, text: str) -> tuple[Span, ...]:
        """Find people's names; it sees none in lower case."""
        return self._recognise(text)

    @cached_property
    def _recognise(self) -> Callable[[str], tuple[Span, ...]]:
        _stand_in_for_pymorphy2()
        from natasha import Doc, NewsEmbedding, NewsNERTagger, Segmenter

        segmenter, tagger = Segmenter(), NewsNERTagger(NewsEmbedding())

        def recognise(text: str) -> tuple[Span, ...]:
            document = Doc(text)
            document.segment(segmenter)
            document.tag_ner(tagger)
            return tuple(Span(s.start, s.stop) for s in document.spans if s.type == "PER")

        return recognise


def _stand_in_for_pymorphy2() -> None:
    """Register pymorphy3 under the name natasha imports."""
    for name, module in tuple(sys.modules.items()):
        if name.partition(".")[0] == "pymorphy3":
            sys.modules.setdefault(f"pymorphy2{name.removeprefix('pymorphy3')}", module)
