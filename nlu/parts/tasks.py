"""What is said of tasks: their state and their type."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.parts.firm_inside import SENDING
from nlu.parts.likeliest import is_infinitive, traits
from nlu.parts.numbered import number_asked
from nlu.reading import Reading, Who
from nlu.smallwords import HIS
from nlu.types import Found

_OWN_TYPE = 0.5
_STATES = (("state_overdue", "overdue"), ("state_done", "done"), ("state_open", "open"))
_ACTS = (("call", "call"), ("meeting", "meeting"), ("mail", "email"))
_GOING = frozenset(
    {"заехать", "съездить", "ехать", "поехать", "сходить", "зайти", "идти", "пойти", "сбегать"}
)


def take_task_status(draft: Draft) -> None:
    """Fill `status` from «просроченные», «выполненные», «невыполненные», «открытые»."""
    reading = draft.reading
    for index in range(len(reading.tokens)):
        if reading.is_command(index):
            continue
        negated = reading.norm(index - 1) == "не"
        for cue, status in _STATES:
            if cue in reading.cues[index]:
                draft.put("status", "open" if negated and status == "done" else status, [index])
                return


def is_theirs(reading: Reading) -> bool:
    """Say whether it is a task somebody has: «его задачу на понедельник»."""
    return any(reading.norm(i - 1) in HIS for i in reading.where("task") if i)


def is_whose(reading: Reading, found: Found[Who]) -> bool:
    """Say whether it is a client's task: «задачу Смагулова», «срок по задаче Петренко»."""
    user = found.value.users is not None
    return (
        bool(found.first)
        and not user
        and "task" in reading.cues[found.first - 1]
        and (found.value.case in {"gent", "nomn"})
    )


def owners(reading: Reading) -> set[int]:
    """Return where a task on a record is said to be a user's: «задачу Тимура по Вектору»."""
    if reading.norms.isdisjoint({"по"}) and not reading.all("quote"):
        return set()
    owned = (one for one in reading.users if one.first and one.value.case == "gent")
    behind = [one for one in owned if "task" in reading.cues[one.first - 1]]
    return {i for one in behind for i in range(one.first, one.stop)}


def take_task_type(draft: Draft, *, spoken: bool = True) -> None:
    """Fill `type` from the account's own types, or from the verb («позвонить» → call).

    Args:
        spoken: the words belong to the slot alone; else they stay in the task's text too.
    """
    for found in draft.reading.all("task_type"):
        if _is_meeting(draft.reading, found):
            continue
        if len(found.value) == 1 and (not spoken or draft.is_free(found)):
            _give(draft, found.value[0], range(found.first, found.stop), spoken)
            return
    denied = draft.places.get("denied", set())
    for cue, kind in _ACTS:
        index = next((i for i in draft.reading.where(cue) if i not in denied), None)
        if index is not None:
            _give(draft, kind, range(index, index + 1), spoken)
            return


def take_type_of(draft: Draft, text: list[int]) -> None:
    """Fill `type` from what a task's text begins with: a call, a meeting, a letter, an own type."""
    reading = draft.reading
    own = {
        one.first: one.value[0]
        for kind in ("task_type", "task_type_hint")
        for one in reading.all(kind)
        if len(one.value) == 1 and one.score >= _OWN_TYPE
    }
    for index in text:
        if reading.norm(index) == "что":  # «написать, что встреча переносится»
            return
        if index in own and not _is_topic(reading, index) and not _is_other_deed(reading, index):
            draft.slots["type"] = own[index]
            return
        for cue, kind in _ACTS[:2]:
            if cue in reading.cues[index]:
                draft.slots["type"] = kind
                return
        if "mail" in reading.cues[index] and _is_letter(reading, index):
            draft.slots["type"] = "email"
            return


def _is_topic(reading: Reading, index: int) -> bool:
    """«Отчёт по замерам»: many things, what something is about."""
    many = "plur" in reading.tokens[index].traits
    return reading.norm(index - 1) == "по" and many


def _is_other_deed(reading: Reading, index: int) -> bool:
    """«Дописать КП» is not yet to send it, though the type is called «Отправить КП»."""
    partly = any(one.first == index for one in reading.all("task_type_hint"))
    deed = index > 0 and bool(traits(reading, index - 1) & {"INFN", "3per"})
    return partly and deed and not reading.lemmas(index - 1) & SENDING


def _is_meeting(reading: Reading, found: Found[tuple[str, ...]]) -> bool:
    """«Задачи типа встреча»: amoCRM's own type goes by the contract's word."""
    return found.stop == found.first + 1 and "meeting" in reading.cues[found.first]


def is_handed_task(reading: Reading) -> bool:
    """«Скинь Юле задачку раскидать заявки по менеджерам»: one task, and what is to be done."""
    if "put" not in reading.orders or reading.has("how_many", "list", "summary"):
        return False
    heads = (i for i in reading.where("task") if {"accs", "sing"} <= traits(reading, i))
    return any(is_infinitive(reading, i) for head in heads for i in reading.clause_of(head))


def is_pending(reading: Reading) -> bool:
    """«Есть что-то незакрытое по сделке …», «что-то висит по 5330»: things to do on one record."""
    if reading.norms.isdisjoint({"что-то", "что-нибудь"}):
        return False
    led = any(reading.norm(i - 1) == "по" and reading.is_one(i) for i in reading.where("deal"))
    number = number_asked(reading)
    led = led or (number is not None and reading.norm(number.first - 1) == "по")
    return led and reading.has("state_open", "hang")


def _is_letter(reading: Reading, index: int) -> bool:
    """«Письмо», «на почту» — not «разобрать почту», «заехать на почту»."""
    if "письмо" in reading.lemmas(index):
        return True
    gone = reading.before(index - 1) if index else None
    return reading.norm(index - 1) == "на" and not (
        gone is not None and reading.lemmas(gone) & _GOING
    )


def _give(draft: Draft, kind: str, indices: range, spoken: bool) -> None:
    if spoken:
        draft.put("type", kind, indices)
    else:
        draft.slots["type"] = kind
