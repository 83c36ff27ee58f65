"""Stretches of time and deadlines in an utterance."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TypeAlias

from nlu.dates import DateWords, Impossible, as_deadline, as_filter, combine
from nlu.dates.days import Away, Between, CalendarDay, Period, Recent, YearPart
from nlu.draft import Draft
from nlu.once import once
from nlu.parts.causes import causes
from nlu.parts.clauses import is_told, orders
from nlu.parts.firm_inside import PAPERS
from nlu.parts.likeliest import traits
from nlu.reading import Reading
from nlu.types import Found

_DUE = {True: frozenset({"к"}), False: frozenset({"к", "до"})}
_Mention: TypeAlias = Found[DateWords | Impossible]
_FRAME = frozenset({"let", "must", "task", "date"})
_STRETCHES = (Between, Period, Recent, YearPart)


def take_range(draft: Draft, slot: str, *, forward: bool = False) -> bool:
    """Fill a slot with the stretch of time that was said.

    Args:
        forward: an undecided day is the next one, as in task lists; else the latest one.
    """
    for found in (*draft.reading.all("date"), *draft.reading.all("date_hint")):
        if not draft.is_free(found):
            continue
        if isinstance(found.value, Impossible):
            draft.explain(range(found.first, found.stop))
            draft.unread |= set(range(found.first, found.stop))
            continue
        period = as_filter(found.value, _now(draft), forward=forward)
        if period is not None:
            draft.take(slot, found, period)
            return True
        draft.explain(range(found.first, found.stop))
    return False


def take_deadline(draft: Draft, slot: str = "due", *, ahead: bool = False) -> bool:
    """Fill a slot with the deadline; day and hour may stand apart («завтра позвонить в три»).

    What only the thing itself is about («акты за июль», «рассрочка на 10 месяцев») or a side clause
    says («…, потому что касса до четырёх») is no deadline where another is said.

    Args:
        ahead: «на 3 дня вперёд» counts from today; else it moves a deadline there is.
    """
    mentions = [found for found in draft.reading.all("date") if draft.is_free(found)]
    told = _days_told(draft.reading, [d for d in mentions if not _is_covered(d, draft.reading)])
    draft.explain(index for one in told for index in range(one.first, one.stop))
    mentions = [one for one in mentions if one not in told]
    mentions = _outside_quotes(_ahead(mentions, draft.reading), draft.reading)
    mentions = [one for one in mentions if not _is_feast(one, draft.reading)] or mentions
    mentions = [one for one in mentions if not _is_asked_of(one, draft.reading)] or mentions
    mentions = _outside(
        draft.reading, [one for one in mentions if not _is_covered(one, draft.reading)]
    )
    if ahead:
        mentions = [_from_today(found, draft.reading) for found in mentions]
    if not mentions:
        return False
    joined, indices = _joined(mentions, _now(draft))
    moment = None if joined is None else as_deadline(joined, _now(draft))
    if moment is None:
        draft.explain(indices)
        draft.unread |= indices
        return False
    draft.put(slot, moment, indices)
    return True


def lies_ahead(reading: Reading) -> bool:
    """Say whether a day named lies in the future, of which there is nothing to report.

    So does whatever is said with «к», and an hour with «до»: «отчёт к пятнице», «до 18».
    """
    now = reading.request.now
    said = [found for found in reading.all("date") if not isinstance(found.value, Impossible)]
    if any(reading.norm(one.first) in _DUE[one.value.only_day] for one in said):
        return True
    periods = (as_filter(one.value, now) for one in said)
    edges = (one.start or one.stop for one in periods if one is not None)
    return any(edge is not None and edge > now for edge in edges)


@once
def is_paper_due(reading: Reading) -> bool:
    """«Отчёт по лидам к 18»: a paper somebody is to write by then, not one that is asked for."""
    asked = reading.orders & {"find", "show", "tell"}
    if asked or not reading.all("date"):
        return False
    return (reading.has("summary") and lies_ahead(reading)) or _is_paper_wanted(reading)


def _is_paper_wanted(reading: Reading) -> bool:
    """«Заявку на пропуск Тлеуханову до четверга», «Мурашкину до среды счёт»: to be written."""
    passed = {i for one in reading.all("person") for i in range(one.first, one.stop)}
    given = min(passed, default=1) == 0 and reading.all("person")[0].value.case == "datv"
    passed |= reading.figures | reading.fillers
    first = next((i for i in range(len(reading.tokens)) if i not in passed), None)
    bound = any(reading.norm(one.first) in {"до", "к"} for one in reading.all("date"))
    if first is None or reading.orders or reading.has_question_mark or not bound:
        return False
    said = {"NOUN", "accs", "sing"} <= traits(reading, first)
    noun = reading.tokens[first].parses[:1]
    straight = any({"nomn", "inan", "sing"} <= parse.grammemes for parse in noun)
    return bool(reading.lemmas(first) & PAPERS) and (said or (given and straight))


def _outside(reading: Reading, mentions: list[_Mention]) -> list[_Mention]:
    """Leave out what side clauses say, «…, бюро открыто с 8 до 16», unless there is no other."""
    told = (
        one for one in reading.clauses[1:] if is_told(reading, one) and not _frames(reading, one)
    )
    beside = causes(reading) | {i for clause in told for i in clause}
    return [found for found in mentions if found.first not in beside] or mentions


def _frames(reading: Reading, clause: range) -> bool:
    """«…, задача должна быть готова к пятнице»: it speaks of the task itself."""
    return any(reading.cues[i] & _FRAME for i in clause)


def _days_told(reading: Reading, mentions: list[_Mention]) -> list[_Mention]:
    """Return the days said before an order that names its own: «в среду занят, поставь на …»."""
    days = [one for one in mentions if getattr(one.value, "day", None) is not None]
    cut = reading.clauses if len(days) > 1 else ()
    start = next((one.start for one in reversed(cut[1:]) if orders(reading, one)), 0)
    told = [one for one in days if one.first < start]
    return told if 0 < len(told) < len(days) else _hours_told(reading, mentions)


def _hours_told(reading: Reading, mentions: list[_Mention]) -> list[_Mention]:
    """«Обещали ответ к 14, в 15 перезвонить им»: the deed has an hour of its own."""
    hours = [one for one in mentions if getattr(one.value, "day", 0) is None]
    deed = next((one for one in reading.clauses[1:] if orders(reading, one)), range(0))
    own = [one for one in mentions if getattr(one.value, "time", None) and one.first in deed]
    before = [one for one in hours if is_told(reading, reading.clause_of(one.first))]
    return [one for one in before if own and one.first < deed.start]


def _outside_quotes(mentions: list[_Mention], reading: Reading) -> list[_Mention]:
    """«Задачу «Проверить остатки на 1 марта» на завтра»: a title sets no day beside another."""
    quotes = reading.all("quote")
    kept = [d for d in mentions if not any(q.first < d.first < q.stop for q in quotes)]
    return kept or mentions


def _ahead(mentions: list[_Mention], reading: Reading) -> list[_Mention]:
    """«По вчерашнему клиенту перезвони завтра»: a past day as an adjective is of the noun alone."""
    if len(mentions) == 1:
        return mentions
    return [one for one in mentions if not _is_of_past(one, reading)] or mentions


def _is_of_past(found: _Mention, reading: Reading) -> bool:
    adjective = reading.tokens[found.stop - 1].pos == "ADJF"
    if isinstance(found.value, Impossible) or not adjective:
        return False
    moment = as_deadline(found.value, reading.request.now)
    return moment is not None and moment.at < reading.request.now


def _is_covered(found: _Mention, reading: Reading) -> bool:
    """«Акты за июль», «табели за прошлую неделю»: what something covers, not when it is due."""
    if isinstance(found.value, Impossible) or found.value.time is not None:
        return False
    return reading.norm(found.first) == "за" and isinstance(found.value.day, _STRETCHES)


def _is_feast(found: _Mention, reading: Reading) -> bool:
    """«Поздравить бухгалтерию с 8 марта, в пятницу»: upon what one congratulates."""
    day = not isinstance(found.value, Impossible) and isinstance(found.value.day, CalendarDay)
    return day and reading.norm(found.first) == "с" and "поздравить" in reading.said


def _is_asked_of(found: _Mention, reading: Reading) -> bool:
    """«Уточнить, не против ли он переезда на выходных, сегодня»: a day of the question alone."""
    if "ли" not in reading.norms:
        return False
    clause = reading.clause_of(found.first)
    return "ли" in map(reading.norm, clause) and clause.start > 0


def _from_today(found: _Mention, reading: Reading) -> _Mention:
    """«На 3 дня вперёд» said of a new task; «на час позже» moves one that is there."""
    if "вперед" not in {reading.norm(found.first), reading.norm(found.stop - 1)}:
        return found
    length = None if isinstance(found.value, Impossible) else found.value.length
    if length is None or not length.moved or length.count <= 0:
        return found
    return replace(found, value=DateWords(Away(length.count, length.unit)))


def _joined(mentions: list[_Mention], now: datetime) -> tuple[DateWords | None, set[int]]:
    """Join the mentions that make one moment; an impossible date spoils it."""
    words: DateWords | None = None
    indices: set[int] = set()
    for found in mentions:
        said, here = found.value, set(range(found.first, found.stop))
        if isinstance(said, Impossible):
            return None, here
        more = said if words is None else _combined(words, said, now)
        if words is not None and _is_better(said, words, more, now):
            words, indices = said, here
            continue
        if more is not None:
            words = more
        if more is not None or said == words:
            indices |= here
    return words, indices


def _combined(words: DateWords, said: DateWords, now: datetime) -> DateWords | None:
    """«Завтра поздравить клиента с 8 марта»: a day of the month that is not tomorrow is another."""
    more = combine(words, said)
    if more is None or not isinstance(said.day, CalendarDay) or more.day != words.day:
        return more
    named = as_deadline(DateWords(said.day), now), as_deadline(DateWords(words.day), now)
    apart = None not in named and len({one.at for one in named if one}) > 1
    return None if apart else more


def _is_better(said: DateWords, words: DateWords, more: DateWords | None, now: datetime) -> bool:
    """«Рассрочку на 10 месяцев … завтра в 16:30»: a length names no moment, a day does."""
    if as_deadline(words, now) is not None or as_deadline(said, now) is None:
        return False
    return more is None or as_deadline(more, now) is None


def _now(draft: Draft) -> datetime:
    return draft.reading.request.now
