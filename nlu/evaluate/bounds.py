"""The thresholds of data/eval.toml, and which of them a measurement misses."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nlu.errors import DataError
from nlu.evaluate.measured import Measured
from nlu.evaluate.record import METRICS, metrics
from nlu.lexicon import DATA

FILE = DATA / "eval.toml"
SPLITS = ("development", "heldout", "file")
_SIDES = ("at_least", "at_most")


@dataclass(frozen=True, slots=True)
class Bound:
    """How far a metric must reach (`at_least`) or may go (`at_most`), 0…1."""

    metric: str
    side: str
    value: float

    def holds(self, measured: float) -> bool:
        return measured >= self.value if self.side == "at_least" else measured <= self.value


@dataclass(frozen=True, slots=True)
class Missed:
    """A bound a set of phrases does not keep."""

    name: str
    bound: Bound
    measured: float

    def __str__(self) -> str:
        side = self.bound.side.replace("_", " ")
        share, limit = f"{100 * self.measured:.2f} %", f"{100 * self.bound.value:g} %"
        return f"{self.name}: {self.bound.metric} is {share}, must be {side} {limit}"


def read_bounds(path: Path = FILE) -> Mapping[str, tuple[Bound, ...]]:
    """Read the thresholds of each split.

    Raises:
        DataError: an unknown split, side or metric, or a value that is no share.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"data/{path.name}: {error}; mend the file") from None
    unknown = sorted(tables.keys() - set(SPLITS))
    if unknown:
        raise DataError(f"data/{path.name} [{unknown[0]}]: use one of {', '.join(SPLITS)}")
    return {split: tuple(_bounds(path, split, tables.get(split, {}))) for split in SPLITS}


def missed(one: Measured, bounds: Mapping[str, tuple[Bound, ...]]) -> Iterator[Missed]:
    """Name the bounds a measured set does not keep."""
    found = metrics(one.whole)
    for bound in bounds[one.split]:
        value = found[bound.metric]
        if value is not None and not bound.holds(value):
            yield Missed(one.name, bound, value)


def _bounds(path: Path, split: str, table: Mapping[str, Any]) -> Iterator[Bound]:
    for side, values in table.items():
        if side not in _SIDES or not isinstance(values, dict):
            place = f"data/{path.name} [{split}.{side}]"
            raise DataError(f"{place}: use a table at_least or at_most")
        for metric, value in values.items():
            place = f"data/{path.name} [{split}.{side}] {metric}"
            if metric not in METRICS:
                raise DataError(f"{place}: no such metric; use one of {', '.join(METRICS)}")
            if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
                raise DataError(f"{place}: {value!r} is no share; give a number from 0 to 1")
            yield Bound(metric, side, float(value))
