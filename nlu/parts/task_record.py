"""The record a task is set on: said before it, or stood on by the order itself."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.parts.carded import take_carded
from nlu.parts.likeliest import parses_at
from nlu.parts.person_inside import is_capital, may_be_person
from nlu.parts.record import take_company_before, take_lead_id, take_quoted_lead, take_this
from nlu.parts.spelled_id import spelled_ids
from nlu.parts.things import is_thing
from nlu.parts.title import give_title, take_title, title_at
from nlu.parts.who import is_of_other_gender
from nlu.reading import Reading, Who
from nlu.types import Found

_ID_LENGTHS = range(4, 7)
_MARKS = frozenset("-:")


def take_task_record(draft: Draft, core: int | None) -> None:
    """«По этой сделке», «по сделке 5001», «по Хасанову» are no part of the text.

    Args:
        core: the token the thing to be done begins with, where it was found.
    """
    if take_carded(draft) or _take_party_clause(draft):
        return
    if take_this(draft) or take_lead_id(draft) or take_quoted_lead(draft):
        _keep_other_deals(draft)
        return
    if _take_number_led(draft):
        return
    reading = draft.reading
    kinds = (("person", "contact"), ("company", "company"), ("person_hint", "contact"))
    for kind, slot in kinds:
        for found in reading.all(kind):
            if kind == "person_hint" and not _is_announced(reading, found):
                continue
            before = reading.before(found.first)
            headed = before is not None and reading.cues[before] & {"contact", "company"}
            start = before if headed and before is not None else found.first
            user = kind == "person" and found.value.users and not headed
            user = user and not is_of_other_gender(found)
            topic = _is_topic(reading, start) or _is_of_deed(draft, start, core)
            if reading.norm(start - 1) == "по" and not user and not topic:
                value = found.value.name if isinstance(found.value, Who) else found.value
                slot = "company" if is_thing(reading, found) else slot
                draft.put(slot, value, range(start, found.stop))
                return
    if any(reading.norm(i - 1) == "по" for i in reading.where("deal")):
        take_title(draft, "lead")
    else:
        _take_deal_into(draft, reading.first("task") or 0)


def _take_party_clause(draft: Draft) -> bool:
    """«Показ двушки в 12, клиентка Оганесян»: a clause that says whose it is, and no more."""
    reading = draft.reading
    for clause in reading.clauses[1:]:
        head = clause.start
        slot = next((one for one in ("contact", "company") if one in reading.cues[head]), None)
        if slot is None or not any(
            {"nomn", "sing"} <= p.grammemes for p in parses_at(reading, head)
        ):
            continue
        named = clause[1 + (reading.norm(head + 1) in _MARKS) :] or reading.clause_of(
            min(clause.stop + 1, len(reading.tokens) - 1)
        )
        party = _party_at(reading, named, slot)
        if party is not None and reading.norm(named.start - 1) != ",":
            draft.put(*party, named)
            draft.explain(range(head, named.stop))
            return True
    return False


def _party_at(reading: Reading, named: range, slot: str) -> tuple[str, str] | None:
    """Return the slot and the name where these words are a name and nothing else."""
    for kind in ("person", "person_hint"):
        for found in reading.all(kind) if slot == "contact" else ():
            if range(found.first, found.stop) == named:
                return slot, found.value.name
    for found in (*reading.all("company"), *reading.all("quote")):
        if range(found.first, found.stop) == named:
            return "company", found.value
    one = len(named) == 1 and is_capital(reading, named.start) and slot == "company"
    return (slot, reading.naming.company(named.start, named.stop)) if one else None


def _take_deal_into(draft: Draft, task: int) -> None:
    """«В сделку Переезд сервера задача …»: the deal the task is put into stands before it."""
    reading = draft.reading
    for deal in reading.where("deal"):
        title = title_at(draft, deal + 1)
        if deal < task and title and reading.norm(deal - 1) in {"в", "к"}:
            give_title(draft, "lead", range(title.start, min(title.stop, task)))
            draft.explain([deal - 1, deal])
            return


def _take_number_led(draft: Draft) -> bool:
    """«Проверить оплату по 5006», «по 5001 позвонить»: a deal's number without its noun."""
    reading = draft.reading
    spelled = spelled_ids(reading)
    for found in (*reading.all("number"), *spelled):
        said = reading.text_of(found.first, found.stop)
        counted = reading.after(found.stop - 1)
        people = {one.first for one in reading.all("person")}  # «по 5018 Алексею доделать …»
        things = (
            counted is not None and counted not in people and reading.tokens[counted].pos == "NOUN"
        )
        named = said.isdigit() and len(said) in _ID_LENGTHS
        named = (named or found in spelled) and not things
        if named and reading.norm(found.first - 1) == "по" and draft.is_free(found):
            draft.put("lead_id", found.value, range(found.first - 1, found.stop))
            return True
    return False


def _is_announced(reading: Reading, found: Found[Who]) -> bool:
    """«По Снегирёвой поставь …»: it opens the order, so that only a capital tells a name."""
    opens = reading.before(found.first - 1) is None
    return opens and is_capital(reading, found.first) and may_be_person(reading, found)


def _keep_other_deals(draft: Draft) -> None:
    """«Дозаполнить тендерную заявку по сделке 5201»: only the noun beside the number is frame."""
    for found in draft.reading.all("id"):
        near = range(found.first - 2, found.stop + 1)
        draft.explained -= {i for i in draft.reading.where("deal") if i not in near}


def _is_topic(reading: Reading, start: int) -> bool:
    """«Позвонить по Хасанову»: right behind the verb it is the verb's own."""
    verb = reading.before(start - 1)
    return verb is not None and bool(reading.cues[verb] & {"call", "meeting"})


def _is_of_deed(draft: Draft, start: int, core: int | None) -> bool:
    """«Закрыть дебиторку по Хасанову»: behind the object of what is to be done."""
    return core is not None and core < start - 2 and _is_behind_object(draft, start - 1)


def take_firm_given(draft: Draft) -> None:
    """«Поставь Ромашке задачу …»: a firm between the order and the noun is whom it is about."""
    reading = draft.reading
    for noun in reading.where("task") if "company" not in draft.slots else ():
        order = next((i for i in range(noun) if reading.is_order(i)), noun)
        taken = set().union(*draft.places.values()) if draft.places else set()
        said = [i for i in range(order + 1, noun) if i not in taken]
        first = order + 1
        if said == list(range(first, first + len(said))) and said and "put" in reading.cues[order]:
            named = reading.tokens[first].text[:1].isupper() or reading.naming.is_firm(first)
            given = any("datv" in parse.grammemes for parse in reading.tokens[first].parses)
            if named and given and not reading.cues[first]:
                draft.put("company", reading.naming.company(first, first + len(said)), said)
        return


def take_firm_before(draft: Draft, stop: int) -> None:
    """«По Зерну собрать заявки»; in «кп для Дельты выслать» it stays with its noun in the text."""
    probe = Draft(draft.reading, explained=set(draft.explained))
    probe.places = dict(draft.places)
    if not take_company_before(probe, stop):
        return
    first = min(probe.places["company"])
    if not _is_behind_object(draft, first - 1):
        draft.put("company", probe.slots["company"], probe.places["company"])


def _is_behind_object(draft: Draft, index: int) -> bool:
    """Say whether the word before a preposition is a noun of the task's own words."""
    before = index - 1
    if before < 0 or before in draft.explained:
        return False
    return draft.reading.tokens[before].pos == "NOUN"


def take_named_first(draft: Draft, border: int) -> int:
    """«Закрой задачу: Лагуна, доступ восстановлен»: whose task it is, then what came of it.

    Returns:
        Where the result begins.
    """
    reading = draft.reading
    clause = next((one for one in reading.clauses[:-1] if one.start == border), range(0))
    known = draft.slots.keys() & {"contact", "company", "lead_id", "this"}
    if reading.norm(border - 1) != ":" or not clause or known:
        return border
    for found in reading.all("person"):
        if range(found.first, found.stop) == clause and found.value.users is None:
            draft.take("contact", found, found.value.name)
            return clause.stop + 1
    if len(clause) == 1 and _is_firm(reading, border):
        draft.put("company", reading.naming.company(border, clause.stop), clause)
        return clause.stop + 1
    return border


def _is_firm(reading: Reading, index: int) -> bool:
    """«Вектор», a made-up name; «Рубин» that is a thing too by its capital."""
    naming = reading.naming
    named = naming.is_firm(index) or naming.is_coined(index)
    named = named or (naming.is_firm_noun(index) and is_capital(reading, index))
    return named and not reading.cues[index]
