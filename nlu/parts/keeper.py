"""Who looks after a record, and who its people are: «на ком сделка», «кто ведёт фирму Зерно»."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.reading import Reading


def take_people_asked(draft: Draft) -> bool:
    """Fill `field` with the user in charge or the people of a record, where that is asked."""
    takes = (_take_on_whom, _take_who_works, _take_keeper, _take_client)
    return any(take(draft) for take in takes)


def asks_keeper(reading: Reading) -> bool:
    """Say whether it is asked who looks after one company: «какой менеджер ведёт фирму Зерно»."""
    asked = any(_asks(reading, i) for i in reading.where("who", "responsible"))
    verbs = (reading.tokens[i].parses[:1] for i in reading.where("own", "works"))
    keeps = any(parse.pos == "VERB" for parses in verbs for parse in parses)
    return asked and keeps and any(map(reading.is_one, reading.where("company")))


def _take_on_whom(draft: Draft) -> bool:
    """«На ком сделка 5302», «за кем закреплён контакт»."""
    reading = draft.reading
    for index in range(1, len(reading.tokens)):
        if (reading.norm(index - 1), reading.norm(index)) in {("на", "ком"), ("за", "кем")}:
            draft.put("field", "responsible", [index])
            draft.explain_cues("own")
            return True
    return False


def _take_who_works(draft: Draft) -> bool:
    """«Кто тут работает»: the people of the open company."""
    reading = draft.reading
    here = any(reading.norm(i) in {"тут", "здесь"} for i in range(len(reading.tokens)))
    if reading.norm(0) != "кто" or not here or not reading.has("works"):
        return False
    draft.put("field", "contacts", [0])
    draft.explain_cues("works")
    return True


def _take_keeper(draft: Draft) -> bool:
    """«Кто сейчас работает с клиентом Ким», «кто у нас ведёт фирму Зерно»."""
    reading = draft.reading
    asked = next((i for i in reading.where("who", "responsible") if _asks(reading, i)), None)
    verb = next((i for i in reading.where("works") if reading.norm(i + 1) in {"с", "со"}), None)
    if verb is None:
        back = ("ним", "ней", "нею", "ними")
        verb = next((i for i in reading.where("works") if reading.norm(i - 1) in back), None)
    if asked is None or verb is None or verb < asked or reading.all("date"):
        return False
    draft.put("field", "responsible", [asked, verb])
    return True


def asks_here(reading: Reading) -> bool:
    """Say whether the people of the record at hand are asked: «кто клиент», «кто контакт»."""
    request = reading.request
    shown = [*request.previous.records] if request.previous else []
    kinds = [request.context.entity[0]] if request.context.entity else [one.type for one in shown]
    whom = {
        i for i in reading.content if not reading.cues[i] & {"who", "contact", "people", "face"}
    }
    return reading.has("who") and not whom and kinds in (["leads"], ["companies"])


def _asks(reading: Reading, index: int) -> bool:
    """«Кто …», «какой менеджер …»."""
    led = index > 0 and "which" in reading.cues[index - 1]
    return reading.norm(index) == "кто" or ("responsible" in reading.cues[index] and led)


def _take_client(draft: Draft) -> bool:
    """«Кто клиент по сделке 5018»: the people of one deal."""
    reading = draft.reading
    client = next((i for i in reading.where("contact") if reading.norm(i - 1) == "кто"), None)
    one = any(map(reading.is_one, reading.where("deal"))) or asks_here(reading)
    if client is None or not one:
        return False
    draft.put("field", "contacts", [client - 1, client])
    return True
