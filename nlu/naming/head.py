"""The head of a company's name, in every reading, with the adjectives before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from nlu.companies.shapes import agrees, is_surname
from nlu.morphology import Morphology
from nlu.people.grammar import Case
from nlu.text import fold
from nlu.types import Token, WordParse

_NUMBERS = ("sing", "plur")
_PRIOR = {Case.NOMN: 2.0, Case.ACCS: 0.5}
_GOVERNED = 6.0
_PLURAL = 0.1
_BASE = 0.1
_MOST_ADJECTIVES = 3
_UNKNOWN_ENDINGS = {Case.GENT: "а", Case.DATV: "у", Case.ABLT: "ом", Case.LOCT: "е"}
_OF_IYA = frozenset({Case.GENT, Case.DATV, Case.LOCT})
_AS_IT_STANDS = {True: 0.6, False: 0.28}
_CUT = 0.3
_SHORTEST_STEM = 3
_VOWELS = frozenset("аеиоуыэюяьй")


@dataclass(frozen=True, slots=True)
class Choice:
    """One reading of a head and the adjectives before it, all in one case and number.

    Args:
        parses: of the adjectives and the head; empty where the dictionary does not help.
        bare: the nominative of a head without a parse.
    """

    score: float
    case: Case
    number: str = "sing"
    parses: tuple[WordParse, ...] = ()
    bare: str = ""


def choices(
    tokens: Sequence[Token],
    governed: Set[Case],
    morphology: Morphology,
    *,
    many: bool = False,
) -> Iterator[Choice]:
    """Yield the readings of a name.

    Args:
        governed: the cases the words before it ask for; empty where they ask none.
        many: it is as often of many as of one: a half of «рога и копыта», a thing sought.
    """
    head = _head(tokens)
    if not 0 <= head <= _MOST_ADJECTIVES:
        return
    word = fold(tokens[head].text)
    known = morphology.known(tokens[head].text.lower())
    for noun in tokens[head].parses:
        if not known and noun.lemma != word and noun.lemma.endswith("о"):
            continue  # no made-up name is a «Тепломиро»
        if noun.pos == "NOUN" or (known and noun.pos == "ADJF"):
            yield from _of_parse(tokens[:head], noun, governed, 1.0 if many else _PLURAL)
    if not known and head == 0:
        yield from _of_unknown(word, governed)


def _head(tokens: Sequence[Token]) -> int:
    places = (i for i in range(len(tokens)) if not _is_adjective(tokens, i))
    return next(places, len(tokens) - 1)


def _is_adjective(tokens: Sequence[Token], index: int) -> bool:
    """Say whether an adjective stands here: «Прикамский», not «Золотая» that is a surname too.

    «Синей птицы» has one, although «синей» is likelier something else.
    """
    if tokens[index].pos == "ADJF":
        return True
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    return after is not None and agrees(tokens[index], after) and not is_surname(tokens[index])


def _of_parse(
    adjectives: Sequence[Token], noun: WordParse, governed: Set[Case], plural: float
) -> Iterator[Choice]:
    for number in _NUMBERS:
        for case in Case:
            if not {case, number} <= noun.grammemes:
                continue
            agreed = [_agreeing(token, noun, case, number) for token in adjectives]
            parses = tuple(parse for parse in agreed if parse is not None)
            if len(parses) == len(agreed):
                score = _score(_BASE + noun.score, case, governed)
                score *= plural if number == "plur" else 1.0
                yield Choice(score, case, number, (*parses, noun))


def _of_unknown(word: str, governed: Set[Case]) -> Iterator[Choice]:
    """Read a made-up word: as it stands, or as a masculine noun in the case asked for."""
    consonant = word[-1:] not in _VOWELS
    yield Choice(_score(_AS_IT_STANDS[consonant], Case.NOMN, governed), Case.NOMN)
    for case, ending in _UNKNOWN_ENDINGS.items():
        stem = word.removesuffix(ending)
        cut = stem != word and len(stem) >= _SHORTEST_STEM and stem[-1] not in _VOWELS
        if cut and case in governed:
            yield Choice(_score(_CUT, case, governed), case, bare=stem)
    if word.endswith("ии"):  # «для тандерии»
        for case in governed & _OF_IYA:
            yield Choice(_score(_CUT, case, governed), case, bare=word[:-1] + "я")


def _score(weight: float, case: Case, governed: Set[Case]) -> float:
    return weight * _PRIOR.get(case, 1.0) * (_GOVERNED if case in governed else 1.0)


def _agreeing(token: Token, noun: WordParse, case: Case, number: str) -> WordParse | None:
    genders = {"masc", "femn", "neut"} & noun.grammemes if number == "sing" else frozenset()
    wanted = {case, number, *genders}
    return next((p for p in token.parses if p.pos == "ADJF" and wanted <= p.grammemes), None)
