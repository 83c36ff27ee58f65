"""Asking a way of reading about every case, with the time each answer took."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TypeAlias

from nlu.account import Account
from nlu.corpus import Expected
from nlu.engine import Engine
from nlu.errors import FallbackError
from nlu.evaluate.cases import Case
from nlu.fallback import Fallback, is_wanted
from nlu.intents import Other
from nlu.parse import Parse
from nlu.request import Request
from nlu.scoring import Difference, closest, differences, is_wrong_act
from nlu.types import Source

Read: TypeAlias = Callable[[Request], Parse]
LLM_SECONDS = 15.0


class Verdict(StrEnum):
    """What became of a phrase; a wrong act costs more than a wrong answer, a decline less."""

    RIGHT = "right"
    DECLINED = "declined"
    WRONG = "wrong"
    WRONG_ACT = "wrong act"


@dataclass(frozen=True)
class Trial:
    """One case, what was read, and how long it took in seconds."""

    case: Case
    parse: Parse
    seconds: float

    @cached_property
    def expected(self) -> Expected:
        """The right reading the parse comes closest to."""
        return closest(self.case.phrase, self.parse)

    @cached_property
    def differences(self) -> list[Difference]:
        return differences(self.expected, self.parse)

    @property
    def verdict(self) -> Verdict:
        if not self.differences:
            return Verdict.RIGHT
        if is_wrong_act(self.case.phrase, self.parse):
            return Verdict.WRONG_ACT
        return Verdict.DECLINED if self.declined else Verdict.WRONG

    @property
    def declined(self) -> bool:
        """Whether nobody understood a phrase that is an intent."""
        return self.parse.source is Source.NONE and self.in_domain

    @property
    def in_domain(self) -> bool:
        return self.expected.intent != Other.stem

    @property
    def intent_right(self) -> bool:
        return self.expected.intent == self.parse.intent.stem


def try_all(
    cases: Iterable[Case], read: Read, clock: Callable[[], float], tick: Callable[[], None]
) -> tuple[Trial, ...]:
    """Read every case.

    Args:
        clock: seconds, such as `time.perf_counter`.
        tick: called after each case.
    """
    done: list[Trial] = []
    for case in cases:
        start = clock()
        parse = read(case.phrase.request)
        done.append(Trial(case, parse, clock() - start))
        tick()
    return tuple(done)


def by_rules(engine: Engine, account: Account) -> Read:
    """The rules alone."""
    return lambda request: engine.parse(request, account)


def by_both(engine: Engine, account: Account, fallback: Fallback) -> Read:
    """The rules, and the second reader for what they decline."""

    def read(request: Request) -> Parse:
        parse = engine.parse(request, account)
        return _second(request, account, parse, fallback) if is_wanted(parse) else parse

    return read


def by_llm(account: Account, fallback: Fallback) -> Read:
    """The second reader alone."""
    return lambda request: _second(request, account, Parse(request.text), fallback)


def _second(request: Request, account: Account, first: Parse, fallback: Fallback) -> Parse:
    """What the second reader proposes; where it has no intent, what the rules said stands."""
    try:
        proposed = fallback.read(request, account, first, LLM_SECONDS).parse
    except FallbackError:
        return first
    if proposed is None or (isinstance(proposed.intent, Other) and first.source is not Source.NONE):
        return first
    return proposed
