"""What is said of the deal whose card is open, which no word names."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.parts.record import take_this
from nlu.reading import Reading


def is_open_lead(reading: Reading) -> bool:
    """Say whether a deal's card is open: «бюджет 0», «давай в переговоры» are of it."""
    card = reading.request.context.entity
    return card is not None and card[0] == "leads"


def is_lost_here(reading: Reading) -> bool:
    """Say whether the open deal is closed for what happened: «они выбрали конкурента, закрой»."""
    closed = bool(reading.orders & {"closing", "lose"}) and reading.has("losing")
    return closed and is_open_lead(reading) and not reading.has("task", "call", "meeting")


def is_passed_on(reading: Reading) -> bool:
    """Say whether the open deal goes from one user to another: «забери у Орлова, отдай Ким»."""
    people = reading.all("person")
    users = len(people) > 1 and all(one.value.users for one in people)
    return users and is_open_lead(reading) and not reading.has("contact", "company")


def is_ended_here(reading: Reading) -> bool:
    """Say whether the open deal is ordered to be «как проигранную», «как успешную»."""
    states = reading.where("state_won", "state_lost") if is_open_lead(reading) else []
    named = reading.has("task", "find", "note")
    return any(reading.norm(i - 1) == "как" for i in states) and bool(reading.orders) and not named


def steps_here(reading: Reading) -> bool:
    """Say whether the open deal's sum is stepped: «накинь сюда 64 тысячи», «минус 10к, скидка»."""
    if not is_open_lead(reading):
        return False
    amounts = {found.first for found in reading.all("amount")}
    steps = reading.where("raise", "lower") if amounts else []
    here = bool(steps) and take_this(Draft(reading))
    first = {next((i for i in one if i not in reading.courtesy), 0) for one in reading.clauses}
    return any(
        (here and reading.is_order(i))
        or (i in first and i + 1 in amounts and (reading.is_order(i) or not reading.orders))
        for i in steps
    )
