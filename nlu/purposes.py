"""What asks for nothing: what for something is asked, and pleas.

«Дай телефон Лусине, надо позвонить» asks for no call, «будь другом» for no friend.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from nlu.types import Token

_OPENING = frozenset({"надо", "нужно", "хочу", "буду", "будем", "чтобы", "чтоб", "собираюсь"})
_ASKING = frozenset({"show", "find", "tell"})
_PLEA = "просьба"
_BE = frozenset({"будь", "будьте"})
_WAIT = frozenset({"погоди", "погодите", "подожди", "подождите", "постой", "минутку", "секунду"})
_FIRST = frozenset({"сначала", "сперва", "вначале"})
_SHORTEST = 2
_LONGEST = 8


def purpose(
    tokens: Sequence[Token], cues: Sequence[frozenset[str]], figures: frozenset[int]
) -> range:
    """Return the closing clause that says what for something is asked; none where none does.

    Args:
        cues: for each token the command words it may be.
        figures: tokens of dates, sums and the like; a clause with one is an order of its own.
    """
    marks = (i for i in reversed(range(len(tokens) - 1)) if tokens[i].text in (",", "-"))
    comma = next((i for i in marks if tokens[i + 1].norm in _OPENING), None)
    if comma is None:
        return range(0)
    clause = range(comma + 1, len(tokens))
    words = [i for i in clause if tokens[i].norm[:1].isalnum()]
    infinitive = any(p.pos == "INFN" for i in clause for p in tokens[i].parses[:1])
    plain = infinitive and _SHORTEST <= len(words) <= _LONGEST and figures.isdisjoint(clause)
    asked = [i for i in range(comma) if _is_order(tokens[i]) and cues[i]]
    if not plain or not asked or any(not cues[i] & _ASKING for i in asked):
        return range(0)
    return clause


def pleas(tokens: Sequence[Token]) -> Iterator[int]:
    """Yield the words that only beseech: «большая просьба», «будь другом», «будьте человеком».

    «Не в курсе, кто ведёт …» asks no more than «кто ведёт …» does.
    So do those that only break off what was spoken of: «погоди, сначала найди …».
    """
    for index, (token, follower) in enumerate(pairwise(tokens)):
        if _PLEA in follower.lemmas and token.pos == "ADJF":
            yield index
        if token.norm in _FIRST and _is_order(follower):
            yield index
        if token.norm == "в" and follower.norm == "курсе":
            yield from (index, index + 1)
        if index == 0 and token.norm in _WAIT and _interrupts(tokens):
            yield index
        if token.norm in _BE and any(_is_being(p.grammemes) for p in follower.parses):
            yield index + 1


def _interrupts(tokens: Sequence[Token]) -> bool:
    """«Погоди, найди мне …»: a mark behind it, and then an order."""
    behind = next((i for i in range(1, len(tokens)) if tokens[i].norm not in _FIRST), 1)
    marked = behind < len(tokens) and not tokens[behind].norm[:1].isalnum()
    return marked and any(_is_order(token) for token in tokens[1:])


def _is_being(grammemes: frozenset[str]) -> bool:
    return {"NOUN", "ablt", "sing", "anim"} <= grammemes


def _is_order(token: Token) -> bool:
    return "impr" in token.traits
