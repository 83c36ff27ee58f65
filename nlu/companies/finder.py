"""Companies marked by their legal form, by a word for a company, or by quotation marks.

Only where the name stands is found here; `nlu.naming` puts it into the nominative. Companies said
without any mark («по Ромашке») are left to the rules, which know what the words around explain.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from nlu.companies.extent import Extent
from nlu.companies.headed import HeadedNames
from nlu.companies.marked import Company, Mark, quoted
from nlu.companies.shapes import (
    in_apposition,
    is_capitalised,
    is_many,
    is_one_of,
    is_proper,
    shouts,
)
from nlu.lexicon import Lexicon
from nlu.types import Found, Kind, Token

_LONG_TAIL = 4
_LONGEST_PERSON = 5
_SOLE_TRADER = "ип"
_GAP_MARKS = frozenset({":", "-"})
_BESIDE_CALLED = frozenset({"с", "со", "под", "по", "просто", "которая", "которую"})
_PERSON = frozenset({"Name", "Surn", "Patr"})


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
        self._nouns = frozenset(nouns)
        self._words = frozenset((*words, *nouns, *before["company"])) - self._heads
        self._sellers = frozenset(lexicon.section("companies", "sellers")["all"])
        self._firms = frozenset(lexicon.section("companies", "firms")["name"])
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
        tails = frozenset(lexicon.section("companies", "tails_forms")["all"])
        self._tails = tuple(tail for tail in tails if len(tail) >= _LONG_TAIL)
        self._extent = Extent(self._commands, self._heads, partners, tails, known)
        self._headed = HeadedNames(lexicon, self._heads, self._extent, known)
        self._telling = self._long_heads.union(self._legal, self._words, self._heads, self._quoting)

    def find(self, tokens: Sequence[Token]) -> list[Found[Company]]:
        """Find companies, in order of the text.

        A found span holds the legal form and quotes, not the word «компания». Legal forms and
        quotes after a word for a company score .97, a capitalised name after such a word .9, one
        in lower case .7, a name with its own head («Завод Динамо») .8, mere quotes .5.
        """
        found: list[Found[Company]] = []
        telling = [*map(self._tells, tokens)]
        if not any(telling) and not any(map(is_proper, tokens[1:])):
            return found
        if shouts(tokens):
            tokens = [replace(token, text=token.text.lower(), facts={}) for token in tokens]
        stop = 0
        for place, token in enumerate(tokens):
            begins = any(telling[place : place + 2]) or is_proper(token)
            one = self._at(tokens, place) if begins and place >= stop else None
            if one is not None:
                found.append(one)
                stop = one.stop
        return found

    def _tells(self, token: Token) -> bool:
        tells: bool | None = token.facts.get(self)
        if tells is None:
            tells = token.facts[self] = is_one_of(token, self._telling)
        return tells

    def _at(self, tokens: Sequence[Token], place: int) -> Found[Company] | None:
        token = tokens[place]
        spelt = self._spelt_out(tokens, place)
        if spelt:
            return self._named(tokens, place + spelt, place + spelt, Mark.LEGAL)
        if token.norm in self._legal:
            return self._named(tokens, place, place + 1, Mark.LEGAL)
        if not token.lemmas.isdisjoint(self._words):
            return self._after_word(tokens, place)
        headed = self._headed.read(tokens, place) or self._headed.described(tokens, place)
        if headed is not None:
            return headed
        if token.norm in self._quoting and place + 1 < len(tokens):
            return quoted(tokens, place + 1, Mark.QUOTES, 0.5)
        return None

    def _named(
        self, tokens: Sequence[Token], first: int, place: int, mark: Mark
    ) -> Found[Company] | None:
        """Read the name after a legal form, quoted or not."""
        if place >= len(tokens):
            return None
        name = quoted(tokens, place, mark, 0.97)
        name = name or self._headed.read(tokens, place)
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
        inside = quoted(tokens, place, Mark.WORD, 0.97)
        if inside is not None or place >= len(tokens) or is_many(tokens[word]):
            return inside
        owned = self._headed.is_owner(tokens[place])
        owned = owned and not self._extent.has_partners(tokens, place + 1)
        if tokens[place].norm in self._legal or owned:
            return None
        headed = self._headed.read(tokens, place)
        if headed is not None:
            return Found(place, headed.stop, Company(place, headed.stop, Mark.WORD), 0.9)
        capital = is_capitalised(tokens, place) or called
        made_up = self._is_made_up(tokens[place])
        apposed = in_apposition(tokens[word], tokens[place]) or made_up
        if not capital and (gap or not apposed):
            return None
        if not capital and self._is_sold(tokens[word], tokens[place]):
            return None
        stop = self._extent.end(tokens, place, legal=made_up, worded=True)
        if stop == place:
            return None
        first = place if tokens[word].lemmas & self._nouns or place > word + 1 else word
        return Found(first, stop, Company(place, stop, Mark.WORD), 0.9 if capital else 0.7)

    def _is_made_up(self, name: Token) -> bool:
        """«Фирма инвестгрупп», «компании северстрой»: what no dictionary has shows no case."""
        ends = any(name.norm.endswith(tail) and name.norm != tail for tail in self._tails)
        return ends and name.kind is Kind.WORD and not self._known(name.norm)

    def _is_sold(self, seller: Token, thing: Token) -> bool:
        """«Поставщика профиля», «производителю плитки»: what is sold is no name of theirs."""
        goods = any({"inan", "gent"} <= parse.grammemes for parse in thing.parses[:1])
        sold = goods and not thing.lemmas & self._firms and self._known(thing.norm)
        return sold and bool(seller.lemmas & self._sellers)

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
