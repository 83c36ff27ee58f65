"""What a task says: its words, and the people, companies and type named in them."""

from __future__ import annotations

from collections.abc import Iterable

from nlu.draft import Draft
from nlu.parts.tasks import take_type_of
from nlu.parts.words import give_text
from nlu.reading import Reading, Who

_TO_COMPANY = frozenset({"в", "во", "с", "со", "для", "у", "к", "от", "из"})


def give_task_words(draft: Draft, words: Iterable[int]) -> None:
    """Fill a task's text, and the contact, company and type that its words name."""
    if not _give_quoted(draft):
        give_text(draft, "text", words)
    take_named_inside(draft)
    take_type_of(draft, sorted(draft.places.get("text", ())))


def _give_quoted(draft: Draft) -> bool:
    for found in draft.reading.all("quote"):
        covers = set(draft.left()) <= set(range(found.first - 1, found.stop + 1))
        if draft.is_free(found) and covers:
            draft.take("text", found, found.value)
            return True
    return False


def take_named_inside(draft: Draft) -> None:
    """A person or company inside the task's words stays there and is given as well."""
    inside = draft.places.get("text", set())
    for kind in ("person", "company"):
        slot = "contact" if kind == "person" else "company"
        for found in draft.reading.all(kind):
            if found.first in inside and slot not in draft.slots:
                value = found.value.name if isinstance(found.value, Who) else found.value
                draft.slots[slot] = value
                draft.places[slot] = set(range(found.first, found.stop))
    if "company" not in draft.slots:
        _take_company_inside(draft)


def _take_company_inside(draft: Draft) -> None:
    """«Отправить образцы в Зерно», «договор для Альтаира»: a capital amid the sentence, no town."""
    reading = draft.reading
    for index in sorted(draft.places.get("text", set())):
        led = index > 0 and reading.norm(index - 1) in _TO_COMPANY
        if led and _is_company_like(reading, index):
            stop = index + 1
            while stop in draft.places["text"] and reading.tokens[stop].text[:1].isupper():
                stop += 1
            draft.slots["company"] = reading.naming.company(index, stop)
            draft.places["company"] = set(range(index, stop))
            return


def _is_company_like(reading: Reading, index: int) -> bool:
    token = reading.tokens[index]
    known = {"Geox", "Name", "Surn", "Patr"}
    person = any(found.first <= index < found.stop for found in reading.all("person"))
    place = bool(token.parses) and bool(token.parses[0].grammemes & known)
    return token.text[:1].isupper() and not person and not place
