"""What rules ask about the names in an utterance."""

from __future__ import annotations

from typing import Protocol


class Naming(Protocol):
    """How names in a reading are brought to the nominative."""

    def company(self, first: int, stop: int, *, apposed: bool = False) -> str:
        """Name the company said with tokens `first` … `stop - 1`."""
        ...

    def person(self, first: int, stop: int, *, case: str = "") -> str:
        """Name the person said with tokens `first` … `stop - 1`, in a case if it is known."""
        ...

    def genders(self, name: str) -> frozenset[str]:
        """Say whose a name in the nominative is, «masc» or «femn»; none for an unknown one."""
        ...

    def is_coined(self, index: int) -> bool:
        """Say whether a word, in lower case too, is very probably a company's name."""
        ...

    def ends_like_company(self, index: int) -> bool:
        """Say whether a word the dictionary lacks ends as made-up names do: «Стройгарант»."""
        ...

    def is_prefixed(self, index: int) -> bool:
        """Say whether a word the dictionary lacks begins as made-up names do: «промпневматика»."""
        ...

    def is_company_tail(self, index: int) -> bool:
        """Say whether a word ends companies' names: «Ника Логистик», «Орион Групп»."""
        ...

    def is_firm(self, index: int) -> bool:
        """Say whether a word is a noun that firms like to be called by: «вектор», «ромашка»."""
        ...

    def is_ware(self, index: int) -> bool:
        """Say whether firms are called by a word and goods too: «гранит», «зерно»."""
        ...

    def heads_company(self, index: int) -> bool:
        """Say whether a word begins companies' names: «салон», «завод», «ТСЖ»."""
        ...

    def is_firm_alive(self, index: int) -> bool:
        """Say whether firms are called by a word, a living being: «чайка», «садовод»."""
        ...

    def is_firm_paired(self, index: int) -> bool:
        """Say whether firms are called by a word behind an adjective: «белый медведь»."""
        ...

    def pairs_with_firm(self, index: int) -> bool:
        """Say whether a word is an adjective of firms' names: «новый», «северный»."""
        ...

    def is_firm_noun(self, index: int) -> bool:
        """Say whether firms are called by a noun, whatever else it means."""
        ...

    def is_known(self, index: int) -> bool:
        """Say whether the dictionary has a word."""
        ...

    def is_measured(self, index: int) -> bool:
        """Say whether a word before says how much of it there is: «кило Алёнки»."""
        ...

    def is_loanword(self, index: int) -> bool:
        """Say whether a word is a modern one or a service, which only looks like a name."""
        ...

    def query(self, first: int, stop: int, *, lacking: bool = False) -> str:
        """Say what is searched for with tokens `first` … `stop - 1`."""
        ...
