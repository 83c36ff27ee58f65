"""Whether a record is meant by the words: compared on normalised values, never on amoCRM's word."""

from __future__ import annotations

import re

from amo.models import Company, Contact, Lead

_WORD = re.compile(r"[^\W_]++")
_LEGAL = frozenset(
    ("ооо", "зао", "оао", "пао", "ао", "ип", "тоо", "нко", "llc", "ltd", "inc", "gmbh", "corp")
)
_EXTENSION = re.compile(r"(?:доб|ext|вн)\b.*", re.IGNORECASE | re.DOTALL)
SHORTEST_TAIL = 4
WHOLE = 10


def folded(text: str) -> str:
    """Lower case, «ё» as «е»."""
    return text.casefold().replace("ё", "е")


def words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(folded(text)))


def same_person(said: str, stored: str) -> bool:
    """Whether every part of a said name stands in the stored one, in any order."""
    have = words(stored)
    return bool(have) and all(part in have for part in words(said))


def same_company(said: str, stored: str) -> bool:
    """Whether two names are one, legal forms and quotes aside."""
    return _core(said) == _core(stored) != ()


def like_title(said: str, stored: str) -> bool:
    """Whether the words stand in a title, as whole words or their beginnings."""
    have = words(stored)
    return all(any(one.startswith(_stem(part)) for one in have) for part in words(said))


def digits(phone: str) -> str:
    """The digits of a phone without its extension; a Russian trunk 8 counts as 7."""
    found = "".join(one for one in _EXTENSION.sub("", phone) if one.isdigit())
    if len(found) == WHOLE + 1 and found.startswith("8"):
        return "7" + found[1:]
    return "7" + found if len(found) == WHOLE and found.startswith("9") else found


def has_phone(record: Contact | Company, said: str) -> bool:
    """Whether one of the record's phones is the said one, or has the said digits in it."""
    wanted = digits(said)
    return bool(wanted) and any(_fits(digits(one), wanted) for one in record.phones)


def ends_with(record: Contact | Company, said: str) -> bool:
    """Whether one of the record's phones ends with the said digits: the likeliest reading."""
    return any(digits(one).endswith(digits(said)) for one in record.phones)


def has_email(record: Contact | Company, said: str) -> bool:
    return any(one.casefold() == said.casefold() for one in record.emails)


def titled(lead: Lead, said: str) -> bool:
    """Whether a deal may be meant by the words of its name."""
    return like_title(said, lead.name)


def exactly(said: str, stored: str) -> bool:
    """Whether two titles are the same words."""
    return words(said) == words(stored)


def _fits(have: str, wanted: str) -> bool:
    if len(wanted) > WHOLE:
        return have == wanted
    return wanted in have


def _core(name: str) -> tuple[str, ...]:
    return tuple(word for word in words(name) if word not in _LEGAL)


def _stem(word: str) -> str:
    """A word without its ending, so that cases of a title's words fit each other."""
    return word[:-2] if len(word) > 5 else word[:-1] if len(word) > 4 else word
