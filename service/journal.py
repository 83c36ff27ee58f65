"""One JSON line for each message: what was understood and what became of it, never the text."""

from __future__ import annotations

import logging
import traceback
from datetime import UTC, datetime
from typing import Any

from amo.api import Report
from service.logs import one_line
from service.telemetry import amo_calls, amo_seconds, answers, slot_seconds

LOGGER = logging.getLogger("assistant")


class Journal:
    """Writes what happened.

    Args:
        texts: whether the messages themselves are written too.
    """

    def __init__(self, texts: bool = False) -> None:
        self._texts = texts

    def answered(self, request_id: str, text: str, **fields: Any) -> None:
        """A message was answered; `fields` hold numbers of account and user, nobody's name."""
        answers.labels(fields["intent"], fields["source"], fields["status"]).inc()
        said = {"text": text} if self._texts else {"length": len(text)}
        _write("answered", request_id=request_id, **said, **fields)

    def refused(self, request_id: str, status: int, key: str) -> None:
        """A request was refused before it was understood."""
        _write("refused", request_id=request_id, status=status, reason=key)

    def failed(self, request_id: str, error: BaseException) -> None:
        """A fault of ours: where it happened, without the values."""
        frames = traceback.extract_tb(error.__traceback__)[-6:]
        places = [f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in frames]
        _write(
            "failed", logging.ERROR, request_id=request_id, error=type(error).__name__, at=places
        )


def report_call(report: Report) -> None:
    """Count a call of amoCRM; a failed one gets a line, its route masked, without the query."""
    call = report.call
    amo_calls.labels(call.method, call.route, report.error or "ok").inc()
    amo_seconds.observe(report.seconds)
    slot_seconds.observe(report.waited)
    if report.error is not None:
        _write(
            "amo_failed",
            logging.WARNING,
            call=str(call),
            error=report.error,
            status=report.status,
            amo_request_id=report.request_id,
            seconds=round(report.seconds, 3),
        )


def notice(event: str, sentence: str) -> None:
    """Something an operator should know, in a sentence."""
    _write(event, logging.WARNING, message=sentence)


def _write(event: str, level: int = logging.INFO, **fields: Any) -> None:
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    line = {"ts": now, "level": logging.getLevelName(level).lower(), "event": event, **fields}
    LOGGER.log(level, one_line(line))
