"""Finding date words anywhere in a phrase, in time linear in its length.

At each token only the rules that its terms call for are tried, each looks a bounded way ahead, and
the longest reading wins; then neighbours that name one moment are joined.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from nlu.dates import clock, lengths, month_days, numeric, parts_of, periods, weekdays, year_parts
from nlu.dates.days import Between, Impossible, Period, RelativeDay, Weekday, YearPart
from nlu.dates.fuse import combine, joined_days, joined_months, moved_to, stretch_between
from nlu.dates.leftovers import pasted_date
from nlu.dates.line import Line, Piece, Prefix
from nlu.dates.vocabulary import Term, Vocabulary
from nlu.dates.words import Bound, DateWords
from nlu.lexicon import Lexicon
from nlu.morphology import Morphology
from nlu.numerals import Numbers, Numerals
from nlu.types import Found, Kind, Token
from nlu.value import value

Rule = Callable[[Line, int, Prefix], Piece | None]
Join = Callable[[Line, Piece, Piece], Piece | None]

_ON_NUMBER: tuple[Rule, ...] = (
    numeric.date_in_digits,
    clock.time_in_digits,
    month_days.day_of_month,
    year_parts.quarter_named,
    year_parts.year_named,
    year_parts.pair_named,
    lengths.away,
    clock.hour_said,
    clock.spoken_clock,
    weekdays.nth_weekday,
    parts_of.edge_day,
    parts_of.share_of,
    pasted_date,
)
_ON_TERM: dict[Term, tuple[Rule, ...]] = {
    Term.WEEKDAY: (weekdays.weekday,),
    Term.MONTH: (year_parts.month_named,),
    Term.MONTH_ADJECTIVE: (year_parts.of_month,),
    Term.PERIOD_ADJECTIVE: (periods.of_period,),
    Term.DAY: (periods.relative_day,),
    Term.UNIT: (lengths.away, lengths.in_units, clock.one_o_clock, periods.of_records),
    Term.HALF_UNIT: (lengths.away,),
    Term.ROUGH: (lengths.away,),
    Term.WHICH: (
        periods.which_one,
        weekdays.nth_weekday,
        parts_of.edge_day,
        parts_of.share_of,
    ),
    Term.WEEKDAYS: (weekdays.pair,),
    Term.MONTHS: (weekdays.pair,),
    Term.SEASON: (year_parts.season_named,),
    Term.WEEKEND: (weekdays.weekend,),
    Term.EDGE: (parts_of.edge_of,),
    Term.DATE_OF_MONTH: (month_days.number_of_month,),
    Term.REPEAT: (weekdays.repeated,),
    Term.HALF_PAST: (clock.spoken_clock,),
    Term.SPOKEN_CLOCK: (clock.spoken_clock, clock.minutes_to, lengths.away),
    Term.ROMAN: (year_parts.quarter_named,),
    Term.LATIN_MONTH: (pasted_date,),
}
_ON_PHRASE: dict[str, Rule] = {
    "part": clock.part_of_day,
    "whole": periods.whole_phrase,
    "new_year": periods.new_year,
    "move": lengths.moved_first,
    "half_unit": lengths.away,
    "day": periods.relative_day,
}
_LEAVING = frozenset({"с", "со"})
_JOINTS = frozenset({",", "t", "т"})


@value(frozen=True, slots=True)
class _Called:
    """The rules a word calls for.

    Args:
        alone: those it calls for whatever stands behind it.
        before: the word behind it that some phrase goes on with → all the rules then.
    """

    alone: tuple[Rule, ...]
    before: Mapping[str, tuple[Rule, ...]]


class DateReader:
    """Finds date words; build one per process and share it, it keeps no state of a phrase."""

    def __init__(self, lexicon: Lexicon, morphology: Morphology) -> None:
        self._words = Vocabulary(lexicon, morphology)
        self._numerals = Numerals(lexicon)
        self._on_phrase: dict[str, dict[str, tuple[Rule, ...]]] = {}
        for name, rule in _ON_PHRASE.items():
            for word, follower in self._words.phrases[name].openings():
                rules = self._on_phrase.setdefault(word, {})
                rules[follower] = (*rules.get(follower, ()), rule)

    def find(
        self, tokens: Sequence[Token], numbers: Numbers | None = None
    ) -> list[Found[DateWords | Impossible]]:
        """Find all date words of a phrase: maximal, in order, not overlapping.

        A date no calendar has («31 февраля», «25:00») is found as Impossible, so that the answer
        can name the words.

        Prepositions that belong to a date are inside its span; its score is below 1 where the words
        may well mean something else («на 5», «до 12», a bare «май»).

        Args:
            numbers: those of the phrase, where others read them too.
        """
        places = [(i, rules) for i in range(len(tokens)) if (rules := self._rules_at(tokens, i))]
        if not places:
            return []
        line = Line(tokens, self._words, numbers or Numbers(self._numerals, tokens))
        pieces: list[Piece] = []
        for i, rules in places:
            piece = self._read(line, i, rules) if i >= line.floor else None
            if piece is not None:
                pieces.append(piece)
                line.floor = piece.stop
        return [_named(piece) for piece in _joined(line, pieces)]

    def _read(self, line: Line, i: int, rules: tuple[Rule, ...]) -> Piece | None:
        """Read the longest date that begins at token `i`, its preposition included.

        A denied one («не завтра, а в среду») is none.
        """
        prefix = line.prefix(i)
        if line.is_bare_number(i, prefix):
            rules = (numeric.date_in_digits,)
        found = [piece for rule in rules if (piece := rule(line, i, prefix)) is not None]
        if not found or (line.norm(prefix.first - 1) == "не" and prefix.first > line.floor):
            return None
        longest = max(found, key=lambda piece: piece.stop)
        return _inclusive(line, _with_prefix(longest, prefix))

    def _rules_at(self, tokens: Sequence[Token], i: int) -> tuple[Rule, ...]:
        """The rules that may read a date beginning at a token: for most words none."""
        called: _Called | None = tokens[i].facts.get(self)
        if called is None:
            called = tokens[i].facts[self] = self._called_for(tokens[i])
        if not called.before or i + 1 == len(tokens):
            return called.alone
        return called.before.get(tokens[i + 1].norm, called.alone)

    def _called_for(self, token: Token) -> _Called:
        terms = self._words.terms_of(token)
        rules = tuple(rule for term in terms for rule in _ON_TERM.get(term, ()))
        if token.kind is Kind.NUMBER:
            return _Called((*_ON_NUMBER, *rules), {})
        if token.kind is not Kind.WORD:
            return _Called(rules, {})
        words = self._numerals.words
        counts = token.norm in words or not words.isdisjoint(token.lemmas)
        behind = _ON_NUMBER if counts else ()
        phrases = self._on_phrase.get(token.norm, {})
        rules = (*rules, *phrases.get("", ()))
        before = {word: (*rules, *more, *behind) for word, more in phrases.items() if word}
        return _Called((*rules, *behind), before)


def _named(piece: Piece) -> Found[DateWords | Impossible]:
    day = piece.value.day
    value = day if isinstance(day, Impossible) else piece.value
    return Found(piece.first, piece.stop, value, piece.score)


def _with_prefix(piece: Piece, prefix: Prefix) -> Piece:
    """Take the words before a date into its span and let them say what they make of it."""
    said = piece.value
    first = prefix.first if prefix.word else piece.first
    if said.day is None:
        return replace(piece, first=first, value=replace(said, time_bound=prefix.bound))
    back = said.back or (prefix.away == "over" and not isinstance(said.day, Period))
    back = back and not (isinstance(said.day, RelativeDay) and said.day.offset > 0)
    bound = prefix.bound if said.bound is Bound.AT else said.bound
    bound = Bound.AT if isinstance(said.day, Between) else bound
    return replace(piece, first=first, value=replace(said, bound=bound, back=back))


def _inclusive(line: Line, piece: Piece) -> Piece:
    """Let «включительно» after «до 15 марта» take the day in."""
    if not line.term(piece.stop, Term.INCLUSIVE):
        return piece
    said = piece.value
    through = said.bound is Bound.UNTIL
    day = replace(said.day, through=True) if isinstance(said.day, Between) else said.day
    value = replace(said, day=day, bound=Bound.THROUGH if through else said.bound)
    return replace(piece, stop=piece.stop + 1, value=value)


def _joined(line: Line, pieces: Sequence[Piece]) -> list[Piece]:
    """Join neighbours, then what stands in brackets after a date to the date."""
    return _folded(line, _folded(line, pieces, _join), _gloss)


def _folded(line: Line, pieces: Sequence[Piece], join: Join) -> list[Piece]:
    joined: list[Piece] = []
    for piece in pieces:
        whole = join(line, joined[-1], piece) if joined else None
        if whole is None:
            joined.append(piece)
        else:
            joined[-1] = whole
    return joined


def _join(line: Line, first: Piece, second: Piece) -> Piece | None:
    """Join neighbours: «завтра, в 15:00», «с понедельника» «по пятницу», «1 марта - 5 марта»."""
    between = range(first.stop, second.first)
    marks = {line.norm(i) for i in between}
    if len(between) > 1 or (marks and _is_of_other_clause(first, second)):
        return None
    words = None
    leaves = not marks and line.norm(first.first) in _LEAVING and line.norm(second.first) == "на"
    opened = Bound.FROM in (first.value.bound, first.value.time_bound)
    closed = {second.value.bound, second.value.time_bound} & {Bound.THROUGH, Bound.UNTIL}
    if marks == {"-"} or (opened and (closed if not marks else marks == {"и"})):
        words = stretch_between(first.value, second.value)
    elif marks == {"и"}:
        words = joined_days(first.value, second.value)
        if words is None and (line.term(second.first, Term.DAY) or _are_months(first, second)):
            words = joined_days(second.value, first.value)
    elif leaves and moved_to(first.value, second.value):
        words = moved_to(first.value, second.value)
    elif marks <= _JOINTS:
        words = combine(first.value, second.value) or joined_months(first.value, second.value)
    if words is None:
        return None
    return Found(first.first, second.stop, words, max(first.score, second.score))


def _are_months(first: Piece, second: Piece) -> bool:
    """«В ноябре и в октябре»: months may be named backwards."""
    return isinstance(first.value.day, YearPart) and isinstance(second.value.day, YearPart)


def _is_of_other_clause(first: Piece, second: Piece) -> bool:
    """«Перенеси на пятницу, сегодня завал»: today is no nearer word for a weekday before it."""
    return isinstance(first.value.day, Weekday) and isinstance(second.value.day, RelativeDay)


def _gloss(line: Line, first: Piece, second: Piece) -> Piece | None:
    """Join «завтра (6 марта)», «за прошлую неделю (23 февраля – 1 марта)»."""
    opened = second.first == first.stop + 1 and line.norm(first.stop) == "("
    if not opened or line.norm(second.stop) != ")":
        return None
    words = combine(first.value, second.value)
    if words is None and (first.value.day is None or second.value.day is None):
        return None
    return Found(first.first, second.stop + 1, words or first.value, first.score)
