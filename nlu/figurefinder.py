"""The figures of an utterance: addresses, phones, sums, dates and numbers, the surest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from nlu.claims import Entities, Tokens, claim, free, indices, with_value
from nlu.dates import OF_MONTH, DateReader, Impossible, as_shift
from nlu.emails import EmailFinder
from nlu.figures import find_ids, find_numbers, find_ordinals, tells_place
from nlu.lexicon import Lexicon
from nlu.money import Money, MoneyFinder
from nlu.morphology import Morphology
from nlu.numerals import Numbers, Numerals
from nlu.phones import PhoneFinder
from nlu.types import Found, Token

_LIKELY_PART = 0.45
_SURE_MONEY = 0.6
_FIGURES = ("phone", "email", "id", "budget")


class FigureFinder:
    """Finds figures; built once per process and safe to share between threads."""

    def __init__(self, lexicon: Lexicon, morphology: Morphology) -> None:
        self._numerals = Numerals(lexicon)
        self._emails = EmailFinder(lexicon)
        self._phones = PhoneFinder(lexicon)
        self._money = MoneyFinder(lexicon)
        self._dates = DateReader(lexicon, morphology)

    def dates(self, tokens: Sequence[Token]) -> Sequence[Found[Any]]:
        """Find nothing but dates."""
        return self._dates.find(tokens)

    def ordinals(self, tokens: Sequence[Token]) -> list[Found[int]]:
        """Find all ordinals, those of dates too."""
        return find_ordinals(tokens, Numbers(self._numerals, tokens))

    def find(self, tokens: Tokens, taken: set[int]) -> Entities:
        """Find addresses, sums, phones, dates and numbers: the surest first, each takes its tokens.

        Args:
            taken: tokens no more to be had; those of what is found are added.
        """
        told = frozenset[str]().union(*map(self._tells, tokens))
        numbers = Numbers(self._numerals, tokens)
        dates = self._dates.find(tokens, numbers)
        if not told and not dates:
            return {}
        found: Entities = {}
        found["email"] = claim(self._emails.find(tokens), taken) if "email" in told else []
        money = self._money.find(tokens, numbers) if "money" in told else []
        sums = claim((one for one in money if one.value.has_unit), taken)
        phones = self._phones.find(tokens) if "number" in told else []
        whole = [one for one in phones if not one.value.is_part]
        found["phone"] = [with_value(one, one.value.number) for one in claim(whole, taken)]
        called = [one for one in phones if one.value.is_part and one.score >= _LIKELY_PART]
        dates = [
            one for one in dates if not (_is_of_phone(one, called) or _is_surname(one, tokens))
        ]
        found["date"] = claim((one for one in dates if one.score >= 1), taken)
        found["id"] = claim(find_ids(tokens, numbers), taken) if "number" in told else []
        found["part_of_phone"] = [with_value(one, one.value.number) for one in claim(called, taken)]
        sums += free((one for one in money if not one.value.has_unit), taken)
        found.update(_amounts(sorted(sums, key=lambda one: one.first)))
        taken.update(indices(found["budget"]))
        found["date_hint"] = [one for one in dates if one.score <= OF_MONTH]
        found["date"] += claim((one for one in dates if OF_MONTH < one.score < 1), taken)
        found["date"].sort(key=lambda one: one.first)
        found["shift"] = list(_shifts(found["date"]))
        figures = {index for kind in _FIGURES for index in indices(found[kind])}
        figures |= set(indices(one for one in found["date"] if one.stop - one.first > 1))
        found["ordinal"] = free(find_ordinals(tokens, numbers), figures) if told else []
        found["number"] = free(find_numbers(numbers), taken) if "number" in told else []
        return found

    def _tells(self, token: Token) -> frozenset[str]:
        """Say what figures there may be where this word is said: for most words none."""
        tells: frozenset[str] | None = token.facts.get(self)
        if tells is None:
            told = (
                ("email", self._emails.tells(token)),
                ("money", self._money.begins(token)),
                ("number", self._numerals.begins(token)),
                ("place", tells_place(token)),
            )
            tells = token.facts[self] = frozenset(figure for figure, is_told in told if is_told)
        return tells


def _is_surname(date: Found[Any], tokens: Tokens) -> bool:
    """«Кристина Май»: a month with a capital right behind a given name with one."""
    if not date.first or date.stop != date.first + 1 or not tokens[date.first].text.istitle():
        return False
    before = tokens[date.first - 1]
    return before.text.istitle() and any("Name" in parse.grammemes for parse in before.parses[:1])


def _is_of_phone(date: Found[Any], phones: Sequence[Found[Any]]) -> bool:
    """«Телефон 2-33-44»: no day is written so."""
    impossible = isinstance(date.value, Impossible)
    return impossible and any(one.first <= date.first < one.stop for one in phones)


def _amounts(money: Iterable[Found[Money]]) -> dict[str, list[Found[Any]]]:
    """Sort amounts: sure ones apart from bare numbers, which only some rules take for money."""
    found: dict[str, list[Found[Any]]] = {"budget": [], "budget_hint": [], "amount": []}
    for one in money:
        sure = one.score >= _SURE_MONEY
        found["budget" if sure else "budget_hint"].append(
            Found(one.first, one.stop, one.value.range, one.score)
        )
        if one.value.amount is not None:
            kind = "amount" if sure else "amount_hint"
            found.setdefault(kind, []).append(Found(one.first, one.stop, one.value.amount))
    return found


def _shifts(dates: Iterable[Found[Any]]) -> Iterator[Found[str]]:
    for one in dates:
        shift = None if isinstance(one.value, Impossible) else as_shift(one.value)
        if shift is not None:
            yield Found(one.first, one.stop, shift)
