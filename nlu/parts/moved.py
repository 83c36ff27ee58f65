"""A deadline moved in other words than «перенеси»: what is told, a shift alone, a new term."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nlu.dates import Impossible, as_deadline, day_near
from nlu.dates.days import CalendarDay
from nlu.dates.words import DateWords
from nlu.draft import Draft
from nlu.once import once
from nlu.parts.day_alone import PROPOSING, numbered_alone, put_off
from nlu.parts.likeliest import is_preposition, traits
from nlu.reading import Reading
from nlu.types import Found, Kind, Token

_FROM = frozenset({"с"})
_LEFT = _FROM | {"до", "по"}
_REACH = 6
_TOLD = frozenset({"past", "3per"})
_TERMS = frozenset({"срок", "дедлайн", "дату"})
_RELATIVE = frozenset({"who", "which", "what"})  # «тех, кто продлил»


@once
def says_move(reading: Reading) -> bool:
    """Say whether the words move a task that is there already."""
    if not reading.all("date") or "remind" in reading.orders:
        return False
    return (
        _is_of_list(reading)
        or is_shifted(reading)
        or _has_new_term(reading)
        or _has_moved(reading)
        or _gets_more_time(reading)
        or _is_proposed(reading)
        or is_contrasted(reading)
        or gives_term(reading)
        or _is_from_to(reading)
        or bool(put_off(reading))
        or bool(numbered_alone(reading))
        or _is_now(reading)
    )


def _is_now(reading: Reading) -> bool:
    """«Замер по сделке 5011 теперь в субботу»: something planned, and the day it is on now."""
    types = {one.first for one in reading.all("task_type")}
    for clause in reading.clauses:
        first = next((i for i in clause if i in reading.content), clause.start)
        noun = bool(reading.cues[first] & {"call", "meeting"}) and "NOUN" in traits(reading, first)
        named = first == clause.start and (noun or first in types)
        dated = any(one.first in clause for one in reading.all("date"))
        turned = any(reading.norm(i) == "теперь" for i in clause[1:])
        if named and dated and turned and not any(map(reading.is_order, reading.content)):
            return not reading.has_question_mark
    return False


def take_day_moved_to(draft: Draft) -> bool:
    """«С 30 ноября перенеси на 28», «с 5 мая на 12»: the month was said with the day it leaves."""
    for left, index, day in _days_alone(draft.reading):
        moment = as_deadline(DateWords(day), draft.reading.request.now)
        if moment is not None:
            draft.put("due", moment, {*range(left.first, left.stop), index - 1, index})
            return True
    return False


def _days_alone(reading: Reading) -> Iterator[tuple[Found[DateWords], int, CalendarDay]]:
    """Yield the day left, where the number of the new one stands, and the new one."""
    for found in reading.all("date"):
        left = None if isinstance(found.value, Impossible) else found.value.day
        if reading.norm(found.first) in _LEFT and isinstance(left, CalendarDay):
            stop = min(found.stop + _REACH, len(reading.tokens))
            for index in range(found.first + 1, stop):
                day = _day_alone(reading, index) if reading.norm(index - 1) == "на" else None
                if day is not None:
                    yield found, index, day_near(left, day)


def _day_alone(reading: Reading, index: int) -> int | None:
    """A number that may be a day of a month and counts nothing: «на 28», «на 2 число»."""
    token, behind = reading.tokens[index], reading.tokens[index + 1 : index + 3]
    if token.kind is not Kind.NUMBER or not token.norm.isdigit() or len(token.norm) > 2:
        return None
    inside = all(one.glued for one in behind) and len(behind) > 1
    counted = any(one.text == "%" or _is_counted(one) for one in behind[:1])
    return None if inside or counted else int(token.norm)


def _is_counted(token: Token) -> bool:
    noun = token.pos in {"NOUN", "ADVB"}
    return noun and "число" not in token.lemmas


def is_shifted(reading: Reading) -> bool:
    """Say whether the words are a shift alone: «задачу по сделке 5055 на два дня позже»."""
    moved = any(
        found.value.length is not None and found.value.length.moved
        for found in reading.all("date")
        if hasattr(found.value, "length")
    )
    set_forth = reading.orders & {"put", "attach"} and "вперед" in reading.norms
    set_forth = set_forth or sets_ahead(reading)
    numbered = reading.all("ordinal") and not reading.has("deal", "contact", "company")
    sooner = "раньше" in reading.norms and "put" in reading.orders
    there = reading.has("task", "call", "meeting") or sooner or numbered
    return moved and not set_forth and bool(there)


def sets_ahead(reading: Reading) -> bool:
    """«На неделю вперёд задача продлить домен»: a task that is told, not one that is there."""
    return "вперед" in reading.norms and any(
        reading.norm(index) in {"задача", "напоминание"} and parse.pos == "INFN"
        for index in reading.where("task")
        if index + 1 < len(reading.tokens)
        for parse in reading.tokens[index + 1].parses[:1]
    )


def gives_term(reading: Reading) -> bool:
    """Say whether a task that is there gets a day: «поставь третьей задаче срок до пятницы»."""
    set_ = reading.orders & {"put", "assign", "change", "attach"} or reading.has("let")
    term = not reading.norms.isdisjoint(_TERMS)
    if not reading.has("task"):
        return bool(set_) and term and bool(reading.all("ordinal")) and not reading.has("deal")
    if not (set_ or term) or reading.orders & {"find", "show"} - {"show" if set_ else ""}:
        return False
    tasks = reading.where("task")
    if any(_is_receiver(reading, index) for index in tasks):
        return True
    numbered = {one.stop for one in reading.all("ordinal")}
    return any(index in numbered or _is_term_of(reading, index) for index in tasks) and term


def _is_term_of(reading: Reading, index: int) -> bool:
    """«Срок задачи», «дедлайн по задаче» of an order."""
    led = index - 1 - (reading.norm(index - 1) in {"у", "по", "для", "этой"})
    return reading.norm(led) in _TERMS


def _is_receiver(reading: Reading, index: int) -> bool:
    """A dative without a preposition: «второй задаче», «этой таске»."""
    if is_preposition(reading, index - 1):
        return False
    parses = reading.tokens[index].parses
    guessed = not reading.naming.is_known(index) and any("accs" in p.grammemes for p in parses)
    return not guessed and any({"datv", "sing"} <= parse.grammemes for parse in parses)


def _has_new_term(reading: Reading) -> bool:
    """«Новый срок задачи — 25.03», «дедлайн по задаче теперь 31 декабря», «эту задачу на среду»."""
    terms, tasks = reading.where("date"), reading.where("task")
    new = any(i != j for i in terms for j in tasks) and reading.has("now", "new")
    new = new or (bool(terms) and reading.norm(0) == '"' and reading.has("now", "new"))
    this = any(reading.norm(i - 1) == "эту" for i in reading.where("task"))
    acts = {cue for cue in reading.orders if not cue.startswith(("talk_", "beside_"))}
    return new or (this and not acts)


def _is_of_list(reading: Reading) -> bool:
    """«Вторую на завтра» after a list of tasks."""
    previous = reading.request.previous
    listed = previous is not None and previous.intent is not None
    if not listed or previous is None or previous.intent is None:
        return False
    of_tasks = previous.intent.stem == "find_tasks" and bool(previous.records)
    numbered = bool(reading.all("ordinal")) and not reading.orders
    return of_tasks and numbered and not reading.has("task", "call", "meeting", "which", "how_many")


def _has_moved(reading: Reading) -> bool:
    """«Замер переехал на завтра», «встреча переносится на вторник»."""
    told = not is_passed_on(reading) and any(
        parse.grammemes & _TOLD
        for i in reading.where("reschedule")
        if not reading.cues[reading.clause_of(i).start] & _RELATIVE and reading.norm(i - 1) != "не"
        for parse in reading.tokens[i].parses[:1]
    )
    return told and (reading.has("task", "call", "meeting") or bool(reading.all("task_type")))


@once
def is_passed_on(reading: Reading) -> bool:
    """«Завтра написать Эльмире, что встреча переносится»: somebody is to be told of it."""
    moves = reading.where("reschedule")
    if moves and _goes_to_user(reading):
        return True
    if not moves or "что" not in reading.norms:
        return False
    that = next(i for i, token in enumerate(reading.tokens) if token.norm == "что")
    deed = any(p.pos == "INFN" for token in reading.tokens[:that] for p in token.parses[:1])
    return deed and that < moves[0]


def _goes_to_user(reading: Reading) -> bool:
    """«Переназначь задачу по Лагуне на Смирнову»: who is to do it, and no day."""
    if reading.all("date") or reading.all("shift"):
        return False
    users = (one for one in reading.all("person") if one.value.users is not None)
    return any(reading.norm(one.first - 1) == "на" for one in users)


def _gets_more_time(reading: Reading) -> bool:
    """«Дай ещё день на задачу подготовить смету»."""
    more = any(reading.norm(found.first) == "еще" for found in reading.all("shift"))
    return more and any(reading.norm(i - 1) in {"на", "по"} for i in reading.where("task"))


def _is_proposed(reading: Reading) -> bool:
    """«Звонок Семёновой давай на пятницу»: the thing is named first, then another day."""
    return any(_is_about(reading, found) for found in reading.all("date"))


def _is_about(reading: Reading, found: Found[Any]) -> bool:
    if reading.norm(found.first - 1) not in PROPOSING or reading.norm(found.first) != "на":
        return False
    heads = [i for i in range(found.first) if reading.cues[i] & {"task", "call", "meeting"}]
    return bool(heads) and all("NOUN" in traits(reading, i) for i in heads)


def is_contrasted(reading: Reading) -> bool:
    """«Созвон не сегодня, а в четверг»: the day it is not, and the day it is."""
    instead = reading.norms & {"вместо"}
    if instead and any(reading.norm(one.first - 1) == "вместо" for one in reading.all("date")):
        return len(reading.all("date")) > 1
    if "не" not in reading.norms:
        return False
    denied = next((i for i in range(len(reading.tokens)) if reading.norm(i) == "не"), None)
    if denied is None or not _is_thing(reading, denied):
        return False
    turned = {i + 1 for i in range(denied, len(reading.tokens)) if reading.norm(i) == "а"}
    return any(found.first in turned for found in reading.all("date"))


def _is_from_to(reading: Reading) -> bool:
    """«Вторую задачу с пятницы на вторник», «задачу с 5 мая на 12»."""
    return any(
        reading.norm(found.first) == "с"
        and any(reading.norm(i) == "на" for i in range(found.first, found.stop))
        and _is_thing(reading, found.first)
        for found in reading.all("date")
    )


def _is_thing(reading: Reading, stop: int) -> bool:
    """What is moved is named before the day, as a thing and not as an order."""
    types = {found.first for found in reading.all("task_type")}
    heads = [i for i in range(stop) if i in types or reading.cues[i] & {"task", "call", "meeting"}]
    return any(parse.pos == "NOUN" for i in heads for parse in reading.tokens[i].parses)
