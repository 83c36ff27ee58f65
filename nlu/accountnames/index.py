"""The index of an account's names by the words they are made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain

from nlu.account import Account
from nlu.accountnames.runs import Hit, runs
from nlu.accountnames.scores import AccountName, Judge, settle
from nlu.accountnames.words import NameKind, Variant, variants
from nlu.lexicon import Lexicon
from nlu.morphology import Morphology
from nlu.spelling import Speller
from nlu.types import Found, Kind, Token

_CACHE_WORDS = 2_000
_NONE: frozenset[str] = frozenset()
_INFLECTED = 0.97
_SYNONYM = 0.93
_MENDED = 0.96
_ADDRESSED = 0.6
_SHORT = 5
_ADDRESS = frozenset({"2per", "impr"})


class AccountIndex:
    """All names of one account, built once and safe to share between threads."""

    def __init__(self, account: Account, lexicon: Lexicon, morphology: Morphology) -> None:
        weak = lexicon.section("account", "weak")
        nouns = lexicon.section("commands", "nouns")
        self._judge = Judge(
            frozenset(weak["words"]),
            frozenset(weak["records"]),
            {
                NameKind.PIPELINE: frozenset(nouns["pipeline"]),
                NameKind.STAGE: frozenset(nouns["stage"]),
                NameKind.TASK_TYPE: frozenset(nouns["task"]) | {"тип"},
            },
            frozenset(nouns["deal"]),
            frozenset(lexicon.section("account", "stuck")["all"]),
            frozenset(lexicon.section("account", "moved")["all"]),
        )
        self._by_word: dict[str, list[Hit]] = {}
        self._by_form: dict[str, list[Hit]] = {}
        for variant in variants(account, lexicon, morphology):
            self._add(variant)
        self._speller = Speller(self._by_word, morphology)
        self._hits_of = lru_cache(_CACHE_WORDS)(self._listed)

    def find(self, tokens: Sequence[Token]) -> list[Found[AccountName]]:
        """Find names, in order of the text; names of different kinds may overlap.

        The score is how sure the words alone make it: from .9 the name can hardly be anything
        else; from .65 it is plain for a phrase about deals; below that only a rule that expects
        a name here should take it. Several names in one value mean: ask which.
        """
        scored = [
            one for run in runs(tokens, self._hits) if (one := self._judge.score(run, tokens))
        ]
        found: list[Found[AccountName]] = []
        for kind in NameKind if scored else ():
            found += settle(kind, (one for one in scored if one.run.variant.kind is kind))
        return sorted(found, key=lambda one: (one.first, one.stop))

    def _add(self, variant: Variant) -> None:
        for place, key in enumerate(variant.keys):
            hits = {word: Hit(variant, place, _SYNONYM) for word in key.synonyms}
            hits |= {word: Hit(variant, place, 1.0, slang=True) for word in key.slang}
            hits |= {w: Hit(variant, place, _INFLECTED) for w in key.lemmas | {key.norm}}
            for word, hit in hits.items():
                self._by_word.setdefault(word, []).append(hit)
            self._by_form.setdefault(key.norm, []).append(Hit(variant, place, 1.0))

    def _hits(self, token: Token) -> Mapping[int, Sequence[Hit]]:
        """List the words of names a token may be, by the name they are of."""
        if token.kind is Kind.MARK:
            return {}
        said = token.norm in self._by_word or not self._by_word.keys().isdisjoint(token.lemmas)
        if token.known and not said:
            return {}
        mended = _NONE if token.known else self._speller.mend(token) - token.lemmas
        if mended and len(token.norm) <= _SHORT:  # «камри» is no «замер»
            mended = frozenset(word for word in mended if word[0] == token.norm[0])
        if not (said or mended):
            return {}
        return self._hits_of(token.norm, token.lemmas, mended, _is_addressed(token))

    def _listed(
        self, norm: str, lemmas: frozenset[str], mended: frozenset[str], addressed: bool
    ) -> Mapping[int, Sequence[Hit]]:
        """The name's own form stands first, as the best."""
        hits = [hit for word in lemmas | {norm} for hit in self._by_word.get(word, ())]
        said = (_doubted(one) if addressed and _is_of_stage(one) else one for one in hits)
        slips = (hit for word in mended for hit in self._by_word.get(word, ()))
        meant = (replace(hit, quality=hit.quality * _MENDED) for hit in slips)
        grouped: dict[int, list[Hit]] = {}
        for hit in chain(self._by_form.get(norm, ()), said, meant):
            grouped.setdefault(id(hit.variant), []).append(hit)
        return grouped


def _doubted(hit: Hit) -> Hit:
    """Weigh an order or «я думаю», which is hardly the name of a stage."""
    return replace(hit, quality=hit.quality * _ADDRESSED)


def _is_of_stage(hit: Hit) -> bool:
    return hit.variant.kind is NameKind.STAGE


def _is_addressed(token: Token) -> bool:
    if not token.parses:
        return False
    first = token.parses[0]
    said = first.grammemes
    return first.pos == "INFN" or not said.isdisjoint(_ADDRESS) or {"1per", "sing"} <= said
