"""A contact's new name: told («Роза Хабибуллина теперь Касымова»), ordered, or put right."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.reading import Reading, Who
from nlu.types import Found

_PAIR = 2
_FARTHEST = 8
_OBLIQUE = frozenset({"datv", "loct"})
_TURNING = frozenset({"now", "married", "name", "change"})
_SHE = frozenset({"она", "он", "и", "уже", "а"})
_FEMININE = ("а", "я")


def is_other_name(reading: Reading) -> bool:
    """Say whether a second name is the new one: «исправь Сомина на Сомова», «теперь Сорокина»."""
    people = reading.all("person")
    if _is_told(reading):
        return True
    changed = (
        bool(reading.orders & {"change", "rename"})
        and not reading.has("company")
        and len(people) == _PAIR
    )
    return changed and people[1].value.users is None and reading.norm(people[1].first - 1) == "на"


def is_put_right(reading: Reading) -> bool:
    """«Имя неправильное, должно быть Эльмира Сафина» on an open contact: it is the new name."""
    card = reading.request.context.entity
    people = reading.all("person")
    if card is None or card[0] != "contacts" or len(people) != 1 or not reading.has("now", "must"):
        return False
    named = any("name" in reading.cues[i] for i in range(people[0].first - 1))
    behind = any("name" in reading.cues[i] for i in range(people[0].stop, len(reading.tokens)))
    apart = not reading.is_word(people[0].first - 1) or bool(
        reading.cues[people[0].first - 1] & {"now", "must", "exists", "want"}
    )
    return named and not behind and apart


def take_new_name(draft: Draft, people: list[Found[Who]]) -> None:
    """Fill `set_name` from capitals behind «на», or from the person that is still free."""
    _take_name_after(draft)
    reading = draft.reading
    renamed = is_other_name(reading) or reading.has("rename", "name", "now")
    if not renamed or reading.has("works") or "set_name" in draft.slots:
        return
    for found in people:
        if draft.is_free(found):
            draft.take("set_name", found, _as_said(draft, found))
            draft.explain_cues("married", "must", "exists")
            return


def take_former_name(draft: Draft) -> None:
    """Fill `contact` with the subject of «Ульянова теперь Сорокина», in the nominative already."""
    if _is_told(draft.reading):
        found = draft.reading.all("person")[0]
        draft.take("contact", found, _subject(draft.reading, found))


def _is_told(reading: Reading) -> bool:
    """«Роза Хабибуллина вышла замуж, теперь она Роза Касымова»: nothing else between the two."""
    people = reading.all("person")
    if len(people) != _PAIR or people[1].value.users is not None:
        return False
    between = range(people[0].stop, people[1].first)
    if not 0 < len(between) <= _FARTHEST or people[1].value.case in _OBLIQUE:
        return False
    plain = all(
        not reading.is_word(i) or bool(reading.cues[i] & _TURNING) or reading.norm(i) in _SHE
        for i in between
    )
    turned = any("now" in reading.cues[i] or reading.norm(i) == "снова" for i in between)
    return plain and turned and people[0].value.case in {"nomn", "", "gent"}


def _as_said(draft: Draft, found: Found[Who]) -> str:
    """A told name stands in the nominative; «на Белова» of a woman is hers, not a man's."""
    reading = draft.reading
    if _is_told(reading) or is_put_right(reading):
        return _subject(reading, found)
    woman = str(draft.slots.get("contact", "")).endswith(_FEMININE)
    one = found.stop == found.first + 1
    if woman and one and reading.norm(found.first).endswith(_FEMININE):
        return reading.naming.person(found.first, found.stop, subject=True)
    return found.value.name


def _subject(reading: Reading, found: Found[Who]) -> str:
    if found.value.case in {"ablt", "datv", "accs"}:
        return found.value.name
    return reading.naming.person(found.first, found.stop, subject=True)


def _take_name_after(draft: Draft) -> None:
    """«Поменяй имя контакта Ли Вэй на Ли Вэйминь»: capitals behind «на» to the end."""
    reading, last = draft.reading, len(draft.reading.tokens)
    start = next((i + 1 for i in range(last - 1, 0, -1) if reading.norm(i) == "на"), last)
    named = start < last and all(reading.tokens[i].text[:1].isupper() for i in range(start, last))
    person = next((one for one in reading.all("person") if one.first == start), None)
    if person is not None and person.stop == last:
        return
    if named and reading.has("name") and not draft.slots.keys() & {"set_phone", "set_email"}:
        draft.put("set_name", reading.naming.person(start, last), range(start, last))
