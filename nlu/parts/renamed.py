"""A contact's new name: told («Хабибуллина теперь Касымова»), ordered («… в …»), or put right."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.parts.clauses import is_told, orders
from nlu.parts.denied import turns
from nlu.reading import Reading, Who
from nlu.smallwords import ONTO
from nlu.types import Found

_PAIR = 2
_FARTHEST = 8
_MOST_NAMES = 4
_OBLIQUE = frozenset({"datv", "loct"})
_TURNING = frozenset({"now", "married", "name", "change"})
_HIM = frozenset({"него", "нее", "ней", "них", "нему"})
_SHE = frozenset({"она", "он", "и", "уже", "а"})
_NAMES = frozenset({"имя", "фамилия", "отчество", "фио"})
_WED = frozenset({"замуж", "замужество", "жениться", "пожениться", "развестись", "девичий"})
_BEFORE_NAME = frozenset({"на", "снова", "опять", "правильно", ":", "-", "быть", "она", "он"})
_LOOSE = frozenset(",.;!-…")
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


def is_replaced(reading: Reading) -> bool:
    """Say whether somebody else comes in the person's place: «теперь вместо него Ольга Белых»."""
    return any(
        reading.norm(i) == "вместо" and reading.norm(i + 1) in _HIM
        for i in range(len(reading.tokens))
    )


def is_put_right(reading: Reading) -> bool:
    """«Имя неправильное, должно быть Эльмира Сафина» on an open contact: it is the new name."""
    card = reading.request.context.entity
    people = reading.all("person")
    wrong = reading.has("now", "must") or reading.has("slip")
    if card is None or card[0] != "contacts" or len(people) != 1 or not wrong:
        return False
    named = any("name" in reading.cues[i] for i in range(people[0].first - 1))
    behind = any("name" in reading.cues[i] for i in range(people[0].stop, len(reading.tokens)))
    apart = reading.norm(people[0].first - 1) in {"она", "он"}
    apart = apart or not reading.is_word(people[0].first - 1)
    apart = apart or bool(reading.cues_at(people[0].first - 1) & {"now", "must", "exists", "want"})
    return named and not behind and apart


def take_new_name(draft: Draft, people: list[Found[Who]]) -> None:
    """Fill `set_name` from the name that is led in, or from the person that is still free."""
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


def take_led_name(draft: Draft) -> bool:
    """Fill `set_name` with the only name said, where the words lead a new one in.

    «Исправь имя на Юрий Галкин», «фамилия теперь Воронцова», «переименуй в Ян Викторович Цой»,
    «вышла замуж, поменяй на Эльвиру Бикбаеву».
    """
    reading = draft.reading
    named = [*reading.all("person")] or [*reading.all("person_hint")]
    people = [one for one in named if draft.is_free(one)]
    start = led_from(reading)
    led = len(people) == 1 and _is_led(reading, people[0].first, start)
    if led or (len(people) == 1 and _is_turned(reading, people[0])):
        draft.take("set_name", people[0], _as_subject(reading, people[0]))
    elif not people and start is not None and reading.has("rename"):
        stop = name_ends(reading, start)
        if start < stop <= start + _MOST_NAMES:
            name = reading.naming.person(start, stop, case="nomn")
            draft.put("set_name", name, range(start, stop))
    return "set_name" in draft.slots


def take_quoted_name(draft: Draft) -> None:
    """Fill `contact` with what stands in quotes behind the noun: «контакт «Тёма сантехник» …»."""
    reading = draft.reading
    people = {one.first for kind in ("person", "person_hint") for one in reading.all(kind)}
    for quote in reading.all("quote"):
        headed = quote.first > 0 and "contact" in reading.cues[quote.first - 1]
        named = headed and (
            "контакт" in reading.lemmas(quote.first - 1) or quote.first + 1 in people
        )
        if named and draft.is_free(quote):
            draft.take("contact", quote, quote.value)
            return


def take_renamed(draft: Draft, found: Found[Who]) -> None:
    """Fill `contact` with the whole name a contact has now: «контакт Света Бухгалтер …»."""
    reading, stop = draft.reading, found.stop
    headed = found.first > 0 and "contact" in reading.cues[found.first - 1]
    while (
        (headed or reading.has("rename", "now"))
        and stop < len(reading.tokens)
        and _is_nickname(draft, stop)
    ):
        stop += 1
    beside = reading.text_of(found.stop, stop) if stop > found.stop else ""
    draft.put("contact", f"{found.value.name} {beside}".strip(), range(found.first, stop))


def _is_nickname(draft: Draft, index: int) -> bool:
    capital = draft.reading.tokens[index].text[:1].isupper()
    capital = capital and all(one.first != index for one in draft.reading.all("person"))
    return capital and index not in draft.explained and not draft.reading.cues[index] & {"rename"}


def names_only_new(reading: Reading) -> bool:
    """Say whether the only person named is what somebody is renamed into."""
    people = reading.all("person") or reading.all("person_hint")
    return len(people) == 1 and people[0].first == led_from(reading)


def led_from(reading: Reading) -> int | None:
    """Return where the new name of «переименуй (контакт) в …» begins; None where none does."""
    verb = next((i for i in reading.where("rename") if _renames(reading, i)), None)
    if verb is None:
        return None
    behind = (i + 1 for i in range(verb, len(reading.tokens) - 1) if reading.norm(i) in ONTO)
    return next(behind, None)


def _renames(reading: Reading, index: int) -> bool:
    """«Переименуй», or «переименовались в …», which is told."""
    return reading.is_command(index) or "переименоваться" in reading.lemmas(index)


def _is_led(reading: Reading, first: int, start: int | None) -> bool:
    if not first or start == first:
        return start == first
    changed = bool(reading.orders & {"change", "bind", "move"}) or reading.has("now")
    named = any(reading.lemmas(i) & _NAMES for i in reading.where("name"))
    wed = any(reading.lemmas(i) & _WED for i in range(first))
    before = reading.norm(first - 1)
    led = before in _BEFORE_NAME or "now" in reading.cues[first - 1]
    if named and reading.lemmas(first - 1) & _NAMES:
        return changed
    return (named or wed) and led and (changed or reading.has("rename"))


def _is_turned(reading: Reading, found: Found[Who]) -> bool:
    """«Это не Сергей, а Степан, исправь»: the name it is, behind the one it is not."""
    others = reading.has("responsible", "own", "company", "works")
    turned = reading.norm(found.first - 1) == "а" and turns(reading) and not others
    called = any(reading.norm(i) == "зовут" for i in reading.where("name"))
    return turned and found.value.users is None and ("change" in reading.orders or called)


def name_ends(reading: Reading, start: int) -> int:
    """Return where a name ends: before another order or news, marks and politeness left out."""
    ends = [
        clause.start
        for clause in reading.clauses
        if clause.start > start and (orders(reading, clause) or is_told(reading, clause))
    ]
    ends += (
        i
        for i in range(start + 1, len(reading.tokens) - 1)
        if reading.norm(i) == "и" and reading.cues[i + 1] and reading.is_order(i + 1)
    )
    stop = min(ends, default=len(reading.tokens))
    while stop > start and (
        reading.tokens[stop - 1].text in _LOOSE or stop - 1 in reading.courtesy
    ):
        stop -= 1
    return stop


def _as_subject(reading: Reading, found: Found[Who]) -> str:
    """A name that may stand in the nominative does: «теперь Воронцова» is no man's."""
    words = range(found.first, found.stop)
    straight = all(
        any("nomn" in parse.grammemes for parse in reading.tokens[i].parses) for i in words
    )
    if straight:
        return reading.naming.person(found.first, found.stop, case="nomn")
    return found.value.name


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
        return reading.naming.person(found.first, found.stop, case="nomn")
    return found.value.name


def _subject(reading: Reading, found: Found[Who]) -> str:
    return reading.naming.person(found.first, found.stop, case="nomn")


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
