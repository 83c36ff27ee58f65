"""Phone numbers as people type them into a CRM, made comparable.

One field may hold brackets, dashes, an extension, even two numbers; amoCRM takes `+7…` and `8…`
for different strings, so its hits are compared again here.
"""

import re

NATIONAL = 10  # digits of a number without its country: what `+7…` and `8…` share
SHORTEST_PART = 3
_LONGEST = 200
_EXTENSION = re.compile(r"(?i)(?:доб|вн|ext|x|#)")
_SEVERAL = re.compile(r"[,;/|\n]")


def digits(text: str) -> str:
    """The digits of a text and nothing else."""
    return "".join(one for one in text[:_LONGEST] if "0" <= one <= "9")


def numbers(value: str) -> tuple[str, ...]:
    """The digits of every number in a field, extensions left out.

    Args:
        value: as somebody typed it: `8-917-123-45-67 доб. 12`, `89161112233, 84951112233`.
    """
    parts = (_EXTENSION.split(one, maxsplit=1)[0] for one in _SEVERAL.split(value[:_LONGEST]))
    return tuple(found for found in map(digits, parts) if found)


def same(one: str, other: str) -> bool:
    """Whether two strings of digits are one whole number, with or without the country's code."""
    one, other = _international(one), _international(other)
    if min(len(one), len(other)) < NATIONAL or one[-NATIONAL:] != other[-NATIONAL:]:
        return False
    return NATIONAL in (len(one), len(other)) or one == other


def matches(wanted: str, value: str) -> bool:
    """Whether a field holds the wanted number, or the part of a number that is wanted.

    Args:
        wanted: digits, or a number in any writing; fewer than ten digits are a part.
        value: the field.
    """
    sought = digits(wanted)
    if len(sought) >= NATIONAL:
        return any(same(sought, one) for one in numbers(value))
    return len(sought) >= SHORTEST_PART and any(sought in one for one in numbers(value))


def holds(value: str, number: str) -> bool:
    """Whether a field holds this number as a whole; one shorter than usual is not a part here.

    Args:
        value: the field.
        number: digits, or a number in any writing.
    """
    sought = digits(number)
    return bool(sought) and any(one == sought or same(one, sought) for one in numbers(value))


def ends_with(wanted: str, value: str) -> bool:
    """Whether a number of the field ends with the wanted digits, as people remember them."""
    sought = digits(wanted)
    return bool(sought) and any(one.endswith(sought) for one in numbers(value))


def queries(wanted: str) -> tuple[str, ...]:
    """What to ask amoCRM's search for, one after another until something verified is found.

    It compares strings: the last ten digits are in most writings of a number, its dashed or plain
    tail in the others.
    """
    sought = digits(wanted)
    if len(sought) < NATIONAL:
        return (sought,) if len(sought) >= SHORTEST_PART else ()
    tail = sought[-7:]
    return (sought[-NATIONAL:], f"{tail[:3]}-{tail[3:5]}-{tail[5:]}", tail)


def _international(number: str) -> str:
    """The number with Russia's trunk 8 as its country's 7."""
    return f"7{number[1:]}" if len(number) == 11 and number.startswith("8") else number
