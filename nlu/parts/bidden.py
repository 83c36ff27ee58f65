"""An everyday deed ordered outright, by a day: «завтра отвези Киму каталог»."""

from __future__ import annotations

from nlu.dates.words import Clock
from nlu.once import once
from nlu.parts.clauses import is_away, is_beside
from nlu.parts.firm_inside import DEALING, PRESSING, SENDING
from nlu.parts.likeliest import first_verb, is_infinitive, traits
from nlu.reading import Reading
from nlu.smallwords import HIS, TO_HIM

_OURS = frozenset(
    {"find", "show", "tell", "create", "put", "remind", "complete", "reschedule", "change"}
    | {"rename", "assign", "attach", "delete", "raise", "lower", "note_down", "count", "compare"}
    | {"ask_to", "let", "closing", "solve", "lose", "move", "group", "talk_cancel", "talk_yes"}
)
# Cued for what the assistant does itself, and still somebody's work where a record is not named.
_WORK = frozenset(
    {"проверить", "проверять", "сверить", "собрать", "забрать", "взять", "узнать", "уточнить"}
    | {"отправить", "выслать", "написать", "посчитать", "рассчитать", "вернуть", "привлечь"}
    | {"подобрать"}
)
# Cued for what is done to a record's fields and to whose it is.
_ALTERING = frozenset(
    {"обновить", "обновлять", "сменить", "поменять", "заменить", "исправить", "поправить"}
    | {"дополнить", "отдать", "передать", "вручить", "скорректировать", "удалить", "почистить"}
    | {"убрать", "доделать", "закончить", "завершить", "переделать"}
)
_FIELDS = ("budget", "stage", "pipeline", "responsible", "phone", "email", "name", "date", "base")
_OURSELVES = frozenset({"меня", "мне", "нас", "нам"})
_NAMES = ("person", "company")
_POINTING = HIS | TO_HIM
_COMPOSING = frozenset({"придумать", "сочинить", "нарисовать", "сгенерировать", "пошутить"})
_PARTS = 2
_DISPATCHING = frozenset({"отправить", "послать", "направить", "отрядить"})
_GOING = frozenset(
    {"заехать", "подъехать", "приехать", "съездить", "зайти", "отвезти", "привезти", "завезти"}
)
_FRAMED = ("task", "remind", "let")
_NAMED = ("deal", "task", "contact", "company", "note", "list", "card", "how_many", "which")
_RECORDS = ("deal", "task", "note", "list", "card", "how_many", "which")
_ASKED = ("who", "how_many", "which", "what", "where", "when", "how")
_SHOWN = frozenset({"find", "show"})
_KINDS = ("stage", "pipeline", "amount", "phone", "email", "quote")


@once
def user_sent(reading: Reading) -> range:
    """Return the clause of «замер завтра в 14, отправь Сидорова»: nothing but who is to go."""
    if reading.said.isdisjoint(_DISPATCHING):
        return range(0)
    *before, last = reading.clauses or (range(0),)
    said = [i for i in last if i in reading.content]
    sent = bool(said) and reading.is_order(said[0]) and bool(reading.lemmas(said[0]) & _DISPATCHING)
    gone = {
        i for one in reading.users if one.value.case != "datv" for i in range(one.first, one.stop)
    }
    return last if before and sent and said[1:] and gone.issuperset(said[1:]) else range(0)


@once
def bidden(reading: Reading) -> int | None:
    """Return the imperative of a deed in the world that is ordered by a day; None if there is none.

    Nothing of ours is ordered beside it, and only the day, a greeting or a user stands before it.
    """
    if not reading.all("date") or reading.has(*_FRAMED) or reading.has_question_mark:
        return None
    if plans_call(reading):
        return _own_verb(reading)
    if "не" in reading.norms:
        return None
    passed = reading.figures | reading.fillers
    passed |= {i for one in reading.users for i in range(one.first, one.stop)}
    for clause in reading.clauses:
        first = next((i for i in clause if i not in passed), None)
        if first is not None and first not in user_sent(reading) and is_deed_bidden(reading, first):
            return first
    return None


def _own_verb(reading: Reading) -> int | None:
    """The call or the meeting the speaker promises: «наберу через час», «завтра встречусь»."""
    goes = not reading.said.isdisjoint(_GOING)
    going = [i for i in range(len(reading.tokens)) if reading.lemmas(i) & _GOING] if goes else []
    for index in (*reading.where("call", "meeting"), *going):
        own = traits(reading, index) >= {"VERB", "1per", "sing", "futr"}
        if own and reading.norm(index - 1) != "не":
            return index
    return _planned_by_us(reading)


def _planned_by_us(reading: Reading) -> int | None:
    """«Во вторник в 15 показываем стенд Андерсону»: what we do for somebody on a day to come."""
    first = min(reading.content - reading.figures, default=None)
    if first is None or not traits(reading, first) >= {"VERB", "1per", "tran"}:
        return None
    parties = {one.first for one in reading.all("person") if one.value.users is None}
    parties |= {one.first for one in reading.all("company")}
    behind = any(index > first for index in parties) or _has_own_hour(reading, first)
    ours = reading.has(*_RECORDS) or "не" in reading.norms or reading.has_question_mark
    dated = min((one.first for one in reading.all("date")), default=first) < first
    return first if behind and dated and not ours and len(reading.clauses) == 1 else None


def _has_own_hour(reading: Reading, verb: int) -> bool:
    """«В 12:00 забираю договор»: an hour, and a thing right behind the verb."""
    hours = (getattr(one.value, "time", None) for one in reading.all("date"))
    behind = reading.tokens[verb + 1].parses if verb + 1 < len(reading.tokens) else ()
    thing = any({"NOUN", "inan", "accs"} <= {p.pos, *p.grammemes} for p in behind[:2])
    return thing and any(isinstance(hour, Clock) for hour in hours)


def plans_call(reading: Reading) -> bool:
    """Say whether the speaker's own call is to come: «не дозвонился, наберу через час»."""
    verb = _own_verb(reading) if reading.all("date") else None
    if verb is None or reading.has(*_ASKED):
        return False
    if any(reading.cues[i] & _OURS and reading.is_order(i) for i in reading.content - {verb}):
        return False
    clause = reading.clause_of(verb)
    before = [one for one in reading.clauses if one.stop < clause.start]
    dated = any(one.first in clause for one in reading.all("date"))
    return dated and all(is_beside(reading, one) or is_away(reading, one) for one in before)


def is_deed_bidden(reading: Reading, index: int) -> bool:
    """Say whether an order is of a deed in the world: «отвези», «подготовь», not «покажи»."""
    if not reading.is_order(index) or not traits(reading, index) >= {"VERB", "impr"}:
        return False
    ours = reading.norm(index + 1) in _OURSELVES or "1per" in traits(reading, index)
    ours = ours or bool(reading.lemmas(index) & _COMPOSING)
    if ours or not reading.naming.is_known(index):
        return False
    if not reading.cues[index] & _OURS:
        return True
    ours = reading.has(*_NAMED) or any(map(reading.all, _KINDS))
    return not ours and bool(reading.lemmas(index) & _WORK or alters_thing(reading, index))


def alters_thing(reading: Reading, index: int) -> bool:
    """«Обнови прайс», «отдай Мкртчяну ключи»: a thing, and no field of a record."""
    given = any(one.first > index for one in reading.users)
    other = given or reading.has(*_FIELDS) or reading.all("own_field")
    if other or not reading.lemmas(index) & _ALTERING:
        return False
    people = {i for one in reading.all("person") for i in range(one.first, one.stop)}
    passed = reading.figures | reading.fillers | people
    thing = next((i for i in range(index + 1, len(reading.tokens)) if i not in passed), None)
    return thing is not None and any(
        {"NOUN", "inan", "accs"} <= {p.pos, *p.grammemes} for p in reading.tokens[thing].parses[:2]
    )


@once
def is_plain_work(reading: Reading) -> bool:
    """Say whether the words alone tell work: «обнови прайс завтра», «согласовать макет с Яной»."""
    first = min(reading.content - reading.figures, default=None)
    if first is None or reading.has_question_mark or "не" in reading.norms:
        return False
    if reading.has(*_NAMED, *_FRAMED):
        return False
    if is_infinitive(reading, first) and not reading.has(*_ASKED, "state_done", "complete"):
        deals = reading.lemmas(first) & (SENDING | DEALING | PRESSING)
        return bool(deals) and any(map(reading.all, _NAMES)) and not any(map(reading.all, _KINDS))
    return first == bidden(reading) and alters_thing(reading, first)


@once
def is_assigned(reading: Reading) -> bool:
    """«Кузнецову: тендерную документацию к среде»: a user in the dative, a mark, and a deadline."""
    cut = reading.clauses
    first = next((one for one in reading.users if one.first == 0), None)
    if first is None or len(cut) < _PARTS or range(first.first, first.stop) != cut[0]:
        return False
    given = any("datv" in parse.grammemes for parse in reading.tokens[0].parses)
    marked = reading.norm(first.stop) in {":", "-"}
    return given and marked and not reading.orders and bool(reading.all("date"))


@once
def is_to_find_out(reading: Reading) -> bool:
    """«Узнать у них, кто подписывает договоры, — завтра»: the question is what is to be done."""
    asked = reading.where(*_ASKED) if reading.all("date") else []
    verb = first_verb(reading)
    if not asked or verb is None or verb > asked[0] or reading.cues[verb] & _SHOWN:
        return False
    return is_infinitive(reading, verb) or verb == bidden(reading)


def calls_back(reading: Reading) -> bool:
    """Say whether an undated call is ordered: «звонил Игорь из Камаза, набери его», «позвони им».

    Whom to call is pointed at, named, or told of before; a number or a search is something else.
    """
    asked = reading.has(*_ASKED) or reading.has_question_mark
    if not reading.has("call") or asked or reading.all("date") or any(map(reading.all, _KINDS)):
        return False
    *told, last = reading.clauses or (range(0),)
    said = [i for i in last if i in reading.content and "want" not in reading.cues[i]]
    if not said or "не" in map(reading.norm, last):
        return False
    if not told:
        return is_called(reading, said[0]) and _says_whom(reading, said[0], last)
    news = all(is_beside(reading, one) or is_away(reading, one) for one in told)
    called = is_called(reading, said[0]) or is_infinitive(reading, said[0])
    called = called and "call" in reading.cues[said[0]]
    return news and called and (len(said) == 1 or _says_whom(reading, said[0], last))


def _says_whom(reading: Reading, verb: int, clause: range) -> bool:
    """«Набери его», «позвони Киму», «позвони в Ромашку»."""
    behind = range(verb + 1, clause.stop)
    people = {one.first for kind in _NAMES for one in reading.all(kind)}
    placed = reading.norm(verb + 1) == "в" and verb + 2 in behind
    placed = placed and not reading.cues[verb + 2]
    return placed or any(i in people or reading.norm(i) in _POINTING for i in behind)


def is_called(reading: Reading, index: int) -> bool:
    """Say whether a call is ordered: «набери», «перезвони»."""
    return "call" in reading.cues[index] and "impr" in traits(reading, index)
