"""Korean, Chinese and Vietnamese names of separate syllables, which no paradigm explains."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from nlu.people.context import Context, context_of
from nlu.people.grammar import Case, Role
from nlu.people.latin import is_latin, to_cyrillic
from nlu.people.person import NamePart, Person
from nlu.people.spelling import written
from nlu.people.vocabulary import Vocabulary
from nlu.types import Found, Kind, Token

_CACHE_WORDS = 5_000
_SCORE = 0.9
_SYLLABLES = 2
_LEAST_WORDS = 2
_ENDINGS = ("ом", "ем", "а", "у", "е", "я", "ю")
_SOFT = {"ем": ("й", "ь"), "я": ("й", "ь"), "ю": ("й", "ь"), "е": ("й", "ь")}
_SYLLABLE = re.compile(
    "(?:тх|кх|пх|нг|нх|зь|хь|чж|цз|дж|чх|кв|гв|лы|ты|[бвгдзйклмнпрстфхцчшж])?"
    "[аеиоуыэюя]{1,3}(?:нг|нь|[нмйкптхрл])?(?:ем|ом|[ауеюя])?"
)
_LONGEST_SYLLABLE = 7
_WRITTEN_TOGETHER = re.compile(f"(?:{_SYLLABLE.pattern}){{2}}")
_SOUNDS_EASTERN = re.compile("чж|цз|сяо|хуа|хуэ|юэ|юй|[вмлгфп]эй|ао|дж|чх|тх|ньх|нц")
_LONE = 3
_LEADING = frozenset({"с", "со", "к", "ко", "у", "от", "для", "до", "клиенту", "клиентке"})
_DECLINED_END = frozenset("нмгктпхрл")


@dataclass(frozen=True, slots=True, eq=False)
class EasternNames:
    """Finds names of a short surname and one or two syllables: «ли сун хи», «Нгуен Ван Тхань».

    Args:
        known: says whether the dictionary has a lower-case word.
    """

    vocabulary: Vocabulary
    known: Callable[[str], bool]

    def people(self, tokens: Sequence[Token], taken: Set[int]) -> Iterator[Found[Person]]:
        """Find names whose syllables stand apart or are joined by a hyphen."""
        index = 0
        while index < len(tokens):
            if not self.may_begin(tokens[index]):
                index += 1
                continue
            stop = self._end_of_name(tokens, index, taken)
            if stop is None and self._stands_alone(tokens, index, taken):
                stop = index + 1
            if stop is None:
                index += 1
                continue
            yield Found(index, stop, self._person(tokens, index, stop), _SCORE)
            index = stop

    def nominative(
        self,
        words: Sequence[str],
        *,
        capital: bool = False,
        governed: Set[Case] = frozenset(),
    ) -> tuple[str, ...] | None:
        """Return such a name with its last syllable in the nominative; None for others.

        Args:
            words: folded.
            capital: all are typed with capitals, which allows one syllable and the surname last.
            governed: the cases the words before it ask for; empty where they ask none.
        """
        if len(words) < _LEAST_WORDS:
            return None
        surnames = self.vocabulary.eastern_surnames
        first = words[0] if words[0] in surnames else _heard(words[0])
        rest = [*map(_heard, words[1:])]
        if first in surnames:
            telling = capital or not self.known(first) or self._tells_alone(rest)
            spelt = capital and is_latin(words[0]) and all(map(_SYLLABLE.fullmatch, rest))
            if spelt or self._are_given(rest, single=telling):
                return (first, *rest[:-1], self._declined_back(rest[-1], governed))
        if capital and rest[-1] in self.vocabulary.korean_surnames:
            given = self._are_given([first, *rest[:-1]], listed=True)
            return (first, *rest) if given else None
        return None

    def _are_given(
        self, words: Sequence[str], *, single: bool = False, listed: bool = False
    ) -> bool:
        pieces = [piece for word in words for piece in word.split("-")]
        if len(pieces) > _SYLLABLES or len(pieces) < (1 if single else _SYLLABLES):
            return False
        if self._is_joined(words):
            return True
        syllables = self.vocabulary.korean_syllables
        *most, last = pieces
        if syllables.issuperset(most) and self._declined_back(last) in syllables:
            return True
        return not listed and all(p in syllables or self._is_syllable(p) for p in pieces)

    def _tells_alone(self, words: Sequence[str]) -> bool:
        """«Ли вэй»: a syllable that is nothing but a name, in small letters too."""
        word = words[0] if len(words) == 1 else ""
        listed = word in self.vocabulary.korean_syllables and len(word) > _SYLLABLES
        return (listed and not self.known(word)) or self._is_joined(words)

    def _is_pair(self, word: str) -> bool:
        halves = self.vocabulary.opening_syllables
        return any({word[:c], word[c:]} <= halves for c in range(_SYLLABLES, len(word) - 1))

    def _is_syllable(self, piece: str) -> bool:
        """Say whether an unknown word sounds like one syllable of the East, declined or not."""
        short = len(piece) <= _LONGEST_SYLLABLE
        return short and not self.known(piece) and _SYLLABLE.fullmatch(piece) is not None

    def _is_joined(self, words: Sequence[str]) -> bool:
        """«Чжэньхуа», «лиминь»: two syllables in one word that is like no Russian one."""
        word = words[0] if len(words) == 1 else ""
        sounds = _SOUNDS_EASTERN.search(word) is not None
        spelt = sounds and _WRITTEN_TOGETHER.fullmatch(word) is not None
        listed = any(map(self._is_pair, (word, *_stems(word))))
        return (spelt or listed) and not self.known(word)

    def _declined_back(self, word: str, governed: Set[Case] = frozenset()) -> str:
        """Take the case ending off the last syllable: «Ли Сан Ука», «Чжан Вэю»."""
        *before, last = word.split("-")
        syllables = self.vocabulary.korean_syllables
        if last not in syllables:
            stems = [*_stems(last)]
            best = next((s for s in stems if s in syllables or self._is_pair(s)), None)
            best = None if self._is_pair(last) else best
            asked = governed and Case.NOMN not in governed
            last = best or (next(iter(stems), last) if asked else last)
        return "-".join((*before, last))

    def may_begin(self, token: Token) -> bool:
        """Few words may: the others are not looked at any closer, wherever they stand."""
        begins: bool | None = token.facts.get(self)
        if begins is None:
            small = token.norm in self.vocabulary.korean_surnames
            begins = token.facts[self] = small or self._may_open(token)
        return begins

    def _may_open(self, token: Token) -> bool:
        opening = self.vocabulary.opening_syllables
        heard = token.kind is Kind.LATIN and _heard(token.norm) in opening
        return heard or token.norm in opening

    def _end_of_name(self, tokens: Sequence[Token], index: int, taken: Set[int]) -> int | None:
        if not self._may_open(tokens[index]):
            return None
        for stop in (index + 3, index + 2):
            chosen = tokens[index:stop]
            if len(chosen) == stop - index and taken.isdisjoint(range(index, stop)):
                capital = all(token.text[0].isupper() for token in chosen)
                if self.nominative([token.norm for token in chosen], capital=capital):
                    return stop
        return None

    def _stands_alone(self, tokens: Sequence[Token], index: int, taken: Set[int]) -> bool:
        """«Созвон с Ли», «встреча с Ан»: a short surname that is a small word without its capital.

        One with a given name behind it is read together with that.
        """
        token, before = tokens[index], tokens[index - 1] if index else None
        small = token.norm in self.vocabulary.korean_surnames and len(token.norm) < _LONE
        if not small or before is None or index in taken or not token.text.istitle():
            return False
        behind = tokens[index + 1].text if index + 1 < len(tokens) else ""
        led = before.norm in _LEADING or bool(before.lemmas & self.vocabulary.about)
        return led and before.text.islower() and not behind[:1].isupper()

    def _person(self, tokens: Sequence[Token], first: int, stop: int) -> Person:
        chosen = tokens[first:stop]
        context = context_of(tokens, first, self.vocabulary)
        words = [token.norm for token in chosen]
        names = self.nominative(words, capital=True, governed=context.cases) or words
        leads = words[0] in self.vocabulary.eastern_surnames
        return _described(chosen, names, context, leads=leads)


def _described(
    chosen: Sequence[Token], names: Sequence[str], context: Context, *, leads: bool
) -> Person:
    rest = [Role.GIVEN] * (len(names) - 1)
    roles = [Role.SURNAME, *rest] if leads else [*rest, Role.SURNAME]
    parts = tuple(
        NamePart(written(name, token.text), role)
        for name, token, role in zip(names, chosen, roles, strict=True)
    )
    return Person(
        parts,
        gender=None,
        case=min(context.cases, default=Case.NOMN),
        said=tuple(token.norm for token in chosen),
        triggered=context.named or context.about,
    )


def _stems(word: str) -> Iterator[str]:
    """Yield what a syllable may be without its case ending, the likeliest first."""
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < _SYLLABLES:
            continue
        soft = _SOFT.get(ending, ())
        if stem[-1] in _DECLINED_END:
            yield from (stem + "ь",) if soft and stem[-1] == "н" else (stem,)
        elif soft:
            yield from (stem + letter for letter in soft)


@lru_cache(_CACHE_WORDS)
def _heard(word: str) -> str:
    """Write a folded syllable in Latin letters as it is heard; others stay."""
    if not is_latin(word):
        return word
    latin = word.replace("x", "s").replace("q", "ch")
    cyrillic = to_cyrillic(re.sub("nh$", "n", latin))
    return re.sub("(?<=[аоуэ])и$", "й", cyrillic + "ь" * latin.endswith("nh"))
