"""One evaluation from files to exit code."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from nlu.account import Account
from nlu.engine import Engine
from nlu.evaluate.bounds import Bound, Missed, missed
from nlu.evaluate.cases import Cases, read_cases
from nlu.evaluate.comparison import Comparison, compare
from nlu.evaluate.document import publish
from nlu.evaluate.labels import Fault, Labels
from nlu.evaluate.measured import Measured, measure
from nlu.evaluate.page import page
from nlu.evaluate.progress import Progress
from nlu.evaluate.record import Made, to_json
from nlu.evaluate.summary import compared, summary
from nlu.evaluate.trials import Read, by_both, by_llm, by_rules, try_all
from nlu.fallback import Fallback

DONE, BELOW, BAD_INPUT = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Split:
    """A set of files.

    Args:
        name: as printed.
        kind: which thresholds count: development, heldout or file.
        secret: failures are counted and not shown.
    """

    name: str
    kind: str
    paths: tuple[Path, ...]
    secret: bool = False


@dataclass(frozen=True, slots=True)
class Bench:
    """What an evaluation needs and may not take for itself.

    Args:
        fallback: the second reader, or None to measure the rules alone.
        clock: seconds, such as `time.perf_counter`.
        out: where the summary goes.
        err: where faults and progress go.
    """

    engine: Engine
    account: Account
    fallback: Fallback | None
    bounds: Mapping[str, tuple[Bound, ...]]
    made: Made
    clock: Callable[[], float]
    out: TextIO
    err: TextIO


@dataclass(frozen=True, slots=True)
class Outputs:
    """Where the reports go: a folder for JSON and HTML, documents for the figures."""

    folder: Path
    documents: tuple[Path, ...] = ()
    pages: tuple[Path, ...] = ()


def evaluate(
    bench: Bench, splits: Sequence[Split], base: Mapping[str, Any] | None, outputs: Outputs
) -> int:
    """Measure, print and write; returns the exit code.

    Bad lines are named before anything is measured; the others are measured all the same.
    """
    cases = {split: read_cases(split.paths, Labels(bench.account)) for split in splits}
    faults = [fault for found in cases.values() for fault in found.faults]
    _report_faults(bench, faults)
    sets = list(_measured(bench, cases))
    misses = [miss for one in sets for miss in missed(one, bench.bounds)]
    comparisons = [found for one in sets if base and (found := compare(one, base))]
    places = _write(bench, sets, faults, misses, comparisons, outputs)
    _tell(bench, sets, comparisons, misses)
    print(f"written: {', '.join(map(str, places))}", file=bench.out)
    if faults or not sets:
        return BAD_INPUT
    return BELOW if misses else DONE


def _report_faults(bench: Bench, faults: Sequence[Fault]) -> None:
    for fault in faults:
        print(f"bad line  {fault}", file=bench.err)
    if faults:
        print(f"{len(faults)} lines left out; the others are measured", file=bench.err)


def _measured(bench: Bench, cases: Mapping[Split, Cases]) -> Iterator[Measured]:
    ways = list(_ways(bench))
    whole = sum(len(found.good) for found in cases.values()) * len(ways)
    progress = Progress(whole, bench.err, bench.clock)
    for split, found in cases.items():
        for way, read in ways:
            if not found.good:
                continue
            trials = try_all(found.good, read, bench.clock, progress.tick)
            name = f"{split.name}, {way}" if way else split.name
            yield measure(name, split.kind, trials, secret=split.secret)
    progress.done()


def _ways(bench: Bench) -> Iterator[tuple[str, Read]]:
    yield "", by_rules(bench.engine, bench.account)
    if bench.fallback is not None:
        yield "rules and LLM", by_both(bench.engine, bench.account, bench.fallback)
        yield "LLM alone", by_llm(bench.account, bench.fallback)


def _tell(
    bench: Bench,
    sets: Sequence[Measured],
    comparisons: Sequence[Comparison],
    misses: Sequence[Missed],
) -> None:
    blocks = [*map(summary, sets), *map(compared, comparisons)]
    for block in blocks:
        print("\n".join(block), end="\n\n", file=bench.out)
    for miss in misses:
        print(f"below the threshold  {miss}", file=bench.out)


def _write(
    bench: Bench,
    sets: Sequence[Measured],
    faults: Sequence[Fault],
    misses: Sequence[Missed],
    comparisons: Sequence[Comparison],
    outputs: Outputs,
) -> list[Path]:
    outputs.folder.mkdir(parents=True, exist_ok=True)
    record = json.dumps(to_json(sets, faults, bench.made), ensure_ascii=False, indent=1)
    saved, own_page = outputs.folder / "eval.json", outputs.folder / "eval.html"
    saved.write_text(record + "\n", encoding="utf-8")
    drawn = page(sets, faults, misses, comparisons, bench.made)
    for path in (own_page, *outputs.pages):
        path.write_text(drawn, encoding="utf-8")
    publish(outputs.documents, sets, bench.made)
    return [saved, own_page, *outputs.pages, *outputs.documents]
