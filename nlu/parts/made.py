"""What is to be made: the verb of making and the noun that goes with it."""

from __future__ import annotations

from nlu.reading import Reading


def is_new(reading: Reading) -> bool:
    """Say whether something is to be made: «создай», «новая сделка», «надо завести»."""
    if any(
        "create" in reading.cues[i] and _creates(reading, i) for i in range(len(reading.tokens))
    ):
        return True
    nouns = {"deal", "contact", "company", "face"}
    return any(
        "новый" in reading.lemmas(index)
        and any(
            near is not None and bool(reading.cues[near] & nouns) and reading.is_one(near)
            for near in _around(reading, index)
        )
        for index in range(len(reading.tokens))
    )


def _around(reading: Reading, index: int) -> tuple[int | None, ...]:
    """«Новая сделка», «сделку новую», «новое контактное лицо»: the noun may stand a word away."""
    follower = reading.after(index)
    return (follower, None if follower is None else reading.after(follower), reading.before(index))


def makes(reading: Reading, *nouns: str) -> bool:
    """Say whether one of the nouns stands right behind the verb of making («…, заведи контакт»)."""
    for index in reading.where("create"):
        follower = reading.after(index)
        while follower is not None and (
            (follower in reading.fillers and not _is_preposition(reading, follower))
            or "new" in reading.cues[follower]
        ):
            follower = reading.after(follower)
        made = follower is not None and reading.cues[follower] & set(nouns)
        if made and reading.is_command(index):
            return True
    return False


def _creates(reading: Reading, index: int) -> bool:
    """An order, or an infinitive after «надо», «хочу», «можно» — not a task's own infinitive."""
    if reading.is_order(index):
        return True
    return reading.is_command(index) and not reading.all("date")


def _is_preposition(reading: Reading, index: int) -> bool:
    parses = reading.tokens[index].parses
    return bool(parses) and parses[0].pos == "PREP"
