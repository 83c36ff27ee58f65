"""One of the listed records, told by its name: «тот, который Иванов», «та, что из Ромашки»."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.reading import Reading

_POINTING = frozenset({"тот", "который"})
_LEADING = frozenset(
    {"вот", "нет", "да", "давай", "давайте", "а", "ну", "нужен", "нужна", "именно"}
)


def points(reading: Reading) -> bool:
    """«Тот …», «давай ту, …», «которая …»; «который час» and «что-то» point at nothing."""
    for index in range(len(reading.tokens)):
        if reading.lemmas(index) & _POINTING and reading.norm(index) not in {"то", "тому"}:
            return reading.norm(index + 1) != "час"
        if reading.is_word(index) and reading.norm(index) not in _LEADING:
            return False
    return False


def take_picked_name(draft: Draft) -> bool:
    """Fill `name` with the person or company said, else with the words left."""
    reading = draft.reading
    for kind in ("person", "company"):
        for found in reading.all(kind):
            draft.take("name", found, getattr(found.value, "name", found.value))
            return True
    left = draft.left()
    if left:
        draft.put("name", reading.naming.query(left[0], left[-1] + 1), left)
    return bool(left)
