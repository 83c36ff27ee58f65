"""Whom the news is of, and what they want: «Ромашка хочет ещё партию, …», «звонил Белов, …»."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.parts.clauses import news
from nlu.parts.likeliest import is_preposition, traits
from nlu.parts.who import of_contact
from nlu.reading import Reading
from nlu.smallwords import HIM
from nlu.types import Found, Kind

_COMING = frozenset({"с", "из", "на", "через", "в", "по"})
_FROM_US = frozenset({"у", "нас", "нам", "себе", "нами"})
REQUESTS = frozenset({"заказ", "запрос", "обращение", "заявка", "заказик", "предзаказ"})


def take_party(draft: Draft) -> bool:
    """Fill `contact` or `company` from who the news is about: «Ромашка хочет ещё партию, …»."""
    reading = draft.reading
    asked = [one for one in reading.clauses if any(reading.lemmas(i) & REQUESTS for i in one)]
    for clause in dict.fromkeys((*news(reading), *asked)):
        for found in reading.all("person"):
            if found.first in clause and draft.is_free(found) and of_contact(reading, found):
                draft.take("contact", found, found.value.name)
                return True
        subject = _subject(reading, clause)
        if len(subject) == 1 and _is_person(reading, subject.start):
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
            if words and "wishing" in reading.cues[index]:
                draft.put(slot, reading.text_of(words.start, words.stop), words)
                return True
    return _take_aim(draft, slot)


def take_ready(draft: Draft, slot: str) -> bool:
    """Fill a slot with what somebody is ready to take: «Ольга готова брать бассейн за 1,1 млн»."""
    reading = draft.reading
    for clause in news(reading):
        for index in clause[:-1]:
            ready = "готовый" in reading.lemmas(index) and "acting" in reading.cues[index + 1]
            words = _wanted(reading, range(index + 2, clause.stop)) if ready else range(0)
            if words:
                draft.explain([index, index + 1])
                draft.put(slot, reading.text_of(words.start, words.stop), words)
                return True
    return False


def explain_source(draft: Draft) -> None:
    """Account for where it came from: «с сайта», «из инстаграма», «на выставке»."""
    reading = draft.reading
    for index in reading.where("channel"):
        first = index
        while first and "ADJF" in traits(reading, first - 1):
            first -= 1
        if reading.norm(first - 1) in _COMING:
            draft.explain(range(first - 1, index + 1))


def is_somebody(reading: Reading, index: int) -> bool:
    """Say whether a word is a surname before its verb: «Полозков хочет», «Дзюба просит».

    It has a capital, and is no noun the dictionary knows, no small word and no company.
    """
    naming, token = reading.naming, reading.tokens[index]
    told = naming.is_known(index) and any("nomn" in parse.grammemes for parse in token.parses)
    company = naming.is_coined(index) or token.text.isupper()
    small = not traits(reading, index).isdisjoint({"PRCL", "CONJ", "PREP", "ADVB", "INTJ"})
    capital = token.kind is Kind.WORD and token.text[:1].isupper()
    return capital and not (told or company or small)


def is_surname(reading: Reading, index: int, *, sure: bool = False) -> bool:
    """Say whether a capital that no dictionary has is rather a person's than a firm's.

    Args:
        sure: where it stands only people make sense.
    """
    token, naming = reading.tokens[index], reading.naming
    made_up = naming.ends_like_company(index) or naming.is_prefixed(index) or naming.is_firm(index)
    unknown = token.kind is Kind.WORD and not naming.is_known(index) and not reading.cues[index]
    hinted = any(one.first == index for one in reading.all("person_hint"))
    likely = sure or hinted or any("Sgtm" in parse.grammemes for parse in token.parses)
    return token.text[:1].isupper() and unknown and likely and not made_up


def _is_person(reading: Reading, index: int) -> bool:
    """«Полозков хочет», «Пак согласился, оформи ему …»: a surname that is a word as well."""
    hinted = any(one.first == index for one in reading.all("person_hint"))
    capital = reading.tokens[index].text[:1].isupper() and not reading.naming.is_firm(index)
    back = any(reading.norm(i) in HIM for i in range(index + 2, len(reading.tokens)))
    return is_somebody(reading, index) or (hinted and capital and back)


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


def _is_office(reading: Reading, run: range) -> bool:
    """«Прораб просит»: a living being in small letters, named by what it does."""
    parses = reading.tokens[run.start].parses[:1]
    living = any({"anim", "nomn"} <= parse.grammemes for parse in parses)
    small = reading.tokens[run.start].text.islower()
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
    """«Договорились с Кедром на …», «звонили из Теплодара», «у Зенита новый заказ»."""
    for index in clause[1:]:
        capital = reading.tokens[index].text[:1].isupper() and not reading.cues[index]
        if capital and reading.norm(index - 1) in {"с", "от", "из", "у"}:
            return range(index, index + 1)
    return range(0)
