"""Which command words a token may be («создай» → create, put, …)."""

from __future__ import annotations

from functools import lru_cache

from nlu.lexicon import Lexicon
from nlu.types import Kind, Token

_LEMMA_SECTIONS = (
    "verbs",
    "nouns",
    "particles",
    "questions",
    "states",
    "sorts",
    "acts",
    "talk",
    "beside",
)
_PREFIXES = {"states": "state_", "talk": "talk_", "beside": "beside_"}
_ACTS = frozenset({"call", "meeting"})
_CACHE_WORDS = 10_000
_FILLERS = ("fillers", "filler_forms")
_POINTLESS_POS = frozenset({"PREP", "CONJ", "PRCL", "INTJ"})


class Cues:
    """The command vocabulary turned around: lemma → cues."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._by_lemma: dict[str, set[str]] = {}
        for section in _LEMMA_SECTIONS:
            self._add(lexicon, section, self._by_lemma)
        self._by_form: dict[str, set[str]] = {}
        self._add(lexicon, "exact_forms", self._by_form)
        self._fillers = _all_words(lexicon, "fillers")
        self._filler_forms = _all_words(lexicon, "filler_forms")
        polite = (lexicon.section("commands", kind)["polite"] for kind in _FILLERS)
        self._polite = frozenset(word for words in polite for word in words)
        self.lemmas = frozenset(self._by_lemma)
        self._of_word = lru_cache(_CACHE_WORDS)(self._said)

    def of(self, token: Token) -> frozenset[str]:
        """Name every cue the token may be."""
        return self._of_word(token.norm, _lemmas(token))

    def _said(self, norm: str, lemmas: frozenset[str]) -> frozenset[str]:
        by_lemma = (self._by_lemma.get(lemma, ()) for lemma in lemmas)
        said = frozenset(self._by_form.get(norm, ())).union(*by_lemma)
        return said or self._of_compound(norm, lemmas)

    def _of_compound(self, norm: str, lemmas: frozenset[str]) -> frozenset[str]:
        """«Онлайн-встреча» is a meeting: the last part says what it is."""
        if "-" not in norm:
            return frozenset()
        tails = (lemma.rpartition("-")[2] for lemma in lemmas)
        return _ACTS & {cue for tail in tails for cue in self._by_lemma.get(tail, ())}

    def is_courtesy(self, token: Token) -> bool:
        """Say whether the token is there for politeness alone («пожалуйста»)."""
        return token.norm in self._polite or not token.lemmas.isdisjoint(self._polite)

    def is_filler(self, token: Token) -> bool:
        """Say whether the token carries no meaning of its own."""
        if token.kind is Kind.MARK:
            return True
        if token.norm in self._filler_forms or token.lemmas & self._fillers:
            return True
        return bool(token.parses) and token.parses[0].pos in _POINTLESS_POS and not _is_short(token)

    def _add(self, lexicon: Lexicon, section: str, into: dict[str, set[str]]) -> None:
        for name, words in lexicon.section("commands", section).items():
            cue = _PREFIXES.get(section, "") + name
            for word in words:
                into.setdefault(word, set()).add(cue)


def _lemmas(token: Token) -> frozenset[str]:
    """«К» is a preposition, though it may also be short for «как»; «им» is no «имя» cut short."""
    likeliest = token.parses[0].pos if token.parses else ""
    if likeliest == "PREP" and not _is_short(token):
        return frozenset((token.parses[0].lemma,))
    if likeliest == "NPRO":
        return frozenset(one.lemma for one in token.parses if "Abbr" not in one.grammemes)
    return token.lemmas


def _is_short(token: Token) -> bool:
    """«Кол-во» is a noun written short; the dictionary sees the preposition at its end."""
    return "-" in token.norm and len(token.lemmas) > 1


def _all_words(lexicon: Lexicon, section: str) -> frozenset[str]:
    return frozenset(w for words in lexicon.section("commands", section).values() for w in words)
