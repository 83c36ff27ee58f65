"""Everything measured on one set of phrases by one way of reading."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add

from nlu.evaluate.causes import Failures, grouped
from nlu.evaluate.scores import Found, Latency, Share, slots_found
from nlu.evaluate.trials import Trial, Verdict
from nlu.fallback import is_wanted
from nlu.types import Source


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of some phrases: of a whole set, an intent or a tag.

    Args:
        intent: the intent is right.
        exact: the intent and every slot are right.
        wrong_acts: a write would be begun that was not asked for.
        declined: an intent of the contract that nobody understood.
        needs_llm: an intent of the contract for which the service would ask the second reader.
        by_llm: answered by the second reader.
    """

    intent: Share
    exact: Share
    wrong_acts: Share
    declined: Share
    needs_llm: Share
    by_llm: Share
    slots: Found
    latency: Latency

    @classmethod
    def of(cls, trials: Sequence[Trial]) -> Figures:
        inside = [trial for trial in trials if trial.in_domain]
        each = (found for trial in trials for found in slots_found(trial).values())
        return cls(
            intent=Share.of(trial.intent_right for trial in trials),
            exact=Share.of(trial.verdict is Verdict.RIGHT for trial in trials),
            wrong_acts=Share.of(trial.verdict is Verdict.WRONG_ACT for trial in trials),
            declined=Share.of(trial.declined for trial in inside),
            needs_llm=Share.of(_asks(trial) for trial in inside),
            by_llm=Share.of(trial.parse.source is Source.LLM for trial in trials),
            slots=reduce(add, each, Found()),
            latency=Latency.of(trials),
        )


@dataclass(frozen=True, slots=True)
class Measured:
    """A set of phrases, measured.

    Args:
        name: of the set and, unless by rules, of the way: `development`, `held-out, rules + LLM`.
        split: which thresholds count: `development`, `heldout` or `file`.
        secret: its phrases are only counted, never shown, so that nobody tunes the rules on them.
    """

    name: str
    split: str
    secret: bool
    trials: tuple[Trial, ...]
    whole: Figures
    intents: Mapping[str, Figures]
    tags: Mapping[str, Figures]
    slots: Mapping[str, Found]
    confusion: Mapping[tuple[str, str], int]
    failures: tuple[Failures, ...]


def measure(name: str, split: str, trials: tuple[Trial, ...], *, secret: bool = False) -> Measured:
    """Count everything."""
    return Measured(
        name=name,
        split=split,
        secret=secret,
        trials=trials,
        whole=Figures.of(trials),
        intents=_by(trials, lambda trial: (trial.expected.intent,)),
        tags=_by(trials, lambda trial: trial.case.phrase.tags),
        slots=_by_slot(trials),
        confusion=Counter((one.expected.intent, one.parse.intent.stem) for one in trials),
        failures=grouped(trials),
    )


def _by(trials: Iterable[Trial], keys: Callable[[Trial], Iterable[str]]) -> Mapping[str, Figures]:
    found: dict[str, list[Trial]] = defaultdict(list)
    for trial in trials:
        for key in keys(trial):
            found[key].append(trial)
    return {key: Figures.of(found[key]) for key in sorted(found)}


def _by_slot(trials: Iterable[Trial]) -> Mapping[str, Found]:
    sums: dict[str, Found] = defaultdict(Found)
    for trial in trials:
        for slot, found in slots_found(trial).items():
            sums[slot] += found
    return dict(sorted(sums.items()))


def _asks(trial: Trial) -> bool:
    return trial.parse.source is Source.LLM or is_wanted(trial.parse)
