"""Which record a note is of where it is named by a word: «по Ромашке», «к Ремонту офиса»."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.parts.asked_of import take_party_of
from nlu.parts.company import take_company_quoted
from nlu.parts.deal_named import take_thing_quoted
from nlu.parts.likeliest import traits
from nlu.parts.note_border import owned_stop
from nlu.parts.party import is_surname
from nlu.parts.person_inside import may_be_person
from nlu.parts.record import may_name_firm
from nlu.parts.title import take_title
from nlu.reading import Reading, Who
from nlu.types import Found

_LEADING = frozenset({"по", "в", "к", "для", "у"})
_PLACED = 2
_LEADING_PERSON = frozenset({"по", "про", "о", "к", "у"})


def take_named(draft: Draft, border: int | None) -> bool:
    """«По Ромашке», «в Зерно», «в карточку Вектора», «к сделке Аудит склада», before the note."""
    stop = len(draft.reading.tokens) if border is None else border
    if _take_firm_card(draft, stop) or _take_somebody_card(draft, stop):
        return True
    if take_thing_quoted(draft, stop):
        return True
    quoted = [one for one in draft.reading.all("quote") if one.first >= stop - 1]
    behind = range(stop, quoted[0].stop if quoted else len(draft.reading.tokens))
    draft.places["beyond"] = set(behind)
    named = take_party_of(draft) or take_title(draft, "lead") or take_company_quoted(draft, stop)
    draft.places.pop("beyond")
    if named:
        return True
    for found in draft.reading.all("person_hint"):
        led = draft.reading.norm(found.first - 1) in _LEADING_PERSON
        if led and found.stop < stop and _is_somebody(draft.reading, found):
            draft.take("contact", found, found.value.name)
            return True
    for index in range(stop):
        led = draft.reading.norm(index - 1) in _LEADING or "card" in draft.reading.cues_at(
            index - 1
        )
        led = led or _is_given(draft.reading, index)
        capital = draft.reading.tokens[index].text[:1].isupper()
        named = capital or may_name_firm(draft.reading, index)
        upon = draft.reading.norm(index - 1) == "на" and index > 1
        led = led or (upon and (capital or draft.reading.naming.is_firm(index)))
        if index and led and named and not draft.reading.cues[index]:
            end = min(owned_stop(draft.reading, index), stop)
            slot = "company" if end == index + 1 else "lead"
            draft.put(slot, draft.reading.naming.company(index, end), range(index, end))
            return True
    return _take_topic(draft, stop)


def _take_firm_card(draft: Draft, stop: int) -> bool:
    """«В карточке эверест групп, что …», «в карточку Альфа Трейд: …»: a name with its tail."""
    reading = draft.reading
    for card in (i for i in reading.where("card") if 0 < i < stop - _PLACED):
        name = range(card + 1, card + 1 + _PLACED)
        closed = name.stop >= stop or not reading.is_word(name.stop)
        tailed = reading.naming.is_company_tail(name.start + 1) and closed
        if tailed and not any(reading.cues[i] for i in name):
            draft.put("company", reading.naming.company(name.start, name.stop), name)
            return True
    return False


def _take_somebody_card(draft: Draft, stop: int) -> bool:
    """«Кулибали в карточку …», «в карточке Габунии»: a word no dictionary has is a surname."""
    reading = draft.reading
    for card in (i for i in reading.where("card") if 0 < i < stop):
        ahead = card == _PLACED and reading.norm(1) in _LEADING and not reading.cues[0]
        index = 0 if ahead else card + 1
        if index >= stop or not is_surname(reading, index, sure=ahead):
            continue
        case = "datv" if ahead else "gent"
        draft.put("contact", reading.naming.person(index, index + 1, case=case), [index])
        return True
    return False


def _take_topic(draft: Draft, stop: int) -> bool:
    """«Гермес — отметь в карточке, что …»: the name is a clause of its own before the order."""
    reading = draft.reading
    if not reading.clauses:
        return False
    first = reading.clauses[0]
    named = may_name_firm(reading, first.start) or reading.tokens[first.start].text[:1].isupper()
    alone = len(first) == 1 and first.stop < stop and not reading.cues[first.start]
    if not (named and alone and traits(reading, first.start) >= {"NOUN"}):
        return False
    draft.put("company", reading.naming.company(first.start, first.stop), first)
    return True


def _is_given(reading: Reading, index: int) -> bool:
    """«Комментарий Вектору», «заметку ромашке»."""
    given = any("datv" in parse.grammemes for parse in reading.tokens[index].parses)
    return given and "note" in reading.cues_at(index - 1)


def _is_somebody(reading: Reading, found: Found[Who]) -> bool:
    """«По Дзюбе», «к Сороке»: a living being, or a word no dictionary has and no company's."""
    parses = reading.tokens[found.first].parses
    living = any("anim" in parse.grammemes for parse in parses)
    unknown = not reading.naming.is_known(found.first) and not reading.naming.is_coined(found.first)
    return may_be_person(reading, found) and (living or unknown)


def take_told_of(draft: Draft, border: int) -> int:
    """Fill whom a note tells of: «отметь, что по Меридиану вернули правки», «… у Вектора …».

    Returns:
        Where the note begins: behind «по Меридиану», which is no part of it.
    """
    reading, first = draft.reading, border + 1
    led = reading.norm(border)
    here = reading.request.context.entity is not None
    if led not in ({"по"} if here else {"по", "у", "с"}):
        return border
    draft.explained -= {*range(border, len(reading.tokens))}
    person = next((one for one in reading.all("person") if one.first == first), None)
    firm = next((one for one in reading.all("company") if one.first == first), None)
    stop = first + 1
    if person is not None and person.value.users is None:
        stop = person.stop
        draft.take("contact", person, person.value.name)
    elif firm is not None:
        stop = firm.stop
        draft.take("company", firm, firm.value)
    elif first < len(reading.tokens) and may_name_firm(reading, first):
        draft.put("company", reading.naming.company(first, stop), [first])
    else:
        return border
    return stop if led == "по" else border
