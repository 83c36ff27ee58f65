"""What goes in and out of the tools, as the schemas clients see."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from service.answer import Button, Row, Status
from service.assistant import Reply
from service.body import LONGEST_STATE, LONGEST_TEXT
from service.resources import Card

MOST_ROWS = 20
LONGEST_NAME = 200

Text: TypeAlias = Annotated[str, Field(max_length=LONGEST_TEXT)]
Name: TypeAlias = Annotated[str, Field(max_length=LONGEST_NAME)]
Uri: TypeAlias = Annotated[str, Field(max_length=LONGEST_TEXT)]
Token: TypeAlias = Annotated[str, Field(max_length=LONGEST_STATE)]
Date: TypeAlias = Annotated[str, Field(max_length=32)]
Money: TypeAlias = Annotated[int, Field(ge=-(10**12), le=10**12)]
Limit: TypeAlias = Annotated[int, Field(ge=1, le=MOST_ROWS)]


class Shape(BaseModel):
    """A part of an answer; its schema is kept small, as every client reads it."""

    model_config = ConfigDict(json_schema_extra=lambda schema: _without_titles(schema))


class Found(Shape):
    """A record."""

    uri: str
    title: str
    url: str
    lines: list[str]


class Result(Shape):
    """An answer."""

    status: Literal["done", "question", "confirm"]
    text: str
    records: list[Found]
    choices: list[str]
    more: bool
    state: str


def result_of(reply: Reply, go_on: str, more: str) -> Result:
    """What a client gets for an answer.

    Args:
        go_on: the sentence on how to answer a question.
        more: what the button of the next page sends.
    """
    answer = reply.answer
    waits = answer.status in (Status.QUESTION, Status.CONFIRM)
    left = any(one.send == more for one in answer.buttons)
    status: Literal["done", "question", "confirm"] = "done"
    if answer.status is Status.CONFIRM:
        status = "confirm"
    elif waits:
        status = "question"
    return Result(
        status=status,
        text=f"{answer.text}\n{go_on}" if waits else answer.text,
        records=[_found(one) for one in answer.rows[:MOST_ROWS]],
        choices=choices(answer.buttons) if waits else [],
        more=left,
        state=reply.state,
    )


def choices(buttons: tuple[Button, ...]) -> list[str]:
    """What may be answered."""
    return list(dict.fromkeys(one.send for one in buttons))


def _found(row: Row) -> Found:
    uri = Card(row.type, row.id).uri
    return Found(uri=uri, title=row.title, url=row.url, lines=list(row.lines))


def _without_titles(schema: dict[str, object]) -> None:
    schema.pop("title", None)
    schema.pop("description", None)
    properties = schema.get("properties")
    for one in properties.values() if isinstance(properties, dict) else ():
        one.pop("title", None)
