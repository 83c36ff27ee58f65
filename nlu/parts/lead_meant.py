"""Which deal is meant where no number says so: whose it is, or its own name."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.parts.party import explain_source
from nlu.parts.record import take_company_led
from nlu.parts.title import take_title
from nlu.parts.words import give_text, rest


def take_by_party(draft: Draft) -> None:
    """Fill `contact` or `company` from «сделку с Промснабом», «сделку по Зерну», «с Беридзе»."""
    for found in draft.reading.all("person"):
        if draft.is_free(found) and draft.reading.norm(found.first - 1) in {"с", "со", "по", "от"}:
            draft.take("contact", found, found.value.name)
            return
    if not _begins_name(draft):
        take_company_led(draft)


def _begins_name(draft: Draft) -> bool:
    """«Сделку Сайт для Вектора»: a capital right behind the noun begins the deal's own name."""
    for head in draft.reading.where("deal"):
        follower = draft.reading.after(head)
        if follower in draft.left() and draft.reading.tokens[follower].text[:1].isupper():
            return True
    return False


def take_lead_left(draft: Draft) -> None:
    """Fill `lead` with the words left beside «сделку»: «сделку Аудит склада передай Тимуру»."""
    if draft.slots.keys() & {"contact", "company"} or not draft.reading.has("deal"):
        return
    explain_source(draft)
    if not take_title(draft, "lead"):
        words = rest(draft)
        if words and draft.reading.tokens[words[0]].text[:1].isupper():
            give_text(draft, "lead", words)
