"""Who looks after a record, and who its people are: «на ком сделка», «кто ведёт фирму Зерно»."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.parts.likeliest import is_past
from nlu.parts.numbered import number_asked
from nlu.parts.record import is_pointed_at
from nlu.reading import Reading
from nlu.smallwords import HERE


def take_people_asked(draft: Draft) -> bool:
    """Fill `field` with the user in charge or the people of a record, where that is asked."""
    takes = (_take_on_whom, _take_who_works, _take_keeper, _take_client, _take_reached)
    return any(take(draft) for take in takes)


def asks_keeper(reading: Reading) -> bool:
    """Say whether it is asked who looks after one company: «какой менеджер ведёт фирму Зерно»."""
    asked = any(_asks(reading, i) for i in reading.where("who", "responsible"))
    verbs = (reading.tokens[i].parses[:1] for i in reading.where("own", "works"))
    keeps = any(parse.pos == "VERB" for parses in verbs for parse in parses)
    return asked and keeps and any(map(reading.is_one, reading.where("company")))


_PEOPLE_ASKED = frozenset({"who", "which", "contact", "people", "people_word", "face"})
_AT_HAND = frozenset({"ней", "нее", "тут", "здесь"})
_BETWEEN = frozenset({"у", "по", "в", "сейчас", "там", "нас"})
_REACHED = frozenset({("с", "кем"), ("к", "кому")})
_REACHING = frozenset({"обращаться", "обратиться", "решать", "согласовывать", "согласовать"})
_ON_WHOM = frozenset({("на", "ком"), ("на", "кого"), ("за", "кем"), ("под", "кем"), ("у", "кого")})
_OF_WHOM = frozenset({("кому", "принадлежит"), ("кому", "принадлежат")})


def _take_on_whom(draft: Draft) -> bool:
    """«На ком сделка 5302», «за кем закреплён контакт», «кому принадлежит сделка 5307»."""
    reading, number = draft.reading, number_asked(draft.reading)
    if number is not None and (reading.norm(0), reading.norm(number.first - 1)) == ("кто", "на"):
        draft.put("field", "responsible", [0])
        return True
    if reading.norms.isdisjoint({"ком", "кем", "кого", "кому"}) or reading.has("how_many"):
        return False
    for index in range(1, len(reading.tokens)):
        pair = (reading.norm(index - 1), reading.norm(index))
        one = number is not None or any(map(reading.is_one, reading.where("deal", "company")))
        if pair in _OF_WHOM and one:
            draft.put("field", "responsible", [index - 1, index])
            return True
        if reading.norm(index - 1) == "кому" and _is_handed(reading, index):
            draft.put("field", "responsible", [index - 1, index])
            return True
        if pair in _ON_WHOM:
            draft.put("field", "responsible", [index])
            draft.explain_cues("own")
            return True
    return False


def _is_handed(reading: Reading, index: int) -> bool:
    """«Кому отдали 5330», «кому передали сделку «Навес»»."""
    one = number_asked(reading) is not None or any(map(reading.is_one, reading.where("deal")))
    return one and "assign" in reading.cues[index] and is_past(reading, index)


def _take_who_works(draft: Draft) -> bool:
    """«Кто тут работает», «какие люди числятся в этой компании»: the people of the open one."""
    reading = draft.reading
    here = not reading.norms.isdisjoint(HERE)
    if reading.norm(0) == "кто" and here and reading.has("works"):
        draft.put("field", "contacts", [0])
        draft.explain_cues("works")
        return True
    if not any(is_pointed_at(reading, i) for i in reading.where("company")):
        return False
    people = [i for i in reading.where("contact", "people_word") if not reading.is_one(i)]
    if not people or not reading.has("which", "what", "who"):
        return False
    draft.put("field", "contacts", people)
    draft.explain_cues("works", "hang", "exists", "which", "who", "what")
    return True


def _take_keeper(draft: Draft) -> bool:
    """«Кто сейчас работает с клиентом Ким», «кто у нас ведёт фирму Зерно»."""
    reading = draft.reading
    asked = next((i for i in reading.where("who", "responsible") if _asks(reading, i)), None)
    works = [*reading.where("works"), *(i for i in reading.where("people") if _talks(reading, i))]
    verb = next((i for i in works if reading.norm(i + 1) == "с"), None)
    if verb is None:
        back = ("ним", "ней", "нею", "ними")
        verb = next((i for i in works if reading.norm(i - 1) in back), None)
    if asked is None or verb is None or verb < asked or reading.all("date"):
        return False
    draft.put("field", "responsible", [asked, verb])
    return True


def _talks(reading: Reading, index: int) -> bool:
    return reading.tokens[index].pos == "VERB"


def asks_here(reading: Reading) -> bool:
    """Say whether the people of the record at hand are asked: «кто клиент», «какой контакт»."""
    request = reading.request
    shown = [*request.previous.records] if request.previous else []
    kinds = {request.context.entity[0]} if request.context.entity else {one.type for one in shown}
    whom = {i for i in reading.content if not reading.cues[i] & _PEOPLE_ASKED}
    whom = whom.difference(_deciding(reading))
    one = any(map(reading.is_one, reading.where("contact", "face")))
    asked = reading.has("who") or (reading.has("which") and one)
    return asked and not whom and kinds in ({"leads"}, {"companies"})


def _asks(reading: Reading, index: int) -> bool:
    """«Кто …», «какой менеджер …»."""
    led = index > 0 and "which" in reading.cues[index - 1]
    return reading.norm(index) == "кто" or ("responsible" in reading.cues[index] and led)


def _take_client(draft: Draft) -> bool:
    """«Кто клиент по сделке 5018», «кто у неё лпр»: the people of one deal."""
    reading = draft.reading
    people = sorted({*reading.where("contact", "face"), *_deciding(reading)})
    client = next((i for i in people if _is_asked_who(reading, i)), None)
    if client is None and people and asks_here(reading):
        client = people[0]
    number = number_asked(reading)
    ways = reading.has("phone", "email")
    if client is None and number is not None and reading.where("contact") and not ways:
        draft.put("field", "contacts", reading.where("contact"))
        return True
    one = any(map(reading.is_one, reading.where("deal"))) or asks_here(reading)
    one = one or number is not None or is_spoken_of(reading)
    if client is None or not one:
        return False
    asked = [*reading.where("who", "which", "people_word")] if asks_here(reading) else []
    asked += (i for i in range(client) if reading.norm(i) == "кто")
    draft.put("field", "contacts", [*asked, client])
    return True


def _deciding(reading: Reading) -> list[int]:
    """Return where «лпр» stands: whoever decides there."""
    return [i for i in range(len(reading.tokens)) if reading.norm(i) == "лпр"]


def _is_asked_who(reading: Reading, index: int) -> bool:
    """«Кто клиент», «кто тут лпр», «кто по ней заказчик»."""
    before = index - 1
    while before > 0 and reading.norm(before) in _BETWEEN | _AT_HAND:
        before -= 1
    return before >= 0 and reading.norm(before) == "кто"


def is_spoken_of(reading: Reading) -> bool:
    """Say whether «у неё», «по ней», «тут» point at a record shown or open, not at its people."""
    request = reading.request
    at_hand = request.context.entity or (request.previous and request.previous.records)
    return bool(at_hand) and not reading.norms.isdisjoint(_AT_HAND)


def _take_reached(draft: Draft) -> bool:
    """«С кем связываться по сделке 5312», «кому звонить по 5120»: the people of one deal."""
    reading = draft.reading
    asked = next((i for i in reading.where("who") if _asks_whom(reading, i)), None)
    if asked is None or reading.all("date") or reading.orders:
        return False
    verbs = [i for i in range(asked + 1, len(reading.tokens)) if _reaches(reading, i)]
    one = any(map(reading.is_one, reading.where("deal"))) or number_asked(reading) is not None
    if not verbs or not one:
        return False
    draft.put("field", "contacts", [asked, *verbs])
    return True


def _asks_whom(reading: Reading, index: int) -> bool:
    pair = (reading.norm(index - 1), reading.norm(index))
    return reading.norm(index) == "кому" or pair in _REACHED


def _reaches(reading: Reading, index: int) -> bool:
    known = reading.cues[index] & {"spoke", "call", "people"} or reading.lemmas(index) & _REACHING
    return bool(known) and reading.tokens[index].pos == "INFN"
