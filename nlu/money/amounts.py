"""One amount: a number, what multiplies it, and roubles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TypeVar

from nlu.lexicon import Lexicon
from nlu.numerals import Numbers, Numerals, Size
from nlu.types import Kind, Token
from nlu.value import value

V = TypeVar("V")
_IN_PIECES = "штуках"  # «сколько это в штуках» is no thousand
_THOUSAND = 1000
_MILLION = 1_000_000
_ENDINGS = frozenset({"х", "ух", "ех", "ти", "и", "мя", "ми", "ю"})
_ABOUT = frozenset({"на", "за", "в", "под"})
_LARGEST = 10**13
_LONGEST_RUN = 12
_GROUP_LENGTH = 3
_PARTS = {"half": Fraction(1, 2), "third": Fraction(1, 3), "quarter": Fraction(1, 4)}


@value(frozen=True, slots=True)
class Amount:
    """A number that may be money, in tokens `first` … `stop - 1`.

    Args:
        value: as said, its scale counted in.
        scale: what the last scale word multiplies by; 1 when there is none.
        is_currency: roubles were named.
        is_grouped: digits stand in groups of three («90 000»).
        ends_in_unit: its last word is a scale or a currency, as «пять тысяч два» is not.
    """

    first: int
    stop: int
    value: Fraction
    scale: int = 1
    is_currency: bool = False
    is_grouped: bool = False
    ends_in_unit: bool = False

    @property
    def has_unit(self) -> bool:
        """Thousands, millions or roubles were named."""
        return self.scale > 1 or self.is_currency


class AmountReader:
    """Reads amounts by the lexicon's words for scales and roubles."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._numerals = Numerals(lexicon)
        self._scales = _numbers(lexicon, "scale") | _numbers(lexicon, "scale_forms")
        self._glued = _numbers(lexicon, "glued_forms")
        self._joined = _numbers(lexicon, "joined_forms")
        self._parts = {
            word: _PARTS[name]
            for section in ("part", "part_forms")
            for word, name in lexicon.names_by_word("money", section).items()
        }
        self._currency = _words(lexicon, "currency") | _words(lexicon, "currency_forms")
        self._foreign = _words(lexicon, "foreign") | _words(lexicon, "foreign_forms")
        more = (self._joined, self._parts, self._scales)
        self._opening = self._numerals.words.union(*more)

    def numbers(self, tokens: Sequence[Token]) -> Numbers:
        """Return the numbers of an utterance that nobody has read yet."""
        return Numbers(self._numerals, tokens)

    def begins(self, token: Token) -> bool:
        """Say whether an amount may begin at a token."""
        begins: bool | None = token.facts.get(self)
        if begins is None:
            plain = token.kind is Kind.NUMBER
            opening = token.kind is not Kind.MARK and _is_one_of(token, self._opening)
            begins = token.facts[self] = plain or opening
        return begins

    def at(self, tokens: Sequence[Token], first: int, numbers: Numbers) -> Amount | None:
        """Read the longest amount that begins at a token; None where there is none."""
        if not self.begins(tokens[first]):
            return None
        amount = self._joined_word(tokens, first) or self._part_of_scale(tokens, first)
        if amount is None:
            amount = self._turned(tokens, first, numbers) or self._number(tokens, first, numbers)
        if amount is None or amount.value > _LARGEST:
            return None
        amount = self._with_currency(tokens, self._with_hundreds(tokens, amount, numbers))
        if amount.stop < len(tokens) and _is_one_of(tokens[amount.stop], self._foreign):
            return None
        return amount

    def _joined_word(self, tokens: Sequence[Token], first: int) -> Amount | None:
        value = _look_up(self._joined, tokens[first])
        if value is None:
            return None
        return Amount(
            first,
            first + 1,
            Fraction(value),
            _MILLION if value > 10**4 else _THOUSAND,
            ends_in_unit=True,
        )

    def _part_of_scale(self, tokens: Sequence[Token], first: int) -> Amount | None:
        part, place = self._part_at(tokens, first)
        if part is None:
            return None
        place += place < len(tokens) and tokens[place].norm == "-"
        scale = self._scale_at(tokens, place)
        return (
            None
            if scale is None
            else Amount(first, place + 1, part * scale, scale, ends_in_unit=True)
        )

    def _part_at(self, tokens: Sequence[Token], first: int) -> tuple[Fraction | None, int]:
        """Read «треть», «две трети», «три четверти», and where it ends."""
        part = _look_up(self._parts, tokens[first])
        if part is not None or first + 1 >= len(tokens):
            return part, first + 1
        count, part = self._numerals.word(tokens[first]), _look_up(self._parts, tokens[first + 1])
        several = count is not None and part is not None and count.value * part < 1
        return (count.value * part if count and part and several else None), first + 2

    def _number(self, tokens: Sequence[Token], first: int, numbers: Numbers) -> Amount | None:
        grouped = _grouped_digits(tokens, first)
        if grouped is not None:
            return self._scaled(tokens, grouped)
        if tokens[first].kind is Kind.NUMBER and len(tokens[first].norm) > _LONGEST_RUN:
            return None
        found = numbers.quantity(first)
        if found is not None:
            scale = self._own_scale(tokens[first : found.stop])
            ends = self._scale_at(tokens, found.stop - 1) is not None
            amount = Amount(first, found.stop, found.value, scale, ends_in_unit=ends)
            return self._scaled(tokens, amount)
        alone = self._scale_at(tokens, first) if tokens[first].norm != _IN_PIECES else None
        return (
            None
            if alone is None
            else Amount(first, first + 1, Fraction(alone), alone, ends_in_unit=True)
        )

    def _turned(self, tokens: Sequence[Token], first: int, numbers: Numbers) -> Amount | None:
        """«Тысяч сто», «тысяч на двести», not «штук семь»: the number stands behind its scale."""
        scale = self._scale_at(tokens, first)
        if scale is not None and not _are_many(tokens[first]):
            return None
        place = first + 1 + (first + 1 < len(tokens) and tokens[first + 1].norm in _ABOUT)
        if scale is None or place >= len(tokens):
            return None
        count = numbers.quantity(place)
        if count is None or count.value >= _THOUSAND or self._scale_at(tokens, count.stop):
            return None
        return Amount(first, count.stop, count.value * scale, scale, ends_in_unit=True)

    def _scaled(self, tokens: Sequence[Token], amount: Amount) -> Amount:
        place = _past_ending(tokens, amount.stop)
        scale = self._glued_scale(tokens, amount.stop) or self._scale_at(tokens, place)
        if scale is None or amount.scale > 1:
            return amount
        value = amount.value * scale
        return replace(amount, stop=place + 1, value=value, scale=scale, ends_in_unit=True)

    def _with_hundreds(self, tokens: Sequence[Token], amount: Amount, numbers: Numbers) -> Amount:
        """Read «миллион двести» as one million two hundred thousand, as it is meant in speech."""
        if amount.scale < _MILLION or amount.is_currency:
            return amount
        rest = amount.value % _MILLION
        if 0 < rest < _THOUSAND and rest.denominator == 1:
            return replace(amount, value=amount.value + rest * (_THOUSAND - 1), scale=_THOUSAND)
        after = numbers.cardinal(amount.stop) if amount.value % 1 == 0 else None
        if rest or after is None or not 0 < after.value < _MILLION:
            return amount
        if self._scale_at(tokens, after.stop) is not None or self._ends_wrong(tokens, after.stop):
            return amount
        more = after.value * (_THOUSAND if after.value < _THOUSAND else 1)
        return replace(amount, stop=after.stop, value=amount.value + more, scale=_THOUSAND)

    def _ends_wrong(self, tokens: Sequence[Token], stop: int) -> bool:
        return stop < len(tokens) and (
            tokens[stop].kind is Kind.NUMBER or tokens[stop].norm in (":", ".", "-")
        )

    def past_currency(self, tokens: Sequence[Token], place: int) -> int:
        """Return where the words go on: behind «рублей», if they stand at a place."""
        named = place < len(tokens) and _is_one_of(tokens[place], self._currency)
        return place + named

    def _with_currency(self, tokens: Sequence[Token], amount: Amount) -> Amount:
        stop = amount.stop
        if stop + 1 < len(tokens) and tokens[stop].norm == "." and amount.scale > 1:
            stop += 1
        if stop >= len(tokens) or not _is_one_of(tokens[stop], self._currency):
            return amount
        return replace(amount, stop=stop + 1, is_currency=True, ends_in_unit=True)

    def _scale_at(self, tokens: Sequence[Token], place: int) -> int | None:
        if place >= len(tokens):
            return None
        word = self._numerals.word(tokens[place])
        if word is not None and word.size is Size.SCALE:
            return word.value
        return _look_up(self._scales, tokens[place])

    def _glued_scale(self, tokens: Sequence[Token], place: int) -> int | None:
        if place >= len(tokens) or tokens[place - 1].kind is not Kind.NUMBER:
            return None
        if not tokens[place].glued and not _stands_alone(tokens, place):
            return None
        return self._glued.get(tokens[place].norm)

    def _own_scale(self, tokens: Sequence[Token]) -> int:
        words = [word for token in tokens if (word := self._numerals.word(token))]
        return max((word.value for word in words if word.size is Size.SCALE), default=1)


def _grouped_digits(tokens: Sequence[Token], first: int) -> Amount | None:
    """Read «1 500 000», «1.500.000», «90 000»; a lone point parts kopecks or a date, not groups."""
    if tokens[first].kind is not Kind.NUMBER or len(tokens[first].norm) > _GROUP_LENGTH:
        return None
    digits, stop, points = tokens[first].norm, first + 1, 0
    while (step := _next_group(tokens, stop)) and len(digits) < _LONGEST_RUN:
        digits += tokens[stop + step - 1].norm
        points += step - 1
        stop += step
    if stop == first + 1 or points == 1 or digits.startswith("0"):
        return None
    return Amount(first, stop, Fraction(int(digits)), is_grouped=True)


def _next_group(tokens: Sequence[Token], place: int) -> int:
    """Count the tokens of the next group of three digits with its separator; 0 for none."""
    step = 2 if place < len(tokens) and tokens[place].norm in (".", ",", "'") else 1
    if place + step > len(tokens):
        return 0
    group, glued = tokens[place + step - 1], step == 2
    fits = group.kind is Kind.NUMBER and len(group.norm) == _GROUP_LENGTH
    return step if fits and group.glued is glued and tokens[place].glued is glued else 0


def _past_ending(tokens: Sequence[Token], place: int) -> int:
    """«2х млн», «5-ти миллионов»: the figure written with the end of its word."""
    if place >= len(tokens) or tokens[place - 1].kind is not Kind.NUMBER:
        return place
    word = place + (tokens[place].norm == "-" and tokens[place].glued)
    ended = word < len(tokens) and tokens[word].glued and tokens[word].norm in _ENDINGS
    return word + 1 if ended else place


def _are_many(scale: Token) -> bool:
    many = any({"gent", "plur"} <= parse.grammemes for parse in scale.parses)
    return many and "штука" not in scale.lemmas


def _stands_alone(tokens: Sequence[Token], place: int) -> bool:
    """Say whether «к» apart from its number is no preposition: «150 к для», not «150 к пятнице»."""
    if place + 1 == len(tokens):
        return True
    after = tokens[place + 1]
    if after.norm == ".":
        return place + 2 < len(tokens) and tokens[place + 2].norm == "р"
    return bool(after.parses) and after.parses[0].pos in ("PREP", "CONJ")


def _numbers(lexicon: Lexicon, section: str) -> dict[str, int]:
    return {word: int(value) for word, value in lexicon.names_by_word("money", section).items()}


def _words(lexicon: Lexicon, section: str) -> frozenset[str]:
    return frozenset(lexicon.names_by_word("money", section))


def _look_up(words: Mapping[str, V], token: Token) -> V | None:
    if token.norm in words:
        return words[token.norm]
    return next((words[lemma] for lemma in token.lemmas if lemma in words), None)


def _is_one_of(token: Token, words: frozenset[str]) -> bool:
    return token.norm in words or not words.isdisjoint(token.lemmas)
