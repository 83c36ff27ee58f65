"""Whether a record is meant by the words: compared on normalised values, never on amoCRM's word."""

from __future__ import annotations

import re

from amo import phones
from amo.models import Company, Contact

_WORD = re.compile(r"[^\W_]++")


def folded(text: str) -> str:
    """Lower case, «ё» as «е»."""
    return text.casefold().replace("ё", "е")


def words(text: str) -> tuple[str, ...]:
    """The words of a text, folded."""
    return tuple(_WORD.findall(folded(text)))


def like_title(said: str, stored: str) -> bool:
    """Whether every said word begins a word of a title, endings of cases aside."""
    have = words(stored)
    return all(any(one.startswith(stem(part)) for one in have) for part in words(said))


def exactly(said: str, stored: str) -> bool:
    """Whether two titles are the same words."""
    return words(said) == words(stored)


def has_phone(record: Contact | Company, said: str) -> bool:
    """Whether one of the record's phones is the said one, or has the said digits in it."""
    return any(phones.matches(said, one) for one in record.phones)


def holds_phone(record: Contact | Company, number: str) -> bool:
    """Whether one of the record's phones is this number as a whole."""
    return any(phones.holds(one, number) for one in record.phones)


def ends_with(record: Contact | Company, said: str) -> bool:
    """Whether one of the record's phones ends with the said digits: the likeliest reading."""
    return any(phones.ends_with(said, one) for one in record.phones)


def has_email(record: Contact | Company, said: str) -> bool:
    """Whether one of the record's e-mails is the said one."""
    return any(one.casefold() == said.casefold() for one in record.emails)


def stem(word: str) -> str:
    """A word without its ending, so that cases of a title's words fit each other."""
    return word[:-2] if len(word) > 5 else word[:-1] if len(word) > 4 else word
