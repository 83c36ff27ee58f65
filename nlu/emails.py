"""E-mail addresses, typed («Sales+spb@почта.рф») and dictated («иван собака мейл точка ру»)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nlu.lexicon import Lexicon
from nlu.types import Found, Kind, Token

_MOST_PIECES = 24
_LONGEST = 254
_TYPED_MARKS = frozenset(".+-_%")
_LATIN = str.maketrans("абвгдезийклмнопрстуфыэ", "abvgdeziyklmnoprstufye") | str.maketrans(
    {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya"}
    | {"ъ": "", "ь": ""}
)


@dataclass(frozen=True, slots=True)
class _Part:
    """One side of an address and the token where it ends, outwards from «@»."""

    text: str
    end: int


class EmailFinder:
    """Finds e-mail addresses in tokens; built once, safe to share between threads."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._marks = lexicon.names_by_word("emails", "marks_forms")
        self._fillers = frozenset(lexicon.section("emails", "fillers_forms")["before"])
        self._domains = lexicon.names_by_word("emails", "domains_forms")
        self._endings = lexicon.names_by_word("emails", "endings_forms")

    def tells(self, token: Token) -> bool:
        """Say whether a token is what no address goes without: «@», «собака»."""
        return self._marks.get(token.norm) == "@"

    def find(self, tokens: Sequence[Token]) -> list[Found[str]]:
        """Find addresses, in order of the text; the value is lower case."""
        found: list[Found[str]] = []
        free = 0
        for place, token in enumerate(tokens):
            if place < free or not self.tells(token):
                continue
            one = _typed(tokens, place) or self._dictated(tokens, place, free)
            if one is not None and one.first >= free:
                found.append(one)
                free = one.stop
        return found

    def _dictated(self, tokens: Sequence[Token], place: int, free: int) -> Found[str] | None:
        local = self._local(tokens, self._before(tokens, place), free)
        domain = self._domain(tokens, place + 1)
        if local is None or domain is None:
            return None
        return Found(local.end, domain.end, f"{local.text}@{domain.text}", 0.95)

    def _local(self, tokens: Sequence[Token], place: int, free: int) -> _Part | None:
        """Read backwards from the token before «собака» while marks join the words."""
        text, end = "", place + 1
        for _ in range(_MOST_PIECES):
            if place < free or not _is_text(tokens[place]) or tokens[place].norm in self._marks:
                break
            text, end = _in_latin(tokens[place].norm) + text, place
            if tokens[place].glued or _is_number_of(tokens, place):
                place -= 1
                mark = self._marks.get(tokens[place].norm, "")
                if mark == "@":
                    break
                if mark:
                    text, place = mark + text, place - 1
                continue
            mark_at = place - 1
            mark = self._marks.get(tokens[mark_at].norm, "") if mark_at >= free else ""
            if not mark or mark == "@":
                break
            text, place = mark + text, self._before(tokens, mark_at)
        return _Part(text.lstrip(".-+"), end) if text.strip(".-+_") else None

    def _domain(self, tokens: Sequence[Token], place: int) -> _Part | None:
        labels, end = [""], place
        for _ in range(_MOST_PIECES):
            if place >= len(tokens):
                break
            mark = self._marks.get(tokens[place].norm)
            if mark == ".":
                labels.append("")
            elif mark == "-" and labels[-1]:
                labels[-1] += "-"
            elif mark is None and _is_text(tokens[place]) and self._may_join(labels, tokens, place):
                self._put(labels, tokens[place])
                end = place + 1
                if len(labels) > 1 and self._has_ended(tokens, end):
                    break
            else:
                break
            place += 1
        labels = [label for label in labels if label]
        whole = len(labels) > 1 and labels[-1].isalpha() and len(labels[-1]) > 1
        return _Part(".".join(labels), end) if whole else None

    def _may_join(self, labels: list[str], tokens: Sequence[Token], place: int) -> bool:
        """Say whether a word goes on with the address: after a mark, glued, or «мейл ру»."""
        is_open = not labels[-1] or labels[-1].endswith("-") or tokens[place].glued
        return is_open or (len(labels) == 1 and tokens[place].norm in self._endings)

    def _put(self, labels: list[str], token: Token) -> None:
        if labels[-1] and not labels[-1].endswith("-") and not token.glued:
            labels.append("")
        words = self._endings if len(labels) > 1 else self._domains
        label = words.get(token.norm) or self._domains.get(token.norm)
        labels[-1] += label or _in_latin(token.norm)

    def _has_ended(self, tokens: Sequence[Token], place: int) -> bool:
        """Say whether no further label follows: a full stop at the end is none."""
        if place >= len(tokens):
            return True
        if self._marks.get(tokens[place].norm) not in (".", "-"):
            return not tokens[place].glued or tokens[place].kind is Kind.MARK
        follower = tokens[place + 1] if place + 1 < len(tokens) else None
        spoken = tokens[place].kind is not Kind.MARK
        return follower is None or not (spoken or follower.glued)

    def _before(self, tokens: Sequence[Token], place: int) -> int:
        place -= 1
        while place >= 0 and tokens[place].norm in self._fillers:
            place -= 1
        return place


def _typed(tokens: Sequence[Token], at: int) -> Found[str] | None:
    if tokens[at].norm != "@":
        return None
    first = at
    while first > 0 and tokens[first].glued and _is_typed(tokens[first - 1]):
        first -= 1
    stop = at + 1
    while stop < len(tokens) and tokens[stop].glued and _is_typed(tokens[stop]):
        stop += 1
    while first < at and tokens[first].kind is Kind.MARK:
        first += 1
    while stop > at + 1 and tokens[stop - 1].kind is Kind.MARK:
        stop -= 1
    address = "".join(token.text for token in tokens[first:stop]).lower()
    return Found(first, stop, address) if _is_address(address) else None


def _is_address(address: str) -> bool:
    local, _, domain = address.partition("@")
    labels = domain.split(".")
    ending = labels[-1]
    return (
        bool(local)
        and len(address) <= _LONGEST
        and len(labels) > 1
        and all(labels)
        and len(ending) > 1
        and ending[0].isalpha()
    )


def _is_typed(token: Token) -> bool:
    return token.kind is not Kind.MARK or token.norm in _TYPED_MARKS


def _is_text(token: Token) -> bool:
    return token.kind is not Kind.MARK


def _is_number_of(tokens: Sequence[Token], place: int) -> bool:
    """Say whether a number belongs to the Latin word before it: «elkina 2 собака»."""
    return tokens[place].kind is Kind.NUMBER and place > 0 and tokens[place - 1].kind is Kind.LATIN


def _in_latin(word: str) -> str:
    return word.translate(_LATIN)
