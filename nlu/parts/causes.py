"""Why something is asked, in a phrase of its clause: «в связи с отпуском», «за доставку»."""

from __future__ import annotations

from nlu.once import once
from nlu.reading import Reading

_OPENING = frozenset(
    {"из-за", "ввиду", "вследствие", "поскольку", "благодаря", "согласно", "ради"}
    | {"потому", "иначе", "чтобы", "чтоб", "пока", "ибо", "если"}
)
_PAIRS = frozenset(
    {("в", "связи"), ("по", "причине"), ("по", "просьбе"), ("по", "случаю"), ("по", "решению")}
    | {("на", "основании"), ("так", "как"), ("в", "силу")}
)
_LEADING = frozenset({"как", "в", "на"})
_MONEY = ("amount", "amount_hint")


@once
def causes(reading: Reading) -> frozenset[int]:
    """Return the tokens of phrases behind an order, or a sum, that only say what it is for."""
    said: set[int] = set()
    for clause in reading.clauses:
        opening = (i for i in clause if i and (_opens(reading, i) or _is_for(reading, i)))
        first = next(opening, clause.stop)
        if not any(reading.is_order(i) for i in range(first, clause.stop)):
            said.update(range(first, clause.stop))
    return frozenset(said)


def _opens(reading: Reading, index: int) -> bool:
    pair = (reading.norm(index), reading.norm(index + 1))
    goes = pair[0] == "пока" and pair[1] in _LEADING  # «закрой пока как нереализованную»
    return (pair[0] in _OPENING and not goes) or pair in _PAIRS


def _is_for(reading: Reading, index: int) -> bool:
    """«64 тысячи за доставку», «20к на упаковку» where the sum is a step: what is paid for."""
    if reading.norm(index) != "за" or index + 1 == len(reading.tokens):
        return False
    ends = {one.stop for kind in _MONEY for one in reading.all(kind)}
    return index in ends and index + 1 not in reading.figures
