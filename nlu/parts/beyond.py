"""What neither a filter nor a change can say; to drop it would answer another question."""

from __future__ import annotations

from itertools import pairwise

from nlu.once import once
from nlu.parts.likeliest import traits
from nlu.reading import Reading
from nlu.smallwords import WHO

_EXCEPT = frozenset({"кроме", "без", "исключая"})
_BECAUSE = frozenset({"из-за", "причине", "причинам"})  # why a deal was lost, no list tells
_MORE = frozenset({"больше", "дольше", "более", "свыше", "менее"})
_NOT = frozenset({"нет", "нету", "не"})
_STRETCHES = frozenset({"день", "неделя", "месяц", "год", "час", "сутки", "квартал", "полгода"})
_LEADING = frozenset({"за", "в", "на", "с"})  # «больше сделок за неделю» compares
_ENTERED = frozenset({"указать", "заполнить", "проставить", "вписать", "внести", "прописать"})
STUCK = frozenset({"зависнуть", "застрять", "подвиснуть", "застояться", "замереть"})
_FULFILLED = frozenset({"выполнить", "выполнять", "выполнение", "закрыть", "сделать"})
_MOVES = frozenset({"движение", "активность", "изменение", "внимание", "действие"})
_KNOWN = frozenset(
    {"budget", "phone", "email", "task", "responsible", "contact", "company", "note"}
)
_PLACES = ("stage", "stage_hint", "pipeline")
_BETWEEN = frozenset({"PREP", "VERB"})
_PAIR = 2
_MEASURES = ("how_many", "sum", "money_word", "count", "average", "conversion", "earn", "sell")
_REACH = 3
_FALLEN = frozenset(
    {"просесть", "просадка", "проседать", "сдать", "сдуться", "отстать", "отставать"}
)
_FROM = frozenset({"с", "из", "от", "по"})


@once
def is_beyond(reading: Reading) -> bool:
    """Say whether the words ask for more than any list, count or change can give."""
    if shares(reading) or excludes(reading) or not reading.norms.isdisjoint(_BECAUSE):
        return True
    if reading.has("conversion") and reading.has("state_lost"):  # «доля проигранных»
        return True
    if _is_stuck(reading) or _gives_reason(reading) or _names_two_users(reading):
        return True
    if _ranks_clients(reading) or _is_plan_of_sales(reading) or says_origin(reading):
        return True
    if reading.norms.isdisjoint(_MORE | _NOT):
        return False
    if "давно" in reading.norms and reading.norms & _NOT and reading.has("deal", "contact"):
        return True
    return _denies_place(reading) or any(
        _lasts(reading, i) or _lacks(reading, i) for i in range(len(reading.tokens))
    )


def asks_trend(reading: Reading) -> bool:
    """«У кого просели продажи», «кто из ребят давно не закрывал»: who has become worse, or idle."""
    if reading.norms.isdisjoint(WHO):
        return False
    who = next(i for i in range(len(reading.tokens)) if reading.norm(i) in WHO)
    if any(one.value.users is None for one in reading.all("person")):
        return False
    behind = range(who + 1, len(reading.tokens))
    fell = any(reading.lemmas(i) & _FALLEN for i in behind)
    idle = "давно" in reading.norms and "не" in reading.norms
    return fell or (idle and reading.has("sell", "complete", "state_won", "state_closed"))


def says_origin(reading: Reading) -> bool:
    """«Лиды с сайта», «заявки из инстаграма»: where from, and the account's lists have it not."""
    if not reading.has("channel") or not reading.has("deal") or reading.all("own_field"):
        return False
    known = {i for one in reading.all("own_choice") for i in range(one.first, one.stop)}
    return any(
        reading.norm(i - 1) in _FROM and i not in known and i not in reading.figures
        for i in reading.where("channel")
    )


def _ranks_clients(reading: Reading) -> bool:
    """«Топ-10 клиентов по сумме сделок»: deals are not added up by whom they are with."""
    if not reading.has("deal", "sum", "money_word", "earn", "sell", "budget"):
        return False
    figures = {i for one in reading.all("number") for i in range(one.first, one.stop)}
    for index in reading.where("contact", "company"):
        before = reading.before(index)
        while before is not None and before in figures:
            before = reading.before(before)
        many = any("plur" in parse.grammemes for parse in reading.tokens[index].parses)
        if many and before is not None and reading.cues[before] & {"top", "best", "largest"}:
            return True
    return False


def _is_plan_of_sales(reading: Reading) -> bool:
    """«План продаж на месяц», «до плана по выручке»: what is aimed at, nowhere in amoCRM."""
    plans = [i for i in reading.where("planned") if "план" in reading.lemmas(i)]
    if plans and any(reading.lemmas(i) & _FULFILLED for i in reading.content):
        return not reading.has("task")
    return any(reading.cues[j] & {"sell", "money_word"} for i in plans for j in _behind(reading, i))


def _behind(reading: Reading, index: int) -> range:
    return range(index + 1, min(index + _REACH, len(reading.tokens)))


def _denies_place(reading: Reading) -> bool:
    """«Не дошли до оплаты», «не в переговорах»: where the deals are not."""
    return any(_is_denied(reading, one.first) for kind in _PLACES for one in reading.all(kind))


def _is_denied(reading: Reading, index: int) -> bool:
    """A preposition and a verb may stand between «не» and the place."""
    before = index - 1
    while before >= 0 and reading.tokens[before].pos in _BETWEEN:
        before -= 1
    return before >= 0 and reading.norm(before) == "не"


def excludes(reading: Reading) -> bool:
    """«Все сделки кроме переговоров», «без Орлова»: a filter turned round, which no list has."""
    if reading.norms.isdisjoint(_EXCEPT):
        return False
    names = ("person", "stage", "pipeline", "company")
    starts = {found.first for kind in names for found in reading.all(kind)}
    fields = {found.first for found in reading.all("own_field")}
    for index in range(len(reading.tokens) - 1):
        word, telling = reading.norm(index), index + 1 in starts or bool(reading.cues[index + 1])
        if word in _EXCEPT and index + 1 not in fields and telling and index not in reading.figures:
            return True
    return False


def _is_stuck(reading: Reading) -> bool:
    """«Зависшие сделки», «сделки без движения»: how long a record has not moved."""
    if reading.all("stage") or reading.all("date"):
        return False
    known = bool(reading.all("id") or reading.request.context.entity)
    deals = [i for i in reading.where("deal") if not (known and reading.is_one(i))]
    idle = (reading.norm(i + 1) == "без" and reading.lemmas(i + 2) & _MOVES for i in deals)
    return bool(deals) and (any(idle) or _has_stuck(reading, deals))


def _has_stuck(reading: Reading, deals: list[int]) -> bool:
    """«Зависшие сделки», «сделки Орлова, зависшие», not «сделки зависших клиентов»."""
    if reading.said.isdisjoint(STUCK):
        return False
    stuck = (
        index
        for index, token in enumerate(reading.tokens)
        if any(parse.pos == "PRTF" and parse.lemma in STUCK for parse in token.parses[:1])
    )
    return any(i + 1 in deals or "NOUN" not in traits(reading, i + 1) for i in stuck)


def _names_two_users(reading: Reading) -> bool:
    """«Сделки Орлова и Волковой»: a list is of one of them, unless they are compared."""
    users = [one for one in reading.all("person") if one.value.users]
    if len(users) < _PAIR or reading.has("compare", *_MEASURES):
        return False
    return any(
        other.first == one.stop + 1 and reading.norm(one.stop) in {"и", ",", "или"}
        for one, other in pairwise(users)
    )


def _gives_reason(reading: Reading) -> bool:
    """«По причине дорого», «с причиной отказа «Дорого»»: why deals were lost is in no filter."""
    if reading.all("own_field") or not reading.has("deal", "state_lost"):
        return False
    return any(
        "причина" in reading.lemmas(i) and reading.norm(i - 1) in {"по", "с", "причина"}
        for i in reading.where("result")
    )


def shares(reading: Reading) -> list[int]:
    """Return where numbers of hundredths stand: «увеличь бюджет на 10%», «на пять процентов»."""
    return [
        found.first
        for found in reading.all("number")
        if reading.norm(found.stop) == "%" or "процент" in reading.lemmas(found.stop)
    ]


def _lasts(reading: Reading, index: int) -> bool:
    """«Зависли больше месяца», «не звонили дольше двух недель»: how long, not when."""
    if reading.norm(index) not in _MORE:
        return False
    near = range(index + 1, index + 1 + _REACH)
    led = next((i for i in near if reading.norm(i) in _LEADING), near.stop)
    return any(reading.lemmas(i) & _STRETCHES for i in range(near.start, led))


def _lacks(reading: Reading, index: int) -> bool:
    """«Где нет бюджета», «у которых не указан телефон»: what a record has not."""
    follower = reading.after(index) if reading.norm(index) in _NOT else None
    if follower is None:
        return False
    if reading.norm(index) != "не":
        return bool(reading.cues[follower] & _KNOWN)
    return bool(reading.lemmas(follower) & _ENTERED) and not reading.all("own_field")
