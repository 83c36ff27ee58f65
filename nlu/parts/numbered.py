"""A deal's number said alone where something is asked: «кто ведёт 5014», «что по 5014»."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.once import once
from nlu.parts.own_values import PLAIN
from nlu.reading import Reading
from nlu.types import Found

_ID_LENGTHS = range(4, 9)
_ASKED = frozenset({"show", "find", "tell", "want", "look"})
_QUESTIONS = ("which", "how_many", "who", "what", "where", "when", "whose", "exists")
_FIELDS = frozenset(
    {
        "budget",
        "sum",
        "stage",
        "pipeline",
        "responsible",
        "contact",
        "people",
        "note",
        "task",
        "deal",
    }
    | {"phone", "email", "newest", "call", "meeting", "spoke", "state_overdue", "state_open"}
    | {"money_word", "planned", "summary", "card", "created_at", "company", "cost", "source"}
)
_TOLD = frozenset({"own", "hang", "works", "about", "tell_about", "arrive", "takes_part", "assign"})
_BESIDE = _ASKED | _FIELDS | _TOLD | frozenset(_QUESTIONS)
_ABOUT = frozenset({"по", "у", "с", "про", "о"})
_SAID_OF = frozenset({"принадлежать", "движение", "активность"})
_NEWS = frozenset({"нового", "слышно"})
_BRIEFING = frozenset({"ввести", "освежить"})  # «введи в курс по 5001»
_PRICING = frozenset({"на", "за", "от", "до", "из", "под"})
_PRICED = frozenset({"budget", "sum", "cost"})
_ROUND = 100


def take_number_asked(draft: Draft, slot: str = "lead_id", *, plain: bool = True) -> bool:
    """Fill a deal's number from a bare one, where something is asked of it.

    Args:
        plain: with it nothing else can be meant.
    """
    found = number_asked(draft.reading)
    if found is None or not draft.is_free(found):
        return False
    draft.take(slot, found, found.value)
    draft.strength = PLAIN if plain else draft.strength
    return True


def is_number_at(reading: Reading, index: int) -> bool:
    """Say whether a deal's bare number stands there."""
    found = number_asked(reading)
    return found is not None and found.first == index


@once
def number_asked(reading: Reading) -> Found[int] | None:
    """Return the only number of an id's length, if nothing is ordered or counted with it."""
    if reading.all("id") or reading.all("date") or reading.users or _is_ordered(reading):
        return None
    said = (*reading.all("amount"), *reading.all("number"))
    briefly = {i - 1 for i in reading.where("word")}  # «в двух словах»
    figures = {one.first: one for one in said if one.first not in briefly}
    figures |= {one.first: one for one in reading.all("part_of_phone") if _by(reading, one.first)}
    if len(figures) != 1:
        return None
    found = next(iter(figures.values()))
    text = reading.text_of(found.first, found.stop)
    if not text.isdigit() or len(text) not in _ID_LENGTHS or _is_price(reading, int(text)):
        return None
    asks = _leads(reading, found.first - 1) and _follows(reading, found.stop)
    return Found(found.first, found.stop, int(text)) if asks else None


def _by(reading: Reading, index: int) -> bool:
    """«Телефон по 5003» is of a deal, «телефон 5003» are figures of a phone."""
    return reading.norm(index - 1) == "по"


def _is_ordered(reading: Reading) -> bool:
    """«Открой 5014» asks, whatever else is opened; «переведи 5014» does not."""
    verbs = (i for i in range(len(reading.tokens)) if reading.is_order(i))
    verbs = (i for i in verbs if i not in reading.fillers and not reading.lemmas(i) & _BRIEFING)
    return any(not reading.cues[i] & _ASKED for i in verbs)


def _leads(reading: Reading, index: int) -> bool:
    """Before it stand the words that ask, a preposition skipped; not «по лоту 2386»."""
    if reading.norm(index) in _PRICING and not reading.has("who"):
        return False
    briefed = any(token.lemmas & _BRIEFING for token in reading.tokens)
    asked = _questions(reading) or reading.orders >= {"tell"} or briefed
    if reading.norm(index) in _ABOUT and asked:
        return True
    while index >= 0 and index in reading.fillers:
        index -= 1
    if index < 0:
        return True
    if reading.lemmas(index) & _SAID_OF:
        return True
    many = "deal" in reading.cues[index] and not reading.is_one(index)  # «сделки по 50000»
    return not many and bool(reading.cues[index] & _BESIDE)


def _questions(reading: Reading) -> bool:
    """«Что …», «какой …», «чем закончилось …»."""
    return reading.has(*_QUESTIONS) or not reading.norms.isdisjoint({"чем", "чему", "кому"})


def _follows(reading: Reading, index: int) -> bool:
    """Behind it the question goes on; not «5000 листовок»."""
    while index < len(reading.tokens) and index in reading.fillers:
        index += 1
    if index >= len(reading.tokens) or reading.norm(index) in _NEWS:
        return True
    return bool(reading.cues[index] & _BESIDE)


def _is_price(reading: Reading, number: int) -> bool:
    """«Бюджет 900000», and any sum beside the open deal: what it is to cost."""
    if not reading.has(*_PRICED) or reading.has(*_QUESTIONS) or is_spoken_of(reading, number):
        return False
    return reading.request.context.entity is not None or number % _ROUND == 0


def is_spoken_of(reading: Reading, number: int) -> bool:
    """Say whether it is the number of the open deal, or of one just shown: no price of it."""
    request = reading.request
    shown = request.previous.records if request.previous else ()
    listed = any(one.type == "leads" and one.id == number for one in shown)
    return listed or request.context.entity == ("leads", number)
