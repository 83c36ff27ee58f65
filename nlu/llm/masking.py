"""What must not leave the house becomes a placeholder, and comes back in the answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from nlu.account import Account
from nlu.reading import Reading
from nlu.text import fold
from nlu.types import Kind, Span

_KINDS = (
    ("email", "ПОЧТА"),
    ("phone", "ТЕЛЕФОН"),
    ("part_of_phone", "ТЕЛЕФОН"),
    ("person", "ИМЯ"),
)
_NUMBER = "ЧИСЛО"
_LINK = "ССЫЛКА"
_NAME = "ИМЯ"
_LONG = 6
_LONG_CHAIN = 7
_SHORTEST_NAME = 3
_PERSONAL = frozenset({"Name", "Surn", "Patr"})
_JOINTS = frozenset("-()+. ")
_URL = re.compile(r"(?:https?://|www\.)\S++", re.IGNORECASE)
_AT = re.compile(r"[^\s@]{1,100}+@[^\s@]++")
_PLACEHOLDER = re.compile(r"\[(?:ИМЯ|ТЕЛЕФОН|ПОЧТА|ЧИСЛО|ССЫЛКА)\d{1,3}\]")


@dataclass(frozen=True, slots=True)
class Masked:
    """An utterance that may be sent.

    Args:
        text: with placeholders.
        originals: placeholder → the words as typed.
    """

    text: str
    originals: Mapping[str, str] = field(repr=False)

    def restore(self, text: str) -> str:
        """Put back what the placeholders stand for."""
        return _PLACEHOLDER.sub(lambda m: self.originals.get(m.group(), m.group()), text)


def mask(reading: Reading, account: Account) -> Masked:
    """Replace phones, addresses, links, long numbers and people's names."""
    text = reading.clean.text
    pieces: list[str] = []
    originals: dict[str, str] = {}
    names: dict[tuple[str, str], str] = {}
    end = 0
    for label, span in _disjoint(_hidden(reading, account)):
        said = text[span.start : span.stop]
        name = names.setdefault((label, fold(said)), f"[{label}{len(names) + 1}]")
        originals[name] = said
        pieces += [text[end : span.start], name]
        end = span.stop
    return Masked("".join((*pieces, text[end:])), originals)


def is_placeholder(text: str) -> bool:
    """Say whether a text has a placeholder left in it."""
    return _PLACEHOLDER.search(text) is not None


def _hidden(reading: Reading, account: Account) -> Iterator[tuple[str, Span]]:
    text = reading.clean.text
    # A typed «[ИМЯ1]» must not pass for one of ours.
    yield from ((_NUMBER, Span(*match.span())) for match in _PLACEHOLDER.finditer(text))
    yield from ((_LINK, Span(*match.span())) for match in _URL.finditer(text))
    for kind, label in _KINDS:
        for found in reading.all(kind):
            yield label, _span(reading, found.first, found.stop)
    yield from (("ПОЧТА", Span(*match.span())) for match in _AT.finditer(text))
    for found in reading.all("company"):
        if _holds_name(reading, range(found.first, found.stop)):
            yield _NAME, _span(reading, found.first, found.stop)
    for found in reading.all("person_hint"):
        if found.value.sure or reading.tokens[found.first].text[0].isupper():
            yield _NAME, _span(reading, found.first, found.stop)
    yield from ((_NAME, span) for span in _users(reading, account))
    yield from ((_NUMBER, span) for span in _numbers(reading))


def _users(reading: Reading, account: Account) -> Iterator[Span]:
    """The account's users, however little of the name the finder of people was sure of."""
    parts = {fold(part) for user in account.users for part in user.name.split()}
    for token in reading.tokens:
        said = token.lemmas | {token.norm}
        if any(len(one) >= _SHORTEST_NAME for one in said & parts):
            yield token.span


def _numbers(reading: Reading) -> Iterator[Span]:
    """Long numbers, and chains of digits that are neither a date nor a sum («1234 567890»)."""
    known = {
        index
        for kind in ("date", "budget", "budget_hint")
        for found in reading.all(kind)
        for index in range(found.first, found.stop)
    }
    for run in _chains(reading):
        numbers = [i for i in run if reading.tokens[i].kind is Kind.NUMBER]
        digits = sum(len(reading.tokens[i].text) for i in numbers)
        longest = max(len(reading.tokens[i].text) for i in run)
        if longest >= _LONG or (digits >= _LONG_CHAIN and not known.issuperset(numbers)):
            yield _span(reading, run.start, run.stop)


def _chains(reading: Reading) -> Iterator[range]:
    start: int | None = None
    last = 0
    for index, token in enumerate(reading.tokens):
        if token.kind is Kind.NUMBER:
            start, last = index if start is None else start, index
        elif start is not None and token.text not in _JOINTS:
            yield range(start, last + 1)
            start = None
    if start is not None:
        yield range(start, last + 1)


def _holds_name(reading: Reading, indices: range) -> bool:
    """«Из какой компании Тамара Огурцова»: a person taken for a company is hidden all the same."""
    parses = (parse for index in indices for parse in reading.tokens[index].parses[:1])
    return any(parse.grammemes & _PERSONAL for parse in parses)


def _span(reading: Reading, first: int, stop: int) -> Span:
    return Span(reading.tokens[first].span.start, reading.tokens[stop - 1].span.stop)


def _disjoint(hidden: Iterable[tuple[str, Span]]) -> list[tuple[str, Span]]:
    """Join what overlaps, under the label of the first to begin, in order of the text."""
    joined: list[tuple[str, Span]] = []
    for label, span in sorted(hidden, key=lambda one: (one[1].start, -one[1].stop)):
        if joined and span.start < joined[-1][1].stop:
            kept, before = joined[-1]
            joined[-1] = (kept, Span(before.start, max(before.stop, span.stop)))
        else:
            joined.append((label, span))
    return joined
