"""When a record was last spoken to, and on what topic: «когда последний раз общались с …»."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.once import once
from nlu.parts.company import in_genitive
from nlu.parts.who import of_contact
from nlu.reading import Reading
from nlu.smallwords import ABOUT_OR_BY, OF_PARTY

_LAST = frozenset({"последний", "крайний"})
_TIME = "раз"
_WHICH_TIME = frozenset({"следующий", "прошлый", "последний", "тот", "этот", "крайний"})
_GOING = frozenset({"двигаться", "продвигаться", "идти"})
_SHORT = 3
_LISTED = ("deal", "task", "note", "how_many", "which", "find", "closing", "arrive")
_THINGS = frozenset(
    {"оплата", "деньга", "счёт", "счет", "договор", "срок", "документ", "поставка", "доставка"}
    | {"отгрузка", "предоплата", "скидка", "цена", "бумага", "подписание", "бюджет", "сумма"}
)


def take_last_talk(draft: Draft) -> bool:
    """«Когда с ними последний раз общались», «давно звонили?», «последний контакт когда был»."""
    reading = draft.reading
    said = [*_verbs(reading), *_nouns(reading)]
    if not said or reading.orders or reading.has("how_many", "planned") or reading.all("date"):
        return False
    last = [i for i in range(len(reading.tokens)) if reading.lemmas(i) & _LAST]
    times = [i for i in range(len(reading.tokens)) if reading.norm(i) == _TIME]
    if not (times and last) and not reading.has("when") and "давно" not in reading.norms:
        return False
    draft.put("field", "notes", [*said, *last, *times])
    draft.explain_cues("when", "since")
    return True


def explain_topic(draft: Draft) -> None:
    """«Последние договорённости по деньгам»: which notes are meant nobody can filter by."""
    reading = draft.reading
    draft.explain_cues("newest", "exists")
    for index in range(1, len(reading.tokens)):
        if is_topic(reading, index):
            draft.explain([index])


def is_topic(reading: Reading, index: int, *, behind: str = "") -> bool:
    """Say whether a plain noun behind «по» says what was talked of, not with whom.

    Args:
        behind: another word it stands behind.
    """
    token = reading.tokens[index]
    plain = token.text.islower() and reading.naming.is_known(index)
    thing = any("inan" in p.grammemes and p.pos == "NOUN" for p in token.parses[:1])
    firm = reading.naming.is_firm(index) or reading.naming.is_coined(index)
    other = reading.cues[index] & {"deal", "contact", "company", "task"}
    return (
        reading.norm(index - 1) in {*ABOUT_OR_BY, behind}
        and plain
        and thing
        and not firm
        and not other
    )


@once
def topic_asked(reading: Reading) -> list[int]:
    """Return the thing of «что по деньгам с Гермесом», «что с заказом Ромашки», or nothing."""
    asked = reading.has("what") or (reading.norm(0), reading.norm(1)) == ("как", "там")
    if not asked or reading.orders or reading.has(*_LISTED):
        return []
    if reading.all("date") or any(not of_contact(reading, one) for one in reading.users):
        return []  # «что по отгрузкам у Смирновой» are her deals
    things = [i for i in range(1, len(reading.tokens)) if _is_thing(reading, i)]
    if len(things) != 1:
        return []
    led = (i for i in range(1, len(reading.tokens)) if i not in things and _is_led(reading, i))
    party = any(True for _ in led) or _is_owned(reading, things[0])
    party = party or _is_at_hand(reading, things[0])
    return [*things, *_goings(reading)] if party else []


def _is_at_hand(reading: Reading, index: int) -> bool:
    """«Что там по срокам» on an open card, or behind a record just told of."""
    request = reading.request
    told = request.previous.intent if request.previous else None
    subject = request.context.entity is not None or (told is not None and told.stem == "show")
    return subject and bool(reading.lemmas(index) & _THINGS) and len(reading.content) <= _SHORT


def _is_thing(reading: Reading, index: int) -> bool:
    """«По срокам», «с оплатой», «как там заказ»: lower case, and no firm is called so."""
    before = reading.norm(index - 1)
    if before == "с" and reading.lemmas(index) & _THINGS:
        return reading.tokens[index].text.islower()
    if before in {"с", "там"}:
        return is_topic(reading, index, behind=before) and _is_owned(reading, index)
    return before == "по" and is_topic(reading, index)


def _is_owned(reading: Reading, index: int) -> bool:
    """«Заказом у Вектора», «заказом Ромашки»: whose it is stands right behind."""
    owner = index + 1
    if owner >= len(reading.tokens):
        return False
    named = reading.tokens[owner].text[:1].isupper() or reading.naming.is_firm(owner)
    return reading.norm(owner) in {"у", "по", "для", "от"} or (
        named and in_genitive(reading, owner)
    )


def _is_led(reading: Reading, index: int) -> bool:
    """«С Гермесом», «у Вектора», «по 5004»."""
    return reading.norm(index - 1) in OF_PARTY


def _goings(reading: Reading) -> list[int]:
    """«…, движется?»."""
    return [i for i in range(len(reading.tokens)) if reading.lemmas(i) & _GOING]


def explain_times(draft: Draft) -> None:
    """Account for «в следующий раз», «в прошлый раз»: when is not said."""
    reading = draft.reading
    for index in range(1, len(reading.tokens)):
        if reading.norm(index) == _TIME and reading.lemmas(index - 1) & _WHICH_TIME:
            draft.explain((index - 1, index))


def _verbs(reading: Reading) -> list[int]:
    spoken = reading.where("spoke")
    return [i for i in spoken if any("past" in p.grammemes for p in reading.tokens[i].parses)]


def _nouns(reading: Reading) -> list[int]:
    """«Последний контакт», «крайний созвон», where it is asked when it was."""
    if not reading.has("when"):
        return []
    return [i for i in reading.where("contacted") if reading.lemmas(i - 1) & _LAST and i]
