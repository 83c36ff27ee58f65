"""Where the words a change is of begin and end: before the verb, the mark or the new place."""

from __future__ import annotations

from nlu.once import once
from nlu.parts.company_inside import begins_tailed
from nlu.parts.deal_change import ENDS, FIELDS, INTO, MARKS, TURNS, aim, is_mover
from nlu.parts.likeliest import traits
from nlu.reading import Reading

_SKIPPED = frozenset(
    {"и", "а", "ну", "бы", "же", "тогда", "давай", "давайте", "сразу", "уже", "так", "да"}
)
_INSIDE = frozenset("-.№#/&+%\"'")
PARTIES = frozenset({"contact", "company"})
_TELLING = frozenset({"VERB", "PRTS", "ADJS", "PRED", "INFN"})
_LINKS = frozenset({"как", "чтобы", "что", "если", "потому", "не", "нет", "но"})


def opening(reading: Reading, clause: range) -> tuple[int, int | None]:
    """Where a clause's first noun may begin, and the order to move it that stands before it."""
    index, verb = _skipped(reading, clause.start), None
    while index < clause.stop and "want" in reading.cues[index]:
        index = _skipped(reading, index + 1)
    if index < clause.stop and is_mover(reading, index):
        index, verb = _skipped(reading, index + 1), index
    if index < clause.stop and reading.cues[index] & FIELDS:
        index = _skipped(reading, index + 1)
    if index + 1 < clause.stop and reading.cues[index] & PARTIES:
        index += 1
    return index, verb


def _skipped(reading: Reading, index: int) -> int:
    while index < len(reading.tokens) and (
        index in reading.courtesy or reading.norm(index) in _SKIPPED
    ):
        index += 1
    return index


def stop_of(reading: Reading, start: int) -> int:
    """Where a name that begins at a token ends."""
    quoted = next((one.stop for one in reading.all("quote") if one.first == start), start)
    if quoted > start:
        return quoted
    stop = start
    while stop < len(reading.tokens) and not _is_edge(reading, stop, start):
        stop += 1
    return stop


def _is_edge(reading: Reading, index: int, start: int) -> bool:
    token = reading.tokens[index]
    if not reading.is_word(index):
        return not (token.glued and token.text in _INSIDE)
    if index in _starts(reading) and not (index == start and _goes_on(reading, index)):
        return True
    if reading.norm(index) in _LINKS or token.text in MARKS:
        return True
    many = index > start and traits(reading, index) >= {"gent", "plur"}  # «обучение менеджеров»
    if reading.cues[index] & (FIELDS | TURNS | ENDS) and not many:
        return True
    if reading.norm(index) in INTO and aim(reading, index + 1) is not None:
        return True
    likeliest = traits(reading, index)
    noun = index == start and any(parse.pos == "NOUN" for parse in token.parses)
    return bool(likeliest & _TELLING) and not noun and reading.naming.is_known(index)


@once
def _starts(reading: Reading) -> dict[int, int]:
    """Where places, sums and days begin and where they end."""
    kinds = ("stage", "pipeline", "amount", "date")
    return {one.first: one.stop for kind in kinds for one in reading.all(kind)}


def _goes_on(reading: Reading, index: int) -> bool:
    """«Тендер на металлопрокат выиграли»: a name that begins like a place."""
    behind = _starts(reading)[index]
    if behind >= len(reading.tokens):
        return False
    into = reading.norm(behind) in INTO and aim(reading, behind + 1) is None
    owner = "gent" in traits(reading, behind) and not reading.cues[behind]
    return into or owner


def trimmed(reading: Reading, words: range) -> range:
    start, stop = words.start, words.stop
    while stop > start and _is_loose(reading, stop - 1) and not begins_tailed(reading, stop - 2):
        stop -= 1
    while start < stop and start in reading.courtesy:
        start += 1
    return range(start, stop)


def _is_loose(reading: Reading, index: int) -> bool:
    """«Вектор сразу …», «Печать каталогов дальше, …»."""
    mark = not reading.is_word(index) and reading.tokens[index].text != '"'
    small = index in reading.fillers and reading.is_word(index)
    how = bool(traits(reading, index) & {"ADVB", "COMP"}) and reading.tokens[index].text.islower()
    return mark or small or how
