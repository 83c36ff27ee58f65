"""What led to an order to set a task, and is no part of what is to be done."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.parts.bidden import bidden
from nlu.parts.clauses import is_away, is_beside, is_needed, is_told, orders
from nlu.parts.done import is_closed_whole
from nlu.parts.likeliest import is_infinitive, parses_at, traits
from nlu.parts.task_signs import is_agreed
from nlu.reading import Reading

_SUBORDINATE = frozenset({"чтобы", "чтоб", "как", "где", "когда", "что", "который", "которую"})
_BARE = frozenset({"задачу", "напоминание"})


def after_preface(draft: Draft, core: int | None) -> int:
    """«Клиент ждёт счёт, поставь Орлову отправить счёт»: what led to the order is no part of it."""
    reading = draft.reading
    for index in reversed(reading.where("put", "remind")):
        mark = next((i for i in range(index - 1, -1, -1) if not reading.is_word(i)), None)
        if mark is None and _follows_story(reading, index):
            mark = index
        behind = [i for i in draft.left() if i > index and "task" not in reading.cues[i]]
        if reading.is_order(index) and mark is not None and behind:
            draft.explain(i for i in range(mark) if i not in draft.explained)
            return index
    told = _told_first(draft, core)
    if told is not None:
        draft.explain(range(told))
        return told
    comma = next((i for i, token in enumerate(reading.tokens) if token.text == ","), None)
    if comma is not None and reading.norm(0) in {"если", "как"}:
        draft.explain(range(comma))
        return comma
    return 0


def _follows_story(reading: Reading, order: int) -> bool:
    """«… хозяин разрешил заезд только с семи короче поставь …»: no mark, and yet told before."""
    *before, last = reading.clauses or (range(0),)
    return bool(before) and last.start == order and all(is_told(reading, one) for one in before)


def is_filed(reading: Reading) -> bool:
    """Say whether something is to go among the tasks: «смету Кузнецову в задачи»."""
    return any(
        reading.norm(i - 1) == "в" and reading.norm(i) in {"задачи", "напоминания"}
        for i in reading.where("task")
    )


def set_after_news(reading: Reading) -> bool:
    """«Клиент в отпуске, задачу на 15 марта»: a task is set though no verb says so."""
    *before, last = reading.clauses or (range(0),)
    if not before or reading.norm(last.start) not in _BARE:
        return False
    dated = any(one.first in last for one in reading.all("date"))
    return dated and all(is_told(reading, one) or is_away(reading, one) for one in before)


def _told_first(draft: Draft, core: int | None) -> int | None:
    """«Клиент не берёт трубку, поставь задачу на завтра»: news is no deed, save for its infinitive.

    Returns:
        Where the deed begins («договорились созвониться, …»), or where the order does.
    """
    reading = draft.reading
    *before, last = reading.clauses or (range(0),)
    noun = any("task" in reading.cues[i] for i in last)
    sets = any(reading.is_order(i) and "put" in reading.cues[i] for i in last)
    sets = sets or reading.norm(last.start) in _BARE
    deed = core is not None and core < last.start and is_infinitive(reading, core)
    if before and sets and _only_files(reading, last):
        return _dated_news(reading, before)
    if not sets and core is not None:
        return _news_before(reading, core)
    if not (before and sets and (noun or deed)):
        return None
    if not all(is_told(reading, one) or is_away(reading, one) for one in before):
        return None
    return core if deed else last.start


def _dated_news(reading: Reading, before: list[range]) -> int | None:
    """«Обсудили с шефом, в понедельник отправляем оферту, …»: what is to be is told last."""
    last = before[-1]
    dated = any(one.first in last for one in reading.all("date"))
    return last.start if before[1:] and dated and is_told(reading, before[0]) else None


def _only_files(reading: Reading, last: range) -> bool:
    """«Встречаемся завтра с Хачатуряном, занеси в задачи»: the day stands with what is told."""
    said = [i for i in last if i in reading.content]
    dated = any(one.first in last for one in reading.all("date")) or not reading.all("date")
    return not dated and all(reading.cues[i] & {"put", "task"} for i in said)


def _is_ordered_talk(reading: Reading, core: int) -> bool:
    """«…, набери их завтра»: an order to call or to meet."""
    talk = bool(reading.cues[core] & {"call", "meeting"})
    return talk and "impr" in traits(reading, core)


def _is_dated_talk(reading: Reading, own: range, core: int) -> bool:
    """«По Дельте тишина, созвон во вторник в 11»: it opens its clause, the day is there."""
    talk = core == own.start and bool(reading.cues[core] & {"call", "meeting"})
    return talk and (is_agreed(reading) or any(one.first in own for one in reading.all("date")))


def _news_before(reading: Reading, core: int) -> int | None:
    """«Магнит подписал допник, отгрузить им образцы»: the clause of the infinitive is the deed."""
    own = next((one for one in reading.clauses if core in one), range(0))
    before = [one for one in reading.clauses if one.stop < own.start]
    ordered = is_infinitive(reading, core) or _is_ordered_talk(reading, core)
    ordered = ordered or core == bidden(reading) or _is_dated_talk(reading, own, core)
    charged = any("let" in reading.cues[i] for i in own)
    if not (before and (charged or (ordered and not reading.has("let")))):
        return None
    told = [
        is_beside(reading, one)
        or is_away(reading, one)
        or _is_to_be(reading, one, own)
        or is_needed(reading, one)
        for one in before
    ]
    news = all(told) or (any(told[1:]) and not any(orders(reading, one) for one in before))
    return own.start if news and reading.norm(own.start) not in _SUBORDINATE else None


def _is_to_be(reading: Reading, clause: range, own: range) -> bool:
    """«С понедельника новый прайс, в воскресенье обновить файл»: a thing and a day of its own."""
    days = [one for one in reading.all("date") if getattr(one.value, "day", None) is not None]
    dated = all(any(one.first in part for one in days) for part in (clause, own))
    if not dated or orders(reading, clause):
        return False
    first = next((i for i in clause if i not in reading.figures), clause.start)
    return any(
        p.pos in {"NOUN", "ADJF"} and "nomn" in p.grammemes for p in parses_at(reading, first)
    )


def is_introduced(reading: Reading) -> bool:
    """«Задача: закрыть рекламацию», «задача Волковой — …»."""
    nouns = reading.where("task")
    return (
        not is_closed_whole(reading)
        and any(reading.tokens[i].text in (":", "-") for i in range(nouns[0], len(reading.tokens)))
        and (not reading.has("state_done") and not reading.has("result"))
    )
