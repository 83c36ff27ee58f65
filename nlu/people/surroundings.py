"""What else an utterance with names says; looked at once, however many names stand in it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence, Set

from nlu.types import Kind, Token
from nlu.value import value

_SMALL = frozenset({"PREP", "PRCL", "CONJ", "NPRO", "INTJ"})
_SLIGHT = frozenset({"PRCL", "INTJ"})


@value(frozen=True, slots=True)
class Surroundings:
    """The tokens of an utterance.

    Args:
        telling: indices of words that are neither a command's nor small.
        weighty: indices of all but marks, «пожалуйста», «ну»: something may hang on them.
    """

    tokens: Sequence[Token]
    telling: Sequence[int]
    weighty: Sequence[int]

    def is_sole(self, first: int, stop: int) -> bool:
        """Say whether only a command's words stand around tokens `first` … `stop - 1`."""
        return not self.telling or (first <= self.telling[0] and self.telling[-1] < stop)

    def nothing_asks(self, first: int, stop: int) -> bool:
        """«Гаврилова», «Сабурова из Вектора», «Гаврилова 8 917 …»: none asks for the genitive."""
        if self.weighty and self.weighty[0] < first:
            return False
        place = bisect_left(self.weighty, stop)
        if place == len(self.weighty):
            return True
        after = self.tokens[self.weighty[place]]
        return after.norm == "из" or after.kind is Kind.NUMBER


def surroundings(tokens: Sequence[Token], commands: Set[str]) -> Surroundings:
    """Look at an utterance.

    Args:
        commands: lemmas of the words that order or name kinds of records.
    """
    words = [(index, one) for index, one in enumerate(tokens) if one.kind is not Kind.MARK]
    return Surroundings(
        tokens,
        tuple(i for i, one in words if one.lemmas.isdisjoint(commands) and not _is(one, _SMALL)),
        tuple(i for i, one in words if not _is(one, _SLIGHT)),
    )


def _is(token: Token, kinds: Set[str]) -> bool:
    return bool(token.parses) and token.parses[0].pos in kinds
