"""Mending misspelt date words: «четврг», «зватра», «понидельник»."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from nlu.morphology import Morphology
from nlu.spelling import sound

_SHORTEST = 5
_LONG = 8
_SURNAME_ENDINGS = ("ов", "ев", "ин", "ын", "ова", "ева", "ина", "ына", "ский", "цкий")


class Typos:
    """Every form of the date words, compared with a word the dictionary does not know.

    One slip is forgiven in a word of five letters, two from eight on; a second date word must be
    farther away by at least one slip, and a guessed surname («Вторникова») is left alone.
    """

    def __init__(self, lemmas: Iterable[str], morphology: Morphology) -> None:
        self._morphology = morphology
        spelt = {
            form.replace("ё", "е"): lemma
            for lemma in sorted(lemmas)
            for form in {lemma, *morphology.forms(lemma)}
        }
        self._lemma_of = {form: lemma for form, lemma in spelt.items() if len(form) > _SHORTEST}
        self._forms = tuple(self._lemma_of)
        self._sounds = {sound(form): one for form, one in spelt.items() if len(form) >= _SHORTEST}

    def mend(self, word: str) -> str | None:
        """Return the lemma of the one date word that a misspelt word must be, or None."""
        if len(word) < _SHORTEST or self._is_name(word):
            return None
        if sound(word) in self._sounds:
            return self._sounds[sound(word)]
        slips = 2 if len(word) >= _LONG else 1
        near = process.extract(
            word, self._forms, scorer=OSA.distance, score_cutoff=slips, limit=len(self._forms)
        )
        best: dict[str, int] = {}
        for form, distance, _ in near:
            lemma = self._lemma_of[form]
            best[lemma] = min(int(distance), best.get(lemma, slips))
        ranked = sorted(best.items(), key=lambda item: item[1])
        if not ranked or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
            return None
        return ranked[0][0]

    def _is_name(self, word: str) -> bool:
        """Say whether a surname with a surname's ending is among the guesses."""
        return any(
            "Surn" in parse.grammemes and parse.lemma.endswith(_SURNAME_ENDINGS)
            for parse in self._morphology.parses(word)
        )
