"""What is asked about a record."""

from __future__ import annotations

from nlu.choices import Field
from nlu.draft import Draft
from nlu.parts.likeliest import is_past, traits
from nlu.parts.numbered import number_asked
from nlu.parts.recalled import forgotten
from nlu.parts.record import is_pointed_at, is_this
from nlu.reading import Reading

_FIELDS: tuple[tuple[str, Field], ...] = (
    ("phone", "phone"),
    ("email", "email"),
    ("note", "notes"),
    ("planned", "tasks"),
    ("budget", "budget"),
    ("cost", "budget"),
    ("money_word", "budget"),
    ("stage", "stage"),
    ("pipeline", "stage"),
    ("works", "company"),
    ("own", "responsible"),
    ("whose", "responsible"),
    ("responsible", "responsible"),
    ("when", "created"),
    ("created_at", "created"),
    ("since", "created"),
    ("takes_part", "contacts"),
    ("people", "contacts"),
    ("company", "company"),
)


def take_field(draft: Draft) -> bool:
    """Fill `field` from «телефон», «на каком этапе», «кто ведёт», «когда создана»."""
    for cue, name in _FIELDS:
        index = _said_field(draft.reading, cue)
        if index is not None:
            draft.put("field", name, [index])
            draft.explain_cues(cue)
            return True
    return False


def _said_field(reading: Reading, cue: str) -> int | None:
    """Return where a field is named; the noun a name hangs on («контакт Иванов») is no field."""
    named = (*reading.all("person"), *reading.all("company"), *reading.all("quote"))
    people = {index for found in named for index in (found.first, found.first + 1)}
    lost = forgotten(reading) if reading.where(cue) else frozenset()
    for index in reading.where(cue):
        if index in lost or _is_no_field(reading, cue, index):
            continue
        asked = _is_asked(reading, index)
        heads = reading.cues[index] & {"people", "company"} and reading.after(index) in people
        many = cue == "company" and not reading.is_one(index)
        itself = cue == "company" and bool(reading.all("company"))
        if asked or not (heads or many or itself):
            return index
    return None


def _is_asked(reading: Reading, index: int) -> bool:
    """«Какой телефон», «из какой она компании»."""
    before = index - 1
    while before > 0 and reading.tokens[before].pos == "NPRO":
        before -= 1 + (reading.norm(before - 1) == "у")
    many = reading.norm(before) in {"какие", "каких"}
    return before >= 0 and "which" in reading.cues[before] and not many


def _is_no_field(reading: Reading, cue: str, index: int) -> bool:
    """Say whether the word stands for something else here: an order, a number, the open record."""
    match cue:
        case "budget":
            return reading.has("descending", "ascending")
        case "money_word":
            return not _is_of_one_deal(reading)
        case "works":
            return reading.norm(reading.first("who") or 0) == "кто" or _is_told(reading, index)
        case "pipeline":
            return not _is_asked(reading, index)
        case "phone":
            return bool(reading.all("id")) and "номер" in reading.lemmas(index)
        case "own":
            return reading.has("call", "meeting") and "PRTS" in traits(reading, index)
        case "planned":
            return is_past(reading, index)  # «что делали по 5120» asks of what was
        case "people" | "company":
            return is_pointed_at(reading, index)
    return False


def _is_of_one_deal(reading: Reading) -> bool:
    """«Сколько денег в этой сделке», «… в сделке 5001», «… по сделке «Ремонт»», not of all."""
    named = bool(reading.all("id") or reading.all("quote"))
    here = is_this(reading) and reading.has("how_many")
    if number_asked(reading) is not None or here:
        return True
    named = named or any(is_pointed_at(reading, index) for index in reading.where("deal"))
    return named and any(map(reading.is_one, reading.where("deal")))


def _is_told(reading: Reading, index: int) -> bool:
    """«Зовут Рустам, работает в Граните»: where he works is said, not asked."""
    verb = reading.tokens[index].pos == "VERB"
    return verb and not reading.has("which", "where", "who", "what", "tell")
