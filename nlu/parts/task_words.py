"""What a task says: its words, and the people, companies and type named in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from nlu.draft import Draft
from nlu.parts.tasks import take_type_of
from nlu.parts.words import give_text
from nlu.reading import Reading, Who
from nlu.text import fold
from nlu.types import Found, Kind

_NAMES = frozenset({"Name", "Surn", "Patr"})
_TO_COMPANY = frozenset({"в", "во", "с", "со", "для", "у", "от", "из", "по", "до"})
_OF_THINGS = frozenset({"в", "во", "из", "до", "для", "от"})
_ACRONYM = range(2, 5)
_NOT_TO_PLACE = frozenset({"для", "от", "до", "с", "со"})
_LED_FIRMLY = 0.5
_TO_PERSON = frozenset({"к", "ко", "с", "со", "у"})
_OF_ADDRESS = frozenset("/=&?@_")
_SURE_PERSON = 0.8


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
            if (
                found.first in inside
                and slot not in draft.slots
                and not _is_in_address(draft.reading, found.first)
                and (_is_called(draft.reading, found) or not is_thing(draft.reading, found))
            ):
                value = found.value.name if isinstance(found.value, Who) else found.value
                _name(draft, slot, value, range(found.first, found.stop))
    if "contact" not in draft.slots:
        _take_hinted_person(draft)
    if "company" not in draft.slots and not _take_quoted_company(draft):
        _take_company_inside(draft)


def _is_in_address(reading: Reading, index: int) -> bool:
    """«https://wiki.example/…»: no name, though one may be read in it."""
    token = reading.tokens[index]
    follower = reading.tokens[index + 1] if index + 1 < len(reading.tokens) else None
    before = reading.tokens[index - 1].text if index and token.glued else ""
    after = follower.text if follower is not None and follower.glued else ""
    return token.kind is Kind.LATIN and (before in _OF_ADDRESS or after in {"/", "="})


def is_thing(reading: Reading, found: Found[Any]) -> bool:
    """«Гранит», «Вектор»: a common noun of a thing that a person's name is only guessed in."""
    if not isinstance(found.value, Who) or found.stop - found.first > 1:
        return False
    if found.score >= _SURE_PERSON or found.value.users is not None:
        return False
    parses = reading.tokens[found.first].parses
    common = bool(parses) and "inan" in parses[0].grammemes and not parses[0].grammemes & _NAMES
    return common and fold(found.value.name) == parses[0].lemma


def _name(draft: Draft, slot: str, value: str, indices: range) -> None:
    draft.slots[slot] = value
    draft.places[slot] = set(indices)


def _take_hinted_person(draft: Draft) -> None:
    """«Встретиться с Кёнигом», «визит к О'Брайену»: whom one goes to or meets is a person."""
    reading, inside = draft.reading, draft.places.get("text", set())
    for found in reading.all("person_hint"):
        russian = reading.tokens[found.first].kind is Kind.WORD
        called = _is_called(reading, found)
        led = reading.norm(found.first - 1) in _TO_PERSON or called
        capital = reading.tokens[found.first].text[:1].isupper()
        person = called or not is_thing(reading, found)
        if found.first in inside and russian and led and capital and person:
            _name(draft, "contact", found.value.name, range(found.first, found.stop))
            return
    for index in sorted(inside):
        if reading.norm(index - 1) in {"к", "ко"} and _is_unknown_name(reading, index):
            _name(
                draft, "contact", reading.naming.person(index, index + 1), range(index, index + 1)
            )
            return


def _is_called(reading: Reading, found: Any) -> bool:
    """«Перезвонить Дудке», «звонок Паку»: a thing in the dative is not called, a person is."""
    if not found.first or not isinstance(found.value, Who) or found.value.case != "datv":
        return False
    return bool(reading.cues[found.first - 1] & {"call", "meeting"})


def _is_unknown_name(reading: Reading, index: int) -> bool:
    token = reading.tokens[index]
    animate = any("anim" in parse.grammemes for parse in token.parses)
    return token.kind is Kind.WORD and token.text[:1].isupper() and animate


def _take_quoted_company(draft: Draft) -> bool:
    """«Договор с «Балтикой»», «акты в «Гермес»»: quotes after a preposition name a company."""
    reading, inside = draft.reading, draft.places.get("text", set())
    for found in reading.all("quote"):
        if found.first in inside and reading.norm(found.first - 1) in _TO_COMPANY:
            name = _unquoted(reading, found)
            _name(draft, "company", name, range(found.first, found.stop))
            return True
    return False


def _unquoted(reading: Reading, found: Found[str]) -> str:
    """«С «Балтикой»» is declined in the quotes; «с «Техпром»» may stand in them as it is."""
    parses = reading.tokens[found.first + 1].parses
    if parses and "femn" in parses[0].grammemes:
        return reading.naming.company(found.first + 1, found.stop - 1)
    return found.value


def _take_company_inside(draft: Draft) -> None:
    """«Образцы в Зерно», «договор для Альтаира», «счёт Меркурия»: a capital, no person or town."""
    reading = draft.reading
    for index in sorted(draft.places.get("text", set())):
        led = index > 0 and (reading.norm(index - 1) in _TO_COMPANY or _is_owner(reading, index))
        if led and _is_company_like(reading, index):
            stop = index + 1
            while stop in draft.places["text"] and reading.tokens[stop].text[:1].isupper():
                stop += 1
            _name(draft, "company", reading.naming.company(index, stop), range(index, stop))
            return


def _is_owner(reading: Reading, index: int) -> bool:
    """«В офисе Лукойла»: the genitive behind a noun."""
    before, parses = reading.tokens[index - 1].parses, reading.tokens[index].parses
    behind_noun = bool(before) and before[0].pos == "NOUN" and index > 1
    return behind_noun and any(parse.grammemes & {"gent", "datv"} for parse in parses[:2])


def _is_company_like(reading: Reading, index: int) -> bool:
    token = reading.tokens[index]
    entered = reading.norm(index - 1) in _OF_THINGS
    people = (*reading.all("person"), *(() if entered else _hinted(reading)))
    person = any(
        found.first <= index < found.stop
        and not is_thing(reading, found)
        and (reading.norm(index - 1) != "из" or found.score > _LED_FIRMLY)
        for found in people
    )
    known = _NAMES if reading.norm(index - 1) in _NOT_TO_PLACE else {"Geox", *_NAMES}
    place = bool(token.parses) and bool(token.parses[0].grammemes & known)
    acronym = len(token.text) in _ACRONYM and token.text.isupper()
    return token.text[:1].isupper() and not person and not place and not acronym


def _hinted(reading: Reading) -> Iterator[Found[Who]]:
    hints = reading.all("person_hint")
    return (one for one in hints if reading.tokens[one.first].kind is Kind.WORD)
