"""The deal a change is of, named by its own words: «переведи Ромашку в …», «Окна — на тендер»."""

from __future__ import annotations

from dataclasses import dataclass

from nlu.draft import Draft
from nlu.once import once
from nlu.parts.deal_change import (
    ENDS,
    FIELDS,
    INTO,
    MOVING,
    TURNS,
    aim,
    closes,
    gets_more,
    is_kept,
    is_mover,
    past_marks,
    place_ends,
)
from nlu.parts.deal_name import PAPERS, named_as
from nlu.parts.deal_words import PARTIES, opening, stop_of, trimmed
from nlu.parts.likeliest import is_preposition, traits
from nlu.reading import Reading
from nlu.types import Found

_LEADING = frozenset({"по", "у", "для"})
_LEADING_ON = _LEADING | {"в"}
_ELSEWHERE = ("task", "remind", "note", "phone", "email", "which", "how_many", "who", "where")
_ELSE = frozenset({"show", "find", "tell", "create", "note_down", "rename", "remind"})
_SENDING = frozenset(
    {"отправить", "отправлять", "скинуть", "скидывать", "кинуть", "передать", "переслать"}
    | {"отдать", "послать", "закинуть", "сбросить", "вернуть"}
)
_ID_LENGTH = 4
_QUOTED_BY = frozenset({"по", "в", "у"})
_APPOINTING = frozenset({"поставить", "ставить", "назначить", "назначать", "закрепить"})


@dataclass(frozen=True, slots=True)
class NamedDeal:
    """What a change is of.

    Args:
        slot: `lead`, `company` or `contact`.
        value: its value.
        words: where it is said.
        verb: the order it is the object of.
    """

    slot: str
    value: str
    words: range
    verb: int | None


def take_named_deal(draft: Draft) -> bool:
    """Fill `lead`, `company` or `contact` from the words a change is of."""
    named = named_deal(draft.reading)
    if named is None or not draft.is_free(Found(named.words.start, named.words.stop, None)):
        return False
    draft.put(named.slot, named.value, named.words)
    head = named.words.start - 1
    headed = head >= 0 and bool(draft.reading.cues[head] & PARTIES)
    draft.explain([named.verb, head if headed else None])
    return True


def is_of_named(draft: Draft) -> bool:
    """Say whether the draft is of a deal named by its own words, and nothing is left over."""
    named = named_deal(draft.reading)
    taken = named is not None and draft.slots.get(named.slot) == named.value
    return taken and not draft.left()


def take_quoted_placed(draft: Draft) -> bool:
    """«По «Монтажу сцены» пришли деньги, ставь …»: a quoted name that gets a stage is a deal.

    So is a thing with what belongs to it that gets a price: «у «Партии фильтров» цена выросла».
    """
    reading = draft.reading
    places = (*reading.all("stage"), *reading.all("pipeline"))
    priced = reading.has("budget") and bool(reading.all("amount"))
    if not (places or priced) or reading.has("rename", "name"):
        return False
    for found in reading.all("quote"):
        opens = found.first == 0 or reading.norm(found.first - 1) in _QUOTED_BY
        opens = opens or reading.is_order(found.first - 1)
        opens = opens or "budget" in reading.cues[found.first - 1]
        apart = all(not found.first <= one.first < found.stop for one in places)
        named = bool(places) or _is_thing_owned(reading, found)
        if opens and apart and named and draft.is_free(found):
            draft.take("lead", found, found.value)
            return True
    return False


def take_thing_quoted(draft: Draft, until: int) -> bool:
    """Fill `lead` with a quoted thing a note is written into: «в «Отделку холла»».

    Args:
        until: only the words before this token count.
    """
    for found in draft.reading.all("quote"):
        into = draft.reading.norm(found.first - 1) in {"в", "к"}
        if into and found.stop <= until and _is_thing_owned(draft.reading, found):
            draft.take("lead", found, found.value)
            return True
    return False


def _is_thing_owned(reading: Reading, quote: Found[str]) -> bool:
    """«Партия фильтров», not «Рога и копыта», «Северный Ветер»."""
    head, *others = range(quote.first + 1, quote.stop - 1)
    thing = reading.naming.is_known(head) and "NOUN" in traits(reading, head)
    placed = any(is_preposition(reading, i) for i in others)  # «Экспорт в Грузию»
    small = all(reading.tokens[i].text.islower() and reading.norm(i) != "и" for i in others)
    return (
        thing and (small or placed) and len(others) > 0 and not reading.naming.heads_company(head)
    )


@once
def named_deal(reading: Reading) -> NamedDeal | None:
    """Return the deal a change is of, named by a firm, a person or its own name; None of others.

    Its name is what the verb is done to, or stands before the verb, a mark or the new place.
    """
    if reading.has_question_mark or reading.has(*_ELSEWHERE) or _is_other(reading):
        return None
    if sends_papers(reading):
        return None
    found = (_named_in(reading, clause) for clause in reading.clauses)
    return next((named for named in found if named is not None), None)


def sends_papers(reading: Reading) -> bool:
    """Say whether papers are what is sent, and no deal: «отправь смету на согласование»."""
    if reading.has("deal") or reading.all("id") or reading.said.isdisjoint(PAPERS):
        return False
    ends = place_ends(reading)
    inside = {i for first, stop in ends.items() for i in range(first, stop)}
    return any(
        reading.is_order(verb) and bool(reading.lemmas(verb) & _SENDING)
        for index in range(len(reading.tokens))
        if reading.lemmas(index) & PAPERS and index not in inside
        if any("accs" in parse.grammemes for parse in reading.tokens[index].parses)
        for verb in reading.clause_of(index)
    )


def _is_other(reading: Reading) -> bool:
    """Say whether another act is ordered, or a deal is spoken of as one."""
    places = place_ends(reading)
    inside = {i for first, stop in places.items() for i in range(first, stop)}
    if not inside.issuperset(reading.where("deal")):
        return True
    orders = (reading.cues[i] for i in reading.where(*_ELSE) if reading.is_order(i))
    return any(not cues & (MOVING - {"put"}) for cues in orders)


def _named_in(reading: Reading, clause: range) -> NamedDeal | None:
    start, verb = opening(reading, clause)
    led = reading.norm(start) in (_LEADING_ON if verb is None else _LEADING)
    start += led
    stop = stop_of(reading, start)
    words = trimmed(reading, range(start, stop))
    if (
        not words
        or (led and _ends_in_number(reading, words))
        or not _is_changed(reading, words, stop, verb)
    ):
        return None
    apart = past_marks(reading, stop) > stop
    moved = not led and not apart and (verb is not None or _is_moved(reading, words))
    named = named_as(reading, words, governed=verb is not None and not led, moved=moved)
    if named is None:
        return None
    slot, value = named
    only_kept = slot != "lead" and not gets_more(reading, words, verb)
    if only_kept or (slot == "contact" and not _may_be_moved(reading, words, verb)):
        return None
    return NamedDeal(slot, value, words, verb)


def _ends_in_number(reading: Reading, words: range) -> bool:
    """«По цеху 5230 сменилась цена»: the number is the deal's."""
    return reading.norm(words[-1]).isdigit() and len(reading.norm(words[-1])) >= _ID_LENGTH


def _may_be_moved(reading: Reading, person: range, verb: int | None) -> bool:
    """«Переведи Петрова на согласование»; who is «назначен» or «передай Смирновой» is a user."""
    if verb is None or not any(one.first == person.start for one in reading.users):
        return True
    moved = bool(reading.cues[verb] & {"move", "reschedule"}) and not (
        reading.lemmas(verb) & _APPOINTING
    )
    return moved and _leads_to_place(reading, person.stop)


def _is_moved(reading: Reading, words: range) -> bool:
    """«Иванову на тендер», «Иванову двигай на тендер», not «Иванову подними бюджет»."""
    behind = (first for first in place_ends(reading) if first >= words.stop)
    return any(reading.norm(first - 1) in INTO for first in behind)


def _leads_to_place(reading: Reading, index: int) -> bool:
    return reading.norm(index) in INTO and index + 1 in place_ends(reading)


def _is_changed(reading: Reading, words: range, stop: int, verb: int | None) -> bool:
    """Say whether a change is said right behind the words, or by the verb before them."""
    if not gets_more(reading, words, verb) and not is_kept(reading, words):
        return False
    ending = verb is not None and (bool(reading.cues[verb] & ENDS) or closes(reading, verb))
    edge = past_marks(reading, stop)
    if edge >= len(reading.tokens) or not reading.is_word(edge):
        return ending
    if reading.norm(edge) in INTO:
        return aim(reading, edge + 1) is not None
    marked = edge > stop
    if edge in place_ends(reading):
        return verb is not None or marked
    if reading.norm(edge) == "как":
        return bool(reading.orders & MOVING)
    if any(one.first == edge for one in reading.all("amount")):
        return verb is not None or (marked and any(i > edge for i in place_ends(reading)))
    if is_mover(reading, edge) or any(one.first == edge for one in reading.users):
        return True
    said = bool(reading.cues[edge] & (FIELDS | ENDS | TURNS))
    said = said and (marked or bool(reading.orders & MOVING) or "now" in reading.cues[edge])
    return said or is_kept(reading, words)
