"""The assistant with the log of gaps switched on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from amo.deadline import Deadline
from amo.widget_token import Caller
from nlu import Request
from service.accounts import Accounts
from service.answer import Status
from service.answering import Answering
from service.assistant import Assistant, Reply
from service.body import Message
from service.gaps.log import GapKind, GapLog, Said
from service.gaps.masks import Masked, Masks

_TAKEN_BACK = frozenset({"no", "cancel", "undo"})
_SOON = 900.0


@dataclass(frozen=True, slots=True)
class GapWatcher:
    """Answers messages and keeps, masked, what was not understood or had to be corrected."""

    answering: Answering
    assistant: Assistant
    masks: Masks
    log: GapLog
    accounts: Accounts = field(default_factory=Accounts)

    def answer(
        self, message: Message, caller: Caller, deadline: Deadline, request_id: str
    ) -> Reply:
        """Answer a message.

        Raises:
            Refusal: as `Assistant.answer`.
        """
        reply = self.answering.answer(message, caller, deadline, request_id)
        try:
            self._note(message, caller, deadline, request_id, reply)
        except Exception as error:  # the answer is worth more than the log
            self.assistant.journal.failed(request_id, error)
        return reply

    def _note(
        self,
        message: Message,
        caller: Caller,
        deadline: Deadline,
        request_id: str,
        reply: Reply,
    ) -> None:
        now = self.assistant.clock()
        before = self.log.last(caller.account_id, caller.user_id)
        if before is not None and now - before.at < _SOON:
            if _corrects(before, reply):
                own = caller.account_id, caller.user_id
                self.log.mark(*own, before.request_id, GapKind.CORRECTED)
            if _carries_out(before, reply):
                return  # «да» says nothing new: the phrase before it stays the last one
        missed = reply.source == "none" and reply.answer.status is not Status.ERROR
        masked = self._masked(message, caller, deadline, now)
        if masked is not None:
            said = Said(request_id, reply.intent, reply.answer.status.value, now)
            kind = GapKind.NOT_UNDERSTOOD if missed else None
            self.log.put(caller.account_id, caller.user_id, said, masked, kind)

    def _masked(
        self, message: Message, caller: Caller, deadline: Deadline, now: float
    ) -> Masked | None:
        client = self.assistant.tenants.client(caller.account_id)
        if client is None:
            return None
        account = self.accounts.of(client.directory(deadline))
        at = datetime.fromtimestamp(now, UTC)
        return self.masks.of(Request(message.text, at, caller.user_id), account)


def _corrects(before: Said, reply: Reply) -> bool:
    """A proposal taken back or changed, or a write undone, was not what had been said."""
    if reply.intent in _TAKEN_BACK and before.status in (Status.CONFIRM, Status.DONE):
        return True
    changed = before.status == Status.CONFIRM and reply.answer.status is Status.CONFIRM
    return changed and before.intent == reply.intent


def _carries_out(before: Said, reply: Reply) -> bool:
    done = before.status == Status.CONFIRM and reply.answer.status is Status.DONE
    return done and before.intent == reply.intent
