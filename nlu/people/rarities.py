"""Which of the rarer ways to name somebody a word may be part of, found once for each word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nlu.people.eastern import EasternNames
from nlu.people.ordinary import may_be_none
from nlu.people.possessive import may_be_owner
from nlu.people.vocabulary import Vocabulary
from nlu.types import Token


@dataclass(frozen=True, slots=True, eq=False)
class Rarities:
    """Says for which of them an utterance has to be looked through; for most for none."""

    vocabulary: Vocabulary
    eastern: EasternNames

    def of_all(self, tokens: Sequence[Token]) -> frozenset[str]:
        """Name all that some word may be: «never», «eastern», «owner», «syllable»."""
        return frozenset[str]().union(*map(self._of, tokens))

    def _of(self, token: Token) -> frozenset[str]:
        rare: frozenset[str] | None = token.facts.get(self)
        if rare is None:
            told = (
                ("never", may_be_none(token, self.vocabulary.rare_surnames)),
                ("eastern", self.eastern.may_begin(token)),
                ("owner", may_be_owner(token)),
                ("syllable", token.norm in self.vocabulary.korean_surnames),
            )
            rare = token.facts[self] = frozenset(name for name, is_told in told if is_told)
        return rare
