"""What can be no name of a record: what is told, put off or only says how («пришла», «потом»)."""

from __future__ import annotations

from collections.abc import Iterable

from nlu.parts.clauses import is_told
from nlu.parts.likeliest import traits
from nlu.reading import Reading

_FINITE = frozenset({"past", "3per", "1per", "2per"})
_NO_HEADS = frozenset({"ADVB", "COMP", "PRED", "INTJ", "GRND"})
_LATER = frozenset({"потом", "позже", "попозже", "позднее", "отдельно"})


def named_words(reading: Reading, words: Iterable[int]) -> list[int]:
    """Return the words that may name a record: those of clauses that tell nothing.

    Words that are all of one clause with a finite verb, that something is put off in, or that
    begin with an adverb, are no name; what is quoted or has a capital may be.
    """
    said = sorted(words)
    kept: list[int] = []
    for clause in reading.clauses or (range(len(reading.tokens)),):
        inside = [i for i in said if i in clause]
        if inside and not _tells(reading, clause, inside):
            kept += inside
    marks = [i for i in said if not reading.is_word(i) and kept and kept[0] < i < kept[-1]]
    return sorted({*kept, *marks})


def _tells(reading: Reading, clause: range, words: list[int]) -> bool:
    quoted = {i for one in reading.all("quote") for i in range(one.first, one.stop)}
    plain = [i for i in words if i not in quoted and reading.tokens[i].text[:1].islower()]
    if not plain:
        return False
    first = next((i for i in words if i in reading.content), words[0])
    adverb = first in plain and bool(traits(reading, first) & _NO_HEADS)
    later = any(reading.norm(i) in _LATER for i in clause)
    verbs = any(_is_finite(reading, i) for i in plain)
    return adverb or later or (verbs and is_told(reading, clause))


def _is_finite(reading: Reading, index: int) -> bool:
    said = traits(reading, index)
    return "VERB" in said and bool(said & _FINITE) and reading.naming.is_known(index)
