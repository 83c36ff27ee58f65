"""What an open contact gets, nobody being named: «компанию поставь …», «ответственной — Орлову»."""

from __future__ import annotations

from nlu.draft import Draft, Refusal
from nlu.parts.clauses import told_before
from nlu.parts.company import take_company
from nlu.parts.company_change import FRAME, take_employer, take_keeper
from nlu.parts.denied import explain_gone
from nlu.parts.likeliest import traits
from nlu.parts.made import makes_card
from nlu.parts.made_where import makes_outright
from nlu.parts.own_values import PLAIN
from nlu.parts.reason import shut_reasons
from nlu.parts.record import take_this
from nlu.parts.renamed import take_led_name
from nlu.reading import Reading

_ASIDE = ("deal", "task", "note", "which", "how_many", "who", "where", "remind", "budget", "stage")
_LED = frozenset({"в", "на", "к", "из"})
_HIS = frozenset({"его", "ее"})
_SETTING = frozenset({"change", "bind", "move"})


def open_contact_changed(reading: Reading) -> Draft | Refusal:
    """Read a new name, company or responsible of the contact whose card is open."""
    draft = Draft(reading, strength=PLAIN)
    card = reading.request.context.entity
    if card is None or card[0] != "contacts":
        return Refusal("контакт не открыт")
    if reading.has(*_ASIDE) or reading.all("date") or reading.orders & {"find", "tell"}:
        return Refusal("речь не об изменении контакта")
    if reading.all("phone") or reading.all("email"):
        return Refusal("диктуют телефон или почту")
    if makes_outright(reading, "company") or makes_card(reading):
        return Refusal("заводят новую запись")
    take_this(draft)
    explain_gone(draft)
    if take_led_name(draft):
        draft.explain_cues(*FRAME, "name", "rename", "must", "exists", "married", "move")
        shut_reasons(draft)
        draft.explain(told_before(reading))
        return draft
    strangers = (one.first for one in reading.all("person") if one.value.users is None)
    if any(reading.norm(first - 1) not in _LED for first in strangers):
        return Refusal("назван другой контакт")
    if not (_take_new_company(draft) or take_employer(draft) or take_keeper(draft)):
        return Refusal("не сказано, что изменить в контакте")
    draft.explain_cues(*FRAME)
    draft.explain(told_before(reading))
    return draft


def _take_new_company(draft: Draft) -> bool:
    reading = draft.reading
    if not reading.has("company", "works") or not (_is_ordered(reading) or _is_stated(reading)):
        return False
    if take_company(draft, "set_company"):
        return True
    for quote in reading.all("quote"):
        draft.take("set_company", quote, _named(reading, quote.first, quote.stop))
        return True
    start = next((i for i in range(1, len(reading.tokens)) if _begins_name(reading, i)), None)
    if start is None:
        return False
    stop = start + 1
    while stop < len(reading.tokens) and reading.tokens[stop].text[:1].isupper():
        stop += 1
    draft.put("set_company", reading.naming.company(start, stop), range(start, stop))
    return True


def _named(reading: Reading, first: int, stop: int) -> str:
    led = reading.norm(first - 1) in _LED - {"на"}
    inside = reading.text_of(first + 1, stop - 1)
    return reading.naming.company(first + 1, stop - 1) if led else inside


def _begins_name(reading: Reading, index: int) -> bool:
    """A capital behind a preposition or «компания», that is no cue."""
    before = index - 1 - (reading.tokens[index - 1].text in (":", "-"))
    led = reading.norm(before) in _LED or "company" in reading.cues[before]
    return led and reading.tokens[index].text[:1].isupper() and not reading.cues[index]


def _is_ordered(reading: Reading) -> bool:
    """«Поменяй компанию на …», «теперь работает в …»."""
    return bool(reading.orders & _SETTING) or reading.has("now")


def _is_stated(reading: Reading) -> bool:
    """«Компания — ООО «Техносила»»."""
    his = bool(reading.tokens) and reading.norm(0) in _HIS
    opens = len(reading.tokens) > 1 + his and "company" in reading.cues[his]
    return opens and reading.tokens[1 + his].text in (":", "-")


def gives_way(reading: Reading) -> bool:
    """Say whether a phone or address is given and not whose it is: «добавь телефон 8 903…»."""
    ways = [*reading.all("phone"), *reading.all("email")]
    noun = any("NOUN" in traits(reading, i) for i in reading.where("phone", "email"))
    others = reading.has("company", "contact", "works", "note") or reading.all("person_hint")
    ordered = reading.orders & {"attach", "change", "put"}
    return bool(ways and noun and ordered) and not others and not reading.all("person")
