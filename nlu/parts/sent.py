"""What is to be sent to somebody: a message, a list; the assistant sends nothing."""

from __future__ import annotations

from nlu.parts.likeliest import has_infinitive, traits
from nlu.reading import Reading
from nlu.smallwords import TO_HIM

_TOSSING = frozenset({"скинуть", "кинуть", "сбросить", "закинуть"})
_SENDING = frozenset({"написать", "ответить", "отправить", "послать", "сообщить"})
_PASSING = _TOSSING | {"отправить", "послать", "переслать", "прислать", "выслать", "отослать"}
_LISTED = frozenset({"list", "phone", "email", "summary"})
_MANY = ("deal", "contact", "company")
_BY = frozenset({"до", "к"})
_LINK = "ссылка"
_CHATS = frozenset({"чат", "личка", "мессенджер"})


def sends_message(reading: Reading) -> bool:
    """Say whether somebody is to be told or given something: «напиши клиенту, что …»."""
    if reading.has("note", "task", "deal", "remind", "card") or reading.all("id"):
        return False
    shown = reading.has("channel") and reading.has("show")
    if not shown and reading.said.isdisjoint(_SENDING | _TOSSING):
        return False
    if _has_term(reading):
        return False
    for index in range(len(reading.tokens) - 1):
        sends = reading.lemmas(index) & _SENDING and reading.norm(index).endswith(("и", "ите", "ь"))
        sends = sends or (reading.has("channel") and "show" in reading.cues[index])
        if sends and reading.is_order(index) and _is_addressee(reading, index + 1):
            return True
        if reading.lemmas(index) & _TOSSING and reading.is_order(index) and _hands_over(reading):
            return True
    return False


def sends_list(reading: Reading) -> bool:
    """Say whether what the CRM holds is to go to somebody else: «скинь Орлову список сделок»."""
    if reading.said.isdisjoint(_PASSING) or reading.has("note", "remind"):
        return False
    if reading.all("phone") or reading.all("email"):
        return False
    if has_infinitive(reading):  # «кинь Кате таску разбить сделки по этапам»
        return False
    for index in range(len(reading.tokens) - 1):
        if not reading.lemmas(index) & _PASSING or not reading.is_order(index):
            continue
        clause = range(index + 1, reading.clause_of(index).stop)
        told = any(_is_addressee(reading, i) for i in clause) or _into_chat(reading, clause)
        if told and not reading.all("id") and _is_list(reading, clause):
            return True
        if told and any(_LINK in reading.lemmas(i) for i in clause):
            return True
    return False


def _has_term(reading: Reading) -> bool:
    """«… до конца недели», «…, срок завтра»: by then somebody has to send it."""
    led = {i for one in reading.all("date") for i in (one.first - 1, one.first)}
    return any(reading.norm(i) in _BY or "date" in reading.cues[i] for i in led if i >= 0)


def _is_list(reading: Reading, clause: range) -> bool:
    """A list, an address, a report or many records; of tasks only as a list or by a channel."""
    sent = any(reading.cues[i] & _LISTED and "NOUN" in traits(reading, i) for i in clause)
    heads = (i for i in clause if reading.cues[i] & {*_MANY})
    many = any(_are_many(reading, i) for i in heads)
    way = reading.has("channel") or _into_chat(reading, clause)
    return sent or many or (way and reading.has("task", *_MANY))


def _are_many(reading: Reading, index: int) -> bool:
    """«Контакты», «сделки», not «обзвон клиентов»."""
    said = traits(reading, index)
    forms = (parse.grammemes for parse in reading.tokens[index].parses if "anim" not in said)
    return "new" not in reading.cues[index - 1] and any({"plur", "accs"} <= one for one in forms)


def _into_chat(reading: Reading, clause: range) -> bool:
    return any(reading.lemmas(i) & _CHATS for i in clause)


def _is_addressee(reading: Reading, index: int) -> bool:
    people = {found.first for found in reading.all("person") if found.value.case == "datv"}
    dative = "datv" in reading.tokens[index].traits
    being = dative and {"NOUN", "anim"} <= traits(reading, index)
    told = reading.norm(index + 1) in {"что", ","} or not reading.all("date")
    named = index in people or (told and reading.norm(index) in TO_HIM)
    return named or (dative and "contact" in reading.cues[index]) or being


def _hands_over(reading: Reading) -> bool:
    """«Скинь Киму прайс»: to somebody of the CRM, and no act that could be set as a task."""
    given = any(
        one.value.users is None and one.value.case == "datv" for one in reading.all("person")
    )
    acts = reading.has("call", "meeting", "stage") or any(map(reading.all, ("task_type", "stage")))
    return given and not acts and not has_infinitive(reading)
