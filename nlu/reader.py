"""From an utterance to a reading: tokens, mended typos, cues and every entity."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from nlu.account import Account
from nlu.accountnames import AccountIndex, AccountName, NameKind
from nlu.companies import CompanyFinder, Mark
from nlu.cues import Cues
from nlu.dates import DateReader, Impossible, as_shift
from nlu.emails import EmailFinder
from nlu.figures import find_ids, find_numbers, find_ordinals, find_quotes
from nlu.layout import repair_layout
from nlu.lexicon import Lexicon
from nlu.money import Money, MoneyFinder
from nlu.morphology import Morphology
from nlu.naming.company import CompanyNames
from nlu.numerals import Numerals
from nlu.people.context import context_of
from nlu.people.grammar import Case
from nlu.people.reader import PeopleReader
from nlu.people.users import UserIndex
from nlu.phones import PhoneFinder
from nlu.reading import Reading, Who
from nlu.request import Request
from nlu.spelling import Speller
from nlu.text import clean
from nlu.tokens import tokenize
from nlu.types import Found, Kind, Token

_PLAIN = 0.65
_LIKELY_PART = 0.45
_NAMES = ("stage", "pipeline", "company", "person", "date")
_SURE_NAME = 0.8
_LIKELY_PERSON = 0.6
_SURE_MONEY = 0.6
_KINDS = {
    NameKind.PIPELINE: "pipeline",
    NameKind.STAGE: "stage",
    NameKind.TASK_TYPE: "task_type",
}


@dataclass(frozen=True, slots=True)
class Names:
    """How names in the tokens of one utterance are brought to the nominative."""

    tokens: tuple[Token, ...]
    companies: CompanyNames
    people: PeopleReader

    def company(self, first: int, stop: int, *, apposed: bool = False) -> str:
        """Name the company said with tokens `first` … `stop - 1`.

        Args:
            apposed: «компания» stands before, so that the name is rather in the nominative.
        """
        governed = self._governed(first) | ({Case.NOMN} if apposed else frozenset())
        return self.companies.nominative(self.tokens[first:stop], governed)

    def person(self, first: int, stop: int) -> str:
        """Name the person said with tokens `first` … `stop - 1`."""
        words = [t.text for t in self.tokens[first:stop] if t.kind is not Kind.MARK]
        return self.people.nominative(words)

    def query(self, first: int, stop: int) -> str:
        """Say what is searched for: one word in the nominative, several as typed."""
        if stop - first == 1:
            return self.companies.query(self.tokens[first], self._governed(first))
        pieces = self.tokens[first:stop]
        return "".join(t.text if t.glued or not i else f" {t.text}" for i, t in enumerate(pieces))

    def _governed(self, first: int) -> frozenset[Case]:
        return context_of(self.tokens, first, self.people.parts.vocabulary).governed


@dataclass(frozen=True, slots=True)
class AccountWords:
    """The names of one account, ready to be found."""

    users: UserIndex
    names: AccountIndex


class Reader:
    """Reads utterances; built once per process and safe to share between threads."""

    def __init__(self, lexicon: Lexicon, morphology: Morphology) -> None:
        self._lexicon = lexicon
        self._morphology = morphology
        self._cues = Cues(lexicon)
        self._numerals = Numerals(lexicon)
        self._people = PeopleReader(lexicon, morphology)
        self._companies = CompanyNames(lexicon, morphology, self._people)
        self._company_places = CompanyFinder(lexicon)
        self._emails = EmailFinder(lexicon)
        self._phones = PhoneFinder(lexicon)
        self._money = MoneyFinder(lexicon)
        self._dates = DateReader(lexicon, morphology)
        slips = lexicon.names_by_word("spelling", "slip_forms")
        self._speller = Speller(self._cues.lemmas, morphology, slips)
        self._index: Callable[[Account], AccountWords] = lru_cache(64)(self._index_account)

    def read(self, request: Request, account: Account) -> Reading:
        """Find everything the rules may want to know of an utterance."""
        as_typed = clean(request.text)
        cleaned = repair_layout(as_typed, self._morphology)
        tokens = tuple(map(self._mended, tokenize(cleaned.text, self._morphology)))
        found = self._entities(tokens, cleaned.text, account)
        return Reading(
            request=request,
            clean=cleaned,
            tokens=tokens,
            cues=tuple(self._cues_outside(tokens, found)),
            fillers=frozenset(i for i, t in enumerate(tokens) if self._cues.is_filler(t)),
            found=found,
            naming=Names(tokens, self._companies, self._people),
            repaired=cleaned.text != as_typed.text,
        )

    def _cues_outside(
        self, tokens: tuple[Token, ...], found: dict[str, tuple[Found[Any], ...]]
    ) -> Iterator[frozenset[str]]:
        """A word inside a name or a date commands nothing («новая» of «Новая заявка»)."""
        names = (one for kind in _NAMES for one in found.get(kind, ()) if one.score >= _SURE_NAME)
        inside = {index for one in names for index in _span(one)}
        for index, token in enumerate(tokens):
            cues = self._cues.of(token)
            if index in inside:
                cues = frozenset(cue for cue in cues if cue.startswith("state_"))
            yield cues

    def _mended(self, token: Token) -> Token:
        lemmas = self._speller.mend(token)
        return replace(token, lemmas=token.lemmas | lemmas) if lemmas else token

    def _entities(
        self, tokens: tuple[Token, ...], text: str, account: Account
    ) -> dict[str, tuple[Found[Any], ...]]:
        words = self._index(account)
        taken: set[int] = set()
        found: dict[str, list[Found[Any]]] = {"quote": list(find_quotes(tokens, text))}
        found["email"] = _claim(self._emails.find(tokens), taken)
        money = self._money.find(tokens)
        sums = _claim((one for one in money if one.value.has_unit), taken)
        phones = self._phones.find(tokens)
        whole = [one for one in phones if not one.value.is_part]
        found["phone"] = [_with(one, one.value.number) for one in _claim(whole, taken)]
        found["date"] = _claim(self._dates.find(tokens), taken)
        found["id"] = _claim(find_ids(tokens, self._numerals), taken)
        found["shift"] = list(_shifts(found["date"]))
        parts = [one for one in phones if one.value.is_part and one.score >= _LIKELY_PART]
        found["part_of_phone"] = [_with(one, one.value.number) for one in _claim(parts, taken)]
        sums += _free((one for one in money if not one.value.has_unit), taken)
        found.update(_amounts(sorted(sums, key=lambda one: one.first)))
        taken |= {i for one in found["budget"] for i in range(one.first, one.stop)}
        figures = {
            i
            for kind in ("phone", "email", "id", "budget")
            for one in found[kind]
            for i in _span(one)
        }
        found["ordinal"] = _free(find_ordinals(tokens, self._numerals), figures)
        found["number"] = _free(find_numbers(tokens, self._numerals), taken)
        for one in words.names.find(tokens):
            if self._is_state(one, tokens):
                continue
            kind = _KINDS[one.value.kind] + ("" if one.score >= _PLAIN else "_hint")
            found.setdefault(kind, []).append(
                Found(one.first, one.stop, one.value.names, one.score)
            )
        found["company"] = []
        naming = Names(tokens, self._companies, self._people)
        for place in self._company_places.find(tokens):
            if place.value.mark is Mark.QUOTES or not taken.isdisjoint(_span(place)):
                continue
            apposed = place.value.mark is Mark.WORD
            name = naming.company(place.first, place.stop, apposed=apposed)
            found["company"].append(_with(place, name))
            taken |= set(_span(place))
        for person in self._people.find(tokens, taken):
            who = _with(person, _who(person, words.users))
            sure = who.value.users is not None or person.score >= _LIKELY_PERSON
            found.setdefault("person" if sure else "person_hint", []).append(who)
        return {kind: tuple(values) for kind, values in found.items() if values}

    def _is_state(self, one: Found[AccountName], tokens: tuple[Token, ...]) -> bool:
        """«Закрытые успешно» is a state, «Успешно реализовано» in full is a stage."""
        if one.value.kind is not NameKind.STAGE or one.value.whole or one.value.cued:
            return False
        cues = [self._cues.of(tokens[index]) for index in range(one.first, one.stop)]
        return any(cue.startswith("state_") for have in cues for cue in have)

    def _index_account(self, account: Account) -> AccountWords:
        return AccountWords(
            UserIndex(account, self._morphology, self._lexicon),
            AccountIndex(account, self._lexicon, self._morphology),
        )


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


def _who(found: Found[Any], users: UserIndex) -> Who:
    match = users.match(found.value)
    names = None if match is None else tuple(user.name for user in match.candidates)
    sure = not found.value.doubtful or found.value.triggered
    return Who(found.value.name, names, sure)


def _span(found: Found[Any]) -> range:
    return range(found.first, found.stop)


def _with(found: Found[Any], value: object) -> Found[Any]:
    return Found(found.first, found.stop, value, found.score)


def _claim(found: Iterable[Found[Any]], taken: set[int]) -> list[Found[Any]]:
    """Keep what overlaps nothing taken, and take its tokens."""
    kept = _free(found, taken)
    for one in kept:
        taken.update(range(one.first, one.stop))
    return kept


def _free(found: Iterable[Found[Any]], taken: set[int]) -> list[Found[Any]]:
    return [one for one in found if taken.isdisjoint(range(one.first, one.stop))]
