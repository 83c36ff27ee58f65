"""`python -m tests.load.faults [SECONDS] [ROW …]`: the fault table or some rows, loopback only."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial

from tests.load.fault_amo import dead_names, drip, each_fault
from tests.load.fault_clients import hostile_texts, schema, slow_connections
from tests.load.fault_llm import dead_model
from tests.load.fault_processes import killed_workers, stopped_and_reloaded
from tests.load.fault_stores import proven, redis_comes_and_goes
from tests.load.fleet import ROOT
from tests.load.table import HEAD, Row, asked, machine, only, run, write

SCENARIOS: tuple[Callable[..., Row], ...] = (
    dead_model,
    each_fault,
    partial(
        proven,
        "F3",
        "access token ends, 8 processes × 200 requests",
        "1 refresh, 0 errors",
        "tests/amo/test_amo_renewal.py",
    ),
    killed_workers,
    stopped_and_reloaded,
    drip,
    redis_comes_and_goes,
    partial(
        proven,
        "F8",
        "the store cannot be written during a refresh",
        "refresh not sent, old token used",
        "tests/amo/test_amo_renewal.py",
        "store or disk or writ",
    ),
    partial(
        proven,
        "F9",
        "clocks apart by a minute, an hour",
        "tokens as specified",
        "tests/service/test_bad_inputs.py",
        "times or claims",
    ),
    dead_names,
    slow_connections,
    hostile_texts,
    schema,
)


def main(arguments: list[str]) -> int:
    seconds, numbers = asked(arguments, 20.0)
    where = machine()
    rows = run([partial(one, seconds=seconds) for one in only(SCENARIOS, numbers)], where)
    if not numbers:
        write(ROOT / "docs" / "load.md", "faults", [where, "", HEAD, *map(str, rows)])
    return 0 if all(row.held is not False for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
