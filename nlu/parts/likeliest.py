"""What a word most likely is by the dictionary: its part of speech, mood and tense."""

from __future__ import annotations

from nlu.reading import Reading
from nlu.types import WordParse

_NONE: frozenset[str] = frozenset()


def traits(reading: Reading, index: int) -> frozenset[str]:
    """Return the part of speech and the grammemes of a word's likeliest meaning.

    A mark has none, nor what stands outside the utterance.
    """
    return reading.tokens[index].traits if 0 <= index < len(reading.tokens) else _NONE


def parses_at(reading: Reading, index: int) -> tuple[WordParse, ...]:
    """Return a word's meanings; nothing outside the utterance has any."""
    return reading.tokens[index].parses if 0 <= index < len(reading.tokens) else ()


def all_traits(reading: Reading, index: int) -> frozenset[str]:
    """Return the grammemes of all meanings of a word."""
    return frozenset().union(*(parse.grammemes for parse in parses_at(reading, index)))


def is_past(reading: Reading, index: int) -> bool:
    """Say whether a word tells what happened: «подписал», «отвезли»."""
    return traits(reading, index) >= {"VERB", "past"}


def is_infinitive(reading: Reading, index: int) -> bool:
    """Say whether a word names what may be done: «подписать»."""
    return "INFN" in traits(reading, index)


def has_infinitive(reading: Reading) -> bool:
    """Say whether some word names what may be done: «напомни купить жене цветы»."""
    return "INFN" in reading.traits


def is_preposition(reading: Reading, index: int) -> bool:
    """Say whether a word is a preposition and nothing else."""
    return "PREP" in traits(reading, index)


def is_pronoun(reading: Reading, index: int) -> bool:
    """Say whether a word stands for whom or what was spoken of: «он», «ей», «него»."""
    return any(p.pos == "NPRO" and "3per" in p.grammemes for p in reading.tokens[index].parses)


def first_verb(reading: Reading) -> int | None:
    """Return the index of the first word that is a verb, in any form."""
    for index, token in enumerate(reading.tokens):
        if token.pos in {"VERB", "INFN"}:
            return index
    return None
