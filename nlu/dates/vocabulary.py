"""The date words of the lexicon, turned round once for look-up by lemma, form and phrase."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType

from nlu.dates.typos import Typos
from nlu.lexicon import Lexicon, Section
from nlu.morphology import Morphology
from nlu.types import Found, Kind, Token

FILE = "dates"


class Term(StrEnum):
    """What a single word can be within a date; the value is the section's name."""

    WEEKDAY = "weekday"
    MONTH = "month"
    DAY = "day"
    UNIT = "unit"
    HALF_UNIT = "half_unit"
    WHICH = "which"
    SEASON = "season"
    WEEKEND = "weekend"
    EDGE = "edge"
    WORKDAY = "workday"
    DATE_OF_MONTH = "date_of_month"
    REPEAT = "repeat"
    YEAR = "year"
    HALF_PAST = "half_past"
    SPOKEN_CLOCK = "spoken_clock"
    HALF_DAY = "half_day"
    ROMAN = "roman"
    PART_NOUN = "part_noun"
    ROUGH = "rough"
    BEFORE_HOUR = "before_hour"
    MEASURE = "measure"
    RECORD = "record"
    MONTH_ADJECTIVE = "month_adjective"
    PERIOD_ADJECTIVE = "period_adjective"
    NOT_AFTER_LENGTH = "not_after_length"
    HEDGE = "hedge"
    EXACT = "exact"
    SHARP = "sharp"
    INCLUSIVE = "inclusive"
    SHARE = "share"
    WEEKDAYS = "weekdays"
    MONTHS = "months"
    LATIN_MONTH = "latin_month"


Terms = Mapping[Term, str]
_LEMMAS = {Term.YEAR: "year_word"}
_PAIRED = {Term.WEEKDAY: Term.WEEKDAYS, Term.MONTH: Term.MONTHS}
_MENDED = (Term.WEEKDAY, Term.MONTH, Term.DAY, Term.WHICH, Term.UNIT)


class Phrases:
    """Exact phrases of one section, found at a word or before it."""

    def __init__(self, section: Section) -> None:
        pairs = [(tuple(phrase.split()), name) for name, all_ in section.items() for phrase in all_]
        pairs.sort(key=lambda pair: -len(pair[0]))
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._by_last: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for words, name in pairs:
            self._by_first.setdefault(words[0], []).append((words, name))
            self._by_last.setdefault(words[-1], []).append((words, name))

    def at(self, norms: tuple[str, ...], i: int) -> Found[str] | None:
        """Return the name of the longest phrase that begins at word `i`."""
        for words, name in self._by_first.get(norms[i], ()) if i < len(norms) else ():
            if norms[i : i + len(words)] == words:
                return Found(i, i + len(words), name)
        return None

    def openings(self) -> Iterator[tuple[str, str]]:
        """Yield the first two words of each phrase; of a single word an empty one stands behind."""
        for first, phrases in self._by_first.items():
            yield from {(first, words[1] if len(words) > 1 else "") for words, _ in phrases}

    def before(self, norms: tuple[str, ...], stop: int, floor: int) -> Found[str] | None:
        """Return the longest phrase that ends before word `stop`, no word of it before `floor`."""
        for words, name in self._by_last.get(norms[stop - 1], ()) if stop > floor else ():
            first = stop - len(words)
            if first >= floor and norms[first:stop] == words:
                return Found(first, stop, name)
        return None


class Vocabulary:
    """All date words, ready for look-up; built once."""

    def __init__(self, lexicon: Lexicon, morphology: Morphology) -> None:
        self._known = morphology.known
        self._parses = morphology.parses
        self._by_lemma: dict[str, dict[Term, str]] = {}
        self._by_form: dict[str, dict[Term, str]] = {}
        tables = lexicon.tables.get(FILE, {})
        for term in Term:
            lemmas = _LEMMAS.get(term, str(term))
            if lemmas in tables:
                self._add(self._by_lemma, term, lexicon.section(FILE, lemmas))
            if f"{term}_forms" in tables:
                self._add(self._by_form, term, lexicon.section(FILE, f"{term}_forms"))
        units = lexicon.section(FILE, "unit_forms")
        self.short_units = frozenset(word for words in units.values() for word in words)
        names = ("part", "bound", "away", "ago", "move", "whole", "half_unit", "day", "new_year")
        self.phrases = {name: Phrases(lexicon.section(FILE, f"{name}_forms")) for name in names}
        mended = {word for word, terms in self._by_lemma.items() if terms.keys() & set(_MENDED)}
        self._typos = Typos(mended, morphology)

    def terms_of(self, token: Token) -> Terms:
        """Return all that a token can be within a date."""
        terms: Terms | None = token.facts.get(self)
        if terms is None:
            terms = token.facts[self] = self._terms(token)
        return terms

    def _terms(self, token: Token) -> Terms:
        norm = token.norm
        found = self._said(norm, token.lemmas if token.kind is Kind.WORD else ())
        if token.kind is Kind.WORD:
            found.update(self._pair(norm) if norm.count("-") == 1 else {})
            if not found and not self._known(norm):
                mended = self._typos.mend(norm)
                found.update(self._by_lemma.get(mended, {}) if mended else {})
        return MappingProxyType(found)

    def _said(self, norm: str, lemmas: Iterable[str]) -> dict[Term, str]:
        found: dict[Term, str] = dict(self._by_form.get(norm, {}))
        for lemma in lemmas:
            found.update(self._by_lemma.get(lemma, {}))
        return found

    def _pair(self, norm: str) -> dict[Term, str]:
        """Read «пн-пт», «январь-март», which are one token."""
        first, last = (
            self._said(half, (parse.lemma for parse in self._parses(half)))
            for half in norm.split("-")
        )
        return {
            pair: f"{first[one]}-{last[one]}"
            for one, pair in _PAIRED.items()
            if one in first and one in last
        }

    @staticmethod
    def _add(table: dict[str, dict[Term, str]], term: Term, section: Section) -> None:
        for name, words in section.items():
            for word in words:
                if " " not in word:
                    table.setdefault(word, {})[term] = name
