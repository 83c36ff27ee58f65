"""`python -m tests.bench`: the budget of the design, row by row, and how it grows."""

from __future__ import annotations

import sys

from tests.bench import parsing, serving
from tests.load.fleet import ROOT
from tests.load.table import HEAD, Row, machine, run, write

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


def main() -> int:
    where = machine()
    rows: list[Row] = run(ROWS, where)
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
    return 0 if all(row.held is not False for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
