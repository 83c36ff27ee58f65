"""The index of an account's fields, and of the entries of its list fields, by their words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

from nlu.account import Account, OwnField
from nlu.cues import Cues
from nlu.morphology import Morphology
from nlu.tokens import tokenize
from nlu.types import Found, Kind, Token

T = TypeVar("T")
Key: TypeAlias = frozenset[str]

# A field called «Бюджет» or «Имя» is what the contract's own slots are for.
_RESERVED = frozenset(
    {"deal", "contact", "company", "task", "note", "pipeline", "stage", "budget"}
    | {"responsible", "phone", "name", "card", "base"}
)
_BREAKS = frozenset(",.;:!?()")


@dataclass(frozen=True, slots=True)
class FieldName:
    """The name of a field was said.

    Args:
        fields: those of that name, at most one for each kind of record.
    """

    fields: tuple[OwnField, ...]

    def of(self, entity: str) -> OwnField | None:
        """The field of one kind of record."""
        return next((one for one in self.fields if one.entity == entity), None)


@dataclass(frozen=True, slots=True)
class FieldChoice:
    """An entry of a list was said.

    Args:
        values: name of the field → the entry as the account has it.
    """

    values: Mapping[str, str]


class FieldIndex:
    """The fields of one account, built once and safe to share between threads."""

    def __init__(self, account: Account, morphology: Morphology, cues: Cues) -> None:
        names: dict[tuple[Key, ...], list[OwnField]] = {}
        choices: dict[tuple[Key, ...], dict[str, str]] = {}
        for field in account.fields:
            tokens = _words(tokenize(field.name, morphology))
            if not tokens or all(cues.of(token) & _RESERVED for token in tokens):
                continue
            names.setdefault(_keys(tokens), []).append(field)
            for one in field.choices:
                keys = _keys(_words(tokenize(one, morphology)))
                choices.setdefault(keys, {}).setdefault(field.name, one)
        self._names = _Phrases((k, FieldName(tuple(own))) for k, own in names.items())
        self._choices = _Phrases((k, FieldChoice(own)) for k, own in choices.items())

    def names(self, tokens: Sequence[Token]) -> list[Found[FieldName]]:
        """Find names of fields, in order of the text."""
        return self._names.find(tokens)

    def choices(self, tokens: Sequence[Token]) -> list[Found[FieldChoice]]:
        """Find entries of lists, in order of the text."""
        return self._choices.find(tokens)


class _Phrases(Generic[T]):
    """Finds phrases word by word; the longest wins where several begin."""

    def __init__(self, phrases: Iterable[tuple[tuple[Key, ...], T]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[Key, ...], T]]] = {}
        for keys, value in phrases:
            for word in keys[0] if keys else ():
                self._by_first.setdefault(word, []).append((keys, value))

    def find(self, tokens: Sequence[Token]) -> list[Found[T]]:
        found: list[Found[T]] = []
        stop = 0
        for index, token in enumerate(tokens if self._by_first else ()):
            if index < stop or token.kind is Kind.MARK or not self._opens(token):
                continue
            best = max(self._at(tokens, index), key=lambda one: one.stop, default=None)
            if best is not None:
                found.append(best)
                stop = best.stop
        return found

    def _opens(self, token: Token) -> bool:
        return token.norm in self._by_first or not self._by_first.keys().isdisjoint(token.lemmas)

    def _at(self, tokens: Sequence[Token], first: int) -> Iterable[Found[T]]:
        seen: set[int] = set()
        for word in _said(tokens[first]):
            for keys, value in self._by_first.get(word, ()):
                stop = None if id(value) in seen else _end(tokens, first, keys)
                seen.add(id(value))
                if stop is not None:
                    yield Found(first, stop, value)


def _end(tokens: Sequence[Token], first: int, keys: tuple[Key, ...]) -> int | None:
    """Where a phrase that begins at a token ends; None when it is not said there."""
    index = first
    for place, key in enumerate(keys):
        while place and index < len(tokens) and _joins(tokens[index]):
            index += 1
        if index >= len(tokens) or key.isdisjoint(_said(tokens[index])):
            return None
        index += 1
    return index


def _joins(token: Token) -> bool:
    return token.kind is Kind.MARK and token.text not in _BREAKS


def _said(token: Token) -> Key:
    return token.lemmas | {token.norm}


def _words(tokens: Iterable[Token]) -> list[Token]:
    return [token for token in tokens if token.kind is not Kind.MARK]


def _keys(tokens: Iterable[Token]) -> tuple[Key, ...]:
    return tuple(map(_key, tokens))


def _key(token: Token) -> Key:
    """A word by its likeliest lemma alone; letters («ИНН») have no forms and are no «Инна»."""
    if token.text.isupper() or not token.parses:
        return frozenset((token.norm,))
    return frozenset((token.norm, token.parses[0].lemma))
