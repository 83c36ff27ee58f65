"""What would be answered, without asking amoCRM: every search finds nothing, every card opens."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from amo import AmoClient
from amo.calls import Request
from amo.deadline import Deadline
from amo.models import Json
from amo.widget_token import Caller
from nlu import Fallback
from nlu.request import Previous
from service.assistant import Assistant
from service.body import Message
from service.dialogue.memory import Memory
from service.dialogue.state import Listing, Pending, State
from service.errors import ServiceError
from service.mind import Mind
from service.replay.apis import STANDING, RecordedApi
from service.replay.playing import OneClient, SilentJournal
from service.replay.recording import answer_on_tape, as_file
from service.replay.tape import Exchange, key_of
from service.replay.taped import ClearSealer, PlayedClaims
from service.understanding import Reader

_ACCOUNT = "/api/v4/account"
_CARD = re.compile(r"/api/v4/(leads|contacts|companies|tasks)/([0-9]{1,16})")
_NO_SECOND_READER: Fallback | None = None


class WouldWrite(ServiceError):
    """The turn would change something now; a dry run ends there."""


@dataclass(slots=True)
class DryApi:
    """Knows the account and nothing of its records.

    Args:
        standing: what amoCRM said about the account.
        stand_in: makes the JSON of a record from its kind and id.
        asked: what would have been asked.
    """

    standing: Iterable[Exchange]
    stand_in: Callable[[str, int], Json]
    asked: list[Request] = field(default_factory=list)

    def call(
        self, request: Request, deadline: Deadline, *, acting: int | None = None
    ) -> Json | None:
        """An answer that leaves this process at no time.

        Raises:
            WouldWrite: the call changes something.
            AmoError: as amoCRM said about the account.
        """
        del deadline
        if request.path == _ACCOUNT and acting is not None:
            return {**(self._known(request, None) or {}), "current_user_id": acting}
        if request.path in STANDING:
            return self._known(request, acting)
        self.asked.append(request)
        if request.method != "GET":
            raise WouldWrite(str(request.call))
        card = _CARD.fullmatch(request.path)
        return self.stand_in(card[1], int(card[2])) if card else None

    def _known(self, request: Request, acting: int | None) -> Json | None:
        key = key_of(request, acting)
        for one in self.standing:
            if one.key == key:
                if one.error is not None:
                    raise one.error
                return one.answer
        return None


@dataclass(frozen=True, slots=True)
class DryRun:
    """What a turn would come to.

    Args:
        answer: the contract's JSON; None when it would write at once.
        asked: the calls of amoCRM it would make.
        replay: the same turn as a replay file; None when it would write.
    """

    answer: dict[str, Any] | None
    asked: tuple[Request, ...]
    replay: dict[str, Any] | None


def dry_run(
    assistant: Assistant,
    mind: Mind,
    api: DryApi,
    message: Message,
    caller: Caller,
    previous: Previous | None,
    at: float,
) -> DryRun:
    """Answer a message with nothing behind it.

    Args:
        at: seconds since the epoch.

    Raises:
        Refusal: the user may not use the assistant.
    """
    recorded = RecordedApi(api)
    client = AmoClient(recorded, lambda: 0.0)
    dry = replace(
        assistant,
        tenants=OneClient(client, caller.account_id),
        reader=Reader(mind.engine, _NO_SECOND_READER, assistant.texts),
        claims=PlayedClaims([]),
        journal=SilentJournal(),
        clock=lambda: at,
        nonce=lambda: "nonce",
    )
    deadline = Deadline.after(assistant.settings.answer_seconds, lambda: 0.0)
    sealer = _sealer(previous)
    try:
        taken = answer_on_tape(dry, sealer, message, caller, deadline, "debug")
    except WouldWrite:
        return DryRun(None, tuple(api.asked), None)
    file = as_file(dry, message, caller, "debug", taken, recorded.standing())
    return DryRun(taken[0].to_json(), tuple(api.asked), file)


def _sealer(previous: Previous | None) -> ClearSealer:
    """What opens the handle of a message's state: the dialogue's last turn."""
    sealer = ClearSealer(None, None)
    if previous is not None:
        Memory(sealer).keep(_state(previous), 0, 0)
    return ClearSealer(sealer.kept, None)


def _state(previous: Previous) -> State:
    if previous.intent is None:
        return State()
    if previous.asked is not None:
        pending = Pending(previous.intent, previous.asked, candidates=previous.records)
        return State(pending=pending)
    return State(listing=Listing(previous.intent, (), previous.records))
