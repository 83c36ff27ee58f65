"""Who and what a new deal is of, where the words say it in passing."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.parts.likeliest import is_preposition
from nlu.parts.party import REQUESTS
from nlu.parts.person_inside import may_be_person
from nlu.parts.title import title_at
from nlu.parts.who import give_responsible
from nlu.reading import Reading, Who
from nlu.types import Found

_CALLING = frozenset({"звонить", "позвонить", "написать", "обратиться", "заказать"})
_OF_PARTY = frozenset({"для", "по", "с", "от", "под"})
_WILL = frozenset({"будет", "буду", "у", "нее", "него", "ней", "за", "сделку", "ее", "его", "их"})
_LONGEST_PARTY = 3


def request_of(reading: Reading) -> range:
    """Return the words of «новая заявка с сайта, ремонт кровли», which is no stage there.

    Nothing where deals are sought by it: «повторные продажи, новая заявка».
    """
    if len(reading.clauses) <= 1 or reading.has(
        "find", "show", "deal", "stage", "pipeline", "task"
    ):
        return range(0)
    for found in reading.all("stage"):
        words = range(found.first, found.stop)
        first = reading.clauses[0]
        named = "заявка" in reading.lemmas(words[-1]) and "новый" in reading.lemmas(words[0])
        opens = words.start in first and (words.start == 0 or reading.norm(0) in {"у", "от"})
        if named and opens and _tells_what(reading, first.stop):
            return words
    return range(0)


def _tells_what(reading: Reading, start: int) -> bool:
    """Something else than a figure, a person or a pipeline follows."""
    known = (*reading.all("pipeline"), *reading.all("person"), *reading.all("stage"))
    inside = {i for one in known for i in range(one.first, one.stop)} | reading.figures
    return any(i >= start and i not in inside for i in reading.content)


def explain_order(draft: Draft) -> None:
    """Account for «новый заказ» of «у Фатимы новый заказ, 40 стульев, заведи сделку»."""
    reading = draft.reading
    draft.explain(
        index
        for index in range(1, len(reading.tokens))
        if reading.lemmas(index) & REQUESTS and "new" in reading.cues[index - 1]
    )


def take_keeper(draft: Draft) -> bool:
    """Fill `responsible` from «ведёт Орлов», «вести будет Тимур», «отвечает Маша»."""
    reading = draft.reading
    for index in reading.where("own"):
        if not any(parse.pos in {"VERB", "INFN"} for parse in reading.tokens[index].parses[:2]):
            continue
        first, last = index, index
        while reading.norm(last + 1) in _WILL:
            last += 1
        while reading.norm(first - 1) in _WILL:
            first -= 1
        for found in reading.all("person"):
            if draft.is_free(found) and (found.first == last + 1 or found.stop == first):
                give_responsible(draft, "responsible", found)
                draft.explain(range(first, last + 1))
                draft.places["keeping"] = {*range(first, last + 1)}
                return True
    return False


def take_caller(draft: Draft) -> None:
    """Fill `contact` from «звонил Станислав», «заказал Арсен Гукасян», and account for the verb."""
    reading = draft.reading
    for clause in reading.clauses:
        verbs = [i for i in clause if "acting" in reading.cues[i] and _is_past(reading, i)]
        for found in reading.all("person") if verbs else ():
            called = any(reading.lemmas(i) & _CALLING for i in verbs)
            his = found.value.users is None or called
            if found.first in clause and his and _is_subject(draft, found):
                draft.take("contact", found, found.value.name)
                draft.explain(verbs)
                return


def take_likely_client(draft: Draft) -> bool:
    """Fill `contact` from «от Розы Бариевой»: a name and a surname behind a preposition."""
    reading = draft.reading
    for found in reading.all("person_hint"):
        led = found.first and reading.norm(found.first - 1) in _OF_PARTY
        whole = found.stop - found.first > 1 and may_be_person(reading, found)
        if led and whole and draft.is_free(found):
            draft.take("contact", found, found.value.name)
            return True
    return False


def _is_subject(draft: Draft, found: Found[object]) -> bool:
    led = is_preposition(draft.reading, found.first - 1)
    return draft.is_free(found) and not led and "contact" not in draft.slots


def _is_past(reading: Reading, index: int) -> bool:
    return any({"past"} <= parse.grammemes for parse in reading.tokens[index].parses[:1])


def take_party_behind(draft: Draft, frame: tuple[str, ...]) -> bool:
    """Fill `company` from «сделку по ромашке …, мойка окон»: the name stands elsewhere.

    Args:
        frame: cues of the words that are no part of a deal's name.
    """
    reading = draft.reading
    for head in reading.where("deal"):
        run = _party_run(draft, head + 1)
        if not run:
            continue
        framed = {*run, *reading.where(*frame)}
        if any(index not in framed for index in draft.left()):
            draft.put("company", reading.naming.company(run.start, run.stop), run)
            return True
    return False


def _party_run(draft: Draft, led: int) -> range:
    reading, left = draft.reading, {*draft.left()}
    stop = led + 1
    while stop in left and not reading.cues[stop] and stop - led <= _LONGEST_PARTY:
        stop += 1
    marked = stop < len(reading.tokens) and reading.tokens[stop].text in {":", "-"}
    coined = stop == led + 2 and reading.naming.is_coined(led + 1)
    aimed = reading.norm(led) == "на" and (marked or coined)
    ends = stop not in left or reading.is_order(stop)
    led_to = reading.norm(led) in _OF_PARTY or aimed
    return range(led + 1, stop) if led_to and ends else range(0)


def take_purpose(draft: Draft, slot: str) -> bool:
    """Fill a slot with what the deal is for: «сделку на поставку щебня», in the accusative."""
    reading = draft.reading
    parties = (draft.places[slot] for slot in ("company", "contact") if slot in draft.places)
    for head in (*reading.where("deal"), *(max(party) for party in parties if party)):
        thing = head + 2
        if reading.norm(head + 1) != "на" or thing not in draft.left():
            continue
        parses = reading.tokens[thing].parses[:2]
        aimed = any(p.pos in {"NOUN", "ADJF"} and "accs" in p.grammemes for p in parses)
        living = any("anim" in parse.grammemes for parse in parses[:1])
        if aimed and not living and reading.tokens[thing].text.islower():
            title = title_at(draft, thing)
            draft.put(slot, reading.text_of(title.start, title.stop), title)
            return True
    return False


def explain_wished(draft: Draft) -> None:
    """«Пусть в переговорах стоит», «она должна быть на Орлове»: what says where it is to be."""
    reading = draft.reading
    said = set().union(
        *(draft.places.get(slot, set()) for slot in ("stage", "pipeline", "responsible"))
    )
    for index in reading.where("let", "must"):
        clause = reading.clause_of(index)
        if said & {*clause} and not any("deal" in reading.cues[i] for i in clause):
            draft.explain(clause)


def explain_nameless(draft: Draft) -> None:
    """«Лид без названия пока»: it is to be asked for."""
    reading = draft.reading
    for index in reading.where("name"):
        if reading.norm(index - 1) == "без":
            draft.mark("nameless", {index - 1, index})


def is_given_to(draft: Draft, found: Found[Who]) -> bool:
    """«Орлову лид», «заведи орлову лид»: the form of a woman's name, too."""
    reading = draft.reading
    dative = any("datv" in parse.grammemes for parse in reading.tokens[found.first].parses)
    created = "create" in reading.cues_at(found.first - 1)
    headed = found.first == 0 and found.stop < len(reading.tokens)
    headed = headed and "deal" in reading.cues[found.stop]
    user = found.value.users is not None and (created or headed)
    return found.value.case == "datv" or (dative and user)
