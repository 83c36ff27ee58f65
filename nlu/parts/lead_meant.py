"""Which deal is meant where no number says so: whose it is, or its own name."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.once import once
from nlu.parts.company import give_quoted
from nlu.parts.deal_named import named_deal
from nlu.parts.handed import swaps_users
from nlu.parts.listed import lists_leads, was_lead
from nlu.parts.new_budget import puts_sum
from nlu.parts.new_title import is_renamed_here
from nlu.parts.news import played_for, take_news
from nlu.parts.open_lead import goes_on, has_ended, is_ended_here, is_lost_here, steps_here
from nlu.parts.party import explain_source
from nlu.parts.placed import put_stages
from nlu.parts.record import take_bare_id, take_company_led
from nlu.parts.title import take_title
from nlu.parts.told_change import is_curt
from nlu.parts.words import give_text, rest
from nlu.reading import Reading

_OF_PARTY = frozenset({"с", "от", "у", "для"})


def take_by_party(draft: Draft) -> None:
    """Fill `contact` or `company` from «сделку с Промснабом», «сделку по Зерну», «с Беридзе»."""
    for quote in draft.reading.all("quote"):
        led = draft.reading.norm(quote.first - 1) in _OF_PARTY
        if led and draft.is_free(quote) and "deal" in draft.reading.cues[quote.first - 2]:
            give_quoted(draft, "company", quote)
            return
    for found in draft.reading.all("person"):
        if draft.is_free(found) and draft.reading.norm(found.first - 1) in {"с", "по", "от"}:
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


@once
def ends_of_party(reading: Reading) -> bool:
    """«Ромашка оплатила счёт, ставь успешно»: how a deal of whom the news is of shall end.

    Or by how much its sum goes up or down: «Вектор просит скидку, сбавь на 30 тысяч».
    """
    ordered = any(_orders_end(reading, clause) for clause in reading.clauses[1:])
    if not ordered or reading.has("task", "call", "meeting"):
        return False
    news = Draft(reading)
    take_news(news)
    return bool(news.slots)


def _orders_end(reading: Reading, clause: range) -> bool:
    """Say whether a clause is an order and an end or a sum alone."""
    said = [i for i in clause if i in reading.content - reading.figures]
    ends = any(reading.cues[i] & {"state_won", "state_lost", "lose"} for i in said)
    summed = any(one.first in clause for one in reading.all("amount"))
    stepped = summed and any(reading.cues[i] & {"raise", "lower"} for i in said)
    whole = all(reading.is_order(i) or reading.cues[i] & {"state_won", "state_lost"} for i in said)
    return whole and (ends or stepped) and any(map(reading.is_order, said))


def is_of_deal(reading: Reading) -> bool:
    """Say whether a deal is spoken of: named, numbered, listed or open, or by what only it has."""
    return bool(
        reading.has("deal")
        or (was_lead(reading) and reading.has("state_won", "state_lost", "lose"))
        or any(map(reading.all, ("id", "stage", "pipeline")))
        or (reading.has("state_won", "state_lost", "lose") and take_bare_id(Draft(reading)))
        or reading.has("budget")
        or is_curt(reading)
        or is_renamed_here(reading)
        or steps_here(reading)
        or (lists_leads(reading) and bool(reading.all("ordinal")))
        or is_lost_here(reading)
        or is_ended_here(reading)
        or has_ended(reading)
        or goes_on(reading)
        or puts_sum(reading)
        or (was_lead(reading) and put_stages(reading))
        or named_deal(reading)
        or ends_of_party(reading)
        or swaps_users(reading)
        or bool(played_for(reading) and reading.orders & {"closing"})
    )
