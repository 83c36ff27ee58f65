"""Which digits are a telephone number, and its E.164 form (ITU-T E.164; Russian plan +7)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from nlu.lexicon import Lexicon
from nlu.numerals import Numerals
from nlu.phones.pieces import Piece, chains
from nlu.types import Found, Kind, Token

_NATIONAL = 10
_RUSSIAN_AREAS = frozenset("3489")
_KAZAKH_AREAS = frozenset("67")
_KAZAKH_MOBILE = frozenset("7")
_SHORTEST_FOREIGN, _LONGEST_FOREIGN = 8, 13
_NEIGHBOUR_LENGTH = 12
_SHORTEST_PART, _LONGEST_PART = 2, 10
_LOOK_BACK = 5
_LOCAL = 5
_SURE_PART, _LIKELY_PART, _SHAPED_PART = 0.85, 0.5, 0.4
_LONGEST_EXTENSION = 6


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number.

    Args:
        number: E.164 when whole, else the digits as typed.
        is_part: only some digits were said («на 45-67»).
        extension: digits after «доб.», or None.
    """

    number: str
    is_part: bool = False
    extension: str | None = None

    def __repr__(self) -> str:
        return f"Phone(<{len(self.number)} characters>, is_part={self.is_part})"


class PhoneFinder:
    """Finds telephone numbers in tokens; built once, safe to share between threads."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._numerals = Numerals(lexicon)
        self._lengths = {
            code: int(length)
            for code, length in lexicon.names_by_word("phones", "countries_forms").items()
        }
        self._neighbours = tuple(lexicon.section("phones", "neighbours_forms")["all"])
        self._sure = frozenset(lexicon.section("phones", "parts")["sure"])
        self._likely = frozenset(lexicon.section("phones", "parts")["likely"])
        self._others = frozenset(
            lexicon.section("phones", "others")["all"]
            + lexicon.section("phones", "others_forms")["all"]
        )
        self._extension = frozenset(lexicon.section("phones", "extension_forms")["all"])
        nouns = lexicon.section("commands", "nouns")
        self._deal = frozenset(nouns["deal"])
        self._money = frozenset(
            (
                *lexicon.names_by_word("money", "currency"),
                *lexicon.names_by_word("numerals", "scale"),
            )
        ) | frozenset(lexicon.names_by_word("money", "currency_forms"))

    def find(self, tokens: Sequence[Token]) -> list[Found[Phone]]:
        """Find numbers, in order of the text.

        A whole number has score 1. A part has .85 after «заканчивается на», «телефон» and the
        like, .5 after «номер» or in the form of a local number («222-33-44»), .4 when only its
        dashes speak for it («45-67»): a rule that does not speak of telephones should leave those.
        """
        found: list[Found[Phone]] = []
        for chain in chains(tokens, self._numerals):
            found += self._in_chain(chain, tokens)
        return found

    def _in_chain(self, chain: list[Piece], tokens: Sequence[Token]) -> Iterator[Found[Phone]]:
        start = free = 0
        while start < len(chain):
            whole = self._whole_at(chain, start, tokens)
            if whole is None:
                start += 1
                continue
            yield from self._part(chain[free:start], tokens)
            used, number = whole
            yield self._with_extension(chain, start, start + used, number, tokens)
            start = free = start + used
        yield from self._part(chain[free:], tokens)

    def _whole_at(
        self, chain: list[Piece], start: int, tokens: Sequence[Token]
    ) -> tuple[int, str] | None:
        """Read a whole number that begins at a piece: how many pieces it takes, and its E.164."""
        best, digits = None, ""
        for stop in range(start + 1, len(chain) + 1):
            digits += chain[stop - 1].digits
            if len(digits) > _LONGEST_FOREIGN:
                break
            if len(digits) < _NATIONAL and not chain[start].plus:
                continue
            number = self._number(chain[start:stop], digits)
            if number is not None and self._is_phone(chain[start:stop], tokens):
                best = stop - start, number
        return best

    def _number(self, pieces: list[Piece], digits: str) -> str | None:
        if pieces[0].plus and digits[0] != "7":
            return f"+{digits}" if self._is_foreign(digits) else None
        if len(digits) == _NATIONAL + 1 and digits[0] in "78":
            areas = _RUSSIAN_AREAS | (_KAZAKH_AREAS if digits[0] == "7" else _KAZAKH_MOBILE)
            return f"+7{digits[1:]}" if digits[1] in areas and _is_shaped(pieces, 1) else None
        if pieces[0].plus:
            return None
        if len(digits) == _NATIONAL and digits[0] in _RUSSIAN_AREAS and _is_shaped(pieces, 0):
            return None if _is_amount(pieces) else f"+7{digits}"
        is_neighbour = len(digits) == _NEIGHBOUR_LENGTH and digits.startswith(self._neighbours)
        return f"+{digits}" if is_neighbour else None

    def _is_foreign(self, digits: str) -> bool:
        lengths = (self._lengths.get(digits[:size]) for size in (3, 2, 1))
        length = next((length for length in lengths if length is not None), None)
        if length is None:
            return _SHORTEST_FOREIGN <= len(digits) <= _LONGEST_FOREIGN
        return length - 1 <= len(digits) <= length

    def _is_phone(self, pieces: list[Piece], tokens: Sequence[Token]) -> bool:
        """Say whether nothing around or inside tells that the digits are something else."""
        first, stop = pieces[0].first, pieces[-1].stop
        if _holds_date(pieces, tokens):
            return False
        if stop < len(tokens) and self._is_one_of(tokens[stop], self._money):
            return False
        if pieces[0].plus or first == 0:
            return True
        before = [token for token in tokens[max(0, first - 2) : first] if token.norm != ":"]
        if any(self._is_one_of(token, self._others) for token in before):
            return False
        is_bare = sum(len(piece.digits) for piece in pieces) == _NATIONAL
        return not (is_bare and before and self._is_one_of(before[-1], self._deal))

    def _with_extension(
        self, chain: list[Piece], start: int, stop: int, number: str, tokens: Sequence[Token]
    ) -> Found[Phone]:
        first, end = chain[start].first, chain[stop - 1].stop
        place = end
        while place < min(len(tokens), end + 2) and tokens[place].norm in (",", "("):
            place += 1
        if place < len(tokens) and tokens[place].norm in self._extension:
            place += 1
            place += place < len(tokens) and tokens[place].norm == "."
            digits = tokens[place] if place < len(tokens) else None
            if digits and digits.kind is Kind.NUMBER and len(digits.norm) <= _LONGEST_EXTENSION:
                return Found(first, place + 1, Phone(number, extension=digits.norm))
        return Found(first, end, Phone(number))

    def _part(self, pieces: list[Piece], tokens: Sequence[Token]) -> Iterator[Found[Phone]]:
        """Read what is left of a chain as a part of a number, if the words around say so."""
        digits = "".join(piece.digits for piece in pieces)
        if not _SHORTEST_PART <= len(digits) <= _LONGEST_PART or _holds_date(pieces, tokens):
            return
        first, stop = pieces[0].first, pieces[-1].stop
        score = self._part_score(pieces, tokens)
        if score and not (stop < len(tokens) and self._is_one_of(tokens[stop], self._money)):
            yield Found(first, stop, Phone(digits, is_part=True), score)

    def _part_score(self, pieces: list[Piece], tokens: Sequence[Token]) -> float:
        first = pieces[0].first
        for place in range(first - 1, max(-1, first - 1 - _LOOK_BACK), -1):
            token = tokens[place]
            if self._is_one_of(token, self._deal | self._others) or token.norm == "#":
                return 0.0
            if self._is_one_of(token, self._sure):
                return _SURE_PART
            if self._is_one_of(token, self._likely) and not self._is_of_deal(tokens, place):
                return _LIKELY_PART
        if not _is_dashed(pieces, tokens):
            return 0.0
        digits = sum(len(piece.digits) for piece in pieces)
        return _LIKELY_PART if digits >= _LOCAL else _SHAPED_PART

    def _is_of_deal(self, tokens: Sequence[Token], place: int) -> bool:
        return any(
            self._is_one_of(token, self._deal) for token in tokens[max(0, place - 2) : place]
        )

    def _is_one_of(self, token: Token, words: frozenset[str]) -> bool:
        return token.norm in words or not words.isdisjoint(token.lemmas)


def _is_shaped(pieces: list[Piece], prefix: int) -> bool:
    """Say whether groups of digits look like a number: 8-916-123-45-67, 8 91 61 23 45 67, whole."""
    sizes = [len(piece.digits) for piece in pieces]
    if prefix and sizes[0] == 1:
        sizes = sizes[1:]
    elif prefix:
        sizes = [sizes[0] - 1, *sizes[1:]]
    if len(sizes) == 1 or set(sizes) in ({1}, {2}):
        return True
    return 3 <= sizes[0] <= 5 or (sizes[0] == 1 and max(sizes) <= 3 and len(sizes) > 5)


def _is_amount(pieces: list[Piece]) -> bool:
    """Say whether bare groups are rather millions: «350 000 8916»."""
    return len(pieces) > 1 and pieces[1].digits == "000" and not pieces[0].digits.startswith("9")


def _holds_date(pieces: list[Piece], tokens: Sequence[Token]) -> bool:
    for one, two, three in zip(pieces, pieces[1:], pieces[2:], strict=False):
        points = [tokens[one.stop : two.first], tokens[two.stop : three.first]]
        if all(len(gap) == 1 and gap[0].norm == "." for gap in points):
            sizes = len(one.digits), len(two.digits), len(three.digits)
            if sizes[0] <= 2 and sizes[1] <= 2 and (sizes[2] == 4 or len(pieces) == 3):
                return True
    return False


def _is_dashed(pieces: list[Piece], tokens: Sequence[Token]) -> bool:
    if len(pieces) < 2 or any(len(piece.digits) > 3 for piece in pieces):
        return False
    gaps = [tokens[a.stop : b.first] for a, b in pairwise(pieces)]
    return all(len(gap) == 1 and gap[0].norm == "-" and gap[0].glued for gap in gaps)
