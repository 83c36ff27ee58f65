"""The name of a deal: the words right behind «сделка», as typed."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.parts.words import is_acronym
from nlu.reading import Reading

_INTRODUCING = frozenset(
    {"responsible", "budget", "contact", "company", "name", "pipeline", "stage", "phone", "email"}
)
_INSIDE = frozenset("-.№#/&+%")
_LONGEST_ID = 9
_PLACING = frozenset({"на", "в", "во", "за"})
_NEW = frozenset({"новая", "новую", "новый"})


def take_title(draft: Draft, slot: str) -> bool:
    """Fill a slot with the words behind «сделка» that belong to nothing else."""
    for head in draft.reading.where("deal"):
        title = title_at(draft, head + 1)
        led = title and draft.reading.norm(title.start) in _PLACING
        if not led and any(index in draft.reading.content for index in title):
            draft.explained -= set(title)
            _give(draft, slot, title)
            draft.explain([head])
            return True
    return False


def _give(draft: Draft, slot: str, title: range) -> None:
    """«Сделки 5050 тысячу рублей»: a number alone is the deal's number, not its name."""
    text = draft.reading.text_of(title.start, title.stop)
    if slot == "lead" and text.isascii() and text.isdigit() and len(text) <= _LONGEST_ID:
        draft.put("lead_id", int(text), title)
    else:
        draft.put(slot, text, title)


def title_at(draft: Draft, first: int) -> range:
    """Return the tokens of a name that begins at a token; none where something else begins."""
    reading = draft.reading
    taken = set().union(*draft.places.values()) if draft.places else set()
    while first < len(reading.tokens) and (
        reading.tokens[first].text in (":", '"', "-") or reading.norm(first) in _NEW
    ):
        first += 1
    stop = first
    while stop < len(reading.tokens) and not _ends(reading, stop, taken):
        stop += 1
    while stop > first and stop - 1 in reading.fillers and not is_acronym(reading, stop - 1):
        stop -= 1
    return range(first, stop)


def _ends(reading: Reading, index: int, taken: set[int]) -> bool:
    token = reading.tokens[index]
    if index in taken or (reading.is_order(index) and reading.cues[index]):
        return True
    if not reading.is_word(index):
        return not (token.glued and token.text in _INSIDE) and token.text not in ("№", "#")
    return _introduces(reading, index, taken)


def _introduces(reading: Reading, index: int, taken: set[int]) -> bool:
    """A preposition, «бюджет», «клиент», «ответственный» before a slot's words is theirs."""
    if not _is_small(reading, index) and not reading.cues[index] & _INTRODUCING:
        return False
    follower = reading.after(index)
    while follower is not None and (
        _is_small(reading, follower) or _describes(reading, follower, taken)
    ):
        follower = reading.after(follower)
    apart = follower is not None and any(reading.norm(i) == "," for i in range(index, follower))
    return follower in taken and not apart


def _is_small(reading: Reading, index: int) -> bool:
    parses = reading.tokens[index].parses
    return bool(parses) and parses[0].pos == "PREP"


def _describes(reading: Reading, index: int, taken: set[int]) -> bool:
    """«В основную воронку Продажи»: an adjective right before a slot's words is theirs."""
    parses = reading.tokens[index].parses
    adjective = bool(parses) and parses[0].pos == "ADJF" and index not in taken
    return adjective and reading.after(index) in taken
