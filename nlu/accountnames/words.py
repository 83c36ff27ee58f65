"""What the names of pipelines, stages and task types may be called by: their words and synonyms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from nlu.account import Account
from nlu.lexicon import Lexicon
from nlu.morphology import Morphology
from nlu.text import clean
from nlu.tokens import tokenize
from nlu.types import Kind, Token

_WON, _LOST = 142, 143
_SMALL_POS = frozenset({"PREP", "CONJ"})
_LONGEST_NAME = 12
_PAIR_QUALITY = 0.95
_ACRONYM_QUALITY = 0.8


class NameKind(StrEnum):
    """What a name of the account names."""

    PIPELINE = "pipeline"
    STAGE = "stage"
    TASK_TYPE = "task_type"


@dataclass(frozen=True, slots=True)
class Key:
    """One word of a name.

    Args:
        norm: as it stands in the name, folded.
        lemmas: its likeliest normal forms.
        synonyms: lemmas of ordinary words said instead of it («ждать» for «ожидание»).
        slang: words without other meaning said instead of it («первичка»).
    """

    norm: str
    lemmas: frozenset[str]
    synonyms: frozenset[str] = frozenset()
    slang: frozenset[str] = frozenset()
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to say a name.

    Args:
        keys: its words, in order, small words left out.
        quality: 1 for the name itself, less for what stands for it.
    """

    kind: NameKind
    name: str
    keys: tuple[Key, ...]
    quality: float = 1.0


def variants(account: Account, lexicon: Lexicon, morphology: Morphology) -> tuple[Variant, ...]:
    """List every way to say a name of the account; a name of several pipelines stands once."""
    words = _Words(lexicon, morphology)
    found: dict[tuple[NameKind, str, tuple[str, ...]], Variant] = {}
    for kind, name, aliases in _names(account, lexicon):
        for variant in words.variants(kind, name, aliases):
            key = (kind, name.casefold(), tuple(key.norm for key in variant.keys))
            found.setdefault(key, variant)
    return tuple(found.values())


def _names(account: Account, lexicon: Lexicon) -> Iterator[tuple[NameKind, str, tuple[str, ...]]]:
    system = lexicon.section("account", "system_stages")
    aliases = {_WON: system["won"], _LOST: system["lost"]}
    for pipeline in account.pipelines:
        yield NameKind.PIPELINE, pipeline.name, ()
        for stage in pipeline.stages:
            yield NameKind.STAGE, stage.name, aliases.get(stage.id, ())
    for task_type in account.task_types:
        yield NameKind.TASK_TYPE, task_type.name, ()


class _Words:
    """Turns names into variants."""

    def __init__(self, lexicon: Lexicon, morphology: Morphology) -> None:
        self._morphology = morphology
        section = lexicon.section("account", "name_words")
        self._single = {
            word: frozenset(said for said in synonyms if " " not in said)
            for word, synonyms in section.items()
        }
        self._pairs = {
            word: [said for said in synonyms if " " in said] for word, synonyms in section.items()
        }

    def variants(self, kind: NameKind, name: str, aliases: Iterable[str]) -> Iterator[Variant]:
        tokens = self._content(name)
        keys = tuple(map(self._key, tokens))[:_LONGEST_NAME]
        if keys:
            yield Variant(kind, name, keys)
        for place, key in enumerate(keys):
            for pair in self._pairs_of(key):
                spelled = (*keys[:place], *self._keys(pair), *keys[place + 1 :])
                yield Variant(kind, name, spelled, _PAIR_QUALITY)
        for alias in aliases:
            yield Variant(kind, name, self._keys(alias))
        letters = "".join(key.norm[0] for key in keys if not key.is_number)
        if len(letters) > 1:
            yield Variant(kind, name, (Key(letters, frozenset()),), _ACRONYM_QUALITY)

    def _keys(self, phrase: str) -> tuple[Key, ...]:
        return tuple(map(self._key, self._content(phrase)))

    def _content(self, phrase: str) -> list[Token]:
        tokens = tokenize(clean(phrase).text, self._morphology)
        words = [token for token in tokens if token.kind is not Kind.MARK]
        return [token for token in words if not _is_small(token)] or words

    def _key(self, token: Token) -> Key:
        lemmas = frozenset(parse.lemma for parse in token.parses[:1]) or token.lemmas
        said = {word for lemma in token.lemmas for word in self._single.get(lemma, ())}
        known = frozenset(filter(self._morphology.known, said))
        return Key(token.norm, lemmas, known, frozenset(said - known), token.kind is Kind.NUMBER)

    def _pairs_of(self, key: Key) -> list[str]:
        return [pair for lemma in sorted(key.lemmas) for pair in self._pairs.get(lemma, ())]


def _is_small(token: Token) -> bool:
    return bool(token.parses) and token.parses[0].pos in _SMALL_POS
