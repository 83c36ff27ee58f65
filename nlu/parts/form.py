"""A record dictated as a form: «сделка. название: котлы. компания: Теплосила. бюджет: 720 000»."""

from __future__ import annotations

from nlu.reading import Reading

_HEADS = frozenset({"deal", "contact", "company", "card", "new"})
_FIELDS = (
    "name",
    "contact",
    "company",
    "phone",
    "email",
    "budget",
    "stage",
    "pipeline",
    "responsible",
)


def is_form(reading: Reading) -> bool:
    """Say whether a noun alone is followed by two fields or more, each with its mark."""
    if len(reading.clauses) < 2:
        return False
    head = [index for index in reading.clauses[0] if index in reading.content]
    alone = bool(head) and all(reading.cues[index] & _HEADS for index in head)
    fields = [index for index in reading.where(*_FIELDS) if _is_marked(reading, index)]
    return alone and sum(index not in head for index in fields) > 1


def field_words(reading: Reading, *cues: str) -> range:
    """Return the clause behind «компания: …»; an empty range where no such field is."""
    for index in reading.where(*cues):
        clause = next((one for one in reading.clauses if one.start > index), range(0))
        if _is_marked(reading, index) and clause.start == index + 2:
            return clause
    return range(0)


def _is_marked(reading: Reading, index: int) -> bool:
    """The word is a clause of its own, and a mark for a value stands behind it."""
    opened = index == 0 or not reading.is_word(index - 1)
    mark = reading.norm(index + 1)
    return opened and (mark == ":" or (mark == "-" and not reading.tokens[index + 1].glued))
