"""The values a terse edit sets: where a deal goes, its sum, its keeper, how it ended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from nlu.once import once
from nlu.parts.deal_change import ENDS, INTO, MARKS, aim
from nlu.parts.leads import LOST, WON
from nlu.parts.likeliest import is_preposition, traits
from nlu.parts.new_budget import exchanged
from nlu.parts.record import sums_before
from nlu.parts.spelled_id import spelled_ids
from nlu.reading import Reading, Who
from nlu.smallwords import FROM, HELD_BY, TO_SPEAKER
from nlu.types import Found

_LEAST_SUM = 1_000
_ID_LENGTHS = range(4, 9)
_NIL = frozenset({"ноль", "нуль"})
_MINE = frozenset({("на", "меня"), ("на", "себя"), ("за", "мной"), ("за", "мною"), ("за", "собой")})
_MYSELF = TO_SPEAKER | {"я"} | {mine for _, mine in _MINE}
_VALUES = ("stage", "pipeline", "amount", "amount_hint")
SOFT = frozenset(
    {"обратно", "назад", "пока", "временно", "опять", "снова", "уже", "дальше", "сразу", "срочно"}
    | {"тогда", "всего", "итого", "стало", "будет", "тоже", "сегодня", "целиком", "вместо"}
)
_PASSING = frozenset({"переходить", "перейти", "уходить", "уйти", "достаться", "доставаться"})
KEEPING = ("own", "assign", "let", "now")


@dataclass(frozen=True, slots=True)
class Value:
    """A value and its tokens.

    Args:
        slot: the slot it fills, empty for a place that is left behind.
        value: its value; users and places are as found.
        words: where it is said.
        said: the words beside it say that it is set, not sought.
    """

    slot: str
    value: Any
    words: range
    said: bool


@once
def bare_ids(reading: Reading) -> tuple[Found[int], ...]:
    """Return the numbers that may be a deal's: «5044»; «бюджет 5013» where a sum follows."""
    pair = {one.first for one in exchanged(reading)}
    digits = (
        one
        for one in (*reading.all("number"), *sums_before(reading))
        if one.stop - one.first == 1
        and reading.norm(one.first).isdigit()
        and len(reading.norm(one.first)) in _ID_LENGTHS
    )
    both = (*digits, *spelled_ids(reading))
    return tuple(sorted((one for one in both if one.first not in pair), key=lambda one: one.first))


def says_value(reading: Reading) -> bool:
    """Say whether a place, a sum, a keeper or an end is said anywhere."""
    found = bool(reading.users) or any(map(reading.all, _VALUES)) or reading.has(*ENDS, "quitting")
    return found or not reading.norms.isdisjoint(_MYSELF | _NIL)


def values_in(reading: Reading, part: range, taken: frozenset[int]) -> list[Value]:
    """Return the values said in a stretch, in order, none of them of tokens taken already."""
    found: list[Value] = []
    index = part.start
    while index < part.stop:
        one = None if index in taken else _value_at(reading, index)
        found += [one] if one is not None else []
        index = one.words.stop if one is not None else index + 1
    return found


def _value_at(reading: Reading, index: int) -> Value | None:
    finders = (_place_at, _sum_at, _user_at, _end_at)
    return next((one for one in (find(reading, index) for find in finders) if one), None)


def before(reading: Reading, index: int) -> int:
    """Return the token a value hangs on: small words of time and turn are passed over."""
    index -= 1
    while reading.norm(index) in SOFT:
        index -= 1
    return index


def _place_at(reading: Reading, index: int) -> Value | None:
    for kind in ("stage", "pipeline"):
        for one in reading.all(kind):
            quoted = reading.norm(index) == '"' and one.first == index + 1
            if one.first == index or (quoted and reading.norm(one.stop) == '"'):
                words = range(index, one.stop + quoted)
                led = before(reading, index)
                if reading.norm(led) in FROM:
                    return Value("", None, words, said=False)
                return Value(f"set_{kind}", one, words, _is_aimed(reading, one.first, led))
    return None


def _is_aimed(reading: Reading, place: int, led: int) -> bool:
    """«В тендер», «в воронку …», «— тендер», «этап тендер», not «на тендере»."""
    while led >= 0 and reading.cues[led] & {"stage", "pipeline"}:
        led -= 1
        place = led + 1
    if reading.norm(led) in INTO:
        noun = "accs" in {g for p in reading.tokens[place].parses for g in p.grammemes}
        headed = bool(reading.cues[place] & {"stage", "pipeline"})
        return noun if headed else aim(reading, place) is not None
    return reading.norm(led) in MARKS or bool(_orders_put(reading, led))


def _orders_put(reading: Reading, index: int) -> bool:
    return index >= 0 and reading.is_order(index) and bool(reading.cues[index] & {"move", "put"})


def _sum_at(reading: Reading, index: int) -> Value | None:
    if reading.norm(index) in _NIL and reading.has("budget"):
        return Value("set_budget", 0, range(index, index + 1), said=True)
    pair = exchanged(reading)
    if pair and index in {one.first for one in pair}:
        new = pair[1]
        words = range(min(one.first for one in pair), max(one.stop for one in pair))
        return Value("set_budget", new, words, said=True)
    for kind in ("amount", "amount_hint"):
        for one in reading.all(kind):
            if one.first == index and one.value >= _LEAST_SUM and not _is_open_id(reading, one):
                return Value("set_budget", one, range(index, one.stop), _is_put(reading, one))
    return None


def _is_open_id(reading: Reading, one: Found[int]) -> bool:
    """«Бюджет 5014» with that deal before the eyes: its number, no sum."""
    card, previous = reading.request.context.entity, reading.request.previous
    known = {card[1]} if card is not None else set()
    known |= {record.id for record in previous.records} if previous is not None else set()
    return one.value in known


def _is_put(reading: Reading, one: Found[int]) -> bool:
    """«Теперь 520 тысяч», «— 870 тысяч», «до 60 тысяч» of a sum that went there."""
    led = one.first - 1
    if {reading.norm(led), reading.norm(one.first)} & {"до", "на", "в"}:
        went = reading.where("raise", "lower")
        return any(_has_moved(reading, i) for i in went)
    short = one.stop - one.first == 1 and len(reading.norm(one.first)) == _ID_LENGTHS.start
    telling = {"now"} if short else {"now", "budget"}  # «бюджет 5014» asks
    number = reading.norm(led)  # «бюджет 5014 300к»
    numbered = number.isdigit() and len(number) in _ID_LENGTHS
    turned = bool(reading.cues_at(led - numbered) & telling)
    marked = reading.norm(led) in MARKS or reading.norm(one.first) in MARKS
    return turned or marked or _orders_put(reading, led) or _is_headed_behind(reading, one)


def _is_headed_behind(reading: Reading, one: Found[int]) -> bool:
    """«95 тысяч бюджет», «бюджет» behind a sum, and nothing else in its clause."""
    clause = [i for i in reading.clause_of(one.first) if i in reading.content]
    behind = [i for i in clause if not one.first <= i < one.stop]
    return behind == [one.stop] and "budget" in reading.cues[one.stop]


def _has_moved(reading: Reading, index: int) -> bool:
    return "past" in traits(reading, index)


def _user_at(reading: Reading, index: int) -> Value | None:
    pair = (reading.norm(index - 1), reading.norm(index))
    mine = pair in _MINE or (reading.norm(index) in {"я", *TO_SPEAKER} and _is_kept(reading, index))
    if mine:
        return Value("set_responsible", "me", range(index, index + 1), said=True)
    for one in reading.users:
        if one.first == index and _is_keeper(reading, one):
            return Value("set_responsible", one, range(index, one.stop), said=True)
    return None


def _is_keeper(reading: Reading, one: Found[Who]) -> bool:
    """«На Орлова», «за Орловым», «Орлову» of a deal, «ведёт Орлов», «— Орлову»."""
    led = reading.norm(one.first - 1)
    if led in HELD_BY or (led == "у" and reading.has("now")):
        return True
    dative = any("datv" in parse.grammemes for parse in reading.tokens[one.first].parses)
    onto = reading.norm(one.stop) == "на"
    if (onto or dative) and any(i.first == one.stop + onto for i in bare_ids(reading)):
        return True  # «Петю Сидорова на 5214», «Орлову 5214»
    if _is_passed_to(reading, one.first - 1):
        return True
    if dative and not is_preposition(reading, one.first - 1):
        return led in MARKS or _is_object(reading) or reading.has("assign")
    return any(_is_kept(reading, i) for i in (one.first, one.stop - 1)) or led in MARKS


def _is_passed_to(reading: Reading, led: int) -> bool:
    """«Переходит к Смирновой», «уходит Кузнецову»."""
    verb = led - (reading.norm(led) == "к")
    return verb >= 0 and passes(reading, verb)


def passes(reading: Reading, index: int) -> bool:
    """Say whether a verb tells that a record goes to somebody."""
    return bool(reading.lemmas(index) & _PASSING) and bool(
        traits(reading, index) & {"3per", "past"}
    )


def _is_object(reading: Reading) -> bool:
    return any(reading.norm(i).endswith("ку") for i in reading.where("deal"))


def _is_kept(reading: Reading, index: int) -> bool:
    """«Ведёт Орлов», «пусть Орлов ведёт»: a verb of keeping beside the name."""
    near = (*_passed(reading, index, -1), *_passed(reading, index, 1))
    return any(
        reading.cues[i] & {"own", "assign"} and traits(reading, i) & {"3per", "1per", "impr"}
        for i in near
    )


def _passed(reading: Reading, index: int, step: int) -> Iterator[int]:
    """Yield the words on one side of a token as far as they say who keeps something from when."""
    index += step
    while 0 <= index < len(reading.tokens):
        if reading.norm(index) not in SOFT and not reading.cues[index] & set(KEEPING):
            named = any(one.first <= index < one.stop for one in reading.users)
            if not named:
                return
        yield index
        index += step


def _end_at(reading: Reading, index: int) -> Value | None:
    """«Выиграна», «в слив», «сорвалась», «отпала»."""
    cues, said = reading.cues[index], traits(reading, index)
    ended = bool(cues & ENDS) or "quitting" in cues
    told = bool(said & {"PRTS", "ADJS"}) or {"VERB", "past"} <= said
    straight = any("accs" in parse.grammemes for parse in reading.tokens[index].parses)
    led = reading.norm(before(reading, index)) == "в" and straight
    if not ended or not (told or led):
        return None
    stage = WON if "state_won" in cues else LOST
    of_deal = led or "PRTS" in said or reading.has("deal") or bool(bare_ids(reading))
    of_deal = of_deal or bool(reading.orders) or bool(reading.all("quote"))
    return Value("set_stage", stage, range(index, index + 1), said=of_deal)
