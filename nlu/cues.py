"""Which command words a token may be («создай» → create, put, …)."""

from __future__ import annotations

from dataclasses import dataclass

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
_FILLERS = ("fillers", "filler_forms")
_POINTLESS_POS = frozenset({"PREP", "CONJ", "PRCL", "INTJ"})


@dataclass(frozen=True, slots=True)
class Heard:
    """What a word says by itself.

    Args:
        cues: the command words it may be.
        own: those of them that it is by its form: «закрыть» and «закрой» tell no state.
        filler: it carries no meaning of its own.
        courtesy: it is there for politeness alone («пожалуйста»).
    """

    cues: frozenset[str]
    own: frozenset[str]
    filler: bool
    courtesy: bool


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

    def of(self, token: Token) -> frozenset[str]:
        """Name every cue the token may be."""
        return self.heard(token).cues

    def heard(self, token: Token) -> Heard:
        """Say all that the command vocabulary makes of a token; each word is looked up once."""
        heard: Heard | None = token.facts.get(self)
        if heard is None:
            cues = self._said(token)
            own = frozenset(filter(_is_no_state, cues)) if is_ordered(token) else cues
            filler, courtesy = self._is_filler(token), self._is_courtesy(token)
            heard = token.facts[self] = Heard(cues, own, filler, courtesy)
        return heard

    def _said(self, token: Token) -> frozenset[str]:
        norm, lemmas = token.norm, _lemmas(token)
        by_lemma = (self._by_lemma.get(lemma, ()) for lemma in lemmas)
        said = frozenset(self._by_form.get(norm, ())).union(*by_lemma)
        return said or self._of_compound(norm, lemmas)

    def _of_compound(self, norm: str, lemmas: frozenset[str]) -> frozenset[str]:
        """«Онлайн-встреча» is a meeting: the last part says what it is."""
        if "-" not in norm:
            return frozenset()
        tails = (lemma.rpartition("-")[2] for lemma in lemmas)
        return _ACTS & {cue for tail in tails for cue in self._by_lemma.get(tail, ())}

    def _is_courtesy(self, token: Token) -> bool:
        return token.norm in self._polite or not token.lemmas.isdisjoint(self._polite)

    def _is_filler(self, token: Token) -> bool:
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


def is_ordered(token: Token) -> bool:
    """Say whether a word orders: «закрыть» and «закрой», not «закрыта», «закрыли»."""
    first = token.parses[:1]
    return any(one.pos == "INFN" or "impr" in one.grammemes for one in first)


def _is_no_state(cue: str) -> bool:
    return not cue.startswith(_PREFIXES["states"])


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
