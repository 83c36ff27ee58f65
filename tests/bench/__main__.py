"""`python -m tests.bench [ROW …]`: the budget of the design, row by row, and how it grows."""

from __future__ import annotations

import sys

from tests.bench import parsing, serving
from tests.load.fleet import ROOT
from tests.load.table import HEAD, Row, machine, only, run, write

PAGE = ROOT / "docs" / "bench.md"
ROWS = (
    parsing.parse_warm,
    parsing.parse_long,
    serving.cold_start,
    serving.memory,
    serving.whole_answer,
    serving.throughput,
    parsing.share_of_llm,
    serving.widget,
)


def main(numbers: list[str]) -> int:
    where = machine()
    rows: list[Row] = run(only(ROWS, numbers), where)
    if not numbers:
        _published(where, rows)
    return 0 if all(row.held is not False for row in rows) else 1


def _published(where: str, rows: list[Row]) -> None:
    """The page, with how the figures grow and what others do."""
    lines = [where, "", HEAD, *map(str, rows), "", serving.import_cost(), "", "### Growth", ""]
    for part in (parsing.growth, serving.growth):
        for line in part():
            print(line, flush=True)
            lines.append(line)
        lines.append("")
    lines += ["### Beside what one would use instead", ""]
    for line in parsing.others():
        print(line, flush=True)
        lines.append(line)
    write(PAGE, "bench", lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
