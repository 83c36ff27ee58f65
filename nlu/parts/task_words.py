"""What a task says: its words, and the people, companies and type named in them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from nlu.draft import Draft
from nlu.parts.company_inside import (
    begins_tailed,
    company_runs,
    has_place,
    is_in_company,
    tailed_name,
)
from nlu.parts.firm_inside import PRESSING, SENDING, firm_run, is_placed
from nlu.parts.firm_pair import describes
from nlu.parts.person_inside import (
    is_capital,
    is_counted,
    is_given,
    is_led_to,
    is_met,
    is_named_person,
    may_be_person,
)
from nlu.parts.quoted import is_quoted_firm, unquoted
from nlu.parts.tasks import take_type_of
from nlu.parts.things import is_firm, is_thing
from nlu.parts.town import is_street
from nlu.parts.words import give_text
from nlu.reading import Reading, Who
from nlu.text import fold
from nlu.types import Found, Kind

_TO_COMPANY = frozenset({"в", "с", "для", "у", "от", "из", "по", "до"})
_PRODUCTS = frozenset({"лицензия", "антивирус", "подписка"})
_OF_ADDRESS = frozenset("/=&?@_")


def give_task_words(draft: Draft, words: Iterable[int]) -> None:
    """Fill a task's text, and the contact, company and type that its words name."""
    if not _give_quoted(draft):
        give_text(draft, "text", words)
    take_named_inside(draft)
    if _names_only_whom(draft):
        del draft.slots["text"], draft.places["text"]
    take_type_of(draft, sorted(draft.places.get("text", ())))


def _names_only_whom(draft: Draft) -> bool:
    """«Поставь Киму задачу», «задача по Вектору»: to whom or on what it is, and not what it is."""
    said = draft.places.get("text", set()) & draft.reading.content
    led = draft.reading.norm(min(said, default=0) - 1) == "по" and draft.reading.has("task")
    if said and led and said <= draft.places.get("company", set()):
        return True
    people = (one for one in draft.reading.all("person") if one.value.case == "datv")
    return bool(said) and any(said <= set(range(one.first, one.stop)) for one in people)


def _give_quoted(draft: Draft) -> bool:
    for found in draft.reading.all("quote"):
        first = found.first - (not _is_deed(draft.reading, found.first - 1))
        covers = set(draft.left()) <= set(range(first, found.stop + 1))
        if draft.is_free(found) and covers:
            draft.take("text", found, found.value)
            return True
    return False


def _is_deed(reading: Reading, index: int) -> bool:
    """«Купить «Войну и мир»»: the verb is the task's own."""
    likeliest = reading.tokens[index].parses[:1] if index >= 0 else ()
    return any(parse.pos == "INFN" for parse in likeliest) and "put" not in reading.cues[index]


def take_named_inside(draft: Draft) -> None:
    """A person or company inside the task's words stays there and is given as well."""
    inside = draft.places.get("text", set())
    for kind in ("person", "company"):
        slot = "contact" if kind == "person" else "company"
        for found in draft.reading.all(kind):
            if (
                found.first in inside
                and slot not in draft.slots
                and not _is_in_address(draft.reading, found.first)
                and not (slot == "contact" and _is_other(draft.reading, found))
                and not (slot == "contact" and _is_in_company(draft.reading, found))
                and not (slot == "contact" and _is_made_up(draft.reading, found))
                and (
                    _is_pressed(draft.reading, found.first)
                    or _is_called(draft.reading, found)
                    or not is_thing(draft.reading, found)
                )
            ):
                value = found.value.name if isinstance(found.value, Who) else found.value
                _name(draft, slot, value, range(found.first, found.stop))
    if "contact" not in draft.slots:
        _take_hinted_person(draft)
    if "company" not in draft.slots and not _take_quoted_company(draft):
        _take_company_inside(draft)


def _is_other(reading: Reading, found: Found[Any]) -> bool:
    """«Гагарина 15» is a house, «в Дёму» a place, «лицензия Касперского» a product."""
    place = reading.norm(found.first - 1) == "на" and is_placed(reading, found.first - 2)
    place = place or (found.first > 0 and reading.norm(found.first - 1) == "в")
    user = found.value.users is not None
    place = place or reading.norm(found.first - 1) == "в"  # «замер в Дёму»
    given = user and reading.norm(found.first - 1) == "для"  # a colleague gets it
    if given or reading.lemmas(found.first - 1) & _PRODUCTS:
        return True
    return is_counted(reading, found) or is_street(reading, found.stop) or (place and not user)


def _is_in_company(reading: Reading, found: Found[Any]) -> bool:
    """«Полярная звезда», «Ника Логистик»: a firm's name that only begins like a person's."""
    alone = found.stop - found.first == 1 and found.value.users is None
    pairs = alone and reading.naming.pairs_with_firm(found.first)
    named = pairs and found.stop < len(reading.tokens) and firm_run(reading, found.stop)
    return is_in_company(reading, found) or bool(named)


def _is_made_up(reading: Reading, found: Found[Any]) -> bool:
    """«Евротара», «Автодор»: begins as firms' names do, and no user is called so."""
    alone = found.stop - found.first == 1 and found.value.users is None
    return alone and reading.naming.is_prefixed(found.first)


def _is_in_address(reading: Reading, index: int) -> bool:
    """«https://wiki.example/…»: no name, though one may be read in it."""
    token = reading.tokens[index]
    follower = reading.tokens[index + 1] if index + 1 < len(reading.tokens) else None
    before = reading.tokens[index - 1].text if index and token.glued else ""
    after = follower.text if follower is not None and follower.glued else ""
    return token.kind is Kind.LATIN and (before in _OF_ADDRESS or after in {"/", "="})


def _name(draft: Draft, slot: str, value: str, indices: range) -> None:
    draft.slots[slot] = value
    draft.places[slot] = set(indices)


def _take_hinted_person(draft: Draft) -> None:
    """«Встретиться с Кёнигом», «визит к О'Брайену»: whom one goes to or meets is a person."""
    reading, inside = draft.reading, set(draft.places.get("text", ()))
    inside -= {i for one in reading.all("company") for i in range(one.first, one.stop)}
    for found in reading.all("person_hint"):
        alone = found.stop - found.first == 1
        pressed = found.first in inside and _is_pressed(reading, found.first)
        if (
            alone
            and not pressed
            and (_is_firm(reading, found.first) or describes(reading, found.first))
        ):
            continue
        if _is_other(reading, found):
            continue
        called = _is_called(reading, found)
        led = is_led_to(reading, found.first) or called
        led = led or is_given(reading, found) or _is_told_to(reading, found)
        person = _is_addressed(reading, found) if called else may_be_person(reading, found)
        shown = is_capital(reading, found.first) or is_met(reading, found)
        if pressed or (found.first in inside and led and person and shown):
            _name(draft, "contact", found.value.name, range(found.first, found.stop))
            return
    for index in sorted(inside):
        firm = _is_firm(reading, index) or bool(reading.lemmas(index - 1) & _PRODUCTS)
        if not firm and is_named_person(reading, index) and not is_street(reading, index + 1):
            _name(
                draft, "contact", reading.naming.person(index, index + 1), range(index, index + 1)
            )
            return


def _is_pressed(reading: Reading, index: int) -> bool:
    """«Поздравить Викторию», «пнуть Веру»: a given name with a capital, whatever else it means."""
    named = any("Name" in parse.grammemes for parse in reading.tokens[index].parses)
    named = named and reading.naming.is_known(index) and is_capital(reading, index)
    return named and bool(reading.lemmas(index - 1) & PRESSING)


def _is_firm(reading: Reading, index: int) -> bool:
    return reading.naming.is_firm(index) or reading.naming.is_ware(index)


def take_person_met(draft: Draft) -> bool:
    """«Замер у Лапина», «созвон с Лапиной», «звонок Лапиной»: a capital that names no thing."""
    reading, heads = draft.reading, draft.places.get("type", set())
    for found in reading.all("person_hint"):
        led = reading.norm(found.first - 1) in {"с", "у"} and not is_thing(reading, found)
        capital = reading.tokens[found.first].text[:1].isupper()
        placed = is_street(reading, found.stop)
        if (led or found.first - 1 in heads) and capital and not placed and draft.is_free(found):
            draft.take("contact", found, found.value.name)
            return True
    return False


def _is_called(reading: Reading, found: Any) -> bool:
    """«Перезвонить Дудке», «звонок Паку»: a thing in the dative is not called, a person is."""
    if not found.first or not isinstance(found.value, Who) or is_firm(reading, found.first):
        return False
    if found.value.case != "datv" and not _is_undeclined(reading, found):
        return False
    return bool(reading.cues[found.first - 1] & {"call", "meeting"})


def _is_addressed(reading: Reading, found: Found[Who]) -> bool:
    """Say whether whom one calls is no place, unless its name has one form, and no company."""
    russian = reading.tokens[found.first].kind is Kind.WORD
    place = has_place(reading, found) and not _is_undeclined(reading, found)
    return russian and not place and not is_in_company(reading, found)


def _is_undeclined(reading: Reading, found: Found[Who]) -> bool:
    """«Звонок Цхакая», «созвон Эрдели»: a name with a capital that has one form for all cases."""
    token = reading.tokens[found.first]
    return token.text[:1].isupper() and fold(found.value.name) == token.norm


def _is_told_to(reading: Reading, found: Found[Who]) -> bool:
    """«Предложить Сухоруких продлить каско»: to whom, by a name that has one form."""
    given = found.first and reading.lemmas(found.first - 1) & SENDING
    return bool(given) and reading.norm(found.first).endswith(("их", "ых"))


def _take_quoted_company(draft: Draft) -> bool:
    """«Договор с «Балтикой»», «почему «Рубину» не дошёл счёт»: a preposition or a firm's noun."""
    reading, inside = draft.reading, draft.places.get("text", set())
    for found in reading.all("quote"):
        led = reading.norm(found.first - 1) in _TO_COMPANY or is_quoted_firm(reading, found)
        if found.first in inside and led:
            _name(draft, "company", unquoted(reading, found), range(found.first, found.stop))
            return True
    return False


def _take_company_inside(draft: Draft) -> None:
    """«Образцы в Зерно», «договор для Альтаира», «поздравить Агротех», «кп на барс-строй»."""
    free = draft.places.get("text", set()) - draft.places.get("contact", set())
    free -= draft.reading.figures
    for run in company_runs(draft.reading, free):
        tailed = len(run) > 1 and begins_tailed(draft.reading, run.start)
        name = draft.reading.naming.company
        value = tailed_name(draft.reading, run.start) if tailed else name(run.start, run.stop)
        _name(draft, "company", value, run)
        return
