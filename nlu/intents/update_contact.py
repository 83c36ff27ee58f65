"""Change a contact or a company."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.draft import Draft, Refusal, Rule, Rules
from nlu.needs import RECORD, Need, RecordReference
from nlu.parts.asked_of import written_out
from nlu.parts.clauses import explain_beside
from nlu.parts.company import take_company
from nlu.parts.company_change import company_changed, take_employer, take_ways
from nlu.parts.contact_keeper import KEPT, is_kept, take_contact_keeper
from nlu.parts.denied import explain_gone
from nlu.parts.employer import take_former_employer, who_works
from nlu.parts.handed import explain_giver, swaps_users, take_stranger
from nlu.parts.not_contact import CHANGES, heading, is_on_card, is_spoken_of, refuses
from nlu.parts.open_contact import gives_way, open_contact_changed
from nlu.parts.record import take_company_led, take_this
from nlu.parts.renamed import (
    is_put_right,
    names_only_new,
    take_former_name,
    take_new_name,
    take_quoted_name,
    take_renamed,
)
from nlu.parts.set_field import entity_of, take_set_field
from nlu.parts.terse import terse_keeper
from nlu.reading import Reading, Who
from nlu.runs import runs
from nlu.types import Found
from nlu.values import FieldValues


@dataclass(frozen=True, slots=True)
class UpdateContact(RecordReference):
    """Change a contact or a company."""

    stem: ClassVar[str] = "update_contact"
    required: ClassVar[tuple[Need, ...]] = (
        RECORD,
        Need(
            "change",
            ("set_phone", "set_email", "set_name", "set_company", "set_responsible", "set_fields"),
        ),
    )

    set_phone: str | None = None
    set_email: str | None = None
    set_name: str | None = None
    set_company: str | None = None
    set_responsible: str | None = None
    set_fields: FieldValues | None = None


_WITH_FIELDS = ("contacts", "companies")
_FRAME = (
    *CHANGES,
    "want",
    "contact",
    "phone",
    "email",
    "responsible",
    "name",
    "new",
    "card",
    "company",
    "let",
    "fix",
    "put",
    "count_word",
    "own",
)


def _changed(reading: Reading) -> Draft | Refusal:
    """«Поменяй телефон Ивана Петрова на …», «отдай контакт Рахимов Марии», «впиши почту …»."""
    refusal = refuses(reading)
    if refusal is not None:
        return refusal
    draft = Draft(reading, strength=0.98)
    _leave_out(draft)
    take_this(draft)
    take_ways(draft)
    take_stranger(draft)
    people = _people(draft)
    take_contact_keeper(draft, people)
    take_former_name(draft)
    if reading.has("rename"):
        take_quoted_name(draft)
    unnamed = is_spoken_of(reading) or "denied" in draft.places or is_put_right(reading)
    unnamed = (unnamed and not reading.has("works", "job", "company")) or names_only_new(reading)
    if not (unnamed and reading.has("now", "rename", "name") and _free(draft, people) == 1):
        _take_contact(draft, people)
    _take_between(draft)
    take_new_name(draft, people)
    draft.explain_cues(*_FRAME)
    if reading.has("bind", "company", "works", "now", "card"):
        _take_new_company(draft)
    changed = draft.slots.keys() - {"this", "contact"}
    if changed <= {"set_responsible"} and is_kept(reading):
        return Refusal(KEPT)
    empty = not changed and not draft.ambiguous
    if empty and (reading.orders & {"show"} or written_out(reading)):
        return Refusal("контакт просят показать")
    if "set_responsible" in draft.slots and reading.has("contact"):
        draft.strength = 1.0
    said = draft.slots.keys() & {"this", "contact"} or is_spoken_of(reading)
    if said or _is_here(draft) or is_put_right(reading) or names_only_new(reading):
        return draft
    return Refusal("не сказано, какой контакт менять")


def _is_here(draft: Draft) -> bool:
    reading = draft.reading
    given = swaps_users(reading) or gives_way(reading)
    return is_on_card(reading) or given or "set_responsible" in draft.ambiguous


def _leave_out(draft: Draft) -> None:
    """Account for what is denied, what is done at large, and whose it was."""
    explain_gone(draft)
    draft.explain(heading(draft.reading))
    if swaps_users(draft.reading):
        explain_giver(draft)


def _people(draft: Draft) -> list[Found[Who]]:
    reading = draft.reading
    named = sorted((*reading.all("person"), *_headed(reading)), key=lambda one: one.first)
    named = named or list(reading.all("person_hint")) or who_works(reading)
    return [one for one in named if draft.is_free(one) and not _is_place(reading, one)]


def _headed(reading: Reading) -> list[Found[Who]]:
    """«Контакт Розы Бариевой»: what may be a name is one behind the noun."""
    hints = (one for one in reading.all("person_hint") if one.first)
    return [one for one in hints if "contact" in reading.cues[one.first - 1]]


def _is_place(reading: Reading, found: Found[Who]) -> bool:
    """«Теперь в Стройгаранте»: where somebody works is no person."""
    quoted = reading.norm(found.first - 1) == '"'
    led = reading.norm(found.first - 1 - quoted) in {"в", "из"}
    if led and quoted:
        return True
    firm = reading.naming.ends_like_company(found.first) or reading.has("now", "works", "job")
    return led and found.stop == found.first + 1 and firm


def _free(draft: Draft, people: list[Found[Who]]) -> int:
    return sum(draft.is_free(found) for found in people)


def _take_new_company(draft: Draft) -> None:
    """«Теперь работает в «Каспии»», «компания у Цоя теперь Самсунг», «место работы Чайхана»."""
    draft.explain_cues("works", "job")
    take_former_employer(draft)
    if take_company(draft, "set_company"):
        return
    for found in draft.reading.all("quote"):
        if draft.is_free(found):
            name = draft.reading.naming.company(found.first + 1, found.stop - 1)
            draft.take("set_company", found, name)
            return
    left = draft.left()
    beside = draft.slots.keys() & {"set_phone", "set_email"}
    if left and beside and draft.reading.norm(left[0] - 1) in {"из", "от", "у"}:
        draft.explain(left[:1])  # whose it is, not where somebody works now
        left = left[1:]
    if left and draft.reading.tokens[left[0]].text[:1].isupper():
        clause = draft.reading.clause_of(left[0])
        stop = max(i for i in left if i in clause) + 1
        name = draft.reading.naming.company(left[0], stop)
        draft.put("set_company", name, range(left[0], stop))
        explain_beside(draft)
    else:
        take_employer(draft)


def _take_contact(draft: Draft, people: list[Found[Who]]) -> None:
    for found in people:
        if not draft.slots.keys() & {"this", "contact"} and draft.is_free(found):
            take_renamed(draft, found)
            return


def _take_between(draft: Draft) -> None:
    """«Запиши калюжной новый номер …»: whose it is, though no dictionary has the word."""
    reading = draft.reading
    known = draft.slots.keys() & {"this", "contact"}
    ways = not known and draft.slots.keys() & {"set_phone", "set_email"}
    for index in range(1, len(reading.tokens) - 1) if ways else ():
        unknown = not reading.naming.is_known(index) and not reading.cues[index]
        field = bool(reading.cues[index + 1] & {"new", "phone", "email"})
        firm = reading.naming.ends_like_company(index)
        if unknown and field and reading.is_order(index - 1) and not firm:
            name = reading.naming.person(index, index + 1, case="datv")
            draft.put("contact", name, [index])
            return


def _field_changed(reading: Reading) -> Draft | Refusal:
    """«Укажи должность Петрова: закупщик», «впиши ИНН 7701… в карточку Ромашки»."""
    draft = Draft(reading)
    refusal = take_set_field(draft, _WITH_FIELDS)
    if refusal is not None:
        return refusal
    this = take_this(draft)
    draft.explain_cues("contact", "company", "card", "responsible")
    of_person = entity_of(draft, _WITH_FIELDS) == "contacts"
    if of_person:
        named = reading.all("person") or reading.all("person_hint")
        _take_contact(draft, [one for one in named if draft.is_free(one)])
    company = not this and (take_company(draft) or (of_person and take_company_led(draft)))
    explain_beside(draft)
    run = next(runs(draft.left()), None)
    if run is not None and of_person and "contact" not in draft.slots and not this:
        draft.put("contact", reading.naming.person(run.start, run.stop), run)
    elif run is not None and not (of_person or this or company):
        draft.put("company", reading.naming.company(run.start, run.stop), run)
    return draft


RULES: Rules = (
    Rule("update_contact.open", open_contact_changed, plain=True),
    Rule("update_contact.company", company_changed, plain=True),
    Rule("update_contact.changed", _changed, plain=True),
    Rule("update_contact.field", _field_changed, plain=True),
    Rule("update_contact.terse", terse_keeper, plain=True),
)
