"""The assistant with recording switched on."""

from __future__ import annotations

from dataclasses import dataclass

from amo.deadline import Deadline
from amo.widget_token import Caller
from service.assistant import Assistant, Reply
from service.body import Message
from service.replay.apis import RecordedApis
from service.replay.recording import answer_on_tape, as_file
from service.replay.store import Recordings
from service.sealing import Sealer


@dataclass(frozen=True, slots=True)
class Recorder:
    """Answers messages and keeps each turn as a replay."""

    assistant: Assistant
    sealer: Sealer
    apis: RecordedApis
    store: Recordings

    def answer(
        self, message: Message, caller: Caller, deadline: Deadline, request_id: str
    ) -> Reply:
        """Answer a message.

        Raises:
            Refusal: as `Assistant.answer`.
        """
        if message.told is not None:  # a tape holds phrases
            return self.assistant.answer(message, caller, deadline, request_id)
        taken = answer_on_tape(self.assistant, self.sealer, message, caller, deadline, request_id)
        try:
            standing = self.apis.standing(caller.account_id)
            file = as_file(self.assistant, message, caller, request_id, taken, standing)
            self.store.put(caller.account_id, request_id, taken[2], file)
        except Exception as error:  # the answer is worth more than its recording
            self.assistant.journal.failed(request_id, error)
        return taken[0]
