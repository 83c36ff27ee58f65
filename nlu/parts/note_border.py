"""The border of a note: where the order to write ends and the words to be written begin."""

from __future__ import annotations

from nlu.parts.clauses import is_beside, is_told, is_verb, orders
from nlu.parts.likeliest import all_traits, traits
from nlu.parts.words import after_mark
from nlu.reading import Reading

ABOUT = frozenset({"по", "про", "к", "о", "насчет", "в", "у", "для"})
FIELDS = frozenset({"phone", "email", "budget", "stage", "responsible", "name"})
_MAKING = frozenset({"base", "contact", "company", "phone", "email", "task"})
RECORDS = frozenset({"contact", "company", "deal"})
HEAD = frozenset({"note", "note_down", "attach", "card", "deal", "forget", "for_record"})
_BEHIND_NOTE = frozenset(".,-!")
_OF_RECORD = FIELDS | {"task", "state_done", "pipeline", "remind"}
_DEEDS = frozenset({"call", "meeting"})
_LONGEST_HEAD = 4
_THAT = frozenset({"что"})


def note_border(reading: Reading) -> int | None:
    """Return the index behind «:», «что», the mark behind «примечание» or the bare order.

    None where the order itself stands behind it: «по этой сделке: запиши комментарий».
    """
    border = _border(reading)
    behind = [i for i in reading.content if border is not None and i >= border]
    ordered = bool(behind) and all(reading.cues[i] & HEAD for i in behind)
    return None if ordered and any("note" in reading.cues[i] for i in behind) else border


def _border(reading: Reading) -> int | None:
    border = after_mark(reading, words=_THAT)
    cut = reading.clauses
    named = _behind_named(reading)
    border = named if border is None or (named is not None and named < border) else border
    if len(cut) < 2:
        return border if border is not None else _behind_place(reading) or _behind_order(reading)
    head, words = cut[0], range(cut[1].start, len(reading.tokens))
    first = next((i for i in head if i in reading.content), head.start)
    mark = reading.norm(words.start - 1)
    if first + 1 == head.stop and "note" in reading.cues[first] and mark in _BEHIND_NOTE:
        return words.start
    if border is not None or not (adds_note(reading) or "note_down" in reading.orders):
        return border
    noted = any("note_down" in reading.cues[i] and reading.is_order(i) for i in head)
    noted = noted or adds_note(reading)
    made = any(reading.cues[i] & _MAKING for i in head)
    bare = all(reading.cues[i] & HEAD for i in head if i in reading.content)
    told = is_told(reading, words) or (bare and _is_said(reading, cut[1]))
    told = told or is_beside(reading, cut[1])
    return words.start if mark in {",", "-"} and noted and not made and told else None


def adds_note(reading: Reading) -> bool:
    """Say whether a note is ordered by its name: «добавь коммент к Ёлкиной, просит звонить …»."""
    return any(
        "note" in reading.cues[i] and reading.cues[i - 1] & {"attach", "create"}
        for i in reading.where("note")
        if i and reading.is_order(i - 1)
    )


def _behind_place(reading: Reading) -> int | None:
    """«Запиши в сделку клиент просит …»: where the note goes is named, then something is told."""
    head = next((i for i in reading.where("deal", "card") if i in range(2, _LONGEST_HEAD)), None)
    if head is None or "note_down" not in reading.cues[0] or not reading.is_order(0):
        return None
    if any(one.first in {head, head + 1} for kind in ("id", "number") for one in reading.all(kind)):
        return None
    placed = {"в", "к"} & {reading.norm(head - 1), reading.norm(head - 2)}
    told = is_told(reading, range(head + 1, len(reading.tokens)))
    return head + 1 if placed and told else None


def _behind_order(reading: Reading) -> int | None:
    """«Запиши клиент просит …» on a card, «по Зерну отметь склад закрыт»: no mark between."""
    order = next((i for i in reading.where("note_down") if reading.is_order(i)), None)
    first = 0 if order is None else order + 1
    if order is None or first >= len(reading.tokens):
        return None
    first += "note" in reading.cues[first] and first + 1 < len(reading.tokens)
    here = reading.request.context.entity is not None
    ahead = [i for i in range(order) if i in reading.content]
    of_record = bool(ahead) and reading.norm(ahead[0] - 1) in ABOUT and ahead[0] <= 1
    told = range(first, len(reading.tokens))
    stated = (of_record or (here and not ahead)) and _begins_told(reading, first)
    return first if stated and is_told(reading, told) else None


def _begins_told(reading: Reading, first: int) -> bool:
    """«Клиент просит», «звонили», «счёт не оплачен», and nothing of a record's own fields."""
    told = range(first, len(reading.tokens))
    acts = is_verb(reading, min(first + 1, told.stop - 1))  # «клиент просит», not «контакт …»
    other = any(reading.cues[i] & (_OF_RECORD | {"deal"}) - {"state_done"} for i in told)
    other = other or (not acts and bool(reading.cues[first] & _MAKING))
    people = {one.first for one in reading.all("person")}
    subject = "nomn" in all_traits(reading, first) or is_verb(reading, first)
    return subject and not other and first not in people


def _behind_named(reading: Reading) -> int | None:
    """«Запиши в 5004 звонил, не взяли трубку»: what is told right behind the record's name."""
    order = next((i for i in range(len(reading.tokens)) if i not in reading.fillers), 0)
    if "note_down" not in reading.cues[order] or not reading.is_order(order):
        return None
    first = order + 1
    if reading.norm(first) not in ABOUT:
        return None
    first += 1
    while first < len(reading.tokens) and reading.cues[first] & {*RECORDS, "card"}:
        first += 1
    border = _name_stop(reading, first)
    border += border > first and border < len(reading.tokens) and "note" in reading.cues[border]
    told = range(border, reading.clause_of(border).stop)
    said = any(reading.cues[i] & _OF_RECORD for i in told)
    said = said or any(reading.cues[i] & _DEEDS and "NOUN" in traits(reading, i) for i in told)
    tells = is_told(reading, told) or _states(reading, told)
    return border if border > first and tells and not said else None


def _states(reading: Reading, words: range) -> bool:
    """«… приёмка по четвергам», «… отсрочка 30 дней»: a thing that nothing orders."""
    subject = bool(words) and {"NOUN", "inan", "nomn"} <= traits(reading, words.start)
    return subject and "accs" not in all_traits(reading, words.start) and len(words) > 1


def _name_stop(reading: Reading, first: int) -> int:
    """Where a deal's number, a person, a firm or a name with a capital ends; `first` for none."""
    named = [*reading.all("id"), *reading.all("person"), *reading.all("company")]
    named += reading.all("number")
    known = [one.stop for one in named if one.first in {first, first - 1} and one.stop > first]
    if known or first >= len(reading.tokens):
        return max(known, default=first)
    firm = reading.naming.is_firm(first) or reading.naming.is_coined(first)
    capital = reading.tokens[first].text[:1].isupper()
    if not (firm or capital) or reading.cues[first]:
        return first
    return owned_stop(reading, first)


def owned_stop(reading: Reading, first: int) -> int:
    """Where a name ends: «Ромашка»; a thing with what it is of, «Ремонт офиса», is a deal's."""
    thing = traits(reading, first) >= {"NOUN", "inan"} and not reading.naming.is_firm(first)
    stop = first + 1
    while thing and stop < len(reading.tokens) and traits(reading, stop) >= {"NOUN", "gent"}:
        stop += 1
    return stop


def _is_said(reading: Reading, clause: range) -> bool:
    """«Пометь, предоплата 30 %»: neither an order nor somebody to be entered."""
    people = {one.first for one in reading.all("person")}
    made = any(reading.cues[i] & {*_MAKING, "deal"} or i in people for i in clause[:2])
    return not made and not orders(reading, clause)
