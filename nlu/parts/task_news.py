"""The news beside a task: whom it tells the task is about, and what of it is no task at all."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.needs import REFERENCES
from nlu.parts.clauses import is_away, is_beside, is_needed, is_told, is_verb, speaks_of
from nlu.parts.company_inside import company_runs, is_in_company
from nlu.parts.firm_acts import is_doing
from nlu.parts.likeliest import is_preposition
from nlu.parts.party import is_somebody
from nlu.parts.person_inside import is_capital, may_be_person
from nlu.parts.quoted import is_quoted_firm, unquoted
from nlu.parts.things import is_thing
from nlu.parts.town import is_street, is_town
from nlu.reading import Reading, Who
from nlu.types import Found, Kind

_JOINING = frozenset({"что", "чтобы", "чтоб", "как", "если", "когда", "где", "кто", "какой"})
_LONGEST_NAME = 6
_LONGEST_FIRM = 3
_SURELY = 0.8


def take_from_news(draft: Draft) -> None:
    """«Чеботарёв обещал оплатить, запланируй проверить деньги»: whom the news is of.

    Who is named in the task's own words, or the record it hangs on, leaves nothing to look for.
    """
    text = draft.places.get("text")
    if not text or draft.slots.keys() & REFERENCES:
        return
    told = _news(draft.reading, min(text))
    inside = {i for clause in told for i in clause}
    take_party_in(draft, inside or _topic(draft.reading, min(text)))


def take_party_in(draft: Draft, told: set[int]) -> None:
    """Fill `contact` and `company` from some news: «Оганесян попросил паузу, …».

    Args:
        told: the tokens of the news.
    """
    inside = told - draft.places.get("responsible", set())
    for found in _people(draft.reading):
        sure = is_capital(draft.reading, found.first) or (
            found.score >= _SURELY and "-" not in found.value.name
        )
        free = found.first in inside and draft.is_free(found)
        if free and sure and _is_party(draft.reading, found):
            _name(draft, "contact", found.value.name, range(found.first, found.stop))
            break
    else:
        _take_subject(draft, inside)
    _take_company(draft, inside - draft.places.get("contact", set()))


def _news(reading: Reading, start: int) -> list[range]:
    """The clauses before the task's words, if any of them tells something."""
    before = [one for one in reading.clauses if one.stop <= start]
    told = any(
        is_beside(reading, one) or is_away(reading, one) or is_needed(reading, one)
        for one in before
    )
    return before if told else []


def _topic(reading: Reading, start: int) -> set[int]:
    """«Задача по договору вектора: внести правки»: what stands before the colon."""
    return set(range(start)) if reading.norm(start - 1) == ":" else set()


def _people(reading: Reading) -> list[Found[Who]]:
    hints = [one for one in reading.all("person_hint") if is_capital(reading, one.first)]
    return [*reading.all("person"), *(one for one in hints if may_be_person(reading, one))]


def _is_party(reading: Reading, found: Found[Who]) -> bool:
    """A user is no client, and neither is «Лена из бухгалтерии»."""
    if found.value.users is not None or is_thing(reading, found) or is_in_company(reading, found):
        return False
    from_town = reading.norm(found.first - 1) == "из" and is_town(reading, found.first)
    if is_street(reading, found.stop) or from_town:
        return False
    office = found.stop + 1
    ours = reading.norm(found.stop) == "из" and reading.naming.is_known(office)
    return not ours or is_capital(reading, office) or reading.naming.is_firm(office)


def _take_subject(draft: Draft, inside: set[int]) -> None:
    """«Крючко просит рассрочку»: a surname no dictionary has, right before what people do."""
    reading = draft.reading
    for clause in reading.clauses:
        first = clause.start
        if first in inside and is_somebody(reading, first) and is_doing(reading, first):
            name = reading.naming.person(first, first + 1, case="nomn")
            _name(draft, "contact", name, range(first, first + 1))
            return


def _take_company(draft: Draft, inside: set[int]) -> None:
    reading = draft.reading
    for quote in reading.all("quote"):
        led = is_preposition(reading, quote.first - 1) or is_quoted_firm(reading, quote)
        if quote.first in inside and led and quote.stop - quote.first <= _LONGEST_NAME:
            _name(draft, "company", unquoted(reading, quote), range(quote.first, quote.stop))
            return
    for found in reading.all("company"):
        if found.first in inside:
            _name(draft, "company", found.value, range(found.first, found.stop))
            return
    for run in company_runs(reading, inside):
        if is_verb(reading, run.start - 1) and reading.tokens[run.start].kind is Kind.LATIN:
            continue  # «звонит Schmidt»
        _name(draft, "company", reading.naming.company(run.start, run.stop), run)
        return
    for clause in reading.clauses[:-1]:
        if clause.start in inside and _is_firm_spoken_of(reading, clause):
            run = range(clause.start, clause.start + 1)
            _name(draft, "company", reading.naming.company(run.start, run.stop), run)
            return


def _is_firm_spoken_of(reading: Reading, clause: range) -> bool:
    """«Ромашка опять без актов, … отправить им»: a name firms bear, pointed back at or not."""
    first, naming = clause.start, reading.naming
    subject = any("nomn" in parse.grammemes for parse in reading.tokens[first].parses)
    named = naming.is_firm(first) or naming.is_coined(first)
    opens = is_capital(reading, first) and subject and not reading.cues[first]
    return opens and named and is_away(reading, clause)


def without_reason(draft: Draft, words: list[int]) -> list[int]:
    """Leave out why something is to be done where a day stood before: «… завтра, он ждёт»."""
    reading, chosen = draft.reading, set(words)
    for clause in reading.clauses[1:]:
        mark = clause.start - 1
        comma = reading.tokens[mark].text == ","
        apart = comma and (mark - 1 in draft.explained or _is_cut_short(draft, clause))
        why = apart and min(chosen, default=mark) < mark and _is_why(reading, clause)
        if why and chosen & set(clause):
            chosen -= set(clause)
            draft.explain(clause)
            chosen.discard(mark)
    return sorted(chosen)


def _is_cut_short(draft: Draft, clause: range) -> bool:
    """«Отзвонись ему, он с утра в офисе, завтра в десять»: a day is told, the deadline follows."""
    dated = not draft.reading.figures.isdisjoint(clause)
    behind = [i for i in draft.reading.content if i >= clause.stop]
    return dated and bool(behind) and draft.explained.issuperset(behind)


def _is_why(reading: Reading, clause: range) -> bool:
    """«…, он ждёт», «…, она на совещании»; not «…, чтобы прислал», «…, когда вернётся»."""
    joined = reading.norm(clause.start) in _JOINING or reading.norm(clause.start + 1) == "ли"
    return not joined and (is_told(reading, clause) or speaks_of(reading, clause))


def take_record_alone(draft: Draft, colon: int) -> bool:
    """«Контрагент «Заря»: заказать пропуск»: nothing but a record stands before the colon.

    Args:
        colon: the token behind it.
    """
    reading = draft.reading
    if _take_deal_alone(draft, colon) or _take_headed_alone(draft, colon):
        return True
    for kind, slot in (("company", "company"), ("person", "contact")):
        for found in reading.all(kind):
            named = set(range(found.first, found.stop))
            said = {i for i in range(colon - 1) if i in reading.content} - named - draft.explained
            headed = bool(said) and all(reading.cues[i] & {"company", "contact"} for i in said)
            if found.stop <= colon - 1 and headed and draft.is_free(found):
                value = found.value.name if isinstance(found.value, Who) else found.value
                draft.put(slot, value, range(colon - 1))
                return True
    return False


def _take_headed_alone(draft: Draft, colon: int) -> bool:
    """«По фирме пять звёзд на завтра: …»: behind the noun a name that nothing else tells."""
    reading = draft.reading
    head = next((i for i in range(colon - 1) if i in reading.content), colon)
    said = [i for i in range(head + 1, colon - 1) if i not in draft.explained]
    name = range(head + 1, head + 1 + len(said))
    headed = head < colon and "company" in reading.cues[head] and list(name) == said
    plain = all(reading.is_word(i) and _is_plain(reading, i) for i in name)
    if not (headed and name and plain and len(name) <= _LONGEST_FIRM):
        return False
    draft.put("company", reading.naming.company(name.start, name.stop), range(head, name.stop))
    draft.explain(range(head))
    return True


def _is_plain(reading: Reading, index: int) -> bool:
    return all(cue.startswith("beside_") for cue in reading.cues[index])


def _take_deal_alone(draft: Draft, colon: int) -> bool:
    """«Сделка переезд сервера: подъехать глянуть»: the deal's own name stands before the colon."""
    reading = draft.reading
    head = next((i for i in range(colon - 1) if i in reading.content), colon)
    name = range(head + 1, colon - 1)
    if reading.norm(colon - 1) != ":" or reading.norm(head) != "сделка" or not name:
        return False
    people = {one.first for kind in ("person", "company") for one in reading.all(kind)}
    nouns = (p.pos == "NOUN" for i in name for p in reading.tokens[i].parses[:1])
    free = all(reading.is_word(i) for i in name) and people.isdisjoint(name) and any(nouns)
    if not free or is_preposition(reading, name.start) or not draft.explained.isdisjoint(name):
        return False
    draft.explain([head])
    draft.put("lead", reading.text_of(name.start, name.stop), name)
    return True


def take_firm_left(draft: Draft) -> None:
    """Fill `company` from a noun of things: «перенеси задачу по кедру», «звонок в клевер»."""
    reading = draft.reading
    for run in company_runs(reading, draft.left()):
        draft.put("company", reading.naming.company(run.start, run.stop), run)
        return


def _name(draft: Draft, slot: str, value: str, indices: range) -> None:
    if slot not in draft.slots:
        draft.slots[slot] = value
        draft.places[slot] = set(indices)
