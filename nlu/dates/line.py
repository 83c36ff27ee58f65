"""A phrase seen by the date rules: tokens with their date terms, asked by index without fear."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from nlu.dates.vocabulary import Phrases, Term, Terms, Vocabulary
from nlu.dates.words import Bound, DateWords
from nlu.numerals import Numbers
from nlu.types import Found, Kind, Token
from nlu.value import value

Piece = Found[DateWords]
_LONGEST_NUMBER = 4
_AFTER_DATE = frozenset({"-", "t", "т"})
_JOINING = frozenset(".:/-+#№$*_@")
_GOING_ON = frozenset("-,.:/")


@value(frozen=True, slots=True)
class Prefix:
    """The words before a date that belong to it.

    Args:
        first: index of the first of them; the date's own index when there are none.
        bound: what they make of the date.
        word: the last of them («в», «через»), empty when there are none.
        away: «ahead», «within», «over» or «lasting» when they may introduce a length of time.
        near: another date ends just before, so that «завтра 15 00» needs no preposition.
        hour: «sure» or «unsure» when the last word may stand before a bare hour.
    """

    first: int
    bound: Bound
    word: str
    away: str | None
    near: bool = False
    hour: str | None = None


class Line:
    """Tokens of one phrase and everything the rules ask about them; out of range is simply no.

    `floor` is where the last date found so far ends.
    """

    def __init__(self, tokens: Sequence[Token], words: Vocabulary, numbers: Numbers) -> None:
        self.tokens = tokens
        self.size = len(tokens)
        self.floor = 0
        self._norms = tuple(token.norm for token in tokens)
        self._digits = [_short_run(token) for token in tokens]
        self._numbers = numbers
        self._words = words
        self._terms: list[Terms] = [words.terms_of(token) for token in tokens]

    def term(self, i: int, term: Term) -> str | None:
        """Return what token `i` is as a term, None when it is none."""
        return self._terms[i].get(term) if 0 <= i < self.size else None

    def terms(self, i: int) -> Terms:
        """Return all terms of token `i`."""
        return self._terms[i]

    def norm(self, i: int) -> str:
        """Return token `i` in lower case, empty out of range."""
        return self._norms[i] if 0 <= i < self.size else ""

    def glued(self, i: int) -> bool:
        """Say whether token `i` stands right after the one before it."""
        return 0 <= i < self.size and self.tokens[i].glued

    def digits(self, i: int) -> str:
        """Return a run of at most four digits, empty when token `i` is none."""
        return self._digits[i] if 0 <= i < self.size else ""

    def is_short_unit(self, i: int) -> bool:
        """Say whether token `i` is an abbreviated unit: «ч», «дн»."""
        return self.norm(i) in self._words.short_units

    def is_number(self, i: int) -> bool:
        """Say whether token `i` is a run of digits of any length."""
        return 0 <= i < self.size and self.tokens[i].kind is Kind.NUMBER

    def is_collective(self, i: int) -> bool:
        """Say whether a numeral counts people: «столик на троих»."""
        return "Coll" in self.tokens[i].traits

    def is_bare_number(self, i: int, prefix: Prefix) -> bool:
        """Say whether token `i` is digits that nothing makes a date but other digits («5 03 2026»).

        Most numbers are no dates: no preposition stands before them, no word and no mark that
        joins digits after.
        """
        if prefix.word or prefix.near or not self.is_number(i) or self._terms[i]:
            return False
        if i + 1 == self.size:
            return True
        after = self.tokens[i + 1]
        plain = after.kind is Kind.NUMBER or after.kind is Kind.MARK
        return plain and after.norm not in _GOING_ON and not self._terms[i + 1]

    def glued_mark(self, i: int, marks: str) -> bool:
        """Say whether token `i` is one of the marks with nothing around it."""
        return self.norm(i) in set(marks) and self.glued(i) and self.glued(i + 1)

    def continues(self, i: int) -> bool:
        """Say whether digits go on from something on their left («8-916», «м300», «1.5»)."""
        if i == 0 or not self.digits(i) or not self.glued(i):
            return False
        if self.floor == i - 1 > 0 and self.norm(i - 1) in _AFTER_DATE:
            return False
        return self.tokens[i - 1].kind is not Kind.MARK or self.norm(i - 1) in _JOINING

    def number(self, i: int) -> Found[int] | None:
        """Read a cardinal at token `i`; each is read once however many rules ask."""
        return self._numbers.cardinal(i)

    def ordinal(self, i: int) -> Found[int] | None:
        """Read an ordinal at token `i`."""
        return self._numbers.ordinal(i)

    def quantity(self, i: int) -> Found[Fraction] | None:
        """Read a number that may have a fraction at token `i`."""
        return self._numbers.quantity(i)

    def phrase(self, name: str, i: int) -> Found[str] | None:
        """Return the phrase of a section that begins at `i`."""
        return self._words.phrases[name].at(self._norms, i)

    def phrase_before(self, name: str, stop: int, floor: int) -> Found[str] | None:
        """Return the phrase of a section that ends before `stop`."""
        phrases: Phrases = self._words.phrases[name]
        return phrases.before(self._norms, stop, floor)

    def has_case(self, i: int, *cases: str) -> bool:
        """Say whether token `i` may stand in one of the cases."""
        if not 0 <= i < self.size:
            return False
        return any(not parse.grammemes.isdisjoint(cases) for parse in self.tokens[i].parses)

    def prefix(self, i: int) -> Prefix:
        """Read the words before a date that begins at `i`, none of them in the date before."""
        floor = self.floor
        bound = self.phrase_before("bound", i, floor)
        away = self.phrase_before("away", i, floor)
        longest = bound if away is None or (bound and bound.first < away.first) else away
        if longest is not None and self._is_unit(longest.first):
            longest = None
        if longest is None:
            return Prefix(i, Bound.AT, "", None, near=self._near(i))
        first = longest.first
        first -= first > floor and self.term(first - 1, Term.UNIT) == "hour"
        while first > floor and self.term(first - 1, Term.HEDGE):
            first -= 1
        said = Bound(bound.value) if bound else Bound.AT
        way = away.value if away and away is longest else None
        hour = self.term(i - 1, Term.BEFORE_HOUR)
        return Prefix(first, said, self.norm(i - 1), way, self._near(first), hour)

    def _is_unit(self, i: int) -> bool:
        """Say whether a word is glued to a number, as the «с» of «1с» is."""
        return self.glued(i) and self.is_number(i - 1) and i > self.floor

    def _near(self, first: int) -> bool:
        between = first - self.floor
        return self.floor > 0 and (between == 0 or (between == 1 and self.norm(self.floor) == ","))


def _short_run(token: Token) -> str:
    short = token.kind is Kind.NUMBER and len(token.norm) <= _LONGEST_NUMBER
    return token.norm if short else ""
