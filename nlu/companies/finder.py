"""Companies marked by their legal form, by a word for a company, or by quotation marks.

Only where the name stands is found here; `nlu.naming` puts it into the nominative. Companies said
without any mark («по Ромашке») are left to the rules, which know what the words around explain.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from nlu.companies.extent import Extent
from nlu.companies.shapes import (
    in_apposition,
    is_capitalised,
    is_kind,
    is_many,
    is_of_things,
    is_one_of,
    is_owner,
    is_receiver,
    is_surname,
    names_head,
    number_closes,
    shouts,
)
from nlu.lexicon import Lexicon
from nlu.types import Found, Kind, Token

_LONGEST_QUOTED = 10
_LONGEST_PERSON = 5
_SOLE_TRADER = "ип"
_NOMINAL = frozenset({"NOUN", "ADJF"})
_GAP_MARKS = frozenset({":", "-"})
_BESIDE_CALLED = frozenset({"с", "со", "под", "по", "просто", "которая", "которую"})
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
    """Finds companies in tokens; built once, safe to share between threads.

    Args:
        known: says whether the dictionary has a lower-case word.
    """

    def __init__(self, lexicon: Lexicon, known: Callable[[str], bool]) -> None:
        words = lexicon.section("companies", "triggers")["all"]
        nouns = lexicon.section("commands", "nouns")["company"]
        before = lexicon.section("people", "before")
        heads = lexicon.section("companies", "heads")["all"]
        self._heads = frozenset((*heads, *lexicon.section("companies", "heads_forms")["all"]))
        self._vague = frozenset(lexicon.section("companies", "vague_heads")["all"])
        self._nouns = frozenset(nouns)
        self._words = frozenset((*words, *nouns, *before["company"])) - self._heads
        self._sellers = frozenset(lexicon.section("companies", "sellers")["all"])
        self._firms = frozenset(lexicon.section("companies", "firms")["name"])
        self._owning = frozenset(lexicon.section("firms", "heads")["owning"])
        self._legal = frozenset(before["legal"])
        self._long_legal = tuple(
            tuple(entry.split()) for entry in lexicon.section("companies", "long_legal")["all"]
        )
        self._long_heads = frozenset(words[0] for words in self._long_legal)
        self._quoting = frozenset(lexicon.section("companies", "before_quotes_forms")["all"])
        called = lexicon.section("commands", "particles")["called"]
        self._called = frozenset((*called, *lexicon.section("commands", "nouns")["name"]))
        self._known = known
        sections = ("partners", "partners_forms")
        partners = frozenset(
            w for one in sections for w in lexicon.section("companies", one)["all"]
        )
        self._commands = _command_words(lexicon)
        self._extent = Extent(self._commands, self._heads, partners, known)
        self._telling = self._long_heads.union(self._legal, self._words, self._heads, self._quoting)

    def find(self, tokens: Sequence[Token]) -> list[Found[Company]]:
        """Find companies, in order of the text.

        A found span holds the legal form and quotes, not the word «компания». Legal forms and
        quotes after a word for a company score .97, a capitalised name after such a word .9, one
        in lower case .7, a name with its own head («Завод Динамо») .8, mere quotes .5.
        """
        found: list[Found[Company]] = []
        if not any(is_one_of(token, self._telling) for token in tokens):
            return found
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
        headed = self._headed(tokens, place)
        if headed is not None:
            return headed
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
        name = name or self._headed(tokens, place)
        if name is None and tokens[first].norm == _SOLE_TRADER:
            stop = _person_end(tokens, place)
            name = Found(place, stop, Company(place, stop, mark)) if stop > place else None
        if name is None:
            stop = self._extent.end(tokens, place, legal=mark is Mark.LEGAL)
            name = Found(place, stop, Company(place, stop, mark), 0.97) if stop > place else None
        return None if name is None else Found(first, name.stop, name.value, 0.97)

    def _after_word(self, tokens: Sequence[Token], word: int) -> Found[Company] | None:
        """Read the name after a word for a company: «компания Вектор», «фирму «Уют»»."""
        gap = word + 1 < len(tokens) and tokens[word + 1].norm in _GAP_MARKS
        place = self._after_called(tokens, word + 1 + gap)
        called = place > word + 1 + gap
        quoted = _quoted(tokens, place, Mark.WORD, 0.97)
        if quoted is not None or place >= len(tokens) or is_many(tokens[word]):
            return quoted
        owned = self._is_owner(tokens[place]) and not self._extent.has_partners(tokens, place + 1)
        if tokens[place].norm in self._legal or owned:
            return None
        headed = self._headed(tokens, place)
        if headed is not None:
            return Found(place, headed.stop, Company(place, headed.stop, Mark.WORD), 0.9)
        capital = is_capitalised(tokens, place) or called
        if not capital and (gap or not in_apposition(tokens[word], tokens[place])):
            return None
        if not capital and self._is_sold(tokens[word], tokens[place]):
            return None
        stop = self._extent.end(tokens, place)
        if stop == place:
            return None
        first = place if tokens[word].lemmas & self._nouns or place > word + 1 else word
        return Found(first, stop, Company(place, stop, Mark.WORD), 0.9 if capital else 0.7)

    def _is_sold(self, seller: Token, thing: Token) -> bool:
        """«Поставщика профиля», «производителю плитки»: what is sold is no name of theirs."""
        goods = any({"inan", "gent"} <= parse.grammemes for parse in thing.parses[:1])
        sold = goods and not thing.lemmas & self._firms and self._known(thing.norm)
        return sold and bool(seller.lemmas & self._sellers)

    def _is_owner(self, token: Token) -> bool:
        """An unknown word only guessed to be a given name is none: «компании Агролайн»."""
        guessed = not self._known(token.text.lower()) and not is_surname(token)
        return is_owner(token) and not guessed

    def _after_called(self, tokens: Sequence[Token], place: int) -> int:
        """Pass over «называется», «под названием»; stay where nothing of the kind is said."""
        named, stop = False, place
        while stop < len(tokens):
            if tokens[stop].lemmas & self._called:
                named = True
            elif tokens[stop].norm not in _BESIDE_CALLED:
                break
            stop += 1
        return stop if named else place

    def _headed(self, tokens: Sequence[Token], place: int) -> Found[Company] | None:
        """Read a name that begins with its head: «Завод Динамо», «торговый дом Сокол»."""
        apart = not is_one_of(tokens[place], self._heads)
        head = place + apart
        if head + 1 >= len(tokens) or not is_one_of(tokens[head], self._heads):
            return None
        if apart and not self._is_kind(tokens[place], tokens[head]):
            return None
        if tokens[head + 1].kind is Kind.NUMBER:
            return self._numbered(tokens, place, head)
        found = self._behind_head(tokens, head)
        if found is None or not apart:
            return found
        return Found(place, found.stop, replace(found.value, first=place), found.score)

    def _is_kind(self, word: Token, head: Token) -> bool:
        return is_kind(word, head) and word.lemmas.isdisjoint(self._commands)

    def _numbered(self, tokens: Sequence[Token], first: int, head: int) -> Found[Company] | None:
        """Read «хлебозавод 7», «школа 12», not «дом 12», «ремонт кровли школы 12»."""
        stop = head + 2
        plain = not is_one_of(tokens[head], self._vague) and number_closes(tokens, head + 1)
        before = tokens[first - 1] if first else None
        owned = before is not None and any(p.pos in _NOMINAL for p in before.parses[:1])
        apart = before is None or not owned or not before.lemmas.isdisjoint(self._commands)
        company = Company(first, stop, Mark.HEAD)
        return Found(first, stop, company, 0.8) if plain and apart else None

    def _behind_head(self, tokens: Sequence[Token], place: int) -> Found[Company] | None:
        """Read the name whose head stands at a place: a number, quotes or a name go on with it."""
        if tokens[place + 1].norm == "№" and place + 2 < len(tokens):
            return Found(place, place + 3, Company(place, place + 3, Mark.HEAD), 0.9)
        quoted = _quoted(tokens, place + 1, Mark.HEAD, 0.9)
        if quoted is not None:
            value = Company(place, quoted.value.stop, Mark.HEAD)
            return Found(place, quoted.stop, value, 0.9)
        if tokens[place + 1].kind not in (Kind.WORD, Kind.LATIN):
            return None
        if not is_capitalised(tokens, place + 1) and self._known(tokens[place + 1].norm):
            return self._apposed(tokens, place)
        stop = self._extent.end(tokens, place + 1)
        if stop == place + 1 or self._is_owner(tokens[place + 1]):
            return None
        if is_receiver(tokens, place + 1):
            return None
        return Found(place, stop, Company(place, stop, Mark.HEAD), 0.8)

    def _apposed(self, tokens: Sequence[Token], place: int) -> Found[Company] | None:
        """Read «завод точприбор», «на фабрику большевичка», «из фабрики уюта»."""
        if not names_head(tokens, place) and not (
            tokens[place].lemmas & self._owning and is_of_things(tokens, place)
        ):
            return None
        return Found(place, place + 2, Company(place, place + 2, Mark.HEAD), 0.7)

    def _spelt_out(self, tokens: Sequence[Token], place: int) -> int:
        if tokens[place].lemmas.isdisjoint(self._long_heads):
            return 0
        for words in self._long_legal:
            here = tokens[place : place + len(words)]
            if len(here) == len(words) and all(
                word in token.lemmas for word, token in zip(words, here, strict=True)
            ):
                return len(words)
        return 0


def _quoted(tokens: Sequence[Token], place: int, mark: Mark, score: float) -> Found[Company] | None:
    """Read a quoted name; a second opening mark inside («ООО «Ромашка»») is passed over."""
    if place >= len(tokens) or tokens[place].norm != '"' or _closes(tokens, place):
        return None
    first = place + 1
    for stop in range(first + 1, min(len(tokens), first + _LONGEST_QUOTED)):
        if tokens[stop].norm == '"':
            return Found(place, stop + 1, Company(first, stop, mark), score)
    return None


def _closes(tokens: Sequence[Token], place: int) -> bool:
    """«Экран для ТЦ» переименуй»: a mark written together with what is before it alone."""
    apart = place + 1 < len(tokens) and not tokens[place + 1].glued
    return tokens[place].glued and apart


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
