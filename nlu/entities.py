"""Every entity of an utterance: figures first, then the account's names, companies, people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, TypeAlias

from nlu.account import Account
from nlu.accountnames import AccountIndex, AccountName, NameKind
from nlu.companies import CompanyFinder, Mark
from nlu.cues import Cues
from nlu.dates import OF_MONTH, DateReader, Impossible, as_shift
from nlu.emails import EmailFinder
from nlu.figures import find_ids, find_numbers, find_ordinals, find_quotes, tells_place
from nlu.lexicon import Lexicon
from nlu.money import Money, MoneyFinder
from nlu.morphology import Morphology
from nlu.naming.company import CompanyNames
from nlu.naming.said import SaidNames
from nlu.numerals import Numbers, Numerals
from nlu.ownfields import FieldIndex
from nlu.people.possessive import surnames_of
from nlu.people.reader import PeopleReader
from nlu.people.users import UserIndex
from nlu.phones import PhoneFinder
from nlu.reading import Who
from nlu.types import Found, Kind, Token

Entities: TypeAlias = dict[str, list[Found[Any]]]
Tokens: TypeAlias = tuple[Token, ...]

_PLAIN = 0.65
_LIKELY_PART = 0.45
_SURE_PERSON = 0.7
_LIKELY_PERSON = 0.6
_SURE_MONEY = 0.6
_NAMED = frozenset({"person", "company", "stage", "pipeline", "quote"})
_TALKS = frozenset({"call", "meeting"})
_OWNED = frozenset({"deal", "task", "contact", "company"})
_BEFORE_MANY = frozenset({"VERB", "INFN", "ADJF", "NPRO", "PRCL"})
_FIGURES = ("phone", "email", "id", "budget")
_KINDS = {
    NameKind.PIPELINE: "pipeline",
    NameKind.STAGE: "stage",
    NameKind.TASK_TYPE: "task_type",
}


@dataclass(frozen=True, slots=True)
class AccountWords:
    """The names of one account, ready to be found."""

    users: UserIndex
    names: AccountIndex
    fields: FieldIndex


class EntityFinder:
    """Finds entities; built once per process and safe to share between threads."""

    def __init__(self, lexicon: Lexicon, morphology: Morphology, cues: Cues) -> None:
        self._lexicon = lexicon
        self._morphology = morphology
        self._cues = cues
        self._numerals = Numerals(lexicon)
        self._people = PeopleReader(lexicon, morphology)
        self.name_parts = self._people.parts
        self._company_names = CompanyNames(lexicon, morphology, self._people)
        self._companies = CompanyFinder(lexicon, morphology.known)
        self._emails = EmailFinder(lexicon)
        self._phones = PhoneFinder(lexicon)
        self._money = MoneyFinder(lexicon)
        self._dates = DateReader(lexicon, morphology)

    def index(self, account: Account) -> AccountWords:
        """Prepare an account's names; a matter of milliseconds, so keep the result."""
        return AccountWords(
            UserIndex(account, self._morphology, self._lexicon, self.name_parts),
            AccountIndex(account, self._lexicon, self._morphology),
            FieldIndex(account, self._morphology, self._cues),
        )

    def dates(self, tokens: Sequence[Token]) -> Sequence[Found[Any]]:
        """Find nothing but dates."""
        return self._dates.find(tokens)

    def ordinals(self, tokens: Sequence[Token]) -> list[Found[int]]:
        """Find all ordinals, those of dates too."""
        return find_ordinals(tokens, Numbers(self._numerals, tokens))

    def naming(self, tokens: Tokens) -> SaidNames:
        """Say how names in these tokens are brought to the nominative."""
        return SaidNames(tokens, self._company_names, self._people)

    def find(
        self, tokens: Tokens, text: str, words: AccountWords
    ) -> Mapping[str, tuple[Found[Any], ...]]:
        """Find everything: kind → entities in order of the text.

        A kind ending in `_hint` is for rules that expect such an entity at that place.
        """
        found: Entities = {"quote": list(find_quotes(tokens, text))}
        taken: set[int] = set()
        self._figures(found, tokens, taken)
        self._account_names(found, tokens, words)
        found["own_field"] = list(words.fields.names(tokens))
        found["own_choice"] = list(words.fields.choices(tokens))
        self._named_companies(found, tokens, taken, words.users)
        for person in self._people.find(tokens, taken):
            if self._is_slip(tokens, person) or self._is_firm(tokens, person):
                continue
            who = _with(person, _who(person, words.users))
            sure = who.value.users is not None or person.score >= _LIKELY_PERSON
            found.setdefault("person" if sure else "person_hint", []).append(who)
        self._mistyped_users(found, tokens, words.users)
        self._owning_users(found, tokens, words.users)
        return {kind: tuple(values) for kind, values in found.items() if values}

    def _figures(self, found: Entities, tokens: Tokens, taken: set[int]) -> None:
        """Addresses, sums, phones, dates and numbers, the surest first: each takes its tokens."""
        told = frozenset[str]().union(*map(self._tells, tokens))
        numbers = Numbers(self._numerals, tokens)
        dates = self._dates.find(tokens, numbers)
        if not told and not dates:
            return
        found["email"] = _claim(self._emails.find(tokens), taken) if "email" in told else []
        money = self._money.find(tokens, numbers) if "money" in told else []
        sums = _claim((one for one in money if one.value.has_unit), taken)
        phones = self._phones.find(tokens) if "number" in told else []
        whole = [one for one in phones if not one.value.is_part]
        found["phone"] = [_with(one, one.value.number) for one in _claim(whole, taken)]
        called = [one for one in phones if one.value.is_part and one.score >= _LIKELY_PART]
        dates = [
            one for one in dates if not (_is_of_phone(one, called) or _is_surname(one, tokens))
        ]
        found["date"] = _claim((one for one in dates if one.score >= 1), taken)
        found["id"] = _claim(find_ids(tokens, numbers), taken) if "number" in told else []
        found["part_of_phone"] = [_with(one, one.value.number) for one in _claim(called, taken)]
        sums += _free((one for one in money if not one.value.has_unit), taken)
        found.update(_amounts(sorted(sums, key=lambda one: one.first)))
        taken.update(_indices(found["budget"]))
        found["date_hint"] = [one for one in dates if one.score <= OF_MONTH]
        found["date"] += _claim((one for one in dates if OF_MONTH < one.score < 1), taken)
        found["date"].sort(key=lambda one: one.first)
        found["shift"] = list(_shifts(found["date"]))
        figures = {index for kind in _FIGURES for index in _indices(found[kind])}
        figures |= set(_indices(one for one in found["date"] if one.stop - one.first > 1))
        found["ordinal"] = _free(find_ordinals(tokens, numbers), figures) if told else []
        found["number"] = _free(find_numbers(numbers), taken) if "number" in told else []

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

    def _account_names(self, found: Entities, tokens: Tokens, words: AccountWords) -> None:
        for one in words.names.find(tokens):
            if not self._is_state(one, tokens) and not self._is_talk_set(
                one, tokens, found.get("date", ())
            ):
                kind = _KINDS[one.value.kind] + ("" if one.score >= _PLAIN else "_hint")
                found.setdefault(kind, []).append(_with(one, one.value.names))

    def _is_talk_set(
        self, one: Found[AccountName], tokens: Tokens, dates: Sequence[Found[Any]]
    ) -> bool:
        """«Какие встречи назначены на 14 мая»: work on a day, where no deal is spoken of."""
        if one.value.kind is not NameKind.STAGE or one.value.cued:
            return False
        talk = bool(self._cues.of(tokens[one.first]) & _TALKS)
        dated = any(day.first == one.stop and tokens[day.first].norm == "на" for day in dates)
        return (
            talk and dated and not any(self._cues.of(token) & {"deal", "stage"} for token in tokens)
        )

    def _named_companies(
        self, found: Entities, tokens: Tokens, taken: set[int], users: UserIndex
    ) -> None:
        naming = self.naming(tokens)
        places = [one for one in self._companies.find(tokens) if one.value.mark is not Mark.QUOTES]
        places = [one for one in places if not self._is_of_user(one, tokens, users)]
        for place in _claim((self._without_user(one, tokens, users) for one in places), taken):
            apposed = place.value.mark is Mark.WORD
            first = place.value.first if apposed else place.first
            name = naming.company(first, place.stop, apposed=apposed)
            found.setdefault("company", []).append(_with(place, name))

    def _is_firm(self, tokens: Tokens, person: Found[Any]) -> bool:
        """«По Гермесу»: firms are called so more often than people, where nobody is said."""
        alone = person.stop - person.first == 1 and not person.value.triggered
        doubtful = alone and person.score < _SURE_PERSON
        return doubtful and self._company_names.coined.is_firm(tokens[person.first])

    def _is_slip(self, tokens: Tokens, person: Found[Any]) -> bool:
        """«Напомин завтра …», «15 контктов»: an order or what is counted, mistyped; no name."""
        token, alone = tokens[person.first], person.stop - person.first == 1
        ordered = any(p.pos == "VERB" and "impr" in p.grammemes for p in token.parses[:1])
        counted = person.first > 0 and tokens[person.first - 1].kind is Kind.NUMBER
        meant = ordered or (counted and bool(self._cues.of(token) & _OWNED))
        return alone and meant and token.text.islower() and not self._morphology.known(token.norm)

    def _mistyped_users(self, found: Entities, tokens: Tokens, users: UserIndex) -> None:
        """«Сделки смирнвой»: an unknown word where an owner stands, a slip away from a user."""
        unknown = [i for i, token in enumerate(tokens) if i and not token.known]
        unknown = [i for i in unknown if tokens[i].kind is Kind.WORD and tokens[i].text.islower()]
        if not unknown:
            return
        taken = _named(found)
        for index in unknown:
            token = tokens[index]
            if (
                index in taken
                or self._cues.of(token)
                or not self._cues.of(tokens[index - 1]) & _OWNED
            ):
                continue
            match = users.match((token,))
            if match is not None:
                names = tuple(user.name for user in match.candidates)
                who = Who(self._people.nominative([token.text]), names, sure=True)
                found.setdefault("person", []).append(Found(index, index + 1, who, _LIKELY_PERSON))
        found.get("person", []).sort(key=lambda one: one.first)

    def _owning_users(self, found: Entities, tokens: Tokens, users: UserIndex) -> None:
        """«Лебедевские сделки»: a user's surname said as an adjective of what is owned."""
        for index, (token, follower) in enumerate(pairwise(tokens)):
            names = surnames_of(token) if "ск" in token.norm else ()
            if not names or not self._cues.of(follower) & _OWNED:
                continue
            matches = [users.match((replace(token, norm=name, facts={}),)) for name in names]
            named = [match for match in matches if match is not None]
            if named:
                candidates = (user.name for match in named for user in match.candidates)
                who = Who(names[0].title(), tuple(dict.fromkeys(candidates)), sure=True)
                found.setdefault("person", []).append(Found(index, index + 1, who, _LIKELY_PERSON))
        found.get("person", []).sort(key=lambda one: one.first)

    def _without_user(self, place: Found[Any], tokens: Tokens, users: UserIndex) -> Found[Any]:
        """«Отдай компанию Арсенал Ахметову»: a user in the dative is told to, not named after."""
        last = place.stop - 1
        if last == place.first or not _is_given(tokens[last]) or _is_given(tokens[place.first]):
            return place
        outside = set(range(len(tokens))) - {last}
        named = (_who(person, users) for person in self._people.find(tokens, outside))
        to_user = any(one.users for one in named)
        return replace(place, stop=last) if to_user else place

    def _is_of_user(self, place: Found[Any], tokens: Tokens, users: UserIndex) -> bool:
        """«Компании юли ким», «покажи фирмы Орлова»: many of them, and whose they are."""
        first = place.value.first
        if place.value.mark is not Mark.WORD or place.stop - first != 1 or first != place.first:
            return False
        if not _are_many(tokens, first - 1):
            return False
        near = {first, place.stop} & set(range(len(tokens)))
        outside = set(range(len(tokens))) - near
        named = (_who(person, users) for person in self._people.find(tokens, outside))
        return any(one.users and one.case == "gent" for one in named)

    def _is_state(self, one: Found[AccountName], tokens: Tokens) -> bool:
        """«Закрытые успешно» is a state, «Успешно реализовано» in full is a stage."""
        if one.value.kind is not NameKind.STAGE or one.value.whole or one.value.cued:
            return False
        cues = [self._cues.of(tokens[index]) for index in range(one.first, one.stop)]
        return any(cue.startswith("state_") for have in cues for cue in have)


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


def _who(found: Found[Any], users: UserIndex) -> Who:
    match = users.match(found.value)
    names = None if match is None else tuple(user.name for user in match.candidates)
    sure = not found.value.doubtful or found.value.triggered
    return Who(found.value.name, names, sure, found.value.case.value)


def _are_many(tokens: Tokens, head: int) -> bool:
    """«Компании» that opens the phrase or is asked for is of many, «у компании» of one."""
    many = any({"plur", "nomn"} <= p.grammemes for p in tokens[head].parses)
    before = tokens[head - 1].parses[:1] if head else ()
    return many and all(p.pos in _BEFORE_MANY for p in before)


def _is_given(token: Token) -> bool:
    return any("datv" in parse.grammemes for parse in token.parses)


def _named(found: Entities) -> frozenset[int]:
    return frozenset(_indices(one for kind in _NAMED for one in found.get(kind, ())))


def _indices(found: Iterable[Found[Any]]) -> Iterator[int]:
    return (index for one in found for index in range(one.first, one.stop))


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
