"""What the clauses of an utterance do: one orders, another tells something beside the order.

A clause orders, is told (a verb, a short participle), or stands beside the order («я в отпуске»,
«у них ремонт», «это срочно»); of the rest nothing is known, it may be an order's own words.
"""

from __future__ import annotations

from nlu.draft import Draft
from nlu.once import once
from nlu.parts.likeliest import is_preposition
from nlu.parts.words import ALLOWING
from nlu.reading import Reading

_FINITE = frozenset({"past", "3per", "1per"})
_ORDERING = frozenset({"impr", "INFN"})
_TELLING_POS = frozenset({"PRED", "PRTS", "ADJS"})
_STATING = frozenset({"PRED", "ADVB", "ADJS", "COMP"})
_DENYING = frozenset({"не", "нет", "без"})
_HESITATING = frozenset({"да", "ну", "ой", "а"})
_DENIED = _HESITATING | {"нет", "не", "неа", "эту", "этот", "это", "ту", "тот", "то"}
_DOING = frozenset(
    {"reschedule", "complete", "attach", "move", "change", "assign", "put", "lose", "closing"}
)
_LATER = frozenset({"потом", "позже", "попозже", "позднее", "отдельно", "пока"})
_THEREFORE = frozenset({"поэтому", "потому", "значит", "следовательно", "соответственно"})
_EXCUSING = frozenset({"извинить", "простить"})
_ENOUGH = frozenset({"хватит", "нечего", "незачем", "довольно", "полно", "негоже"})
_SINCE = frozenset({"что", "раз", "поскольку", "пока", "если", "а", "но"})
_SPEAKING_OF = frozenset({"это", "они", "он", "она", "там"})


def is_verb(reading: Reading, index: int) -> bool:
    """Say whether a token is likeliest a finite verb."""
    if _is_measuring(reading, index):
        return False
    likeliest = reading.tokens[index].traits
    finite = "VERB" in likeliest and not likeliest.isdisjoint(_FINITE)
    return finite or reading.has_subject(index)


def _is_measuring(reading: Reading, index: int) -> bool:
    """«Замер» is a task's type by its noun, and nobody's death."""
    typed = any(one.first == index for one in reading.all("task_type"))
    return typed and any(parse.pos == "NOUN" for parse in reading.tokens[index].parses)


def is_performed(reading: Reading, index: int) -> bool:
    """Say whether a verb orders: «двигаем», «закроем», «переношу», «можно подвинуть».

    «Отправлю» is a promise.
    """
    if reading.norm(index - 1) in ALLOWING:
        return reading.is_command(index)
    return reading.is_order(index) and any(
        "impr" in p.grammemes or {"1per", "plur"} <= p.grammemes or {"1per", "impf"} <= p.grammemes
        for p in reading.tokens[index].parses[:1]
    )


@once
def orders(reading: Reading, clause: range) -> bool:
    """Say whether a clause has an imperative, «пусть», or an infinitive no finite verb governs.

    «Двигаем», «закрываю» order as well where the verb changes something.
    """
    free = [reading.tokens[i].traits for i in clause if _may_order(reading, i)]
    if any("impr" in likeliest for likeliest in free):
        return True
    if any("let" in reading.cues[i] or _is_ours(reading, i) for i in clause):
        return True
    bare = bool(free) and not _is_enough(reading, clause)
    return bare and not any(tells(reading, index) for index in clause)


def _may_order(reading: Reading, index: int) -> bool:
    """Say whether a word is an imperative or an infinitive, and no name: «Бондарь Ольга»."""
    if reading.tokens[index].traits.isdisjoint(_ORDERING):
        return False
    named = index in _named(reading) or _is_coined(reading, index)
    return not named and not reading.has_subject(index) and not reading.lemmas(index) & _EXCUSING


@once
def _named(reading: Reading) -> frozenset[int]:
    return frozenset(i for one in reading.all("person") for i in range(one.first, one.stop))


@once
def is_told(reading: Reading, clause: range) -> bool:
    """Say whether a clause tells what happened or how things are; it orders nothing."""
    if orders(reading, clause):
        return False
    told = any(tells(reading, index) or _is_over(reading, index) for index in clause)
    return told or _is_enough(reading, clause)


@once
def is_beside(reading: Reading, clause: range) -> bool:
    """Say whether a clause is told, or states something with no verb; it orders nothing.

    «Сидоров в отпуске», «у них ремонт», «это срочно», «дорого им», «без НДС».
    """
    if orders(reading, clause):
        return False
    first = next((i for i in clause if i in reading.content), clause.start)
    likeliest = reading.tokens[first].parses[:1] if first not in reading.figures else ()
    states = any(parse.pos in _STATING for parse in likeliest)
    denies = reading.norm(clause.start) in _DENYING
    aside = is_away(reading, clause) or _is_had(reading, clause) or speaks_of(reading, clause)
    aside = aside or _is_found(reading, clause)
    return is_told(reading, clause) or states or denies or aside


@once
def news(reading: Reading) -> tuple[range, ...]:
    """Return the clauses that tell something before the order: «Ромашка созрела, заведи …».

    Where nothing is ordered the last clause says what is to be.
    """
    cut = reading.clauses
    if len(cut) == 1:
        return ()
    ordered = [n for n, clause in enumerate(cut) if orders(reading, clause)]
    before = cut[: max(ordered, default=len(cut) - 1)]
    tells = is_beside if ordered else is_told
    return tuple(one for one in before if tells(reading, one) and not is_denial(reading, one))


def is_denial(reading: Reading, clause: range) -> bool:
    """«Нет», «да нет», «не её», «не эту»: what was proposed is not meant; nothing is told."""
    first = next((reading.norm(i) for i in clause if reading.norm(i) not in _HESITATING), "")
    pointed = (reading.norm(i) in _DENIED or "NPRO" in _kinds(reading, i) for i in clause)
    return first in {"нет", "не", "неа"} and all(pointed)


def _kinds(reading: Reading, index: int) -> frozenset[str]:
    return frozenset(parse.pos for parse in reading.tokens[index].parses)


def told_before(reading: Reading) -> frozenset[int]:
    """Return all tokens up to the end of the last clause of news."""
    told = news(reading)
    if not told:
        return frozenset()
    stop = told[-1].stop
    return frozenset(range(stop + (stop < len(reading.tokens) and not reading.is_word(stop))))


def beside(reading: Reading) -> frozenset[int]:
    """Return the tokens of the clauses beside an order, before it or after it."""
    if not any(orders(reading, clause) for clause in reading.clauses):
        return frozenset()
    return frozenset(i for one in reading.clauses if is_beside(reading, one) for i in one)


def explain_beside(draft: Draft) -> None:
    """Account for what is told before the order, and behind it where no slot was said there."""
    reading = draft.reading
    taken = set().union(*draft.places.values()) if draft.places else set()
    for clause in news(reading):
        draft.explain(clause)
    for clause in reading.clauses[1:]:
        told = is_told(reading, clause) or speaks_of(reading, clause)
        if told and taken.isdisjoint(clause):
            draft.explain(clause)


def speaks_of(reading: Reading, clause: range) -> bool:
    """«…, это кофейня», «…, они участвуют в торгах»: it is said of whom the order is about."""
    return reading.norm(clause.start) in _SPEAKING_OF and not orders(reading, clause)


def is_away(reading: Reading, clause: range) -> bool:
    """Say whether a clause is of somebody or something, and where it is: «Сидоров в отпуске, …»."""
    first = clause.start + (reading.norm(clause.start) in _SINCE)
    places = (one.stop for one in reading.all("person") if one.first == first)
    place = next(places, first + _is_small_subject(reading, range(first, clause.stop)))
    while first < place < clause.stop and _is_how(reading, place):
        place += 1
    return first < place < clause.stop and is_preposition(reading, place)


def _is_how(reading: Reading, index: int) -> bool:
    """«Ромашка опять без актов», «деньги уже неделю на счету»."""
    return index in reading.figures or reading.tokens[index].pos in {"ADVB", "PRCL"}


def is_needed(reading: Reading, clause: range) -> bool:
    """«До четверга Гаязовой нужен ответ, …»: what somebody needs, and nothing to be done."""
    needed = any("want" in reading.cues[i] and "ADJS" in _kinds(reading, i) for i in clause)
    people = {one.first for one in reading.all("person") if one.value.case in {"datv", "gent"}}
    return needed and not people.isdisjoint(clause) and not orders(reading, clause)


def is_put_off(reading: Reading, clause: range) -> bool:
    """«Название потом придумаем», «телефон скажу позже»."""
    later = any(reading.norm(index) in _LATER for index in clause)
    said = [i for i in clause if i in reading.content and reading.norm(i) not in _LATER]
    short = len(said) == 1 and bool(reading.cues[said[0]])  # «название позже»
    return later and (short or any(tells(reading, index) for index in clause))


def is_link(reading: Reading, index: int) -> bool:
    """«…, так что задачу закрой», «…, поэтому …»: it ties the order to what was told."""
    so = (reading.norm(index), reading.norm(index + 1)) == ("так", "что")
    back = (reading.norm(index - 1), reading.norm(index)) == ("так", "что")
    return so or back or reading.norm(index) in _THEREFORE


def tells(reading: Reading, index: int) -> bool:
    """Say whether a word tells something: a finite verb, a short participle, «надо»."""
    likeliest = reading.tokens[index].traits
    if index and reading.tokens[index].text[:1].isupper() and _is_coined(reading, index):
        return False  # «Дентал Плюс» only looks like a verb or a short adjective
    if "want" in reading.cues[index]:
        return "VERB" in likeliest and "1per" not in likeliest
    told = is_verb(reading, index) or not likeliest.isdisjoint(_TELLING_POS)
    return told or any(parse.pos == "PRTS" for parse in reading.tokens[index].parses)


def _is_ours(reading: Reading, index: int) -> bool:
    return bool(reading.cues[index] & _DOING) and is_performed(reading, index)


def _is_coined(reading: Reading, index: int) -> bool:
    """«Съездил в ромстрой»: a word no dictionary has only looks like an imperative."""
    return not reading.cues[index] and not reading.naming.is_known(index)


def _is_enough(reading: Reading, clause: range) -> bool:
    """«Хватит ей на переговорах висеть», «нечего ему стоять»: how it is to be no longer."""
    return reading.norm(clause.start) in _ENOUGH


def _is_over(reading: Reading, index: int) -> bool:
    """«Больше не на Волковой»: a denial that needs no verb."""
    return reading.norm(index) == "не" and reading.norm(index - 1) == "больше"


def _is_small_subject(reading: Reading, clause: range) -> bool:
    """«Деньги на счету», «он в теме», «я в отпуске»: no name, all in small letters."""
    parses = reading.tokens[clause.start].parses[:2] if clause else ()
    subject = any(p.pos in {"NOUN", "NPRO"} and "nomn" in p.grammemes for p in parses)
    capitals = (i for i in clause[1:] if reading.tokens[i].text[:1].isupper())
    small = all(reading.norm(i - 1) == "из" for i in capitals)
    return subject and small and reading.naming.is_known(clause.start)


def _is_found(reading: Reading, clause: range) -> bool:
    """«В Зерне новая управляющая», «с лета по Балтпроекту тишина»: what there is somewhere.

    What may be an accusative too may be the object of the order.
    """
    return is_preposition(reading, clause.start) and any(
        parse.pos in {"NOUN", "PRTF"}
        and {"nomn", "sing"} <= parse.grammemes
        and not _is_object(reading, i)
        for i in clause[2:]
        if not reading.cues[i] - {"contact", "company"} and i not in reading.figures
        for parse in reading.tokens[i].parses[:1]
    )


def _is_object(reading: Reading, index: int) -> bool:
    return any("accs" in parse.grammemes for parse in reading.tokens[index].parses)


def _is_had(reading: Reading, clause: range) -> bool:
    """«У заказчика ремонт», «у них инвентаризация»."""
    first = next((i for i in clause if i not in reading.figures), clause.start)
    return reading.norm(first) == "у" and any(
        "nomn" in parse.grammemes
        for i in range(first + 2, clause.stop)
        if not reading.cues[i]
        for parse in reading.tokens[i].parses
    )
