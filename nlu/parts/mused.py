"""What the speaker feels or thinks of things: nothing is asked and nothing is ordered."""

from __future__ import annotations

from nlu.once import once
from nlu.parts.clauses import orders
from nlu.parts.likeliest import has_infinitive, traits
from nlu.reading import Reading

_FEELING = frozenset(
    {"ненавидеть", "любить", "обожать", "бояться", "устать", "уставать", "надоесть"}
)
_OPINION = frozenset(
    {"казаться", "показаться", "надеяться", "бояться", "подозревать", "жаль", "жалко"}
)
_GLAD = frozenset({"хорошо", "здорово", "классно", "отлично", "плохо", "обидно", "странно", "жаль"})
_COMMANDS = ("want", "let", "remind", "forget", "ask_to")


@once
def speaks_mind(reading: Reading) -> bool:
    """«Ненавижу ставить себе задачи», «мне кажется, …», «хорошо, что встречу перенесли»."""
    if reading.has(*_COMMANDS) or reading.has_question_mark:
        return False
    said = sorted(reading.content)[:2]
    if any(reading.lemmas(i) & _FEELING and "INFN" in traits(reading, i + 1) for i in said):
        return len(reading.clauses) == 1
    glad = [i for i in range(2) if reading.norm(i) in _GLAD]
    glad = [i for i in glad if "что" in (reading.norm(i + 1), reading.norm(i + 2))]
    thought = any(reading.lemmas(i) & _OPINION for i in range(min(3, len(reading.tokens))))
    ordered = has_infinitive(reading) or any(orders(reading, one) for one in reading.clauses[1:])
    return (bool(glad) or thought) and not ordered
