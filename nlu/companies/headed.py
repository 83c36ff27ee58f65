"""Names of companies that have a head: «Завод Динамо», «торговый дом Сокол», «кировский завод»."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from nlu.companies.extent import Extent
from nlu.companies.marked import Company, Mark, quoted
from nlu.companies.shapes import (
    agrees,
    is_capitalised,
    is_kind,
    is_led,
    is_of_things,
    is_one_of,
    is_owner,
    is_proper,
    is_receiver,
    is_relational,
    is_surname,
    names_head,
    number_closes,
    owned_stop,
)
from nlu.lexicon import Lexicon
from nlu.types import Found, Kind, Token

_NOMINAL = frozenset({"NOUN", "ADJF"})


class HeadedNames:
    """Reads names whose own head tells that they are a company's; safe between threads.

    Args:
        heads: words that begin a name and belong to it.
        known: says whether the dictionary has a lower-case word.
    """

    def __init__(
        self, lexicon: Lexicon, heads: frozenset[str], extent: Extent, known: Callable[[str], bool]
    ) -> None:
        self._heads, self._extent, self._known = heads, extent, known
        self._commands = extent.commands
        self._vague = frozenset(lexicon.section("companies", "vague_heads")["all"])
        unlike = lexicon.section("companies", "unlike_names")["all"]
        self._never = frozenset((*self._commands, *unlike))
        self._owning = frozenset(lexicon.section("firms", "heads")["owning"])

    def read(self, tokens: Sequence[Token], place: int) -> Found[Company] | None:
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

    def described(self, tokens: Sequence[Token], place: int) -> Found[Company] | None:
        """Read an adjective and its noun: «Кировский завод», «с Лазурным берегом»."""
        noun, proper = place + 1, is_proper(tokens[place])
        if noun >= len(tokens) or not (proper or is_one_of(tokens[noun], self._heads)):
            return None
        if not agrees(tokens[place], tokens[noun]):
            return None
        if not tokens[noun].lemmas.isdisjoint(self._never):
            return None
        led = is_led(tokens, place)
        headed = is_relational(tokens[place]) and is_one_of(tokens[noun], self._heads)
        named = proper and led and tokens[noun].text.islower()
        if not named and not (headed and (proper or led)):
            return None
        stop = owned_stop(tokens, noun) if headed else noun + 1
        return Found(place, stop, Company(place, stop, Mark.HEAD), 0.8)

    def _is_kind(self, word: Token, head: Token) -> bool:
        return is_kind(word, head) and word.lemmas.isdisjoint(self._commands)

    def _numbered(self, tokens: Sequence[Token], first: int, head: int) -> Found[Company] | None:
        """Read «хлебозавод 7», «школа 12», not «дом 12», «ремонт кровли школы 12»."""
        stop = head + 2
        plain = not is_one_of(tokens[head], self._vague) and number_closes(tokens, head + 1)
        before = tokens[first - 1] if first else None
        owned = before is not None and before.pos in _NOMINAL
        apart = before is None or not owned or not before.lemmas.isdisjoint(self._commands)
        company = Company(first, stop, Mark.HEAD)
        return Found(first, stop, company, 0.8) if plain and apart else None

    def _behind_head(self, tokens: Sequence[Token], place: int) -> Found[Company] | None:
        """Read the name whose head stands at a place: a number, quotes or a name go on with it."""
        if tokens[place + 1].norm == "№" and place + 2 < len(tokens):
            return Found(place, place + 3, Company(place, place + 3, Mark.HEAD), 0.9)
        inside = quoted(tokens, place + 1, Mark.WORD, 0.9)
        if inside is not None and not tokens[place].text.islower():
            value = Company(place, inside.value.stop, Mark.HEAD)
            return Found(place, inside.stop, value, 0.9)
        if inside is not None:  # «салон «Мой дом»» is called by its quotes
            return Found(place, inside.stop, inside.value, 0.9)
        if tokens[place + 1].kind not in (Kind.WORD, Kind.LATIN):
            return None
        stop = owned_stop(tokens, place)
        if place and is_proper(tokens[place]) and stop > place + 1:
            return Found(place, stop, Company(place, stop, Mark.HEAD), 0.8)
        if not is_capitalised(tokens, place + 1) and self._known(tokens[place + 1].norm):
            return self._apposed(tokens, place)
        stop = self._extent.end(tokens, place + 1)
        if stop == place + 1 or self.is_owner(tokens[place + 1]):
            return None
        if is_receiver(tokens, place + 1):
            return None
        return Found(place, stop, Company(place, stop, Mark.HEAD), 0.8)

    def _apposed(self, tokens: Sequence[Token], place: int) -> Found[Company] | None:
        """Read «завод точприбор», «на фабрику большевичка», «из фабрики уюта»."""
        if tokens[place + 1].norm == "номер":
            return None
        if not names_head(tokens, place) and not (
            tokens[place].lemmas & self._owning and is_of_things(tokens, place)
        ):
            return None
        return Found(place, place + 2, Company(place, place + 2, Mark.HEAD), 0.7)

    def is_owner(self, token: Token) -> bool:
        """An unknown word only guessed to be a given name is none: «компании Агролайн»."""
        guessed = not self._known(token.text.lower()) and not is_surname(token)
        return is_owner(token) and not guessed
