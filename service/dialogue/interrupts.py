"""Why a handler stops half-way: the words do not name one record that is in sight.

Interrupt
├── Several      the words fit several records: the user has to choose
├── Nobody       the words fit no record in sight
├── NoTasks      the record has no open tasks to close or to move
├── NoRecord     no record was named and none is at hand
├── NeedsMore    something else has to be asked before the write can be proposed
└── NotAllowed   the user has no right to this
"""

from __future__ import annotations

from amo.models import Company, Contact, Lead
from service.answer import Row
from service.dialogue.state import Offer


class Interrupt(Exception):
    """A handler cannot go on without the user."""


class Several(Interrupt):
    """Several records fit.

    Args:
        role: the slot the words were in.
        said: the words.
        rows: the candidates; at most what one question may offer.
        total: how many there are at least.
    """

    def __init__(self, role: str, said: str, rows: tuple[Row, ...], total: int) -> None:
        self.role = role
        self.said = said
        self.rows = rows
        self.total = total


class Nobody(Interrupt):
    """No record in sight fits.

    Args:
        near: a name that is spelt much alike, or None.
    """

    def __init__(self, role: str, said: str, near: str | None = None) -> None:
        self.role = role
        self.said = said
        self.near = near


class NoTasks(Interrupt):
    """The record that is meant has no open task, nor have its deals."""

    def __init__(self, record: Lead | Contact | Company) -> None:
        self.record = record


class NoRecord(Interrupt):
    """No record was named, no card is open and the dialogue speaks of none."""


class NeedsMore(Interrupt):
    """A question with ready answers.

    Args:
        need: what is asked for; the key of its sentence and of the answers' slot.
        said: what the answer holds for; for anything else it is asked again.
    """

    def __init__(self, need: str, text: str, offers: tuple[Offer, ...], said: str = "") -> None:
        self.need = need
        self.text = text
        self.offers = offers
        self.said = said


class NotAllowed(Interrupt):
    """The user has no right; `key` is the sentence that says so."""

    def __init__(self, key: str) -> None:
        self.key = key
