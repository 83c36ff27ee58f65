"""What is measured, and by what it is broken down."""

from __future__ import annotations

from collections.abc import Iterator

from nlu.choices import GroupBy, Metric
from nlu.draft import Draft
from nlu.once import once
from nlu.parts.likeliest import is_preposition
from nlu.parts.ranked import GROUPS
from nlu.reading import Reading

_METRICS: tuple[tuple[str, Metric], ...] = (
    ("conversion", "conversion"),
    ("average", "average"),
    ("money_word", "sum"),
    ("sum", "sum"),
    ("how_many", "count"),
    ("count", "count"),
)

_INSIDE = frozenset({"в", "из", "по", "на"})
_ORDERING = frozenset({"create", "put", "change", "move", "delete"})
_PIECES = frozenset({"штуках", "количестве"})
_RECORDS = ("deal", "contact", "task", "call", "meeting")
_STAFF = frozenset({"responsible", "people_word", "team"})
_WHAT_SUM = frozenset({"какую", "какой", "каком"})  # «на какую сумму», «в каком количестве»
_HOW = frozenset({"как", "насколько"})
_MUCH = frozenset({"много", "мало", "немного"})


def take_metric(draft: Draft) -> bool:
    """Fill `metric` from «сколько», «сумма», «средний чек», «конверсия»."""
    reading = draft.reading
    for cue, metric in _METRICS:
        index = next((i for i in reading.where(cue) if not _is_order_of_list(reading, i)), None)
        if index is not None:
            worth = metric == "count" and _asks_worth(reading, index)
            draft.put("metric", "sum" if worth else metric, [index])
            draft.explain_cues(*(cue for cue, _ in _METRICS), "budget")
            draft.explain(i for i in range(len(reading.tokens)) if _is_pieces(draft, i))
            draft.mark("metric", (i for i in (index + 1,) if i in reading.where("unit")))
            return True
    return _take_pieces(draft) or _take_figure(draft) or _take_much(draft)


def _take_much(draft: Draft) -> bool:
    """«Много ли проигранных сделок», «как много закрыла Волкова», «много открытых сделок?»."""
    index = asks_much(draft.reading)
    if index is not None:
        draft.put("metric", "count", [index])
        draft.explain_cues("how")
    return index is not None


@once
def asks_much(reading: Reading) -> int | None:
    """Return where «много» asks how many records there are, None where nothing does."""
    if _MUCH.isdisjoint(reading.norms) or not reading.has(*_RECORDS):
        return None
    for index in range(len(reading.tokens)):
        asked = reading.norm(index + 1) == "ли" or reading.norm(index - 1) in _HOW
        asked = asked or reading.tokens[-1].text == "?"
        if reading.norm(index) in _MUCH and asked:
            return index
    return None


def _take_pieces(draft: Draft) -> bool:
    """«А в штуках?»: how many, not for how much."""
    index = next((i for i in range(len(draft.reading.tokens)) if _is_pieces(draft, i)), None)
    if index is not None:
        draft.put("metric", "count", [index])
    return index is not None


def _is_pieces(draft: Draft, index: int) -> bool:
    return draft.reading.norm(index) in _PIECES and draft.reading.norm(index - 1) == "в"


def _take_figure(draft: Draft) -> bool:
    """«Много открытых сделок? Цифру дай»: how many there are is to be told."""
    reading = draft.reading
    for index in reading.where("figure"):
        near = (i for i in (index - 1, index + 1) if 0 <= i < len(reading.tokens))
        if any(reading.is_order(i) and reading.cues[i] & {"show", "tell"} for i in near):
            draft.put("metric", "count", [index])
            draft.explain(i for i in range(len(reading.tokens)) if reading.norm(i) in _MUCH)
            return True
    return False


def take_funnel(draft: Draft) -> bool:
    """«Покажи воронку», «воронка продаж за месяц»: how many deals each stage has."""
    reading = draft.reading
    index = reading.first("pipeline")
    if index is None or not reading.is_one(index):
        return False
    named = {i for one in reading.all("pipeline") for i in range(one.first, one.stop)} | {index}
    if reading.norm(min(named) - 1) in _INSIDE or reading.all("person"):
        return False
    known = named | reading.figures | set(reading.where("show", "find", "tell", "own", "sell"))
    if not reading.content <= known or _ORDERING & reading.orders:
        return False
    draft.put("metric", "count", [index])
    draft.slots["group_by"] = "stage"
    draft.explain_cues("sell")
    return True


def take_group(draft: Draft) -> bool:
    """«По этапам», «в каждой воронке», «в разрезе ответственных», «по месяцам»."""
    reading = draft.reading
    if _take_at_whom(draft):
        return True
    for name, index in sorted(_groups(reading), key=lambda group: not _is_by(reading, group[1])):
        if _is_by(reading, index) or reading.has("group") or _is_asked_from(reading, index):
            draft.put("group_by", name, [index])
            draft.explain_cues("group")
            return True
    return _take_each(draft)


def _is_asked_from(reading: Reading, index: int) -> bool:
    """«С каких источников и сколько», «в каких воронках сколько сделок»: each one's share."""
    if reading.norm(index - 1) not in {"каких", "каким", "какому", "каком", "какой", "какую"}:
        return False
    return index > 1 and is_preposition(reading, index - 2) and reading.has("how_many")


@once
def groups_by(reading: Reading) -> bool:
    """Say whether records are to be laid out: «сделки по менеджерам», «задачи по этапам»."""
    if reading.has("ordering"):
        return False
    return any(_is_by(reading, index) for _, index in _groups(reading))


def _is_by(reading: Reading, index: int) -> bool:
    """«По этапам»."""
    return reading.norm(index - 1) == "по" and _is_many(reading, index)


def _groups(reading: Reading) -> Iterator[tuple[GroupBy, int]]:
    """«По сотрудникам» is by those who answer for the records."""
    for name in GROUPS:
        yield from ((name, index) for index in reading.where(name))
    yield from (("responsible", index) for index in reading.where("people_word"))


def breaks_down(draft: Draft) -> bool:
    """Say whether groups are asked that no report has: «по неделям», «по городам»."""
    reading = draft.reading
    return any(
        reading.norm(i - 1) == "по"
        and reading.tokens[i].text.islower()
        and any({"plur", "datv"} <= p.grammemes for p in reading.tokens[i].parses[:1])
        for i in draft.left()
    )


def _take_each(draft: Draft) -> bool:
    """«У каждого», «по каждому»: with no noun behind it everyone is a user."""
    reading = draft.reading
    for index in reading.where("group"):
        alone = reading.after(index) is None or reading.after(index) in reading.figures
        if "каждый" in reading.lemmas(index) and alone:
            draft.put("group_by", "responsible", [index])
            return True
    return False


def _take_at_whom(draft: Draft) -> bool:
    """«Сколько выиграли и у кого» asks for each one's share."""
    reading = draft.reading
    for index in range(1, len(reading.tokens)):
        at = reading.norm(index) == "кого" and reading.norm(index - 1) == "у"
        if at or _is_each(reading, index):
            draft.put("group_by", "responsible", [index])
            return True
    return False


def _is_each(reading: Reading, index: int) -> bool:
    """«Кто сколько выиграл», «кто на сколько продал», «кто из менеджеров на какую сумму …»."""
    if not ("how_many" in reading.cues[index] or reading.norm(index) in _WHAT_SUM):
        return False
    before = index - 1 - (reading.norm(index - 1) == "на")
    if before > 1 and reading.norm(before - 1) == "из":
        before -= 2
    return before >= 0 and (reading.norm(before) == "кто" or _is_which_of_staff(reading, before))


def _is_which_of_staff(reading: Reading, index: int) -> bool:
    """«Какой менеджер сколько закрыл»."""
    staff = bool(reading.cues[index] & _STAFF) and reading.is_one(index)
    return staff and index > 0 and "which" in reading.cues[index - 1]


def _is_order_of_list(reading: Reading, index: int) -> bool:
    """«По убыванию суммы», «топ-5 по сумме»: the list is in this order, nothing is summed."""
    ordered = reading.has("top", "ordering") and not reading.has("compare")
    if reading.norm(index - 1) == "по" and ordered:
        return True
    before = range(max(index - 2, 0), index)
    return any(reading.cues[i] & {"descending", "ascending"} for i in before)


def _is_many(reading: Reading, index: int) -> bool:
    return any({"plur", "datv"} <= parse.grammemes for parse in reading.tokens[index].parses)


def _asks_worth(reading: Reading, index: int) -> bool:
    """«На сколько сделок», «сколько миллионов» ask for the sum, «сколько сделок» for the count."""
    asked = "how_many" in reading.cues[index]
    earned = reading.has("earn") and not reading.has("deal")
    return asked and (
        reading.norm(index - 1) == "на" or index + 1 in reading.where("unit") or earned
    )
