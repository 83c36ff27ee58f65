"""Reading the words proposed for a slot: the value is ours, the model only pointed at it."""

from __future__ import annotations

import typing
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from nlu.account import Account
from nlu.dates import Impossible, as_deadline, as_filter, combine
from nlu.draft import Draft
from nlu.errors import SlotError
from nlu.llm.grounding import grounded, inside
from nlu.llm.masking import is_placeholder
from nlu.reading import Reading, Who
from nlu.slots import slot_types
from nlu.text import fold
from nlu.types import Found
from nlu.values import DateRange, Moment, MoneyRange

_MONEY = frozenset({"budget_value", "set_budget", "add_budget"})
_USERS = frozenset({"responsible", "set_responsible"})
_COMPANIES = frozenset({"company", "set_company"})
_PLACES = {
    "stage": "stage",
    "set_stage": "stage",
    "pipeline": "pipeline",
    "set_pipeline": "pipeline",
}
_WAYS = {"phone": "phone", "set_phone": "phone", "email": "email", "set_email": "email"}
_PEOPLE = frozenset({"contact"})
_NAMED_PEOPLE = frozenset({"find_contacts", "create_contact", "update_contact"})
_NAMED_COMPANIES = frozenset({"find_companies", "create_company"})
_MINE = frozenset({"я", "me", "мне", "мой", "себя", "сам"})
_TASK_TYPES = frozenset({"call", "meeting", "email"})
_YES = frozenset({"true", "да"})
_MOST = 1_000_000_000_000


@dataclass(frozen=True, slots=True)
class Said:
    """Words proposed for a slot.

    Args:
        alone: the words read by themselves.
        indices: where they stand in the utterance; none for a word of a closed list.
    """

    text: str
    alone: Reading
    indices: tuple[int, ...]


@dataclass
class SlotValues:
    """Fills a draft, slot by slot; what cannot be read is left in doubt, which is asked about.

    Args:
        draft: over the whole utterance.
        reread: reads some words by themselves, in the same account at the same moment.
    """

    draft: Draft
    stem: str
    account: Account
    reread: Callable[[str], Reading]

    def take(self, slot: str, words: str) -> None:
        """Read the words of a slot into the draft.

        Args:
            words: with placeholders put back.
        """
        alone = self.reread(words)
        found = grounded(self.draft.reading, alone.tokens)
        said = Said(words, alone, found or ())
        kind = slot_types(self.stem)[slot]
        try:
            value = self._value(slot, kind, said, spoken=found is not None)
        except SlotError:
            value = None
        if value is not None:
            self.draft.put(slot, value, said.indices)
        elif slot not in self.draft.ambiguous:
            self.draft.doubt(slot, (), said.indices)

    def _value(self, slot: str, kind: object, said: Said, *, spoken: bool) -> Any:
        if typing.get_origin(kind) is typing.Literal:
            return said.text if said.text in typing.get_args(kind) else None
        if kind is bool:
            return True if fold(said.text) in _YES else None
        if slot in _PLACES:
            return self._place(slot, said)
        if slot in _USERS and fold(said.text) in _MINE:
            return "me"
        if slot == "type" and said.text in _TASK_TYPES:
            return said.text
        if slot == "type":
            return _name_in((one.name for one in self.account.task_types), said.text)
        if not spoken or is_placeholder(said.text):
            return None
        return self._spoken(slot, kind, said)

    def _spoken(self, slot: str, kind: object, said: Said) -> Any:
        """Read what stands in the utterance."""
        if kind is DateRange:
            words = self._date(said)
            return words and as_filter(words, self._now, forward=self.stem == "find_tasks")
        if kind is Moment:
            words = self._date(said)
            return words and as_deadline(words, self._now)
        if kind is MoneyRange:
            return self._first(said, "budget", "budget_hint")
        if kind is int:
            return self._number(slot, said)
        return self._text(slot, said)

    def _number(self, slot: str, said: Said) -> int | None:
        if slot in _MONEY:
            amount: int | None = self._first(said, "amount", "amount_hint")
            lower = slot == "add_budget" and self.draft.reading.has("lower")
            return -abs(int(amount)) if lower and amount is not None else amount
        digits = said.text.strip("#№ ")
        if digits.isascii() and digits.isdigit():
            return int(digits) if len(digits) < 16 and 0 < int(digits) < _MOST else None
        number: int | None = self._first(said, "ordinal" if slot == "ordinal" else "id", "number")
        return number

    def _text(self, slot: str, said: Said) -> str | None:
        if slot in _USERS:
            return self._user(slot, said)
        if slot in _WAYS:
            extra = ("part_of_phone",) if slot == "phone" else ()
            way: str | None = self._first(said, _WAYS[slot], *extra)
            return way
        if slot == "shift":
            shift: str | None = self._first(said, "shift")
            return shift
        if slot in _COMPANIES or (self.stem in _NAMED_COMPANIES and slot == "name"):
            return self.draft.reading.naming.company(said.indices[0], said.indices[-1] + 1)
        if slot in _PEOPLE or (self.stem in _NAMED_PEOPLE and slot in ("name", "set_name")):
            return self._person(said)
        return said.text.strip('«»" ') or None

    def _user(self, slot: str, said: Said) -> str | None:
        for who in self._people(said):
            users = who.users or ()
            if len(users) == 1:
                return users[0]
            self.draft.doubt(slot, users, said.indices)
            return None
        return None

    def _person(self, said: Said) -> str:
        for who in self._people(said):
            return who.name
        return self.draft.reading.naming.person(said.indices[0], said.indices[-1] + 1)

    def _people(self, said: Said) -> Iterable[Who]:
        for kind in ("person", "person_hint"):
            for found in inside(self.draft.reading, kind, said.indices):
                assert isinstance(found.value, Who)
                yield found.value
            yield from (found.value for found in said.alone.all(kind))

    def _place(self, slot: str, said: Said) -> str | None:
        stages = (stage.name for one in self.account.pipelines for stage in one.stages)
        kind = _PLACES[slot]
        names = stages if kind == "stage" else (one.name for one in self.account.pipelines)
        whole = _name_in(names, said.text)
        if whole is not None:
            return whole
        for found in (*said.alone.all(kind), *said.alone.all(f"{kind}_hint")):
            if len(found.value) == 1:
                return str(found.value[0])
            self.draft.doubt(slot, found.value, said.indices)
        return None

    def _date(self, said: Said) -> Any:
        """Join the mentions that make one moment; an impossible date is none."""
        mentions: list[Found[Any]] = [*said.alone.all("date")]
        mentions = mentions or list(inside(self.draft.reading, "date", said.indices))
        words = None
        for found in mentions:
            if isinstance(found.value, Impossible):
                self.draft.unread |= set(said.indices)
                return None
            words = found.value if words is None else combine(words, found.value)
            if words is None:
                return None
        return words

    def _first(self, said: Said, *kinds: str) -> Any:
        for kind in kinds:
            for found in said.alone.all(kind):
                return found.value
        for kind in kinds:
            for one in inside(self.draft.reading, kind, said.indices):
                return one.value
        return None

    @property
    def _now(self) -> Any:
        return self.draft.reading.request.now


def _name_in(names: Iterable[str], said: str) -> str | None:
    wanted = fold(said).strip('«»" ')
    return next((name for name in names if fold(name) == wanted), None)
