"""`python -m tests.load [SECONDS] [ROW …]`: the load table or some rows of it, loopback only."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import requests

from tests.load.fleet import ROOT, Fleet, fleet
from tests.load.table import HEAD, Row, asked, machine, only, run, write
from tests.load.traffic import (
    RULES,
    SEARCHES,
    Client,
    Said,
    closed_loop,
    codes,
    densest,
    open_loop,
    p95,
    quantile,
    together,
)

PAGE = ROOT / "docs" / "load.md"


def rules_only(seconds: float) -> Row:
    """L1: answers that need no call of amoCRM."""
    with fleet(workers=2) as running:
        warm(running)
        said = closed_loop(running, running.urls, 16, seconds, RULES)
    rate, fine = len(said) / seconds, all(one.code == 200 for one in said)
    measured = f"{rate:.0f}/s, p95 {p95(said) * 1000:.0f} ms, {codes(said)}"
    held = rate >= 150 and p95(said) < 0.1 and fine
    return Row("L1", "rules only, 16 clients", "≥ 150/s, p95 < 100 ms, all 200", measured, held)


def whole_answers(seconds: float) -> Row:
    """L2: whole answers below amoCRM's limit."""
    with fleet(workers=2, rate_limit=7) as running:
        warm(running)
        running.fault(kind="slow", seconds=0.1, match="/api/v4", count=100_000)
        said = open_loop(running, running.urls, 4, seconds, SEARCHES)
    errors = [one.error for one in said if one.error]
    measured = f"p95 {p95(said):.2f} s, {codes(said)}, {len(errors)} with an error"
    held = p95(said) < 2 and all(one.code == 200 for one in said)
    return Row("L2", "searches at 4/s, amoCRM takes 100 ms a call", "p95 < 2 s", measured, held)


def over_the_limit(seconds: float) -> Row:
    """L3: two instances that want far more than amoCRM allows."""
    with fleet(instances=2, workers=2, redis=True, rate_limit=7) as running:
        time.sleep(1.2)
        said = open_loop(running, running.urls, 40, seconds, SEARCHES)
        seen = running.seen()
    times = [one["time"] for one in seen if one["path"].startswith("/api/")]
    refused = sum(one["status"] == 429 for one in seen)
    span = max(times) - min(times)
    rate = len(times) / span
    measured = (
        f"{rate:.2f}/s over {span:.0f} s, at most {densest(times)} in any second, {refused} × 429; "
        f"answers: {codes(said)}, slowest {max(one.seconds for one in said):.1f} s"
    )
    held = 6.3 <= rate <= 7.0 and densest(times) <= 7 and not refused
    what = "2 instances × 2 workers, Redis, 40 searches/s wanted"
    return Row("L3", what, "6.3–7.0/s, at most 7 in any second, 0 × 429", measured, held)


def crowd(seconds: float) -> Row:  # noqa: ARG001
    """L4: two hundred at once."""
    with fleet(instances=1, workers=2, rate_limit=7) as running:
        warm(running)
        health: list[float] = []

        def one(number: int, said: list[Said]) -> None:
            if number == 0:
                for _ in range(20):
                    begun = time.monotonic()
                    requests.get(f"{running.urls[0]}/healthz", timeout=5)
                    health.append(time.monotonic() - begun)
                    time.sleep(0.1)
            else:
                client = Client(running, running.urls[0], 101 + number % 5)
                said.append(client.say(SEARCHES[number % len(SEARCHES)]))

        said = together(201, one)
    busy = [one.seconds for one in said if one.code == 429]
    slowest = max(one.seconds for one in said)
    measured = (
        f"{codes(said)}; slowest {slowest:.1f} s, busy answers p95 {quantile(busy, 0.95):.2f} s, "
        f"/healthz p95 {quantile(health, 0.95) * 1000:.0f} ms"
    )
    held = slowest < 15 and quantile(busy, 0.95) < 0.3 and quantile(health, 0.95) < 0.2
    held = held and all(one.code in (200, 429) for one in said)
    target = "all < 15 s, busy < 0.3 s, /healthz < 200 ms, no 500"
    return Row("L4", "200 searches at once", target, measured, held)


def soak(seconds: float) -> Row:
    """L5: what is left behind by many requests."""
    with fleet(workers=2) as running:
        warm(running)
        closed_loop(running, running.urls, 8, 5, RULES)
        before = [_costs(pid) for pid in running.instance(0).children()]
        size = _stored(running)
        said = closed_loop(running, running.urls, 8, 3 * seconds, RULES)
        after = [_costs(pid) for pid in running.instance(0).children()]
        grown = _stored(running) - size
    memory = max(late[0] / early[0] - 1 for early, late in zip(before, after, strict=True))
    files = max(late[1] - early[1] for early, late in zip(before, after, strict=True))
    threads = max(late[2] - early[2] for early, late in zip(before, after, strict=True))
    measured = (
        f"{len(said)} requests: memory {memory:+.1%}, descriptors {files:+d}, "
        f"threads {threads:+d}, files {grown / 1024:+.0f} KB"
    )
    held = memory < 0.1 and files <= 8 and threads <= 8 and grown < 1_000_000
    return Row("L5", "soak", "memory < +10 %, descriptors, threads, files constant", measured, held)


def warm(running: Fleet) -> None:
    """Let every worker read the account's directory."""
    closed_loop(running, running.urls, 8, 1.5, ("привет",))
    time.sleep(1.2)


def _costs(pid: int) -> tuple[int, int, int]:
    proc = Path(f"/proc/{pid}")
    status = dict(
        line.split(":", 1) for line in (proc / "status").read_text().splitlines() if ":" in line
    )
    memory, threads = int(status["VmRSS"].split()[0]), int(status["Threads"])
    return memory, len(list((proc / "fd").iterdir())), threads


def _stored(running: Fleet) -> int:
    return sum(path.stat().st_size for path in running.folder.glob("store-*"))


SCENARIOS: tuple[Callable[..., Row], ...] = (
    rules_only,
    whole_answers,
    over_the_limit,
    crowd,
    soak,
)


def main(arguments: list[str]) -> int:
    seconds, numbers = asked(arguments, 30.0)
    where = machine()
    rows = run([partial(one, seconds=seconds) for one in only(SCENARIOS, numbers)], where)
    if not numbers:
        write(PAGE, "load", [where, "", HEAD, *map(str, rows)])
    return 0 if all(row.held is not False for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
