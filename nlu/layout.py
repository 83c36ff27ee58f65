"""Repair of a phrase typed with the English keyboard layout on: «yfqlb rjynfrn» → «найди контакт».

The decision is taken on the whole phrase: word by word «the» would become a Russian word. A phrase
is repaired when it has no Cyrillic letter and most of its words read as Russian once converted; in
a phrase begun in the right layout, only words that cannot be Latin are. Every character gives one
character, so spans keep their places.
"""

from __future__ import annotations

import math
import re
from collections.abc import Set
from dataclasses import dataclass, replace

from nlu.morphology import Morphology
from nlu.text import CleanText

_KEYS = str.maketrans(
    "`qwertyuiop[]asdfghjkl;'zxcvbnm,./~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>?@^&|",
    'ёйцукенгшщзхъфывапролджэячсмитьбю.ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,":?/',
)
_CHUNK = re.compile(r"\S+")
_LATIN = re.compile(r"[a-zA-Z]")  # in most phrases there is none, so it is looked for plainly
_FOREIGN = re.compile(r"[^\W\d_a-z]", re.IGNORECASE)
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+\W*|(?:https?://|www\.)\S+", re.IGNORECASE)
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[.,:/](?=\d)|#(?=\d)")
_EDGE_MARKS = re.compile(r"^[@&^$?]+|[@&^$?]+$")
_SIGNS = frozenset("+=\\%")
_POINTS = frozenset({".", ",", ":", "...", ".,"})
_YU_ENDING = re.compile(r"[аеиоуыэюяь]ю$", re.IGNORECASE)
_DOUBTFUL_TAIL = re.compile(r"[.,;:'\"]+$")
_VOWELLESS = re.compile(r"[b-df-hj-np-tv-z]{5,}|^[^aeiou]{4,}$", re.IGNORECASE)
_LONG_RUN = re.compile(r"[b-df-hj-np-tv-z]{4}", re.IGNORECASE)
_RUSSIAN_RUN = re.compile(r"[бвгджзйклмнпрстфхцчшщъь]{5,}|[аеёиоуыэюя]{3,}|^[ъыь]", re.IGNORECASE)
_CONSONANT_RUN = re.compile(r"[b-df-hj-np-tv-xz]{3}|^[^aeiouy]+$", re.IGNORECASE)
_RUSSIAN_VOWEL = re.compile(r"[аеёиоуыэюя]", re.IGNORECASE)
_RUSSIAN_WORD = re.compile(r"[а-яё]+(?:-[а-яё]+)*", re.IGNORECASE)
_MARK_KEYS = frozenset("`[];")
_NO_LETTER = 0.2
_RUSSIAN_SHARE = 0.6
_LATIN_MARGIN = 3.0
_LONG_ENOUGH = 4
_TELLING = 5

# How often each letter occurs in running text, per mille (English: P. Norvig's count of Google
# Books; Russian: the National Corpus).
_ENGLISH = dict(
    zip("abcdefghijklmnopqrstuvwxyz", (
        80, 15, 33, 38, 125, 24, 19, 51, 76, 2, 5, 41, 25, 72, 76, 21, 1, 63, 65, 93, 27, 11, 17,
        2, 17, 1,
    ), strict=True)
)  # fmt: skip
_RUSSIAN = dict(
    zip("абвгдежзийклмнопрстуфхцчшщъыьэюяё", (
        80, 16, 45, 17, 30, 85, 9, 17, 74, 12, 35, 44, 32, 67, 110, 28, 47, 55, 63, 26, 3, 10, 5,
        14, 7, 4, 1, 19, 17, 3, 6, 20, 4,
    ), strict=True)
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Word:
    """A chunk between spaces in both readings.

    Args:
        known: the dictionary has the Russian reading.
        lean: how much likelier the letters are in Russian than in English, natural logarithm.
    """

    latin: str
    russian: str
    known: bool
    lean: float

    @property
    def reads_russian(self) -> bool:
        if _only_russian(self.latin, self.russian, self.lean):
            return True
        return self.known and (self.lean > -2 or len(self.latin) >= _TELLING)

    @property
    def is_telling(self) -> bool:
        return self.lean > 0 or len(self.latin) >= _TELLING or not _MARK_KEYS.isdisjoint(self.latin)

    @property
    def is_unreadable(self) -> bool:
        """Say whether the word makes no sense in Latin letters and some in Russian ones."""
        long = len(self.latin) >= _TELLING and _CONSONANT_RUN.search(self.latin) is not None
        return long and self.known and self.lean > _LATIN_MARGIN

    @property
    def stays_latin(self) -> bool:
        """Say whether the word is a Latin one inside a phrase of the wrong layout."""
        doubtful = self.known or self.lean > -_LATIN_MARGIN
        return not doubtful and _CONSONANT_RUN.search(self.latin) is None


def repair_layout(
    clean: CleanText, morphology: Morphology, latin: Set[str] = frozenset()
) -> CleanText:
    """Return the phrase as it would stand in the Russian layout, or as it is.

    Args:
        clean: the cleaned phrase; the key «`» is looked up in what was typed, as cleaning makes
            a quotation mark of it.
        latin: words that mean something as they stand («next»), lower case.
    """
    if not _LATIN.search(clean.text):
        return clean
    typed = _as_typed(clean)
    chunks = list(_CHUNK.finditer(typed))
    words = [_word(chunk.group(), morphology, latin) for chunk in chunks]
    is_mixed = _FOREIGN.search(clean.text) is not None
    if not is_mixed and not _is_wrong_layout([word for word in words if word is not None]):
        return clean
    characters = list(clean.text)
    for chunk, word in zip(chunks, words, strict=True):
        russian = _within_russian(word) if is_mixed else _repaired(chunk.group(), word)
        characters[chunk.start() : chunk.end()] = russian or characters[chunk.start() : chunk.end()]
    if not is_mixed and typed.endswith("?"):
        characters[-1] = "?"
    return replace(clean, text="".join(characters))


def _repaired(chunk: str, word: _Word | None) -> str | None:
    if word is None:
        return _marks(chunk)
    return None if word.stays_latin else word.russian


def _within_russian(word: _Word | None) -> str | None:
    """Convert a word of a phrase begun in the right layout only when it cannot be Latin."""
    return word.russian if word is not None and word.is_unreadable else None


def _as_typed(clean: CleanText) -> str:
    return "".join(
        "`" if folded == '"' and clean.typed[place] == "`" else folded
        for folded, place in zip(clean.text, clean.origin, strict=False)
    )


def _is_wrong_layout(words: list[_Word]) -> bool:
    russian = [word for word in words if word.reads_russian]
    if not russian or (len(words) == 1 and len(words[0].latin) == 1):
        return False
    if len(russian) >= _RUSSIAN_SHARE * len(words):
        return any(word.is_telling for word in russian)
    return any(word.is_unreadable for word in words)


def _marks(chunk: str) -> str:
    """Convert the marks around a number: «5001&» was «5001?»."""
    if _ADDRESS.fullmatch(chunk):
        return chunk
    return _EDGE_MARKS.sub(lambda marks: marks.group().translate(_KEYS), chunk)


def _word(chunk: str, morphology: Morphology, latin: Set[str]) -> _Word | None:
    """Read a chunk between spaces; None for what has no layout: numbers, addresses, marks."""
    if not _LATIN.search(chunk) or _FOREIGN.search(chunk) or _ADDRESS.fullmatch(chunk):
        return None
    if chunk.lower() in latin or not _SIGNS.isdisjoint(chunk):
        return _Word(chunk, chunk, known=False, lean=-math.inf)
    russian = _converted(chunk, morphology)
    letters = "".join(filter(str.isalpha, russian)).lower()
    known = _known_words(russian, morphology)
    return _Word(chunk, russian, known, _lean(chunk.lower(), letters))


def _converted(chunk: str, morphology: Morphology) -> str:
    kept = {match.start() for match in _BETWEEN_DIGITS.finditer(chunk)}
    full = "".join(c if place in kept else c.translate(_KEYS) for place, c in enumerate(chunk))
    full = _quotes_kept(chunk, full)
    tail = _DOUBTFUL_TAIL.search(chunk)
    if tail is None or _known_words(full, morphology):
        return full
    cut = tail.start()
    stripped = full[:cut] + chunk[cut:]
    if _known_words(stripped, morphology):
        return stripped
    is_letter = tail.group() not in _POINTS or _YU_ENDING.search(full) is not None
    return full if is_letter else stripped


def _known_words(text: str, morphology: Morphology) -> bool:
    words = [word.lower() for word in _RUSSIAN_WORD.findall(text)]
    return bool(words) and all(_is_known(word, morphology) for word in words)


def _is_known(word: str, morphology: Morphology) -> bool:
    return morphology.known(word) or all(map(morphology.known, word.split("-")))


def _quotes_kept(chunk: str, full: str) -> str:
    """Keep a quotation mark where it cannot be «Э»: at the end, or opening before a capital."""
    if chunk.startswith('"') and chunk[1:2].isupper():
        full = '"' + full[1:]
    return full[:-1] + '"' if len(chunk) > 1 and chunk.endswith('"') else full


def _lean(latin: str, russian: str) -> float:
    likely = sum(math.log(_RUSSIAN.get(letter, 1) / 1000) for letter in russian)
    letters = (c for c in latin if not c.isdigit() and c != "-")
    return likely - sum(math.log(_ENGLISH.get(letter, _NO_LETTER) / 1000) for letter in letters)


def _only_russian(latin: str, russian: str, lean: float) -> bool:
    """Say whether a word cannot be read aloud in Latin letters and can in Russian ones."""
    letters = "".join(filter(str.isalpha, russian))
    return bool(
        len(letters) >= _LONG_ENOUGH
        and (_VOWELLESS.search(latin) or (lean > _LATIN_MARGIN and _LONG_RUN.search(latin)))
        and _RUSSIAN_VOWEL.search(letters) is not None
        and _RUSSIAN_RUN.search(letters) is None
    )
