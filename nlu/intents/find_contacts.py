"""Find people in the CRM."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.draft import Draft, Refusal, Rule, Rules
from nlu.needs import Need
from nlu.parts.beyond import is_beyond
from nlu.parts.company import after_preposition, take_company, take_company_left
from nlu.parts.count import take_limit
from nlu.parts.employer import take_people_of_job, take_worked_at
from nlu.parts.had import had, is_person_had, not_had, person_had, take_had
from nlu.parts.jobs import jobs
from nlu.parts.leads import take_way
from nlu.parts.not_sought import is_of_others, is_planned, is_way, is_work, refuses
from nlu.parts.own_fields import take_own_fields
from nlu.parts.own_values import PLAIN
from nlu.parts.people_sought import (
    asks_job,
    asks_whose,
    is_certain,
    is_sole_surname,
    names_one,
    take_introduced,
    take_name_left,
    take_namesake,
    take_people,
    wants,
)
from nlu.parts.period import take_range
from nlu.parts.ranked import ranked
from nlu.parts.recalled import (
    called_after,
    happened,
    in_doubt,
    recalling,
    take_recalled,
    told_of_one,
)
from nlu.parts.town import explain_town
from nlu.reading import Reading, Who
from nlu.types import Found
from nlu.values import DateRange, FieldValues


@dataclass(frozen=True, slots=True)
class FindContacts:
    """Find people in the CRM."""

    stem: ClassVar[str] = "find_contacts"
    required: ClassVar[tuple[Need, ...]] = ()

    name: str | None = None
    phone: str | None = None
    email: str | None = None
    company: str | None = None
    responsible: str | None = None
    created: DateRange | None = None
    limit: int | None = None
    fields: FieldValues | None = None


_LIKELY = 0.5
_ASKING_JOB = ("phone", "email", "who", "find", "show", "contact", "want")


def _listed(reading: Reading) -> Draft | Refusal:
    """«Контакты Кузнецова за неделю», «кто у нас есть в Ромашке», «клиент Гусь»."""
    if is_of_others(reading):
        return Refusal("речь о записях другого рода или о записи, а не о поиске")
    if in_doubt(reading) or asks_whose(reading):
        return Refusal("спрашивают, что это за запись или чья она")
    if is_beyond(reading) or ranked(reading):
        return Refusal("такого условия у поиска нет")
    rung = reading.has("ringing") and bool(reading.all("phone"))
    named = reading.has("contact", "people_word") and not is_way(reading)
    named = named or asks_job(reading)
    if not named and not rung and not _asks_who(reading):
        return Refusal("не сказано, что ищут людей")
    if reading.all("stage") or reading.has("state_won", "state_lost"):
        return Refusal("речь о сделках")
    if is_work(reading):
        return Refusal("это дело, а не поиск")
    draft = Draft(reading)
    take_own_fields(draft, "contacts")
    _take_ways(draft)
    take_company(draft)
    take_people(draft)
    take_introduced(draft)
    take_range(draft, "created")
    take_limit(draft)
    _explain_frame(draft)
    if set(draft.left()) - jobs(reading) or "company" in draft.slots:
        draft.explain(jobs(reading))
    if names_one(draft) or (draft.left() and not take_company_left(draft)):
        take_name_left(draft)
    if not draft.left() and is_certain(draft):
        draft.strength = PLAIN
    return draft


def _bare(reading: Reading) -> Draft | Refusal:
    """«Иванов Пётр», «89161234567», «найди Сидорову», «чей это номер 8 917…»."""
    refusal = refuses(reading)
    if refusal is not None:
        return refusal
    told = happened(reading) if _is_sought(reading) else frozenset()
    if is_planned(reading, told):
        return Refusal("сказано, когда: это не поиск человека")
    draft = Draft(reading, strength=0.97)
    _take_ways(draft)
    asked, whose = reading.has("find", "want", "show") or wants(reading), jobs(reading)
    hints = [
        one
        for one in reading.all("person_hint")
        if _is_believed(reading, one, asked=asked, whose=whose)
    ]
    for found in (*reading.all("person"), *hints):
        if "name" not in draft.slots and draft.is_free(found):
            draft.take("name", found, found.value.name)
            draft.strength *= 1.0 if found.value.sure else 0.95
    if asked:
        take_namesake(draft)
    take_recalled(draft, told)
    if not draft.slots:
        return Refusal("нет ни имени, ни телефона, ни почты")
    take_company(draft)
    take_worked_at(draft)
    _explain_frame(draft)
    if "name" in draft.slots and reading.has("find", "show", "name"):
        draft.explain(jobs(reading))
    draft.explain((*recalling(reading), *told_of_one(reading)))
    draft.explain(told - {i for one in reading.all("person") for i in range(one.first, one.stop)})
    if draft.left() and after_preposition(reading, draft.left()[0]):
        take_company_left(draft)
    if wants(reading) and "name" in draft.slots and not draft.left():
        draft.strength = PLAIN
    other = _goes_on(draft) or (told and draft.left())
    return Refusal("найти велено другое") if other else draft


def _is_believed(reading: Reading, hint: Found[Who], *, asked: bool, whose: frozenset[int]) -> bool:
    """«Фамилия вроде седых», «по почте … ткача»: what may be a name is one."""
    if is_sole_surname(reading, hint) or (asked and hint.first - 1 in reading.figures):
        return True
    likely = hint.score >= _LIKELY or called_after(reading, hint.first)
    return asked and likely and hint.first not in whose


def _goes_on(draft: Draft) -> bool:
    """«Найди Грант Авто»: a capital right behind a name that belongs to nothing else."""
    reading, left = draft.reading, draft.left()
    name = draft.places.get("name", set())
    if any(i + 1 in name and reading.naming.heads_company(i) for i in left):
        return True  # «ЖК Салават Купере»
    capital = bool(left) and reading.tokens[left[0]].text.istitle()
    return capital and left[0] - 1 in name and reading.tokens[left[0] - 1].text.istitle()


def _is_sought(reading: Reading) -> bool:
    """«…, найди её», «…, есть она у нас?», «зовут Рустам, фамилию забыл»."""
    return bool(reading.orders & {"find", "show"}) or reading.has(
        "exists", "base", "look", "name", "phone"
    )


def _asks_who(reading: Reading) -> bool:
    if (
        not reading.has("who")
        or reading.has("top")
        or any(_is_deed(reading, i) for i in reading.content)
    ):
        return False
    led = any(after_preposition(reading, i) for i in sorted(reading.content))
    return led or bool(reading.all("company")) or reading.has("base", "arrive")


def _is_deed(reading: Reading, index: int) -> bool:
    """«Кто дежурит на кухне»: a verb that says nothing of the CRM asks of something else."""
    parses = reading.tokens[index].parses
    return bool(parses) and parses[0].pos == "VERB" and not reading.cues[index]


def _take_ways(draft: Draft) -> None:
    take_way(draft, "phone")
    take_way(draft, "email")


def _explain_frame(draft: Draft) -> None:
    draft.explain_cues("find", "show", "tell", "want", "which", "who", "what", "where", "exists")
    draft.explain_cues("contact", "base", "list", "hang", "arrive", "name", "card", "newest")
    draft.explain_cues("own", "responsible", "phone", "email", "ringing", "whole", "must", "look")
    draft.explain_cues("people_word", "face")
    explain_town(draft)


def _had(reading: Reading) -> Draft | Refusal:
    """«Нет ли у нас такого Гусева», «Кима нет в базе?»."""
    run = had(reading)
    if not run or reading.has("company") or not is_person_had(reading, run):
        return not_had()
    return take_had(Draft(reading), run, "name", person_had(reading, run))


def _of_job(reading: Reading) -> Draft | Refusal:
    """«Телефон бухгалтера Ромашки», «номер юриста из Гермеса»: a firm's people."""
    if is_of_others(reading) or not reading.has(*_ASKING_JOB):
        return Refusal("не спрашивают, кто кем работает")
    draft = Draft(reading, strength=PLAIN)
    if not take_people_of_job(draft):
        return Refusal("не названы должность и компания")
    _explain_frame(draft)
    return draft


RULES: Rules = (
    Rule("find_contacts.of_job", _of_job, plain=True),
    Rule("find_contacts.had", _had, plain=True),
    Rule("find_contacts.listed", _listed, plain=True),
    Rule("find_contacts.bare", _bare, plain=True),
)
