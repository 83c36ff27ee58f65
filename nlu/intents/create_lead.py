"""Create a deal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.draft import Draft, Refusal, Rule, Rules
from nlu.needs import Need
from nlu.parts.announced import is_only_opened, take_asker, take_client, take_request
from nlu.parts.clauses import explain_beside, is_put_off
from nlu.parts.company import take_company_apart, take_company_left, take_company_quoted
from nlu.parts.deal_known import adds_to_budget, is_dated, is_open, told_beside
from nlu.parts.form import field_words
from nlu.parts.leads import money, streets, take_places
from nlu.parts.likeliest import is_preposition, traits
from nlu.parts.listed import makes_list
from nlu.parts.made import is_new, makes
from nlu.parts.new_deal import (
    explain_nameless,
    explain_order,
    explain_wished,
    is_given_to,
    request_of,
    take_caller,
    take_keeper,
    take_likely_client,
    take_party_behind,
    take_purpose,
)
from nlu.parts.no_name import named_words
from nlu.parts.own_values import PLAIN
from nlu.parts.party import REQUESTS, explain_source, take_party, take_ready, take_wish
from nlu.parts.quoted import quoted_people
from nlu.parts.record import take_company_by, take_this
from nlu.parts.title import take_title, title_at
from nlu.parts.unkept import take_unkept
from nlu.parts.who import give_responsible, of_contact, preposition, take_contact, take_me
from nlu.parts.words import after_mark, give_text, rest
from nlu.reading import Reading, Who
from nlu.smallwords import OF_PARTY
from nlu.types import Found


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
    "card",
    "deal",
    "name",
    "new",
    "budget",
    "contact",
    "company",
    "assign",
    "responsible",
)

_SUBJECTS = frozenset(
    {"товар", "предмет", "услуга", "интерес", "продукт", "потребность", "тема", "тематика", "суть"}
)
_MARKED = 0.97
_LEAST = 500
_FOR_TITLE = frozenset({"для", "в", "на"})
_INTRODUCED = frozenset({"budget", "contact", "company", "responsible", "phone", "email", "stage"})


def _new(reading: Reading) -> Draft | Refusal:
    """«Создай сделку Поставка труб на 500 тысяч», «новый лид: …, клиент Рената»."""
    request = request_of(reading)
    if not (request or (reading.has("deal") and is_new(reading))):
        return Refusal("не просят завести сделку")
    other = reading.has("task", "note", "which", "how_many") or "find" in reading.commands
    if other or makes_list(reading):
        return Refusal("сделку не заводят")
    if makes(reading, "contact", "company") and not makes(reading, "deal"):
        return Refusal("заводят не сделку")
    if reading.all("id") or is_dated(reading) or adds_to_budget(reading) or is_open(reading):
        return Refusal("названа сделка, которая уже есть")
    draft = Draft(reading)
    draft.places["told"] = told_beside(reading) | {*request}
    draft.explained |= draft.places["told"]
    take_this(draft)
    draft.explained -= told_beside(reading)
    take_places(draft, hints=False)
    draft.places.pop("told")
    _take_amount(draft)
    draft.places["street"] = streets(reading) | quoted_people(reading)
    asked = take_asker(draft)
    _take_company(draft)
    take_caller(draft)
    if "contact" not in draft.slots:
        _take_client_ahead(draft) or take_contact(draft) or take_likely_client(draft)
    if not draft.slots.keys() & {"company", "contact", "this"}:
        take_company_apart(draft)
    _take_responsible(draft)
    take_unkept(draft)
    explain_source(draft)
    draft.places.pop("street")
    if "contact" in draft.slots:
        _explain_ways(draft)
    _take_name(draft)
    if is_only_opened(draft):
        return Refusal("сделку просят показать")
    draft.strength = PLAIN if asked else draft.strength
    return draft


def _explain_ways(draft: Draft) -> None:
    """A client's phone or address beside the deal: none of its own fields hold it."""
    for kind in ("phone", "email"):
        for found in draft.reading.all(kind):
            draft.explain(range(found.first, found.stop))


def _take_company(draft: Draft) -> None:
    """A field of a form; a name with a head of its own may be the deal's: «Фасад школы №12»."""
    field = field_words(draft.reading, "company")
    if field:
        draft.put("company", draft.reading.naming.company(field.start, field.stop), field)
        return
    for found in draft.reading.all("company"):
        if draft.is_free(found) and not _is_in_title(draft.reading, found):
            draft.take("company", found, found.value)
            draft.explain_cues("company")
            return
    take_client(draft) or take_company_quoted(draft)


def _is_in_title(reading: Reading, found: Found[str]) -> bool:
    """No preposition, mark or «компания» before a head («ТЦ Мега») that follows a title's words."""
    titles = (one for one in reading.all("quote") if "deal" in reading.cues_at(one.first - 1))
    if any(one.first <= found.first and found.stop <= one.stop for one in titles):
        return True  # «сделку «Химчистка салона»»
    if found.score >= _MARKED:
        return False
    before = found.first - 1
    if reading.norm(before) in _FOR_TITLE:
        before -= 1
    cued = reading.cues_at(before) & {"company", "contact", "deal", "create"}
    small = is_preposition(reading, before)
    return reading.is_word(before) and not cued and not small


def _take_amount(draft: Draft) -> None:
    apart = (one for one in draft.reading.all("amount_hint") if _is_apart(draft.reading, one))
    for found in (*money(draft.reading, "amount"), *apart):
        if draft.is_free(found) and not _counts(draft.reading, found):
            draft.take("budget_value", found, found.value)
            return


def _counts(reading: Reading, found: Found[int]) -> bool:
    """«Лесная 5, бюджет не ясен» is a house, «каталогов 500 штук» are pieces: neither is a sum."""
    hinted = found in reading.all("amount_hint") and found.value < _LEAST
    clause = reading.clause_of(found.first)
    if hinted and not any("budget" in reading.cues[i] for i in clause):
        return True
    goods = found.first > 0 and {"NOUN", "gent", "plur"} <= traits(reading, found.first - 1)
    return goods and "штука" in reading.lemmas(found.stop - 1)


def _is_apart(reading: Reading, found: Found[int]) -> bool:
    """«Новая сделка: заправка картриджей, 8500, …»: a number that is a clause of its own."""
    clause = reading.clause_of(found.first)
    alone = (clause.start, clause.stop) == (found.first, found.stop) and clause.start > 0
    return alone and found.value >= _LEAST


def _take_client_ahead(draft: Draft) -> bool:
    """«Лид: Смирнова, ремонт кухни»: whose it is, though a user may be called so."""
    start = after_mark(draft.reading)
    for found in draft.reading.all("person"):
        if found.first == start and draft.reading.norm(found.stop) == ",":
            draft.take("contact", found, found.value.name)
            return True
    return False


def _take_responsible(draft: Draft) -> None:
    """«На Марию», «ответственный Орлов», «ведёт Тимур», «…, Орлов», not a part of the name."""
    if take_keeper(draft):
        return
    for found in draft.reading.all("person"):
        led = preposition(draft.reading, found.first) in {"на", "для", "под"} or is_given_to(
            draft, found
        )
        near = draft.reading.has("responsible", "assign")
        near = near or _is_user_apart(draft.reading, found)
        if draft.is_free(found) and not of_contact(draft.reading, found) and (led or near):
            give_responsible(draft, "responsible", found)
            return
    take_me(draft)


def _is_user_apart(reading: Reading, found: Found[Who]) -> bool:
    """«…, Орлов, 90 тысяч»: a user who is a clause of its own."""
    clause = reading.clause_of(found.first)
    return found.value.users is not None and clause == range(found.first, found.stop)


def _take_name(draft: Draft) -> None:
    explain_order(draft)
    explain_wished(draft)
    explain_nameless(draft)
    if not draft.slots.keys() & {"company", "contact", "this"}:
        take_party_behind(draft, _FRAME)
    if not (_take_plain_name(draft) or take_request(draft, "name") or take_ready(draft, "name")):
        _take_likely_name(draft)
    if "company" not in draft.slots and "contact" not in draft.slots:
        take_party(draft) or take_company_left(draft) or take_company_apart(draft, nouns=True)
    here = draft.reading.request.context.entity is not None
    if "name" not in draft.slots and (here or draft.slots.keys() & {"contact", "company"}):
        take_wish(draft, "name")


def _take_plain_name(draft: Draft) -> bool:
    """Quotes, or the words behind «назови», «название» or a colon."""
    reading = draft.reading
    quote = next((one for one in reading.all("quote") if draft.is_free(one)), None)
    first = None if quote is not None else _name_start(draft)
    if quote is not None:
        draft.take("name", quote, quote.value)
    elif first is not None:
        title = title_at(draft, first)
        draft.explained -= set(title)
        give_text(draft, "name", title)
    explain_beside(draft)
    draft.explain_cues(*_FRAME, "rename", "called")
    return "name" in draft.slots


def _name_start(draft: Draft) -> int | None:
    reading = draft.reading
    if "nameless" in draft.places:
        return None
    for index in reading.where("name", "rename", "called"):
        clause = reading.clause_of(index)
        if not is_put_off(reading, clause) and _is_open_for_name(draft, index + 1):
            return index + 1
    for index in (i for i in range(len(reading.tokens)) if reading.lemmas(i) & _SUBJECTS):
        if reading.norm(index + 1) in {":", "-"} and _is_open_for_name(draft, index + 1):
            return index + 1
    colon = after_mark(reading)
    if colon is not None and not _is_announced(reading, colon):
        return None
    before = None if colon is None else reading.before(colon - 1)
    slot = before is not None and reading.cues[before] & _INTRODUCED
    return None if slot or colon is None or not _is_open_for_name(draft, colon) else colon


def _is_announced(reading: Reading, colon: int) -> bool:
    """A deal or a request stands before the colon, not «забыл внести: …, заведи сделку»."""
    return any(
        "deal" in reading.cues[index] or reading.lemmas(index) & REQUESTS for index in range(colon)
    )


def _is_open_for_name(draft: Draft, first: int) -> bool:
    title = title_at(draft, first)
    return any(i in draft.reading.content - draft.reading.figures for i in title)


def _take_likely_name(draft: Draft) -> None:
    """The words behind «сделка», else those nothing accounts for."""
    if "company" not in draft.slots:
        take_company_by(draft, leading=frozenset({"для", "с", "от", "на", "по", "под"}))
    if take_title(draft, "name") or take_purpose(draft, "name"):
        return
    words = rest(draft)
    if words and draft.reading.norm(words[0]) in OF_PARTY:
        take_company_left(draft)
        words = rest(draft)
    told = words
    words = named_words(draft.reading, told)
    draft.explain(set(told) - set(words))
    if not draft.reading.figures.issuperset(words):
        give_text(draft, "name", words)


RULES: Rules = (Rule("create_lead.new", _new, plain=True),)
