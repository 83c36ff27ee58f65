"""Words given to be written down: where a note begins in an order to write it."""

from __future__ import annotations

from nlu.parts.words import after_mark
from nlu.reading import Reading

_ABOUT = frozenset({"по", "про", "к", "ко", "о", "об", "насчет", "в", "во", "у", "для"})
_FIELDS = frozenset({"phone", "email", "budget", "stage", "responsible", "name"})
_THAT = frozenset({"что"})


def dictated_from(reading: Reading) -> int | None:
    """Return where a note begins: «запомни про Мельника: …», «добавь в карточку, что …».

    A phone or an address among them is for the record itself, not for a note.
    """
    border = after_mark(reading, words=_THAT)
    if border is None or reading.has("task") or reading.all("phone") or reading.all("email"):
        return None
    that = reading.norm(border - 1) == "что"
    verbs = {"note_down", "attach"} if that or _into_record(reading, border) else {"note_down"}
    ordered = any(reading.is_order(i) and reading.cues[i] & verbs for i in range(border))
    return border if ordered and _is_led(reading, border) else None


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
        reading.norm(index) in _ABOUT and index + 1 in reading.content
        for index in range(border - 1)
    )
