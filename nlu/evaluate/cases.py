"""Labelled phrases with the places they come from; a bad line is named and the rest goes on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from nlu.corpus import Phrase, phrase_from_json
from nlu.errors import RequestError, SlotError
from nlu.evaluate.labels import Fault, Labels

_FORM = "write one JSON object a line as data/phrases/README.md describes"
_KEYS = ("text", "now", "user_id", "intent", "slots")


@dataclass(frozen=True, slots=True)
class Case:
    """A phrase to be measured and where it stands: `find_leads.jsonl:12`."""

    place: str
    phrase: Phrase

    @property
    def id(self) -> str:
        """The phrase's own id, else its place."""
        return self.phrase.id or self.place


@dataclass(frozen=True, slots=True)
class Cases:
    """What can be measured, and the lines that cannot."""

    good: tuple[Case, ...]
    faults: tuple[Fault, ...]


def read_cases(paths: Iterable[Path], labels: Labels) -> Cases:
    """Read files of labelled phrases; nothing in them raises."""
    good: list[Case] = []
    faults: list[Fault] = []
    seen: dict[str, str] = {}
    for path in paths:
        for found in _file(path, labels):
            if isinstance(found, Fault):
                faults.append(found)
            elif found.id in seen:
                problem = f"the id {found.id!r} stands at {seen[found.id]} already"
                faults.append(Fault(found.place, problem, "give every phrase an id of its own"))
            else:
                seen[found.id] = found.place
                good.append(found)
    return Cases(tuple(good), tuple(faults))


def _file(path: Path, labels: Labels) -> Iterator[Case | Fault]:
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        yield Fault(path.name, error.strerror or "cannot be read", "check the path and its mode")
        return
    if not any(line.strip() for line in lines):
        yield Fault(path.name, "the file is empty", f"remove it or {_FORM}")
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield from _line(line, f"{path.name}:{number}", labels)


def _line(line: bytes, place: str, labels: Labels) -> Iterator[Case | Fault]:
    try:
        data = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        yield Fault(place, f"no JSON in UTF-8: {error}", _FORM)
        return
    if not isinstance(data, dict):
        yield Fault(place, "not a JSON object", _FORM)
        return
    absent = [key for key in _KEYS if key not in data]
    if absent:
        remedy = "label it: make label FILE=…" if "intent" in absent else _FORM
        yield Fault(place, f"{', '.join(absent)} missing", remedy)
        return
    try:
        phrase = phrase_from_json(data)
    except (KeyError, ValueError, TypeError, AttributeError, RequestError, SlotError) as error:
        yield Fault(place, f"{type(error).__name__}: {error}", _FORM)
        return
    faults = list(labels.faults(phrase, place))
    yield from faults or (Case(place, phrase),)
