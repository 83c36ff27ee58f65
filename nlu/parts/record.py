"""Which record is meant: the open card, a deal's number or name, a person, a company."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.once import once
from nlu.parts.company import is_street_owner, take_company
from nlu.parts.firm_pair import is_firm_pair
from nlu.parts.quoted import is_inside_quote
from nlu.parts.spelled_id import spelled_ids
from nlu.parts.things import is_thing
from nlu.parts.who import of_contact
from nlu.reading import Reading, Who
from nlu.runs import runs
from nlu.types import Found, Kind

_THIS = frozenset({"этот", "данный", "текущий", "сей", "выбранный", "выделенный", "выбрать"})
_HERE = frozenset({"сюда", "тут", "здесь", "отсюда"})
_BY = frozenset({"по", "от", "из", "для"})
_BY_NUMBER = frozenset({"по", "к", "у", "для", "давай", "давайте", "хватит", "пора"})
_LED = 2
_SUCH = frozenset({"такое", "такая", "вот"})
_OPENING = 4
_ID_LENGTHS = range(4, 9)
_HEADS = ("deal", "contact", "company", "card")


def take_record(draft: Draft, *, people: bool = True, until: int | None = None) -> bool:
    """Fill one of `this`, `lead_id`, `lead`, `contact`, `company`.

    Args:
        people: a person counts as a contact even without «клиент».
        until: only the words before this token count.
    """
    if until is not None:
        draft.explained |= set(range(until, len(draft.reading.tokens)))
        draft.places["beyond"] = set(range(until, len(draft.reading.tokens)))
    taken = (
        take_this(draft)
        or take_lead_id(draft)
        or take_quoted_lead(draft)
        or take_company(draft)
        or _take_person(draft, people)
    )
    draft.places.pop("beyond", None)
    return taken


def take_this(draft: Draft) -> bool:
    """Fill `this` from «по этой сделке», «этому клиенту», «сюда», «в карточку»."""
    reading = draft.reading
    for index, token in enumerate(reading.tokens):
        pointing = not token.lemmas.isdisjoint(_THIS) and token.norm != "это"
        follower = reading.after(index) if pointing else None
        if follower is not None and reading.norm(follower) == "же":
            follower = reading.after(follower)
        if follower is not None and reading.cues[follower] & set(_HEADS):
            draft.put("this", True, [index, follower])
            return True
        if pointing and index and _is_pointed_behind(reading, index):
            draft.put("this", True, [index - 1, index])
            return True
        # «тут такое дело: надо …», «у нас тут новая вводная …»
        such = reading.norm(index + 1) in _SUCH or reading.norm(index - 1) == "нас"
        if token.norm in _HERE and index not in draft.explained and not such:
            draft.put("this", True, [index])
            return True
    return False


@once
def is_this(reading: Reading) -> bool:
    """Say whether the open record is pointed at."""
    return take_this(Draft(reading))


def _is_pointed_behind(reading: Reading, index: int) -> bool:
    """«Контакт этот», «по сделке данной»: the noun stands before, and none behind."""
    behind = reading.tokens[index + 1].parses[:1] if index + 1 < len(reading.tokens) else ()
    noun = any(parse.pos in {"NOUN", "ADJF"} for parse in behind)
    return bool(reading.cues[index - 1] & set(_HEADS)) and not noun


def behind_record(draft: Draft, clause: range) -> int:
    """Return where the news begins behind its record: «по этому клиенту всё сделано»."""
    record = set().union(*(draft.places.get(slot, set()) for slot in ("this", "lead_id")))
    if draft.reading.norm(clause.start) == "по":
        named = (draft.places.get(slot, set()) for slot in ("contact", "company"))
        record |= set().union(*(places for places in named if clause.start + 1 in places))
    opening = range(clause.start, min(clause.start + _OPENING, clause.stop))
    if record.isdisjoint(opening[:_LED]):
        return clause.start  # «просили по 5006»
    return max((i + 1 for i in record & set(opening)), default=clause.start)


def take_this_alone(draft: Draft) -> bool:
    """«Эту на согласование договора», «…, эту передай»: the noun goes without saying."""
    reading = draft.reading
    opening = {0, 1, *(one.start for one in reading.clauses[1:])}
    for index in sorted(opening & set(range(len(reading.tokens)))):
        follower = reading.tokens[index + 1].parses[:1] if index + 1 < len(reading.tokens) else ()
        noun = any(parse.pos == "NOUN" for parse in follower)
        if reading.norm(index) in {"эту", "эта", "этой"} and not noun and not reading.has("task"):
            draft.put("this", True, [index])
            return True
    return False


def is_pointed_at(reading: Reading, index: int) -> bool:
    """«Расскажи про этот контакт»: the noun is the open record, not what is asked or sought."""
    before = reading.before(index)
    behind = index + 1
    if reading.lemmas(behind) & _THIS and reading.norm(behind) != "это":
        return _is_pointed_behind(reading, behind)
    return before is not None and bool(reading.lemmas(before) & _THIS)


def take_lead_id(draft: Draft, slot: str = "lead_id") -> bool:
    """Fill a deal's number («сделка 5001», «#5001»)."""
    for found in draft.reading.all("id"):
        if draft.is_free(found):
            draft.take(slot, found, found.value)
            draft.explain_cues("deal", "id")
            return True
    return False


def take_bare_id(draft: Draft, *, also: str = "") -> bool:
    """«5077 перенеси в тендер», «ответственная по 5302»: a number of an id's length alone.

    Args:
        also: a preposition that leads to a deal's number here («в 5093 примечание»).
    """
    reading = draft.reading
    spelled = spelled_ids(reading)
    for found in (*reading.all("number"), *sums_before(reading), *spelled):
        digits = reading.norm(found.first) if found.stop - found.first == 1 else ""
        if found not in spelled and not (digits.isdigit() and len(digits) in _ID_LENGTHS):
            continue
        placed = found.first == 0 or reading.norm(found.first - 1) in _BY_NUMBER
        placed = placed or _is_moved(reading, found.first) or _opens_clause(reading, found.first)
        placed = placed or (bool(also) and reading.norm(found.first - 1) == also)
        if placed and draft.is_free(found):
            draft.take("lead_id", found, found.value)
            return True
    return False


def sums_before(reading: Reading) -> list[Found[int]]:
    """Return the sums another stands behind: «чек по 5210 теперь 37500» has a number first."""
    last = max((one.first for k in ("amount", "amount_hint") for one in reading.all(k)), default=0)
    return [one for one in reading.all("amount") if one.first < last]


def _opens_clause(reading: Reading, index: int) -> bool:
    """«Тимур занят, 5220 забираю я», «по цеху 5230 …»: no sum, as a word with a verb follows."""
    clause = reading.clause_of(index)
    verb = any(
        parse.pos in {"VERB", "PRTS"} for i in clause for parse in reading.tokens[i].parses[:1]
    )
    about = reading.norm(index - 2) == "по" and not reading.cues[index - 1]
    about = about and "datv" in {
        g for parse in reading.tokens[index - 1].parses for g in parse.grammemes
    }
    return verb and (about or (clause.start == index and index > 0))


def _is_moved(reading: Reading, index: int) -> bool:
    """«Переведи 5003 на переговоры», «бюджет 5001 поставь 300 тысяч»."""
    before = reading.cues[index - 1] if index else frozenset()
    if before & {"state_won", "state_lost"}:  # «выиграли 5014!»
        return True
    if "let" in before:  # «пусть 5012 ведёт Орлов»
        return any("own" in reading.cues[i] for i in reading.clause_of(index))
    return bool(before & {"move", "assign", "budget", "stage"})


def take_quoted_lead(draft: Draft) -> bool:
    """Fill a deal's name in quotes right after «сделка»."""
    for found in draft.reading.all("quote"):
        before = draft.reading.before(found.first)
        if before is not None and draft.is_free(found) and "deal" in draft.reading.cues[before]:
            draft.take("lead", found, found.value)
            draft.explain([before])
            return True
    return False


def take_company_led(draft: Draft, slot: str = "company") -> bool:
    """Fill a slot with a capitalised name after a preposition («с Промснабом», «по Зерну»)."""
    return take_company_by(draft, slot, frozenset({"с", "по", "от", "для", "у", "из", "в", "к"}))


def take_company_before(draft: Draft, stop: int) -> bool:
    """Fill `company` from «для Romashka Trade», «по Зерну» standing before a token."""
    found = [
        one
        for one in (*draft.reading.all("person"), *draft.reading.all("person_hint"))
        if one.stop <= stop
        and draft.reading.tokens[one.first].kind is Kind.WORD
        and not is_thing(draft.reading, one)
    ]
    probe = Draft(
        draft.reading, explained=draft.explained | set(range(stop, len(draft.reading.tokens)))
    )
    probe.places = dict(draft.places)
    if not take_company_by(probe) or found:
        return False
    draft.put("company", probe.slots["company"], probe.places["company"])
    return True


def take_company_by(draft: Draft, slot: str = "company", leading: frozenset[str] = _BY) -> bool:
    """Fill a slot with a capitalised name after «по», «от», «из» that nothing else explains."""
    reading = draft.reading
    for run in runs(draft.left()):
        led = reading.norm(run.start - 1) in leading
        named = reading.tokens[run.start].text[:1].isupper() or may_name_firm(reading, run.start)
        if led and named and not is_street_owner(reading, run.start):
            stop = run.start + 1
            stop += is_firm_pair(reading, run.start)
            while stop in run and reading.tokens[stop].text[:1].isupper():
                stop += 1
            draft.put(slot, reading.naming.company(run.start, stop), range(run.start, stop))
            return True
    return False


def may_name_firm(reading: Reading, index: int) -> bool:
    """Say whether a name needs no capital where nothing else explains it: «по ромашке»."""
    named = reading.naming.is_firm(index) or reading.naming.is_coined(index)
    return named and not reading.cues[index]


def _take_person(draft: Draft, people: bool) -> bool:
    for found in draft.reading.all("person"):
        if is_inside_quote(draft.reading, found) or _is_in_title(draft.reading, found):
            continue
        if draft.is_free(found) and (people or of_contact(draft.reading, found)):
            head = _head_before(draft.reading, found.first)
            _give_party(draft, found, headed=any("card" not in draft.reading.cues[i] for i in head))
            draft.explain(head)
            return True
    return False


def take_owned_title(draft: Draft) -> bool:
    """Fill `lead` from «сделку дача Петрова передай …», whoever else is called Петров."""
    reading = draft.reading
    for found in reading.all("person"):
        if draft.is_free(found) and _is_in_title(reading, found):
            words = range(found.first - 1, found.stop)
            draft.put("lead", reading.text_of(words.start, words.stop), words)
            return True
    return False


def _is_in_title(reading: Reading, found: Found[Who]) -> bool:
    """«Сделку дача Лисицыных»: a thing behind the noun, then whose, is the deal's own name."""
    thing = found.first - 1
    if thing < 1 or "deal" not in reading.cues[thing - 1] or reading.cues[thing]:
        return False
    straight = any({"NOUN", "inan", "nomn"} <= p.grammemes for p in reading.tokens[thing].parses)
    known = reading.naming.is_known(thing) and not reading.naming.is_firm(thing)
    return straight and known and found.value.case == "gent"


def _give_party(draft: Draft, found: Found[Who], *, headed: bool = False) -> None:
    """«Телефон гермеса» is a firm's, whatever else is called so; «клиент Гермес» a person."""
    naming = draft.reading.naming
    one = found.stop - found.first == 1 and found.value.users is None and not headed
    if one and naming.is_firm(found.first):
        draft.take("company", found, naming.company(found.first, found.stop))
    else:
        draft.take("contact", found, found.value.name)


def take_likely_person(draft: Draft, leading: frozenset[str] = frozenset()) -> bool:
    """«Встречу с Гусем», «телефон Гуся»: a living being where only a person makes sense.

    Args:
        leading: prepositions one of which must stand before; any place if empty.
    """
    reading = draft.reading
    for found in reading.all("person_hint"):
        living = "anim" in reading.tokens[found.first].traits
        led = not leading or reading.norm(found.first - 1) in leading
        if living and led and draft.is_free(found):
            _give_party(draft, found)
            return True
    return False


def take_hinted(draft: Draft) -> bool:
    """Fill `contact` with what may be a name, where only a person makes sense."""
    free = (one for one in draft.reading.all("person_hint") if draft.is_free(one))
    found = next(free, None)
    if found is not None:
        draft.take("contact", found, found.value.name)
    return found is not None


def _head_before(reading: Reading, index: int) -> list[int]:
    before = reading.before(index)
    return [before] if before is not None and reading.cues[before] & set(_HEADS) else []
