"""Words given to be written down: where a note begins in an order to write it."""

from __future__ import annotations

from nlu.parts.clauses import is_told, orders
from nlu.parts.made import makes
from nlu.parts.words import after_mark
from nlu.reading import Reading

_ABOUT = frozenset({"по", "про", "к", "ко", "о", "об", "насчет", "в", "во", "у", "для"})
_FIELDS = frozenset({"phone", "email", "budget", "stage", "responsible", "name"})
_MAKING = frozenset({"base", "contact", "company", "phone", "email", "task"})
_HERE = frozenset({"сюда", "здесь", "тут"})
_HIM = frozenset({"ей", "ему", "им", "нее", "него", "них"})
_THAT = frozenset({"что"})


def dictated_from(reading: Reading) -> int | None:
    """Return where a note begins: «запомни про Мельника: …», «добавь в карточку, что …».

    A phone or an address among them is for the record itself, not for a note.
    """
    border = note_border(reading)
    if border is None or reading.has("task") or reading.all("phone") or reading.all("email"):
        return None
    if makes(reading, "deal", "contact", "company"):
        return None
    that = reading.norm(border - 1) == "что"
    verbs = {"note_down", "attach"} if that or _into_record(reading, border) else {"note_down"}
    ordered = any(reading.cues[i] & verbs and _is_ordered(reading, i) for i in range(border))
    return border if ordered and _is_led(reading, border) else None


def _is_ordered(reading: Reading, index: int) -> bool:
    """An imperative, or an infinitive behind courtesy alone: «прошу отразить …»."""
    polite = reading.is_command(index) and all(i in reading.fillers for i in range(index))
    return reading.is_order(index) or polite


def note_border(reading: Reading) -> int | None:
    """Return the index behind «:», «что» or the comma of «по сделке 5001 запиши, тендер …»."""
    border = after_mark(reading, words=_THAT)
    if border is not None or "note_down" not in reading.orders or len(reading.clauses) < 2:
        return border
    cut = reading.clauses
    head, words = cut[0], range(cut[1].start, len(reading.tokens))
    noted = any("note_down" in reading.cues[i] and reading.is_order(i) for i in head)
    made = any(reading.cues[i] & _MAKING for i in head)
    comma = reading.norm(cut[1].start - 1) in {",", "-"}
    return cut[1].start if comma and noted and not made and is_told(reading, words) else None


def is_told_first(reading: Reading) -> bool:
    """«Дадашева звонила, ругалась, запиши ей в карточку»: the order closes what was told."""
    if "note_down" not in reading.orders or len(reading.clauses) < 2:
        return False
    cut = reading.clauses
    if reading.has("task") or reading.all("phone") or reading.all("email"):
        return False
    last, told = cut[-1], cut[:-1]
    ordered = [i for i in last if "note_down" in reading.cues[i] and reading.is_order(i)]
    into = any(reading.cues[i] & {"card", "note", "deal"} for i in last)
    tells = any(is_told(reading, clause) or reading.norm(clause.start) == "у" for clause in told)
    if not ordered or not into or not tells or any(orders(reading, one) for one in told):
        return False
    numbers = {i for one in reading.all("id") for i in range(one.first, one.stop)}
    known = reading.fillers | numbers | {*ordered, *reading.where("card", "note", "deal")}
    people = {i for one in reading.all("person") for i in range(one.first, one.stop)}
    return all(i in known | people or reading.norm(i) in _HIM for i in last)


def is_attached(reading: Reading) -> bool:
    """«Допиши к контакту Олжас Сериков день рождения»: a note needs no colon there."""
    if not reading.orders & {"note_down"} or reading.has("task", *_FIELDS):
        return False
    heads = reading.where("deal", "contact", "company", "card")
    onto = any(reading.norm(index - 1) in {"к", "ко"} for index in heads)
    into = any(reading.norm(index - 1) in {"в", "во"} for index in reading.where("card"))
    ways = reading.all("phone") or reading.all("email")
    return onto or (into and bool(reading.all("person")) and not ways)


def _into_record(reading: Reading, border: int) -> bool:
    """«В сделку 5001 добавь: …», «к этой карточке допиши: …»: nothing of the record is named."""
    if any(reading.cues[i] & _FIELDS for i in range(border)):
        return False
    heads = [i for i in reading.where("deal", "card") if i < border]
    return any({"в", "к"} & {reading.norm(i - 1), reading.norm(i - 2)} for i in heads)


def _is_led(reading: Reading, border: int) -> bool:
    """«По Зерну», «к контакту …», «в карточку …» stand before the note."""
    return any(
        reading.norm(index) in _HERE
        or (reading.norm(index) in _ABOUT and index + 1 in reading.content)
        for index in range(border - 1)
    )
