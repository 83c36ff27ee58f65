"""The measurement as JSON: build/eval.json, and what a later run is compared with."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nlu.errors import DataError
from nlu.evaluate.causes import cause_of, first_difference
from nlu.evaluate.labels import Fault
from nlu.evaluate.measured import Figures, Measured
from nlu.evaluate.scores import Found
from nlu.evaluate.trials import Trial, Verdict
from nlu.slots import slots_to_json

FORMAT = 1
METRICS = ("intent", "exact", "slots_f1", "wrong_acts", "declined", "needs_llm")


@dataclass(frozen=True, slots=True)
class Made:
    """When and where a measurement was made.

    Args:
        date: the day, such as 2026-03-05.
        machine: Python, system and processor in words.
    """

    date: str
    machine: str


def to_json(sets: Sequence[Measured], faults: Sequence[Fault], made: Made) -> dict[str, Any]:
    """Write everything a reader or a later comparison may want."""
    return {
        "format": FORMAT,
        "date": made.date,
        "machine": made.machine,
        "sets": {one.name: _set(one) for one in sets},
        "faults": [str(fault) for fault in faults],
    }


def metrics(figures: Figures) -> dict[str, float | None]:
    """The figures that have a threshold, 0…1; None of no phrases."""
    return {
        "intent": figures.intent.value,
        "exact": figures.exact.value,
        "slots_f1": figures.slots.f1,
        "wrong_acts": figures.wrong_acts.value,
        "declined": figures.declined.value,
        "needs_llm": figures.needs_llm.value,
    }


def read_base(path: Path) -> dict[str, Any]:
    """Read a saved measurement.

    Raises:
        DataError: the file is not one; says which to give.
    """
    remedy = "give the build/eval.json an earlier `make eval` left"
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(f"{path.name}: {error}; {remedy}") from None
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise DataError(f"{path.name}: not a saved measurement of this version; {remedy}")
    return data


def _set(one: Measured) -> dict[str, Any]:
    return {
        "split": one.split,
        "phrases": len(one.trials),
        "metrics": _figures(one.whole),
        "intents": {name: _figures(figures) for name, figures in one.intents.items()},
        "tags": {name: _figures(figures) for name, figures in one.tags.items()},
        "slots": {name: _found(found) for name, found in one.slots.items()},
        "confusion": [
            {"expected": expected, "got": got, "phrases": count}
            for (expected, got), count in sorted(one.confusion.items())
        ],
        "causes": [{"cause": str(f.cause), "phrases": len(f.trials)} for f in one.failures],
        "failures": [] if one.secret else [_failure(t) for f in one.failures for t in f.trials],
        "verdicts": {trial.case.id: trial.verdict.value for trial in one.trials},
    }


def _figures(figures: Figures) -> dict[str, Any]:
    latency = figures.latency
    return {
        "phrases": figures.intent.whole,
        **metrics(figures),
        "slots_precision": figures.slots.precision,
        "slots_recall": figures.slots.recall,
        "by_llm": figures.by_llm.value,
        "ms": {"p50": latency.p50, "p95": latency.p95, "max": latency.longest},
    }


def _found(found: Found) -> dict[str, Any]:
    counts = {"right": found.right, "wrong": found.wrong, "lost": found.lost}
    return {**counts, "precision": found.precision, "recall": found.recall, "f1": found.f1}


def _failure(trial: Trial) -> dict[str, Any]:
    return {
        "id": trial.case.id,
        "place": trial.case.place,
        "text": trial.case.phrase.request.text,
        "verdict": trial.verdict.value,
        "wrong_act": trial.verdict is Verdict.WRONG_ACT,
        "cause": str(cause_of(trial)),
        "first_difference": first_difference(trial),
        "expected": {"intent": trial.expected.intent, "slots": dict(trial.expected.slots)},
        "got": {"intent": trial.parse.intent.stem, "slots": slots_to_json(trial.parse.intent)},
        "rule": trial.parse.rule,
    }
