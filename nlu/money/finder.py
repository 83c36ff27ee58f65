"""Amounts with their bounds, one value for «от 100 до 500 тысяч»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import StrEnum

from nlu.figures import begins_range, is_worth
from nlu.lexicon import Lexicon
from nlu.money.amounts import Amount, AmountReader
from nlu.money.words import BoundWords, Said
from nlu.numerals import Numbers
from nlu.types import Found, Kind, Token
from nlu.value import value
from nlu.values import MoneyRange

_SURE = 0.95
_PRICED = 0.8
_GROUPED = 0.7
_BARE = 0.3
_ROUND = 100
_WIDEST = 20
_THOUSAND = 1000
_MILLION = 1_000_000
_GROUP = 3
_FEW = 100
_ID_LENGTH = 4
_YEARS = range(1990, 2100)


class Relation(StrEnum):
    """How the words bound the amount."""

    PLAIN = "plain"
    EXACT = "exact"
    MIN = "min"
    MAX = "max"
    BETWEEN = "between"
    AROUND = "around"


@value(frozen=True, slots=True)
class Money:
    """Money that was said, in whole roubles.

    Args:
        low: the amount, or the lower one of two.
        high: the amount, or the higher one of two.
        has_unit: thousands, millions or roubles were named; a bare number may be anything.
    """

    low: int
    high: int
    relation: Relation
    has_unit: bool

    @property
    def amount(self) -> int | None:
        """The one amount that was said, whatever its bound; None for a range."""
        return None if self.relation is Relation.BETWEEN else self.low

    @property
    def range(self) -> MoneyRange:
        """What a filter by this money lets through; «около» is a tenth either way."""
        match self.relation:
            case Relation.MIN:
                return MoneyRange(self.low, None)
            case Relation.MAX:
                return MoneyRange(None, self.high)
            case Relation.AROUND:
                return MoneyRange(self.low * 9 // 10, self.high * 11 // 10)
            case Relation.PLAIN | Relation.EXACT | Relation.BETWEEN:
                return MoneyRange(self.low, self.high)


@value(frozen=True, slots=True)
class _Bounded:
    """An amount with the words that bound it."""

    amount: Amount
    first: int
    stop: int
    said: Said | None


class MoneyFinder:
    """Finds money in tokens; built once, safe to share between threads."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._reader = AmountReader(lexicon)
        self._words = BoundWords(lexicon)
        nouns = lexicon.section("commands", "nouns")
        self.begins = self._reader.begins
        self._budget = frozenset(nouns["budget"])
        self._asking = frozenset(lexicon.section("commands", "questions")["how_many"])
        self._top = frozenset(lexicon.section("commands", "sorts")["top"])
        self._numbered = frozenset((*nouns["deal"], *nouns["id"], *nouns["phone"]))

    def find(self, tokens: Sequence[Token], numbers: Numbers | None = None) -> list[Found[Money]]:
        """Find amounts, in order of the text, the words that bound them within.

        The score is .95 where a unit was named, .8 after «бюджет» and «дороже», .7 for digits in
        groups («90 000»), .3 for a bare number, which is money only where a rule expects some.

        Args:
            numbers: those of the phrase, where others read them too.
        """
        if not any(map(self.begins, tokens)):
            return []
        found: list[Found[Money]] = []
        bounded = list(self._bounded(tokens, numbers or self._reader.numbers(tokens)))
        place = 0
        while place < len(bounded):
            one = bounded[place]
            pair = bounded[place + 1] if place + 1 < len(bounded) else None
            joined = self._joined(one, pair, tokens) if pair else None
            if pair and not joined and _is_spelt_out(one, pair, tokens):
                joined = self._spelt_out(one, pair, tokens)
            place += 2 if joined else 1
            money = joined or self._single(one, tokens)
            if money is not None:
                found.append(money)
        return _without_pieces(found, tokens) if len(found) > 1 else found

    def _bounded(self, tokens: Sequence[Token], numbers: Numbers) -> Iterator[_Bounded]:
        place, free = 0, 0
        while place < len(tokens):
            amount = self._reader.at(tokens, place, numbers)
            if amount is None:
                place += 1
                continue
            place = amount.stop
            if amount.first and self._is_counted_off(amount, tokens[amount.first - 1]):
                continue
            if self._is_id(amount, tokens):
                spelt = tokens[amount.first].kind is not Kind.NUMBER
                place = free = amount.stop if spelt else amount.first + 1
                continue
            first, said = self._words.before(tokens, amount.first, free)
            stop, after = self._words.after(tokens, amount.stop)
            if after and stop < len(tokens) and self._reader.at(tokens, stop, numbers) is not None:
                stop, after = amount.stop, None
            free = stop
            yield _Bounded(amount, first, free, after or said)

    def _is_counted_off(self, amount: Amount, before: Token) -> bool:
        """«Сколько миллионов» names no sum, «топ 5 по бюджету» says how many to show."""
        shown = not amount.has_unit and bool(before.lemmas & self._top)
        return shown or bool(before.lemmas & self._asking)

    def _joined(
        self, one: _Bounded, other: _Bounded, tokens: Sequence[Token]
    ) -> Found[Money] | None:
        """Make a range of two neighbouring amounts, or None when they are none."""
        if not self._words.is_join(tokens, one, other) or _is_number_of(one.amount, other.amount):
            return None
        after = tokens[other.stop] if other.stop < len(tokens) else None
        if after is not None and not other.amount.has_unit and _is_counted(after):
            return None  # «40 тысяч до 11 марта»
        priced = self._is_priced(one, tokens)
        is_turned = one.said is not None and one.said.relation == Relation.MAX
        ends = (other.amount, one.amount) if is_turned else (one.amount, other.amount)
        low, high = _shared_scale(*ends)
        low, high = sorted((low, high), key=lambda amount: amount.value)
        if not (low.has_unit or high.has_unit or priced):
            return None
        if not (low.has_unit or high.has_unit) and high.value < _THOUSAND:
            low, high = _in_thousands(low), _in_thousands(high)
        value = Money(_roubles(low), _roubles(high), Relation.BETWEEN, low.has_unit)
        return Found(one.first, other.stop, value, _SURE if low.has_unit else _PRICED)

    def _spelt_out(
        self, one: _Bounded, words: _Bounded, tokens: Sequence[Token]
    ) -> Found[Money] | None:
        """«456 700 (четыреста пятьдесят шесть тысяч семьсот) рублей»: one amount said twice."""
        stop = self._reader.past_currency(tokens, words.stop + 1)
        found = self._single(replace(words, first=one.first, said=one.said or words.said), tokens)
        return replace(found, stop=stop, score=_SURE) if found is not None else None

    def _single(self, one: _Bounded, tokens: Sequence[Token]) -> Found[Money] | None:
        amount, said = one.amount, one.said
        priced = self._is_priced(one, tokens)
        if not amount.has_unit and not priced and not self._may_be_money(amount, tokens):
            return None
        is_short = said is not None and priced and not amount.has_unit
        amount = _in_millions(amount) if priced and _is_fraction(amount) else amount
        roubles = _roubles(
            _in_thousands(amount) if is_short and amount.value < _THOUSAND else amount
        )
        relation = Relation(said.relation) if said else Relation.PLAIN
        score = _SURE if amount.has_unit else _PRICED if priced else _BARE
        score = max(score, _GROUPED) if amount.is_grouped else score
        return Found(one.first, one.stop, Money(roubles, roubles, relation, amount.has_unit), score)

    def _is_id(self, amount: Amount, tokens: Sequence[Token]) -> bool:
        """Say whether the number is a deal's: «сделка 5050», «номер пять тысяч четыре»."""
        before = tokens[amount.first - 1] if amount.first > 0 else None
        if before is None or before.lemmas.isdisjoint(self._numbered):
            return False
        digits = tokens[amount.first].norm
        if begins_range(tokens, amount.first, amount.stop):
            return False
        if amount.is_grouped and self._is_worth(amount, tokens):
            return False
        if is_worth(tokens, amount.first, amount.stop):
            return False
        return not amount.ends_in_unit or (digits.isdigit() and len(digits) > _GROUP)

    def _is_worth(self, amount: Amount, tokens: Sequence[Token]) -> bool:
        """«Сумма сделки 1 240 000»: what the deal is worth, whatever its number."""
        return amount.first > 1 and bool(tokens[amount.first - 2].lemmas & self._budget)

    def _is_priced(self, one: _Bounded, tokens: Sequence[Token]) -> bool:
        before = tokens[max(0, one.first - 2) : one.first]
        near = any(not token.lemmas.isdisjoint(self._budget) for token in before)
        return near or (one.said is not None and one.said.is_price)

    def _may_be_money(self, amount: Amount, tokens: Sequence[Token]) -> bool:
        """Say whether a bare number may be money: no part of a date, a phone, an id, a count."""
        if amount.value.denominator != 1 or int(amount.value) in _YEARS:
            return False
        if amount.first > 0 and _is_joint(tokens, amount.first):
            return False
        after = tokens[amount.stop] if amount.stop < len(tokens) else None
        return after is None or not (_is_counted(after) or _goes_on(tokens, amount.stop))


def _is_spelt_out(one: _Bounded, words: _Bounded, tokens: Sequence[Token]) -> bool:
    around = [token.text for token in (*tokens[one.stop : words.first], *tokens[words.stop :][:1])]
    return around == ["(", ")"] and one.amount.value == words.amount.value


def _without_pieces(found: list[Found[Money]], tokens: Sequence[Token]) -> list[Found[Money]]:
    """«Окна, 3 штуки, 78к»: where a sum is said otherwise, pieces are counted by «штука»."""
    pieces = [one for one in found if "штука" in tokens[one.stop - 1].lemmas]
    others = [one for one in found if one not in pieces and one.value.has_unit]
    return [one for one in found if one not in pieces] if others else found


def _in_thousands(amount: Amount) -> Amount:
    """Read «дешевле двухсот» as thousands, which nobody says of a deal of 200 roubles."""
    return replace(amount, value=amount.value * _THOUSAND)


def _is_fraction(amount: Amount) -> bool:
    return not amount.has_unit and amount.value.denominator > 1 and amount.value < _FEW


def _in_millions(amount: Amount) -> Amount:
    """Read «бюджет 1,7» as millions: nobody counts a deal in kopecks."""
    return replace(amount, value=amount.value * _MILLION)


def _roubles(amount: Amount) -> int:
    return round(amount.value)


def _shared_scale(one: Amount, other: Amount) -> tuple[Amount, Amount]:
    """Let a bare end take the other's scale: «от 100 до 500 тысяч», «от миллиона до трёх»."""
    if one.has_unit == other.has_unit or (one.scale == 1 and other.scale == 1):
        return one, other
    if not one.has_unit:
        return _scaled_below(one, other), other
    return one, _scaled_above(other, one)


def _is_number_of(bare: Amount, top: Amount) -> bool:
    """«5044 — 870 тысяч»: a deal's number and its sum, no range anybody would search in."""
    if bare.has_unit or bare.is_grouped or not top.has_unit or bare.value < _THOUSAND:
        return False
    shared = bare.value * top.scale <= top.value
    return not shared and (bare.value % _ROUND != 0 or bare.value * _WIDEST < top.value)


def _scaled_below(bare: Amount, top: Amount) -> Amount:
    for scale in (top.scale, _THOUSAND, 1):
        if bare.value * scale <= top.value:
            return replace(bare, value=bare.value * scale, scale=max(scale, bare.scale))
    return bare


def _scaled_above(bare: Amount, bottom: Amount) -> Amount:
    for scale in (1, bottom.scale, _MILLION):
        if bare.value * scale >= bottom.value:
            return replace(bare, value=bare.value * scale, scale=max(scale, bare.scale))
    return bare


def _is_joint(tokens: Sequence[Token], first: int) -> bool:
    """Say whether a number goes on from the token before it: «м300», «#5001», «15:00»."""
    before = tokens[first - 1]
    apart = len(before.norm) >= _ID_LENGTH and len(tokens[first].norm) >= _ID_LENGTH
    if (before.kind is Kind.NUMBER and not apart) or before.norm in ("#", "№", "+"):
        return True
    return tokens[first].glued and (before.kind is not Kind.MARK or before.norm in tuple(":.,/(-*"))


def _goes_on(tokens: Sequence[Token], place: int) -> bool:
    """Say whether a number is followed by a part of the same date, time or phone."""
    token = tokens[place]
    if token.kind is Kind.NUMBER or (token.glued and token.kind is not Kind.MARK):
        return True
    follower = tokens[place + 1] if place + 1 < len(tokens) else None
    return token.norm in tuple(":./-(),") and follower is not None and follower.kind is Kind.NUMBER


def _is_counted(token: Token) -> bool:
    likeliest = token.parses[0] if token.parses else None
    return (
        likeliest is not None
        and likeliest.pos in ("NOUN", "ADJF")
        and "gent" in likeliest.grammemes
    )
