"""How Russian surnames and given names are declined (Зализняк, «Грамматический словарь»).

A dictionary has the common ones; these tables read and build the forms of all the others.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from nlu.people.grammar import Gender, Paradigm, Paradigms

_M, _F = Gender.MASC, Gender.FEMN
_UNDECLINED = 0.04
_CACHE_NAMES = 5_000
_VELAR = "гкх"
_HISSING = "жшчщ"
_CONSONANT = "бвгджзклмнпрстфхчшщ"
_HARD = "бвдзлмнпрст" + "фц"
_ADJECTIVE = "лнт"  # before them an unknown «-ой» is of «-ая» («Заречной»), else of «-а»
_SELDOM = "".join(letter for letter in _HARD if letter not in _ADJECTIVE)


def _endings(text: str) -> tuple[str, ...]:
    return tuple(ending.replace("-", "") for ending in text.split())


def _both(suffix: str, masculine: str, feminine: str, weight: float) -> tuple[Paradigm, ...]:
    """Build the man's and the woman's paradigm of surnames with one suffix."""
    return tuple(
        Paradigm(gender, tuple(suffix + ending for ending in _endings(endings)), weight)
        for gender, endings in ((_M, masculine), (_F, feminine))
    )


def _consonant(suffix: str, weight: float, instrumental: str = "ом") -> tuple[Paradigm, ...]:
    """Build surnames a man declines and a woman does not."""
    return _both(suffix, f"- а у а {instrumental} е", "- - - - - -", weight)


def _fixed(suffix: str, weight: float) -> tuple[Paradigm, ...]:
    return _both(suffix, "- - - - - -", "- - - - - -", weight)


_OV = ("- а у а ым е", "а ой ой у ой ой")
_FAMILY = ("", "ых", "ым", "ых", "ыми", "ых")
_SKY = ("ий ого ому ого им ом", "ая ой ой ую ой ой")

STRONG = Paradigms(
    (
        *(p for suffix in ("ов", "ев", "ин", "ын") for p in _both(suffix, *_OV, 0.8)),
        *(p for suffix in ("ск", "цк") for p in _both(suffix, *_SKY, 0.8)),
        *_both("цк", "ой ого ому ого им ом", "ая ой ой ую ой ой", 0.4),
        *(
            p
            for suffix in ("ян", "янц", "юк", "чук", "щук", "шук", "берг", "штейн")
            for p in _consonant(suffix, 0.8)
        ),
        *(p for suffix in ("ович", "евич", "инич", "кевич") for p in _consonant(suffix, 0.8, "ем")),
        *(Paradigm(_M, tuple(s + e for e in _FAMILY), 0.6) for s in ("ов", "ев", "ин", "ын")),
        *(p for s in ("енко", "швили", "дзе", "оглы") for p in _fixed(s, 0.8)),
    )
)

PLURAL_SHAPED = Paradigms(p for suffix in ("ых", "их") for p in _fixed(suffix, 0.5))

WEAK = Paradigms(
    (
        *PLURAL_SHAPED,
        *(p for s in ("ко", "аго", "ово", "иа", "уа", "ели", "иани") for p in _fixed(s, 0.5)),
        *(p for s in ("ук", "ик", "як", "ак", "ман", "ер", "ат") for p in _consonant(s, 0.4)),
        Paradigm(_M, _endings("ый ого ому ого ым ом"), 0.3, _HARD),
        Paradigm(_F, _endings("ая ой ой ую ой ой"), 0.3, _ADJECTIVE + _VELAR + _HISSING),
        Paradigm(_F, _endings("ая ой ой ую ой ой"), 0.15, _SELDOM),
        Paradigm(_M, _endings("ий ого ому ого им ом"), 0.3, _VELAR),
        Paradigm(_M, _endings("ой ого ому ого ым ом"), 0.2, _HARD),
        Paradigm(_M, _endings("ой ого ому ого им ом"), 0.2, _VELAR),
        Paradigm(_M, _endings("ий его ему его им ем"), 0.3, "н" + _HISSING),
        Paradigm(_F, _endings("яя ей ей юю ей ей"), 0.3, "н"),
        Paradigm(_M, _endings("- а у а ом е"), 0.3, _CONSONANT),
        Paradigm(_M, _endings("- а у а ем е"), 0.3, _HISSING + "ц"),
        Paradigm(_F, _endings("- - - - - -"), 0.2, _CONSONANT + "цйь"),
        Paradigm(_M, _endings("- - - - - -"), _UNDECLINED, _CONSONANT + "ц"),
        Paradigm(_M, _endings("ец ца цу ца цом це"), 0.35, "бвгдзклмнпрст"),
        Paradigm(_M, _endings("ец йца йцу йца йцом йце"), 0.3, "аеоуя"),
        Paradigm(_M, _endings("ь я ю я ем е"), 0.3, _CONSONANT),
        Paradigm(_M, _endings("й я ю я ем е"), 0.3, "аеоуюя"),
        *(Paradigm(g, _endings("а ы е у ой е"), 0.25, _HARD) for g in (_M, _F)),
        *(Paradigm(g, _endings("а и е у ой е"), 0.35, _VELAR) for g in (_M, _F)),
        *(Paradigm(g, _endings("а и е у ей е"), 0.2, _HISSING) for g in (_M, _F)),
        *(Paradigm(g, _endings("ия ии ии ию ией ии"), 0.35) for g in (_M, _F)),
        *(Paradigm(g, _endings("я и е ю ей е"), 0.15, _CONSONANT + "аоуе") for g in (_M, _F)),
        *(Paradigm(g, _endings("- - - - - -"), 0.3, "ио") for g in (_M, _F)),
        *(Paradigm(g, _endings("- - - - - -"), 0.1, "еуюыэяь") for g in (_M, _F)),
    )
)

PATRONYMIC = Paradigms(
    (
        *(
            Paradigm(_M, tuple(s + e for e in _endings("- а у а ем е")), 1.0)
            for s in ("ович", "евич")
        ),
        Paradigm(_M, _endings("ич ича ичу ича ичем иче"), 0.3, "ьмк"),
        Paradigm(_M, _endings("еич еича еичу еича еичем еиче"), 0.9),
        Paradigm(_M, _endings("аич аича аичу аича аичем аиче"), 0.9),
        Paradigm(_M, _endings("ыч ыча ычу ыча ычем ыче"), 0.9, _CONSONANT),
        Paradigm(_M, _endings("ич ича ичу ича ичем иче"), 0.9, "ае"),  # «Сергеич», «Николаич»
        *(
            Paradigm(_F, tuple(s + e for e in _endings("а ы е у ой е")), 1.0)
            for s in ("овн", "евн", "авн", "ичн", "иничн", "ишн")
        ),
    )
)

GIVEN = Paradigms(
    (
        Paradigm(_M, _endings("ий ия ию ия ием ии"), 0.8),
        Paradigm(_M, _endings("й я ю я ем е"), 1.0, "аеоуюя"),
        Paradigm(_M, _endings("ь я ю я ем е"), 0.4, _CONSONANT),
        Paradigm(_M, _endings("- а у а ем е"), 1.0, _HISSING + "ц"),
        Paradigm(_M, _endings("- а у а ом е"), 1.0, "бвгдзклмнпрстфх"),
        *(Paradigm(g, _endings("ия ии ии ию ией ии"), 1.0) for g in (_M, _F)),
        *(Paradigm(g, _endings("ья ьи ье ью ьей ье"), 1.0) for g in (_M, _F)),
        *(Paradigm(g, _endings("а ы е у ой е"), 1.0, _HARD) for g in (_M, _F)),
        *(Paradigm(g, _endings("а и е у ой е"), 1.0, _VELAR) for g in (_M, _F)),
        *(Paradigm(g, _endings("а и е у ей е"), 1.0, _HISSING + "ц") for g in (_M, _F)),
        *(Paradigm(g, _endings("я и е ю ей е"), 1.0, _CONSONANT + "аоуе") for g in (_M, _F)),
        Paradigm(_F, _endings("ь и и ь ью и"), 1.0, _CONSONANT),
        Paradigm(_F, _endings("- - - - - -"), 0.6, _CONSONANT),
        *(Paradigm(g, _endings("- - - - - -"), 0.3) for g in (_M, _F)),
    )
)


@lru_cache(_CACHE_NAMES)
def decline_given(nominative: str, gender: Gender) -> tuple[str, ...]:
    """Decline a given name by the first paradigm that fits; six forms, nominative first."""
    return _first(GIVEN, nominative, gender)


@lru_cache(_CACHE_NAMES)
def decline_surname(nominative: str, gender: Gender) -> tuple[str, ...]:
    """Decline a surname by the first paradigm that fits; six forms, nominative first."""
    return _first((*STRONG, *WEAK), nominative, gender)


def _first(paradigms: Iterable[Paradigm], nominative: str, gender: Gender) -> tuple[str, ...]:
    fitting = (p.forms(nominative) for p in paradigms if p.gender is gender)
    return next((forms for forms in fitting if forms is not None), (nominative,) * 6)
