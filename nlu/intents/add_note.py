"""Write a note on a record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.draft import Draft, Refusal, Rule, Rules
from nlu.needs import RECORD, Need, RecordReference
from nlu.parts.clauses import is_verb
from nlu.parts.dictated import (
    dictated_from,
    is_attached,
    opens_note,
    told_first,
)
from nlu.parts.done import closes_with_result
from nlu.parts.likeliest import has_infinitive
from nlu.parts.made import makes, makes_card
from nlu.parts.note_border import FIELDS, note_border
from nlu.parts.note_record import take_named, take_told_of
from nlu.parts.party import take_party
from nlu.parts.record import (
    behind_record,
    take_bare_id,
    take_lead_id,
    take_record,
    take_this,
)
from nlu.parts.remark import tail
from nlu.parts.task_leads import dated_note
from nlu.parts.words import after_mark, give_text, rest
from nlu.reading import Reading
from nlu.smallwords import HIM_ALONE


@dataclass(frozen=True, slots=True)
class AddNote(RecordReference):
    """Write a note on a record."""

    stem: ClassVar[str] = "add_note"
    required: ClassVar[tuple[Need, ...]] = (Need("text", ("text",)), RECORD)

    text: str | None = None


_KEEPING = frozenset({"записать", "зафиксировать", "черкнуть", "занести", "внести"})
_LEADING = frozenset({"по", "в", "к", "для", "у"})
_THAT = frozenset({"что"})
# An order to note what was told outweighs a task that what was told may seem to close.
_PLAINEST = 1.001


def _noted(reading: Reading) -> Draft | Refusal:
    """«Добавь примечание к сделке 5001: …», «черкни, что …», «комментарий: договор у юристов»."""
    first = told_first(reading)
    noted = None if first is None else _told_first(reading, *first)
    if noted is not None:
        return noted
    if dated_note(reading) is not None or not (reading.has("note") or _writes_down(reading)):
        return Refusal("не просят записать примечание")
    asks = reading.has("which", "what", "exists") and after_mark(reading) is None
    asks = asks and not (reading.has("let") and reading.all("quote"))
    attaches = reading.orders & {"attach"} or dictated_from(reading) is not None
    if (asks or reading.orders & {"find", "show", "tell"}) and not attaches:
        return Refusal("примечания просят показать")
    if makes_card(reading) and makes(reading, "contact", "company"):
        return Refusal("заводят запись")
    if _is_read(reading) or closes_with_result(reading):
        return Refusal("примечания просят показать или закрывают с ними задачу")
    border = note_border(reading)
    draft = Draft(reading, strength=_strength(reading, border))
    take_record(draft, until=border) or take_named(draft, border) or take_bare_id(draft, also="в")
    if not draft.slots:
        _take_him(draft, range(border or 0))
    if border is not None and not draft.slots:
        border = take_told_of(draft, border)
    if draft.slots and _is_noted_of(reading, border):
        draft.strength = _PLAINEST
    head = (*reading.where("note", "note_down", "want", "card"), *_ordering(reading))
    draft.explain(i for i in head if _in_head(i, border))
    draft.explain(
        i for i in reading.where("deal", "company", "contact") if _heads(draft, i, border)
    )
    if border is not None and opens_note(reading, border):
        draft.explain(range(border))
    _give_words(draft, border)
    return draft


def _strength(reading: Reading, border: int | None) -> float:
    """«Запиши, что …» before an open card is a note, whatever is told there."""
    card = reading.request.context.entity is not None
    named = border is not None and any("note" in reading.cues[i] for i in range(border))
    placed = border is not None and any(_is_into(reading, i) for i in range(1, border))
    if placed and "note_down" in reading.orders and _says_that(reading):
        return _PLAINEST
    if (card or named) and border is not None and opens_note(reading, border):
        return 1.0 if any("complete" in reading.cues[i] for i in range(border)) else _PLAINEST
    plain = reading.has("note") or _says_that(reading) or dictated_from(reading) is not None
    return 1.0 if plain else 0.95


def _is_noted_of(reading: Reading, border: int | None) -> bool:
    """«Запиши Петрову, что он в отпуске»; «напиши Петрову, …» is sent, «отметь, что» may close."""
    if border is None or reading.norm(border - 1) != "что" or reading.norm(border - 2) != ",":
        return False
    return reading.is_order(0) and bool(reading.lemmas(0) & _KEEPING)


def _is_into(reading: Reading, index: int) -> bool:
    """«В карточке», «в сделку»."""
    return bool(reading.cues[index] & {"card", "deal"}) and reading.norm(index - 1) == "в"


def _told_first(reading: Reading, told: range, last: range) -> Draft | None:
    """What was told is the note; whose it is stands in the order, or first in what was told.

    None where only the record is said: «сделка 5088, добавь комментарий».
    """
    plain = any(reading.cues[i] & {"card", "note"} for i in last)
    card = reading.request.context.entity is not None and not reading.has("works")
    field = any(reading.cues[i] & FIELDS for i in told)
    plain = plain or (card and not field and not _promises(reading, told))
    draft = Draft(reading, strength=_PLAINEST if plain else 1.0)
    draft.explained |= set(range(last.start))
    take_lead_id(draft) or take_this(draft) or take_bare_id(draft)
    if not draft.slots:
        people = sorted(reading.all("person"), key=lambda one: one.first not in last)
        opening = [one for one in reading.all("person_hint") if one.first == told.start]
        for found in (*people, *opening)[:1]:
            draft.take("contact", found, found.value.name)
        if not people and not opening:
            _take_him(draft, last) or take_party(draft)
    words = [i for i in range(behind_record(draft, told), told.stop) if reading.is_word(i)]
    if not words:
        return None
    share = reading.tokens[min(words[-1] + 1, told.stop - 1)].text == "%"
    give_text(draft, "text", range(words[0], words[-1] + 1 + share))
    draft.explain(last)
    return draft


def _promises(reading: Reading, words: range) -> bool:
    """Say whether somebody is to do something: «завтра позвоню», «провести во вторник демо»."""
    opening = (p.pos == "INFN" for p in reading.tokens[words.start].parses)
    parses = (p for i in words for p in reading.tokens[i].parses[:1])
    return any(opening) or any("1per" in parse.grammemes for parse in parses)


def _take_him(draft: Draft, order: range) -> bool:
    """«Шахназарян заболел, внеси ему …»: the pronoun makes a person of the unknown word."""
    reading = draft.reading
    pointed = next((i for i in order if reading.norm(i) in HIM_ALONE), 0)
    first = next((i for i in range(pointed) if _is_named(reading, i)), None)
    if first is None:
        return False
    draft.put("contact", reading.naming.person(first, first + 1), [first])
    return True


def _is_named(reading: Reading, index: int) -> bool:
    """«Дюбуа ждёт …», «созвонились с Дюбуа»."""
    if not reading.tokens[index].text[:1].isupper() or reading.cues[index]:
        return False
    acts = index == 0 and is_verb(reading, 1)
    return acts or (reading.norm(index - 1) == "с" and index > 0)


def _is_read(reading: Reading) -> bool:
    """«Последнее примечание по сделке», «заметки по Зерну»: nothing is given to write."""
    if reading.orders & {"attach"} or reading.all("quote") or after_mark(reading, words=_THAT):
        return False
    notes = [index for index in reading.where("note") if reading.is_word(index)]
    many = any(not reading.is_one(index) for index in notes)
    return reading.has("newest", "tell_about") or many


def _writes_down(reading: Reading) -> bool:
    """«Запиши по этой сделке: …», «пометь, что …», with a record or a colon."""
    if dictated_from(reading) is not None:
        return True
    if any(map(reading.all, ("phone", "email"))) or makes(reading, "contact", "company", "deal"):
        return False
    if reading.has("task", "phone", "email", "remind") or not reading.commands & {"attach"}:
        return False
    if is_attached(reading):
        return True
    if not reading.orders & {"note_down"} or reading.has("new"):
        return False
    pointed = take_this(Draft(reading)) or bool(reading.all("id")) or bool(reading.all("quote"))
    return pointed or (after_mark(reading, words=_THAT) is not None and not _is_planned(reading))


def _says_that(reading: Reading) -> bool:
    return any(reading.norm(index) == "что" for index in range(len(reading.tokens)))


def _is_planned(reading: Reading) -> bool:
    """«Запиши: в пятницу заехать к Сусанне»: a day and something to do make a task."""
    acts = has_infinitive(reading)
    pointed = reading.all("person") or reading.has("contact", "company", "deal", "card")
    return acts and bool(reading.all("date")) and not _says_that(reading) and not pointed


def _heads(draft: Draft, index: int, border: int | None) -> bool:
    """«Контакт» before a name belongs to it; in the note's own words it stays."""
    reading = draft.reading
    onto = reading.norm(index - 1) in _LEADING and bool(reading.cues_at(index - 2) & {"note"})
    return (border is not None and index < border) or index + 1 in draft.explained or onto


def _in_head(index: int, border: int | None) -> bool:
    return border is None or index < border


def _give_words(draft: Draft, border: int | None) -> None:
    for found in draft.reading.all("quote"):
        if draft.is_free(found) and (border is None or found.first >= border - 1):
            draft.take("text", found, found.value)
            return
    if border is not None:
        give_text(draft, "text", tail(draft, border))
    else:
        give_text(draft, "text", _behind_head(draft) or _before_order(draft) or rest(draft))


def _behind_head(draft: Draft) -> list[int]:
    """«Зафиксируй по сделке 5012 созвонились, всё ок»: all behind the order and the record."""
    head = _said(draft)
    head |= {*draft.reading.where("note", "deal"), *_ordering(draft.reading)}
    start = max(head, default=-1) + 1
    words = tail(draft, start)
    return words if any(i in draft.reading.content for i in words) else []


def _ordering(reading: Reading) -> list[int]:
    """«Добавь …», not «…, лучше писать»: what orders, where anything does."""
    verbs = reading.where("attach")
    ordering = [i for i in verbs if reading.is_order(i)]
    return ordering or [i for i in verbs if reading.is_command(i) or not is_verb(reading, i)]


def _before_order(draft: Draft) -> list[int]:
    """«Клиент просил счёт без НДС, добавь примечанием»: what was told before the order."""
    reading = draft.reading
    order = next((i for i in reading.where("attach") if reading.is_order(i)), 0)
    if order < 2 or reading.is_word(order - 1) or any(i < order for i in _said(draft)):
        return []
    return list(range(order - 1))


def _said(draft: Draft) -> set[int]:
    return {index for places in draft.places.values() for index in places}


RULES: Rules = (Rule("add_note.noted", _noted, plain=True),)
