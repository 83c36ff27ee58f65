"""A company named in free words without any mark: by its capital, or as a word nobody knows."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from nlu.parts.firm_inside import firm_run, sends_to
from nlu.parts.firm_pair import describes, is_firm_pair
from nlu.parts.likeliest import is_preposition
from nlu.parts.things import is_thing
from nlu.parts.town import is_place, is_street, is_town
from nlu.reading import Reading, Who
from nlu.types import Found, Kind

_NAMES = frozenset({"Name", "Surn", "Patr"})
_TO_COMPANY = frozenset({"в", "с", "для", "у", "от", "из", "по", "до", "на", "к"})
_NEVER_CAPITAL = frozenset({"на", "к"})
_OF_THINGS = frozenset({"в", "из", "до", "для", "от", "на"})
_PAPERS = frozenset({"договор", "контракт", "акт", "сверка", "соглашение", "спецификация"})
_COMING = frozenset(
    {"поставщик", "производитель", "завод", "фабрика", "дистрибьютор", "подрядчик", "покупатель"}
    | {"фура", "контейнер", "поезд", "рейс"}
)
_SHORT_PAPERS = frozenset({"кп", "тз", "упд", "тн", "ттн", "сф", "эцп", "эдо"})
_ACRONYM = range(2, 5)
_APART = frozenset(
    {"групп", "сити", "трейд", "трейдинг", "сервис", "холдинг", "маркет", "инвест", "торг", "плюс",
     "логистик", "строй", "экспресс", "тревел", "софт", "принт", "лайн", "центр", "люкс", "проф"}
)  # fmt: skip
_LED_FIRMLY = 0.5
_MOST_TRIED = 8


def company_runs(reading: Reading, inside: Collection[int]) -> Iterator[range]:
    """Return the runs of tokens that name a company within some words, in order."""
    tried = 0
    yield from _tailed_runs(reading, inside)
    for index in sorted(inside):
        if is_street(reading, index + 1) or _is_origin(reading, index):
            continue
        firm = firm_run(reading, index)
        if firm is not None and not _is_in_name(reading, index):
            yield range(firm.start, _run(reading, index, inside).stop)
        if not _is_led(reading, index):
            continue
        if is_firm_pair(reading, index):
            yield range(index, index + 2)
        elif _is_company_like(reading, index):
            yield _run(reading, index, inside)
        elif tried < _MOST_TRIED and _is_lower(reading, index):
            tried += 1
            if reading.naming.is_coined(index) and not _is_person(reading, index, coined=True):
                yield _run(reading, index, inside)


def _is_origin(reading: Reading, index: int) -> bool:
    """«Поставщик из Шэньчжэня», «фура из Алматы»: where it comes from, no firm."""
    return reading.norm(index - 1) == "из" and bool(reading.lemmas(index - 2) & _COMING)


def _is_in_name(reading: Reading, index: int) -> bool:
    """«Титан Иванов»: a person's name of several words."""
    return any(
        found.first <= index < found.stop and found.stop - found.first > 1
        for found in reading.all("person")
    )


def _tailed_runs(reading: Reading, inside: Collection[int]) -> Iterator[range]:
    """«Орион Групп», «Ника Логистик»: two capitals, the second such as only companies bear."""
    for index in sorted(inside):
        if index + 1 in inside and begins_tailed(reading, index):
            yield range(index, index + 2)


def begins_tailed(reading: Reading, index: int) -> bool:
    """Say whether «Ника Логистик» begins here; «солярис групп» behind a preposition."""
    if index + 1 >= len(reading.tokens) or not reading.is_word(index):
        return False
    both = all(_is_capital(reading, i) for i in (index, index + 1))
    if both:
        return reading.naming.is_company_tail(index + 1)
    led = index > 0 and is_preposition(reading, index - 1) and not _is_capital(reading, index)
    tails = [reading.norm(i) in _APART for i in (index, index + 1)]
    noun = reading.tokens[index].pos in {"NOUN", "None", "UNKN"}
    return led and noun and tails == [False, True] and not _adds(reading, index + 1)


def _adds(reading: Reading, index: int) -> bool:
    """«Для бухгалтерии плюс бумагу»: something more follows."""
    behind = reading.tokens[index + 1].parses[:1] if index + 1 < len(reading.tokens) else ()
    named = any(p.pos in {"NOUN", "ADJF"} for p in behind) and index + 1 not in reading.figures
    return named and reading.norm(index) == "плюс"


def tailed_name(reading: Reading, index: int) -> str:
    """Name «Ника Логистик» as it stands, «Орионом Групп» in the nominative."""
    said = reading.tokens[index].parses
    said = said if _is_capital(reading, index) else said[:1]
    straight = not said or any("nomn" in parse.grammemes for parse in said)
    name = reading.text_of if straight else reading.naming.company
    return name(index, index + 2)


def is_in_company(reading: Reading, found: Found[Any]) -> bool:
    """Say whether a person's name is only the beginning of a company's."""
    return any(begins_tailed(reading, index) for index in range(found.first, found.stop))


def _is_capital(reading: Reading, index: int) -> bool:
    return reading.is_word(index) and reading.tokens[index].text[:1].isupper()


def _is_led(reading: Reading, index: int) -> bool:
    if not reading.is_word(index):
        return False
    if _is_recipient(reading, index):
        return True
    return index > 0 and (
        reading.norm(index - 1) in _TO_COMPANY
        or _is_owner(reading, index)
        or _is_object(reading, index)
    )


def _is_recipient(reading: Reading, index: int) -> bool:
    """«Альфастрою отправить договор», «набрать стройгаранту»: a made-up name in the dative."""
    given = reading.norm(index).endswith(("у", "ю")) and sends_to(reading, index)
    return given and reading.naming.ends_like_company(index)


def _is_owner(reading: Reading, index: int) -> bool:
    """«В офисе Лукойла»: the genitive behind a noun."""
    before, parses = reading.tokens[index - 1].parses, reading.tokens[index].parses
    behind_noun = bool(before) and before[0].pos == "NOUN"
    if reading.cues[index - 1] & {"call", "meeting"} or reading.naming.is_measured(index):
        return False
    unsure = reading.norm(index).endswith(("у", "ю")) and not reading.naming.is_known(index)
    tailed = reading.naming.ends_like_company(index)
    unsure = unsure and not tailed
    return (
        behind_noun
        and not unsure
        and any(p.grammemes & {"gent", "datv"} for p in (parses if tailed else parses[:2]))
    )


def _is_object(reading: Reading, index: int) -> bool:
    """«Поздравить Агротех»: behind a verb only what is no common noun."""
    verb = reading.tokens[index - 1].pos in {"INFN", "VERB"}
    return verb and reading.tokens[index - 1].text[:1].islower() and reading.naming.is_coined(index)


def _is_lower(reading: Reading, index: int) -> bool:
    tailed = reading.naming.ends_like_company(index)
    # «Сертификаты на саморезы», «на складе в лаишево»
    placed = not tailed and (reading.norm(index - 1) == "на" or is_town(reading, index))
    led = reading.norm(index - 1) in _TO_COMPANY and not placed
    led = led or _is_recipient(reading, index)
    organised = tailed or (reading.naming.is_known(index) and reading.naming.is_coined(index))
    led = led or (organised and _is_owner(reading, index))
    return led and reading.tokens[index].text[:1].islower() and not reading.cues[index]


def _run(reading: Reading, index: int, inside: Collection[int]) -> range:
    stop, latin = index + 1, reading.tokens[index].kind is Kind.LATIN
    while (
        stop in inside
        and not reading.lemmas(stop) & _SHORT_PAPERS
        and (
            reading.tokens[stop].text[:1].isupper()
            or (latin and reading.tokens[stop].kind is Kind.LATIN)
        )
    ):
        stop += 1
    return range(index, stop)


def _is_company_like(reading: Reading, index: int) -> bool:
    token, before = reading.tokens[index], reading.norm(index - 1)
    acronym = len(token.text) in _ACRONYM and token.text.isupper()
    if not token.text[:1].isupper() or acronym or reading.naming.is_loanword(index):
        return False
    if before in _NEVER_CAPITAL and not reading.naming.is_coined(index):
        return False
    coined = reading.naming.is_coined(index) or reading.naming.is_prefixed(index)
    if _is_person(reading, index, coined=coined):
        return False
    if _is_small(reading, index + 1) and describes(reading, index):
        return False
    entered = coined and before in {"в", "из"} and not reading.naming.is_known(index)
    made_up = entered or reading.naming.ends_like_company(index)
    if _is_named(token.parses[:1]) and not made_up:
        return False
    return not is_place(reading, index) or _signs(reading, index)


def _is_small(reading: Reading, index: int) -> bool:
    return index < len(reading.tokens) and reading.tokens[index].text[:1].islower()


def _signs(reading: Reading, index: int) -> bool:
    """«Договор с Альтаиром»: papers are signed with a company, whatever it is called after."""
    return reading.norm(index - 1) == "с" and bool(reading.lemmas(index - 2) & _PAPERS)


def _is_named(parses: Any) -> bool:
    return any(parse.grammemes & _NAMES for parse in parses)


def _is_person(reading: Reading, index: int, *, coined: bool = False) -> bool:
    entered = reading.norm(index - 1) in _OF_THINGS
    hints = () if entered else _hinted(reading)
    return any(
        found.first <= index < found.stop
        and not is_thing(reading, found)
        and not (coined and (_is_inanimate(reading, index) or _is_made_up(reading, index)))
        and (reading.norm(index - 1) != "из" or found.score > _LED_FIRMLY)
        for found in (*reading.all("person"), *hints)
    )


def _is_made_up(reading: Reading, index: int) -> bool:
    """«Стройгарант», «Евротара»: begins or ends as firms' names do."""
    return reading.naming.ends_like_company(index) or reading.naming.is_prefixed(index)


def _is_inanimate(reading: Reading, index: int) -> bool:
    return any("inan" in parse.grammemes for parse in reading.tokens[index].parses[:1])


def _hinted(reading: Reading) -> Iterator[Found[Who]]:
    hints = reading.all("person_hint")
    return (
        one
        for one in hints
        if reading.tokens[one.first].kind is Kind.WORD and not has_place(reading, one)
    )


def has_place(reading: Reading, found: Found[Who]) -> bool:
    """«Кавказ Агро»: a place's name begins no person's."""
    return found.value.users is None and is_town(reading, found.first)
