"""What goes in and out of the tools, as the schemas clients see."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from service.answer import Button, Row, Status
from service.assistant import Reply
from service.body import LONGEST_STATE, LONGEST_TEXT
from service.replies import Replies
from service.resources import SCHEME, Card

MOST_ROWS = 20
LONGEST_NAME = 200
MOST_OPEN = 10


def _number(value: object) -> object:
    """Refuse true and false, which pydantic would take for one and nothing."""
    if isinstance(value, bool):
        raise ValueError("a number is needed")
    return value


Text: TypeAlias = Annotated[str, Field(max_length=LONGEST_TEXT)]
Name: TypeAlias = Annotated[str, Field(max_length=LONGEST_NAME)]
Uri: TypeAlias = Annotated[str, Field(max_length=LONGEST_TEXT)]
Page: TypeAlias = Annotated[tuple[Uri, ...], Field(max_length=MOST_OPEN)]
Token: TypeAlias = Annotated[str, Field(max_length=LONGEST_STATE)]
Date: TypeAlias = Annotated[str, Field(max_length=32)]
Money: TypeAlias = Annotated[int, Field(ge=-(10**12), le=10**12), BeforeValidator(_number)]
Limit: TypeAlias = Annotated[int, Field(ge=1, le=MOST_ROWS), BeforeValidator(_number)]


class Shape(BaseModel):
    """A part of an answer; its schema is kept small, as every client reads it."""

    model_config = ConfigDict(json_schema_extra=lambda schema: without_titles(schema))


class Found(Shape):
    """A record."""

    uri: str
    title: str
    url: str
    lines: list[str]


class Result(Shape):
    """An answer.

    Args:
        notice: our own words to the model, before any text of a record: that those are data.
    """

    notice: str
    status: Literal["done", "question", "confirm"]
    text: str
    records: list[Found]
    choices: list[str]
    more: bool
    state: str

    def holds(self, kind: str) -> bool:
        """Whether there are records and all are of a kind."""
        start = f"{SCHEME}{kind}/"
        return bool(self.records) and all(one.uri.startswith(start) for one in self.records)


def result_of(reply: Reply, texts: Replies) -> Result:
    """What a client gets for an answer."""
    answer, notice, go_on = reply.answer, texts("mcp.notice"), texts("mcp.go_on")
    waits = answer.status in (Status.QUESTION, Status.CONFIRM)
    left = any(one.send == texts("buttons.more_send") for one in answer.buttons)
    status: Literal["done", "question", "confirm"] = "done"
    if answer.status is Status.CONFIRM:
        status = "confirm"
    elif waits:
        status = "question"
    return Result(
        notice=f"{notice} {go_on}" if waits else notice,
        status=status,
        text=answer.text,
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


def without_titles(schema: dict[str, object]) -> None:
    """Take out what says a name a second time."""
    schema.pop("title", None)
    schema.pop("description", None)
    properties = schema.get("properties")
    for one in properties.values() if isinstance(properties, dict) else ():
        one.pop("title", None)
