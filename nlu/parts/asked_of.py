"""The record a question is about: «кто ведёт «Аудит склада»», «на каком этапе переезд сервера»."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.needs import REFERENCES
from nlu.parts.asked import explain_back, points_back, take_this_asked
from nlu.parts.company import after_preposition, take_company_left, take_company_quoted
from nlu.parts.employer import take_employer
from nlu.parts.numbered import take_number_asked
from nlu.parts.own_values import PLAIN
from nlu.parts.record import (
    may_name_firm,
    take_bare_id,
    take_company_led,
    take_hinted,
    take_likely_person,
    take_record,
)
from nlu.parts.title import take_title
from nlu.parts.undertaking import is_undertaking, take_undertaking
from nlu.reading import Reading
from nlu.runs import runs
from nlu.smallwords import OF_PARTY
from nlu.types import Kind

ASKED = (
    "which",
    "who",
    "what",
    "where",
    "when",
    "how_many",
    "tell",
    "show",
    "find",
    "want",
    "exists",
)
FRAME = (*ASKED, "deal", "card", "about", "tell_about", "hang", "base", "name", "whose", "works")
_OF_DEALS = frozenset({"stage", "budget", "responsible", "contacts"})
_SEVERAL = 2
_WHOSE = frozenset({"мне", "его", "ее", "их", "этот", "эту"})


def with_record(draft: Draft) -> Draft:
    """Fill the record a question is about, and account for the words that only ask."""
    if not draft.slots.keys() & REFERENCES:
        (
            take_record(draft)
            or take_this_asked(draft)
            or take_party_of(draft)
            or take_title(draft, "lead")
            or _take_quoted_title(draft)
            or take_company_quoted(draft)
            or take_undertaking(draft, small=draft.slots.get("field") != "notes")
            or _take_topic(draft)
            or take_number_asked(draft)
            or _take_number(draft)
            or _take_bare_title(draft)
        )
    explain_back(draft)
    if "contact" in draft.slots and "company" not in draft.slots:
        take_employer(draft)
    if not draft.slots.keys() & REFERENCES:
        _take_by_field(draft)
    draft.explain_cues(*FRAME)
    if draft.slots.get("field") == "company":
        draft.explain_cues("company", "works")
    draft.explain(written_out(draft.reading))
    if draft.slots.get("field") == "created":
        draft.explain_cues("arrive")
    if draft.slots.keys() & REFERENCES or draft.slots.get("field") in ("phone", "email"):
        draft.explain_cues("contact", "id")
    request = draft.reading.request
    if not draft.slots.keys() & REFERENCES:
        draft.explain_cues("company", "contact")
        if not (_may_name_company(draft) and take_company_left(draft)):
            draft.strength = 0.93 if has_subject(draft.reading) else 0.5
            if has_subject(draft.reading) and draft.reading.has("which"):
                draft.strength = PLAIN if points_back(draft.reading) else draft.strength
                draft.strength = max(draft.strength, float(bool(request.context.entity)))
    return draft


def written_out(reading: Reading) -> list[int]:
    """Return the order of «напиши его почту», «напиши мне номер»: no mark, no value follows."""
    values = (reading.all(kind) for kind in ("phone", "part_of_phone", "email", "date"))
    if any(values):
        return []
    for index in (i for i in reading.where("told") if "написать" in reading.lemmas(i)):
        said = index + 1
        while reading.norm(said) in _WHOSE:
            said += 1
        ways = said < len(reading.tokens) and reading.cues[said] & {"phone", "email"}
        if reading.is_order(index) and ways and len(reading.clauses) == 1:
            return [index]
    return []


def _take_by_field(draft: Draft) -> None:
    """What may be a name is a person's or a company's, as the field asked about has it."""
    match draft.slots.get("field"):
        case "phone" | "email":
            take_likely_person(draft)
        case "responsible" | "notes" | "stage":
            _take_kept(draft)
        case _ if _is_employed(draft):
            take_hinted(draft) or _take_worker(draft)


def _take_worker(draft: Draft) -> bool:
    """«Где работает Цыганок»: one capital alone, whatever else the word means."""
    reading = draft.reading
    draft.explain_cues(*FRAME)
    left = draft.left()
    named = len(left) == 1 and reading.tokens[left[0]].text.istitle()
    if named and not may_name_firm(reading, left[0]):
        name = reading.naming.person(left[0], left[0] + 1, case="nomn")
        draft.put("contact", name, left)
    return "contact" in draft.slots


def _is_employed(draft: Draft) -> bool:
    """«Пшеничных где работает»: only people work somewhere."""
    said = draft.places.get("field", set())
    return draft.slots.get("field") == "company" and not said.isdisjoint(
        draft.reading.where("works")
    )


def has_subject(reading: Reading) -> bool:
    """Say whether a card is open, or something was spoken of a turn ago."""
    request = reading.request
    return request.context.entity is not None or request.previous is not None


def _take_number(draft: Draft) -> bool:
    """«Какой этап у 5014», «5014 чей»: what only a deal has is asked of a bare number."""
    return draft.slots.get("field") in _OF_DEALS and take_bare_id(draft)


def take_party_of(draft: Draft) -> bool:
    """Fill `company` from «сделка с Промснабом»: not a deal's name."""
    heads = draft.reading.where("deal")
    led = any(draft.reading.norm(head + 1) in OF_PARTY for head in heads)
    return led and take_company_led(draft)


def _take_quoted_title(draft: Draft) -> bool:
    """«Кто ответственный за «Экспорт в Грузию»»: several words, a small one among them."""
    reading = draft.reading
    for found in reading.all("quote"):
        inner = range(found.first + 1, found.stop - 1)
        small = any(reading.tokens[i].text.islower() for i in inner[1:])
        work = is_undertaking(reading, inner.start)
        if len(inner) >= _SEVERAL and (small or work) and not reading.has("company"):
            draft.take("lead", found, found.value)
            return True
    return False


def _take_bare_title(draft: Draft) -> bool:
    """«На каком этапе переезд сервера»: what is left is several words, a thing the first."""
    reading = draft.reading
    draft.explain_cues(*FRAME)
    left = list(runs(draft.left()))
    if draft.slots.get("field") not in _OF_DEALS or len(left) != 1 or len(left[0]) < _SEVERAL:
        return False
    run = left[0]
    known = all(reading.naming.is_known(i) and not reading.cues[i] for i in run)
    subject = any("nomn" in parse.grammemes for parse in reading.tokens[run.start].parses[:2])
    small = reading.tokens[run.start].text.islower()
    if not (known and subject and small) or after_preposition(reading, run.start):
        return False
    draft.put("lead", reading.text_of(run.start, run.stop), run)
    return True


def _may_name_company(draft: Draft) -> bool:
    """A capital, a preposition or a firm's word makes it one; «сколько стоит биткоин» has none."""
    left = draft.left()
    return bool(left) and (
        draft.reading.tokens[left[0]].text[:1].isupper()
        or after_preposition(draft.reading, left[0])
        or may_name_firm(draft.reading, left[0])
    )


def _take_kept(draft: Draft) -> None:
    """«Кто отвечает за Вектор», «кто ведёт ромашку», «чья Альфа»: what is left names a company."""
    reading = draft.reading
    draft.explain_cues("whose", "contact", "hang")
    named = next(iter(runs(draft.left())), range(0))
    capital = bool(named) and reading.tokens[named.start].text[:1].isupper()
    if named and (capital or may_name_firm(reading, named.start)):
        draft.put("company", reading.naming.company(named.start, named.stop), named)


def _take_topic(draft: Draft) -> bool:
    """«Меридиан у нас кто ведёт»: the company stands first, the question behind it."""
    reading, stop = draft.reading, 0
    asked = reading.first("who", "which", "what")
    while asked is not None and _is_topical(reading, stop):
        stop += 1
    if not stop or reading.all("person"):
        return False
    draft.put("company", reading.naming.company(0, stop), range(stop))
    return True


def _is_topical(reading: Reading, index: int) -> bool:
    """A noun in the nominative, or what goes on with a capital, that means nothing else."""
    token = reading.tokens[index]
    if reading.cues[index] or index in reading.fillers or index in reading.figures:
        return False
    subject = any(parse.pos == "NOUN" and "nomn" in parse.grammemes for parse in token.parses[:2])
    return subject or token.kind is Kind.LATIN or token.text[:1].isupper()
