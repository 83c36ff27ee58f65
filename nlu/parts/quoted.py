"""A firm's name in quotation marks, brought to the nominative where it is declined in them."""

from __future__ import annotations

from nlu.reading import Reading
from nlu.types import Found

_STRAIGHT = frozenset({"nomn", "accs"})


def is_quoted_firm(reading: Reading, found: Found[str]) -> bool:
    """Say whether the one word in quotes is a noun firms are called by: «Рубину», «Заря»."""
    index = found.first + 1
    naming = reading.naming
    called = naming.is_firm(index) or naming.is_ware(index) or naming.is_firm_alive(index)
    return found.stop - found.first == 3 and called and reading.tokens[index].text[:1].isupper()


def unquoted(reading: Reading, found: Found[str]) -> str:
    """«С «Балтикой»», «у «Сатурна»» are declined in the quotes; «с «Техпром»» stands as it is."""
    index = found.first + 1
    naming, parses = reading.naming, reading.tokens[index].parses
    declined = "femn" in parses[0].grammemes if parses else False
    if found.stop - found.first == 3:
        oblique = not any(parse.grammemes & _STRAIGHT for parse in parses)
        known = naming.is_known(index) or naming.ends_like_company(index)
        declined = declined or (known and oblique) or is_quoted_firm(reading, found)
    return naming.company(index, found.stop - 1) if declined else found.value
