"""Clauses of an utterance: what is told of the world, what is ordered, what is put off."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.once import once
from nlu.parts.likeliest import is_preposition, traits
from nlu.parts.who import of_contact
from nlu.reading import Reading
from nlu.types import Found, Kind

_FINITE = frozenset({"past", "3per", "1per"})
_TELLING_POS = frozenset({"PRED", "PRTS", "ADJS"})
_LATER = frozenset({"потом", "позже", "попозже", "позднее", "отдельно", "пока"})
_THEREFORE = frozenset({"поэтому", "потому", "значит", "следовательно", "соответственно"})
_ENOUGH = frozenset({"хватит", "нечего", "незачем", "довольно", "полно", "негоже"})
_COMING = frozenset({"с", "со", "из", "на", "через", "в", "по"})
_FROM_US = frozenset({"у", "нас", "нам", "себе", "нами"})
REQUESTS = frozenset({"заказ", "запрос", "обращение", "заявка", "заказик", "предзаказ"})
_SPEAKING_OF = frozenset({"это", "они", "он", "она", "там"})


def is_verb(reading: Reading, index: int) -> bool:
    """Say whether a token is likeliest a finite verb."""
    return reading.has_subject(index) or any(
        parse.pos == "VERB" and bool(parse.grammemes & _FINITE)
        for parse in reading.tokens[index].parses[:1]
    )


@once
def is_told(reading: Reading, clause: range) -> bool:
    """Say whether a clause tells what happened or how things are; it orders nothing."""
    if orders(reading, clause):
        return False
    told = any(_tells(reading, index) or _is_over(reading, index) for index in clause)
    return told or _is_enough(reading, clause)


@once
def orders(reading: Reading, clause: range) -> bool:
    """Say whether a clause has an imperative, «пусть», or an infinitive no finite verb governs."""
    free = (i for i in clause if not reading.has_subject(i) and not _is_coined(reading, i))
    likeliest = [parse for i in free for parse in reading.tokens[i].parses[:1]]
    if any(parse.pos == "VERB" and "impr" in parse.grammemes for parse in likeliest):
        return True
    if any("let" in reading.cues[index] for index in clause):
        return True
    bare = any(parse.pos == "INFN" for parse in likeliest) and not _is_enough(reading, clause)
    return bare and not any(_tells(reading, index) for index in clause)


@once
def news(reading: Reading) -> tuple[range, ...]:
    """Return the clauses that tell something before the order: «Ромашка созрела, заведи …».

    Where nothing is ordered the last clause says what is to be.
    """
    cut = reading.clauses
    if len(cut) == 1:
        return ()
    ordered = [n for n, clause in enumerate(cut) if orders(reading, clause)]
    before = cut[: max(ordered, default=len(cut) - 1)]
    return tuple(
        one for one in before if is_told(reading, one) or (ordered and is_away(reading, one))
    )


def told_before(reading: Reading) -> frozenset[int]:
    """Return all tokens up to the end of the last clause of news."""
    told = news(reading)
    if not told:
        return frozenset()
    stop = told[-1].stop
    return frozenset(range(stop + (stop < len(reading.tokens) and not reading.is_word(stop))))


def is_link(reading: Reading, index: int) -> bool:
    """«…, так что задачу закрой», «…, поэтому …»: it ties the order to what was told."""
    so = (reading.norm(index), reading.norm(index + 1)) == ("так", "что")
    back = (reading.norm(index - 1), reading.norm(index)) == ("так", "что")
    return so or back or reading.norm(index) in _THEREFORE


def _is_coined(reading: Reading, index: int) -> bool:
    """«Съездил в ромстрой»: a word no dictionary has only looks like an imperative."""
    return not reading.cues[index] and not reading.naming.is_known(index)


def _is_enough(reading: Reading, clause: range) -> bool:
    """«Хватит ей на переговорах висеть», «нечего ему стоять»: how it is to be no longer."""
    return reading.norm(clause.start) in _ENOUGH


def _is_over(reading: Reading, index: int) -> bool:
    """«Больше не на Волковой»: a denial that needs no verb."""
    return reading.norm(index) == "не" and reading.norm(index - 1) == "больше"


def is_away(reading: Reading, clause: range) -> bool:
    """Say whether a clause is of somebody or something, and where it is: «Сидоров в отпуске, …»."""
    places = (one.stop for one in reading.all("person") if one.first == clause.start)
    place = next(places, clause.start + _is_small_subject(reading, clause))
    return clause.start < place < clause.stop and is_preposition(reading, place)


def _is_small_subject(reading: Reading, clause: range) -> bool:
    """«Деньги на счету», «он в теме», «я в отпуске»: no name, all in small letters."""
    parses = reading.tokens[clause.start].parses[:2]
    subject = any(p.pos in {"NOUN", "NPRO"} and "nomn" in p.grammemes for p in parses)
    small = all(reading.tokens[i].text[:1].islower() for i in clause[1:])
    return subject and small and reading.naming.is_known(clause.start)


def explain_asides(draft: Draft) -> None:
    """Account for what is told before the order, what is put off, and «…, это кофейня»."""
    reading = draft.reading
    taken = set().union(*draft.places.values()) if draft.places else set()
    for clause in news(reading):
        draft.explain(clause)
    for clause in reading.clauses[1:]:
        off = is_put_off(reading, clause)
        if (off or speaks_of(reading, clause)) and taken.isdisjoint(clause):
            draft.explain(clause)


def speaks_of(reading: Reading, clause: range) -> bool:
    """«…, это кофейня», «…, они участвуют в торгах»: it is said of whom the order is about."""
    return reading.norm(clause.start) in _SPEAKING_OF and not orders(reading, clause)


def explain_source(draft: Draft) -> None:
    """Account for where it came from: «с сайта», «из инстаграма», «на выставке»."""
    reading = draft.reading
    for index in reading.where("channel"):
        first = index
        while first and "ADJF" in traits(reading, first - 1):
            first -= 1
        if reading.norm(first - 1) in _COMING:
            draft.explain(range(first - 1, index + 1))


def is_put_off(reading: Reading, clause: range) -> bool:
    """«Название потом придумаем», «телефон скажу позже»."""
    later = any(reading.norm(index) in _LATER for index in clause)
    return later and any(_tells(reading, index) for index in clause)


def take_party(draft: Draft) -> bool:
    """Fill `contact` or `company` from who the news is about: «Ромашка хочет ещё партию, …»."""
    reading = draft.reading
    for clause in news(reading):
        for found in reading.all("person"):
            if found.first in clause and draft.is_free(found) and of_contact(reading, found):
                draft.take("contact", found, found.value.name)
                return True
        subject = _subject(reading, clause)
        if len(subject) == 1 and is_somebody(reading, subject.start):
            draft.put("contact", reading.text_of(subject.start, subject.stop), subject)
            return True
        run = subject or _receiver(reading, clause) or _partner(reading, clause)
        free = draft.is_free(Found(run.start, run.stop, None))
        if run and free and not _is_office(reading, run):
            draft.put("company", reading.naming.company(run.start, run.stop), run)
            return True
    return False


def take_wish(draft: Draft, slot: str) -> bool:
    """Fill a slot with what is wanted: «Орлова хочет баню из бруса за миллион, заведи сделку»."""
    reading = draft.reading
    for clause in news(reading):
        for index in clause:
            words = _wanted(reading, range(index + 1, clause.stop))
            wished = is_verb(reading, index) or reading.is_command(index)
            if words and wished and "wishing" in reading.cues[index]:
                draft.put(slot, reading.text_of(words.start, words.stop), words)
                return True
    return _take_aim(draft, slot)


def _take_aim(draft: Draft, slot: str) -> bool:
    """«Договорились с Кедром на пять вагонов доски», «пришёл запрос от Лукойла на спецодежду»."""
    reading = draft.reading
    for clause in news(reading):
        for index in clause[1:]:
            words = _wanted(reading, range(index + 1, clause.stop))
            counted = words and "NUMR" in {p.pos for p in reading.tokens[words.start].parses[:1]}
            asked = any(reading.lemmas(i) & REQUESTS for i in clause if i < index)
            if words and reading.norm(index) == "на" and (counted or asked):
                draft.put(slot, reading.text_of(words.start, words.stop), words)
                return True
    return False


def _wanted(reading: Reading, behind: range) -> range:
    """The object and what hangs on it, up to a price; «ещё партию» is more of what there is."""
    people = {one.first for one in reading.all("person")}
    first = behind.start
    while first in behind and (reading.norm(first) in _FROM_US):
        first += 1
    behind = range(first, behind.stop)
    stop = next((i for i in behind if i in reading.figures | people), behind.stop)
    if stop > behind.start and is_preposition(reading, stop - 1):
        stop -= 1
    words = range(behind.start, stop)
    likeliest = [parse for i in words[:1] for parse in reading.tokens[i].parses]
    counted = any(p.pos in {"NUMR", "None"} for p in likeliest[:1])
    thing = counted or any(p.pos in {"NOUN", "ADJF"} and "accs" in p.grammemes for p in likeliest)
    plain = all(not reading.cues[i] for i in words[:1])
    return words if thing and plain else range(0)


def _subject(reading: Reading, clause: range) -> range:
    """A name before a verb of wanting or agreeing, which a thing cannot do."""
    first = next((i for i in clause if i in reading.content), clause.start)
    stop = first
    while stop in clause and _may_be_subject(reading, stop):
        stop += 1
    follower = stop
    while follower in clause and "acting" not in reading.cues[follower]:
        if follower not in reading.fillers:
            return range(0)
        follower += 1
    acts = follower in clause and "1per" not in traits(reading, follower)
    return range(first, stop) if acts else range(0)


def is_somebody(reading: Reading, index: int) -> bool:
    """Say whether a word is a surname before its verb: «Полозков хочет», «Дзюба просит».

    It has a capital, and is no noun the dictionary knows and no company.
    """
    naming, token = reading.naming, reading.tokens[index]
    told = naming.is_known(index) and any("nomn" in parse.grammemes for parse in token.parses)
    company = naming.is_coined(index) or naming.ends_like_company(index) or token.text.isupper()
    return token.kind is Kind.WORD and token.text[:1].isupper() and not (told or company)


def _is_office(reading: Reading, run: range) -> bool:
    """«Прораб просит»: a living being in small letters, named by what it does."""
    parses = reading.tokens[run.start].parses[:1]
    living = any({"anim", "nomn"} <= parse.grammemes for parse in parses)
    small = reading.tokens[run.start].text.islower() and reading.naming.is_known(run.start)
    return len(run) == 1 and living and small


def _may_be_subject(reading: Reading, index: int) -> bool:
    if reading.cues[index] or not reading.is_word(index):
        return False
    if is_somebody(reading, index):
        return True
    parses = reading.tokens[index].parses
    if not parses:
        return True
    return parses[0].pos in {"NOUN", "ADJF", "UNKN"} and any(
        "nomn" in parse.grammemes for parse in parses
    )


def _receiver(reading: Reading, clause: range) -> range:
    """«Продали обучение Магнитке»: a capitalised dative in the middle."""
    for index in clause[1:]:
        token = reading.tokens[index]
        dative = any("datv" in parse.grammemes for parse in token.parses)
        if token.text[:1].isupper() and dative and not reading.cues[index]:
            return range(index, index + 1)
    return range(0)


def _partner(reading: Reading, clause: range) -> range:
    """«Договорились с Кедром на …», «запрос от Лукойла»: a capital behind «с» or «от»."""
    for index in clause[1:]:
        capital = reading.tokens[index].text[:1].isupper() and not reading.cues[index]
        if capital and reading.norm(index - 1) in {"с", "со", "от"}:
            return range(index, index + 1)
    return range(0)


def _tells(reading: Reading, index: int) -> bool:
    parses = reading.tokens[index].parses[:1]
    if "want" in reading.cues[index]:
        return any(parse.pos == "VERB" and "1per" not in parse.grammemes for parse in parses)
    return is_verb(reading, index) or any(parse.pos in _TELLING_POS for parse in parses)
