"""Create a deal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.draft import Draft, Refusal, Rule, Rules
from nlu.needs import Need
from nlu.parts.company import take_company, take_company_left
from nlu.parts.leads import money, take_places
from nlu.parts.made import is_new, makes
from nlu.parts.record import is_pointed_at, take_company_by, take_this
from nlu.parts.title import take_title
from nlu.parts.who import give_responsible, of_contact, preposition, take_contact, take_me
from nlu.parts.words import give_text, rest
from nlu.reading import Reading


@dataclass(frozen=True, slots=True)
class CreateLead:
    """Create a deal."""

    stem: ClassVar[str] = "create_lead"
    required: ClassVar[tuple[Need, ...]] = (Need("name", ("name",)),)

    name: str | None = None
    budget_value: int | None = None
    contact: str | None = None
    company: str | None = None
    this: bool | None = None
    pipeline: str | None = None
    stage: str | None = None
    responsible: str | None = None


_FRAME = (
    "create",
    "want",
    "deal",
    "name",
    "new",
    "budget",
    "contact",
    "company",
    "assign",
    "responsible",
)


def _new(reading: Reading) -> Draft | Refusal:
    """«Создай сделку Поставка труб на 500 тысяч», «новый лид: …, клиент Рената»."""
    if not reading.has("deal") or not is_new(reading):
        return Refusal("не просят завести сделку")
    if reading.has("task", "note", "which", "how_many") or reading.commands & {"show", "find"} - {
        "show"
    }:
        return Refusal("сделку не заводят")
    if makes(reading, "contact", "company") and not makes(reading, "deal"):
        return Refusal("заводят не сделку")
    if reading.all("id") or reading.all("date") or _adds_to_budget(reading) or _is_open(reading):
        return Refusal("названа сделка, которая уже есть")
    draft = Draft(reading)
    take_this(draft)
    take_places(draft, hints=False)
    _take_amount(draft)
    take_company(draft)
    take_contact(draft)
    _take_responsible(draft)
    draft.explain_cues(*_FRAME)
    _take_name(draft)
    return draft


def _is_open(reading: Reading) -> bool:
    """«Закинь эту сделку в корпоратов»: the deal is there already."""
    return any(is_pointed_at(reading, index) for index in reading.where("deal"))


def _adds_to_budget(reading: Reading) -> bool:
    """«Добавь к бюджету этой сделки 50 тысяч»."""
    return any(reading.norm(index - 1) == "к" for index in reading.where("budget"))


def _take_amount(draft: Draft) -> None:
    for found in money(draft.reading, "amount"):
        if draft.is_free(found):
            draft.take("budget_value", found, found.value)
            return


def _take_responsible(draft: Draft) -> None:
    """«На Марию», «для Маши Ивановой», «ответственный Орлов», not a part of the deal's name."""
    for found in draft.reading.all("person"):
        led = preposition(draft.reading, found.first) in {"на", "для"} or found.value.case == "datv"
        near = draft.reading.has("responsible", "assign")
        if draft.is_free(found) and not of_contact(draft.reading, found) and (led or near):
            give_responsible(draft, "responsible", found)
            return
    take_me(draft)


def _take_name(draft: Draft) -> None:
    for found in draft.reading.all("quote"):
        if draft.is_free(found):
            draft.take("name", found, found.value)
            break
    else:
        if "company" not in draft.slots:
            take_company_by(draft, leading=frozenset({"для", "с", "со", "от", "на", "по"}))
        if take_title(draft, "name"):
            return
        words = rest(draft)
        if words and draft.reading.norm(words[0]) in {"с", "со", "по", "для", "от"}:
            take_company_left(draft)
            words = rest(draft)
        give_text(draft, "name", words)
    if "company" not in draft.slots and "contact" not in draft.slots:
        take_company_left(draft)


RULES: Rules = (Rule("create_lead.new", _new),)
