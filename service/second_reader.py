"""The second reader inside its bulkhead: it may be slow or dead, the rules' answers may not."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from enum import StrEnum
from typing import Protocol

from nlu import Account, Fallback, FallbackError, Parse, Reading, Request
from nlu.errors import FallbackFault
from nlu.fallback import Usage
from nlu.llm import Endpoint, Mistral, MistralReader, load_sdk
from service.breaker import Breaker
from service.journal import Journal
from service.llm_meter import LlmMeter
from service.llm_settings import LlmSettings
from service.mind import Mind

MOST_SECONDS = 6.0
LEAST_SECONDS = 0.5
AT_ONCE = 3


class Standing(StrEnum):
    """How the second reader is."""

    OFF = "off"
    READY = "ready"
    DOWN = "down"


class Meter(Protocol):
    """Counts what the second reader did."""

    def note(self, outcome: str, seconds: float, usage: Usage) -> None:
        """Note one call: `intent`, `talk`, `question`, `nothing`, or the name of a fault."""
        ...


class SecondReader:
    """A Fallback that lets few calls through at once and none while the model is dead.

    Args:
        reader: the model's reader.
        clock: a monotonic clock in seconds.
        close: gives back the connections.
    """

    def __init__(
        self,
        reader: Fallback,
        meter: Meter,
        clock: Callable[[], float] = time.monotonic,
        close: Callable[[], None] = lambda: None,
    ) -> None:
        self.close = close
        self._reader = reader
        self._meter = meter
        self._clock = clock
        self._breaker = Breaker(clock)
        self._places = threading.BoundedSemaphore(AT_ONCE)

    @property
    def standing(self) -> Standing:
        """Whether it may be counted on at the moment."""
        return Standing.DOWN if self._breaker.is_open else Standing.READY

    def read(self, request: Request, account: Account, declined: Parse, seconds: float) -> Reading:
        """Read an utterance, or say at once that nobody can.

        Raises:
            FallbackError: no usable answer in time.
        """
        started = self._clock()
        try:
            reading = self._admitted(request, account, declined, min(seconds, MOST_SECONDS))
        except FallbackError as error:
            self._meter.note(error.fault, self._clock() - started, Usage())
            raise
        self._meter.note(_outcome(reading), self._clock() - started, reading.usage)
        return reading

    def _admitted(
        self, request: Request, account: Account, declined: Parse, seconds: float
    ) -> Reading:
        if seconds < LEAST_SECONDS:
            raise FallbackError(FallbackFault.TIMEOUT)
        if not self._places.acquire(blocking=False):
            raise FallbackError(FallbackFault.BUSY)
        try:
            if not self._breaker.admit():
                raise FallbackError(FallbackFault.RESTING)
            return self._asked(request, account, declined, seconds)
        finally:
            self._places.release()

    def _asked(
        self, request: Request, account: Account, declined: Parse, seconds: float
    ) -> Reading:
        try:
            reading = self._reader.read(request, account, declined, seconds)
        except FallbackError as error:
            self._breaker.failed(error.retry_after)
            raise
        except Exception as error:  # a fault of ours may not cost what the rules can do
            self._breaker.failed()
            Journal().failed("second_reader", error)
            raise FallbackError(FallbackFault.MALFORMED) from None
        self._breaker.succeeded()
        return reading


def second_reader(
    settings: LlmSettings, mind: Mind, clock: Callable[[], float] = time.monotonic
) -> SecondReader | None:
    """Make the second reader, or None when it is off; nothing is sent and no SDK loaded then.

    Raises:
        DataError: a file under data/llm cannot be used.
    """
    if not settings.is_on:
        return None
    load_sdk()
    model = Mistral(Endpoint(settings.key, settings.model, settings.server_url))
    reader = MistralReader(mind.engine, mind.morphology, mind.catalog, model)
    return SecondReader(reader, LlmMeter(), clock, model.close)


def _outcome(reading: Reading) -> str:
    if reading.reply is not None:
        return "question" if reading.asks else "talk"
    return "nothing" if reading.parse is None else "intent"
