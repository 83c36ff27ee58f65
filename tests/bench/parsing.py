"""The parser alone: warm, on long texts, as vocabularies grow; and what others do in that time."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path

from nlu import Account, Engine, Request
from nlu.account import Pipeline, Stage, User
from nlu.corpus import Phrase, phrase_from_json
from nlu.intents import Other
from nlu.lexicon import DATA
from tests.load.fleet import ROOT
from tests.load.table import Row
from tests.load.tools import HOME, tool
from tests.load.traffic import quantile

NOW = datetime.fromisoformat("2026-03-05T10:00:00+03:00")
MOST = 1500
LONG = (
    "найди сделки на этапе переговоры дороже 500 тысяч за прошлый месяц у Марии ",
    "поставь Марии Ивановой задачу позвонить клиенту завтра в 15:00 ",
    "+7 916 123-45-67 ",
    "вася и петя, ",
    "а",
    "1 ",
    "( ",
    "не ",
    "1.1.",
    "+7",
    "в 5 ",
    "сто ",
    "ok ",
    "5 марта ",
)


@cache
def engine() -> Engine:
    return Engine()


@cache
def account() -> Account:
    return Account.from_json(json.loads((DATA / "account.json").read_text(encoding="utf-8")))


@cache
def phrases(first: int = 0) -> tuple[Phrase, ...]:
    """Every labelled phrase, evenly thinned where there are many.

    Args:
        first: where to begin; 1 takes the neighbours of those that 0 takes.
    """
    found = []
    for path in sorted((DATA / "phrases").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                found.append(phrase_from_json(json.loads(line)))
    return tuple(found[first :: len(found) // MOST + 1])


def parse_warm() -> Row:
    """1: one parse in a worker that has read other phrases; what is collected leaves it alone."""
    for other in phrases(1):
        engine().parse(other.request, account(), reasons=False)
    gc.collect()
    gc.freeze()
    took = [
        each * 1000
        for each in timed(lambda one: engine().parse(one, account(), reasons=False), requests())
    ]
    p50, p95 = quantile(took, 0.5), quantile(took, 0.95)
    measured = f"p50 {p50:.2f} ms, p95 {p95:.2f} ms over {len(took)} labelled phrases"
    return Row("1", "one parse, warm", "p50 1 ms, p95 3 ms", measured, p50 <= 1 and p95 <= 3)


def parse_long() -> Row:
    """2: two thousand characters of anything."""
    texts = [(one * 2000)[:2000] for one in LONG]
    took = {text[:12].strip(): best(text) for text in texts}
    slowest, worst = max(took.items(), key=lambda one: one[1])
    measured = f"{worst * 1000:.0f} ms at worst of {len(texts)} («{slowest}…» repeated)"
    return Row("2", "a parse of 2 000 characters", "50 ms", measured, worst <= 0.05)


def share_of_llm() -> Row:
    """7: phrases that need the second reader."""
    inside = [one for one in phrases() if one.request and one.accept[0].intent != "other"]
    asked = sum(isinstance(engine().parse(one.request, account()).intent, Other) for one in inside)
    share = asked / len(inside)
    measured = f"{share:.1%} of {len(inside)} labelled phrases (`make eval` has held-out sets)"
    return Row("7", "in-domain phrases that need the LLM", "5 %", measured, share <= 0.05)


def growth() -> Iterator[str]:
    """How a parse grows with the phrase and with the account: lines of tables."""
    yield "| characters | median parse, ms |\n|---|---|"
    for size in (50, 100, 200, 500, 1000, 2000):
        yield f"| {size} | {best((LONG[0] * 40)[:size]) * 1000:.2f} |"
    yield ""
    yield "| users | pipelines × stages | first parse, with the index, ms | median parse, ms |"
    yield "|---|---|---|---|"
    for users, pipelines in ((10, 3), (100, 3), (1000, 3), (10, 10), (10, 50), (1000, 50)):
        grown = larger(users, pipelines)
        begun = time.perf_counter()
        engine().parse(Request("привет", NOW, 101), grown)
        first = time.perf_counter() - begun
        took = timed(lambda one, to=grown: engine().parse(one, to), requests()[:300])
        median = quantile(took, 0.5) * 1000
        yield f"| {users} | {pipelines} × 8 | {first * 1000:.0f} | {median:.2f} |"


def larger(users: int, pipelines: int) -> Account:
    """The sample account with more of everything."""
    given = ("Андрей", "Вера", "Глеб", "Дина", "Егор", "Жанна", "Захар", "Инна", "Кирилл", "Лада")
    family = ("Абрам", "Бирюк", "Воркут", "Гордей", "Дорон", "Ерш", "Жемчужник", "Зорин", "Игош")
    more_users = tuple(
        User(9000 + i, f"{given[i % 10]} {family[i // 10 % 9]}{'ов' if i % 2 else 'ин'} {i}", True)
        for i in range(users)
    )
    more = tuple(
        Pipeline(
            900 + i,
            f"Направление {i}",
            tuple(Stage(90_000 + 8 * i + j, f"Шаг {i} часть {j}") for j in range(8)),
        )
        for i in range(pipelines)
    )
    known = account()
    return replace(
        known,
        users=(*known.users, *more_users)[: max(users, len(known.users))],
        pipelines=(*known.pipelines, *more)[: max(pipelines, len(known.pipelines))],
    )


def others() -> Iterator[str]:
    """What a developer would use instead, on the same phrases in the same run."""
    texts = [one.text for one in requests()[:200]]
    ours = timed(lambda one: engine().parse(one, account(), reasons=False), requests()[:200])
    yield "| what | gives | p50, ms | p95, ms |\n|---|---|---|---|"
    yield _line("this parser", "intent, slots, spans", ours)
    yield _line("dateparser.search_dates", "dates alone", timed(_dateparser(), texts))
    yield _line("natasha: names, dates, money", "spans, no intent", timed(_natasha(), texts))
    hassil = _hassil(texts)
    if hassil is None:
        yield "| hassil | did not install | – | – |"
    else:
        took, matched = hassil
        yield _line(f"hassil, 20 templates (matched {matched:.0%})", "intent, slots", took)


def _line(what: str, gives: str, took: Sequence[float]) -> str:
    p50, p95 = quantile(took, 0.5) * 1000, quantile(took, 0.95) * 1000
    return f"| {what} | {gives} | {p50:.2f} | {p95:.2f} |"


def _dateparser() -> Callable[[str], object]:
    from dateparser.search import search_dates

    settings = {"RELATIVE_BASE": NOW.replace(tzinfo=None), "PREFER_DATES_FROM": "future"}
    return lambda text: search_dates(text, languages=["ru"], settings=settings)


def _natasha() -> Callable[[str], object]:
    from natasha import DatesExtractor, MoneyExtractor, MorphVocab, NamesExtractor

    vocab = MorphVocab()
    kinds = [kind(vocab) for kind in (NamesExtractor, DatesExtractor, MoneyExtractor)]
    return lambda text: [list(one(text)) for one in kinds]


def _hassil(texts: list[str]) -> tuple[list[float], float] | None:
    if tool("hassil", "hassil") is None and not list(HOME.glob("lib/*/site-packages/hassil")):
        return None
    script = Path(__file__).with_name("hassil_side.py")
    done = subprocess.run(
        [str(HOME / "bin" / "python"), str(script)],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": ""},
        cwd=ROOT,
        check=False,
    )
    if done.returncode:
        return None
    said = json.loads(done.stdout)
    return said["took"], said["matched"]


def requests() -> list[Request]:
    return [one.request for one in phrases() if one.request]


def timed(act: Callable[..., object], given: Sequence[object]) -> list[float]:
    """Seconds of each, after a first round to warm up."""
    for one in given[:50]:
        act(one)
    took = []
    for one in given:
        begun = time.perf_counter()
        act(one)
        took.append(time.perf_counter() - begun)
    return took


def best(text: str) -> float:
    """The median seconds of five parses of a text."""
    asked = Request(text, NOW, 101)
    return quantile(
        timed(lambda one: engine().parse(one, account(), reasons=False), [asked] * 5), 0.5
    )
