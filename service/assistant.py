"""One message from token to answer: the sentence the service hangs on."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from amo import AmoError, Session
from amo.deadline import Deadline
from amo.errors import UnknownUser
from amo.widget_token import Caller
from nlu import Parse
from nlu.nearest import Examples
from service.answer import Answer, Code, Status, Trouble
from service.body import Message
from service.claims import Claims
from service.dialogue.continuing import continued
from service.dialogue.decide import decide
from service.dialogue.interruption import after
from service.dialogue.memory import Memory
from service.dialogue.numbered import narrowed, widened
from service.dialogue.origin import pointed, remembered
from service.dialogue.respond import respond
from service.dialogue.state import State
from service.dialogue.unread import chatted, is_asking, with_examples
from service.errors import Refusal, StoreDown
from service.journal import Journal
from service.lookup.likeness import Likeness
from service.lookup.reference import has_record
from service.replies import Replies
from service.settings import Settings
from service.tenants import Tenants
from service.troubles import answer_of
from service.turn import Outcome, Tools, Turn
from service.understanding import Reader, Understanding
from service.ways_listed import asks_ways_listed


def fresh_nonce() -> str:
    """A word nobody can guess."""
    return secrets.token_urlsafe(12)


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back: the answer, what was understood, and the token of the dialogue."""

    answer: Answer
    intent: str
    source: str
    state: str

    def to_json(self) -> dict[str, Any]:
        """The contract's JSON without `request_id` and `took_ms`."""
        members = {"intent": self.intent, "source": self.source, "state": self.state}
        return {**self.answer.to_json(), **members}


def sorry(texts: Replies, request_id: str, state: str | None) -> Reply:
    """The answer when something of ours broke; a write that waits goes on waiting.

    Args:
        state: the dialogue's token as it was sent, if it was read.
    """
    text = texts("troubles.internal", request_id=request_id)
    answer = Answer(text, Status.ERROR, trouble=Trouble(Code.INTERNAL, retry=True))
    return Reply(answer, "other", "none", state or "")


@dataclass(frozen=True, slots=True)
class Assistant:
    """Answers messages.

    Args:
        tenants: the accounts served.
        reader: understands messages.
        names: compares names said with names stored.
        examples: phrases to offer for one that was not understood.
        memory: makes and opens the dialogue's token.
        clock: the time in seconds since the epoch.
        pause: waits so many seconds.
        nonce: gives a new unguessable word at each call.
    """

    settings: Settings
    tenants: Tenants
    reader: Reader
    memory: Memory
    claims: Claims
    names: Likeness
    examples: Examples
    texts: Replies
    journal: Journal
    clock: Callable[[], float] = time.time
    pause: Callable[[float], None] = time.sleep
    nonce: Callable[[], str] = fresh_nonce

    def answer(
        self, message: Message, caller: Caller, deadline: Deadline, request_id: str
    ) -> Reply:
        """Answer a message.

        Raises:
            Refusal: the user may not use the assistant, or the message's id was used before.
        """
        state, notice = self.memory.recall(message.state, caller.account_id, caller.user_id)
        heard: Understanding | None = None
        try:
            client = self.tenants.client(caller.account_id)
            if client is None:
                raise Refusal(401, "problems.bad_token")
            session = client.acting(caller.user_id, deadline)
            heard = self._hear(message, caller, session, state, deadline)
            seen = narrowed(state, heard.numbered)
            turn = self._turn(message, caller, session, seen, heard, deadline)
            outcome = widened(state, seen, self._respond(turn, heard))
        except UnknownUser:
            raise Refusal(403, "problems.user") from None
        except AmoError as error:
            outcome = Outcome(self._failed(error), state)
        except StoreDown:
            trouble = Trouble(Code.INTERNAL, retry=True)
            text = self.texts("troubles.store")
            outcome = Outcome(Answer(text, Status.ERROR, trouble=trouble), state)
        if notice:
            outcome = replace(outcome, answer=_noticed(self.texts(notice), outcome.answer))
        return self._sealed(outcome, heard, message, caller, request_id)

    def _hear(
        self,
        message: Message,
        caller: Caller,
        session: Session,
        state: State,
        deadline: Deadline,
    ) -> Understanding:
        now = self._now(session)
        return self.reader.read(message, caller.user_id, session.directory, state, now, deadline)

    def _respond(self, turn: Turn, heard: Understanding) -> Outcome:
        if heard.reply is not None and not (heard.asks and is_asking(turn.state)):
            return chatted(turn, heard.parse, heard.reply, asks=heard.asks)
        at_hand = has_record(turn) or asks_ways_listed(turn, heard.parse.intent)
        decision = decide(heard.parse, turn.state, turn.now, at_hand)
        answered = pointed(turn, remembered(turn, respond(turn, decision)))
        outcome = after(turn, decision, _aged(turn.state, answered))
        return with_examples(turn, decision, outcome, self.examples, failed=heard.failed)

    def _turn(
        self,
        message: Message,
        caller: Caller,
        session: Session,
        state: State,
        heard: Understanding,
        deadline: Deadline,
    ) -> Turn:
        turn = Turn(
            session=session,
            user_id=caller.user_id,
            now=self._now(session),
            page=message.page,
            parse=heard.parse,
            state=state,
            texts=self.texts,
            tools=self._tools(message, caller, deadline),
            names=self.names,
            stuck_days=self.settings.stuck_days,
        )
        return continued(turn, heard)

    def _tools(self, message: Message, caller: Caller, deadline: Deadline) -> Tools:
        own = f"{caller.account_id}:{caller.user_id}:message:{message.message_id}"
        said = f"{message.text}\0{message.state or ''}".encode()
        return Tools(
            claims=self.claims,
            confirm=self.settings.confirm,
            nonce=self.nonce,
            epoch=self.clock,
            pause=self.pause,
            deadline=deadline,
            message_key=own if message.message_id else None,
            fingerprint=hashlib.sha256(said).hexdigest(),
        )

    def _now(self, session: Session) -> datetime:
        zone = ZoneInfo(session.directory.account.timezone)
        return datetime.fromtimestamp(self.clock(), UTC).astimezone(zone)

    def _failed(self, error: AmoError) -> Answer:
        answer = answer_of(error, self.texts)
        if not error.maybe_done:
            return answer
        return replace(answer, text=self.texts("troubles.unsure"))

    def _sealed(
        self,
        outcome: Outcome,
        heard: Understanding | None,
        message: Message,
        caller: Caller,
        request_id: str,
    ) -> Reply:
        parse = heard.parse if heard else Parse(text=message.text)
        token = self.memory.keep(outcome.state, caller.account_id, caller.user_id)
        intent = outcome.answer.intent or parse.intent.stem
        self.journal.answered(
            request_id,
            message.text,
            account_id=caller.account_id,
            user_id=caller.user_id,
            intent=intent,
            source=parse.source.value,
            rule=parse.rule,
            status=outcome.answer.status.value,
        )
        return Reply(outcome.answer, intent, parse.source.value, token)


def _aged(before: State, outcome: Outcome) -> Outcome:
    """The outcome, in which an order of an earlier turn is no longer the last thing said.

    A turn that is to be sent again leaves everything as it was.
    """
    trouble = outcome.answer.trouble
    if trouble is not None and trouble.retry:
        return outcome
    state = outcome.state
    new = state.ordered is not before.ordered
    wrote = state.wrote_now and state.written is not before.written
    aged = replace(state, wrote_now=wrote, ordered=state.ordered if new else None)
    return replace(outcome, state=aged)


def _noticed(notice: str, answer: Answer) -> Answer:
    return replace(answer, text=f"{notice} {answer.text}")
