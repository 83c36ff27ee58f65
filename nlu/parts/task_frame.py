"""The frame a task is said in: who, by when, on which record, and what is left to be done."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.once import once
from nlu.parts.charged_self import is_own_writing
from nlu.parts.clauses import is_told
from nlu.parts.likeliest import is_past, traits
from nlu.parts.period import take_deadline
from nlu.parts.requested import explain_request
from nlu.parts.task_charge import is_act, take_charged
from nlu.parts.task_edges import explain_edges
from nlu.parts.task_news import take_from_news, take_party_in, take_record_alone, without_reason
from nlu.parts.task_object import is_object
from nlu.parts.task_preface import after_preface
from nlu.parts.task_record import take_firm_before, take_task_record
from nlu.parts.task_words import give_task_words
from nlu.parts.words import after_mark, rest
from nlu.reading import Reading
from nlu.smallwords import ABOUT_OR_BY, HIM, TO_HIM, TO_SPEAKER

_ISSUING = frozenset({"выставить", "выставлять"})
PLANNING = frozenset({"запланировать", "спланировать", "планировать", "назначить", "наметить"})
_FRAME = ("task", "remind", "let", "must", "ask_to", "date", "forget", "want", "new", "talk_thanks")


def fill_task(draft: Draft) -> Draft:
    """Fill every slot of a task that was said, and its text from what is left."""
    _explain_aside(draft)
    take_deadline(draft, ahead=True)
    explain_request(draft)
    take_task_record(draft, _core(draft))
    core = _core(draft)
    draft.explain(_frame_verbs(draft.reading))
    framing = [i for i in draft.reading.where(*_FRAME) if _is_framing(draft, i, core)]
    draft.explain(framing)
    forgotten = {*framing}.intersection(draft.reading.where("forget"))
    draft.explain(i - 1 for i in forgotten if draft.reading.norm(i - 1) == "не")
    take_firm_before(draft, draft.reading.first("task") or 0)
    explain_edges(draft, core)
    if not draft.places.get("responsible"):
        take_charged(draft)
    words = _words(draft, core)
    said = without_reason(draft, words)
    if said:
        give_task_words(draft, sorted({*said, *_pointed_inside(draft, core)}))
        take_from_news(draft)
        take_party_in(draft, set(words) - set(said))
        _take_type_headed(draft)
    return draft


def _explain_aside(draft: Draft) -> None:
    """«(После встречи) отправить протокол»: what opens in brackets is said beside."""
    tokens = draft.reading.tokens
    if tokens and tokens[0].text == "(":
        closed = next((i for i, token in enumerate(tokens) if token.text == ")"), 0)
        draft.explain(range(closed + 1))


def _pointed_inside(draft: Draft, core: int | None) -> list[int]:
    """«Перезаключить договор с этим клиентом»: the words stay in the text though they point."""
    reading, said = draft.reading, sorted(draft.places.get("this", ()))
    if len(said) < 2 or core is None or said[0] < core:
        return []
    lead = reading.norm(said[0] - 1)
    if not reading.cues[said[-1]] & {"contact", "company"} or lead in {"по", "к"}:
        return []
    return said if said[0] - 1 in draft.explained else [said[0] - 1, *said]


def _take_type_headed(draft: Draft) -> None:
    """«Запиши встречу: Ерёменко из Радуги, наш офис»: what kind of task stands before a colon."""
    reading = draft.reading
    colon = after_mark(reading)
    if colon is None or colon < 2 or "type" in draft.slots:
        return
    for kind in ("call", "meeting"):
        if kind in reading.cues[colon - 2] and reading.tokens[colon - 1].text == ":":
            draft.slots["type"] = kind


def _core(draft: Draft) -> int | None:
    """Return where the thing to be done begins: an infinitive, a call, «пусть (пересчитает)»."""
    reading = draft.reading
    reminders = {i for i in reading.where("remind") if not _is_own_reminder(reading, i)}
    frame = {*_frame_verbs(reading), *reading.where("want", "forget"), *reminders}
    deeds = [i for i in range(len(reading.tokens)) if i not in frame and is_act(draft, i)]
    ahead = [i for i in deeds if not is_past(reading, i)] or deeds
    ordered = (i for i in ahead if not is_told(reading, reading.clause_of(i)))
    return next(ordered, next(iter(ahead), _let_done(reading)))


def _let_done(reading: Reading) -> int | None:
    """«Пусть пересчитает кп под новый курс»: the verb behind «пусть»."""
    let = reading.first("let")
    behind = range(let or 0, len(reading.tokens)) if let is not None else ()
    return next((i for i in behind if traits(reading, i) >= {"VERB", "3per"}), None)


def _is_own_reminder(reading: Reading, index: int) -> bool:
    """«Напомнить клиентке про предоплату»: whom to remind, nothing else to do."""
    parses = reading.tokens[index].parses
    if not parses or parses[0].pos != "INFN":
        return False
    later = [p for token in reading.tokens[index + 1 :] for p in token.parses[:1]]
    whom = reading.after(index)
    if _is_third(reading, index - 1) or _is_third(reading, index + 1):
        return True
    if whom is None or any(parse.pos == "INFN" for parse in later):
        return False
    if reading.norm(index + 1) in TO_HIM:
        return True
    named = (one.first for kind in ("person", "person_hint") for one in reading.all(kind))
    noun = any(p.pos == "NOUN" and "datv" in p.grammemes for p in reading.tokens[whom].parses)
    return noun or whom in named or reading.tokens[whom].text[:1].isupper()


def _is_third(reading: Reading, index: int) -> bool:
    """«Секретарю напомнить заказать воду»: to remind somebody else is the task itself."""
    users = (one for one in reading.all("person") if one.value.users is not None)
    if not 0 <= index < len(reading.tokens) or any(one.first <= index < one.stop for one in users):
        return False
    return traits(reading, index) >= {"NOUN", "datv", "anim"}


def _is_framing(draft: Draft, index: int, core: int | None) -> bool:
    """A frame word inside the task's own words («статус», «срок поставки») is no frame."""
    if is_object(draft.reading, index):
        return False
    if core is None or index < core:
        return True
    reading = draft.reading
    follower = reading.after(index)
    dated = "date" in reading.cues[index] and follower in reading.figures
    dated = dated and (follower == index + 1 or reading.norm(index + 1) in {":", "-"})
    return dated or _in_tail(draft, index)


def _in_tail(draft: Draft, index: int) -> bool:
    """«…, поставь задачу», «…, спасибо»: a closing clause of frame words alone."""
    reading = draft.reading
    comma = max((i for i in range(index) if not reading.is_word(i)), default=None)
    orders = [i for i in range(index + 1) if reading.is_order(i) and "put" in reading.cues[i]]
    setting = any(_is_order_to_set(reading, i) for i in range(index, len(reading.tokens)))
    closes = reading.is_order(index) or "task" in reading.cues[index]
    if closes and setting and _is_last(reading, index):
        return True
    return (comma is not None and "talk_thanks" in reading.cues[index]) or bool(
        orders and orders[0] > (_core(draft) or 0)
    )


def _is_last(reading: Reading, index: int) -> bool:
    """«Позвонить маме напомни мне плиз», «… напоминалку поставь»: only the frame stands behind."""
    behind = (i for i in reading.content if i > index)
    return all(reading.norm(i) in TO_SPEAKER or _is_order_to_set(reading, i) for i in behind)


def _is_order_to_set(reading: Reading, index: int) -> bool:
    return reading.is_order(index) and bool(reading.cues[index] & {"put", "remind"})


def _words(draft: Draft, core: int | None) -> list[int]:
    """Cut the task's text: what follows the colon, or what is left."""
    reading = draft.reading
    colon = after_mark(reading)
    if colon is not None and (core is None or core < colon or core >= colon):
        behind = rest(draft, colon)
        framed = reading.has("task", "remind", "put", "forget") or _only_calls(draft, colon)
        framed = framed or take_record_alone(draft, colon) or _only_charges(draft, colon)
        if any(i in reading.content for i in behind) and framed:
            draft.explain(
                i for i in range(colon) if i not in draft.explained and i in reading.fillers
            )
            take_firm_before(draft, colon)
            _take_topic_before(draft, colon, behind)
            return behind
    if core is not None:
        take_firm_before(draft, core)
        _take_topic_clause(draft, core)
    start = after_preface(draft, core)
    return rest(draft, start)


def _only_calls(draft: Draft, colon: int) -> bool:
    """«Коллеги, будьте добры: …», «себе записываю на четверг: …»: no more than an address."""
    reading = draft.reading
    said = [i for i in range(colon) if i in reading.content and i not in draft.explained]
    calls = all(
        reading.cues[i] & {"talk_greet", "beside_greet"} or is_own_writing(reading, i) for i in said
    )
    if calls:
        draft.explain(range(colon))
    return calls


def _only_charges(draft: Draft, colon: int) -> bool:
    """«Ольге Смирновой срочно, на сегодня: вызвать …»: who and by when stands before the colon."""
    who = draft.places.get("responsible", set())
    clause = draft.reading.clause_of(min(who, default=0)) if who else range(0)
    open_ones = draft.reading.content - draft.explained - draft.reading.figures
    charges = bool(who) and max(who) < colon and open_ones.isdisjoint(clause)
    if charges:
        draft.explain(range(colon))
    return charges


def _take_topic_before(draft: Draft, colon: int, words: list[int]) -> None:
    """«Не забыть про Тарасюка: отправить ему акт»: who is spoken of before the colon."""
    reading = draft.reading
    pointed = any(reading.norm(i) in HIM for i in words)
    for found in reading.all("person"):
        if found.stop <= colon and pointed and draft.is_free(found):
            draft.take("contact", found, found.value.name)
            draft.explain([found.first - 1])
            return


def _take_topic_clause(draft: Draft, core: int) -> None:
    """«Кстати о Тимошенко, надо ему выслать …»: a clause of nothing but whom it is about."""
    reading = draft.reading
    own = reading.clause_of(core)
    for found in reading.all("person"):
        clause = reading.clause_of(found.first)
        named = range(found.first, found.stop)
        alone = all(
            i in named or i not in reading.content or "forget" in reading.cues[i] for i in clause
        )
        led = reading.norm(found.first - 1) in ABOUT_OR_BY and clause.stop < own.start
        if led and alone and draft.is_free(found) and found.value.users is None:
            draft.take("contact", found, found.value.name)
            draft.explain(clause)
            return


def _issues(reading: Reading, index: int) -> bool:
    """«Выставь счёт Вектору завтра»: with no task named that is what is to be done."""
    if reading.has("task"):
        return False
    return bool(reading.lemmas(index) & _ISSUING) or _gives(reading, index)


def _gives(reading: Reading, index: int) -> bool:
    """«Дай знать Смолину», «дай завтра Лапину скидку», not «дай Орлову обзвонить базу»."""
    if "дать" not in reading.lemmas(index):
        return False
    passed = reading.figures | {
        i
        for one in reading.all("person")
        if one.value.users is None
        for i in range(one.first, one.stop)
    }
    given = next((i for i in range(index + 1, len(reading.tokens)) if i not in passed), None)
    if given is None or reading.norm(given) in TO_SPEAKER:
        return False
    thing = {"NOUN", "inan", "accs"} <= traits(reading, given) and not reading.cues[given]
    return thing or reading.norm(given) == "знать"


@once
def _frame_verbs(reading: Reading) -> list[int]:
    """The verbs that set the task; an infinitive («сделать выгрузку») is the task itself."""
    orders = [i for i in reading.where("put") if reading.is_order(i) and not _issues(reading, i)]
    orders = orders or [i for i in reading.where("attach") if _is_to_self(reading, i)]
    orders = orders or [i for i in range(len(reading.tokens)) if is_own_writing(reading, i)]
    orders += [i for i in reading.where("put") if "поручить" in reading.lemmas(i)]
    if orders or not reading.has("task"):
        return orders or [i for i in reading.where("put") if _is_asked_for(reading, i)]
    nouns = reading.where("task")
    puts = reading.where("put")
    return [i for i in puts if any(i < one or _is_put_last(reading, one, i) for one in nouns)]


def _is_put_last(reading: Reading, noun: int, verb: int) -> bool:
    """«Задачку бы мне поставить (на завтра)»: nothing but when and for whom is said beside."""
    clause = reading.clause_of(noun)
    passed = reading.fillers | reading.figures | {noun, verb}
    alone = all(i in passed or reading.norm(i) in TO_SPEAKER for i in clause if i > noun)
    return verb in clause and alone


def _is_to_self(reading: Reading, index: int) -> bool:
    """«Пометь себе …», «черкни мне …»."""
    follower = reading.after(index)
    return reading.is_order(index) and follower is not None and reading.norm(follower) in TO_SPEAKER


def _is_asked_for(reading: Reading, index: int) -> bool:
    """«Прошу запланировать осмотр», «можно назначить встречу»: planning is no task of its own."""
    before = reading.before(index)
    asked = before is not None and (before in reading.fillers)
    users = {one.first: one.stop for one in reading.users}
    follower = reading.after(users.get(index + 1, index + 1) - 1)
    noun = follower is not None and any(
        p.pos == "NOUN" and reading.cues[follower] & {"call", "meeting"}
        for p in reading.tokens[follower].parses[:1]
    )
    dated = "поставить" in reading.lemmas(index) and follower in reading.figures
    return (asked and (dated or bool(reading.lemmas(index) & PLANNING))) or noun
