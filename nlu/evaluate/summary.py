"""The measurement in words, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nlu.evaluate.causes import Failures, first_difference
from nlu.evaluate.comparison import Comparison
from nlu.evaluate.measured import Figures, Measured
from nlu.evaluate.scores import Share
from nlu.evaluate.trials import Trial

_CAUSES = 12
_EXAMPLES = 2
_COLUMNS = f"{'':18}{'n':>6}{'intent':>9}{'exact':>9}{'wrong act':>11}{'declined':>10}"


def summary(one: Measured) -> Iterator[str]:
    """Say how a set was read: the whole, the intents, the commonest causes of failure."""
    yield from _headline(one)
    yield ""
    yield f"{_COLUMNS}{'p50 ms':>9}{'p95 ms':>9}"
    for name, figures in one.intents.items():
        yield _row(name, figures)
    yield ""
    if one.failures:
        yield f"{sum(len(f.trials) for f in one.failures)} failures, by cause:"
    for failures in one.failures[:_CAUSES]:
        yield from _cause(failures, shown=not one.secret)
    if len(one.failures) > _CAUSES:
        yield f"  … and {len(one.failures) - _CAUSES} causes more, in build/eval.html"


def compared(one: Comparison) -> Iterator[str]:
    """Say what changed since the earlier measurement."""
    yield f"{one.name} against {one.date}:"
    for change in one.changes:
        yield f"  {change.metric:11}{percent(change.before):>9} → {percent(change.after)}"
    yield f"  mended {len(one.mended)}{_named(one.mended)}"
    yield f"  broken {len(one.broken)}{_named(one.broken)}"
    if one.added:
        yield f"  {one.added} phrases were not there before"


def percent(value: float | None) -> str:
    """Word a share."""
    return "—" if value is None else f"{100 * value:.1f} %"


def counted(share: Share) -> str:
    """Word a share with its counts."""
    return f"{percent(share.value)} ({share.part} of {share.whole})"


def _headline(one: Measured) -> Iterator[str]:
    whole, slots = one.whole, one.whole.slots
    yield f"== {one.name}: {len(one.trials)} phrases"
    yield f"  intent right      {counted(whole.intent)}"
    yield f"  exact frame       {counted(whole.exact)}"
    parts = f"precision {percent(slots.precision)}, recall {percent(slots.recall)}"
    yield f"  slots             {parts}, F1 {percent(slots.f1)}"
    yield f"  wrong acts        {counted(whole.wrong_acts)}"
    yield f"  declined          {counted(whole.declined)} in domain"
    yield f"  needs the LLM     {counted(whole.needs_llm)} in domain"
    if whole.by_llm.part:
        yield f"  answered by LLM   {counted(whole.by_llm)}"
    latency = whole.latency
    times = f"p50 {latency.p50:.2f} ms, p95 {latency.p95:.2f} ms, longest {latency.longest:.1f} ms"
    yield f"  one parse         {times}"


def _row(name: str, figures: Figures) -> str:
    shares = f"{percent(figures.intent.value):>9}{percent(figures.exact.value):>9}"
    acts = f"{figures.wrong_acts.part:>11}{figures.declined.part:>10}"
    times = f"{figures.latency.p50:>9.2f}{figures.latency.p95:>9.2f}"
    return f"{name:18}{figures.intent.whole:>6}{shares}{acts}{times}"


def _cause(failures: Failures, *, shown: bool) -> Iterator[str]:
    yield f"  {len(failures.trials):>4}  {failures.cause}"
    for trial in failures.trials[:_EXAMPLES] if shown else ():
        yield from _example(trial)


def _example(trial: Trial) -> Iterator[str]:
    yield f"        {trial.case.id} «{trial.case.phrase.request.text}»"
    yield f"          {first_difference(trial)}"


def _named(ids: Sequence[str]) -> str:
    more = "" if len(ids) <= 10 else f" and {len(ids) - 10} more"
    return f": {', '.join(ids[:10])}{more}" if ids else ""
