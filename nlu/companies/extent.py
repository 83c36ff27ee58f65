"""How far an unquoted name of a company goes: «Рога и копыта», «лебедь плюс», «завод жби 5»."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass

from nlu.agreement import may_agree
from nlu.companies.shapes import (
    agrees,
    ends,
    is_capitalised,
    is_glued_on,
    is_named_after,
    is_one_of,
    is_top_person,
    may_be_many,
    number_ends,
    shares_case,
)
from nlu.types import Kind, Token

_LONGEST = 6
_LEADING = frozenset({"ADJF", "PRTF", "NUMR"})
_NOMINAL = frozenset({"NOUN", "ADJF", "PRTF", "None", "UNKN"})
_AND = frozenset({"и", "&"})
_WITH = frozenset({*_AND, "с", "со"})
_PLUS = "плюс"


@dataclass(frozen=True, slots=True)
class Extent:
    """Says where an unquoted name ends.

    Args:
        commands: words that tell what is wanted and begin or go on with no name in lower case.
        heads: words that begin a name and belong to it («завод»).
        partners: whom a name may end with («и партнёры»).
        tails: words that end made-up names («логистик», «групп»).
        known: says whether the dictionary has a lower-case word.
    """

    commands: Set[str]
    heads: frozenset[str]
    partners: frozenset[str]
    tails: frozenset[str]
    known: Callable[[str], bool]

    def end(
        self, tokens: Sequence[Token], first: int, *, legal: bool = False, worded: bool = False
    ) -> int:
        """Say where a name ends; `first` when no name begins there.

        Args:
            legal: a legal form stands before, so that unknown words go on with the name.
            worded: «фирма» stands before, so that «сила камня» is a name.
        """
        called = legal and first < len(tokens) and self._may_be_called(tokens[first])
        if not called and not self._may_begin(tokens, first):
            return first
        stop = first + 1
        while stop < len(tokens) and stop - first < _LONGEST:
            joined = self._joined(tokens, first, stop, legal=legal)
            unknown = legal and self._is_unknown(tokens[stop])
            owned = (legal or worded) and self._is_pair(tokens, first, stop)
            if not (joined or unknown or owned or self._goes_on(tokens, first, stop)):
                break
            stop += 1 + joined
        while stop > first + 1 and tokens[stop - 1].kind is Kind.MARK:
            stop -= 1
        return stop

    def _is_pair(self, tokens: Sequence[Token], first: int, stop: int) -> bool:
        """«Сила камня», «утро доброе»: the second of two words in small letters."""
        before, token = tokens[first], tokens[stop]
        if stop != first + 1 or not before.text.islower() or token.lemmas & self.commands:
            return False
        if token.pos == "PREP":
            return False
        things = (p.grammemes for p in token.parses if p.pos == "NOUN")
        owned = any({"inan", "gent"} <= thing for thing in things) and not is_top_person(token)
        return token.text.islower() and (owned or agrees(token, before))

    def _may_be_called(self, token: Token) -> bool:
        """«ООО свежий хлеб»: behind a legal form any noun or adjective begins a name."""
        likeliest = token.parses[0].pos if token.parses else None
        return token.kind is Kind.WORD and (
            likeliest in _NOMINAL or not self.known(token.text.lower())
        )

    def has_partners(self, tokens: Sequence[Token], stop: int) -> bool:
        """Say whether «и партнёры», «с сыновьями» follow."""
        follows = stop + 1 < len(tokens) and tokens[stop].norm in _WITH
        return follows and is_one_of(tokens[stop + 1], self.partners)

    def _may_begin(self, tokens: Sequence[Token], first: int) -> bool:
        if first >= len(tokens):
            return False
        token = tokens[first]
        if token.kind is Kind.LATIN or is_capitalised(tokens, first):
            return not (first + 1 < len(tokens) and tokens[first + 1].norm == "@")
        if token.kind is not Kind.WORD or not token.lemmas.isdisjoint(self.commands):
            return False
        likeliest = token.parses[0] if token.parses else None
        plain = likeliest is None or "Apro" not in likeliest.grammemes
        return plain and (likeliest is None or likeliest.pos in _NOMINAL)

    def _joined(self, tokens: Sequence[Token], first: int, stop: int, *, legal: bool) -> bool:
        """Say whether «и Копыта», «с партнёрами», «номер 5» follow."""
        if stop + 1 >= len(tokens):
            return False
        joint, after = tokens[stop], tokens[stop + 1]
        if self.has_partners(tokens, stop):
            return True
        if joint.norm == "номер":
            return after.kind is Kind.NUMBER and number_ends(tokens, stop + 1)
        if joint.norm not in _AND or after.kind not in (Kind.WORD, Kind.LATIN):
            return False
        if is_capitalised(tokens, stop + 1):
            several = not legal and first > 0 and may_be_many(tokens[first - 1])
            return is_capitalised(tokens, first) and not (several or is_top_person(after))
        noun = any(parse.pos == "NOUN" for parse in after.parses)
        free = after.lemmas.isdisjoint(self.commands) and not is_top_person(after)
        return noun and free and shares_case(tokens[stop - 1], after)

    def _is_unknown(self, token: Token) -> bool:
        likeliest = token.parses[0] if token.parses else None
        nominal = likeliest is not None and likeliest.pos in _NOMINAL
        return token.kind is Kind.WORD and nominal and not self.known(token.text.lower())

    def _goes_on(self, tokens: Sequence[Token], first: int, stop: int) -> bool:
        """Say whether the next word belongs to the name begun."""
        token, before = tokens[stop], tokens[stop - 1]
        if is_glued_on(tokens, stop):
            return True
        if token.kind is Kind.NUMBER:
            return number_ends(tokens, stop)
        if token.kind is Kind.LATIN:
            return not _opens_address(tokens, stop)
        if token.kind is not Kind.WORD:
            return False
        if token.norm == _PLUS:
            return stop + 1 >= len(tokens) or tokens[stop + 1].kind is not Kind.NUMBER
        if is_capitalised(tokens, stop):
            return is_capitalised(tokens, first) and not is_top_person(token)
        tail = token.norm in self.tails and token.norm not in self.commands
        if tail or _describes(before, token):
            return True
        noun = bool(token.parses) and token.parses[0].pos == "NOUN"
        if not noun or not token.lemmas.isdisjoint(self.commands):
            return False
        if stop == first + 1 and is_named_after(before, token):
            return True
        leads = bool(before.parses) and before.parses[0].pos in _LEADING
        genitive = "gent" in token.parses[0].grammemes and not is_top_person(token)
        headed = is_one_of(before, self.heads) and genitive
        return leads or headed or ends(tokens, stop, self.commands)


def _describes(before: Token, token: Token) -> bool:
    """«Лесные дали»: an adjective with a capital is of the noun, though that looks like a verb."""
    adjective = bool(before.parses) and before.parses[0].pos == "ADJF" and before.text.istitle()
    verb = bool(token.parses) and token.parses[0].pos == "VERB"
    return adjective and verb and may_agree(before.parses, token.parses)


def _opens_address(tokens: Sequence[Token], place: int) -> bool:
    """«romashka.ru», «i.petrov@…»: a mark with more behind it; a sentence's last point is none."""
    if place + 2 >= len(tokens):
        return False
    return tokens[place + 1].norm in (".", "@", "_") and tokens[place + 2].glued
