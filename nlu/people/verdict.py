"""Deciding whether words that could be a name are one."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.people.agreement import Fit
from nlu.people.context import Context
from nlu.people.grammar import Case, Role, Strength
from nlu.people.latin import is_latin
from nlu.people.parts import Part
from nlu.people.units import Unit
from nlu.value import value

_SURE, _LIKELY = 0.95, 0.8
_TRIGGERED, _CAPITAL, _BARE = 0.7, 0.65, 0.35
_CONTEXTUAL = 0.55
_NOT_APPOSED = frozenset({Case.GENT, Case.DATV})
_FOR_ITSELF = frozenset({Case.NOMN, Case.DATV})  # «свете лукиной отдать …»
_FIRM = frozenset({Strength.SURE, Strength.LIKELY})


@value(frozen=True, slots=True)
class _Word:
    """A part of the supposed name: where it stands, what it may be, what it is taken for."""

    unit: Unit
    part: Part
    role: Role

    @property
    def firm(self) -> bool:
        return self.part.strength in _FIRM

    @property
    def is_unknown_name(self) -> bool:
        return self.part.animate and not self.part.known

    @property
    def weak(self) -> bool:
        return self.part.strength is Strength.CONTEXTUAL


def judge(units: Sequence[Unit], fit: Fit, context: Context, *, sole: bool = False) -> float | None:
    """Score the belief that units which agree in case and gender are a person, 0…1.

    None means that they are not.

    Args:
        sole: nothing but the words of a command stands around them.
    """
    words = _words(units, fit)
    if context.blocked or not _is_of_one_hand(units, words):
        return None
    if context.measured and fit.case is Case.GENT:  # «два кило «Алёнки»»
        return None
    beside = fit.case in _NOT_APPOSED and any(word.firm for word in words)
    if context.company and not (
        beside or context.post
    ):  # «компанию Орлова», «отдай компанию Орлову»
        return None
    if len(words) < len(units):
        return _with_initials(words)
    return (
        _alone(words[0], context) if len(words) == 1 else _together(words, fit, context, sole=sole)
    )


def _words(units: Sequence[Unit], fit: Fit) -> list[_Word]:
    named = ((unit, unit.part) for unit in units if unit.part is not None)
    return [
        _Word(unit, part, reading.role)
        for (unit, part), reading in zip(named, fit.readings, strict=True)
    ]


def _is_of_one_hand(units: Sequence[Unit], words: Sequence[_Word]) -> bool:
    """Say whether the words are in one alphabet, and a doubtful one is no smaller than the rest."""
    latin = {is_latin(unit.typed) for unit in units}
    capitals = {unit.typed[:1].isupper() for unit in units}
    small = any(word.unit.typed[:1].islower() for word in words if not word.firm)
    return len(latin) == 1 and not (small and len(capitals) > 1)


def _with_initials(words: Sequence[_Word]) -> float | None:
    return _SURE if words[0].firm or words[0].unit.capital else None


def _alone(word: _Word, context: Context) -> float | None:
    match word.part.strength:
        case Strength.SURE:
            return _SURE
        case Strength.LIKELY:
            return _LIKELY
        case Strength.DOUBTFUL if context.named or context.about:
            return _TRIGGERED
        case Strength.DOUBTFUL:
            return _CAPITAL if word.unit.capital else _BARE
    if context.named:
        return _TRIGGERED if context.person and word.part.animate else _CONTEXTUAL
    if context.about and word.unit.capital:
        return _CONTEXTUAL
    return _BARE if context.cases and word.unit.capital and word.part.animate else None


def _together(words: Sequence[_Word], fit: Fit, context: Context, *, sole: bool) -> float | None:
    firm = any(word.firm for word in words)
    if all(word.firm for word in words):
        return _SURE
    if not any(word.weak for word in words):
        return _SURE if firm else _TRIGGERED
    if not _is_believable(words, fit, context, sole=sole):
        return None
    return _LIKELY if firm else _CONTEXTUAL


def _is_believable(words: Sequence[_Word], fit: Fit, context: Context, *, sole: bool) -> bool:
    """Say whether the parts that are names only by context may be names here."""
    weak = [word for word in words if word.weak]
    if context.named or all(word.unit.capital for word in weak):
        return True
    if _are_two_given(words, weak):
        return False
    if all(word.role is Role.GIVEN and word.part.given for word in weak):
        asked = fit.case in _FOR_ITSELF or fit.case in context.cases
        return asked and any(word.firm for word in words)
    asked = fit.case in context.cases and fit.case is not Case.NOMN
    if asked and all(word.role is Role.GIVEN and word.is_unknown_name for word in weak):
        return any(word.firm for word in words)
    trusted = asked or sole
    leads = [w for w in words if w.part.listed or (trusted and w.part.given and not w.weak)]
    return bool(leads) and all(_follows(word, leads[0], sole=sole) for word in weak)


def _are_two_given(words: Sequence[_Word], weak: Sequence[_Word]) -> bool:
    """«Лиды тимура»: an everyday word before somebody's given name is no other name of his."""
    return any(
        word.part.given and other.part.given and word.unit.first < other.unit.first
        for word in weak
        for other in words
        if not other.weak
    )


def _follows(word: _Word, lead: _Word, *, sole: bool) -> bool:
    """Say whether a word stands after the sure one; an unknown one before it may be a typo."""
    after = word.unit.first > lead.unit.first
    return (word.part.animate or word.part.plural_shaped) and (after or word.part.known or sole)
