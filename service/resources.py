"""The addresses of what a user has before their eyes, as the Model Context Protocol names it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

SCHEME = "amocrm://"
_CARD = re.compile(r"amocrm://([a-z]{1,20})/([0-9]{1,15})")
_SECTION = re.compile(r"amocrm://section/([A-Za-z0-9_-]{1,200})")
_TICKED = re.compile(r"amocrm://selection/([0-9,]{1,4000})")


@dataclass(frozen=True, slots=True)
class Card:
    """An open card or any record: amoCRM's type and number."""

    kind: str
    id: int

    @property
    def uri(self) -> str:
        return f"{SCHEME}{self.kind}/{self.id}"


@dataclass(frozen=True, slots=True)
class Section:
    """A page of amoCRM by its code, such as leads_card."""

    code: str


@dataclass(frozen=True, slots=True)
class Ticked:
    """The ticked rows of a list."""

    ids: tuple[int, ...]


Resource: TypeAlias = Card | Section | Ticked


def read_uri(uri: str) -> Resource | None:
    """The resource of an address; None when it is none of ours."""
    if section := _SECTION.fullmatch(uri):
        return Section(section[1])
    if ticked := _TICKED.fullmatch(uri):
        parts = ticked[1].split(",")
        fit = all(0 < len(one) < 16 for one in parts)
        return Ticked(tuple(int(one) for one in parts)) if fit else None
    card = _CARD.fullmatch(uri)
    return Card(card[1], int(card[2])) if card else None
