"""The figures of README.md and docs/nlu.md, as a table of Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from nlu.evaluate.measured import Measured
from nlu.evaluate.record import Made
from nlu.evaluate.summary import percent
from nlu.published import put

MARKER = "eval"
_HEAD = (
    "| phrases | n | intent | exact frame | slots F1 | wrong acts | declined | need the LLM "
    "| p50 / p95 |"
)


def publish(documents: Sequence[Path], sets: Sequence[Measured], made: Made) -> None:
    """Write the figures between each document's markers."""
    text = "\n".join(_table(sets, made))
    for document in documents:
        put(document, MARKER, text)


def _table(sets: Sequence[Measured], made: Made) -> Iterator[str]:
    yield _HEAD
    yield "|---" * 9 + "|"
    for one in sets:
        whole = one.whole
        shares = (whole.intent.value, whole.exact.value, whole.slots.f1)
        costs = (whole.wrong_acts.value, whole.declined.value, whole.needs_llm.value)
        cells = [one.name, str(len(one.trials)), *map(percent, (*shares, *costs))]
        latency = f"{whole.latency.p50:.2f} / {whole.latency.p95:.2f} ms"
        yield f"| {' | '.join(cells)} | {latency} |"
    yield ""
    yield f"Measured on {made.date} by `make eval PUBLISH=1`: {made.machine}."
