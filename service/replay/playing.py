"""Answering a recorded turn from its tape alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from amo import AmoClient
from amo.deadline import Deadline
from amo.directory import Directory
from amo.widget_token import Caller
from service.amo_settings import AmoSettings, OneAccount
from service.assistant import Assistant
from service.body import Message, read_message
from service.dialogue.memory import Memory
from service.errors import ServiceError
from service.journal import Journal
from service.mind import Mind
from service.replay.apis import ReplayedApi
from service.replay.recording import FORMAT
from service.replay.tape import exchange_from_json
from service.replay.taped import ClearSealer, PlayedClaims, PlayedFallback
from service.replies import Replies
from service.settings import ConfirmWrites, Settings
from service.understanding import Reader

_HANDLE = "state"
_LONG = 1e9


class BadReplay(ServiceError):
    """A replay file cannot be used; the message names it, the problem and the remedy."""


@dataclass(frozen=True, slots=True)
class Played:
    """A turn answered again: the answer on file and the answer now, as bytes."""

    expected: bytes
    given: bytes

    @property
    def same(self) -> bool:
        return self.expected == self.given


class SilentJournal(Journal):
    """A replay is no message: nothing is logged or counted."""

    def answered(self, request_id: str, text: str, **fields: Any) -> None:
        """Write nothing."""


def read_replay(path: Path) -> dict[str, Any]:
    """Read a replay file.

    Raises:
        BadReplay: it is none.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadReplay(f"{path.name}: {error}; export the turn again") from None
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise BadReplay(f"{path.name}: not a replay of this version; export the turn again")
    return data


def write_replay(path: Path, data: Mapping[str, Any]) -> None:
    """Write a replay file."""
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def play(data: Mapping[str, Any], mind: Mind, texts: Replies) -> Played:
    """Answer a recorded turn.

    Raises:
        BadReplay: the file lacks something.
        NotRecorded: the turn asks amoCRM for something else than it did.
        Refusal: the turn is refused now.
    """
    try:
        return Played(as_bytes(data["answer"]), as_bytes(_answer(data, mind, texts)))
    except (KeyError, TypeError, IndexError) as error:
        raise BadReplay(f"replay: {error!r}; export the turn again") from None


def directory_of(data: Mapping[str, Any]) -> Directory:
    """What a replay knows about its account.

    Raises:
        NotRecorded, AmoError: too little.
    """
    standing = [exchange_from_json(one) for one in data["standing"]]
    client = AmoClient(ReplayedApi(standing, ()), lambda: 0.0)
    return client.directory(Deadline.after(_LONG, lambda: 0.0))


def as_bytes(answer: Mapping[str, Any]) -> bytes:
    """An answer as it stands in the file."""
    return json.dumps(answer, ensure_ascii=False, indent=1, sort_keys=True).encode()


def _answer(data: Mapping[str, Any], mind: Mind, texts: Replies) -> dict[str, Any]:
    sealer = ClearSealer(data["state"], data["state_fault"])
    assistant = _assistant(data, mind, texts, sealer)
    caller = Caller(data["account_id"], data["user_id"], "", 0, "")
    deadline = Deadline.after(_LONG, lambda: 0.0)
    reply = assistant.answer(_message(data), caller, deadline, data["request_id"])
    return {**reply.to_json(), "state": sealer.kept}


def _message(data: Mapping[str, Any]) -> Message:
    has_state = data["state"] is not None or data["state_fault"] is not None
    body = {**data["message"], "state": _HANDLE if has_state else None}
    return read_message(json.dumps(body).encode())


def _assistant(
    data: Mapping[str, Any], mind: Mind, texts: Replies, sealer: ClearSealer
) -> Assistant:
    standing = [exchange_from_json(one) for one in data["standing"]]
    exchanges = [exchange_from_json(one) for one in data["exchanges"]]
    client = AmoClient(ReplayedApi(standing, exchanges), lambda: 0.0)
    readings = data["readings"]
    nonces = iter(data["nonces"])
    clock = float(data["clock"])
    return Assistant(
        settings=_settings(data),
        tenants=OneClient(client, data["account_id"]),
        reader=Reader(mind.engine, PlayedFallback(readings) if readings else None, texts),
        memory=Memory(sealer),
        claims=PlayedClaims(data["claims"]),
        names=mind.names,
        examples=mind.examples,
        texts=texts,
        journal=SilentJournal(),
        clock=lambda: clock,
        pause=_no_pause,
        nonce=lambda: next(nonces, ""),
    )


@dataclass(frozen=True, slots=True)
class OneClient:
    """The one account of a tape."""

    served: AmoClient
    account_id: int

    def client(self, account_id: int) -> AmoClient | None:
        return self.served if account_id == self.account_id else None

    def address(self, account_id: int) -> str | None:
        del account_id
        return None

    def addresses(self) -> frozenset[str]:
        return frozenset()

    def check(self) -> None:
        """Nothing is kept."""


def _settings(data: Mapping[str, Any]) -> Settings:
    account = OneAccount(data["account_id"], "", "", "")
    amo = AmoSettings(client_id="", redirect_uri="", client_secret="", serves=account)
    return Settings(amo=amo, state_keys=(), confirm=ConfirmWrites(data["confirm"]))


def _no_pause(seconds: float) -> None:
    del seconds
