"""What of the model's own words a user may see: a little plain Russian, no claim, no link."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from nlu.llm.masking import is_placeholder
from nlu.llm.wording import TalkWords
from nlu.morphology import Morphology
from nlu.text import clean, fold
from nlu.tokens import tokenize
from nlu.types import Kind, Token

_MOST_SENTENCES = 2
_LONGEST_TALK = 300
_LONGEST_QUESTION = 200
_PLAIN = re.compile(r"[А-Яа-яЁёA-Za-z\s,.!?…:;()\"'«»\-–—]+")
_SENTENCE = re.compile(r"[^.!?…]++[.!?…]*+")
_CYRILLIC = re.compile(r"[А-Яа-яЁё]")
_LATIN = re.compile(r"[A-Za-z]")
_MOST_LATIN = 0.2
_WORD_OF_ADDRESS = re.compile(r"[A-Za-zА-Яа-яЁё0-9]\.[A-Za-zА-Яа-яЁё]")


@dataclass(frozen=True, slots=True)
class TalkFilter:
    """Judges the model's sentences."""

    words: TalkWords
    morphology: Morphology

    def talk(self, said: str) -> str | None:
        """Return small talk that may be shown, with the offer of what can be done; else None."""
        text = self._plain(said, _LONGEST_TALK)
        if text is None or self._names(text, self.words.records | self.words.acts):
            return None
        sentences = [one.strip() for one in _SENTENCE.findall(text) if one.strip()]
        return " ".join((*sentences[:_MOST_SENTENCES], self.words.offer))

    def question(self, said: str) -> str | None:
        """Return one question that may be asked, else None."""
        text = self._plain(said, _LONGEST_QUESTION)
        if text is None or not text.endswith("?") or len(_SENTENCE.findall(text)) != 1:
            return None
        if any(self._claims(token) for token in self._tokens(text)):
            return None
        return text

    def _plain(self, said: str, longest: int) -> str | None:
        text = " ".join(clean(said).text.split())
        if not text or len(text) > longest or not _PLAIN.fullmatch(text) or is_placeholder(text):
            return None
        if _WORD_OF_ADDRESS.search(text) or not self._is_russian(text):
            return None
        return None if self._names(text, self.words.lacking) else text

    def _is_russian(self, text: str) -> bool:
        russian, latin = len(_CYRILLIC.findall(text)), len(_LATIN.findall(text))
        strange = [
            token.norm
            for token in self._tokens(text)
            if token.kind is Kind.LATIN and token.norm not in self.words.latin
        ]
        return not strange and russian > 0 and latin <= _MOST_LATIN * (russian + latin)

    def _names(self, text: str, lemmas: frozenset[str]) -> bool:
        return any(_said(token, lemmas) for token in self._tokens(text))

    def _claims(self, token: Token) -> bool:
        """«Нашёл», «создам»: an act in any form but the infinitive."""
        acts = self.words.acts
        return _said(token, acts) and any(
            parse.lemma in acts and parse.pos != "INFN" for parse in token.parses
        )

    def _tokens(self, text: str) -> Iterable[Token]:
        return tokenize(text, self.morphology)


def _said(token: Token, lemmas: frozenset[str]) -> bool:
    return bool(token.lemmas & lemmas) or fold(token.text) in lemmas
