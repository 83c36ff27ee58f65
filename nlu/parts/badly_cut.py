"""Free words of a write that cannot be whole: better nothing done than half a text written down."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.parts.likeliest import all_traits, is_preposition
from nlu.parts.words import ALLOWING
from nlu.reading import Reading

_OF_DEALS = frozenset({"create_lead", "update_lead"})
_TITLES = frozenset({"lead", "name", "set_name"})
_OF_TASKS = frozenset({"complete_task", "reschedule_task"})
# What a deal is for may lead its name, «по замене лифтов»; whose it is does not.
_OF_PARTY = frozenset({"с", "у", "от", "без", "из"})
_THINGS = frozenset({"NOUN", "INFN", "LATN", "NUMB"})


def badly_cut(stem: str, draft: Draft) -> str:
    """Say what is wrong with the words cut out for a write, in Russian, for the trace.

    A task's text that leaps over a telling word no slot took («письмо в Энергомаш ‹про сроки›
    поставки»), a bracket left open, a deal's name that begins with whose it is («с морозом»), a
    task known by a word that names nothing («верхнюю») or set to do a number («завтра 5014»).

    Args:
        stem: the intent the draft is for.

    Returns:
        The reason; empty when nothing is wrong.
    """
    if "text" in draft.slots and _is_open(str(draft.slots["text"])):
        return "скобка не закрыта"
    if stem == "create_task" and _leaps(draft):
        return "в тексте задачи пропуск"
    if stem == "create_task" and not _has_word(str(draft.slots.get("text", "а"))):
        return "в тексте задачи одни цифры"
    if stem in _OF_DEALS and any(_is_led(draft, slot) for slot in _TITLES & draft.slots.keys()):
        return "название начинается с того, чьё оно"
    if stem in _OF_TASKS and _names_nothing(draft):
        return "слово не называет задачи"
    return ""


def _is_open(text: str) -> bool:
    return text.count("(") > text.count(")")


def _has_word(text: str) -> bool:
    """«5014» and «300к» are no thing to be done."""
    return any(word[:1].isalpha() for word in text.replace("№", " ").split())


def _leaps(draft: Draft) -> bool:
    said = draft.places.get("text")
    if not said:
        return False
    reading = draft.reading
    taken = set().union(*draft.places.values())
    between = set(range(min(said), max(said))) & reading.content - taken - reading.figures
    return any(_tells(reading, index) for index in between)


def _tells(reading: Reading, index: int) -> bool:
    small = is_preposition(reading, index) or reading.norm(index) in ALLOWING
    return reading.is_word(index) and not small


def _is_led(draft: Draft, slot: str) -> bool:
    """«С морозом», not «С добрым утром» in quotes or with a capital."""
    first = min(draft.places.get(slot, ()), default=None)
    if first is None or draft.reading.norm(first) not in _OF_PARTY:
        return False
    return draft.reading.tokens[first].text.islower() and not _quoted(draft.reading, first)


def _names_nothing(draft: Draft) -> bool:
    reading = draft.reading
    said = [i for i in sorted(draft.places.get("text", ())) if i not in reading.figures]
    if len(said) != 1 or _quoted(reading, said[0]):
        return False
    return reading.is_word(said[0]) and not all_traits(reading, said[0]) & _THINGS


def _quoted(reading: Reading, index: int) -> bool:
    return any(one.first <= index < one.stop for one in reading.all("quote"))
