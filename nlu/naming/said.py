"""Names in the tokens of one utterance, brought to the nominative."""

from __future__ import annotations

from nlu.naming.company import CompanyNames
from nlu.people.context import context_of
from nlu.people.grammar import Case
from nlu.people.reader import PeopleReader
from nlu.text import fold
from nlu.types import Kind, Token
from nlu.value import value

# What a subject stands before: «теперь», «за Орловым», «ведёт», a mark.
_BEHIND_SUBJECT = frozenset({"", "ADVB", "PREP", "VERB", "PRCL"})
_CASES = frozenset(case.value for case in Case)
_STRAIGHT = frozenset({Case.NOMN.value, Case.ACCS.value})

_APART = frozenset(",:;")


@value(frozen=True, slots=True)
class SaidNames:
    """How names in the tokens of one utterance are brought to the nominative."""

    tokens: tuple[Token, ...]
    companies: CompanyNames
    people: PeopleReader

    def company(self, first: int, stop: int, *, apposed: bool = False) -> str:
        """Name the company said with tokens `first` … `stop - 1`.

        Args:
            apposed: «компания» stands before, so that the name is rather in the nominative.
        """
        firm = self.companies.firm(self.tokens[first]) if stop - first == 1 else None
        if firm is not None and first and not apposed:
            return firm
        if apposed and (self._is_quoted(first) or self._is_as_it_stands(first)):
            return self.companies.nominative(self.tokens[first:stop], as_typed=True)
        governed = self._governed(first) | ({Case.NOMN} if apposed else frozenset())
        if not apposed and self._is_owned(first):
            governed = frozenset((Case.GENT,))
            name = self.companies.nominative(self.tokens[first:stop], governed)
            unseen = name == self.tokens[first].text and not self.is_known(first)
            return name[:-1] if unseen and name.endswith("а") else name
        if first and self.tokens[first - 1].text in _APART:
            governed |= {Case.NOMN}
        if not governed and self._is_given(first):
            governed = frozenset((Case.DATV,))
        if not governed and self._opens_alone(first, stop):
            return self.companies.nominative(self.tokens[first:stop], as_typed=True)
        return self.companies.nominative(self.tokens[first:stop], governed)

    def _opens_alone(self, first: int, stop: int) -> bool:
        """«Окна теперь за Орловым», not «Ромашки телефон»: a subject, and not whose a thing is."""
        behind = self.tokens[stop].pos if stop < len(self.tokens) else "NOUN"
        straight = any("nomn" in parse.grammemes for parse in self.tokens[first].parses)
        return first == 0 and straight and behind in _BEHIND_SUBJECT

    def _is_quoted(self, first: int) -> bool:
        """«Компанию «Окна Татарии»»: what is in quotes stays as typed."""
        return first > 0 and self.tokens[first - 1].text == '"'

    def person(self, first: int, stop: int, *, case: str = "") -> str:
        """Name the person said with tokens `first` … `stop - 1`.

        Args:
            case: the case they stand in, in OpenCorpora's notation, where it is known.
        """
        words = [t.text for t in self.tokens[first:stop] if t.kind is not Kind.MARK]
        said = Case(case) if case else None
        return self.people.nominative(words, said)

    def genders(self, name: str) -> frozenset[str]:
        """Say whose a name in the nominative is, by the given name in it; none for an unknown."""
        given = self.people.parts.given
        return frozenset(one.value for word in name.split() for one in given.genders(fold(word)))

    def query(self, first: int, stop: int, *, lacking: bool = False) -> str:
        """Say what is searched for: one word in the nominative, several as typed.

        Args:
            lacking: «нет» asks for the genitive.
        """
        if stop - first == 1:
            governed = frozenset((Case.GENT,)) if lacking else self._governed(first)
            return self.companies.query(self.tokens[first], governed)
        pieces = self.tokens[first:stop]
        return "".join(t.text if t.glued or not i else f" {t.text}" for i, t in enumerate(pieces))

    def _is_as_it_stands(self, first: int) -> bool:
        """«Компанию Окна Двери»: the genitive would say whose, which no straight case leads to."""
        nominative = any("nomn" in parse.grammemes for parse in self.tokens[first].parses)
        cases = [parse.grammemes & _CASES for parse in self.tokens[first - 1].parses]
        if cases and all(case == {Case.NOMN.value} for case in cases):
            nominative = nominative or not self._is_somebodys(first)
        return bool(first and nominative and cases) and all(case <= _STRAIGHT for case in cases)

    def _is_somebodys(self, first: int) -> bool:
        """«Компания Тимура», not «компания Плаза», where the head is in the nominative alone."""
        return any(
            "gent" in parse.grammemes and "anim" in parse.grammemes
            for parse in self.tokens[first].parses
        )

    def _is_owned(self, first: int) -> bool:
        """«Бухгалтера Стройдвора», «директора «Пчёлки»»: somebody of the company stands before."""
        place = first - self._is_quoted(first)
        before = self.tokens[place - 1] if place else None
        likeliest = self.tokens[first].parses[0].grammemes if self.tokens[first].parses else ()
        if before is not None and {"Orgn", "gent"} <= {*likeliest}:
            return before.pos == "NOUN"
        if before is not None and self._is_made_up_owner(before, first):
            return True
        return (
            before is not None
            and before.text.islower()
            and self.tokens[first].text[1:].islower()
            and self.tokens[first].text[0].isupper()
            and any(p.pos == "NOUN" and "anim" in p.grammemes for p in before.parses[:1])
        )

    def _is_made_up_owner(self, before: Token, first: int) -> bool:
        """«Предоплату Ситиборда», «остатки Ромстроя», not «магазин Евротара»."""
        thing = any({"NOUN", "inan"} <= {p.pos, *p.grammemes} for p in before.parses[:1])
        headed = self.companies.coined.is_head(before) or not before.text.islower()
        said = self.tokens[first]
        ends = said.norm.endswith(("а", "я")) and not said.known
        owned = any("gent" in parse.grammemes for parse in said.parses[:1])
        return thing and not headed and ends and (owned or self.is_coined(first))

    def _is_given(self, first: int) -> bool:
        """«Альфастрою отправить договор»: no made-up name ends so in the nominative."""
        coined = self.is_coined(first) and not self.is_known(first)
        made_up = coined or self.ends_like_company(first)
        return self.tokens[first].norm.endswith(("у", "ю")) and made_up

    def is_coined(self, index: int) -> bool:
        """Say whether a word, in lower case too, is very probably a company's name."""
        return self.companies.coined.is_coined(self.tokens[index])

    def ends_like_company(self, index: int) -> bool:
        """Say whether a word the dictionary lacks ends as made-up names do: «Стройгарант»."""
        return self.companies.coined.has_tail(self.tokens[index])

    def is_prefixed(self, index: int) -> bool:
        """Say whether a word the dictionary lacks begins as made-up names do."""
        return self.companies.coined.is_prefixed(self.tokens[index])

    def is_company_tail(self, index: int) -> bool:
        """Say whether a word ends companies' names: «Ника Логистик», «Орион Групп»."""
        return self.companies.coined.is_tail(self.tokens[index])

    def is_firm(self, index: int) -> bool:
        """Say whether a word is a noun that firms like to be called by: «вектор», «ромашка»."""
        return self.companies.coined.is_firm(self.tokens[index])

    def is_ware(self, index: int) -> bool:
        """Say whether firms are called by a word and goods too: «гранит», «зерно»."""
        return self.companies.coined.is_ware(self.tokens[index])

    def heads_company(self, index: int) -> bool:
        """Say whether a word begins companies' names: «салон», «завод», «ТСЖ»."""
        return self.companies.coined.is_head(self.tokens[index])

    def is_firm_alive(self, index: int) -> bool:
        """Say whether firms are called by a word, a living being: «чайка», «садовод»."""
        return self.companies.coined.is_alive(self.tokens[index])

    def is_firm_paired(self, index: int) -> bool:
        """Say whether firms are called by a word behind an adjective: «белый медведь»."""
        return self.companies.coined.is_paired(self.tokens[index])

    def pairs_with_firm(self, index: int) -> bool:
        """Say whether a word is an adjective of firms' names: «новый», «северный»."""
        return self.companies.coined.pairs(self.tokens[index])

    def is_firm_noun(self, index: int) -> bool:
        """Say whether firms are called by a noun, whatever else it means."""
        return self.companies.coined.noun(self.tokens[index]) is not None

    def is_known(self, index: int) -> bool:
        """Say whether the dictionary has a word."""
        return self.tokens[index].known

    def is_measured(self, index: int) -> bool:
        """Say whether a word before says how much of it there is: «кило Алёнки»."""
        before = self.tokens[index - 1].lemmas if index else frozenset()
        genitive = any("gent" in parse.grammemes for parse in self.tokens[index].parses)
        return genitive and not before.isdisjoint(self.people.parts.vocabulary.measures)

    def is_loanword(self, index: int) -> bool:
        """Say whether a word is a modern one or a service, which only looks like a name."""
        return self.companies.coined.is_loanword(self.tokens[index])

    def _governed(self, first: int) -> frozenset[Case]:
        return context_of(self.tokens, first, self.people.parts.vocabulary).governed
