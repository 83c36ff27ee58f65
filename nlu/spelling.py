"""Typos in the words the parser listens for: «четврг» is «четверг», «созданые» is «созданные».

Only words the dictionary does not know are mended, and only into a given vocabulary: a surname
must not become a command. Words are compared by how they sound, so that «пиреведи» and «сделкку»
cost nothing and real slips of the finger are left to count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from nlu.morphology import Morphology
from nlu.types import Kind, Token

_SHORTEST = 4
_LONGEST = 30
_TWO_SLIPS_FROM = 8
_LEAST_SIMILARITY = 0.77
_SHORT_SIMILARITY = 0.74
_SURNAME_SIMILARITY = 0.86
_MARGIN = 0.02
_MOST_RIVALS = 3
_CACHE_WORDS = 10_000
_HEAD = 2
_NONE: frozenset[str] = frozenset()
_TAIL = 3

_SOUNDS = str.maketrans("оэеё", "аиии", "ьъ")
_INFINITIVE = re.compile("т[ьъ]?ся")
_DOUBLED = re.compile(r"(.)\1+")
_VOICED = re.compile("[бвгджз](?=[пктшсхцчщ])")
_VOICELESS = str.maketrans("бвгджз", "пфктшс")
_VOICING = re.compile("с(?=[бгдж])")


def sound(word: str) -> str:
    """Spell a folded word roughly as it is heard: «перегаворы» and «переговоры» alike."""
    heard = _INFINITIVE.sub("ца", word).translate(_SOUNDS)
    heard = _VOICED.sub(_devoiced, heard)
    return _DOUBLED.sub(r"\1", _VOICING.sub("з", heard))


def _sounds(words: Iterable[str]) -> list[str]:
    """Spell many words as they are heard, all at once: a start does so forty thousand times."""
    heard = sound("\n".join(words))
    return heard.split("\n") if heard else []


def _devoiced(letter: re.Match[str]) -> str:
    return letter.group().translate(_VOICELESS)


class Speller:
    """Mends words of a fixed vocabulary in every form; safe to share between threads.

    Args:
        lemmas: the vocabulary, «ё» folded; entries of several words count word by word.
        slips: wrong spelling → right lemma, for those too far off to be found (also dictionary
            words: «сдай» said of a deal is «создай»).
        right: words the dictionary lacks that are no slips.
    """

    def __init__(
        self,
        lemmas: Iterable[str],
        morphology: Morphology,
        slips: Mapping[str, str] | None = None,
        right: Iterable[str] = (),
    ) -> None:
        self._right = frozenset(right)
        self._lemmas = frozenset(lemmas)
        self._morphology = morphology
        self._slips = {slip: frozenset((lemma,)) for slip, lemma in (slips or {}).items()}
        self._spelt = self._by_sound({part for entry in self._lemmas for part in entry.split()})
        self._shelves: dict[str, list[str]] = {}
        for heard in self._spelt:
            for shelf in _shelves(heard):
                self._shelves.setdefault(shelf, []).append(heard)
        self._mended = lru_cache(_CACHE_WORDS)(self._nearest)

    def mend(self, token: Token) -> frozenset[str]:
        """Name the lemmas a misspelt token stands for; none for a word that is right."""
        if token.kind is not Kind.WORD:
            return _NONE
        slip = self._slips.get(token.norm)
        if slip is None and not token.known:
            return frozenset(self._meant(token))
        return slip or _NONE

    def right_form(self, token: Token) -> str | None:
        """Spell a misspelt token right («перенси» is «перенеси»); None for a word that is right."""
        meant = self._meant(token)
        return next(iter(meant.values()), None)

    def _meant(self, token: Token) -> Mapping[str, str]:
        """Return the lemmas a misspelt token may be, each with the form meant."""
        if token.kind is not Kind.WORD or token.norm in self._slips:
            return {}
        if not _SHORTEST <= len(token.norm) <= _LONGEST or self._is_right(token):
            return {}
        return self._mended(token.norm, _least_similarity(token))

    def _is_right(self, token: Token) -> bool:
        """«Созвоны»: also a word the dictionary only guesses, of a lemma that is listened for."""
        right = token.known or token.norm in self._right
        return right or any(p.lemma in self._lemmas for p in token.parses)

    def _by_sound(self, lemmas: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
        """Turn a vocabulary round: how a form sounds → the form and its lemma."""
        said = [
            (form.replace("ё", "е"), lemma)
            for lemma in sorted(lemmas)
            for form in sorted(self._morphology.forms(lemma) | {lemma})
        ]
        spelt: dict[str, list[tuple[str, str]]] = {}
        for one, heard in zip(said, _sounds(written for written, _ in said), strict=True):
            if len(heard) >= _SHORTEST - 1:
                spelt.setdefault(heard, []).append(one)
        return spelt

    def _nearest(self, word: str, least: float) -> Mapping[str, str]:
        """«Выстави» is «выставь», and no form that is as near."""
        order = f"{word[:-1]}ь" if word.endswith("и") else ""
        ordered = (one for one in self._spelt.get(sound(order), ()) if one[0] == order)
        written, lemma = next(ordered, ("", ""))
        return {lemma: written} if written else self._likest(word, least)

    def _likest(self, word: str, least: float) -> Mapping[str, str]:
        best: dict[str, float] = {}
        forms: dict[str, str] = {}
        for heard, likeness in self._candidates(sound(word)):
            for written, lemma in self._spelt[heard]:
                if _is_derived(word, written):
                    continue
                mean = (likeness + OSA.normalized_similarity(word, written)) / 2
                if mean > best.get(lemma, least):
                    best[lemma], forms[lemma] = mean, written
        top = max(best.values(), default=0.0)
        near = sorted(
            (lemma for lemma in best if best[lemma] > top - _MARGIN), key=best.__getitem__
        )
        nearest = {lemma: forms[lemma] for lemma in reversed(near)}
        return nearest if len(nearest) <= _MOST_RIVALS else {}

    def _candidates(self, heard: str) -> Iterator[tuple[str, float]]:
        slips = 2 if len(heard) >= _TWO_SLIPS_FROM else 1
        for shelf in _shelves(heard):
            near = process.extract(
                heard,
                self._shelves.get(shelf, ()),
                scorer=OSA.distance,
                score_cutoff=slips,
                limit=None,
            )
            for candidate, distance, _ in near:
                longer = max(len(heard), len(candidate))
                if distance < slips or candidate[0] == heard[0] or longer > _SHORTEST:
                    yield candidate, 1 - distance / longer


def _least_similarity(token: Token) -> float:
    if any("Surn" in parse.grammemes for parse in token.parses):
        return _SURNAME_SIMILARITY
    return _SHORT_SIMILARITY if len(token.norm) <= _SHORTEST else _LEAST_SIMILARITY


def _is_derived(word: str, written: str) -> bool:
    """Say whether a word goes on where the other ends, as surnames do: «Пятницын», not «задачь»."""
    return word.startswith(written) and word[-1] not in {word[-2], "ь"}


def _shelves(heard: str) -> tuple[str, str]:
    """Name the two shelves a word stands on; a slip leaves its beginning or its end intact."""
    return "^" + heard[:_HEAD], heard[-_TAIL:] + "$"
