"""The name of a deal: the words right behind «сделка», as typed."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.reading import Reading

_INTRODUCING = frozenset(
    {"responsible", "budget", "contact", "company", "name", "pipeline", "stage", "phone", "email"}
)
_INSIDE = frozenset("-.№#/&+%")


def take_title(draft: Draft, slot: str) -> bool:
    """Fill a slot with the words behind «сделка» that belong to nothing else."""
    for head in draft.reading.where("deal"):
        title = title_at(draft, head + 1)
        if any(index in draft.reading.content for index in title):
            draft.explained -= set(title)
            draft.put(slot, draft.reading.text_of(title.start, title.stop), title)
            draft.explain([head])
            return True
    return False


def title_at(draft: Draft, first: int) -> range:
    """Return the tokens of a name that begins at a token; none where something else stands there."""
    reading = draft.reading
    taken = set().union(*draft.places.values()) if draft.places else set()
    while first < len(reading.tokens) and reading.tokens[first].text in (":", '"', "-"):
        first += 1
    stop = first
    while stop < len(reading.tokens) and not _ends(reading, stop, taken):
        stop += 1
    while stop > first and (stop - 1 in reading.fillers):
        stop -= 1
    return range(first, stop)


def _ends(reading: Reading, index: int, taken: set[int]) -> bool:
    token = reading.tokens[index]
    if index in taken or reading.is_order(index) and reading.cues[index]:
        return True
    if not reading.is_word(index):
        return not (token.glued and token.text in _INSIDE) and token.text not in ("№", "#")
    return _introduces(reading, index, taken)


def _introduces(reading: Reading, index: int, taken: set[int]) -> bool:
    """A preposition or «бюджет», «клиент», «ответственный» before a slot's words belongs to them."""
    follower = index + 1
    while follower < len(reading.tokens) and not reading.is_word(follower):
        follower += 1
    if follower not in taken:
        return False
    parses = reading.tokens[index].parses
    small = bool(parses) and parses[0].pos == "PREP"
    return small or bool(reading.cues[index] & _INTRODUCING)
