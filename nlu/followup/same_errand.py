"""The same errand for another client: «и Петрову тоже» behind «позвони Гусю завтра в 10»."""

from __future__ import annotations

import re
from typing import Any

from nlu.draft import Draft
from nlu.intents import CreateTask
from nlu.parts.company import take_company
from nlu.slots import filled
from nlu.smallwords import PLAIN_PREPOSITIONS

_LEADING = frozenset({"с", "по", "у", "для", "к", "от", "о", "про", "в", "на", "насчет"})
_WORD = re.compile(r"[\w-]+")
_LONGEST_ENDING = 3
_SHORTEST_STEM = 2


def same_errand(draft: Draft, written: CreateTask) -> tuple[dict[str, Any], Draft] | None:
    """Read another client's name as the same task for that client, whose text names him.

    Args:
        draft: accounts for «тоже» and the small words already.
        written: the task just set about a client.

    Returns:
        The slots of the other task and the draft; None where the task was somebody else's to do or
        its text does not name the client.
    """
    slot = "contact" if written.contact is not None else "company"
    place = _place(written.text or "", getattr(written, slot) or "")
    if not place or written.responsible not in (None, "me"):
        return None
    _take_client(draft, slot)
    if slot not in draft.slots or draft.left():
        return None
    said = sorted(draft.places[slot])
    if _led((written.text or "")[: place.start]) != _led(draft.reading.text_of(0, said[0])):
        return None
    named = draft.reading.text_of(said[0], said[-1] + 1)
    text = written.text or ""
    draft.slots["text"] = text[: place.start] + named + text[place.stop :]
    return {**filled(written), **draft.slots}, draft


def _take_client(draft: Draft, slot: str) -> None:
    if slot == "company":
        left = draft.left() or [0]
        if not take_company(draft) and left == list(range(left[0], left[-1] + 1)):
            named = draft.reading.naming.company(left[0], left[-1] + 1)
            draft.put("company", named, left)
        return
    for found in draft.reading.all("person")[:1]:
        draft.take("contact", found, found.value.name)


def _place(text: str, name: str) -> range:
    """Where a name stands in a text in some case; nowhere an empty range."""
    parts, words = name.split(), list(_WORD.finditer(text))
    for first in range(len(words) - len(parts) + 1 if parts else 0):
        run = words[first : first + len(parts)]
        if all(_is_form(word[0], part) for word, part in zip(run, parts, strict=True)):
            return range(run[0].start(), run[-1].end())
    return range(0)


def _led(before: str) -> str:
    """Return the preposition a text ends with, if any: «отчёт по Гусю» is no «позвони Гусю»."""
    last = (before.lower().split() or [""])[-1]
    last = PLAIN_PREPOSITIONS.get(last, last)
    return last if last in _LEADING else ""


def _is_form(word: str, name: str) -> bool:
    stem = name[: max(_SHORTEST_STEM, len(name) - _LONGEST_ENDING)]
    near = abs(len(word) - len(name)) <= _LONGEST_ENDING
    return near and word.lower().replace("ё", "е").startswith(stem.lower().replace("ё", "е"))
