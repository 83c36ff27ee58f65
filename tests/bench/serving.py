"""The whole service on loopback: first answer, memory, answers, throughput, workers."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.load.fleet import ROOT, Fleet, fleet
from tests.load.table import Row
from tests.load.traffic import RULES, SEARCHES, Client, closed_loop, open_loop, p95, quantile

FAST = {"AMO_REQUESTS_PER_SECOND": "50"}  # the sandbox is asked faster than amoCRM may be
PACKAGES = ("nlu", "amo", "service")
SECONDS = 6.0


def cold_start() -> Row:
    """3: from nothing to the first answer; the bytecode is there, as it is in the image."""
    subprocess.run([sys.executable, "-m", "compileall", "-q", *PACKAGES], cwd=ROOT, check=True)
    times = []
    for _ in range(3):
        with fleet(workers=1) as running:
            instance = running.instance(0)
            instance.stop()
            begun = time.monotonic()
            instance.start()
            client = Client(running, running.urls[0])
            while client.say("привет").code != 200:
                time.sleep(0.01)
            times.append(time.monotonic() - begun)
    median = quantile(times, 0.5)
    measured = f"{median:.2f} s: process, dictionaries, the account's directory, an answer"
    return Row("3", "cold start to the first answer", "2 s", measured, median <= 2)


def memory() -> Row:
    """4: memory of one worker."""
    with fleet(workers=2, extra=FAST) as running:
        closed_loop(running, running.urls, 8, SECONDS / 2, (*RULES, *SEARCHES))
        shares = [_proportional(pid) for pid in running.instance(0).children()]
    most = max(shares)
    measured = f"{most:.0f} MB proportional share of each of {len(shares)}"
    return Row("4", "memory of one worker", "150 MB", measured, most <= 150)


def whole_answer() -> Row:
    """5: a whole answer by rules."""
    p50, late = _answers(bulk=False)
    measured = f"p50 {p50:.0f} ms, p95 {late:.0f} ms"
    held = p50 <= 25 and late <= 60
    return Row("5", "whole answer over loopback with the sandbox", "25 / 60 ms", measured, held)


def throughput() -> Row:
    """6: answers by rules, two workers."""
    rate, late = _throughput(2)
    measured = f"{rate:.0f}/s at p95 {late:.0f} ms, 16 clients on the same cores"
    held = rate >= 150 and late < 100
    return Row("6", "throughput of answers by rules", "150/s at p95 < 100 ms", measured, held)


def widget() -> Row:
    """8: the widget's script."""
    script = ROOT / "widget" / "dist" / "package" / "script.js"
    if not script.exists():
        return Row("8", "widget: script.js", "60 KB", "not built: run make widget")
    size = script.stat().st_size
    return Row("8", "widget: script.js", "60 KB", f"{size / 1000:.1f} KB", size <= 60_000)


def growth() -> Iterator[str]:
    """With the account's size and the number of workers: lines of tables."""
    yield "| records of the account | whole answer p50, ms | p95, ms |\n|---|---|---|"
    for bulk, what in ((False, "a few dozen"), (True, "about two thousand")):
        p50, late = _answers(bulk=bulk)
        yield f"| {what} | {p50:.0f} | {late:.0f} |"
    yield ""
    yield "| workers | rules, answers/s | p95, ms |\n|---|---|---|"
    for workers in (1, 2, 4):
        rate, late = _throughput(workers)
        yield f"| {workers} | {rate:.0f} | {late:.0f} |"


def _answers(*, bulk: bool) -> tuple[float, float]:
    with fleet(workers=2, bulk=bulk, extra=FAST) as running:
        closed_loop(running, running.urls, 4, 1.0, SEARCHES)
        time.sleep(1.2)
        said = open_loop(running, running.urls, 12, SECONDS, SEARCHES)
    assert all(one.code == 200 and not one.error for one in said)
    took = [one.seconds for one in said]
    return quantile(took, 0.5) * 1000, p95(said) * 1000


def _throughput(workers: int) -> tuple[float, float]:
    with fleet(workers=workers, extra=FAST) as running:
        _warm(running)
        said = closed_loop(running, running.urls, 16, SECONDS, RULES)
    assert all(one.code == 200 for one in said)
    return len(said) / SECONDS, p95(said) * 1000


def _warm(running: Fleet) -> None:
    closed_loop(running, running.urls, 16, 1.5, RULES)
    time.sleep(1.2)


def _proportional(pid: int) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def import_cost() -> str:
    """What the parser alone costs a process that starts."""
    begun = time.monotonic()
    subprocess.run(
        [sys.executable, "-m", "nlu", "привет"], cwd=ROOT, capture_output=True, check=True
    )
    return f"`python -m nlu привет` from the shell: {time.monotonic() - begun:.2f} s"
