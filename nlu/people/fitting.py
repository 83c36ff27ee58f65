"""In which case a name stands, by the words beside it."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.people.agreement import Fit, agree
from nlu.people.beside import acts, is_given, is_object, is_subject, of_verb, of_words
from nlu.people.context import Context, takes_object
from nlu.people.grammar import Case
from nlu.people.parts import Part
from nlu.people.surroundings import Surroundings
from nlu.people.units import Unit
from nlu.people.vocabulary import Vocabulary
from nlu.text import fold

_BELIEVABLE = 0.3
_UNGIVEN = frozenset((Case.NOMN, Case.GENT))
_NOTHING: frozenset[Case] = frozenset()
_NOMINATIVE = frozenset((Case.NOMN,))
_DATIVE = frozenset((Case.DATV,))
_ACCUSATIVE = frozenset((Case.ACCS,))


def fits_beside(
    around: Surroundings,
    units: Sequence[Unit],
    parts: tuple[Part, ...],
    context: Context,
    vocabulary: Vocabulary,
) -> tuple[Fit, ...]:
    """Read a name with the help of the words beside it, the likeliest reading first.

    Args:
        parts: what each of the units that are words may be.
    """
    tokens = around.tokens
    first, stop = units[0].first, units[-1].stop
    led = first > 0 and tokens[first - 1].pos == "PREP"
    acting = None if led else of_verb(tokens, first, stop)
    if acting and is_object(tokens, first, stop):
        return agree(parts, _ACCUSATIVE)
    subject = agree(parts, only=Case.NOMN, gender=acting) if acting else ()
    subject = subject or (agree(parts, only=Case.NOMN) if acts(tokens, first) else ())
    if subject and _is_typed(units, subject[0]) and _is_believable(subject, parts):
        return subject
    if is_subject(tokens, first, stop) and (subject := agree(parts, only=Case.NOMN)):
        return subject
    given = is_given(tokens, first, stop, vocabulary)
    governed = _DATIVE if given else context.cases
    straight = _may_be(parts, Case.NOMN)
    ungiven = len(parts) > 1 and context.named and governed <= _UNGIVEN
    if ungiven and not straight and not _may_be(parts, Case.GENT):
        governed = _ACCUSATIVE  # «добавь контакт Валерию Рыжих»: who is added, no «Валерий»
    elif around.nothing_asks(first, stop):
        return agree(parts, _NOMINATIVE if straight else _NOTHING)
    gender = of_words(tokens, first, stop, vocabulary)
    fits = (agree(parts, governed, gender=gender) if gender else ()) or agree(parts, governed)
    object_ = bool(first and fits) and takes_object(tokens[first - 1])
    straight = object_ and fits[0].case is Case.NOMN and Case.NOMN not in governed
    return agree(parts, _ACCUSATIVE) if straight else fits


def _is_believable(fits: Sequence[Fit], parts: tuple[Part, ...]) -> bool:
    """Say whether a case the words around ask for is not too odd («Ходжаеву Нигору» as it is)."""
    return fits[0].score >= _BELIEVABLE * agree(parts)[0].score


def _may_be(parts: tuple[Part, ...], case: Case) -> bool:
    fits = agree(parts, only=case)
    return bool(fits) and _is_believable(fits, parts)


def _is_typed(units: Sequence[Unit], fit: Fit) -> bool:
    """«Звонил Мхитаряну»: a nominative that was not typed is no subject («Мхитарянц»)."""
    typed = [fold(unit.typed.lower()) for unit in units if unit.part is not None]
    return [*fit.nominatives] == typed
