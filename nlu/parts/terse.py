"""An edit of a record and its new value alone, in any order: «5044 — 870 тысяч», «её на Кима».

Every word is the record, the value or a small word between them; what is told beside stands in
clauses of its own. Nothing of what a search, a task or a new record is made of may be left over.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from nlu.draft import Draft, Refusal
from nlu.needs import REFERENCES
from nlu.once import once
from nlu.parts.contact_keeper import KEPT, is_to_keep
from nlu.parts.deal_change import MARKS, MOVING
from nlu.parts.leads import give_place
from nlu.parts.likeliest import traits
from nlu.parts.new_budget import exchanged, take_new_budget
from nlu.parts.news import take_news
from nlu.parts.numbered import is_spoken_of
from nlu.parts.own_values import PLAIN
from nlu.parts.record import take_this, take_this_alone
from nlu.parts.terse_beside import stands_beside
from nlu.parts.terse_record import points, record_of
from nlu.parts.terse_values import SOFT, Value, bare_ids, passes, says_value, values_in
from nlu.parts.who import give_responsible
from nlu.reading import Reading
from nlu.types import Found

_ASIDE = ("task", "note", "phone", "email", "which", "how_many", "who", "where", "what", "want")
_DEEDS = ("call", "meeting", "mail", "remind")
_GLUE = frozenset({"budget", "stage", "pipeline", "responsible", "deal"})
_VERBS = MOVING | {"own", "now", "raise", "lower", "let", "closing"}
_DOUBTING = frozenset({"бы", "если", "чтобы", "или", "нельзя", "когда", "почему"})


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch read as an edit.

    Args:
        values: what it sets.
        record: the words of the record, empty where none is said.
        renewed: it says that the sum is another one.
    """

    words: range
    values: tuple[Value, ...]
    record: range
    renewed: bool


def terse_change(reading: Reading) -> Draft | Refusal:
    """Read a deal and what it shall have; refuse where anything else is said."""
    read = _read(reading)
    if isinstance(read, Draft) and _is_of_party(read):
        return Refusal("меняют не сделку")
    return read


def terse_keeper(reading: Reading) -> Draft | Refusal:
    """Read a contact or a company and who keeps it from now on, and nothing else."""
    read = _read(reading)
    if isinstance(read, Draft) and not _is_of_party(read):
        return Refusal("меняют сделку")
    return read if is_to_keep(reading) else Refusal(KEPT)


def _is_of_party(draft: Draft) -> bool:
    """Say whether only who keeps it is said, and no word or card makes a deal of it."""
    if draft.reading.has("deal") or draft.slots.keys() & {"lead_id", "lead"}:
        return False
    changed = draft.slots.keys() - REFERENCES
    card = draft.reading.request.context.entity
    if draft.slots.keys() & {"contact", "company"}:
        return changed <= {"set_responsible"}
    return card is not None and card[0] != "leads"


@once
def _read(reading: Reading) -> Draft | Refusal:
    if _is_of_other(reading):
        return Refusal("сказано не только, что изменить")
    if not says_value(reading):
        return Refusal("не сказано, что изменить")
    parts = [(words, _part(reading, words)) for words in _stretches(reading)]
    edits = [part for _, part in parts if part is not None]
    said = any(value.said for part in edits for value in part.values)
    if not (said or _is_renewed(edits) or _is_numbered(reading, edits)):
        return Refusal("не сказано, что изменить")
    for words, part in parts:
        if part is None and not stands_beside(reading, words):
            return Refusal("сказано не только, что изменить")
    draft = Draft(reading, strength=PLAIN)
    if not _take_record(draft, edits) or not (
        draft.slots.keys() & REFERENCES or _is_at_hand(draft)
    ):
        return Refusal("не сказано, что меняют")
    _take_values(draft, edits)
    draft.explain(reading.content)
    return draft


def _is_of_other(reading: Reading) -> bool:
    """A question, a task, a note, a new record; several deals; one of the account's own fields."""
    if reading.has_question_mark or reading.has(*_ASIDE) or reading.norms & _DOUBTING:
        return True
    placed = {i for one in reading.all("stage") for i in range(one.first, one.stop)}
    deeds = any(i not in placed for i in reading.where(*_DEEDS))
    many = not all(map(reading.is_one, reading.where("deal")))
    named = _named(reading)
    numbers = [*reading.all("amount"), *reading.all("number")]
    if len({one.first for one in numbers}) == 1 and is_spoken_of(reading, numbers[0].value):
        return True  # «бюджет 5014» of the deal 5014 just shown
    asks = any(reading.norm(i) == "ли" and i not in named for i in range(len(reading.tokens)))
    return deeds or many or asks or bool(reading.all("own_field"))


@once
def _named(reading: Reading) -> frozenset[int]:
    """Return the tokens of names, small words in them too: «Ли Сон Хи»."""
    kinds = ("person", "person_hint", "company")
    found = (one for kind in kinds for one in reading.all(kind))
    return frozenset(i for one in found for i in range(one.first, one.stop))


def _is_renewed(edits: list[_Part]) -> bool:
    """«По складу 5110 поменялась сумма, 300 тысяч»: the field is said to be new, then the sum."""
    return any(part.renewed and one.values and not one.record for part, one in pairwise(edits))


def _is_numbered(reading: Reading, edits: list[_Part]) -> bool:
    """«150 тысяч по сделке 5040», «5012 переговоры 100 тысяч»: nobody seeks one deal by its sum."""
    numbered = len({one.first for one in (*reading.all("id"), *bare_ids(reading))}) == 1
    slots = {value.slot for part in edits for value in part.values}
    sought = reading.orders or reading.has("new")
    sought = sought or any(one.value.min != one.value.max for one in reading.all("budget"))
    return numbered and "set_budget" in slots and not sought


def _stretches(reading: Reading) -> Iterator[range]:
    """Yield the clauses, those joined that «—» or «:» only parts a record from its value."""
    joined: range | None = None
    for clause in reading.clauses:
        if joined is not None and reading.norm(clause.start - 1) in MARKS:
            joined = range(joined.start, clause.stop)
            continue
        if joined is not None:
            yield joined
        joined = clause
    if joined is not None:
        yield joined


def _part(reading: Reading, words: range) -> _Part | None:
    """Return a stretch as an edit, or None where it is none."""
    number = _number(reading, words)
    values = values_in(reading, words, number)
    taken = {i for value in values for i in value.words}
    left = [i for i in words if i not in taken and _is_left(reading, i)]
    record = range(left[0], left[-1] + 1) if left else range(0)
    if not taken.isdisjoint(record) or any(_is_glue(reading, i) for i in record[1:-1]):
        return None
    free = (i for i in words if i not in taken and "let" not in reading.cues[i])
    orders = any(reading.is_command(i) and _is_verb(reading, i) for i in free)
    denied = any(reading.norm(i) == "не" for i in words) and not exchanged(reading)
    if denied or _is_dated(reading, words) or (orders and not _only_orders(reading, words)):
        return None
    fields = {cue for i in words for cue in reading.cues[i] & {"budget", "deal", "now", "new"}}
    renewed = "budget" in fields and bool(fields & {"now", "new"})
    headed = "deal" in fields or renewed or (bool(number) and record == range(*_edges(number)))
    if not (values or headed or (not record and _only_orders(reading, words))):
        return None
    return _Part(words, tuple(values), record, renewed)


def _edges(indices: frozenset[int]) -> tuple[int, int]:
    return (min(indices), max(indices) + 1)


def _is_verb(reading: Reading, index: int) -> bool:
    """A word no dictionary has only looks like an order: «с Северстроем»."""
    return bool(reading.cues[index]) or reading.naming.is_known(index)


def _is_dated(reading: Reading, words: range) -> bool:
    days = (one.first for one in reading.all("date") if reading.norm(one.stop - 1) != "ноль")
    return any(first in words for first in days)


def _only_orders(reading: Reading, words: range) -> bool:
    """«…, закрывай», «…, меняй»."""
    said = [i for i in words if i in reading.content]
    return bool(said) and all(reading.is_order(i) and _is_glue(reading, i) for i in said)


def _number(reading: Reading, words: range) -> frozenset[int]:
    """Return the tokens of the deal's number, where the stretch says another value beside it."""
    for one in bare_ids(reading):
        sums = (*reading.all("amount"), *reading.all("amount_hint"))
        others = any(o.first in words and o.first != one.first and o.value >= 1000 for o in sums)
        others = others or any(one.first in words for one in reading.users)
        led = reading.norm(one.first - 1)
        headed = one.first > 0 and "budget" in reading.cues[one.first - 1]
        stated = not others and (led in {"до", "на", "теперь", "="} or headed)
        if one.first in words and not stated:
            return frozenset(range(one.first, one.stop))
    return frozenset()


def _is_left(reading: Reading, index: int) -> bool:
    if not reading.is_word(index):
        return reading.norm(index) == '"'
    if index in _named(reading):
        return True
    if index in reading.fillers or reading.norm(index) in SOFT or points(reading, index):
        return False
    return not _is_glue(reading, index)


def _is_glue(reading: Reading, index: int) -> bool:
    """«Бюджет», «этап», «ведёт», «теперь», «пусть», «закрывай»."""
    cues = reading.cues[index]
    many = traits(reading, index) >= {"gent", "plur"}  # «обучение менеджеров»
    if (cues & _GLUE and not many) or cues & {"now", "let"}:
        return True
    if "new" in cues and index + 1 < len(reading.tokens):
        return bool(reading.cues[index + 1] & _GLUE - {"deal"})
    said = traits(reading, index)
    if passes(reading, index):
        return True
    if "VERB" not in said:
        return "ADVB" in said and reading.tokens[index].text.islower()
    return bool(cues & _VERBS)


def _take_record(draft: Draft, edits: list[_Part]) -> bool:
    """Fill the record, and say whether all words left for it are one."""
    take_this(draft) or take_this_alone(draft)
    for part in edits:
        record = record_of(draft.reading, part.record) if part.record else None
        again = bool(draft.slots.keys() & REFERENCES)
        if part.record and not _is_said(draft, part) and (record is None or again):
            return False
        if record is not None and not again:
            slot, value, words = record
            draft.put(slot, value, words)
    if not draft.slots.keys() & REFERENCES:
        _take_told(draft, edits)
    return True


def _take_told(draft: Draft, edits: list[_Part]) -> None:
    """«5162 оплачена, в успешные», «Ким дозрел, …»: what is told names the record."""
    told = [one for one in bare_ids(draft.reading) if not any(one.first in p.words for p in edits)]
    if len(told) == 1:
        draft.take("lead_id", told[0], told[0].value)
    else:
        take_news(draft)


def _is_said(draft: Draft, part: _Part) -> bool:
    """«Этого клиента», «эту сделку»: the noun of what is pointed at."""
    said = draft.places.get("this", set())
    return said.issuperset(part.record)


def _is_at_hand(draft: Draft) -> bool:
    """«Её теперь ведёт …», «обратно в …» on a card."""
    return draft.reading.request.context.entity is not None


def _take_values(draft: Draft, edits: list[_Part]) -> None:
    for value in (one for part in reversed(edits) for one in reversed(part.values)):
        if not value.slot or value.slot in draft.slots:
            continue
        if value.slot == "set_budget" and isinstance(value.value, Found):
            take_new_budget(draft)
            if draft.slots.keys() & {"set_budget", "add_budget"}:
                continue
            draft.put(value.slot, value.value.value, value.words)
        elif value.slot == "set_responsible" and isinstance(value.value, Found):
            give_responsible(draft, value.slot, value.value)
        elif isinstance(value.value, Found):
            give_place(draft, value.slot, value.value)
        else:
            draft.put(value.slot, value.value, value.words)
