"""The way in for tools: counted, bounded in time and logged like a message of the chat."""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass, replace

from mcp.server.mcpserver.exceptions import ToolError

from amo import AmoError
from amo.deadline import Deadline
from amo.directory import Directory
from amo.errors import UnknownUser
from amo.widget_token import Caller
from nlu import Intent
from service.answer import Answer, Status
from service.assistant import Reply
from service.body import LONGEST_TEXT, Message
from service.dialogue.state import Chosen
from service.entrance import Entrance
from service.errors import Refusal
from service.journal import Journal
from service.page import PageContext
from service.parts import Parts
from service.replies import Replies
from service.settings import ConfirmWrites, Settings
from service.told import Told
from service.troubles import answer_of


def careful(settings: Settings) -> Settings:
    """The settings of this door: no write without «да», however plainly it was said."""
    return replace(settings, confirm=ConfirmWrites.ALWAYS)


@dataclass(frozen=True, slots=True)
class Door:
    """Answers the calls of tools.

    Args:
        parts: of a service whose settings are `careful`.
    """

    parts: Parts
    settings: Settings
    texts: Replies
    journal: Journal

    def say(self, caller: Caller, text: str, state: str | None, page: PageContext) -> Reply:
        """Answer a phrase.

        Raises:
            ToolError: the user may not, or something failed; the sentence says what helps.
        """
        if not text.strip() or len(text) > LONGEST_TEXT:
            key = "problems.long_text" if text.strip() else "problems.empty_text"
            raise ToolError(self.texts(key, count=len(text), most=LONGEST_TEXT))
        return self._answer(caller, Message(text, str(uuid.uuid4()), page, state or None))

    def act(
        self,
        caller: Caller,
        tool: str,
        intent: Intent,
        page: PageContext,
        picked: Chosen | None = None,
    ) -> Reply:
        """Answer a typed request.

        Args:
            picked: the record that was named by its number.

        Raises:
            ToolError: as `say`.
        """
        told = Told(tool, intent, picked)
        return self._answer(caller, Message(tool, str(uuid.uuid4()), page, None, told))

    def directory(self, caller: Caller) -> Directory:
        """The names of the account, as the user may know them.

        Raises:
            ToolError: the user may not use the assistant, or amoCRM failed.
        """
        try:
            client = self.parts.tenants.client(caller.account_id)
            if client is None:
                raise ToolError(self.texts("mcp.no_user"))
            return client.acting(caller.user_id, self._deadline()).directory
        except UnknownUser:
            raise ToolError(self.texts("problems.user")) from None
        except AmoError as error:
            raise ToolError(answer_of(error, self.texts).text) from None

    def _answer(self, caller: Caller, message: Message) -> Reply:
        request_id = str(uuid.uuid4())
        try:
            reply = self._admitted(caller, message, request_id)
        except Refusal as refusal:
            self.journal.refused(request_id, refusal.status, refusal.key)
            raise ToolError(self.texts(refusal.key, **refusal.values)) from None
        except Exception as error:
            self.journal.failed(request_id, error)
            raise ToolError(self.texts("troubles.internal", request_id=request_id)) from None
        if reply.answer.status in (Status.REFUSED, Status.ERROR):
            raise ToolError(reply.answer.text)
        return reply

    def _admitted(self, caller: Caller, message: Message, request_id: str) -> Reply:
        self.parts.admission.check()
        Entrance(self.settings, lambda: self.parts).within_quota(caller)
        home = self.parts.tenants.address(caller.account_id) or ""
        with self.parts.admission.place(caller.account_id):
            answering = self.parts.watch.answering
            reply = answering.answer(message, caller, self._deadline(), request_id)
        return replace(reply, answer=_from_outside(reply.answer, home))

    def _deadline(self) -> Deadline:
        return Deadline.after(self.settings.answer_seconds, time.monotonic)


def _from_outside(answer: Answer, home: str) -> Answer:
    """The answer with addresses that open outside amoCRM's pages."""
    rows = tuple(replace(one, url=f"{home}{one.url}") for one in answer.rows)
    return replace(answer, rows=rows)
