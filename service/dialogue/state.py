"""What one turn leaves for the next; it travels in the widget, sealed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from nlu import Intent, Record
from nlu.values import FieldValues, Moment
from service.dialogue.plans import Plan
from service.dialogue.undo import Undo

OfferValue: TypeAlias = str | int | bool | Moment | FieldValues
POINTED = "pointed"


class Waiver(StrEnum):
    """What a request goes without, because the user said so."""

    RECORD = "record"
    """no record is meant"""
    TWIN = "twin"
    """there is one like it, and another is wanted"""
    LIKE = "like"
    """there is a company of a name much alike, and another is to be made"""


@dataclass(frozen=True, slots=True)
class Offer:
    """A button that is understood without the parser.

    Args:
        send: the words it sends.
        slot: the slot it fills, or one of the dialogue's own: choose, waive, resume, drop.
        value: the slot's value.
    """

    send: str
    slot: str
    value: OfferValue


@dataclass(frozen=True, slots=True)
class Chosen:
    """A record the user has picked or the assistant has found for words.

    Args:
        role: which slot the words were in: contact, company, lead, task, record; or POINTED, where
            «ему», «по ней» meant it.
        said: the slot's value; other words need another choice.
    """

    role: str
    said: str
    record: Record


@dataclass(frozen=True, slots=True)
class Pending:
    """A request that waits for an answer.

    Args:
        intent: the request with all slots given so far.
        asked: the slot or need asked for; None when it waits for «да».
        chosen: the records picked so far.
        waived: what the user wants done without.
        candidates: the records offered to choose from.
        options: values that were offered, for repeating the question.
        question: role and words the candidates are for.
        plan: exactly what «да» will do.
        nonce: makes the plan happen once.
        interrupted: another request came in between.
        by_model: the second reader read it, so it is never done without a «да».
    """

    intent: Intent
    asked: str | None = None
    chosen: tuple[Chosen, ...] = ()
    waived: tuple[Waiver, ...] = ()
    candidates: tuple[Record, ...] = ()
    options: tuple[str, ...] = ()
    question: tuple[str, str] = ("record", "")
    plan: Plan | None = None
    nonce: str = ""
    interrupted: bool = False
    by_model: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """The last list that was shown.

    Args:
        intent: the search it answers, for «ещё» and «а за прошлый месяц?».
        chosen: the records its words were resolved to.
        records: its rows in order.
        page: which page of it was shown last, from 1.
        behind: the list one of whose records is shown now; «третью» still speaks of it.
        done: ids of its records that were written since; «остальные» are the others.
    """

    intent: Intent
    chosen: tuple[Chosen, ...] = ()
    records: tuple[Record, ...] = ()
    page: int = 1
    behind: tuple[Record, ...] = ()
    done: tuple[int, ...] = ()

    @property
    def rest(self) -> tuple[Record, ...]:
        """The records that nothing was written of."""
        return tuple(one for one in self.records if one.id not in self.done)

    @property
    def numbered(self) -> tuple[Record, ...]:
        """The records that numbers speak of."""
        return self.behind or self.records


@dataclass(frozen=True, slots=True)
class Written:
    """The last write and how to take it back.

    Args:
        nonce: of the write; makes the undoing happen once.
    """

    stem: str
    undo: Undo
    nonce: str


@dataclass(frozen=True, slots=True)
class State:
    """Everything the next turn may lean on.

    Args:
        offers: the buttons of the last answer that are understood verbatim.
        wrote_now: the last answer was the receipt of `written`.
        misses: messages in a row that were not understood.
        about: the record of the last proposal, until something else is shown.
        shelved: a write that waits behind the question of another request.
        ordered: the write that the last answer was the receipt of, or found done already.
    """

    pending: Pending | None = None
    listing: Listing | None = None
    written: Written | None = None
    offers: tuple[Offer, ...] = ()
    wrote_now: bool = False
    misses: int = 0
    about: Record | None = None
    shelved: Pending | None = None
    ordered: Intent | None = None

    @property
    def just_written(self) -> Record | None:
        """The one record whose receipt the last answer was."""
        shown = self.listing.records if self.listing is not None else ()
        only = self.about or (shown[0] if len(shown) == 1 else None)
        return only if self.ordered is not None and self.pending is None else None
