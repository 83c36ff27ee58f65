"""Everything a handler may use while one message is answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from amo.deadline import Deadline
from amo.directory import Directory
from amo.session import Session
from nlu import Intent, Parse, Record
from nlu.intents import Search, Show
from service.answer import Answer, Button
from service.claims import Claims
from service.dialogue.decide import WRITES
from service.dialogue.state import Chosen, Listing, State, Waiver
from service.lookup.likeness import Likeness
from service.page import PageContext
from service.replies import Replies
from service.rows import Rows
from service.settings import ConfirmWrites
from service.wording import Wording, sign_of


@dataclass(frozen=True, slots=True)
class Tools:
    """What a write needs beside amoCRM.

    Args:
        claims: makes each proposal act once.
        confirm: when a write waits for «да».
        nonce: gives a new unguessable word at each call.
        epoch: the time in seconds since 1970.
        pause: waits so many seconds.
        deadline: when the answer must be there.
        message_key: names this message among all, or None when the widget gave no id.
        fingerprint: what this message says, for telling it from another of the same id.
    """

    claims: Claims
    confirm: ConfirmWrites
    nonce: Callable[[], str]
    epoch: Callable[[], float]
    pause: Callable[[float], None]
    deadline: Deadline
    message_key: str | None = None
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """One message, who sent it, when, and what was said before.

    Args:
        session: amoCRM as the asking user.
        now: aware, in the account's zone.
        names: compares names said with names stored.
        chosen: records already picked for words of this request.
        waived: what the user wants done without.
        page_number: which page of a list is wanted, from 1.
        stuck_days: after so many days without movement a deal is called stuck.
    """

    session: Session
    user_id: int
    now: datetime
    page: PageContext
    parse: Parse
    state: State
    texts: Replies
    tools: Tools
    names: Likeness
    chosen: tuple[Chosen, ...] = ()
    waived: tuple[Waiver, ...] = ()
    page_number: int = 1
    stuck_days: int = 7

    @property
    def rows(self) -> Rows:
        """Makes rows of records."""
        return Rows(self.texts, self.directory, self.now)

    @property
    def wording(self) -> Wording:
        """Writes moments and money."""
        return Wording(self.texts, self.now, sign_of(self.directory.account))

    @property
    def directory(self) -> Directory:
        return self.session.directory

    def button(self, name: str) -> Button:
        """The button of a name: its label, and what it sends."""
        return Button(self.texts(f"buttons.{name}"), self.texts(f"buttons.{name}_send"))

    def pick(self, role: str, said: str) -> Record | None:
        """The record picked for these words in this request."""
        found = (one.record for one in self.chosen if (one.role, one.said) == (role, said))
        return next(found, None)


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer and what the next turn starts from."""

    answer: Answer
    state: State


def told(turn: Turn, answer: Answer) -> Outcome:
    """An answer that changes nothing but the count of misunderstandings."""
    return Outcome(answer, replace(turn.state, misses=0))


def listed(turn: Turn, answer: Answer, intent: Intent, *, spoken_of: int | None = None) -> Outcome:
    """An answer whose rows become the list that «вторая», «ещё» and «по ней» speak of.

    A question about another search, and its buttons, end with it; a write goes on waiting.

    Args:
        spoken_of: how many of the rows the dialogue may speak of; all when None.
    """
    rows = answer.rows[:spoken_of]
    records = tuple(Record(row.type, row.id, " ".join((row.title, *row.lines))) for row in rows)
    listing = Listing(intent, turn.chosen, records, turn.page_number, _behind(turn.state, intent))
    waiting = turn.state.pending
    kept = waiting if waiting is not None and isinstance(waiting.intent, WRITES) else None
    state = replace(turn.state, listing=listing, pending=kept, offers=(), misses=0, about=None)
    return Outcome(answer, state)


def _behind(before: State, intent: Intent) -> tuple[Record, ...]:
    """The list that stays behind what is shown, or was written, of one record."""
    if before.listing is None or not (isinstance(intent, Show) or intent == Search()):
        return ()
    own = before.listing.records if before.listing.intent != Search() else ()
    return before.listing.behind or (own if len(own) > 1 else ())


def listed_rows(turn: Turn, answer: Answer) -> Outcome:
    """An answer whose rows may be spoken of next, though they answer no search."""
    return listed(replace(turn, page_number=1), answer, Search())
