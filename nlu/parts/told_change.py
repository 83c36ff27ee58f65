"""A change of a deal that is told, not ordered: «сделку 5009 в слив», «минус 7 000 по сделке»."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.parts.clauses import told_before
from nlu.parts.deal_change import aim, is_mover, place_ends
from nlu.parts.deal_named import named_deal
from nlu.parts.denied import turns
from nlu.parts.handed import swaps_users
from nlu.parts.likeliest import traits
from nlu.parts.listed import take_listed
from nlu.parts.open_lead import (
    has_ended,
    is_ended_here,
    is_open_lead,
    states_keeper,
    tells_stage,
)
from nlu.parts.record import is_this, take_bare_id, take_this_alone
from nlu.parts.taken_over import (
    busies,
    goes_to_user,
    is_handed,
    is_object,
    is_on_me,
    is_taken_over,
    keeps_numbered,
)
from nlu.parts.told_budget import is_renewed, sets_budget, steps_budget
from nlu.reading import Reading
from nlu.smallwords import ONTO

_WHERE = frozenset({"в", "на", "-", ":"})
_WRITING = frozenset({"записать", "записывать", "переписать"})
_ASKING = frozenset({"find", "show", "tell", "put", "remind"})


def tells_change(reading: Reading) -> bool:
    """Say whether the words set a deal's stage, budget, name or responsible without an order."""
    if is_curt(reading):
        return True
    whether = "ли" in reading.norms and reading.norm(0) != "ли"  # «Ли Мин Хо» is a name
    if reading.orders & _ASKING or reading.has_question_mark or whether:
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
        or _is_renewed(reading)
        or named_deal(reading) is not None
        or _is_driven(reading)
        or keeps_numbered(reading)
        or swaps_users(reading)
    )


def is_curt(reading: Reading) -> bool:
    """Say whether a deal and where it goes are all: «5062 в ожидание оплаты», «эту в слив».

    «Эту» alone is the open card, «первую» one of the list.
    """
    if reading.has_question_mark:
        return False
    draft = Draft(reading)
    here = reading.request.context.entity is not None and take_this_alone(draft)
    if not (here or take_bare_id(draft) or take_listed(draft)):
        return False
    behind = max(draft.explained) + 1
    written = bool(reading.lemmas(behind) & _WRITING)  # «5066 запиши на меня»
    ordered = (i for i in range(len(reading.tokens)) if reading.is_command(i))
    if any(i != behind or not written for i in ordered):
        return False
    behind += written
    spot = behind + (reading.norm(behind) in _WHERE)
    spot += bool(spot < len(reading.tokens) and reading.cues[spot] & {"responsible", "stage"})
    users = {one.first for one in reading.users}
    users |= {i for i in range(1, len(reading.tokens)) if is_on_me(reading, i)}
    places = {*place_ends(reading), *reading.where("state_won", "state_lost")}
    return spot in users or (spot > behind and not written and bool({behind, spot} & places))


def _is_driven(reading: Reading) -> bool:
    """«Авдеев готов, гони его в …»: whatever the verb, it leads right into a stage."""
    places = place_ends(reading)
    for verb in range(len(reading.tokens)):
        into = verb + 1 + ("NPRO" in traits(reading, verb + 1))
        if reading.norm(into) in ONTO and into + 1 in places and is_mover(reading, verb):
            return True
    return False


def _is_placed(reading: Reading) -> bool:
    """«Эту сделку в «думает»», «ответственным тут пусть будет Петя»."""
    places = bool(place_ends(reading))
    if is_open_lead(reading) and (_states_stage(reading) or tells_stage(reading)):
        return True
    if take_bare_id(Draft(reading)) and _states_stage(reading):
        return True
    if is_object(reading) and (places or reading.has("state_won", "state_lost")):
        return not reading.has("want", "where")
    if is_object(reading) and (is_handed(reading) or is_taken_over(reading)):
        return True
    if reading.all("id") and (_has_ended(reading) or goes_to_user(reading)):
        return True
    turned = places or reading.has("responsible", "now")
    here = is_this(reading)
    return turned and (here or bool(reading.all("id")) or reading.has("let", "now"))


def _states_stage(reading: Reading) -> bool:
    """«…, статус счёт выставлен»: a clause of the noun and the place right behind it."""
    heads = set() if reading.has("which", "what") else {*reading.where("stage", "pipeline")}
    starts = [one.start for one in reading.clauses if one.start in heads]
    return any(i + 1 + (reading.norm(i + 1) in {":", "-"}) in place_ends(reading) for i in starts)


def _has_ended(reading: Reading) -> bool:
    """«Сделка 5003 проиграна»."""
    return any("PRTS" in traits(reading, i) for i in reading.where("state_won", "state_lost"))


def _is_sent_on(reading: Reading) -> bool:
    """«…, давай в закрыто и не реализовано» on a deal's card: nothing but where it goes."""
    known = is_open_lead(reading) or bool(told_before(reading))
    if not known or reading.has("task", "note", "where"):
        return False
    places = place_ends(reading)
    for clause in (*reading.clauses[:1], *reading.clauses[-1:]):
        first = next((i for i in clause if i not in reading.courtesy), clause.start)
        if reading.norm(first) in ONTO and first + 1 in places:
            reached = aim(reading, first + 1) is not None or is_open_lead(reading)
            behind = range(places[first + 1], clause.stop)
            if not reached:
                continue
            if clause == reading.clauses[-1] or reading.content.isdisjoint(behind):
                return True
    return False


def _is_to_be(reading: Reading) -> bool:
    """«Сделка … должна быть в корпоративных», «пусть её ведёт Орлов», «теперь сделку веду я»."""
    here = reading.has("let") and is_open_lead(reading)
    if here and (reading.has("called") or is_taken_over(reading)):
        return True
    known = is_open_lead(reading) or reading.has("deal")
    if known and reading.has("let") and reading.has("name") and reading.all("quote"):
        return True
    turned = reading.has("let", "must", "now") or (reading.has("own") and turns(reading))
    if not turned or not reading.has("deal"):
        return False
    if place_ends(reading):
        return True
    kept = reading.has("own") and not any(busies(reading, i) for i in reading.where("own"))
    handed = kept or any("перейти" in token.lemmas for token in reading.tokens)
    return reading.has("called") or (handed and bool(reading.users or "я" in reading.norms))


def _is_renewed(reading: Reading) -> bool:
    """«Новое имя сделки 5016: Абонентка», «5024 новый этап переговоры», «новый ответственный …»."""
    known = reading.has("deal") or is_open_lead(reading) or take_bare_id(Draft(reading))
    if not known:
        return False
    marked = any(token.text in (":", "-", '"') for token in reading.tokens)
    placed = is_renewed(reading, "stage", "pipeline") and bool(place_ends(reading))
    handed = is_renewed(reading, "responsible") and bool(reading.users)
    return (marked and is_renewed(reading, "name")) or placed or handed
