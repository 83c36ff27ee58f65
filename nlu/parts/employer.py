"""The company somebody is of: «телефон Петрова из Промснаба», «Юля из «Гермеса»»."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.once import once
from nlu.parts.company import give_quoted, take_company
from nlu.parts.jobs import jobs
from nlu.parts.party import is_surname
from nlu.parts.record import may_name_firm
from nlu.parts.town import is_place, is_town
from nlu.reading import Reading, Who
from nlu.types import Found

_TO = frozenset({"к", "на", "в"})
_OF = frozenset({"из", "с"})


def take_employer(draft: Draft) -> bool:
    """Fill `company` with what stands right behind a person and «из»; a town is none."""
    first = max(draft.places.get("contact", {len(draft.reading.tokens)})) + 2
    return draft.reading.norm(first - 1) in _OF and take_firm_at(draft, first)


def take_former_employer(draft: Draft) -> bool:
    """«Привяжи Кима из Ромашки к Вектору»: where somebody is of, before where he is to be of."""
    reading, named = draft.reading, draft.places.get("contact")
    behind = range(max(named) + 3, len(reading.tokens) - 1) if named else ()
    led = (i for i in behind if reading.norm(i) in _TO)
    placed = any("company" in reading.cues[i + 1] or not reading.cues[i + 1] for i in led)
    return placed and take_employer(draft)


def take_firm_at(draft: Draft, first: int) -> bool:
    """Fill `company` with what begins with a token and looks like a name; a town is none."""
    reading = draft.reading
    if first >= len(reading.tokens):
        return False
    quoted = next((one for one in reading.all("quote") if one.first == first), None)
    if quoted is not None and draft.is_free(quoted):
        give_quoted(draft, "company", quoted)
        return True
    said = reading.all("company")
    if (not said or said[0].first <= first) and take_company(draft):
        return True
    if is_place(reading, first) or not _names(reading, first):
        return False
    stop = first + 1
    while stop < len(reading.tokens) and _goes_on(reading, stop):
        stop += 1
    draft.put("company", reading.naming.company(first, stop), range(first, stop))
    return True


@once
def asks_firm_of(reading: Reading) -> bool:
    """«Фирма у Павленко как называется», «какая компания у Гарипова»: one, and of a person."""
    firms = reading.where("company")
    if not firms or not reading.has("which", "called", "how") or reading.orders - {"show", "tell"}:
        return False
    people = (one for one in reading.all("person") if reading.norm(one.first - 1) == "у")
    one = any(reading.is_one(i) for i in firms)
    return one and any(True for _ in people) and not reading.all("company")


def take_worked_at(draft: Draft) -> None:
    """«Рустам, работает в Граните», «Ашот из Галса»: what might be a surname is a company."""
    reading = draft.reading
    for found in (*reading.all("person"), *reading.all("person_hint")):
        led = reading.norm(found.first - 1) in {"в", "из"} and found.value.users is None
        led = led and not is_town(reading, found.first)
        if led and "name" in draft.slots and "company" not in draft.slots and draft.is_free(found):
            name = reading.naming.company(found.first, found.stop)
            draft.put("company", name, range(found.first, found.stop))


def take_people_of_job(draft: Draft) -> bool:
    """Fill `company` from «бухгалтера Ромашки», «юриста из Гермеса»; a surname names nobody's."""
    reading = draft.reading
    firms = {i for one in reading.all("company") for i in range(one.first, one.stop)}
    whose = jobs(reading) - firms
    if not whose or reading.has("company") or any(map(reading.all, ("date", "phone", "email"))):
        return False
    behind = max(whose) + 1
    led = reading.norm(behind) in {"из", "в", "у"}
    person = any(one.first == behind for one in reading.all("person"))
    if (person and not reading.naming.is_firm(behind)) or not take_firm_at(draft, behind + led):
        return False
    draft.explain(whose)
    return True


def _names(reading: Reading, index: int) -> bool:
    """A capital, a firm's word, one the dictionary lacks."""
    capital = reading.tokens[index].text[:1].isupper()
    named = capital or may_name_firm(reading, index) or not reading.naming.is_known(index)
    return named and not reading.cues[index] and index not in reading.figures


def _goes_on(reading: Reading, index: int) -> bool:
    """«Арарат Трейд»."""
    capital = reading.tokens[index].text[:1].isupper() and reading.is_word(index)
    return capital and not reading.cues[index] and index not in reading.figures


@once
def who_works(reading: Reading) -> list[Found[Who]]:
    """«Белоконь теперь работает в …»: who works somewhere is a person, whatever the word."""
    for index in reading.where("works"):
        first = reading.clause_of(index).start
        small = all(i in reading.fillers for i in range(first + 1, index))
        if first < index and small and is_surname(reading, first, sure=True):
            name = reading.text_of(first, first + 1)
            return [Found(first, first + 1, Who(name, None, sure=False, case="nomn"))]
    return []
