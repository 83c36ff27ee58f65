"""The words around people: what announces a name, what asks which case, what is no name."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from nlu.lexicon import Lexicon
from nlu.people.grammar import Case

_FIRMS = "firms"
_FILE = "people"
_RECORDS = ("deal", "task", "contact", "company")
_CACHE_LEMMAS = 5_000
_TAIL = 4
_STRIPPED = "аеиоуыэюяйь"
_VOWELS = "аеиоуыэюя"


class Vocabulary:
    """The vocabularies of data/lexicon/people.toml as sets, and the words of all other files."""

    def __init__(self, lexicon: Lexicon) -> None:
        trigger = lexicon.section(_FILE, "trigger")
        before = lexicon.section(_FILE, "before")
        korean = lexicon.section(_FILE, "korean_forms")
        self.person_nouns = frozenset(trigger["person"])
        self.men = frozenset(trigger["men"])
        self.kin = frozenset(trigger["kin"])
        self.making = frozenset(trigger["making"])
        self.about = frozenset(trigger["about"])
        nouns = lexicon.section("commands", "nouns")
        self.records = frozenset(w for kind in _RECORDS for w in nouns[kind])
        self.trades = tuple(lexicon.section(_FILE, "trade_forms")["end"])
        self.measures = frozenset(lexicon.section(_FILE, "before")["measure"])
        self.company_nouns = frozenset(before["company"])
        self.never_before = frozenset(before["legal"]) | frozenset(before["place"])
        self.korean_surnames = frozenset(korean["surname"])
        self.rare_surnames = frozenset(lexicon.section(_FILE, "rare_forms")["surname"])
        self.latin_given = frozenset(lexicon.section(_FILE, "latin_forms")["given"])
        self.korean_syllables = frozenset(korean["syllable"])
        self.eastern_surnames = self.korean_surnames | frozenset(korean["eastern_surname"])
        self.opening_syllables = self.eastern_surnames | self.korean_syllables
        self.particles = frozenset(lexicon.section(_FILE, "hyphen_forms")["particle"])
        self.prefixes = frozenset(lexicon.section(_FILE, "hyphen_forms")["prefix"])
        self.commands = _commands(lexicon)
        self.stop = (
            frozenset(lexicon.section(_FILE, "stop")["word"])
            | self.person_nouns
            | self.kin
            | self.particles
            | self.company_nouns
            | self.never_before
            | self.commands
        )
        things = lexicon.section(_FILE, "loanword_forms")["thing"]
        self._things = frozenset(thing.rstrip(_VOWELS) for thing in things)
        tails = lexicon.section("companies", "tails_forms")["all"]
        stems = (tail[:-1] if tail[-1] in _STRIPPED else tail for tail in tails)
        self._tails = tuple(stem for stem in stems if len(stem) >= _TAIL)
        self._governed = _government(lexicon)
        self.governed = lru_cache(_CACHE_LEMMAS)(self._asked_by)

    def _asked_by(self, lemmas: frozenset[str]) -> frozenset[Case]:
        """Return the cases a word asks of a person after it; empty where it asks none."""
        return frozenset().union(*(self._governed.get(lemma, frozenset()) for lemma in lemmas))

    def is_firm_like(self, form: str) -> bool:
        """Say whether a word ends as made-up companies do, whatever its ending: «Газсервиса»."""
        return any(form[: len(form) - cut].endswith(self._tails) for cut in range(3))

    def is_thing(self, form: str) -> bool:
        """Say whether an unknown word is a loanword, in any of its endings («вебинаров»)."""
        return any(form[: len(form) - cut] in self._things for cut in range(min(4, len(form))))


def _commands(lexicon: Lexicon) -> frozenset[str]:
    """Collect the single words of every other vocabulary."""
    return frozenset(
        word
        for file, sections in lexicon.tables.items()
        if file not in (_FILE, _FIRMS)
        for section in sections.values()
        for words in section.values()
        for phrase in words
        for word in phrase.split()
    )


def _government(lexicon: Lexicon) -> dict[str, frozenset[Case]]:
    cases: dict[str, set[Case]] = defaultdict(set)
    for case, words in lexicon.section(_FILE, "government").items():
        for word in words:
            cases[word].add(Case(case))
    return {word: frozenset(found) for word, found in cases.items()}
