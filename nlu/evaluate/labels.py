"""Does a label contradict the contract or the account? Found before anything is measured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from nlu.account import Account
from nlu.corpus import Expected, Phrase
from nlu.dates.shift import apply_shift
from nlu.errors import SlotError
from nlu.intents import INTENTS
from nlu.slots import intent_from_json, slot_types

_DATES = ("created", "closed", "due")
_PEOPLE = ("responsible", "set_responsible")
_OWN_TASK_TYPES = ("call", "meeting", "email")


@dataclass(frozen=True, slots=True)
class Fault:
    """A line that cannot be measured.

    Args:
        place: file and line, `find_leads.jsonl:12`.
        problem: what is wrong.
        remedy: what to do about it.
    """

    place: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.place}: {self.problem}; {self.remedy}"


class Labels:
    """Checks labels against one account."""

    def __init__(self, account: Account) -> None:
        self._users = {user.id for user in account.users}
        stages = {stage.name for pipeline in account.pipelines for stage in pipeline.stages}
        pipelines = {pipeline.name for pipeline in account.pipelines}
        people = {user.name for user in account.users if user.active} | {"me"}
        types = {*_OWN_TASK_TYPES, *(one.name for one in account.task_types)}
        self._names: Mapping[str, set[str]] = {
            **dict.fromkeys(_PEOPLE, people),
            **dict.fromkeys(("stage", "set_stage"), stages),
            **dict.fromkeys(("pipeline", "set_pipeline"), pipelines),
            "type": types,
        }

    def faults(self, phrase: Phrase, place: str) -> Iterator[Fault]:
        """Name everything in a phrase's labels that cannot be right."""
        if not phrase.request.text.strip():
            yield Fault(place, "the text is empty", "write the phrase or remove the line")
        if phrase.request.user_id not in self._users:
            problem = f"user_id {phrase.request.user_id} is not in the account"
            yield Fault(place, problem, f"use one of {_listed(map(str, sorted(self._users)))}")
        for expected in phrase.accept:
            yield from self._reading(expected, place)

    def _reading(self, expected: Expected, place: str) -> Iterator[Fault]:
        if expected.intent not in INTENTS:
            yield Fault(
                place, f"no intent is called {expected.intent!r}", f"use one of {_listed(INTENTS)}"
            )
            return
        known = slot_types(expected.intent)
        for slot in (*expected.slots, *expected.ambiguous):
            if slot not in known:
                problem = f"{expected.intent} has no slot {slot!r}"
                yield Fault(place, problem, f"use one of {_listed(known) or 'none at all'}")
        for slot in expected.slots.keys() & expected.ambiguous.keys():
            problem = f"{slot} has a value and is ambiguous"
            yield Fault(place, problem, "leave an ambiguous slot out of slots")
        for slot, value in expected.slots.items():
            if slot in known:
                yield from self._value(expected.intent, slot, value, place)
        for slot, names in expected.ambiguous.items():
            for name in names if slot in _PEOPLE else ():
                yield from self._name(slot, name, place)

    def _value(self, intent: str, slot: str, value: Any, place: str) -> Iterator[Fault]:
        try:
            intent_from_json(intent, {slot: value})
        except SlotError as error:
            yield Fault(place, f"{slot} is {value!r}: {error}", _remedy(slot))
            return
        if slot in _DATES and not _aware(value):
            yield Fault(place, f"{slot} has no UTC offset", _remedy(slot))
        if slot == "shift" and not _is_duration(value):
            yield Fault(place, f"shift is {value!r}", "give an ISO 8601 duration such as PT1H")
        yield from self._name(slot, value, place)

    def _name(self, slot: str, value: str, place: str) -> Iterator[Fault]:
        names = self._names.get(slot)
        if names is not None and value not in names:
            problem = f"{slot} {value!r} is not in the account"
            yield Fault(place, problem, f"use one of {_listed(sorted(names))}")


def _aware(value: Mapping[str, Any]) -> bool:
    moments = (value.get(end) for end in ("at", "from", "to"))
    return all(datetime.fromisoformat(at).tzinfo is not None for at in moments if at)


def _is_duration(value: str) -> bool:
    try:
        apply_shift(datetime(2026, 1, 1, tzinfo=UTC), value)
    except ValueError:
        return False
    return True


def _remedy(slot: str) -> str:
    if slot in _DATES:
        return "give ISO 8601 with the account's offset, such as 2026-03-06T23:59:00+03:00"
    return "see the contract's table of slot values in data/phrases/README.md"


def _listed(names: Iterator[str] | Any) -> str:
    return ", ".join(names)
