"""A name said behind a word for names: «знаю только фамилию, Пилипейко, найди»."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.parts.telling import OF_PEOPLE, recalling
from nlu.reading import Reading, runs

_LIKELY = 0.5


def take_recalled(draft: Draft, told: frozenset[int]) -> None:
    """«Знаю только фамилию, Пилипейко, найди»: a word for a name is said, and then the name.

    Args:
        told: tokens of the clauses that only tell.
    """
    reading = draft.reading
    if "name" in draft.slots or not reading.has("find"):
        return
    noun = next((i for i in reading.where("name") if reading.lemmas(i) & OF_PEOPLE), None)
    frame = told | {*recalling(reading)}
    behind = [i for i in draft.left() if noun is not None and i > noun and i not in frame]
    words = [i for i in behind if not reading.cues[i] and is_nominal(reading, i)]
    run = next(iter(runs(words)), None)
    if run is not None:
        draft.put("name", reading.naming.person(run.start, run.stop), run)


def is_nominal(reading: Reading, index: int) -> bool:
    """A name is a noun or an adjective, and no everyday thing in small letters («праздник»)."""
    token = reading.tokens[index]
    if not token.parses:
        return True
    likeliest = token.parses[0]
    thing = "inan" in likeliest.grammemes and "Geox" not in likeliest.grammemes
    return likeliest.pos in {"NOUN", "ADJF"} and not (
        reading.cues[index] or (thing and token.text.islower() and likeliest.score > _LIKELY)
    )
