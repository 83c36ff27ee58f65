"""Deciding whether words that could be a name are one."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.people.agreement import Fit
from nlu.people.context import Context
from nlu.people.grammar import Case, Strength
from nlu.people.latin import is_latin
from nlu.people.units import Unit

_SURE, _LIKELY = 0.95, 0.8
_TRIGGERED, _CAPITAL, _BARE = 0.7, 0.65, 0.35
_CONTEXTUAL = 0.55
_FIRM = frozenset({Strength.SURE, Strength.LIKELY})


def judge(units: Sequence[Unit], fit: Fit, context: Context) -> float | None:
    """Score the belief that units which agree in case and gender are a person, 0…1.

    None means that they are not.
    """
    if context.blocked:
        return None
    if context.company and not (fit.case is Case.GENT and _has_firm(units)):
        return None
    if not _is_of_one_hand(units):
        return None
    parts = [unit for unit in units if unit.part is not None]
    return _alone(parts[0], context) if len(units) == 1 else _together(parts, units, context)


def _has_firm(units: Sequence[Unit]) -> bool:
    return any(unit.part is not None and unit.part.strength in _FIRM for unit in units)


def _is_of_one_hand(units: Sequence[Unit]) -> bool:
    """Say whether the words are in one alphabet, and a doubtful one is no smaller than the rest."""
    latin = {is_latin(unit.typed) for unit in units}
    capitals = {unit.typed[:1].isupper() for unit in units}
    weak = [u for u in units if u.part is not None and u.part.strength not in _FIRM]
    small = any(unit.typed[:1].islower() for unit in weak)
    return len(latin) == 1 and not (small and len(capitals) > 1)


def _alone(unit: Unit, context: Context) -> float | None:
    assert unit.part is not None
    match unit.part.strength:
        case Strength.SURE:
            return _SURE
        case Strength.LIKELY:
            return _LIKELY
        case Strength.DOUBTFUL:
            return _TRIGGERED if context.named or context.about else _doubt(unit.capital)
    if context.named or (context.about and unit.capital):
        return _CONTEXTUAL
    governed = context.governed and unit.capital and unit.part.animate
    return _BARE if governed else None


def _together(parts: Sequence[Unit], units: Sequence[Unit], context: Context) -> float | None:
    strengths = {unit.part.strength for unit in parts if unit.part is not None}
    if len(parts) < len(units):
        return _SURE if strengths & _FIRM or parts[0].capital else None
    if strengths <= _FIRM:
        return _SURE
    if Strength.CONTEXTUAL not in strengths:
        return _SURE if strengths & _FIRM else _TRIGGERED
    if not _believable(parts, context):
        return None
    return _LIKELY if strengths & _FIRM else _CONTEXTUAL


def _believable(parts: Sequence[Unit], context: Context) -> bool:
    """Say whether the parts that are names only by context may be names here."""
    weak = [u for u in parts if u.part is not None and u.part.strength is Strength.CONTEXTUAL]
    if context.named or all(unit.capital for unit in weak):
        return True
    listed = [unit.first for unit in parts if unit.part is not None and unit.part.listed]
    after = listed and all(
        unit.first > listed[0] or (unit.part and unit.part.known) for unit in weak
    )
    return bool(after) and all(unit.part is not None and unit.part.animate for unit in weak)


def _doubt(capital: bool) -> float:
    return _CAPITAL if capital else _BARE
