"""What the speaker takes back: «на завтра, нет, на пятницу», «Маше, ой, Оле», «в 15, точнее в 16».

Only words said in another's place are taken back, of one kind with them; the rest stays as typed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from nlu.dates import DateWords, Impossible
from nlu.dates.words import DayPart
from nlu.lexicon import Lexicon
from nlu.types import Found, Kind, Span, Token
from nlu.value import value

_KINDS: tuple[tuple[str, ...], ...] = (
    ("date", "date_hint"),
    ("amount", "amount_hint"),
    ("phone", "part_of_phone"),
    ("email",),
    ("stage", "pipeline"),
    ("person", "person_hint"),
    ("company",),
    ("number",),
)
_DATES, _SUMS, _PEOPLE = _KINDS[0], _KINDS[1], _KINDS[5]
_MOST_DENIED = 6
_MOST_CORRECTIONS = 8
_LEADS = frozenset({"на", "для", "к", "ко", "с", "со", "у", "в", "во", "от", "по", "из", "пусть"})
_COUNTS = frozenset({"топ", "первые", "первых", "последние", "последних"})
_DENIAL, _INSTEAD = "не", "а"

Entities = Mapping[str, Sequence[Found[Any]]]
FindDates = Callable[[Sequence[Token]], Sequence[Found[Any]]]


@dataclass(frozen=True, slots=True)
class _Said:
    tokens: Sequence[Token]
    found: Entities

    def norm(self, index: int) -> str:
        return self.tokens[index].norm if 0 <= index < len(self.tokens) else ""

    def is_mark(self, index: int) -> bool:
        return 0 <= index < len(self.tokens) and self.tokens[index].kind is Kind.MARK

    def of(self, kinds: tuple[str, ...]) -> Iterator[Found[Any]]:
        for kind in kinds:
            yield from self.found.get(kind, ())


@value(frozen=True, slots=True)
class TakenBack:
    """What is left out of an utterance.

    Args:
        gone: the tokens taken back, with the words that say so.
        units: token → the unit of the sum before it, which stands for it as well.
    """

    gone: frozenset[int] = frozenset()
    units: Mapping[int, Sequence[Token]] = field(default_factory=dict)

    def left_of(self, tokens: Sequence[Token]) -> tuple[tuple[Token, ...], frozenset[int]]:
        """Return the tokens that count, and before which of them something was taken back."""
        left: list[Token] = []
        resumed = set[int]()
        for index, token in enumerate(tokens):
            if index in self.gone:
                resumed.add(len(left))
                continue
            left.append(token)
            place = Span(token.span.stop, token.span.stop)
            left += (replace(unit, span=place) for unit in self.units.get(index, ()))
        return tuple(left), frozenset(resumed)


class Corrections:
    """Knows the words people correct themselves with; keeps no state of a phrase."""

    def __init__(self, lexicon: Lexicon, dates: FindDates) -> None:
        words = lexicon.section("commands", "correction_forms")
        self._strong = frozenset(words["instead"])
        self._around = frozenset(words["around"]) | self._strong
        self._dates = dates

    def taken_back(self, tokens: Sequence[Token], found: Entities) -> TakenBack:
        """Find what the speaker takes back."""
        norms = {token.norm for token in tokens}
        denied = {_DENIAL, _INSTEAD} <= norms
        if not denied and norms.isdisjoint(self._strong):
            return TakenBack()
        said, gone = _Said(tokens, found), set[int]()
        units: dict[int, Sequence[Token]] = {}
        quoted = {i for one in found.get("quote", ()) for i in range(one.first, one.stop)}
        strong = (i for i, token in enumerate(tokens) if token.norm in self._strong)
        for index in islice(strong, _MOST_CORRECTIONS):
            if index not in gone and index not in quoted:
                gone |= self._corrected(said, index, units)
        return TakenBack(frozenset(gone | self._denied(said) if denied else gone), units)

    def _corrected(self, said: _Said, index: int, units: dict[int, Sequence[Token]]) -> set[int]:
        first, stop = index, index + 1
        while said.is_mark(first - 1) or said.norm(first - 1) in self._around:
            first -= 1
        while said.is_mark(stop) or said.norm(stop) in self._around:
            stop += 1
        if not self._is_plain(said, index, range(first, stop)):
            return set()
        lead = stop + (said.norm(stop) in _LEADS)
        if said.norm(stop) in _COUNTS:
            lead += 1 + (said.norm(stop + 1) == "-")
        for kinds in _KINDS:
            new = next((one for one in said.of(kinds) if one.first in {stop, lead}), None)
            if new is None and kinds == _SUMS:
                new = next(filter(None, (_fraction(said, i) for i in (stop, lead))), None)
            old = new and _old(said, kinds, range(first, stop))
            if new is None or old is None:
                continue
            marks = set(range(first, stop))
            if kinds == _DATES:
                return marks | self._of_date(said, old, new)
            if kinds == _SUMS and new not in said.found.get("amount", ()):
                units.update(_unit(said, old, new))
            return marks | _of_name(said, old, new, stop)
        return set()

    def _denied(self, said: _Said) -> set[int]:
        """«Не завтра, а послезавтра набрать Марата»; a thing without a deed is one to be moved."""
        if not any(p.pos == "INFN" for token in said.tokens for p in token.parses[:1]):
            return set()
        for kinds in (_DATES, _PEOPLE):
            for new in said.of(kinds):
                turn = new.first - 1 - (said.norm(new.first - 1) in _LEADS)
                stop = turn - said.is_mark(turn - 1)
                near = range(stop - 1, max(stop - _MOST_DENIED, -1), -1)
                denial = next((i for i in near if said.norm(i) == _DENIAL), None)
                if said.norm(turn) != _INSTEAD or denial is None:
                    continue
                if self._is_one(said, kinds, range(denial + 1, stop)):
                    return set(range(denial, turn + 1))
        return set()

    def _is_one(self, said: _Said, kinds: tuple[str, ...], words: range) -> bool:
        if kinds == _DATES:
            return self._read(said.tokens[words.start : words.stop]) is not None
        name = words.start + (said.norm(words.start) in _LEADS)
        return any((one.first, one.stop) == (name, words.stop) for one in said.of(kinds))

    def _is_plain(self, said: _Said, index: int, marker: range) -> bool:
        """«Не» takes back where it stands alone, «есть» behind «то»."""
        norm = said.norm(index)
        if norm == _DENIAL:
            return said.is_mark(index + 1) and (said.is_mark(index - 1) or index > marker.start)
        return norm != "есть" or said.norm(index - 1) == "то"

    def _of_date(self, said: _Said, old: Found[Any], new: Found[Any]) -> set[int]:
        """Of a day and an hour only what is said anew is taken back."""
        whole = set(range(old.first, old.stop))
        before, after = old.value, new.value
        if isinstance(before, Impossible) or isinstance(after, Impossible):
            return whole
        part = isinstance(before.time, DayPart)  # «на вечер, хотя нет, на завтра»
        if (after.only_time and before.only_day) or (after.only_day and before.only_time):
            return whole if part else set()
        if before.only_day or before.only_time or not (after.only_day or after.only_time):
            return whole
        return self._part(said, old, timed=after.only_time)

    def _part(self, said: _Said, old: Found[Any], *, timed: bool) -> set[int]:
        """Return the tokens of the hour, or of the day, inside a mention of both."""
        for cut in range(old.stop - 1, old.first, -1):
            head = self._read(said.tokens[old.first : cut])
            if head is not None and (head.only_day or head.only_time):
                opening, closing = set(range(old.first, cut)), set(range(cut, old.stop))
                return closing if head.only_day == timed else opening
        return set(range(old.first, old.stop))

    def _read(self, tokens: Sequence[Token]) -> DateWords | None:
        found = self._dates(tokens)
        if len(found) != 1 or (found[0].first, found[0].stop) != (0, len(tokens)):
            return None
        value = found[0].value
        return value if isinstance(value, DateWords) else None


def _old(said: _Said, kinds: tuple[str, ...], marker: range) -> Found[Any] | None:
    """Find what is replaced: right before, or earlier where a mark sets the correction apart."""
    earlier = [one for one in said.of(kinds) if one.stop <= marker.start]
    last = max(earlier, key=lambda one: one.stop, default=None)
    if last is None or last.stop == marker.start:
        return last
    return last if said.is_mark(marker.start) and kinds == _DATES else None


def _fraction(said: _Said, first: int) -> Found[Any] | None:
    """«1,2 млн, точнее 1,3»: a fraction with no unit is a sum only in another's place."""
    pieces = said.tokens[first : first + 3]
    kinds = [token.kind for token in pieces]
    written = kinds == [Kind.NUMBER, Kind.MARK, Kind.NUMBER] and pieces[1].text in {",", "."}
    return Found(first, first + 3, None) if written and pieces[2].glued else None


def _unit(said: _Said, old: Found[Any], new: Found[Any]) -> dict[int, Sequence[Token]]:
    """«200 тысяч рублей, нет, 250», «300к, ой, 350»: the unit goes for the number it is now of."""
    number = next(
        (i for i in range(old.stop, old.first, -1) if _is_number(said.tokens[i - 1])), old.first
    )
    return {new.stop - 1: said.tokens[number : old.stop]} if number < old.stop else {}


def _is_number(token: Token) -> bool:
    return token.kind is Kind.NUMBER or token.pos == "NUMR"


def _of_name(said: _Said, old: Found[Any], new: Found[Any], stop: int) -> set[int]:
    """«На Юлю, нет, на Наташу», «с Рустамом, нет, Маратом»: one of the two prepositions stays."""
    first = old.first
    if new.first > stop:
        first -= said.norm(first - 1) in _LEADS | {"-"}
        first -= said.norm(first - 1) in _COUNTS
    return set(range(first, old.stop))
