"""Numbers in words and digits, on lemmas: any case, cardinal and ordinal.

Everything is read from one position and says where it ends, so that «пятнадцать тридцать» is two
numbers to whoever asks twice: within a number the words must fall in size (hundred, ten, unit).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction
from functools import partial

from nlu.lexicon import Lexicon
from nlu.types import Found, Kind, Token
from nlu.value import lazy

_LONGEST_RUN = 15
_MOST_WORDS = 3  # «сто двадцать пять»
_WITH = frozenset({"с", "со"})


class Size(IntEnum):
    """How a number word may join others."""

    UNIT = 0
    TEEN = 1
    TEN = 2
    HUNDRED = 3
    SCALE = 4
    GROUP = 5


_SECTIONS = {
    "unit": Size.UNIT,
    "teen": Size.TEEN,
    "teen_forms": Size.TEEN,
    "ten": Size.TEN,
    "ten_forms": Size.TEN,
    "hundred": Size.HUNDRED,
    "scale": Size.SCALE,
    "scale_forms": Size.SCALE,
    "group": Size.GROUP,
    "group_forms": Size.GROUP,
}


@dataclass(frozen=True, slots=True)
class NumberWord:
    """One number word: «сорок» is 40 of size TEN, «тысяча» 1000 of size SCALE, «пара» 2."""

    value: int
    size: Size


class Numerals:
    """Number words of the lexicon, ready to be looked up by lemma.

    Attributes:
        word: what a single cardinal word says («девятьсот» → 900, HUNDRED); None for digits.
        ordinal_word: what a single ordinal word says («пятого» → 5, UNIT).
        words: every word that begins a number.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        words = {
            word: NumberWord(int(value), size)
            for section, size in _SECTIONS.items()
            for word, value in lexicon.names_by_word("numerals", section).items()
        }
        ordinals = {
            word: NumberWord(int(value), size)
            for size, section in zip(Size, _ORDINALS, strict=False)
            for word, value in lexicon.names_by_word("numerals", section).items()
        }
        # Asked at every token by every finder of figures: no frame between them and the look-up.
        self.word = partial(_lookup, words)
        self.ordinal_word = partial(_lookup, ordinals)
        self._one_and_half = frozenset(lexicon.section("numerals", "one_and_half")["half"])
        self.words = frozenset({*words, *ordinals, *self._one_and_half})
        self._half = frozenset(lexicon.section("numerals", "with_half_forms")["half"])
        self._suffixes = frozenset(lexicon.section("numerals", "ordinal_suffix_forms")["any"])

    def begins(self, token: Token) -> bool:
        """Say whether a number, cardinal or ordinal, in words or digits, may begin at a token."""
        if token.kind is Kind.MARK:
            return False
        plain = token.kind is Kind.NUMBER or token.norm in self.words
        return plain or not self.words.isdisjoint(token.lemmas)

    def number_at(self, tokens: Sequence[Token], i: int) -> Found[int] | None:
        """Read the longest whole cardinal that begins at token `i`.

        «сто сорок пять тысяч» → 145000, «5» → 5, «300 тыс» → 300000, «тысяча двести» → 1200. Digit
        groups apart («1 500 000») are not joined: a phone and an amount differ in that.
        """
        if i >= len(tokens) or not self.begins(tokens[i]):
            return None
        total, stop, limit = 0, i, 0
        while True:
            part = self._below_thousand(tokens, stop)
            after = part.stop if part else stop
            scale = self._scale(tokens, after, limit)
            if part is None and (scale is None or stop > i):
                break
            if scale is None and part is not None and limit and part.value >= limit:
                break
            if limit and scale is None and self._scale(tokens, after, 0) is not None:
                break  # «450 тысяч 480 тысяч» are two
            total += (part.value if part else 1) * (scale.value if scale else 1)
            stop = after + (scale is not None)
            if scale is None:
                break
            limit = scale.value
        return Found(i, stop, total) if stop > i else None

    def ordinal_at(self, tokens: Sequence[Token], i: int) -> Found[int] | None:
        """Read an ordinal: «двадцать пятого», «две тысячи двадцать шестом», «5-го», «5ое»."""
        if i >= len(tokens) or not self.begins(tokens[i]):
            return None
        if tokens[i].kind is Kind.NUMBER:
            return self._ordinal_in_digits(tokens, i)
        total, stop, limit = 0, i, 10**12
        while stop < len(tokens):
            last = self.ordinal_word(tokens[stop])
            if last is not None and last.value < limit:
                return Found(i, stop + 1, total + last.value)
            before = self._before_ordinal(tokens, stop, limit)
            if before is None:
                return None
            total, stop, limit = total + before.value, before.stop, before.score_limit
        return None

    def quantity_at(
        self,
        tokens: Sequence[Token],
        i: int,
        cardinal: Callable[[int], Found[int] | None] | None = None,
    ) -> Found[Fraction] | None:
        """Read a number that may have a fraction.

        «полтора», «полтора миллиона», «два с половиной», «1,5», «2.5 млн», «пара тысяч», and any
        whole number of `number_at`.

        Args:
            cardinal: reads the whole number at a place, where somebody has read it already.
        """
        if i >= len(tokens) or not self.begins(tokens[i]):
            return None
        base = self._fractional(tokens, i)
        if base is None:
            whole = cardinal(i) if cardinal is not None else self.number_at(tokens, i)
            return Found(i, whole.stop, Fraction(whole.value)) if whole else None
        scale = self._scale(tokens, base.stop, 0)
        if scale is None:
            return base
        return Found(i, base.stop + 1, base.value * scale.value)

    def _fractional(self, tokens: Sequence[Token], i: int) -> Found[Fraction] | None:
        if not self._one_and_half.isdisjoint(tokens[i].lemmas):
            return Found(i, i + 1, Fraction(3, 2))
        if tokens[i].kind is Kind.NUMBER and _decimal_follows(tokens, i):
            digits = f"{tokens[i].norm[:_LONGEST_RUN]}.{tokens[i + 2].norm[:_LONGEST_RUN]}"
            return Found(i, i + 3, Fraction(digits))
        if _WITH.isdisjoint([token.norm for token in tokens[i + 1 : i + 1 + _MOST_WORDS]]):
            return None
        whole = self._below_thousand(tokens, i)
        if whole is None or whole.stop + 1 >= len(tokens):
            return None
        link, half = tokens[whole.stop], tokens[whole.stop + 1]
        if link.norm in _WITH and half.norm in self._half:
            return Found(i, whole.stop + 2, whole.value + Fraction(1, 2))
        return None

    def _below_thousand(self, tokens: Sequence[Token], i: int) -> Found[int] | None:
        if i < len(tokens) and tokens[i].kind is Kind.NUMBER:
            run = tokens[i].norm
            return Found(i, i + 1, int(run)) if len(run) <= _LONGEST_RUN else None
        total, stop, below = 0, i, Size.SCALE
        while stop < len(tokens):
            word = self.word(tokens[stop])
            if word is None or not _may_follow(word, below, total):
                break
            total, stop = total + word.value, stop + 1
            below = Size.UNIT if word.size in (Size.TEEN, Size.GROUP) else word.size
        return Found(i, stop, total) if stop > i else None

    def _scale(self, tokens: Sequence[Token], i: int, limit: int) -> NumberWord | None:
        if i >= len(tokens):
            return None
        word = self.word(tokens[i])
        if word is None or word.size is not Size.SCALE or (limit and word.value >= limit):
            return None
        return word

    def _before_ordinal(self, tokens: Sequence[Token], i: int, limit: int) -> _Lead | None:
        """Read what stands before the ordinal word: a scaled group or one falling word."""
        word = self.word(tokens[i])
        if word is None or word.size is Size.GROUP:
            return None
        scale = self._scale(tokens, i + 1, 0)
        if scale is not None and word.size is not Size.SCALE:
            value = word.value * scale.value
            return _Lead(value, i + 2, scale.value) if value < limit else None
        if word.value >= limit or word.size in (Size.UNIT, Size.TEEN):
            return None
        return _Lead(word.value, i + 1, _ROOM[word.size] if word.value < 1000 else 1000)

    def _ordinal_in_digits(self, tokens: Sequence[Token], i: int) -> Found[int] | None:
        run = tokens[i].norm
        stop = i + 1
        if stop < len(tokens) and tokens[stop].norm == "-" and tokens[stop].glued:
            stop += 1
        if stop >= len(tokens) or len(run) > 4 or tokens[stop].norm not in self._suffixes:
            return None
        apart = not tokens[stop].glued
        if apart and (stop > i + 1 or len(tokens[stop].norm) < 2):
            return None
        return Found(i, stop + 1, int(run))


class Numbers:
    """The numbers of one utterance; each is read once, however many finders ask."""

    def __init__(self, numerals: Numerals, tokens: Sequence[Token]) -> None:
        self._numerals = numerals
        self._tokens = tokens
        self._cardinals: dict[int, Found[int] | None] = {}
        self._ordinals: dict[int, Found[int] | None] = {}
        self._quantities: dict[int, Found[Fraction] | None] = {}

    @lazy
    def places(self) -> list[int]:
        """Where a number may begin; in most phrases there are few such places."""
        return [i for i, token in enumerate(self._tokens) if self._numerals.begins(token)]

    def cardinal(self, i: int) -> Found[int] | None:
        """Read a whole number at token `i`, as `Numerals.number_at` does."""
        if i not in self._cardinals:
            self._cardinals[i] = self._numerals.number_at(self._tokens, i)
        return self._cardinals[i]

    def ordinal(self, i: int) -> Found[int] | None:
        """Read an ordinal at token `i`."""
        if i not in self._ordinals:
            self._ordinals[i] = self._numerals.ordinal_at(self._tokens, i)
        return self._ordinals[i]

    def quantity(self, i: int) -> Found[Fraction] | None:
        """Read a number that may have a fraction at token `i`."""
        if i not in self._quantities:
            self._quantities[i] = self._numerals.quantity_at(self._tokens, i, self.cardinal)
        return self._quantities[i]


@dataclass(frozen=True, slots=True)
class _Lead:
    """What stood before an ordinal word, where it ended, and what must be larger than the rest."""

    value: int
    stop: int
    score_limit: int


_ORDINALS = ("ordinal_unit", "ordinal_teen", "ordinal_ten", "ordinal_hundred")
_ROOM = {Size.TEN: 10, Size.HUNDRED: 100, Size.SCALE: 1000}


def _lookup(words: Mapping[str, NumberWord], token: Token) -> NumberWord | None:
    if token.kind is Kind.MARK or token.kind is Kind.NUMBER:
        return None
    for lemma in token.lemmas:
        if lemma in words:
            return words[lemma]
    return words.get(token.norm)


def _may_follow(word: NumberWord, below: Size, total: int) -> bool:
    """Say whether a word of a size may stand after one of size `below` in a number under 1000."""
    if word.size is Size.GROUP:
        return total == 0 and below is Size.SCALE
    if total and word.value == 0:
        return False
    if word.size is Size.TEEN:
        return below >= Size.HUNDRED
    return word.size < below


def _decimal_follows(tokens: Sequence[Token], i: int) -> bool:
    if i + 2 >= len(tokens) or tokens[i + 1].norm not in (",", "."):
        return False
    both_glued = tokens[i + 1].glued and tokens[i + 2].glued
    return both_glued and tokens[i + 2].kind is Kind.NUMBER and not _glued_number(tokens, i + 3)


def _glued_number(tokens: Sequence[Token], i: int) -> bool:
    """Say whether «.2026» goes on: a third group makes a date, not a fraction."""
    if i + 1 >= len(tokens) or tokens[i].norm != "." or not tokens[i].glued:
        return False
    return tokens[i + 1].kind is Kind.NUMBER and tokens[i + 1].glued
