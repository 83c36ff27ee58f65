"""Orders to type something into a search box: «вбей в поиск …», «набери в строке поиска …»."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.types import Kind, Token

_BOX = frozenset({"поиск", "поисковик", "поисковый"})
_PART = frozenset({"строка", "строчка", "поле", "окно", "окошко"})
_INTO = frozenset({"в", "во", "через"})
_REACH = 4


def search_box(tokens: Sequence[Token]) -> frozenset[int]:
    """Return the tokens that order to search by naming the box, the verb among them.

    «Вбей» and «забей» alone order to create something, so that their cues are no help here.
    """
    named = [i for i, token in enumerate(tokens) if not _BOX.isdisjoint(token.lemmas)]
    for index in named:
        first, stop = _box_around(tokens, index)
        if first and tokens[first - 1].norm in _INTO:
            verb = _verb_near(tokens, first - 1, stop)
            return frozenset((*range(first - 1, stop), *([] if verb is None else [verb])))
    return frozenset()


def _box_around(tokens: Sequence[Token], index: int) -> tuple[int, int]:
    """«Строку поиска», «поисковую строку»."""
    before = index > 0 and not _PART.isdisjoint(tokens[index - 1].lemmas)
    behind = index + 1 < len(tokens) and not _PART.isdisjoint(tokens[index + 1].lemmas)
    return index - before, index + 1 + behind


def _verb_near(tokens: Sequence[Token], first: int, stop: int) -> int | None:
    before = range(first - 1, max(first - 1 - _REACH, -1), -1)
    behind = range(stop, min(stop + 1, len(tokens)))
    return next((i for i in (*before, *behind) if _orders(tokens[i])), None)


def _orders(token: Token) -> bool:
    if token.kind is not Kind.WORD:
        return False
    return any(p.pos == "INFN" or "impr" in p.grammemes for p in token.parses)
