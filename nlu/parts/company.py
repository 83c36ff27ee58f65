"""The company in an utterance: named outright, or what stands after «из», «по», «с»."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.parts.jobs import jobs
from nlu.parts.likeliest import is_preposition, parses_at, traits
from nlu.reading import Reading
from nlu.runs import runs
from nlu.smallwords import ABOUT
from nlu.types import Found, Kind

_OF_COMPANY = frozenset({"из", "в", "по", "с", "от", "для", "у", "на", "под", "к"})
_RECORDS = frozenset({"deal", "task", "contact", "people_word"})
_OWNED = frozenset({"contact", "people_word", "deal", "task"})
_STATES = frozenset({"state_open", "state_won", "state_lost", "state_closed", "state_overdue"})
_NAMES = frozenset({"Orgn", "Geox", "Surn", "Name", "Trad"})
_PLACING = frozenset({"в", "на", "по"})
_FEW_DIGITS = 3
_NO_NAME = frozenset({"VERB", "INFN", "ADVB", "COMP", "PRED"})


def take_company(draft: Draft, slot: str = "company") -> bool:
    """Fill a slot with a company marked by its legal form, «компания» or quotes."""
    for found in draft.reading.all("company"):
        if draft.is_free(found) and not _is_in_title(draft.reading, found):
            draft.take(slot, found, found.value)
            draft.explain_cues("company")
            noun = found.first - 1
            if noun >= 0 and draft.reading.naming.heads_company(noun):
                draft.explain([noun])  # «стоматология «Дента»»
            return True
    return False


def _is_in_title(reading: Reading, found: Found[str]) -> bool:
    """«Мебель для школы №8» in quotes is a name of its own."""
    return any(
        one.first < found.first - 1 and found.stop <= one.stop - 1 for one in reading.all("quote")
    )


def take_company_left(draft: Draft, slot: str = "company") -> bool:
    """Fill a slot with unexplained words after a preposition («по Ромашке»), or in the genitive."""
    for said in runs(draft.left()):
        run = _cut_short(draft.reading, said)
        if is_street_owner(draft.reading, run.start):
            continue
        if _may_be_name(draft.reading, run) and (
            after_preposition(draft.reading, run.start)
            or in_genitive(draft.reading, run.start)
            or _is_latin_owner(draft.reading, run.start)
            or _is_ahead(draft.reading, run.start)
            or _is_apposed(draft.reading, run.start)
        ):
            whole = range(run.start, name_end(draft.reading, run.stop))
            draft.put(slot, draft.reading.naming.company(whole.start, whole.stop), whole)
            return True
    return False


def take_company_quoted(draft: Draft, until: int | None = None) -> bool:
    """Fill `company` from «к «Вектору»», «она из «Арарат Трейд»»: quotes behind a preposition.

    Args:
        until: only the words before this token count.
    """
    reading = draft.reading
    for found in reading.all("quote"):
        led = after_preposition(reading, found.first) or reading.norm(found.first - 1) in ABOUT
        if led and draft.is_free(found) and (until is None or found.stop <= until):
            give_quoted(draft, "company", found)
            return True
    return False


def take_company_of_task(draft: Draft) -> bool:
    """Fill `company` from «задачу по «Ромашке»»: the case tells it from a title as it stands."""
    reading = draft.reading
    for found in reading.all("quote"):
        head = found.first - 2
        led = head >= 0 and "task" in reading.cues[head] and after_preposition(reading, found.first)
        straight = any("nomn" in p.grammemes for p in parses_at(reading, found.first + 1))
        if led and draft.is_free(found) and not straight:
            give_quoted(draft, "company", found)
            draft.explain([head + 1])
            return True
    return False


def take_company_apart(draft: Draft, slot: str = "company", *, nouns: bool = False) -> bool:
    """Fill a slot with a made-up name that is a clause of its own: «…, Балтстрой, …».

    Args:
        nouns: also with any noun firms are called by, where all else is known: «…, Зерно, …».
    """
    reading, left = draft.reading, {*draft.left()}
    for clause in reading.clauses[1:]:
        run = [index for index in clause if index in left and not reading.cues[index]]
        tailed = len(run) == 2 and reading.tokens[run[-1]].text[:1].isupper()
        alone = (len(run) == 1 or tailed) and not any(
            index in reading.content and index not in run and not reading.cues[index]
            for index in clause
        )
        if not (alone and reading.tokens[run[0]].text[:1].isupper()):
            continue
        ended = tailed and reading.naming.is_company_tail(run[-1])
        firm = nouns and reading.naming.is_firm_noun(run[0])
        if _is_made_up(reading, run[0]) or ended or firm:
            draft.put(slot, reading.naming.company(run[0], run[-1] + 1), run)
            return True
    return False


def _is_made_up(reading: Reading, index: int) -> bool:
    naming = reading.naming
    latin = all(one.kind is Kind.LATIN for one in reading.tokens[index : index + 2])
    return latin or naming.is_coined(index) or naming.is_firm(index)


def name_end(reading: Reading, stop: int) -> int:
    """Say where a name goes on to: «Хлебозавод №5», «Фортуна плюс»."""
    if stop + 1 < len(reading.tokens) and (reading.norm(stop) == "№" or is_count_of(reading, stop)):
        stop += 2
    while reading.norm(stop) in {"плюс", "+"} and stop + 1 not in reading.figures:
        stop += 1
    return stop


def is_count_of(reading: Reading, index: int) -> bool:
    """«Хлебозавод номер 3», «школа номер 12»: which of them, no phone."""
    behind = index + 1
    if "номер" not in reading.lemmas(index) or behind >= len(reading.tokens):
        return False
    number = reading.norm(behind)
    return reading.norm(index) == "номер" and number.isdigit() and len(number) <= _FEW_DIGITS


def give_quoted(draft: Draft, slot: str, found: Found[str]) -> None:
    """Fill a slot with a quoted name, inflected behind a preposition or who is of the firm."""
    named = draft.reading.naming.company(found.first + 1, found.stop - 1)
    led = after_preposition(draft.reading, found.first)
    led = led or draft.reading.norm(found.first - 1) in ABOUT
    led = led or found.first - 1 in jobs(draft.reading)
    draft.take(slot, found, named if led else found.value)


def is_street_owner(reading: Reading, index: int) -> bool:
    """«Уборка на Гагарина», «монтаж на Мира»: a street of that, as firms stand in another case."""
    likeliest = reading.tokens[index].parses[:1] if reading.norm(index - 1) == "на" else ()
    return any("gent" in p.grammemes and p.grammemes & {"Surn", "inan"} for p in likeliest)


def _cut_short(reading: Reading, run: range) -> range:
    """«У Бетонпрома сменился директор»: a name ends before a verb."""
    stop = run.start + 1
    while stop in run and not _is_of_pos(reading, stop, _NO_NAME):
        stop += 1
    return range(run.start, stop)


def _is_of_pos(reading: Reading, index: int, parts: frozenset[str]) -> bool:
    return reading.tokens[index].pos in parts


def _is_latin_owner(reading: Reading, index: int) -> bool:
    """«Сотрудники Romashka Trade»: Latin letters have no case, the noun before them tells."""
    latin = reading.tokens[index].kind is Kind.LATIN
    return latin and index > 0 and bool(reading.cues[index - 1] & _OWNED)


def _is_ahead(reading: Reading, index: int) -> bool:
    """«Hoff logistics сделки», «промснаб открытые сделки»: a firm opens the phrase, then many."""
    if index or not (reading.tokens[0].kind is Kind.LATIN or _is_made_up(reading, 0)):
        return False
    stop = 1
    while stop + 1 < len(reading.tokens) and (
        reading.tokens[stop].kind is Kind.LATIN or reading.cues[stop] & _STATES
    ):
        stop += 1
    if stop >= len(reading.tokens) or reading.is_one(stop):
        return False
    return bool(reading.cues[stop] & _OWNED)


def _is_apposed(reading: Reading, index: int) -> bool:
    """«Сделки Вектор», «задачи ПРОМСНАБ СПБ»: not declined, right behind many records."""
    head = index - 1
    if head < 0 or not reading.cues[head] & _RECORDS or reading.is_one(head):
        return False
    shown = reading.tokens[index].text[:1].isupper() and not reading.clean.text.isupper()
    named = shown and traits(reading, index) >= {"NOUN", "nomn", "sing"}
    return named or _is_made_up(reading, index)


def _may_be_name(reading: Reading, run: range) -> bool:
    """A verb, a number, a word with a meaning of its own, a small one beside names: no company."""
    first = reading.tokens[run.start]
    verb = _is_of_pos(reading, run.start, _NO_NAME)
    small = first.text.islower() and reading.writes_capitals
    small = small or any(one.first == run.start for one in reading.all("own_field"))
    plain = first.kind is Kind.NUMBER or verb or small or is_plain_thing(reading, run.start)
    return not plain and not reading.cues[run.start]


def is_plain_thing(reading: Reading, index: int) -> bool:
    """«В телефонии», «по рекламе»: in small letters a thing that no firm is called by."""
    token, naming = reading.tokens[index], reading.naming
    placed = reading.norm(index - 1) in _PLACING  # «с базисом» is with somebody
    if token.text[:1].isupper() or not naming.is_known(index) or not placed:
        return False
    called = naming.is_firm(index) or naming.is_ware(index) or naming.is_coined(index)
    called = called or naming.is_firm_alive(index) or naming.heads_company(index)
    likeliest = traits(reading, index)
    return not called and likeliest >= {"NOUN", "inan"} and not likeliest & _NAMES


def after_preposition(reading: Reading, index: int) -> bool:
    """Say whether a preposition that may lead to a company stands right before a token."""
    if not index or reading.norm(index - 1) not in _OF_COMPANY:
        return False
    return reading.norm(index - 1) != "на" or not _is_plain(reading, index)


def _is_plain(reading: Reading, index: int) -> bool:
    """«На планёрке», «на складе»: a place or an occasion, where no capital says otherwise."""
    return reading.tokens[index].text[:1].islower() and reading.naming.is_known(index)


def in_genitive(reading: Reading, index: int) -> bool:
    """Say whether a token may be a genitive of its own, not one after «без» or «кроме»."""
    if is_preposition(reading, index - 1):
        return False
    cases = [p.grammemes & {"nomn", "gent", "accs"} for p in reading.tokens[index].parses]
    return bool(cases) and any("gent" in case for case in cases[:2])
