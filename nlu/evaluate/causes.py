"""Why a phrase went wrong: the kind of failure, and the first point where the trace parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from nlu.evaluate.trials import Trial, Verdict
from nlu.intents import Other
from nlu.parse import Rejected
from nlu.scoring import AMBIGUOUS, INTENT, Difference


@dataclass(frozen=True, slots=True)
class Cause:
    """A kind of failure that is mended in one place, such as «slot lost: due».

    Args:
        what: what happened.
        where: the intents or the slot it happened to.
    """

    what: str
    where: str

    def __str__(self) -> str:
        return f"{self.what}: {self.where}"


@dataclass(frozen=True, slots=True)
class Failures:
    """All phrases that went wrong for one cause."""

    cause: Cause
    trials: tuple[Trial, ...]


def grouped(trials: Iterable[Trial]) -> tuple[Failures, ...]:
    """Group what went wrong by cause, the commonest first."""
    found: dict[Cause, list[Trial]] = defaultdict(list)
    for trial in trials:
        if trial.verdict is not Verdict.RIGHT:
            found[cause_of(trial)].append(trial)
    ranked = sorted(found.items(), key=lambda pair: (-len(pair[1]), str(pair[0])))
    return tuple(Failures(cause, tuple(members)) for cause, members in ranked)


def cause_of(trial: Trial) -> Cause:
    """Name the cause of a failure by its first difference."""
    first = trial.differences[0]
    if first.what == INTENT:
        return _of_intent(trial)
    if first.what == AMBIGUOUS:
        return Cause("other candidates", trial.expected.intent)
    return Cause(_of_slot(first), first.what)


def first_difference(trial: Trial) -> str:
    """Say where the trace parts from the right reading: the rule that failed, or the words lost."""
    first = trial.differences[0]
    if first.what == INTENT:
        return _lost_rule(trial)
    if first.what == AMBIGUOUS or first.expected is None:
        return f"{trial.parse.rule}: {first}"
    return f"{trial.parse.rule}: {first}{_went_to(trial, first.what)}"


def _of_intent(trial: Trial) -> Cause:
    expected, got = trial.expected.intent, trial.parse.intent.stem
    if trial.declined:
        return Cause("nothing understood", expected)
    if expected == Other.stem:
        return Cause("should have been declined", got)
    return Cause("another intent", f"{expected} → {got}")


def _of_slot(difference: Difference) -> str:
    if difference.got is None:
        return "slot lost"
    return "slot made up" if difference.expected is None else "wrong value"


def _lost_rule(trial: Trial) -> str:
    """The best of the expected intent's rules, and why it did not win."""
    winner = f"{trial.parse.rule or 'no rule'} {trial.parse.score:.2f}"
    rules = [one for one in trial.parse.rejected if _stem(one) == trial.expected.intent]
    if not rules:
        return f"{winner} won; no rule of {trial.expected.intent} was tried"
    best = max(rules, key=lambda one: one.score)
    return f"{winner} won; {best.rule} {best.score:.2f}: {best.why}"


def _went_to(trial: Trial, slot: str) -> str:
    """The labelled words of a slot, and which slots took them instead."""
    said = [one.span for one in trial.case.phrase.spans if one.slot == slot]
    if not said:
        return ""
    text = trial.case.phrase.request.text
    words = " … ".join(text[span.start : span.stop] for span in said)
    takers = {
        one.slot
        for one in trial.parse.spans
        for span in said
        if one.slot != slot and one.span.start < span.stop and span.start < one.span.stop
    }
    taken = f" went to {', '.join(sorted(takers))}" if takers else ""
    return f"; «{words}»{taken}"


def _stem(rejected: Rejected) -> str:
    return rejected.rule.partition(".")[0]
