"""Pictures of a measurement as SVG inside the page: no script, no font, no file beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from math import log10

from nlu.evaluate.measured import Measured
from nlu.evaluate.trials import Trial, Verdict

CLASSES = {
    Verdict.RIGHT: "right",
    Verdict.WRONG: "wrong",
    Verdict.WRONG_ACT: "act",
    Verdict.DECLINED: "declined",
}
_ROW, _LABEL, _BAR = 20, 150, 560
_CELL = 22
_BINS = 32


def verdict_bars(one: Measured) -> str:
    """A bar for each intent, its length the number of phrases, its parts their verdicts."""
    counts = _verdicts(one.trials)
    longest = max((sum(row.values()) for row in counts.values()), default=1)
    rows = (
        _bar(index * _ROW, name, row, _BAR / longest)
        for index, (name, row) in enumerate(sorted(counts.items()))
    )
    return _svg(_LABEL + _BAR + 90, len(counts) * _ROW, "Verdicts by intent", "".join(rows))


def confusion(one: Measured) -> str:
    """A square of intents: row expected, column got; right ones lie on the diagonal."""
    names = sorted({name for pair in one.confusion for name in pair})
    whole = {name: one.intents[name].intent.whole for name in names if name in one.intents}
    cells = (
        _cell(names.index(got), names.index(expected), expected, got, count, whole[expected])
        for (expected, got), count in sorted(one.confusion.items())
    )
    side, top = len(names) * _CELL, 110
    labels = "".join(_axis(index, name, top) for index, name in enumerate(names))
    body = f'{labels}<g transform="translate({_LABEL},{top})">{"".join(cells)}</g>'
    return _svg(_LABEL + side + 20, top + side + 4, "Confusion of intents", body)


def latencies(trials: Sequence[Trial]) -> str:
    """How many phrases took how long, on a logarithmic scale of milliseconds."""
    times = [max(trial.seconds * 1000, 0.001) for trial in trials]
    low, high = log10(min(times)), log10(max(times))
    step = (high - low) / _BINS or 1.0
    bins = Counter(min(int((log10(time) - low) / step), _BINS - 1) for time in times)
    width, height = 22, 140
    tallest = max(bins.values())
    body = "".join(
        f'<rect class="right" x="{index * width}" y="{height - size:.1f}" width="{width - 2}" '
        f'height="{size:.1f}"><title>{10 ** (low + index * step):.2f}–'
        f"{10 ** (low + (index + 1) * step):.2f} ms: {count}</title></rect>"
        for index, count in sorted(bins.items())
        if (size := height * count / tallest)
    )
    body += "".join(_tick(low + step * index, index * width, height) for index in range(0, 33, 4))
    return _svg(_BINS * width + 40, height + 20, "Latency of one parse", body)


def slot_bars(one: Measured) -> str:
    """Precision and recall of each slot as two thin bars."""
    body = ""
    for index, (name, found) in enumerate(one.slots.items()):
        y = index * _ROW
        body += f'<text x="{_LABEL - 8}" y="{y + 14}" text-anchor="end">{escape(name)}</text>'
        for offset, kind, value in (
            (3, "right", found.precision),
            (10, "declined", found.recall),
        ):
            width = _BAR * (value or 0.0)
            body += (
                f'<rect class="{kind}" x="{_LABEL}" y="{y + offset}" '
                f'width="{width:.1f}" height="6"/>'
            )
        said = f"{found.right + found.lost} said, F1 {100 * (found.f1 or 0):.1f} %"
        body += f'<text class="dim" x="{_LABEL + _BAR + 8}" y="{y + 14}">{said}</text>'
    return _svg(_LABEL + _BAR + 150, len(one.slots) * _ROW, "Slots", body)


def _verdicts(trials: Sequence[Trial]) -> Mapping[str, Counter[Verdict]]:
    counts: dict[str, Counter[Verdict]] = {}
    for trial in trials:
        counts.setdefault(trial.expected.intent, Counter())[trial.verdict] += 1
    return counts


def _bar(y: int, name: str, row: Counter[Verdict], scale: float) -> str:
    text = f'<text x="{_LABEL - 8}" y="{y + 14}" text-anchor="end">{escape(name)}</text>'
    end = float(_LABEL)
    for verdict, kind in CLASSES.items():
        width = row[verdict] * scale
        if width:
            title = f"<title>{escape(name)}: {row[verdict]} {verdict}</title>"
            text += (
                f'<rect class="{kind}" x="{end:.1f}" y="{y + 3}" width="{width:.1f}" '
                f'height="{_ROW - 6}">{title}</rect>'
            )
        end += width
    counts = f"{row[Verdict.RIGHT]} of {sum(row.values())}"
    return f'{text}<text class="dim" x="{end + 8:.1f}" y="{y + 14}">{counts}</text>'


def _cell(x: int, y: int, expected: str, got: str, count: int, whole: int) -> str:
    colour = "--good" if expected == got else "--scale"
    depth = max(0.12, min(1.0, count / whole * (1 if expected == got else 4)))
    title = f"<title>{escape(expected)} read as {escape(got)}: {count}</title>"
    return (
        f'<rect x="{x * _CELL}" y="{y * _CELL}" width="{_CELL - 1}" height="{_CELL - 1}" '
        f'style="fill:rgba(var({colour}),{depth:.2f})">{title}</rect>'
        f'<text x="{x * _CELL + _CELL / 2 - 0.5:.1f}" y="{y * _CELL + 15}" text-anchor="middle" '
        f'pointer-events="none">{count}</text>'
    )


def _axis(index: int, name: str, top: int) -> str:
    x, y = _LABEL + index * _CELL + 14, top + index * _CELL + 15
    return (
        f'<text x="{_LABEL - 8}" y="{y}" text-anchor="end">{escape(name)}</text>'
        f'<text transform="translate({x},{top - 6}) rotate(-60)">{escape(name)}</text>'
    )


def _tick(exponent: float, x: int, y: int) -> str:
    return f'<text class="dim" x="{x}" y="{y + 14}">{10**exponent:.2f}</text>'


def _svg(width: float, height: float, title: str, body: str) -> str:
    size = f'width="{width:.0f}" height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}"'
    return f'<svg role="img" aria-label="{title}" {size}>{body}</svg>'
