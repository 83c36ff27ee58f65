"""Where nobody but a party can stand: «сделка с …», «забрать ключи у …», «перезвонить …»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from nlu.agreement import agree
from nlu.people.grammar import Case
from nlu.people.vocabulary import Vocabulary
from nlu.types import Kind, Token

_REACH = 4
_BREATH = 12
_WITH = frozenset({"с", "со"})
_OF = frozenset({"от", "до", "для"})


@dataclass(frozen=True, slots=True)
class Places:
    """Looks at the words before and behind one.

    Args:
        dealing: lemmas of what one does with somebody.
        telling: lemmas of what is done to somebody in the dative.
        reaching: lemmas of what is done to somebody in the accusative.
        owned: lemmas of what is somebody's, beside records.
    """

    dealing: Set[str]
    telling: Set[str]
    reaching: Set[str]
    owned: Set[str]
    vocabulary: Vocabulary

    def is_party(
        self, tokens: Sequence[Token], index: int, *, living: bool, described: bool
    ) -> bool:
        """Say whether a word stands where a party does.

        Args:
            living: it is a living being, or an adjective.
            described: it is an adjective.
        """
        if not described and _is_described(tokens, index):
            return False
        asked = self._asked(tokens, index, living=living, described=described)
        return asked is not None and _stands_in(tokens[index], asked)

    def governed(self, tokens: Sequence[Token], index: int) -> frozenset[Case]:
        """Return the case a party stands in there, or none."""
        asked = self._asked(tokens, index, living=True, described=False)
        return frozenset() if asked is None else frozenset((asked,))

    def has_noun(self, tokens: Sequence[Token], index: int) -> bool:
        """«По белому кирпичу»: an adjective belongs to the noun behind it."""
        behind = tokens[index + 1] if index + 1 < len(tokens) else None
        if behind is None or behind.kind is not Kind.WORD:
            return False
        mine = [p.grammemes for p in tokens[index].parses if p.pos == "ADJF"]
        theirs = [p for p in behind.parses[:3] if p.pos in {"NOUN", "ADJF", "PRTF"}]
        named = any(p.grammemes & {"Name", "Patr"} for p in theirs)
        return not named and any(agree(one, p.grammemes) for p in theirs for one in mine)

    def _asked(
        self, tokens: Sequence[Token], index: int, *, living: bool, described: bool
    ) -> Case | None:
        before = tokens[index - 1].norm if index else ""
        if before in _WITH:
            return Case.ABLT if self._deals(tokens, index) else None
        if before == "у":
            return Case.GENT
        if before == "по":
            return (
                Case.DATV if self._is_of_record(tokens, index, living and not described) else None
            )
        if not living:
            return None
        if before in _OF and not described:
            return Case.GENT
        if before in {"к", "ко"} and not described:
            return Case.DATV
        if index and _is_small(tokens[index - 1]):
            return None
        return self._alone(tokens, index)

    def _alone(self, tokens: Sequence[Token], index: int) -> Case | None:
        """The case of who stands behind no preposition."""
        token, before = tokens[index], tokens[index - 1] if index else None
        if before is not None and self._owns(before) and _stands_in(token, Case.GENT):
            return Case.GENT
        if _stands_in(token, Case.DATV) and self._is_told(tokens, index):
            return Case.DATV
        reached = (one for one in _near(tokens, index) if one.lemmas & self.reaching)
        if next(reached, None) is not None and _stands_in(token, Case.ACCS):
            return Case.ACCS
        return None

    def _owns(self, token: Token) -> bool:
        return bool(token.lemmas & (self.vocabulary.records | self.owned)) and not (
            token.lemmas & self.vocabulary.company_nouns
        )

    def _deals(self, tokens: Sequence[Token], index: int) -> bool:
        """«Сделку с гусем», «созвон завтра с гусем», «с гусем созвонись»."""
        near = [*tokens[max(0, index - _REACH) : index - 1], *tokens[index + 1 : index + 2]]
        return index == 1 or any(one.lemmas & self.dealing for one in near)

    def _is_of_record(self, tokens: Sequence[Token], index: int, living: bool) -> bool:
        """«Задачу по морозу», «по морозу задачу …»; a living being is whom anything is about."""
        head = tokens[index - 2].lemmas if index > 1 else frozenset()
        behind = tokens[index + 1].lemmas if index + 1 < len(tokens) else frozenset()
        near = head | behind
        of_record = bool(near & (self.vocabulary.records | self.dealing))
        return of_record or living

    def _is_told(self, tokens: Sequence[Token], index: int) -> bool:
        """«Выслать сертификаты чернышу», «лебедю завтра перезвонить»."""
        clause = _clause(tokens, index)
        before = (tokens[i] for i in clause if i < index)
        opens = index == clause.start
        behind = (tokens[i] for i in clause if i > index)
        return any(one.lemmas & self.telling for one in (behind if opens else before))


def _near(tokens: Sequence[Token], index: int) -> Iterator[Token]:
    """Yield the words before one up to a mark or another noun: «набрать завтра гуся»."""
    for token in reversed(tokens[max(0, index - _REACH) : index]):
        if token.kind is Kind.MARK:
            return
        yield token
        if token.pos == "NOUN":
            return


def _clause(tokens: Sequence[Token], index: int) -> range:
    """The words around one up to the marks, as far as anybody says them in one breath."""
    start, stop = index, index + 1
    while start > max(0, index - _BREATH) and tokens[start - 1].kind is not Kind.MARK:
        start -= 1
    while stop < min(len(tokens), index + _BREATH) and tokens[stop].kind is not Kind.MARK:
        stop += 1
    return range(start, stop)


def _is_small(token: Token) -> bool:
    return token.pos == "PREP"


def _stands_in(token: Token, case: Case) -> bool:
    return any(
        {case.value, "sing"} <= parse.grammemes
        and "neut" not in parse.grammemes
        and not (case is Case.ACCS and "inan" in parse.grammemes)
        for parse in token.parses
        if parse.pos in {"NOUN", "ADJF"}
    )


def _is_described(tokens: Sequence[Token], index: int) -> bool:
    """«Северному ветру», «белого лебедя»: a noun with an adjective of its own."""
    before = tokens[index - 1].parses[:1] if index else ()
    mine = [p.grammemes for p in tokens[index].parses if p.pos == "NOUN"]
    return any(
        p.pos in {"ADJF", "PRTF"} and agree(p.grammemes, one) for p in before for one in mine
    )
