"""Anything the assistant does not do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.draft import Draft, Refusal, Rule, Rules
from nlu.needs import Need
from nlu.parts.asked import is_briefing
from nlu.parts.beyond import asks_trend, is_beyond, says_origin
from nlu.parts.bidden import bidden, user_sent
from nlu.parts.denied import is_replaced_way
from nlu.parts.dictated import dictated_from
from nlu.parts.leads import money
from nlu.parts.likeliest import has_infinitive, is_infinitive, is_preposition, traits
from nlu.parts.made import is_new, makes
from nlu.parts.new_budget import is_taken_from
from nlu.parts.own_values import own_names
from nlu.parts.second_order import orders_all, orders_several
from nlu.parts.sent import sends_list, sends_message
from nlu.parts.unheard import is_unheard
from nlu.parts.words import after_mark
from nlu.parts.worldly import is_told_aside, is_worldly
from nlu.reading import Reading


@dataclass(frozen=True, slots=True)
class Other:
    """Anything the assistant does not do."""

    stem: ClassVar[str] = "other"
    required: ClassVar[tuple[Need, ...]] = ()


_ORDERS = frozenset(
    {"create", "put", "remind", "move", "change", "assign", "attach", "complete", "reschedule"}
)


_SURER = 1.03  # than any question of records made of the same words
_SEEKING = frozenset({"show", "find"})
_NEGATING = frozenset({"не", "нельзя"})
_FEW_KEPT = 4
_OWN_WORDS = ("task", "note", "remind", "call", "meeting", "let", "must", "want", "create", "put")
_ASIDE = ("beside_", "talk_", "state_")
_TRANSLATING = frozenset({"перевести", "переводить"})
# No cues: such words may be titles of deals and names of companies as well.
_NOT_OURS = frozenset(
    {"скан", "файл", "файлик", "фото", "фотография", "фотка", "картинка", "вложение", "копия"}
    | {"дубль", "дубликат", "клон", "пользователь", "юзер", "кнопка", "виджет", "интерфейс"}
    | {"шрифт", "вкладка", "окно", "чат", "меню", "панель", "колонка", "логотип", "аватарка"}
    | {"пароль", "роль", "доступ", "интеграция", "телефония", "бэкап", "бекап", "таблица"}
    | {"табличка", "шаблон", "столбец"}
)
_SET_UP = frozenset({"поле", "тег", "метка", "воронка", "этап", "стадия", "статус"})
_ACCOUNT = frozenset({"аккаунт", "учетка"})
_TONGUES = ("ский", "цкий")
_ELSEWHERE = _NOT_OURS | _SET_UP | _ACCOUNT | _TRANSLATING
_ENCLOSING = frozenset({"прикрепить", "приложить", "вложить", "загрузить", "подгрузить"})
_POINTED = frozenset({"их", "ее", "все", "эти", "эту"})
_MAKING = frozenset({"create", "move", "reschedule", "change", "put"})


def _forbidden(reading: Reading) -> Draft | Refusal:
    """«Не ставь задачу», «не надо создавать сделку»: nothing is to be done."""
    if reading.norms.isdisjoint(_NEGATING):
        return Refusal("ничего не запрещают")
    for index in range(dictated_from(reading) or len(reading.tokens) - 1):
        if reading.norm(index) in _NEGATING and _is_order_after(reading, index):
            return _all(reading)
        if reading.norm(index) == "не" and _unneeded(reading, index):
            return _all(reading)
    return Refusal("ничего не запрещают")


def _kept(reading: Reading) -> Draft | Refusal:
    """«Не отменяй», «не надо ничего откатывать»: what is done stays."""
    for index in reading.where("talk_cancel", "talk_undo"):
        if "forget" in reading.cues[index] or reading.figures:
            continue
        verb = "VERB" in traits(reading, index) or "INFN" in traits(reading, index)
        near = [reading.norm(i) for i in range(max(index - 3, 0), index)]
        if verb and "не" in near and not {",", ".", "!"}.intersection(near[near.index("не") :]):
            return _all(reading) if len(reading.content) <= _FEW_KEPT else Refusal("сказано ещё")
    return Refusal("ничего не отменяют")


def _deleting(reading: Reading) -> Draft | Refusal:
    """«Удали сделку»: amoCRM's API deletes nothing; a field of a record can be emptied."""
    if not any(_deletes(reading, i) for i in reading.where("delete")):
        return Refusal("ничего не удаляют")
    if own_names(reading) or (is_taken_from(reading) and money(reading, "amount")):
        return Refusal("очищают поле или убавляют бюджет")
    if is_replaced_way(reading):
        return Refusal("старый номер или адрес заменяют новым")
    return _all(reading)


def _foreign(reading: Reading) -> Draft | Refusal:
    """«Найди в интернете рецепт»: said to be elsewhere."""
    if not reading.has("foreign", "elsewhere"):
        return Refusal("речь о CRM")
    task = reading.has("task") or (reading.has("remind") and has_infinitive(reading))
    task = task or (reading.has("let") and any(p.value.users for p in reading.all("person")))
    task = task or (bool(reading.all("date")) and has_infinitive(reading) and not reading.orders)
    ours = reading.has("note", "card") or dictated_from(reading) is not None
    ours = ours or ("note_down" in reading.orders and after_mark(reading) is not None)
    ours = ours or (reading.has("deal") and (bool(reading.commands) or is_new(reading)))
    ours = ours or _are_deals_in(reading) or is_told_aside(reading)
    ours = ours or is_briefing(reading) or makes(reading, "contact", "company")
    if task or (not reading.has("elsewhere") and (ours or not reading.has("foreign"))):
        return Refusal("речь о CRM")
    return _all(reading)


def _are_deals_in(reading: Reading) -> bool:
    """«Сделки по чайникам», «заявка на игру»: what is sold may be anything."""
    return any(
        i > 1 and is_preposition(reading, i - 1) and "deal" in reading.cues[i - 2]
        for i in reading.where("foreign")
    )


def _not_ours(reading: Reading) -> Draft | Refusal:
    """«Сделай копию сделки», «прикрепи скан к сделке», «переведи на английский»: no such thing."""
    tokens = reading.tokens
    foreign = not reading.said.isdisjoint(_ELSEWHERE)
    places = [i for i, token in enumerate(tokens if foreign else ()) if token.lemmas & _ELSEWHERE]
    joins = any(reading.lemmas(i) & _ACCOUNT and reading.norm(i - 1) == "в" for i in places)
    if joins and reading.orders & {"create"} and not reading.has("deal", "task", "note"):
        return _all(reading)
    if any(_translates(reading, i) or _is_made_of(reading, i) for i in places):
        return _all(reading)
    if _hands_task_over(reading):
        return _all(reading)
    return Refusal("просят о том, что здесь есть")


def _hands_task_over(reading: Reading) -> bool:
    """«Отдай задачу по Ромашке Орлову», «передай их Тимуру» after tasks: whose they are stays."""
    verbs = [i for i in reading.where("assign") if reading.is_order(i)]
    if not verbs or not reading.users or reading.all("date") or "put" in reading.orders:
        return False
    if any(is_infinitive(reading, i) or reading.norm(i) == ":" for i in range(len(reading.tokens))):
        return False
    previous = reading.request.previous
    shown = previous is not None and {one.type for one in previous.records} == {"tasks"}
    pointed = bool(reading.all("ordinal")) or not reading.norms.isdisjoint(_POINTED)
    other = reading.has("deal", "contact", "company", "note")
    return not other and (reading.has("task") or (shown and pointed))


def _beyond(reading: Reading) -> Draft | Refusal:
    """«Сделки без задач», «контакты, где нет телефона»: no list has such a condition."""
    asked = reading.has("deal", "task", "contact", "company") and not reading.orders & _ORDERS
    if not asked or not is_beyond(reading):
        return Refusal("условия выполнимы")
    return _all(reading, strength=0.9)


def _origin(reading: Reading) -> Draft | Refusal:
    """«Сколько лидов пришло с сайта»: a source that the account's own list does not have."""
    if reading.orders & _ORDERS or not says_origin(reading):
        return Refusal("не спрашивают, откуда пришли")
    return _all(reading, strength=0.95)


def _worldly(reading: Reading) -> Draft | Refusal:
    """«Что такое воронка», «найди ошибку в тексте», «сколько рабочих дней»: not of records."""
    if is_worldly(reading):
        return _all(reading, strength=_SURER)
    return Refusal("спрашивают о записях")


def _trend(reading: Reading) -> Draft | Refusal:
    """«У кого просели продажи», «кто давно ничего не закрывал»: how it changes is not counted."""
    if reading.orders & _ORDERS or not asks_trend(reading):
        return Refusal("не спрашивают, у кого стало хуже")
    return _all(reading)


def _translates(reading: Reading, index: int) -> bool:
    """«Переведи на английский»: an adjective with no noun behind it, unless it is «язык»."""
    if not reading.lemmas(index) & _TRANSLATING or not reading.is_order(index):
        return False
    for tongue in range(index + 2, len(reading.tokens)):
        named = reading.norm(tongue).endswith(_TONGUES) and reading.norm(tongue - 1) == "на"
        follower = tongue + 1
        bare = follower == len(reading.tokens) or not reading.is_word(follower)
        if named and (bare or reading.norm(follower) == "язык"):
            return True
    return False


def _is_made_of(reading: Reading, index: int) -> bool:
    """The order stands right before the thing, or before an adjective of it."""
    foreign = reading.lemmas(index) & (_NOT_OURS | _SET_UP)
    if not foreign or not any("accs" in parse.grammemes for parse in reading.tokens[index].parses):
        return False
    verb = index - 1
    while verb > 0 and (
        (verb in reading.fillers and reading.is_word(verb) and not is_preposition(reading, verb))
        or reading.tokens[verb].pos == "ADJF"
    ):
        verb -= 1
    if verb < 0 or not reading.is_order(verb) or reading.all("date"):
        return False
    if reading.lemmas(verb) & _ENCLOSING:
        return True
    made = reading.cues[verb] & ({"create", "put"} if foreign <= _SET_UP else _MAKING)
    return bool(made) and "note_down" not in reading.cues[verb]


def _sending(reading: Reading) -> Draft | Refusal:
    """«Напиши клиенту, что завтра привезём», «скинь Орлову список»: messages go elsewhere."""
    if sends_message(reading) or sends_list(reading):
        return _all(reading)
    return Refusal("ничего не шлют")


def _unheard(reading: Reading) -> Draft | Refusal:
    """«Распечатай счёт», «закажи такси до клиента»: an order the assistant has no word for."""
    if (
        reading.has(*_OWN_WORDS)
        or any(map(reading.all, ("stage", "pipeline", "amount")))
        or is_briefing(reading)
        or bidden(reading) is not None
        or user_sent(reading)
    ):
        return Refusal("речь о CRM")
    known = {cue for cue in reading.orders if not cue.startswith(_ASIDE)}
    if known or not any(is_unheard(reading, index) for index in reading.content):
        return Refusal("все просьбы знакомы")
    return _all(reading)


def _unneeded(reading: Reading, index: int) -> bool:
    """«Задачу ставить не нужно», «не надо никому звонить»: whatever is not to be done."""
    follower = reading.after(index)
    if follower is None or not ("want" in reading.cues[follower] or _is_worth(reading, follower)):
        return False
    clause = reading.clause_of(index)
    named = reading.has("note", "task", "deal", "contact", "company", "card")
    dropped = (reading.norm(i) != "ничего" or not named for i in reading.where("talk_cancel"))
    else_ordered = bool(reading.orders & _ORDERS) or any(dropped)
    bare = (i for i in clause if not else_ordered or (i < index and reading.cues[i] & _ORDERS))
    return any(is_infinitive(reading, i) and "forget" not in reading.cues[i] for i in bare)


def _is_worth(reading: Reading, index: int) -> bool:
    return not reading.lemmas(index).isdisjoint({"стоить", "следовать", "требоваться"})


def _deletes(reading: Reading, index: int) -> bool:
    """An order, or a bare infinitive — not the words of somebody's task."""
    if reading.is_order(index):
        return True
    return (
        reading.is_command(index)
        and not reading.has("put", "remind", "task")
        and not reading.all("date")
    )


def _is_order_after(reading: Reading, index: int) -> bool:
    follower = reading.after(index)
    while follower is not None and reading.norm(follower) in {"надо", "нужно", "стоит", "вздумай"}:
        follower = reading.after(follower)
    clause = next((one for one in reading.clauses if index in one), range(index, index + 1))
    if follower is not None and follower >= clause.stop > index + 1:
        return False
    if follower is None:
        return False
    shown = bool(reading.cues[follower] & _SEEKING) and "impr" in traits(reading, follower)
    shown = shown and reading.is_order(follower)
    if not shown and not reading.cues[follower] & _ORDERS:
        return False
    if _is_let_forget(reading, follower):
        return False
    return reading.is_command(follower)


def _several(reading: Reading) -> Draft | Refusal:
    """«Перенеси задачу на завтра и поставь ещё одну»: half of it done in silence is a wrong act."""
    return _all(reading) if orders_several(reading) else Refusal("просят об одном")


def _is_let_forget(reading: Reading, index: int) -> bool:
    """«Не дай мне забыть»: that is how one asks to be reminded."""
    gives = not reading.lemmas(index).isdisjoint({"дать", "давать"})
    near = range(index + 1, min(index + 3, len(reading.tokens)))
    return gives and any("forget" in reading.cues[i] for i in near)


def _many(reading: Reading) -> Draft | Refusal:
    """«Закрой все просроченные задачи», «отдай все сделки Петрова Орлову» with no list shown."""
    previous = reading.request.previous
    shown = previous is not None and bool(previous.records)
    return (
        Refusal("меняют не все записи сразу") if shown or not orders_all(reading) else _all(reading)
    )


def _all(reading: Reading, strength: float = 1.001) -> Draft:
    draft = Draft(reading, strength=strength)
    draft.explain(range(len(reading.tokens)))
    return draft


RULES: Rules = (
    Rule("other.kept", _kept, plain=True),
    Rule("other.forbidden", _forbidden, plain=True),
    Rule("other.deleting", _deleting, plain=True),
    Rule("other.foreign", _foreign, plain=True),
    Rule("other.not_ours", _not_ours, plain=True),
    Rule("other.origin", _origin),
    Rule("other.trend", _trend, plain=True),
    Rule("other.worldly", _worldly, plain=True),
    Rule("other.beyond", _beyond),
    Rule("other.sending", _sending, plain=True),
    Rule("other.several", _several, plain=True),
    Rule("other.many", _many, plain=True),
    Rule("other.unheard", _unheard, declines=True, plain=True),
)
