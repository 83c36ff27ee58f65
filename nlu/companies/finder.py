"""Companies marked by their legal form, by a word for a company, or by quotation marks.

Only where the name stands is found here; `nlu.naming` puts it into the nominative. Companies said
without any mark («по Ромашке») are left to the rules, which know what the words around explain.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from nlu.companies.shapes import (
    ends,
    in_apposition,
    in_one_case,
    is_capitalised,
    is_glued_on,
    is_many,
    is_one_of,
    is_owner,
    is_top_person,
    may_be_many,
    shouts,
)
from nlu.lexicon import Lexicon
from nlu.types import Found, Kind, Token

_LONGEST_QUOTED = 10
_LONGEST = 6
_LONGEST_PERSON = 5
_SOLE_TRADER = "ип"
_GAP_MARKS = frozenset({":", "-"})
_LEADING = frozenset({"ADJF", "PRTF", "NUMR"})
_PERSON = frozenset({"Name", "Surn", "Patr"})


class Mark(StrEnum):
    """What tells that words are a company."""

    LEGAL = "legal"
    WORD = "word"
    HEAD = "head"
    QUOTES = "quotes"


@dataclass(frozen=True, slots=True)
class Company:
    """Where the name of a company stands among the tokens.

    Args:
        first: first token of the name, legal form and quotes left out.
        stop: index after its last token.
    """

    first: int
    stop: int
    mark: Mark


class CompanyFinder:
    """Finds companies in tokens; built once, safe to share between threads."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.section("companies", "triggers")["all"]
        nouns = lexicon.section("commands", "nouns")["company"]
        before = lexicon.section("people", "before")
        heads = lexicon.section("companies", "heads")["all"]
        self._heads = frozenset((*heads, *lexicon.section("companies", "heads_forms")["all"]))
        self._words = frozenset((*words, *nouns, *before["company"])) - self._heads
        self._legal = frozenset(before["legal"])
        self._long_legal = tuple(
            tuple(entry.split()) for entry in lexicon.section("companies", "long_legal")["all"]
        )
        self._quoting = frozenset(lexicon.section("companies", "before_quotes_forms")["all"])
        self._commands = _command_words(lexicon)

    def find(self, tokens: Sequence[Token]) -> list[Found[Company]]:
        """Find companies, in order of the text.

        A found span holds the legal form and quotes, not the word «компания». Legal forms and
        quotes after a word for a company score .97, a capitalised name after such a word .9, one
        in lower case .7, a name with its own head («Завод Динамо») .8, mere quotes .5.
        """
        found: list[Found[Company]] = []
        if shouts(tokens):
            tokens = [replace(token, text=token.text.lower()) for token in tokens]
        place = 0
        while place < len(tokens):
            one = self._at(tokens, place)
            if one is None:
                place += 1
                continue
            found.append(one)
            place = one.stop
        return found

    def _at(self, tokens: Sequence[Token], place: int) -> Found[Company] | None:
        token = tokens[place]
        spelt = self._spelt_out(tokens, place)
        if spelt:
            return self._named(tokens, place + spelt, place + spelt, Mark.LEGAL)
        if token.norm in self._legal:
            return self._named(tokens, place, place + 1, Mark.LEGAL)
        if not token.lemmas.isdisjoint(self._words):
            return self._after_word(tokens, place)
        if is_one_of(token, self._heads) and place + 1 < len(tokens):
            return self._headed(tokens, place)
        if token.norm in self._quoting and place + 1 < len(tokens):
            return _quoted(tokens, place + 1, Mark.QUOTES, 0.5)
        return None

    def _named(
        self, tokens: Sequence[Token], first: int, place: int, mark: Mark
    ) -> Found[Company] | None:
        """Read the name after a legal form, quoted or not."""
        if place >= len(tokens):
            return None
        name = _quoted(tokens, place, mark, 0.97)
        if name is None and is_one_of(tokens[place], self._heads) and place + 1 < len(tokens):
            name = self._headed(tokens, place)
        if name is None and tokens[first].norm == _SOLE_TRADER:
            stop = _person_end(tokens, place)
            name = Found(place, stop, Company(place, stop, mark)) if stop > place else None
        if name is None:
            stop = self._name_end(tokens, place, mark)
            name = Found(place, stop, Company(place, stop, mark), 0.97) if stop > place else None
        return None if name is None else Found(first, name.stop, name.value, 0.97)

    def _after_word(self, tokens: Sequence[Token], word: int) -> Found[Company] | None:
        """Read the name after a word for a company: «компания Вектор», «фирму «Уют»»."""
        gap = word + 1 < len(tokens) and tokens[word + 1].norm in _GAP_MARKS
        place = word + 1 + gap
        quoted = _quoted(tokens, place, Mark.WORD, 0.97)
        if quoted is not None or place >= len(tokens) or is_many(tokens[word]):
            return quoted
        if tokens[place].norm in self._legal or is_owner(tokens[place]):
            return None
        capital = is_capitalised(tokens, place)
        if not capital and (gap or not in_apposition(tokens[word], tokens[place])):
            return None
        stop = self._name_end(tokens, place)
        if stop == place:
            return None
        return Found(place, stop, Company(place, stop, Mark.WORD), 0.9 if capital else 0.7)

    def _headed(self, tokens: Sequence[Token], place: int) -> Found[Company] | None:
        """Read a name that begins with its head: «Завод Динамо», «ТД «Восход»»."""
        if tokens[place + 1].norm == "№" and place + 2 < len(tokens):
            return Found(place, place + 3, Company(place, place + 3, Mark.HEAD), 0.9)
        quoted = _quoted(tokens, place + 1, Mark.HEAD, 0.9)
        if quoted is not None:
            value = Company(place, quoted.value.stop, Mark.HEAD)
            return Found(place, quoted.stop, value, 0.9)
        if tokens[place + 1].kind not in (Kind.WORD, Kind.LATIN):
            return None
        if not is_capitalised(tokens, place + 1):
            return None
        stop = self._name_end(tokens, place + 1)
        if stop == place + 1 or is_owner(tokens[place + 1]):
            return None
        return Found(place, stop, Company(place, stop, Mark.HEAD), 0.8)

    def _name_end(self, tokens: Sequence[Token], first: int, mark: Mark = Mark.WORD) -> int:
        """Say where an unquoted name ends; `first` when no name begins there."""
        if not self._may_begin(tokens, first):
            return first
        stop = first + 1
        while stop < len(tokens) and stop - first < _LONGEST:
            joined = self._joins(tokens, first, stop, mark)
            if not (joined or is_glued_on(tokens, stop) or self._goes_on(tokens, first, stop)):
                break
            stop += 1 + joined
        while stop > first + 1 and tokens[stop - 1].kind is Kind.MARK:
            stop -= 1
        return stop

    def _joins(self, tokens: Sequence[Token], first: int, stop: int, mark: Mark) -> bool:
        """«Лён и Хлопок», «рога и копыта» after «компанию», not after «компании»."""
        if tokens[stop].norm != "и" or stop + 1 >= len(tokens):
            return False
        word = tokens[first - 1] if first else None
        if mark is not Mark.LEGAL and (word is None or may_be_many(word)):
            return False
        after = tokens[stop + 1]
        if is_capitalised(tokens, stop + 1):
            return is_capitalised(tokens, first) and not is_top_person(after)
        plain = not is_capitalised(tokens, first) and after.lemmas.isdisjoint(self._commands)
        return plain and mark is not Mark.LEGAL and in_one_case(tokens[stop - 1], after)

    def _may_begin(self, tokens: Sequence[Token], first: int) -> bool:
        if first >= len(tokens):
            return False
        token = tokens[first]
        if token.kind is Kind.LATIN or is_capitalised(tokens, first):
            return not (first + 1 < len(tokens) and tokens[first + 1].norm == "@")
        if token.kind is not Kind.WORD or not token.lemmas.isdisjoint(self._commands):
            return False
        likeliest = token.parses[0] if token.parses else None
        return likeliest is None or likeliest.pos in ("NOUN", "ADJF", "PRTF", "None", "UNKN")

    def _goes_on(self, tokens: Sequence[Token], first: int, stop: int) -> bool:
        """Say whether the next word belongs to the name begun."""
        token, before = tokens[stop], tokens[stop - 1]
        if token.norm == "плюс":
            return stop + 1 == len(tokens) or tokens[stop + 1].kind is not Kind.NUMBER
        if token.kind is Kind.LATIN:
            return not _opens_address(tokens, stop)
        if token.kind is not Kind.WORD:
            return False
        if is_capitalised(tokens, stop):
            return is_capitalised(tokens, first) and not is_top_person(token)
        noun = bool(token.parses) and token.parses[0].pos == "NOUN"
        if not noun or not token.lemmas.isdisjoint(self._commands):
            return False
        leads = bool(before.parses) and before.parses[0].pos in _LEADING
        genitive = "gent" in token.parses[0].grammemes and not is_top_person(token)
        return leads or (is_one_of(before, self._heads) and genitive) or ends(tokens, stop)

    def _spelt_out(self, tokens: Sequence[Token], place: int) -> int:
        for words in self._long_legal:
            here = tokens[place : place + len(words)]
            if len(here) == len(words) and all(
                word in token.lemmas for word, token in zip(words, here, strict=True)
            ):
                return len(words)
        return 0


def _opens_address(tokens: Sequence[Token], place: int) -> bool:
    """«romashka.ru», «i.petrov@…»: a mark with more behind it; a sentence's last point is none."""
    if place + 2 >= len(tokens):
        return False
    return tokens[place + 1].norm in (".", "@", "_") and tokens[place + 2].glued


def _quoted(tokens: Sequence[Token], place: int, mark: Mark, score: float) -> Found[Company] | None:
    """Read a quoted name; a second opening mark inside («ООО «Ромашка»») is passed over."""
    if place >= len(tokens) or tokens[place].norm != '"':
        return None
    first = place + 1
    for stop in range(first + 1, min(len(tokens), first + _LONGEST_QUOTED)):
        if tokens[stop].norm == '"':
            return Found(place, stop + 1, Company(first, stop, mark), score)
    return None


def _person_end(tokens: Sequence[Token], first: int) -> int:
    """Say where a sole trader's name ends: «Сидоров П. А.»."""
    stop = first
    while stop < min(len(tokens), first + _LONGEST_PERSON):
        token = tokens[stop]
        initial = token.kind is Kind.WORD and len(token.norm) == 1 and token.text.isupper()
        point = token.norm == "." and stop > first and len(tokens[stop - 1].norm) == 1
        is_name = any(not _PERSON.isdisjoint(parse.grammemes) for parse in token.parses)
        if not (initial or (point and token.glued) or is_name):
            break
        stop += 1
    return stop


def _command_words(lexicon: Lexicon) -> frozenset[str]:
    sections = ("verbs", "nouns", "questions", "states", "sorts", "acts", "fillers")
    return frozenset(
        word
        for section in sections
        for words in lexicon.section("commands", section).values()
        for word in words
    )
