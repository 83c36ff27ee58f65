"""What changes a deal is told to have: where it goes, how it ended, its sum, its keeper."""

from __future__ import annotations

from nlu.once import once
from nlu.parts.likeliest import traits
from nlu.parts.taken_over import is_on_me
from nlu.reading import Reading
from nlu.smallwords import ON_SPEAKER, TO_SPEAKER

INTO = frozenset({"в", "на", "до", "к", "под"})
MARKS = frozenset({"-", ":", "→", "=", ">"})
MOVING = frozenset(
    {"move", "put", "reschedule", "change", "complete", "closing", "lose", "assign"}
    | {"raise", "lower"}
)
FIELDS = frozenset({"budget", "stage", "pipeline", "responsible"})
TURNS = frozenset({"now", "let"})
ENDS = frozenset({"state_won", "state_lost", "lose"})
_LEAST_SUM = 1_000


@once
def place_ends(reading: Reading) -> dict[int, int]:
    """Where stages and pipelines begin and where they end."""
    return {one.first: one.stop for kind in ("stage", "pipeline") for one in reading.all(kind)}


def is_mover(reading: Reading, index: int) -> bool:
    """Say whether a verb orders a change; an imperative with no other meaning here may too."""
    if not reading.is_command(index):
        return False
    unknown = not reading.cues[index] and reading.naming.is_known(index)
    return bool(reading.cues[index] & MOVING) or (unknown and "impr" in traits(reading, index))


def aim(reading: Reading, index: int) -> int | None:
    """Return where what something is moved to ends: a place, a user, a sum, how it ended."""
    while index < len(reading.tokens) and reading.cues[index] & {"stage", "pipeline"}:
        index += 1
    stop = place_ends(reading).get(index)
    if stop is not None:
        return stop if _is_reached(reading, range(index, stop)) else None
    for kind in ("amount", "amount_hint"):
        for one in reading.all(kind):
            if one.first in {index, index - 1} and one.value >= _LEAST_SUM:
                return one.stop
    for person in reading.users:
        if person.first == index:
            return person.stop
    if reading.norm(index) in ON_SPEAKER:
        return index + 1
    ended = index < len(reading.tokens) and bool(reading.cues[index] & ENDS)
    return index + 1 if ended and _is_reached(reading, range(index, index + 1)) else None


def _is_reached(reading: Reading, place: range) -> bool:
    """«На тендер», «в договор подписан», not «на тендере»."""
    said = [reading.tokens[i].parses for i in place]
    if any(parse.pos in {"PRTS", "VERB"} for parses in said for parse in parses[:1]):
        return True
    straight = any("accs" in p.grammemes for parses in said for p in parses)
    there = any("loct" in p.grammemes for parses in said[:1] for p in parses)
    return (straight and not there) or not any(said)


def past_marks(reading: Reading, index: int) -> int:
    """Where what is said of a name begins: behind «—», «:», and a comma before «на тендер»."""
    while index < len(reading.tokens) and reading.tokens[index].text in MARKS:
        index += 1
    into = reading.norm(index) == "," and reading.norm(index + 1) in INTO
    return index + (into and aim(reading, index + 2) is not None)


def closes(reading: Reading, verb: int) -> bool:
    """«Закрой Утепление чердака, отказались»."""
    return "closing" in reading.cues[verb] and reading.has("losing")


def gets_more(reading: Reading, words: range, verb: int | None) -> bool:
    """Say whether a place, how it ended or a sum is said outside the words."""
    if verb is not None and (reading.cues[verb] & ENDS or closes(reading, verb)):
        return True
    if any(i not in words for i in (*place_ends(reading), *reading.where(*ENDS))):
        return True
    return reading.has("budget", "raise", "lower") and bool(reading.all("amount"))


def is_kept(reading: Reading, words: range) -> bool:
    """«Ремонт крыши отдай Волковой», «дизайн упаковки ведёт Свободин»: who keeps it is said."""
    if any(first not in words for first in _on_users(reading)):
        return True
    verbs = [i for i in reading.where("assign", "own", "responsible") if i not in words]
    if not verbs:
        return False
    users = [one for one in reading.users if one.first not in words]
    beside = {i for one in users for i in (one.first - 1, one.stop)} | _beside_me(reading)
    given = (bool(users) or _is_mine(reading)) and any(reading.is_order(i) for i in verbs)
    told = (i in beside and bool(traits(reading, i) & {"3per", "1per"}) for i in verbs)
    return given or any(told)


@once
def _on_users(reading: Reading) -> tuple[int, ...]:
    """«… на Волкову»: where they begin."""
    return tuple(one.first for one in reading.users if reading.norm(one.first - 1) == "на")


@once
def _beside_me(reading: Reading) -> frozenset[int]:
    said = (i for i in range(len(reading.tokens)) if reading.norm(i) == "я")
    return frozenset(j for i in said for j in (i - 1, i + 1))


@once
def _is_mine(reading: Reading) -> bool:
    return any(
        is_on_me(reading, i) or reading.norm(i) in TO_SPEAKER for i in range(len(reading.tokens))
    )
