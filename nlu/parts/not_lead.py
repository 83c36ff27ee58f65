"""Changes that look like a deal's and are none: a contact's, the account's own, a new deal."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.parts.beyond import shares
from nlu.parts.clauses import is_told, speaks_of, told_before
from nlu.parts.deal_named import named_deal, sends_papers
from nlu.parts.dictated import dictated_from
from nlu.parts.handed import is_relieved, keeps_company, swaps_users
from nlu.parts.lacking import is_needed
from nlu.parts.listed import speaks_of_one
from nlu.parts.made import makes, makes_card, makes_first
from nlu.parts.new_title import is_renamed_here
from nlu.parts.open_lead import has_ended, is_passed_on
from nlu.parts.reason import reasons
from nlu.parts.record import is_this, take_bare_id
from nlu.reading import Reading
from nlu.smallwords import OF_PARTY

_CHARGING = frozenset({"попросить", "поручить"})


def changes_contact(reading: Reading) -> bool:
    """«Этого клиента отдай Лебедевой», «Дарью Чёрных отдай Сидорову»: a person is handed over."""
    if reading.has("deal") or reading.all("id") or take_bare_id(Draft(reading)):
        return False
    if is_renamed_here(reading) or is_passed_on(reading) or has_ended(reading):
        return False
    if named_deal(reading) is not None:
        return False
    if keeps_company(reading):
        return True
    if swaps_users(reading):
        return False
    pairs = len(reading.all("person")) > 1 and reading.has("assign")
    pairs = pairs and not is_relieved(reading)
    aside = [one for one in reading.clauses[:-1] if speaks_of(reading, one)]
    aside += (one for one in reading.clauses[1:] if is_told(reading, one))
    told = told_before(reading) | {index for clause in aside for index in clause}
    return pairs or any(index not in told for index in reading.where("contact"))


def is_elsewhere(reading: Reading) -> bool:
    """Say whether papers are sent, or a task is what is spoken of: no deal is changed by it."""
    return sends_papers(reading) or is_of_task(reading) or is_charged(reading)


def is_of_party(reading: Reading) -> bool:
    """«Ответственной поставь Смирнову» on the card of a contact or a company, no deal named."""
    card = reading.request.context.entity
    if card is None or card[0] not in {"contacts", "companies"}:
        return False
    named = any(map(reading.all, ("id", "stage", "pipeline", "amount", "quote")))
    return not (named or reading.has("deal", "budget", "state_won", "state_lost", "lose"))


def is_noted(reading: Reading, changes: frozenset[str]) -> bool:
    """«Запиши, тендер переносят»: nothing is said that could be entered but a stage in passing.

    «Отметь в сделке, что конкурент отказался»: what stands behind «что» is told of the deal.
    """
    border = dictated_from(reading)
    that = border is not None and reading.norm(border - 1) == "что"
    if that and any(reading.cues[i] & {"deal", "card"} for i in range(border or 0)):
        return True
    entered = reading.has("budget", "responsible", "name", "stage", "pipeline")
    entered = entered or bool(reading.all("amount"))
    orders = reading.orders - {"attach", "create", "put", "told", "note_down"}
    return "note_down" in reading.orders and not entered and not orders & changes


def changes_place(reading: Reading) -> bool:
    """«Переименуй этап «Думает»», «поменяй название воронки»: the account itself is set up."""
    if reading.has("deal") or reading.all("id") or not reading.has("rename", "name"):
        return False
    named = set(reading.where("rename", "name"))
    return any(reading.before(index) in named for index in reading.where("stage", "pipeline"))


def is_made(reading: Reading) -> bool:
    """«Закинь в воронку … сделку ремонт склада на 2 ляма, клиент Балтика»: its client is told."""
    if len(reading.clauses) > 1 and is_needed(reading, "deal"):
        return True
    if not reading.orders & {"create", "put"}:
        return False
    if makes_first(reading, "deal") or (makes_card(reading) and makes(reading, "deal")):
        return True
    party = any(reading.norm(i - 1) not in OF_PARTY for i in reading.where("contact", "company"))
    pointed = is_this(reading) or bool(reading.all("id"))
    paid = any(reading.norm(found.first - 1) == "на" for found in reading.all("amount"))
    return party and paid and not pointed


def is_of_task(reading: Reading) -> bool:
    """«Закрой её, счёт выставлен» after a task was set."""
    return (
        reading.has("this_task") and "closing" in reading.orders and speaks_of_one(reading, "tasks")
    )


def is_charged(reading: Reading) -> bool:
    """«Попроси Волкову сменить ответственного»: somebody is to do it, which is a task."""
    asked = (i for i in reading.where("ask_to") if reading.is_order(i))
    return any(reading.lemmas(i) & _CHARGING for i in asked)


def is_asked(reading: Reading) -> bool:
    """«Сколько» of a reason («…, непонятно сколько выйдет») asks nothing."""
    asked = reading.where("which", "how_many")
    return bool(asked) and not reasons(reading).issuperset(asked)


def is_by_share(reading: Reading) -> bool:
    """«Увеличь бюджет на 10%», not «предоплата 50% пришла, двигай дальше»."""
    return not told_before(reading).issuperset(shares(reading))
