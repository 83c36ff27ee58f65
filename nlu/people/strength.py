"""What one Russian word alone tells about being a part of a name."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from nlu.morphology import Morphology
from nlu.people.given import GivenNames
from nlu.people.grammar import Reading, Strength
from nlu.people.paradigms import PATRONYMIC, STRONG, WEAK
from nlu.people.vocabulary import Vocabulary
from nlu.people.wordreadings import ROLES
from nlu.text import fold
from nlu.types import WordParse

_SURE_SHARE = 0.85
_DOUBTFUL_SHARE = 0.1
_RARE_SHARE = 0.5
_NOMINAL_SHARE = 0.4
_KOREAN_ENDINGS = ("ом", "ем", "а", "у", "е")
_TELLING = 0.6
_SHORTEST_HEAD = 5
_SHORTEST_PREFIX = 3
_SHORTEST_KOREAN = 3
_DEEDS = ("ание", "ению", "ение", "анию", "ания", "ения")  # «допсоглашение»
_ENGLISH = ("инг", "инга", "ингу", "ингом", "инге")  # «аутстаффинг»; «Кинг» and «Геринг» are short
_SHORTEST_ENGLISH = 8
_WEAK = frozenset({None, Strength.CONTEXTUAL})


class WordStrength:
    """Weighs a word against the everyday vocabulary."""

    def __init__(self, given: GivenNames, vocabulary: Vocabulary, morphology: Morphology) -> None:
        self._given = given
        self._vocabulary = vocabulary
        self._morphology = morphology

    def of(self, word: str) -> Strength | None:
        """Weigh a lower-case word; None where it can be no part of a name."""
        form = fold(word)
        parses = self._morphology.parses(word)
        given = self._given.readings(form)
        if given:
            return self._listed(form, parses, given)
        if self._is_stopped(form, parses):
            return Strength.CONTEXTUAL if form in self._vocabulary.korean_surnames else None
        weighed = self._unknown(form) if not self._morphology.known(word) else _known(form, parses)
        if weighed in _WEAK and self._is_rare_surname(form, parses):
            return Strength.DOUBTFUL
        return weighed

    def _is_rare_surname(self, form: str, parses: tuple[WordParse, ...]) -> bool:
        """«Дзюбе», «Рябоконя», «Чоном»: no ending tells, the list does."""
        listed = self._vocabulary.rare_surnames
        if any(parse.lemma in listed and "plur" not in parse.grammemes for parse in parses):
            return True
        weak = (nominative for _, _, nominative in WEAK.readings(form))
        return any(nominative in listed for nominative in weak) or self._is_korean_name(form)

    def _is_korean_name(self, form: str) -> bool:
        return len(form) >= _SHORTEST_KOREAN and self._is_korean(form)

    def is_animate(self, word: str) -> bool:
        """Say whether a word is believable as a surname without a capital."""
        parses = self._morphology.parses(word)
        if self._given.readings(fold(word)) or self._is_korean(fold(word)):
            return True
        if self._morphology.known(word):
            return any(map(_animate, parses))
        return _share(parses, _is_nominal) >= _NOMINAL_SHARE

    def _is_korean(self, form: str) -> bool:
        stems = {form, *(form.removesuffix(ending) for ending in _KOREAN_ENDINGS)}
        return bool(stems & self._vocabulary.korean_surnames) and form not in self._vocabulary.stop

    def _listed(
        self, form: str, parses: tuple[WordParse, ...], given: Iterable[Reading]
    ) -> Strength:
        homonym = all(self._given.is_homonym(reading.nominative) for reading in given)
        if not homonym and _share(parses, _is_ordinary_for_given) < _SURE_SHARE:
            return Strength.SURE
        stopped = self._is_stopped(form, parses)
        return Strength.CONTEXTUAL if stopped else Strength.DOUBTFUL

    def _is_stopped(self, form: str, parses: tuple[WordParse, ...]) -> bool:
        lemmas = {parse.lemma for parse in parses} | {form}
        return bool(lemmas & self._vocabulary.stop) and _share(parses, _is_name) < _SURE_SHARE

    def _unknown(self, form: str) -> Strength | None:
        english = len(form) >= _SHORTEST_ENGLISH and form.endswith(_ENGLISH)
        if english or self._vocabulary.is_thing(form) or form.endswith(_DEEDS):
            return None
        if _ends_like_name(form) and not self._is_compound(form):
            return Strength.LIKELY
        return Strength.DOUBTFUL if self._given.mistyped(form, 1.0) else Strength.CONTEXTUAL

    def _is_compound(self, form: str) -> bool:
        """Say whether an unknown word ends in a known thing: «кофемашин»."""
        heads = (form[cut:] for cut in range(_SHORTEST_PREFIX, len(form) - _SHORTEST_HEAD + 1))
        return any(
            all(_is_thing(parse) for parse in parses)
            for head in heads
            if self._morphology.known(head) and (parses := self._morphology.parses(head))
        )


def _is_thing(parse: WordParse) -> bool:
    """«Машин»; not «киной» that only ends «Тёмкиной»."""
    return parse.pos == "NOUN" and not _is_named(parse) and len(parse.lemma) >= _SHORTEST_HEAD


def _known(form: str, parses: tuple[WordParse, ...]) -> Strength | None:
    share = _share(parses, _is_name)
    family = any(not parse.grammemes.isdisjoint({"Surn", "Patr"}) for parse in parses)
    if share and _share(parses, _is_ordinary_for_surname) <= 1 - _SURE_SHARE:
        if family:
            return Strength.SURE
        return Strength.LIKELY if _ends_like_name(form) else Strength.DOUBTFUL
    if share >= _DOUBTFUL_SHARE:
        return Strength.LIKELY if _is_rare_surname(form, parses) else Strength.DOUBTFUL
    if _ends_like_name(form) and all(map(_is_named, parses)):
        return Strength.LIKELY
    declined = any(map(_is_declined, parses)) or _ends_like_name(form)
    return Strength.CONTEXTUAL if declined or form.endswith(("ых", "их")) else None


def _is_rare_surname(form: str, parses: tuple[WordParse, ...]) -> bool:
    """«Гафурову», «Сабурова»: beside the surname only villages and possessives of its shape."""
    if not _ends_like_name(form) or _share(parses, _is_name) < _RARE_SHARE:
        return False
    return all(_is_named(parse) or parse.pos == "ADJS" for parse in parses)


def _ends_like_name(form: str) -> bool:
    return any(
        paradigm.weight >= _TELLING
        for paradigms in (PATRONYMIC, STRONG)
        for paradigm, _, _ in paradigms.readings(form)
    )


def _share(parses: Iterable[WordParse], kind: Callable[[WordParse], bool]) -> float:
    return sum(parse.score for parse in parses if kind(parse))


def _is_name(parse: WordParse) -> bool:
    return not parse.grammemes.isdisjoint(ROLES) and "plur" not in parse.grammemes


def _is_named(parse: WordParse) -> bool:
    return not parse.grammemes.isdisjoint({*ROLES, "Geox"})


def _is_ordinary_for_given(parse: WordParse) -> bool:
    return parse.grammemes.isdisjoint(ROLES)


def _is_ordinary_for_surname(parse: WordParse) -> bool:
    """Say whether a reading competes with a surname: not a possessive, not «орлов» of «орёл»."""
    if not parse.grammemes.isdisjoint(ROLES) or "Poss" in parse.grammemes:
        return False
    return not _is_plural_of_people(parse)


def _is_plural_of_people(parse: WordParse) -> bool:
    """Say whether it is «орлов» of «орёл» or «хасанов» of «Хасан»."""
    return "plur" in parse.grammemes and ("anim" in parse.grammemes or _is_named(parse))


def _is_nominal(parse: WordParse) -> bool:
    return parse.pos in {"NOUN", "ADJF", "ADJS"}


def _is_declined(parse: WordParse) -> bool:
    return parse.pos in {"NOUN", "ADJF"} and "sing" in parse.grammemes


def _animate(parse: WordParse) -> bool:
    return parse.pos == "ADJF" or ("anim" in parse.grammemes and _is_declined(parse))
