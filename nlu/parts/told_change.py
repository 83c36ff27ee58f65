"""A change of a deal that is told, not ordered: «сделку 5009 в слив», «минус 7 000 по сделке»."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.once import once
from nlu.parts.denied import turns
from nlu.parts.listed import take_listed
from nlu.parts.open_lead import (
    has_ended,
    is_ended_here,
    is_open_lead,
    states_keeper,
    tells_stage,
)
from nlu.parts.record import take_bare_id, take_this, take_this_alone
from nlu.parts.told_budget import sets_budget, steps_budget
from nlu.reading import Reading

_WHERE = frozenset({"в", "во", "на", "-", ":"})
_WRITING = frozenset({"записать", "записывать", "переписать"})
_ME = frozenset({"я", "себе"})
_BUSY = frozenset({"заняться", "заниматься"})
_STILL = frozenset({"дальше", "теперь", "уже", "пока", "сейчас", "отныне"})
_ASKING = frozenset({"find", "show", "tell", "put", "remind"})


def is_told(reading: Reading) -> bool:
    """Say whether the words set a deal's stage, budget, name or responsible without an order."""
    if is_curt(reading):
        return True
    if reading.orders & _ASKING or any(
        reading.norm(i) == "ли" for i in range(1, len(reading.tokens))
    ):
        return False
    return (
        sets_budget(reading)
        or steps_budget(reading)
        or _is_placed(reading)
        or _is_sent_on(reading)
        or _is_to_be(reading)
        or is_ended_here(reading)
        or states_keeper(reading)
        or has_ended(reading)
        or _is_named(reading)
    )


def is_curt(reading: Reading) -> bool:
    """Say whether a deal and where it goes are all: «5062 в ожидание оплаты», «эту в слив».

    «Эту» alone is the open card, «первую» one of the list.
    """
    written = [i for i in range(len(reading.tokens)) if reading.lemmas(i) & _WRITING]
    ordered = any(reading.is_command(i) and i not in written for i in range(len(reading.tokens)))
    if ordered or reading.has_question_mark:
        return False
    draft = Draft(reading)
    here = reading.request.context.entity is not None and take_this_alone(draft)
    if not (here or take_bare_id(draft) or take_listed(draft)):
        return False
    users = {one.first for one in reading.users}
    users |= {i for i in range(1, len(reading.tokens)) if _is_on_me(reading, i)}
    behind = max(draft.explained) + 1
    if written and written != [behind]:
        return False
    behind += len(written)
    if written:
        return reading.norm(behind) == "на" and behind + 1 in users
    spot = behind + (reading.norm(behind) in _WHERE)
    field = spot < len(reading.tokens) and reading.cues[spot] & {"responsible", "stage"}
    if behind in users or (field and spot + 1 in users):
        return True
    places = {one.first for kind in ("stage", "pipeline") for one in reading.all(kind)}
    places.update(users, reading.where("state_won", "state_lost"))
    return reading.norm(behind) in _WHERE and bool({behind, behind + 1} & places)


def _is_on_me(reading: Reading, index: int) -> bool:
    """«5066 запиши на меня», «эту на меня»."""
    return reading.norm(index) in {"меня", "себя"} and reading.norm(index - 1) == "на"


def _is_placed(reading: Reading) -> bool:
    """«Эту сделку в «думает»», «ответственным тут пусть будет Петя»."""
    places = any(map(reading.all, ("stage", "pipeline")))
    if is_open_lead(reading) and (_states_stage(reading) or tells_stage(reading)):
        return True
    if _is_object(reading) and (places or reading.has("state_won", "state_lost")):
        return not reading.has("want", "where")
    if _is_object(reading) and (_is_handed(reading) or is_taken_over(reading)):
        return True
    if reading.all("id") and (_has_ended(reading) or goes_to_user(reading)):
        return True
    turned = places or reading.has("responsible", "now")
    here = take_this(Draft(reading))
    return turned and (here or bool(reading.all("id")) or reading.has("let", "now"))


def _states_stage(reading: Reading) -> bool:
    """«…, статус счёт выставлен»: a clause of the noun and the place right behind it."""
    places = {one.first for kind in ("stage", "pipeline") for one in reading.all(kind)}
    starts = [one.start for one in reading.clauses if one.start in _heads(reading)]
    return any(
        i + 1 + (i + 1 < len(reading.tokens) and reading.tokens[i + 1].text in ":-") in places
        for i in starts
    )


def _heads(reading: Reading) -> set[int]:
    return set(reading.where("stage", "pipeline")) if not reading.has("which", "what") else set()


def _has_ended(reading: Reading) -> bool:
    """«Сделка 5003 проиграна» — with no mark of a question."""
    ended = any(
        parse.pos == "PRTS"
        for index in reading.where("state_won", "state_lost")
        for parse in reading.tokens[index].parses[:1]
    )
    return ended and all(token.text != "?" for token in reading.tokens)


def _is_handed(reading: Reading) -> bool:
    """«Эту сделку на Машу», «сделку 5003 — Волковой»: a user and nothing else to do."""
    users = reading.users
    given = any(reading.norm(one.first - 1) == "на" or one.value.case == "datv" for one in users)
    given = given or any(_is_on_me(reading, i) for i in range(1, len(reading.tokens)))
    return given and not reading.commands and not reading.all("date")


def is_handed_over(reading: Reading) -> bool:
    """Say whether one deal is ordered to be given to somebody: «сделку Дзюбы отдай Маше»."""
    users = reading.users
    given = any(one.value.case == "datv" for one in users) and "assign" in reading.orders
    return (_is_object(reading) and (given or is_taken_over(reading))) or goes_to_user(reading)


@once
def goes_to_user(reading: Reading) -> bool:
    """Say whether a record and its new user are all: «контакт Таисия Пух — на Кузнецова»."""
    users = reading.users
    heads = reading.where("deal", "contact")
    if not users or not heads or reading.commands or reading.all("date"):
        return False
    last, closes = users[-1], reading.after(users[-1].stop - 1) is None
    aimed = reading.norm(last.first - 1) == "на" and last.value.case == "accs"
    aimed = aimed or (reading.tokens[last.first - 1].text == "-" and last.value.case == "datv")
    numbered = reading.has("contact") or bool(reading.all("id"))
    return closes and aimed and numbered and all(map(reading.is_one, heads)) and heads[0] <= 1


def is_taken_over(reading: Reading) -> bool:
    """Say whether somebody is told to be in charge: «забирает Орлов», «веду я», «возьмёт Ким»."""
    asked = reading.has("who", "which", "how_many")
    if asked or not reading.has("own", "assign") or reading.has_question_mark:
        return False
    users = reading.users
    beside = {i for one in users for i in (one.first - 1, one.stop)}
    beside |= {i - 1 for i in range(len(reading.tokens)) if reading.norm(i) in _ME}
    beside |= {i + 1 for i in range(len(reading.tokens)) if reading.norm(i) == "я"}
    if _shall_keep(reading, beside):
        return True
    return any(
        parse.pos == "VERB" and bool(parse.grammemes & {"3per", "1per"})
        for index in reading.where("own", "assign")
        if index in _with_fillers(reading, beside) and not _busies(reading, index)
        for parse in reading.tokens[index].parses[:1]
    )


def _busies(reading: Reading, verb: int) -> bool:
    """«Пусть Тимур займётся документами»: what he is to do is no keeping of the record."""
    if not reading.lemmas(verb) & _BUSY:
        return False
    named = {i for one in reading.all("person") for i in range(one.first, one.stop)}
    clause = reading.clause_of(verb)
    return any(
        parse.pos == "NOUN" and "ablt" in parse.grammemes and i not in named
        for i in clause
        if not reading.cues[i] & {"deal", "contact", "company"}
        for parse in reading.tokens[i].parses[:1]
    )


def _shall_keep(reading: Reading, beside: set[int]) -> bool:
    """«Отвечать за неё будет Смирнова», «вести будет Тимур»."""
    shall = [i for i in beside if reading.norm(i) == "будет"]
    keeping = reading.where("own") if shall or "будет" in reading.norms else []
    bare = [i for i in keeping if any(p.pos == "INFN" for p in reading.tokens[i].parses[:1])]
    return bool(bare and shall)


def names_keeper(reading: Reading) -> bool:
    """Say whether a contact gets somebody responsible: «теперь ведёт Орлов», «теперь за Машей»."""
    turned = reading.has("now", "let") and reading.has("contact")
    behind = {one.first - 1 for one in reading.users}
    mine = any(
        "мой" in reading.lemmas(i) or reading.norm(i) == "мне" for i in range(len(reading.tokens))
    )
    held = mine or any(reading.norm(i) in {"за", "на"} for i in behind)
    taken = is_taken_over(reading) or (reading.has("contact") and goes_to_user(reading))
    return reading.has("assign") or taken or (turned and held)


def _with_fillers(reading: Reading, beside: set[int]) -> set[int]:
    """«Ведёт дальше Орлов»: a small word between the verb and the name."""
    still = {i - 1 for i in beside if reading.norm(i) in _STILL}
    return beside | still | {i - 2 for i in beside if reading.norm(i) == "себя"}


def _is_sent_on(reading: Reading) -> bool:
    """«…, давай в закрыто и не реализовано» on a deal's card: nothing but where it goes."""
    if not is_open_lead(reading) or not reading.clauses or reading.has("task", "note", "where"):
        return False
    places = {one.first: one.stop for kind in ("stage", "pipeline") for one in reading.all(kind)}
    for clause in (reading.clauses[0], reading.clauses[-1]):
        first = next((i for i in clause if i not in reading.courtesy), clause.start)
        led = reading.norm(first) in {"в", "во", "на"} and first + 1 in places
        alone = led and not any(i in reading.content for i in range(places[first + 1], clause.stop))
        if led and (alone or clause == reading.clauses[-1]):
            return not {"find", "show"} & reading.orders
    return False


def _is_object(reading: Reading) -> bool:
    """«Сделку», «этот лид»: the deal is what something is done to."""
    return any(reading.norm(i) in {"сделку", "сделочку"} for i in reading.where("deal")) or (
        take_this(Draft(reading)) and reading.has("deal")
    )


def _is_to_be(reading: Reading) -> bool:
    """«Сделка … должна быть в корпоративных», «пусть её ведёт Орлов», «теперь сделку веду я»."""
    if reading.has("let") and reading.has("called") and is_open_lead(reading):
        return True
    if reading.has("let") and is_open_lead(reading) and is_taken_over(reading):
        return True
    turned = reading.has("let", "must", "now") or (reading.has("own") and turns(reading))
    if not turned or not reading.has("deal"):
        return False
    if any(map(reading.all, ("stage", "pipeline"))):
        return True
    users = bool(reading.users)
    me = any(reading.norm(i) == "я" for i in range(len(reading.tokens)))
    kept = reading.has("own") and not any(_busies(reading, i) for i in reading.where("own"))
    handed = kept or any("перейти" in token.lemmas for token in reading.tokens)
    return reading.has("called") or (handed and (users or me))


def _is_named(reading: Reading) -> bool:
    """«Новое имя сделки 5016: Абонентка», «эта сделка теперь называется …»."""
    new = any(
        "new" in reading.cues[i] and reading.cues[i + 1] & {"name"}
        for i in range(len(reading.tokens) - 1)
    )
    marked = any(token.text in (":", "-", '"') for token in reading.tokens)
    return new and marked and (reading.has("deal") or is_open_lead(reading))
