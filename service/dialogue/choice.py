"""Which of the offered records is meant by «вторая», «последняя» or «та, что из Ромашки»."""

from __future__ import annotations

from collections.abc import Sequence

from nlu import Record
from nlu.intents import Choose
from service.lookup.matching import folded, words


def chosen_record(choice: Choose, records: Sequence[Record]) -> Record | None:
    """The record, or None when the words fit none or several.

    Args:
        records: as listed; their titles carry the telling details.
    """
    if choice.ordinal is not None:
        return _by_ordinal(choice.ordinal, records)
    if choice.name is None:
        return records[0] if len(records) == 1 else None
    fitting = [one for one in records if _fits(choice.name, one.title)]
    return fitting[0] if len(fitting) == 1 else None


def _by_ordinal(ordinal: int, records: Sequence[Record]) -> Record | None:
    place = ordinal - 1 if ordinal > 0 else len(records) + ordinal
    return records[place] if 0 <= place < len(records) and ordinal != 0 else None


def _fits(name: str, title: str) -> bool:
    have = words(title)
    return all(any(_alike(part, one) for one in have) for part in words(folded(name)))


def _alike(part: str, word: str) -> bool:
    """Whether a said word is a word of the title, in whatever case or as its number's tail."""
    if part.isdigit():
        return word.endswith(part)
    stem = part[:-1] if len(part) > 4 else part
    return word.startswith(stem)
