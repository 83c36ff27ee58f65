"""What an order of making means on an open card, and beside other orders."""

from __future__ import annotations

from nlu.parts.jobs import jobs
from nlu.parts.made import is_made_by, makes, names_new
from nlu.reading import Reading, Who
from nlu.smallwords import HERE
from nlu.types import Found


def makes_outright(reading: Reading, *nouns: str) -> bool:
    """Say whether one of the nouns is made, and by a verb that cannot fill a field with it.

    «Заведи эту компанию»; on a contact's card «впиши компанию Вектор» says where it works.
    """
    return makes(reading, *nouns) and "change" not in reading.orders


def makes_here(reading: Reading) -> bool:
    """Say whether «сюда», «тут» is only where somebody new is told of, not whose card is meant.

    «Добавь сюда контакт: Сергей Лузин»; on a company's card «нет тут никого, добавь Веру Гуль».
    """
    card = reading.request.context.entity
    if card is None or card[0] == "contacts" or reading.norms.isdisjoint(HERE):
        return False
    made = "create" in reading.orders or names_new(reading, "contact", "face")
    owned = reading.has("phone", "email") or not made
    named = (one.value for one in reading.all("person") if one.value.users is None)
    return not owned and any(one.case != "datv" for one in named)


def makes_person(reading: Reading) -> bool:
    """Say whether somebody is added with what is known: «добавь Тамару Гусеву, тел 8 911…»."""
    given = any(map(reading.all, ("phone", "email"))) or reading.has("company")
    return given and any(
        one.value.case != "datv" and (_introduces(reading, one) or _is_put_down(reading, one))
        for one in reading.all("person")
        if one.value.users is None and one.first
    )


def _is_put_down(reading: Reading, person: Found[Who]) -> bool:
    return is_made_by(reading, person.first - 1) and _is_apart(reading, person)


def _introduces(reading: Reading, person: Found[Who]) -> bool:
    """«Сохрани номер 8 903… Геннадий прораб»: what he is need be said of nobody known."""
    told = any(index >= person.stop for index in jobs(reading) - reading.figures)
    made = is_made_by(reading, person.first - 1) or person.value.case == "nomn"
    return told and made and bool(reading.orders & {"create"})


def _is_apart(reading: Reading, person: Found[Who]) -> bool:
    """«…, тел», «… из Ромашки», «… 8 911», not «… телефон»: of whom, not what is added."""
    behind = reading.norm(person.stop)
    return behind == "из" or (bool(behind) and not reading.is_word(person.stop))


def makes_record(reading: Reading) -> bool:
    """Say whether an infinitive is of another intent than a task: «надо завести контакт»."""
    nouns = {"deal", "contact", "company", "task", "note"}
    for index in reading.where("create", "reschedule", "complete"):
        near = range(index + 1, min(index + 4, len(reading.tokens)))
        if reading.is_command(index) and any(reading.cues[i] & nouns for i in near):
            return not reading.all("date") or reading.has("task")
    return False
