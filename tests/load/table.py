"""Rows of a table of measurements, and the page they are written into."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

HEAD = "| # | what | must hold | measured | |\n|---|---|---|---|---|"


Scenario = TypeVar("Scenario", bound="Callable[..., Row]")


@dataclass(frozen=True, slots=True)
class Row:
    """One measurement beside its target.

    Args:
        held: None where there is no target, or nothing could be measured.
    """

    number: str
    what: str
    target: str
    measured: str
    held: bool | None = None

    def __str__(self) -> str:
        mark = {True: "held", False: "**missed**", None: "–"}[self.held]
        return f"| {self.number} | {self.what} | {self.target} | {self.measured} | {mark} |"


def machine() -> str:
    """Where and when it was measured."""
    load = os.getloadavg()[0]
    name = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    return (
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC · {os.cpu_count()} cores of {name} · "
        f"Python {platform.python_version()} · load average at the start {load:.1f} "
        "(the machine was shared, and client, sandbox and service ran on it together)"
    )


def named(scenario: Callable[..., Row]) -> str:
    """The number of the row a scenario makes: what it is given first, or its docstring's."""
    given = getattr(scenario, "args", ())
    told = getattr(scenario, "func", scenario).__doc__ or ""
    return str(given[0]) if given else told.partition(":")[0]


def asked(arguments: list[str], seconds: float) -> tuple[float, list[str]]:
    """How long each row may take, `seconds` where nothing is said, and which rows are wanted."""
    first = next((one for one in arguments if one.replace(".", "", 1).isdigit()), None)
    rows = [one for one in arguments if one != first]
    return seconds if first is None else float(first), rows


def only(scenarios: Iterable[Scenario], numbers: Collection[str]) -> list[Scenario]:
    """The scenarios of some rows, or all when none is named.

    Raises:
        SystemExit: there is no such row.
    """
    every = {named(one): one for one in scenarios}
    unknown = sorted(set(numbers) - every.keys())
    if unknown:
        raise SystemExit(f"no row {', '.join(unknown)}; there are {', '.join(every)}")
    return [one for number, one in every.items() if not numbers or number in numbers]


def run(scenarios: Iterable[Callable[[], Row]], where: str) -> list[Row]:
    """Run one after the other, printing each row as it comes; a failing one is a row too."""
    print(where, HEAD, sep="\n\n", flush=True)
    rows = []
    for scenario in scenarios:
        try:
            row = scenario()
        except Exception as error:  # the other rows are worth having
            row = Row(
                named(scenario), "", "", f"did not run: {type(error).__name__} {error}"[:200], False
            )
        print(row, flush=True)
        rows.append(row)
    return rows


def write(page: Path, mark: str, lines: Iterable[str]) -> None:
    """Put lines between the markers of a page."""
    begin, end = f"<!-- {mark}: begin -->", f"<!-- {mark}: end -->"
    text = page.read_text(encoding="utf-8")
    head, _, rest = text.partition(begin)
    _, _, tail = rest.partition(end)
    page.write_text("\n".join([head + begin, "", *lines, "", end + tail]), encoding="utf-8")
