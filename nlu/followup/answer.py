"""A turn that answers the question just asked."""

from __future__ import annotations

from collections.abc import Callable

from nlu.draft import Draft
from nlu.intents import Intent
from nlu.parts.leads import give_place, money, take_outcome, take_way
from nlu.parts.likeliest import traits
from nlu.parts.period import take_deadline
from nlu.parts.record import take_bare_id, take_record
from nlu.parts.remark import tail
from nlu.parts.task_words import give_task_words
from nlu.parts.things import is_firm
from nlu.parts.who import give_responsible, take_me
from nlu.parts.words import give_text
from nlu.reading import Reading

_CALLING = frozenset({"let", "called", "name", "rename"})
_TO = frozenset({"по", "к", "для", "у", "на", "в"})
_MAKING = frozenset({"create", "put", "attach"})
_NEW_TURN = ("find", "which", "how_many", "show", "who", "when", "where")


def answer(reading: Reading, intent: Intent, asked: str) -> Draft | None:
    """Read an utterance as the value of the slot or need that was asked for.

    Returns:
        None when it is another request, or no value of that kind.
    """
    if reading.has("talk_cancel", "talk_thanks", "talk_undo") or _is_new(reading):
        return None
    if asked == "record" and (reading.orders & _MAKING or _asks_list(reading)):
        return None
    if all("talk_no" in reading.cues[index] for index in reading.content):
        return None
    draft = Draft(reading, strength=0.99)
    take = _TAKERS.get(asked)
    if take is None:
        return None
    take(draft, intent, asked)
    draft.explain_cues("talk_yes", "beside_yes", "now", "want", "put", "name", "rename")
    return draft if draft.slots or draft.ambiguous else None


def _is_new(reading: Reading) -> bool:
    """A question, or an order about records, is another request."""
    return reading.has(*_NEW_TURN) or bool(
        reading.orders & {"remind", "complete", "reschedule", "move", "find"}
    )


def _asks_list(reading: Reading) -> bool:
    """«Мои задачи на сегодня», «сделки Петрова» to «по какой записи?»: another request."""
    first = min(reading.content, default=0)
    nouns = (i for i in reading.where("task", "deal") if i <= first + 1)
    return any(not reading.is_one(i) for i in nouns)


def _due(draft: Draft, intent: Intent, asked: str) -> None:
    del asked
    for found in draft.reading.all("shift"):
        if intent.stem == "reschedule_task":
            draft.take("shift", found, found.value)
            return
    take_deadline(draft)
    if draft.slots:
        take_record(draft, people=False)


def _text(draft: Draft, intent: Intent, asked: str) -> None:
    del asked
    words = tail(draft, 0)
    if intent.stem == "create_task":
        give_task_words(draft, words)
    else:
        give_text(draft, "text", words)


def _name(draft: Draft, intent: Intent, asked: str) -> None:
    reading = draft.reading
    if intent.stem == "create_contact" and reading.all("person"):
        found = reading.all("person")[0]
        draft.take(asked, found, found.value.name)
    elif reading.all("quote"):
        found = reading.all("quote")[0]
        draft.take(asked, found, found.value)
    elif intent.stem == "create_contact":
        draft.put(asked, reading.naming.person(0, len(reading.tokens)), range(len(reading.tokens)))
    else:
        first = _behind_called(reading)
        draft.explain(range(first))
        give_text(draft, asked, tail(draft, first))


def _behind_called(reading: Reading) -> int:
    """«Пусть называется ремонт насосов», «назови её …», «название: …»: where the name begins."""
    first = 0
    while first < len(reading.tokens) - 1 and (
        first in reading.fillers or reading.cues[first] & _CALLING
    ):
        first += 1
    called = any(reading.cues[i] & {"called", "name", "rename"} for i in range(first))
    return first if called else 0


def _responsible(draft: Draft, intent: Intent, asked: str) -> None:
    del intent
    for found in draft.reading.all("person"):
        if found.value.users is not None:
            give_responsible(draft, asked, found)
            return
    take_me(draft, asked, dative=True)


def _record(draft: Draft, intent: Intent, asked: str) -> None:
    if _says_when(draft.reading) or _says_who(draft.reading):
        return
    if take_record(draft) or take_bare_id(draft):
        return
    slot = "company" if asked == "company" else "lead"
    if asked == "contact":
        words = tail(draft, 0)
        draft.put("contact", draft.reading.naming.person(words[0], words[-1] + 1), words)
    elif slot == "lead" and (firm := _firm_alone(draft.reading)):
        draft.put("company", draft.reading.naming.company(firm.start, firm.stop), firm)
    elif (intent.stem != "create_lead" or asked == "company") and _names_thing(draft.reading):
        led = int(draft.reading.norm(0) in _TO)
        draft.explain(range(led))
        give_text(draft, slot, tail(draft, led))


def _names_thing(reading: Reading) -> bool:
    """A title has a noun, a number or a word nobody knows in it; «готово», «понятно» have none."""
    return any(
        not reading.is_word(i) or not reading.naming.is_known(i) or "NOUN" in traits(reading, i)
        for i in reading.content
    )


def _firm_alone(reading: Reading) -> range:
    """«Ромашка», «по стройгаранту»: one word, such as firms are called by; else nothing."""
    first = int(reading.norm(0) in _TO)
    words = [i for i in range(first, len(reading.tokens)) if reading.is_word(i)]
    one = words == [first] and (is_firm(reading, first) or reading.naming.ends_like_company(first))
    return range(first, first + 1 if one else first)


def _says_when(reading: Reading) -> bool:
    """«Нет, лучше в четверг», «не, ко вторнику»: the deadline is mended, no record is named."""
    dated = {
        i
        for kind in ("date", "shift")
        for one in reading.all(kind)
        for i in range(one.first, one.stop)
    }
    return (
        bool(dated)
        and all(
            i in dated or bool(reading.cues[i] & {"talk_no", "change"}) for i in reading.content
        )
    ) or reading.has("let")


def _says_who(reading: Reading) -> bool:
    """«На Волкову»: the task is somebody else's, no record is named."""
    return any(reading.norm(one.first - 1) == "на" for one in reading.users)


def _place(draft: Draft, intent: Intent, asked: str) -> None:
    del intent
    kind = asked.removeprefix("set_")
    for found in (*draft.reading.all(kind), *draft.reading.all(f"{kind}_hint")):
        if asked not in draft.slots:
            give_place(draft, asked, found)


def _way(draft: Draft, intent: Intent, asked: str) -> None:
    del intent
    kind = asked.removeprefix("set_")
    if take_way(draft, kind) and asked != kind:
        draft.slots[asked] = draft.slots.pop(kind)
        draft.places[asked] = draft.places.pop(kind)


def _amount(draft: Draft, intent: Intent, asked: str) -> None:
    del intent
    for found in (*money(draft.reading, "amount"), *draft.reading.all("number")):
        if asked not in draft.slots:
            draft.take(asked, found, found.value)


def _change(draft: Draft, intent: Intent, asked: str) -> None:
    """«Что изменить?»: whatever value was said."""
    del asked
    if intent.stem == "update_lead":
        take_outcome(draft)
    for slot in (
        "set_stage",
        "set_pipeline",
        "set_budget",
        "set_phone",
        "set_email",
        "set_responsible",
    ):
        if hasattr(intent, slot) and not draft.slots and not draft.ambiguous:
            _TAKERS[slot](draft, intent, slot)


_TAKERS: dict[str, Callable[[Draft, Intent, str], None]] = {
    "due": _due,
    "text": _text,
    "name": _name,
    "set_name": _name,
    "responsible": _responsible,
    "set_responsible": _responsible,
    "record": _record,
    "lead": _record,
    "contact": _record,
    "company": _record,
    "stage": _place,
    "set_stage": _place,
    "pipeline": _place,
    "set_pipeline": _place,
    "phone": _way,
    "set_phone": _way,
    "email": _way,
    "set_email": _way,
    "set_budget": _amount,
    "add_budget": _amount,
    "budget_value": _amount,
    "change": _change,
}
