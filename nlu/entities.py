"""Every entity of an utterance: figures first, then the account's names, companies, people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from nlu.account import Account
from nlu.accountnames import AccountIndex, AccountName, NameKind
from nlu.claims import Entities, Tokens, claim, indices, with_value
from nlu.companies import CompanyFinder, Mark
from nlu.cues import Cues
from nlu.figurefinder import FigureFinder
from nlu.figures import find_quotes
from nlu.lexicon import Lexicon
from nlu.morphology import Morphology
from nlu.naming.company import CompanyNames
from nlu.naming.said import SaidNames
from nlu.ownfields import FieldIndex
from nlu.people.possessive import surnames_of
from nlu.people.reader import PeopleReader
from nlu.people.users import UserIndex
from nlu.reading import Who
from nlu.types import Found, Kind, Token

_PLAIN = 0.65
_SURE_PERSON = 0.7
_LIKELY_PERSON = 0.6
_NAMED = frozenset({"person", "company", "stage", "pipeline", "quote"})
_TALKS = frozenset({"call", "meeting"})
_OWNED = frozenset({"deal", "task", "contact", "company"})
_BEFORE_MANY = frozenset({"VERB", "INFN", "ADJF", "NPRO", "PRCL"})
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
        self._people = PeopleReader(lexicon, morphology)
        self.name_parts = self._people.parts
        self._company_names = CompanyNames(lexicon, morphology, self._people)
        self._companies = CompanyFinder(lexicon, morphology.known)
        self.figures = FigureFinder(lexicon, morphology)

    def index(self, account: Account) -> AccountWords:
        """Prepare an account's names; a matter of milliseconds, so keep the result."""
        return AccountWords(
            UserIndex(account, self._morphology, self._lexicon, self.name_parts),
            AccountIndex(account, self._lexicon, self._morphology),
            FieldIndex(account, self._morphology, self._cues),
        )

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
        found.update(self.figures.find(tokens, taken))
        self._account_names(found, tokens, words)
        found["own_field"] = list(words.fields.names(tokens))
        found["own_choice"] = list(words.fields.choices(tokens))
        self._named_companies(found, tokens, taken, words.users)
        for person in self._people.find(tokens, taken):
            if self._is_slip(tokens, person) or self._is_firm(tokens, person):
                continue
            who = with_value(person, _who(person, words.users))
            sure = who.value.users is not None or person.score >= _LIKELY_PERSON
            found.setdefault("person" if sure else "person_hint", []).append(who)
        self._mistyped_users(found, tokens, words.users)
        self._owning_users(found, tokens, words.users)
        return {kind: tuple(values) for kind, values in found.items() if values}

    def _account_names(self, found: Entities, tokens: Tokens, words: AccountWords) -> None:
        for one in words.names.find(tokens):
            if not self._is_state(one, tokens) and not self._is_talk_set(
                one, tokens, found.get("date", ())
            ):
                kind = _KINDS[one.value.kind] + ("" if one.score >= _PLAIN else "_hint")
                found.setdefault(kind, []).append(with_value(one, one.value.names))

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
        for place in claim((self._without_user(one, tokens, users) for one in places), taken):
            apposed = place.value.mark is Mark.WORD
            first = place.value.first if apposed else place.first
            name = naming.company(first, place.stop, apposed=apposed)
            found.setdefault("company", []).append(with_value(place, name))

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
    return frozenset(indices(one for kind in _NAMED for one in found.get(kind, ())))
