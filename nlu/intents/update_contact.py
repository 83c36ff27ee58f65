"""Change a contact or a company."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.draft import Draft, Refusal, Rule, Rules
from nlu.needs import RECORD, Need, RecordReference
from nlu.parts.clauses import explain_beside
from nlu.parts.company import take_company
from nlu.parts.company_change import company_changed, take_employer, take_ways
from nlu.parts.contact_keeper import take_contact_keeper
from nlu.parts.denied import explain_denied, explain_former, explain_removed
from nlu.parts.dictated import dictated_from, is_attached
from nlu.parts.form import is_form
from nlu.parts.given_way import follows_mark
from nlu.parts.handed import stranger, take_stranger
from nlu.parts.made import makes, makes_card, names_new
from nlu.parts.made_where import makes_here, makes_outright, makes_person
from nlu.parts.open_contact import gives_way, open_contact_changed
from nlu.parts.open_lead import is_open_lead, is_passed_on
from nlu.parts.record import take_company_led, take_this
from nlu.parts.renamed import (
    is_other_name,
    is_put_right,
    is_replaced,
    names_only_new,
    take_former_name,
    take_new_name,
    take_renamed,
)
from nlu.parts.set_field import entity_of, take_set_field
from nlu.parts.taken_over import goes_to_user, is_taken_over
from nlu.reading import Reading, Who, runs
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


_TOUCHED = (
    "phone",
    "email",
    "responsible",
    "contact",
    "name",
    "bind",
    "rename",
    "company",
    "card",
    "job",
    "own",
)
_WITH_FIELDS = ("contacts", "companies")
_PRONOUNS = frozenset({"он", "она", "ему", "ей", "его", "ее", "него", "нее"})
_CHANGES = ("change", "assign", "rename", "attach", "create", "now", "bind", "put")
_FRAME = (
    *_CHANGES,
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
    refusal = _refusal(reading)
    if refusal is not None:
        return refusal
    draft = Draft(reading, strength=0.98)
    explain_denied(draft)
    explain_former(draft)
    explain_removed(draft)
    take_this(draft)
    take_ways(draft)
    take_stranger(draft)
    people = _people(draft)
    take_contact_keeper(draft, people)
    take_former_name(draft)
    unnamed = _points_back(reading) or "denied" in draft.places or is_put_right(reading)
    unnamed = (unnamed and not reading.has("works", "job", "company")) or names_only_new(reading)
    if not (unnamed and reading.has("now", "rename", "name") and _free(draft, people) == 1):
        _take_contact(draft, people)
    take_new_name(draft, people)
    draft.explain_cues(*_FRAME)
    if reading.has("bind", "company", "works", "now", "card"):
        _take_new_company(draft)
    empty = not draft.slots.keys() - {"this", "contact"} and not draft.ambiguous
    if reading.orders & {"show"} and empty:
        return Refusal("контакт просят показать")
    if "set_responsible" in draft.slots and reading.has("contact"):
        draft.strength = 1.0
    said = draft.slots.keys() & {"this", "contact"} or _points_back(reading)
    here = _on_card(reading) or gives_way(reading) or "set_responsible" in draft.ambiguous
    if said or here or is_put_right(reading) or names_only_new(reading):
        return draft
    return Refusal("не сказано, какой контакт менять")


def _people(draft: Draft) -> list[Found[Who]]:
    reading = draft.reading
    named = sorted((*reading.all("person"), *_headed(reading)), key=lambda one: one.first)
    named = named or list(reading.all("person_hint"))
    return [one for one in named if draft.is_free(one) and not _is_place(reading, one)]


def _headed(reading: Reading) -> list[Found[Who]]:
    """«Контакт Розы Бариевой»: what may be a name is one behind the noun."""
    hints = (one for one in reading.all("person_hint") if one.first)
    return [one for one in hints if "contact" in reading.cues[one.first - 1]]


def _is_place(reading: Reading, found: Found[Who]) -> bool:
    """«Теперь в Стройгаранте»: where somebody works is no person."""
    quoted = reading.norm(found.first - 1) == '"'
    led = reading.norm(found.first - 1 - quoted) in {"в", "во", "из"}
    if led and quoted:
        return True
    return led and found.stop == found.first + 1 and reading.naming.ends_like_company(found.first)


def _free(draft: Draft, people: list[Found[Who]]) -> int:
    return sum(draft.is_free(found) for found in people)


def _take_new_company(draft: Draft) -> None:
    """«Теперь работает в «Каспии»», «компания у Цоя теперь Самсунг», «место работы Чайхана»."""
    draft.explain_cues("works", "job")
    if take_company(draft, "set_company"):
        return
    for found in draft.reading.all("quote"):
        if draft.is_free(found):
            name = draft.reading.naming.company(found.first + 1, found.stop - 1)
            draft.take("set_company", found, name)
            return
    left = draft.left()
    if left and draft.reading.tokens[left[0]].text[:1].isupper():
        clause = draft.reading.clause_of(left[0])
        stop = max(i for i in left if i in clause) + 1
        name = draft.reading.naming.company(left[0], stop)
        draft.put("set_company", name, range(left[0], stop))
        explain_beside(draft)
    else:
        take_employer(draft)


def _refusal(reading: Reading) -> Refusal | None:
    if reading.has("deal", "task", "note", "which", "how_many", "find", "who") or reading.all(
        "date"
    ):
        return Refusal("меняют не контакт")
    if reading.orders & {"assign"} and not all(map(reading.is_one, reading.where("contact"))):
        return Refusal("названо несколько контактов")
    if dictated_from(reading) is not None or (reading.all("quote") and is_attached(reading)):
        return Refusal("просят записать примечание")
    if _is_created(reading) or is_replaced(reading):
        return Refusal("заводят новый контакт")
    if not (
        reading.commands & set(_CHANGES)
        or reading.has("now", "new", "let", "responsible")
        or follows_mark(reading)
        or _is_called(reading)
        or any((is_taken_over(reading), goes_to_user(reading)))
    ):
        return Refusal("ничего не просят изменить")
    named = reading.all("person") or reading.all("person_hint") or _points_back(reading)
    known = named or reading.has("contact") or take_this(Draft(reading))
    known = known and not (reading.has("responsible") and _names_keeper_alone(reading))
    if not (known or _on_card(reading) or gives_way(reading)):
        return Refusal("не сказано, какой контакт менять")
    if is_passed_on(reading) or (is_open_lead(reading) and _only_keeper(reading)):
        return Refusal("меняют ответственного открытой сделки")
    if not (
        reading.has(*_TOUCHED)
        or any(map(reading.all, ("phone", "email")))
        or (reading.has("assign") and len(reading.all("person")) > 1)
        or is_other_name(reading)
    ):
        return Refusal("не сказано, что изменить в контакте")
    return None


def _only_keeper(reading: Reading) -> bool:
    """«Поменяй ответственного на Юлю Ким»: nobody else is named."""
    people = reading.all("person")
    users = len(people) == 1 and people[0].value.users is not None
    users = users or stranger(reading) is not None
    return users and reading.has("responsible") and not reading.has("contact")


def _is_called(reading: Reading) -> bool:
    """«Этого клиента зовут Инна Чурикова, а не Анна»; «как зовут …» is a question."""
    called = reading.has("name") and take_this(Draft(reading)) and bool(reading.all("person"))
    return called and reading.norm(0) != "как"


def _on_card(reading: Reading) -> bool:
    """«Добавь телефон 8 903…» on an open card: whose it is goes without saying."""
    card = reading.request.context.entity
    ways = reading.all("phone") or reading.all("email")
    return card is not None and card[0] in ("contacts", "leads") and bool(ways)


def _points_back(reading: Reading) -> bool:
    """«Запиши ему почту …»: the one just spoken of, or the open card."""
    spoken_of = reading.request.previous or reading.request.context.entity
    pronouns = any(reading.norm(i) in _PRONOUNS for i in range(len(reading.tokens)))
    return bool(spoken_of) and pronouns


def _is_created(reading: Reading) -> bool:
    """«Создай контакт …», «новый клиент …»: there is nothing to change yet."""
    if makes_outright(reading, "company") or makes_here(reading) or makes_person(reading):
        return True
    if take_this(Draft(reading)):
        return False
    nouns = ("contact", "face")
    if is_form(reading) or names_new(reading, *nouns) or makes(reading, *nouns):
        return True
    if reading.has("assign", "bind", "change"):
        return False
    if makes_card(reading) or makes(reading, "company") or names_new(reading, "company"):
        return True
    return reading.has("base") and bool(reading.orders & {"create"} and reading.all("person"))


def _take_contact(draft: Draft, people: list[Found[Who]]) -> None:
    for found in people:
        if not draft.slots.keys() & {"this", "contact"} and draft.is_free(found):
            take_renamed(draft, found)
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


def _names_keeper_alone(reading: Reading) -> bool:
    """«Ответственный Кузнецов» of a record that waits: a user, and no contact to be changed."""
    people = [*reading.all("person"), *reading.all("person_hint")]
    pointed = (
        reading.has("contact", "company") or _points_back(reading) or take_this(Draft(reading))
    )
    return (
        len(people) == 1
        and people[0].value.users is not None
        and not (pointed or _points_back(reading))
    )


RULES: Rules = (
    Rule("update_contact.open", open_contact_changed, plain=True),
    Rule("update_contact.company", company_changed, plain=True),
    Rule("update_contact.changed", _changed, plain=True),
    Rule("update_contact.field", _field_changed, plain=True),
)
