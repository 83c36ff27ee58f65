"""How sure a run of words is a name, and which of the names that fit is meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from nlu.accountnames.runs import Run, is_small
from nlu.accountnames.words import NameKind
from nlu.types import Found, Kind, Token

_MANY_WORDS = 0.95
_ONE_WORD = 0.7
_PART = 0.55
_WEAK_WORDS = 0.75
_WEAK_WORD = 0.4
_NAMED = 0.3
_QUOTED = 0.25
_AFTER_PREPOSITION = 0.15
_INTO_PIPELINE = 0.3
_NOUNLESS = 0.15
_NEAR = 0.06
_NEAR_QUALITY = 0.035
_OWN_WORDS = 0.95
_MOST_NAMES = 10
_REACH = 4
_INTO = frozenset({"в", "во", "из"})
_ONTO = frozenset({"на", "в", "во"})
_POINTED = frozenset({"эту", "ее", "все", "сразу", "уже"})
_PREPOSITIONS = frozenset({"в", "во", "на", "из", "с", "со", "по", "до", "к"})
_UNGOVERNED = frozenset({"ADVB", "PRTS", "ADJS", "VERB"})
_QUOTES = frozenset({'"', "'"})


@dataclass(frozen=True, slots=True)
class AccountName:
    """A name of the account, or several that fit the words alike.

    Args:
        names: as in the account; more than one means the words do not tell which.
        whole: every word of the name was said, not a part of it.
        cued: a pair of quotation marks, «этап», «воронка» or the like points at it.
    """

    kind: NameKind
    names: tuple[str, ...]
    whole: bool
    cued: bool

    @property
    def name(self) -> str | None:
        """The one name meant, or None when several fit."""
        return self.names[0] if len(self.names) == 1 else None


@dataclass(frozen=True, slots=True)
class Scored:
    """A run with how sure it is a name."""

    run: Run
    score: float
    cued: bool

    @property
    def rank(self) -> tuple[int, bool, float, float]:
        """More words explained first, then whole names, then the name's own words, the surer."""
        return len(self.run.matched), self.run.is_whole, self.quality, self.score

    @property
    def quality(self) -> float:
        """How close the words are to the name's own."""
        return self.run.quality * self.run.variant.quality


class Judge:
    """Scores runs.

    Args:
        weak: lemmas too common to stand for a name by themselves.
        records: lemmas of what phrases are about, which together are no name either.
        nouns: kind → lemmas that point at a name of the kind.
        deals: lemmas for a deal; «повторные сделки» are those of a pipeline.
        stuck: lemmas of verbs that say at which stage a deal is: «застряли на счёте».
        moved: lemmas of verbs that take a deal to a stage: «двигаем на договор».
    """

    def __init__(
        self,
        weak: frozenset[str],
        records: frozenset[str],
        nouns: Mapping[NameKind, frozenset[str]],
        deals: frozenset[str],
        stuck: frozenset[str],
        moved: frozenset[str],
    ) -> None:
        self._weak = weak | records
        self._records = records
        self._nouns = nouns
        self._deals = deals
        self._stuck = stuck
        self._moved = moved

    def score(self, run: Run, tokens: Sequence[Token]) -> Scored | None:
        """Say how sure a run is a name; None when it says nothing."""
        base = self._base(run, tokens)
        named = self._is_named(run, tokens, is_weak=base in (None, _WEAK_WORD))
        quoted = run.is_whole and _is_quoted(run, tokens)
        if not (named or quoted) and (base is None or _is_mere_acronym(run, tokens)):
            return None
        if run.variant.kind is NameKind.TASK_TYPE and _is_hearsay(run, base):
            return None
        bonus = _NAMED if named else _QUOTED if quoted else self._bonus(run, tokens)
        sure = (base or _WEAK_WORD) * run.quality * run.variant.quality + bonus
        return Scored(run, min(1.0, sure), named or quoted)

    def _base(self, run: Run, tokens: Sequence[Token]) -> float | None:
        """Say how sure the words alone are; None for a common word out of a longer name."""
        if run.slang:
            return _ONE_WORD
        several = len(run.matched) > 1
        if not all(self._is_one_of(self._weak, run, key) for key in run.matched):
            return _PART if not run.is_whole else _MANY_WORDS if several else _ONE_WORD
        if not run.is_whole:
            return _PART if _is_put_in_its_own_form(run, tokens) else None
        common = all(self._is_one_of(self._records, run, key) for key in run.matched)
        return _WEAK_WORDS if several and not common else _WEAK_WORD

    def _is_one_of(self, lemmas: frozenset[str], run: Run, key: int) -> bool:
        word = run.variant.keys[key]
        return word.norm in lemmas or not word.lemmas.isdisjoint(lemmas)

    def _is_named(self, run: Run, tokens: Sequence[Token], *, is_weak: bool) -> bool:
        """Say whether «этап», «воронка» or «тип» stands before the words or right after them."""
        nouns = self._nouns[run.variant.kind]
        before = run.first - 1
        while before >= max(0, run.first - 2) and is_small(tokens[before]):
            before -= 1
        near = [*tokens[max(before, 0) : run.first][:1]]
        near += [] if is_weak else tokens[run.stop : run.stop + 1]
        stage = run.variant.kind is NameKind.STAGE
        if stage and (self._is_stuck_at(run, tokens) or self._is_moved_to(run, tokens)):
            return True
        return any(not token.lemmas.isdisjoint(nouns) for token in near)

    def _is_stuck_at(self, run: Run, tokens: Sequence[Token]) -> bool:
        """«Что висит на согласовании», «застряли у нас на счёте»: the verb, then «на»."""
        before = tokens[max(0, run.first - _REACH) : max(0, run.first - 1)]
        led = run.first > 0 and tokens[run.first - 1].norm == "на"
        return led and any(not token.lemmas.isdisjoint(self._stuck) for token in before)

    def _is_moved_to(self, run: Run, tokens: Sequence[Token]) -> bool:
        """«Двигаем на договор», «переводи 5001 на счёт»: the verb, the deal, then «на» or «в»."""
        led = run.first > 0 and tokens[run.first - 1].norm in _ONTO
        verb = run.first - 2
        while led and verb > 0 and self._is_deal(tokens[verb]):
            verb -= 1
        return led and verb >= 0 and not tokens[verb].lemmas.isdisjoint(self._moved)

    def _is_deal(self, token: Token) -> bool:
        pointed = token.norm in _POINTED or token.kind is Kind.NUMBER
        return pointed or not token.lemmas.isdisjoint(self._deals)

    def _bonus(self, run: Run, tokens: Sequence[Token]) -> float:
        """Weigh a preposition before the words, or «корпоративные» said without its noun."""
        before = tokens[run.first - 1].norm if run.first else ""
        if before in _PREPOSITIONS:
            into = run.is_whole and run.variant.kind is NameKind.PIPELINE and before in _INTO
            return _INTO_PIPELINE if into else _AFTER_PREPOSITION
        return _NOUNLESS if self._is_nounless(run, tokens) else 0.0

    def _is_nounless(self, run: Run, tokens: Sequence[Token]) -> bool:
        said = tokens[run.stop - 1].parses[:1]
        if run.variant.kind is not NameKind.PIPELINE or not said or said[0].pos != "ADJF":
            return False
        after = tokens[run.stop] if run.stop < len(tokens) else None
        noun = after is not None and after.pos == "NOUN"
        return after is None or not noun or not after.lemmas.isdisjoint(self._deals)


def settle(kind: NameKind, scored: Iterable[Scored]) -> list[Found[AccountName]]:
    """Keep the best names of a kind where runs overlap; near rivals stay as one doubtful name."""
    ranked = sorted(scored, key=lambda one: (*one.rank, -one.run.first), reverse=True)
    here: dict[int, list[Scored]] = {}
    for one in ranked:
        for index in range(one.run.first, one.run.stop):
            here.setdefault(index, []).append(one)
    taken: set[int] = set()
    found: list[Found[AccountName]] = []
    for best in ranked:
        span = range(best.run.first, best.run.stop)
        if taken.isdisjoint(span):
            taken.update(span)
            names = _names([best, *(one for i in span for one in here[i] if _rivals(best, one))])
            value = AccountName(kind, names, best.run.is_whole, best.cued)
            found.append(Found(best.run.first, best.run.stop, value, best.score))
    return found


def _names(scored: Iterable[Scored]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.run.variant.name for one in scored))[:_MOST_NAMES]


def _rivals(best: Scored, other: Scored) -> bool:
    alike = best.rank[:2] == other.rank[:2] and best.quality - other.quality <= _NEAR_QUALITY
    return alike and best.score - other.score <= _NEAR


def _is_put_in_its_own_form(run: Run, tokens: Sequence[Token]) -> bool:
    """Say whether a word no preposition goes with stands after one: «переведи в успешно»."""
    token = tokens[run.first]
    is_exact = any(run.variant.keys[key].norm == token.norm for key in run.matched)
    after = run.first > 0 and tokens[run.first - 1].norm in _PREPOSITIONS
    return is_exact and after and bool(token.parses) and token.parses[0].pos in _UNGOVERNED


def _is_mere_acronym(run: Run, tokens: Sequence[Token]) -> bool:
    is_acronym = not any(run.variant.keys[key].lemmas for key in run.matched)
    return is_acronym and not tokens[run.first].text.isupper()


def _is_hearsay(run: Run, base: float | None) -> bool:
    """Say whether a task's words merely touch the type's name: «выслать счёт», «коммерческое»."""
    own = run.quality * run.variant.quality >= _OWN_WORDS
    return base is None or (not run.is_whole and not own)


def _is_quoted(run: Run, tokens: Sequence[Token]) -> bool:
    around = [*tokens[max(run.first - 1, 0) : run.first], *tokens[run.stop : run.stop + 1]]
    return len(around) == 2 and all(token.norm in _QUOTES for token in around)
