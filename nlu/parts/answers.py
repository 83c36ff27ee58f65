"""Where an answer is wanted though the words would do for a task: «прошу сообщить количество …»."""

from __future__ import annotations

from nlu.parts.likeliest import first_verb, traits
from nlu.reading import Reading

_COUNTED = ("count", "sum", "average", "how_many", "list")
_ANSWERING = frozenset({"tell", "show", "find"})


def asks_for_answer(reading: Reading) -> bool:
    """«Прошу сообщить количество …», «хотелось бы увидеть сумму …»: an answer is wanted."""
    if not reading.has("want") or not reading.has(*_COUNTED):
        return False
    verb = first_verb(reading)
    while verb is not None and "want" in reading.cues[verb]:
        later = (i for i in range(verb + 1, len(reading.tokens)) if "INFN" in traits(reading, i))
        verb = next(later, None)
    return verb is not None and bool(reading.cues[verb] & _ANSWERING)


def is_wondered(reading: Reading) -> bool:
    """«Зонт завтра брать?»: the infinitive closes a question, nothing is told to be done."""
    said = [i for i in range(len(reading.tokens)) if i in reading.content]
    verb = first_verb(reading)
    closes = bool(said) and verb == said[-1] and len(said) > 1
    return closes and not reading.orders and not reading.has("want", "must", "remind", "let")
