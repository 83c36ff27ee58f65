"""The smaller things a turn takes from outside, written down and played back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from nlu import Account, Fallback, FallbackError, Parse, Reading, Request
from nlu.errors import FallbackFault
from nlu.slots import intent_from_json
from nlu.types import SlotSpan, Source, Span
from nlu.wire import parse_to_json
from service.claims import Busy, Claim, Claims, Done, Foreign, Taken
from service.errors import BadState
from service.replay.tape import Tape, current_tape
from service.sealing import Sealer


class TapedSealer(Sealer):
    """Seals as before, and keeps what was sealed in clear.

    Args:
        sealer: the real one.
    """

    def __init__(self, sealer: Sealer, tape: Tape) -> None:
        self._real = sealer
        self._tape = tape

    def seal(self, body: Any, account_id: int, user_id: int) -> str:
        self._tape.kept = body
        return self._real.seal(body, account_id, user_id)

    def open(self, token: str, account_id: int, user_id: int) -> Any:
        try:
            self._tape.state = self._real.open(token, account_id, user_id)
        except BadState as error:
            self._tape.state_fault = "expired" if error.expired else "fresh"
            raise
        return self._tape.state


class ClearSealer(Sealer):
    """Gives handles instead of tokens, so that a state can be read and compared.

    Args:
        state: what a message's state stands for.
        fault: `expired` or `fresh` when it cannot be opened.
    """

    def __init__(self, state: Any, fault: str | None) -> None:
        self._state = state
        self._fault = fault
        self.kept: Any = None

    def seal(self, body: Any, account_id: int, user_id: int) -> str:
        del account_id, user_id
        self.kept = body
        return "state"

    def open(self, token: str, account_id: int, user_id: int) -> Any:
        del token, account_id, user_id
        if self._fault is not None:
            raise BadState(expired=self._fault == "expired")
        return self._state


class TapedClaims:
    """Claims as before, with what each claim came to."""

    def __init__(self, claims: Claims, tape: Tape) -> None:
        self._claims = claims
        self._tape = tape
        self.settle = claims.settle
        self.doubt = claims.doubt
        self.release = claims.release

    def take(self, key: str, fingerprint: str, now: float) -> Claim:
        claim = self._claims.take(key, fingerprint, now)
        self._tape.claims.append(_claim_to_json(claim))
        return claim


class PlayedClaims:
    """Gives the claims of a tape in their order."""

    def __init__(self, claims: list[Any]) -> None:
        self._claims = iter(claims)

    def take(self, key: str, fingerprint: str, now: float) -> Claim:
        del key, fingerprint
        return _claim_from_json(next(self._claims, ["taken", now, False]))

    def settle(self, key: str, result: str) -> None:
        """Nothing is kept."""

    def doubt(self, key: str, taken: float) -> None:
        """Nothing is kept."""

    def release(self, key: str, taken: float) -> None:
        """Nothing is kept."""


class TapedFallback:
    """The second reader, with what it read."""

    def __init__(self, fallback: Fallback) -> None:
        self._fallback = fallback

    def read(self, request: Request, account: Account, declined: Parse, seconds: float) -> Reading:
        tape = current_tape.get()
        try:
            reading = self._fallback.read(request, account, declined, seconds)
        except FallbackError as error:
            if tape is not None:
                tape.readings.append({"fault": error.fault.value})
            raise
        if tape is not None:
            tape.readings.append(_reading_to_json(reading))
        return reading


class PlayedFallback:
    """Gives the readings of a tape in their order."""

    def __init__(self, readings: list[Any]) -> None:
        self._readings: Iterator[Any] = iter(readings)

    def read(self, request: Request, account: Account, declined: Parse, seconds: float) -> Reading:
        del account, declined, seconds
        data = next(self._readings, {"fault": FallbackFault.UNREACHABLE.value})
        if "fault" in data:
            raise FallbackError(FallbackFault(data["fault"]))
        return _reading_from_json(data, request.text)


def taped_nonce(nonce: Callable[[], str], tape: Tape) -> Callable[[], str]:
    """Nonces as before, written down."""

    def take() -> str:
        tape.nonces.append(nonce())
        return tape.nonces[-1]

    return take


def _claim_to_json(claim: Claim) -> list[Any]:
    match claim:
        case Taken(since, unsure):
            return ["taken", since, unsure]
        case Done(result):
            return ["done", result]
        case Busy():
            return ["busy"]
        case Foreign():
            return ["foreign"]


def _claim_from_json(data: list[Any]) -> Claim:
    kinds: dict[str, Callable[..., Claim]] = {
        "taken": Taken,
        "done": Done,
        "busy": Busy,
        "foreign": Foreign,
    }
    return kinds[data[0]](*data[1:])


def _reading_to_json(reading: Reading) -> dict[str, Any]:
    parse = None if reading.parse is None else parse_to_json(reading.parse)
    return {"parse": parse, "reply": reading.reply, "asks": reading.asks}


def _reading_from_json(data: dict[str, Any], text: str) -> Reading:
    parse = data["parse"]
    return Reading(
        None if parse is None else _parse_from_json(parse, text),
        data["reply"],
        bool(data["asks"]),
    )


def _parse_from_json(data: dict[str, Any], text: str) -> Parse:
    spans = (SlotSpan(one["slot"], Span(one["start"], one["end"])) for one in data["spans"])
    return Parse(
        text=text,
        intent=intent_from_json(data["intent"], data["slots"]),
        source=Source(data["source"]),
        rule=data["rule"],
        score=data["score"],
        spans=tuple(spans),
        ambiguous={slot: tuple(names) for slot, names in data["ambiguous"].items()},
    )
