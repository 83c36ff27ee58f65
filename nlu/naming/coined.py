"""Telling a coined word, very probably a company's name, from slips, loanwords and plain words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from nlu.lexicon import Lexicon
from nlu.morphology import Morphology
from nlu.types import Kind, Token

_SHORTEST = 5
_LONGEST = 24
_SHORTEST_HEAD = 5
_SHORTEST_REST = 3
_OF_SURNAMES = ("ов", "ев", "ин", "ын", "ск", "цк", "ян", "енко", "чук", "юк", "дзе", "швили")
_SHORTEST_PART = 3
_CACHE_WORDS = 5_000
_LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
_ALIKE = ("аоеиуыэюя", "бп", "вф", "гк", "дт", "жш", "зс", "шщ", "ъь")
_VOWELS = "аеиоуыэюя"
_ENDINGS = ("ами", "ями", "ом", "ем", "ой", "ах", "ях", "ам", "ям", "а", "у", "е", "ы", "и", "о")
_DIMINUTIVE = ("очк", "ечк", "чик", "ик", "ок", "ек", "к")
_LATIN_TAILS = frozenset({"group", "trade", "trading", "logistics", "service", "media", "tech"})
_NOMINAL = frozenset({"NOUN", "ADJF", "PRTF"})


class CoinedWords:
    """Weighs single words of an utterance; safe to share between threads."""

    def __init__(self, lexicon: Lexicon, morphology: Morphology) -> None:
        self._known = morphology.known
        self._parses = morphology.parses
        tails = lexicon.section("companies", "tails_forms")["all"]
        self._tails = tuple(
            tail.rstrip(_VOWELS) if len(tail) > _SHORTEST else tail for tail in tails
        )
        section = lexicon.section
        self._begins = tuple(section("companies", "begins_forms")["all"])
        self._heads = frozenset(
            (
                *section("companies", "heads")["all"],
                *section("companies", "heads_forms")["all"],
                *section("companies", "triggers")["all"],
            )
        )
        loanwords = (
            *lexicon.section("companies", "heads")["all"],
            *lexicon.section("companies", "triggers")["all"],
            *lexicon.section("companies", "loanword_forms")["all"],
            *lexicon.section("people", "loanword_forms")["thing"],
        )
        self._loanwords = frozenset(word.rstrip(_VOWELS) for word in loanwords)
        firms = lexicon.section("companies", "firms")
        self._firms = frozenset(firms["name"])
        surnames = section("people", "rare_forms")["surname"]
        self._surnames = frozenset(one for one in surnames if len(one) >= _SHORTEST)
        self._surname_stems = frozenset(map(_stem, self._surnames))
        self._wares = frozenset(firms["ware"])
        alike = lexicon.section("firms", "alike")
        self._living = frozenset(alike["living"])
        self._called = self._firms | self._wares | self._living
        self._paired = frozenset(alike["paired"])
        self._pairing = frozenset(alike["pairing"])
        self._unlike_any = lru_cache(_CACHE_WORDS)(self._is_unlike_any)

    def is_coined(self, token: Token) -> bool:
        """Say whether a word in lower case is very probably a company's name.

        The dictionary calls it an organisation or does not have it, and it is no slip of a word
        there, no loanword, no pet form and no compound of plain words.
        """
        word = token.norm
        if not _SHORTEST <= len(word) <= _LONGEST or self.is_loanword(token):
            return False
        if token.kind is Kind.LATIN:
            return True
        if self._is_surname(word):
            return False
        mended = token.mended
        if token.kind is not Kind.WORD or (mended and not self._goes_on(word, mended)):
            return False
        if token.known:
            likeliest = token.parses[0].grammemes if token.parses else frozenset()
            return "Orgn" in likeliest and "Abbr" not in likeliest
        return self._unlike_any(word) and not self._is_small_compound(token)

    def has_tail(self, token: Token) -> bool:
        """Say whether a word the dictionary lacks ends as made-up names do: «Стройгарант»."""
        if token.kind is not Kind.WORD or self._known(token.norm) or self.is_loanword(token):
            return False
        return any(map(self._is_tailed, _stems(token.norm)))

    def is_prefixed(self, token: Token) -> bool:
        """Say whether a word the dictionary lacks begins as made-up names do: «промпневматика»."""
        if token.kind is not Kind.WORD or self._known(token.norm) or self.is_loanword(token):
            return False
        if any(stem.endswith(_OF_SURNAMES) for stem in _stems(token.norm)):
            return False
        heads = (tail for tail in self._tails if len(tail) >= _SHORTEST_HEAD - 1)
        rest = (len(token.norm) - len(tail) for tail in heads if token.norm.startswith(tail))
        if any(length >= _SHORTEST_HEAD for length in rest):
            return True
        begun = (len(token.norm) - len(one) for one in self._begins if token.norm.startswith(one))
        return any(length >= _SHORTEST_REST for length in begun)

    def is_tail(self, token: Token) -> bool:
        """Say whether it is such an end written apart: «Ника Логистик», «Орион Групп»."""
        return token.norm in self._tails or token.norm in _LATIN_TAILS

    def is_firm(self, token: Token) -> bool:
        """Say whether it is a noun that firms like to be called by: «вектор», «ромашка»."""
        if self._firms.isdisjoint(token.lemmas):
            return False
        return any(parse.lemma in self._firms for parse in token.parses)

    def noun(self, token: Token) -> str | None:
        """Return the nominative of whatever noun firms are called by, a living being too."""
        return next((one.lemma for one in token.parses if one.lemma in self._called), None)

    def is_ware(self, token: Token) -> bool:
        """Say whether firms are called by it and goods too: «гранит», «зерно»."""
        if self._wares.isdisjoint(token.lemmas):
            return False
        return any(parse.lemma in self._wares for parse in token.parses)

    def is_head(self, token: Token) -> bool:
        """Say whether it begins companies' names: «салон», «завод», «ТСЖ»."""
        return token.norm in self._heads or not self._heads.isdisjoint(token.lemmas)

    def is_alive(self, token: Token) -> bool:
        """Say whether firms are called by it, a living being: «чайка», «садовод»."""
        return any(parse.lemma in self._living for parse in token.parses)

    def is_paired(self, token: Token) -> bool:
        """Say whether firms are called by it behind an adjective: «белый медведь»."""
        return any(parse.lemma in self._paired for parse in token.parses)

    def pairs(self, token: Token) -> bool:
        """Say whether it is an adjective of firms' names: «новый», «северный»."""
        return any(p.pos == "ADJF" and p.lemma in self._pairing for p in token.parses)

    def is_loanword(self, token: Token) -> bool:
        """Say whether it is a modern word or a service's name, in any of its endings."""
        word = token.norm
        return any(word[: len(word) - cut] in self._loanwords for cut in range(min(4, len(word))))

    def _is_surname(self, word: str) -> bool:
        """«Журбе», «гамсахурдией»: somebody, in any case."""
        return word in self._surnames or _stem(word) in self._surname_stems

    def _is_unlike_any(self, word: str) -> bool:
        if any(map(self._is_tailed, _stems(word))):
            return True
        likeliest = self._parses(word)[:1]
        if not any(parse.pos in _NOMINAL or parse.pos == "None" for parse in likeliest):
            return False
        if "-" in word:
            head = word.partition("-")[0]
            if len(head) == 1:
                return all(parse.pos == "NOUN" for parse in likeliest)
            short = len(head) < _SHORTEST_PART
            return not short and not all(self._known(part) for part in word.split("-"))
        slipped = any(self._known(near) for near in _slips(word))
        return not (slipped or self._is_pet_form(_stem(word)) or self._is_compound(word))

    def _is_small_compound(self, token: Token) -> bool:
        """«Эспрессо-смесь», «гипсо-панели»: what kind of a plain thing, no capital in it."""
        head, _, thing = token.norm.rpartition("-")
        plain = len(head) >= _SHORTEST_PART and token.text.islower() and self._known(thing)
        return plain and not any(map(self._is_tailed, _stems(token.norm)))

    def _is_tailed(self, stem: str) -> bool:
        return stem.endswith(self._tails) and any(
            stem.endswith(tail) and len(stem) > len(tail) + 1 for tail in self._tails
        )

    def _is_pet_form(self, stem: str) -> bool:
        """«Чатик», «договорчик», «сметка»."""
        bases = (stem.removesuffix(end) for end in _DIMINUTIVE if stem.endswith(end))
        return any(self._known(base + end) for base in bases if base for end in ("", "а", "ка"))

    def _goes_on(self, word: str, mended: frozenset[str]) -> bool:
        """«Оренбургмаш» is no slip of «Оренбургам»: a word in full, and an end of made-up names."""
        whole = all(word.startswith(lemma) for lemma in mended)
        return whole and any(map(self._is_tailed, _stems(word)))

    def _is_compound(self, word: str) -> bool:
        """«Допсоглашение», «техзадание»: a plain word behind a shortened one."""
        heads = (word[cut:] for cut in range(2, len(word) - _SHORTEST_HEAD + 1))
        return any(self._known(head) for head in heads)


def _stems(word: str) -> Iterator[str]:
    """Yield a word without each of its possible endings: «дельта-строю» is of «строй» too."""
    yield from (word.removesuffix(ending) for ending in ("", *_ENDINGS))
    yield from (
        word.removesuffix(ending) + "й" for ending in ("ем", "ю", "я", "е") if word.endswith(ending)
    )
    yield from (word.removesuffix(end) + "ь" for end in ("ью", "и") if word.endswith(end))


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 1:
            return stem
    return word.removesuffix("ь")


def _slips(word: str) -> Iterator[str]:
    """Yield what a word may have been typed for: a letter lost, doubled, swapped or misheard."""
    for place in range(len(word)):
        head, tail = word[:place], word[place + 1 :]
        yield head + tail
        if tail:
            yield head + tail[0] + word[place] + tail[1:]
        for alike in _ALIKE:
            if word[place] in alike:
                yield from (head + letter + tail for letter in alike if letter != word[place])
    for place in range(len(word) + 1):
        yield from (word[:place] + letter + word[place:] for letter in _LETTERS)
