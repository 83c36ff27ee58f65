"""Questions about a record in set phrases: «на ком сделка», «как дела по …», «что писали по …»."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from nlu.draft import Draft
from nlu.parts.employer import asks_firm_of
from nlu.parts.keeper import take_people_asked
from nlu.parts.likeliest import is_past
from nlu.parts.talked import take_last_talk
from nlu.parts.worth import take_worth
from nlu.reading import Reading

_BACK = frozenset({"ней", "нее", "нем", "него", "ним", "нему", "ними", "них", "этому", "этом"})
_POINTING = frozenset({"этому", "этом"})
_STUCK = frozenset(
    {"застрять", "встать", "зависнуть", "висеть", "стоять", "остановиться", "застопориться"}
    | {"буксовать", "тормозить", "находиться", "сейчас", "подвиснуть", "завязнуть", "стать"}
)
_LEADING_BACK = frozenset({"по", "о", "про", "у", "с", "насчет"})
_TOWARDS = frozenset({"к", "перед"})
_POINTED = frozenset({"такой", "такая", "такое", "этот", "эта", "это"})
_REACH = 4
_SUPPORT = frozenset({"поддержка", "техподдержка", "саппорт", "разработчик"})
_REACHING = frozenset({"связаться", "связываться", "достучаться", "контактировать", "выйти"})
_NEWS = frozenset({"там", "слышно", "слыхать", "нового"})
_STEPS = frozenset({"шаг", "действие", "касание", "контакт", "активность"})
_NEXT = frozenset({"следующий", "ближайший", "дальнейший"})
_GOING = frozenset({"дела", "там", "обстоят", "продвигается", "поживает", "движется", "идет"})


def take_asked(draft: Draft) -> bool:
    """Fill `field` from a set phrase, or `this` of «чья это сделка» beside it."""
    return any(take(draft) for take in _PHRASES)


def points_back(reading: Reading) -> bool:
    """«Расскажи о ней», «что по нему»: the record spoken of, or the open card."""
    return bool(_backward(reading))


def prepared_for(reading: Reading) -> list[int]:
    """Return the talk that «подготовь меня к звонку» is about, none when it says no such thing."""
    if not any(reading.is_order(i) for i in reading.where("tell_about")):
        return []
    return [i for i in reading.where("call", "meeting") if reading.norm(i - 1) in _TOWARDS]


def explain_back(draft: Draft) -> None:
    """Account for a pronoun that stands for the record."""
    draft.explain(_backward(draft.reading))


def is_how_goes(reading: Reading) -> bool:
    """«Как дела по сделке», «как там Петров», «ну что там с Гермесом», «что за сделка 5007»."""
    going = any(reading.norm(i) in _GOING for i in range(1, 3) if i < len(reading.tokens))
    first = int(reading.norm(0) in {"ну", "а"})
    news = reading.norm(first) in {"что", "че", "чо"} and reading.norm(first + 1) in _NEWS
    how = (reading.norm(0) in {"как", "ну"} and going) or news
    return how or (reading.norm(0) == "что" and reading.norm(1) == "за" and reading.has("deal"))


def take_of_what_sort(draft: Draft) -> bool:
    """«Что за фрукт этот Кожемяка», «что за человек Дзюба»: who somebody is."""
    reading = draft.reading
    if (reading.norm(0), reading.norm(1)) != ("что", "за"):
        return False
    for found in (*reading.all("person"), *reading.all("person_hint")):
        beside = [i for i in range(2, found.first) if reading.is_word(i)]
        sort = [i for i in beside if i in reading.content]
        if len(sort) == 1 and _is_sort(reading, sort[0]) and not reading.all("date"):
            company = reading.naming.ends_like_company(found.first)
            name = reading.naming.company(found.first, found.stop)
            draft.take(
                "company" if company else "contact", found, name if company else found.value.name
            )
            draft.explain(range(found.first))
            return True
    return False


def sort_asked(reading: Reading) -> range:
    """Return the tokens of «что за зверь такой» before what is asked about, or none."""
    for index in reading.where("what"):
        if reading.norm(index + 1) != "за" or index + 3 >= len(reading.tokens):
            continue
        if _is_sort(reading, index + 2) and index + 2 in reading.content:
            stop = index + 3
            while stop < len(reading.tokens) and reading.norm(stop) in _POINTED:
                stop += 1
            return range(index, stop)
    return range(0)


def _is_sort(reading: Reading, index: int) -> bool:
    """A living being or a fruit, but no client to be looked for."""
    noun = any({"nomn", "sing"} <= parse.grammemes for parse in reading.tokens[index].parses)
    return noun and not reading.cues[index] & {"deal", "company", "task"}


def explain_how_goes(draft: Draft) -> None:
    """Account for the words of «как дела» and of «в двух словах»."""
    reading = draft.reading
    if is_how_goes(reading):
        said = _GOING | _NEWS | {"как", "ну", "а", "что", "че", "чо", "за"}
        draft.explain(i for i in range(3) if reading.norm(i) in said)
        draft.explain(i for i in range(len(reading.tokens)) if reading.norm(i) in _NEWS)
    for index in reading.where("word"):
        if reading.norm(index - 1) in {"двух", "паре", "нескольких"}:
            draft.explain((index - 2, index - 1, index))


def is_briefing(reading: Reading) -> bool:
    """«Введи в курс дела по …», «освежи в памяти»: to be told of a record."""
    return bool(_briefing(reading))


def explain_briefing(draft: Draft) -> None:
    """Account for the words of «введи меня в курс дела»."""
    draft.explain(_briefing(draft.reading))


def _briefing(reading: Reading) -> range:
    if reading.norms.isdisjoint({"курс", "памяти"}):
        return range(0)
    for index in range(2, len(reading.tokens)):
        phrase = (reading.norm(index - 1), reading.norm(index))
        verbs = (i for i in range(max(index - 4, 0), index) if reading.is_order(i))
        first = next(verbs, None)
        if first is not None and phrase in {("в", "курс"), ("в", "памяти")}:
            return range(first, index + 1 + (reading.norm(index + 1) in {"дела", "дел"}))
    return range(0)


def _backward(reading: Reading) -> list[int]:
    tokens = range(1, len(reading.tokens))
    led = (i for i in tokens if reading.norm(i - 1) in _LEADING_BACK)
    back = (i for i in led if reading.norm(i) in _BACK)
    return [i for i in back if reading.norm(i) not in _POINTING]


def asks_way_to_call(reading: Reading) -> bool:
    """Say whether a phone is asked for: «как позвонить Сергею Гусю», «куда звонить»."""
    first = next((i for i in range(len(reading.tokens)) if i not in reading.courtesy), 0)
    asked = reading.norm(first) in {"как", "куда"}
    asked = asked and not any(token.lemmas & _SUPPORT for token in reading.tokens)
    return asked and bool(_reaching(reading)) and not reading.all("date")


def _reaching(reading: Reading) -> Sequence[int]:
    """«Позвонить», «связаться», «выйти на связь»: a talk that a phone is needed for."""
    return reading.where("call") or [
        i for i in range(len(reading.tokens)) if reading.lemmas(i) & _REACHING
    ]


def _take_way_to_call(draft: Draft) -> bool:
    reading = draft.reading
    if not asks_way_to_call(reading):
        return False
    reached = _reaching(reading)[0]
    draft.put("field", "phone", [reached])
    draft.explain(i for i in range(reached, reached + 3) if reading.norm(i) in {"на", "связь"})
    draft.explain_cues("how", "where")
    return True


def _take_where_from(draft: Draft) -> bool:
    """«Откуда Эвелина Гросс»: the company of a person."""
    if draft.reading.norm(0) != "откуда" or not draft.reading.all("person"):
        return False
    draft.put("field", "company", [0])
    return True


def _take_from_which(draft: Draft) -> bool:
    """«Из какой компании Бахтияр Юсупов»: what follows the noun is a person, not its name."""
    reading = draft.reading
    for index in reading.where("company"):
        which = index > 1 and "which" in reading.cues[index - 1]
        follower = index + 1
        if not which or reading.norm(index - 2) not in {"из", "с", "в"}:
            continue
        stop = follower
        while stop < len(reading.tokens) and reading.tokens[stop].text[:1].isupper():
            stop += 1
        if stop > follower:
            draft.put("field", "company", [index])
            name = reading.naming.person(follower, stop, case="nomn")
            draft.put("contact", name, range(follower, stop))
            return True
    return False


def _take_firm_of(draft: Draft) -> bool:
    """«Фирма у Павленко как называется»."""
    if not asks_firm_of(draft.reading):
        return False
    draft.put("field", "company", draft.reading.where("company"))
    draft.explain_cues("called", "how", "which", "name")
    return True


def _take_written(draft: Draft) -> bool:
    """«Что писали по этому клиенту», «чем закончился разговор», «о чём договорились»: the notes."""
    reading = draft.reading
    asked = reading.has("what") or reading.norm(0) in {"чем", "о", "на"}
    words = [i for i in reading.where("told") if not reading.is_order(i)]
    words += [i for i in reading.where("planned") if is_past(reading, i)]
    if not asked or not words or not _only_tells(reading) or reading.all("date"):
        return False
    draft.put("field", "notes", words)
    draft.explain_cues("what", "tell_about", "newest")
    draft.explain([0])
    return True


def _only_tells(reading: Reading) -> bool:
    """«Вспомни, на чём остановились», «напомни, что писали по …»: the order asks as well."""
    led = "по" in reading.norms and reading.orders <= {"tell", "remind"}
    return led or reading.orders <= {"tell"}


def asks_sum_of_many(reading: Reading) -> bool:
    """Say whether many deals are added up: «на какую сумму сделки с Вебером», «сумма сделок …»."""
    if reading.all("id"):
        return False
    deals = (reading.tokens[i].parses for i in reading.where("deal"))
    many = any(parses and all("plur" in p.grammemes for p in parses) for parses in deals)
    return (many and reading.has("sum", "budget", "money_word")) or (
        {"на", "какую", "сумму", "сделки"} <= reading.norms
    )


def asks_stage(reading: Reading) -> bool:
    """Say whether the stage of one deal is asked: «где застряла сделка «Пандус»»."""
    return bool(_stuck(reading))


def _take_stuck(draft: Draft) -> bool:
    """«Где застряла сделка «Пандус»», «на чём встала сделка 5044»: the stage of one deal."""
    reading, stuck = draft.reading, _stuck(draft.reading)
    if not stuck:
        return False
    draft.put("field", "stage", stuck)
    draft.explain_cues("where", "what")
    draft.explain(i for i in range(stuck[0]) if reading.norm(i) in {"на", "чем"})
    return True


def _stuck(reading: Reading) -> list[int]:
    """Return the words for being somewhere, beside one deal asked about; none if none is."""
    heads = reading.where("deal")
    if len(heads) != 1 or reading.norms.isdisjoint({"где", "куда", "чем"}):
        return []
    where = any(reading.norm(i) in {"где", "куда"} for i in range(_REACH))
    where = where or any(
        (reading.norm(i), reading.norm(i + 1)) == ("на", "чем") for i in range(_REACH)
    )
    if not where or reading.has("task", "how_many", "find", "show"):
        return []
    one = any({"nomn", "sing"} <= parse.grammemes for parse in reading.tokens[heads[0]].parses)
    stuck = [i for i in range(len(reading.tokens)) if _STUCK & reading.lemmas(i)]
    return stuck if one else []


def _take_next_step(draft: Draft) -> bool:
    """«Какой следующий шаг», «что дальше делаем по сделке 5001»: what is planned."""
    reading = draft.reading
    for index in range(1, len(reading.tokens)):
        step = not reading.lemmas(index).isdisjoint(_STEPS)
        if step and not reading.lemmas(index - 1).isdisjoint(_NEXT) and not reading.orders:
            draft.put("field", "tasks", [index - 1, index])
            bare = reading.content <= {index - 1, index} and bool(reading.request.context.entity)
            return bare or reading.has("which", "what", "when")
    return False


def is_next_step(draft: Draft) -> bool:
    """Say whether the field of a draft was said as «следующий шаг»."""
    return any(draft.reading.lemmas(i) & _STEPS for i in draft.places.get("field", ()))


_PHRASES: tuple[Callable[[Draft], bool], ...] = (
    _take_way_to_call,
    take_people_asked,
    _take_where_from,
    _take_from_which,
    _take_firm_of,
    _take_stuck,
    _take_written,
    _take_next_step,
    take_last_talk,
    take_worth,
)


def take_this_asked(draft: Draft) -> bool:
    """«Чья это сделка»: «это» before the noun with no number behind it."""
    reading = draft.reading
    for index in reading.where("deal", "contact", "company"):
        behind = reading.after(index)
        named = behind is not None and any(
            behind in (one.first, one.first + 1)
            for kind in ("company", "quote", "person")
            for one in reading.all(kind)
        )
        if reading.norm(index - 1) == "это" and not (reading.all("id") or named):
            draft.put("this", True, [index - 1, index])
            return True
    return False
