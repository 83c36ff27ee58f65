"""The measurement as one HTML file that needs nothing beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path

from nlu.evaluate.bounds import Missed
from nlu.evaluate.causes import Failures, first_difference
from nlu.evaluate.comparison import Comparison
from nlu.evaluate.labels import Fault
from nlu.evaluate.measured import Figures, Measured
from nlu.evaluate.pictures import CLASSES, confusion, latencies, slot_bars, verdict_bars
from nlu.evaluate.record import Made
from nlu.evaluate.scores import Found
from nlu.evaluate.summary import compared, percent
from nlu.evaluate.trials import Trial, Verdict

_STYLE = Path(__file__).with_name("report.css")
_GROUP_HEAD = "n|intent|exact|slots F1|wrong acts|declined|needs LLM|p50 ms|p95 ms|max ms"
_SLOT_HEAD = "said|right|wrong|lost|precision|recall|F1"


def page(
    sets: Sequence[Measured],
    faults: Sequence[Fault],
    misses: Sequence[Missed],
    comparisons: Sequence[Comparison],
    made: Made,
) -> str:
    """Draw the whole report."""
    body = "".join(
        (
            "<h1>How well phrases are understood</h1>",
            f'<p class="dim">Measured on {escape(made.date)}: {escape(made.machine)}.</p>',
            _listed("Below the thresholds of data/eval.toml", misses),
            _listed("Lines that could not be measured", faults),
            *(_changes(one) for one in comparisons),
            *(_section(one) for one in sets),
        )
    )
    style = _STYLE.read_text(encoding="utf-8")
    head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    title = "<title>How well phrases are understood</title>"
    head = f"{head}{title}<style>{style}</style>"
    return f'<!doctype html><html lang="en"><head>{head}</head><body>{body}</body></html>\n'


def _section(one: Measured) -> str:
    if not one.trials:
        return ""
    parts = (
        f"<h2>{escape(one.name)}</h2>{_tiles(one.whole)}",
        f"<h3>Intents</h3>{_key()}<div class='wide'>{verdict_bars(one)}</div>",
        _table("intent", _GROUP_HEAD, {name: _cells(row) for name, row in one.intents.items()}),
        "<h3>Confusion: row expected, column got</h3>",
        f"<div class='wide'>{confusion(one)}</div>",
        "<h3>Slots: precision above, recall below</h3>",
        f"<div class='wide'>{slot_bars(one)}</div>",
        _table("slot", _SLOT_HEAD, {name: _found(found) for name, found in one.slots.items()}),
        f"<h3>Latency of one parse, ms</h3><div class='wide'>{latencies(one.trials)}</div>",
        "<h3>Kinds of difficulty, the worst first</h3>",
        _table("tag", _GROUP_HEAD, {name: _cells(row) for name, row in _worst_first(one.tags)}),
        "<h3>Failures by cause</h3>",
        "".join(_failures(group, secret=one.secret) for group in one.failures),
    )
    return "".join(parts)


def _tiles(whole: Figures) -> str:
    latency = whole.latency
    tiles = {
        "intent right": percent(whole.intent.value),
        "exact frame": percent(whole.exact.value),
        "slots F1": percent(whole.slots.f1),
        f"wrong acts of {whole.wrong_acts.whole}": str(whole.wrong_acts.part),
        f"declined of {whole.declined.whole} in domain": str(whole.declined.part),
        "needs the LLM": percent(whole.needs_llm.value),
        "ms, p50 / p95": f"{latency.p50:.2f} / {latency.p95:.2f}",
    }
    cells = (f'<div class="tile"><b>{value}</b>{name}</div>' for name, value in tiles.items())
    return f'<div class="tiles">{"".join(cells)}</div>'


def _cells(row: Figures) -> list[str]:
    latency = row.latency
    shares = [row.intent.value, row.exact.value, row.slots.f1]
    counts = [row.wrong_acts.part, row.declined.part]
    times = [f"{time:.2f}" for time in (latency.p50, latency.p95, latency.longest)]
    needs = percent(row.needs_llm.value)
    return [str(row.intent.whole), *map(percent, shares), *map(str, counts), needs, *times]


def _found(found: Found) -> list[str]:
    counts = [found.right + found.lost, found.right, found.wrong, found.lost]
    return [*map(str, counts), *map(percent, (found.precision, found.recall, found.f1))]


def _worst_first(groups: Mapping[str, Figures]) -> Iterator[tuple[str, Figures]]:
    yield from sorted(groups.items(), key=lambda pair: (pair[1].exact.value or 0.0, pair[0]))


def _table(kind: str, head: str, rows: Mapping[str, list[str]]) -> str:
    heads = "".join(f"<th>{name}</th>" for name in (kind, *head.split("|")))
    body = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in (name, *cells))}</tr>"
        for name, cells in rows.items()
    )
    return f'<div class="wide"><table><tr>{heads}</tr>{body}</table></div>'


def _failures(group: Failures, *, secret: bool) -> str:
    head = f"<b>{len(group.trials)}</b>{escape(str(group.cause))}"
    if secret:
        return f"<p>{head} <span class='dim'>counted, not shown</span></p>"
    items = "".join(_failure(trial) for trial in group.trials)
    return f"<details><summary>{head}</summary><dl>{items}</dl></details>"


def _failure(trial: Trial) -> str:
    act = ' class="act"' if trial.verdict is Verdict.WRONG_ACT else ""
    phrase = escape(trial.case.phrase.request.text)
    differences = "; ".join(str(one) for one in trial.differences)
    return (
        f"<dt>{phrase} <span class='dim'>{escape(trial.case.id)}</span></dt>"
        f"<dd{act}>{trial.verdict}: {escape(differences)}</dd>"
        f"<dd>{escape(first_difference(trial))}</dd>"
    )


def _key() -> str:
    marks = (f'<span class="{kind}"></span>{verdict}' for verdict, kind in CLASSES.items())
    return f'<p class="key dim">{"".join(marks)}</p>'


def _changes(one: Comparison) -> str:
    return f"<h2>Changes</h2><pre>{escape(chr(10).join(compared(one)))}</pre>"


def _listed(title: str, items: Sequence[object]) -> str:
    if not items:
        return ""
    lines = "".join(f'<li class="missed">{escape(str(one))}</li>' for one in items)
    return f"<h2>{title}</h2><ul>{lines}</ul>"
