"""A measurement beside an earlier one: what rose, what fell, which phrases changed sides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nlu.evaluate.measured import Measured
from nlu.evaluate.record import METRICS, metrics
from nlu.evaluate.trials import Verdict


@dataclass(frozen=True, slots=True)
class Change:
    """One metric before and after, 0…1; None where it was not measured."""

    metric: str
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """One set of phrases against the same set of an earlier measurement.

    Args:
        name: of the set.
        date: of the earlier measurement.
        mended: ids wrong before and right now.
        broken: ids right before and wrong now.
        added: how many phrases the earlier measurement did not have.
    """

    name: str
    date: str
    changes: tuple[Change, ...]
    mended: tuple[str, ...]
    broken: tuple[str, ...]
    added: int


def compare(one: Measured, base: Mapping[str, Any]) -> Comparison | None:
    """Compare a set with its namesake in a saved measurement; None when it has none."""
    old = base.get("sets", {}).get(one.name)
    if not isinstance(old, dict):
        return None
    now, before = metrics(one.whole), old.get("metrics", {})
    verdicts: Mapping[str, str] = old.get("verdicts", {})
    known = [trial for trial in one.trials if trial.case.id in verdicts]
    was_right = {name for name, verdict in verdicts.items() if verdict == Verdict.RIGHT}
    is_right = {trial.case.id for trial in known if trial.verdict is Verdict.RIGHT}
    ids = {trial.case.id for trial in known}
    return Comparison(
        name=one.name,
        date=str(base.get("date", "")),
        changes=tuple(Change(name, before.get(name), now[name]) for name in METRICS),
        mended=tuple(sorted(is_right - was_right)),
        broken=tuple(sorted((was_right & ids) - is_right)),
        added=len(one.trials) - len(known),
    )
