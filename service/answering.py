"""Whoever answers messages: the assistant itself, or the assistant with somebody watching."""

from __future__ import annotations

from typing import Protocol

from amo.deadline import Deadline
from amo.widget_token import Caller
from service.assistant import Reply
from service.body import Message


class Answering(Protocol):
    """Answers messages."""

    def answer(
        self, message: Message, caller: Caller, deadline: Deadline, request_id: str
    ) -> Reply:
        """Answer a message.

        Raises:
            Refusal: the user may not use the assistant, or the message's id was used before.
        """
        ...
