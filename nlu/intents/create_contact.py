"""Create a contact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.draft import Draft, Refusal, Rule, Rules
from nlu.needs import Need
from nlu.parts.clauses import explain_beside, is_put_off, told_before
from nlu.parts.company import (
    take_company,
    take_company_apart,
    take_company_left,
    take_company_quoted,
)
from nlu.parts.dictated import dictated_from
from nlu.parts.jobs import jobs
from nlu.parts.lacking import lacks_person
from nlu.parts.leads import take_way
from nlu.parts.likeliest import traits
from nlu.parts.made import is_company_alone, is_new, makes, makes_card, names_new
from nlu.parts.made_where import makes_here, makes_person
from nlu.parts.party import explain_source
from nlu.parts.person_inside import is_capital
from nlu.parts.record import take_this
from nlu.parts.unkept import take_unkept
from nlu.reading import Reading, Who
from nlu.runs import runs
from nlu.types import Found


@dataclass(frozen=True, slots=True)
class CreateContact:
    """Create a contact."""

    stem: ClassVar[str] = "create_contact"
    required: ClassVar[tuple[Need, ...]] = (Need("name", ("name",)),)

    name: str | None = None
    phone: str | None = None
    email: str | None = None
    company: str | None = None


_PARTS = frozenset({"имя", "фамилия", "отчество"})
_FRAME = (
    "create",
    "want",
    "contact",
    "base",
    "card",
    "name",
    "new",
    "phone",
    "email",
    "face",
    "written_on",
)


def _new(reading: Reading) -> Draft | Refusal:
    """«Создай контакт Роза Хакимова 8917…», «новый клиент Арина», «занеси в базу Ольгу Жук»."""
    if not is_new(reading) or not _of_person(reading):
        return Refusal("не просят завести контакт")
    if dictated_from(reading) is not None:
        return Refusal("просят записать примечание")
    known = take_this(Draft(reading)) and not makes_here(reading)
    if known or _adds_to_card(reading):
        return Refusal("дополняют контакт, который уже есть")
    firm = makes(reading, "company") or names_new(reading, "company")
    if firm and not (makes(reading, "contact") or names_new(reading, "contact", "face")):
        return Refusal("заводят компанию")
    if is_company_alone(reading):
        return Refusal("новый клиент — компания")
    beside = told_before(reading).union(i - 1 for i in reading.where("channel"))
    dated = any(found.stop - 1 not in beside for found in reading.all("date"))
    others = dated or reading.has("task", "note", "which", "how_many")
    if others or (reading.has("deal") and not makes(reading, "contact")):
        return Refusal("заводят не контакт")
    if _is_for_contact(reading):
        return Refusal("что-то делают для контакта, а не его")
    draft = Draft(reading)
    take_way(draft, "phone")
    take_way(draft, "email")
    take_company(draft) or take_company_quoted(draft)
    take_unkept(draft)
    explain_source(draft)
    draft.explain(jobs(reading))
    _take_name(draft)
    draft.explain_cues(*_FRAME)
    if "company" not in draft.slots:
        _take_quote(draft) or take_company_apart(draft) or take_company_left(draft)
    explain_beside(draft)
    draft.unkept.update(i for i in draft.left() if i and is_capital(reading, i))
    return draft


def _take_quote(draft: Draft) -> bool:
    """«Тарас Мороз, «Дельта Лифт», …»: quotes beside a person."""
    for found in draft.reading.all("quote"):
        if draft.is_free(found):
            owner = found.first - 1  # «по рекламе «Пионера»»
            owned = "NOUN" in traits(draft.reading, owner)
            owned = owned and not draft.reading.cues[owner] & {"company", "contact"}
            named = draft.reading.naming.company(found.first + 1, found.stop - 1)
            draft.take("company", found, named if owned else found.value)
            return True
    return False


def _is_for_contact(reading: Reading) -> bool:
    """«Сделай скидку клиенту»: the dative tells for whom, not what is made."""
    heads = [reading.tokens[i].parses[:1] for i in reading.where("contact")]
    dative = bool(heads) and all(p.grammemes >= {"datv"} for parses in heads for p in parses)
    return dative and not any(map(reading.all, ("person", "phone", "email")))


def _of_person(reading: Reading) -> bool:
    if (
        lacks_person(reading)
        or reading.has("contact", "face")
        or _adds_worker(reading)
        or makes_person(reading)
    ):
        return True
    ways = any(map(reading.all, ("phone", "email"))) or reading.has("base", "card")
    return (
        bool(reading.all("person") or (makes_card(reading) and reading.all("person_hint"))) and ways
    )


def _adds_worker(reading: Reading) -> bool:
    """«Добавь закупщицу Агроснаба Веру Лещёву»: a person with the job beside the verb."""
    beside = {reading.after(index) for index in reading.where("create")}
    return bool(reading.all("person")) and not beside.isdisjoint(jobs(reading))


def _adds_to_card(reading: Reading) -> bool:
    """«Запиши номер … Беридзе», «новый телефон Гуся»: the thing made is a phone, not a person."""
    if lacks_person(reading) or makes_card(reading) or makes(reading, "contact", "face"):
        return False
    if makes_person(reading):
        return False
    if (
        _gives_contact(reading)
        or _owns_way(reading)
        or (_into_card(reading) and not reading.has("contact", "face"))
    ):
        return True
    if reading.has("same"):
        return False
    dative = not reading.has("base") and any(
        found.value.case == "datv" for found in reading.all("person")
    )
    if dative and not reading.has("contact", "face"):
        return True
    passed = reading.fillers | set(reading.where("new", "count_word"))
    for index in (*reading.where("create"), *reading.where("new")):
        follower = reading.after(index)
        while follower is not None and follower in passed:
            follower = reading.after(follower)
        if follower is not None and reading.cues[follower] & {"phone", "email"}:
            return bool(reading.all("person") or reading.all("person_hint"))
    return False


def _gives_contact(reading: Reading) -> bool:
    """«Запиши контакту Борис Лем телефон …»: who gets it is there already."""
    return reading.has("phone", "email") and any(
        i and reading.is_order(i - 1) and {"NOUN", "datv", "sing"} <= traits(reading, i)
        for i in reading.where("contact")
    )


def _owns_way(reading: Reading) -> bool:
    """«Это почта Артёма Кравцова, добавь»: whose address it is is known already."""
    people = {found.first: found.value for found in reading.all("person")}
    return any(
        index + 1 in people and people[index + 1].case == "gent"
        for index in reading.where("phone", "email")
    )


def _into_card(reading: Reading) -> bool:
    """«Впиши в карточку Элины …»: a card is there already; «создай карточку» makes one."""
    return any(reading.norm(index - 1) == "в" for index in reading.where("card"))


def _take_name(draft: Draft) -> None:
    named = draft.reading.all("person") or draft.reading.all("person_hint")
    people = [one for one in named if draft.is_free(one)]
    _take_employer(draft, people)
    people = [one for one in people if draft.is_free(one)]
    if _take_name_fields(draft):
        return
    called = (one for one in people if "name" in draft.reading.cues_at(one.first - 1))
    found = next(called, next(iter(people), None))
    if found is not None:
        _give_name(draft, found)
        return
    draft.explain_cues(*_FRAME)
    draft.explain(i for one in draft.reading.clauses if is_put_off(draft.reading, one) for i in one)
    run = next(iter(runs(draft.left())), None)
    if run is not None and draft.reading.norm(run.start - 1) not in {"из", "с"}:
        draft.put("name", draft.reading.naming.person(run.start, run.stop), run)
        draft.strength *= 0.9


def _take_name_fields(draft: Draft) -> bool:
    """«Имя Артур, фамилия Степанян»: each part of the name is said apart."""
    reading = draft.reading
    parts = [
        first
        for index in reading.where("name")
        if reading.lemmas(index) & _PARTS
        for first in (index + 1 + (reading.norm(index + 1) in {":", "-"}),)
        if first < len(reading.tokens) and reading.is_word(first) and not reading.cues[first]
    ]
    if len(parts) < 2:
        return False
    names = (reading.naming.person(i, i + 1, case="nomn") for i in parts)
    draft.put("name", " ".join(names), parts)
    return True


def _take_employer(draft: Draft, people: list[Found[Who]]) -> None:
    """«Бухгалтера Гермеса, Антонина Пшеничная»: whose bookkeeper it is, told before the name."""
    reading = draft.reading
    if len(people) < 2 or "company" in draft.slots:
        return
    first, other = people[:2]
    alone = first.stop == first.first + 1 and reading.clause_of(first.first).stop == first.stop
    whole = other.stop - other.first > 1 and other.value.case == "nomn"
    if alone and whole and first.first - 1 in jobs(reading):
        name = reading.naming.company(first.first, first.stop)
        draft.take("company", first, name)


def _give_name(draft: Draft, found: Found[Who]) -> None:
    """A surname that looks like a common word follows with a capital: «Вадим Ротов»."""
    reading, stop = draft.reading, found.stop
    headed = found.first > 1 and "contact" in reading.cues[found.first - 2]
    if headed and is_capital(reading, found.first - 1) and not reading.cues[found.first - 1]:
        first = found.first - 1
        draft.put("name", reading.naming.person(first, stop), range(first, stop))
        return
    alone = stop == found.first + 1 and stop < len(reading.tokens) and is_capital(reading, stop)
    if alone and is_capital(reading, found.first) and not reading.naming.ends_like_company(stop):
        name = reading.naming.person(found.first, stop + 1)
        draft.put("name", name, range(found.first, stop + 1))
    else:
        draft.take("name", found, found.value.name)


RULES: Rules = (Rule("create_contact.new", _new),)
