"""Wording the names matrix as Markdown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from nlu.people.distortion import WAYS
from nlu.people.grammar import Case
from nlu.people.trials import Trial
from nlu.published import put

_WORST = 25


class Cell(Protocol):
    """One trial of a matrix: how it was typed, in which case, and whether it came out right."""

    @property
    def way(self) -> str: ...
    @property
    def case(self) -> Case: ...
    @property
    def right(self) -> bool: ...


def summary(results: Sequence[Trial]) -> str:
    """Say in one line how many cells were right."""
    right = sum(trial.right for trial in results)
    names = len({trial.name for trial in results})
    return f"{names} names, {len(results)} cells, **{percent(results)}** right ({right})."


def section(title: str, results: Sequence[Trial]) -> str:
    """Word one measurement: the summary, the table, the worst names."""
    lines = [f"## {title}", "", summary(results), "", *table(results, WAYS), "", *_worst(results)]
    return "\n".join(lines)


def write(document: Path, text: str) -> None:
    """Put the text between the document's markers; a document without them gets them."""
    put(document, "names-matrix", text, "# Names matrix\n")


def table(results: Sequence[Cell], ways: Iterable[str]) -> Iterator[str]:
    """Draw the shares of right cells as rows of Markdown, a way of typing in each."""
    cells: dict[tuple[str, Case], list[Cell]] = defaultdict(list)
    for trial in results:
        cells[trial.way, trial.case].append(trial)
    yield "| typed | " + " | ".join(map(str, Case)) + " | all |"
    yield "|---" * (len(Case) + 2) + "|"
    for way in ways:
        row = [percent(cells[way, case]) for case in Case]
        whole = percent([trial for trial in results if trial.way == way])
        yield f"| {way} | " + " | ".join(row) + f" | {whole} |"


def _worst(results: Sequence[Trial]) -> Iterator[str]:
    wrong: dict[str, list[Trial]] = defaultdict(list)
    for trial in results:
        if not trial.right:
            wrong[trial.name.nominative].append(trial)
    yield "The worst, with one of the failures each:"
    yield ""
    yield "| name | wrong | typed | found |"
    yield "|---|---|---|---|"
    for name, failures in sorted(wrong.items(), key=lambda pair: (-len(pair[1]), pair[0]))[:_WORST]:
        one = failures[0]
        yield f"| {name} | {len(failures)} | {one.phrase} ({one.way}) | {one.found or '—'} |"


def percent(results: Iterable[Cell]) -> str:
    """Word the share of right cells."""
    marks = [trial.right for trial in results]
    return f"{100 * sum(marks) / len(marks):.1f} %" if marks else "—"
