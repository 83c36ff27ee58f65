"""A firm's name of an adjective and its noun: «Полярная звезда», «Русский лес»."""

from __future__ import annotations

from nlu.agreement import may_agree
from nlu.parts.likeliest import traits
from nlu.reading import Reading

_NAMES = frozenset({"Name", "Surn", "Patr", "Geox"})
_NO_FIRMS = frozenset(
    {"год", "офис", "площадь", "море", "область", "район", "адрес", "зал", "вокзал"}
)


def describes(reading: Reading, index: int) -> bool:
    """Say whether an adjective is of the noun behind it: «Полярной звездой», «Новым годом»."""
    if index + 1 >= len(reading.tokens) or "ADJF" not in traits(reading, index):
        return False
    things = [p for p in reading.tokens[index + 1].parses[:2] if not p.grammemes & _NAMES]
    return may_agree(reading.tokens[index].parses, things)


def is_firm_pair(reading: Reading, index: int) -> bool:
    """«В Русский лес», «с Ивановским комбинатом»: a capital that begins a firm's name."""
    naming, noun = reading.naming, index + 1
    if (
        not reading.tokens[index].text[:1].isupper()
        or not describes(reading, index)
        or reading.cues[noun]
    ):
        return False
    place = any("Geox" in parse.grammemes for parse in reading.tokens[noun].parses)
    if place or reading.lemmas(noun) & _NO_FIRMS:
        return False
    of_town = any(lemma.endswith("ский") for lemma in reading.lemmas(index))
    return (
        (of_town and naming.heads_company(noun))
        or naming.pairs_with_firm(index)
        or naming.is_firm_noun(noun)
    )
