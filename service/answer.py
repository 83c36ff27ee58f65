"""What the assistant answers: the contract's JSON as types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Status(StrEnum):
    """What became of a message."""

    DONE = "done"
    QUESTION = "question"
    CONFIRM = "confirm"
    REFUSED = "refused"
    ERROR = "error"


class Code(StrEnum):
    """What kind of trouble an error is."""

    AMO_UNAVAILABLE = "amo_unavailable"
    AMO_UNAUTHORIZED = "amo_unauthorized"
    AMO_RATE_LIMITED = "amo_rate_limited"
    AMO_REJECTED = "amo_rejected"
    LLM_UNAVAILABLE = "llm_unavailable"
    TIMEOUT = "timeout"
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True)
class Row:
    """A record as a row: its title is a link, the lines tell what distinguishes it."""

    type: str
    id: int
    title: str
    url: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Button:
    """A ready answer; `send` is what is sent when it is pressed."""

    label: str
    send: str


@dataclass(frozen=True, slots=True)
class Understood:
    """How one slot was read.

    Args:
        slot: the contract's name of it.
        label: what it is called in the card.
        text: the words as typed, empty when it was not said.
        value: how they were read.
    """

    slot: str
    label: str
    text: str
    value: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart.

    Args:
        text: the value as people write it.
        url: amoCRM's list of the same records, where it has an address.
    """

    label: str
    value: float
    text: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A bar picture of a report."""

    title: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """amoCRM's own page that shows what an answer is about."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """An error the widget may react to."""

    code: Code
    retry: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What the user sees.

    Args:
        intent: stem of what the turn became, where it is not what was said.
    """

    text: str
    status: Status = Status.DONE
    rows: tuple[Row, ...] = ()
    buttons: tuple[Button, ...] = ()
    understood: tuple[Understood, ...] = ()
    chart: Chart | None = None
    link: Link | None = None
    trouble: Trouble | None = None
    intent: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The members that say what the user sees."""
        return {
            "text": self.text,
            "status": self.status.value,
            "records": [_row(one) for one in self.rows],
            "buttons": [{"label": one.label, "send": one.send} for one in self.buttons],
            "understood": [_understood(one) for one in self.understood],
            "chart": None if self.chart is None else _chart(self.chart),
            "link": None if self.link is None else _link(self.link),
            "error": None if self.trouble is None else _trouble(self.trouble),
        }


def _row(row: Row) -> Mapping[str, Any]:
    lines = list(row.lines)
    return {"type": row.type, "id": row.id, "title": row.title, "url": row.url, "lines": lines}


def _understood(one: Understood) -> Mapping[str, str]:
    return {"slot": one.slot, "label": one.label, "text": one.text, "value": one.value}


def _chart(chart: Chart) -> Mapping[str, Any]:
    return {"title": chart.title, "bars": [_bar(one) for one in chart.bars]}


def _bar(bar: Bar) -> Mapping[str, Any]:
    return {"label": bar.label, "value": bar.value, "text": bar.text, "url": bar.url}


def _link(link: Link) -> Mapping[str, str]:
    return {"label": link.label, "url": link.url}


def _trouble(trouble: Trouble) -> Mapping[str, Any]:
    return {"code": trouble.code.value, "retry": trouble.retry}
