"""One JSON line for each message: what was understood and what became of it, never the text."""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Any

from amo.api import Report

LOGGER = logging.getLogger("assistant")


class Journal:
    """Writes what happened.

    Args:
        texts: whether the messages themselves are written too.
    """

    def __init__(self, texts: bool = False) -> None:
        self._texts = texts

    def answered(self, request_id: str, text: str, **fields: Any) -> None:
        """A message was answered; `fields` name nobody."""
        said = {"text": text} if self._texts else {"length": len(text)}
        self._write("answered", request_id=request_id, **said, **fields)

    def failed(self, request_id: str, error: BaseException) -> None:
        """A fault of ours: where it happened, without the values."""
        frames = traceback.extract_tb(error.__traceback__)[-6:]
        places = [f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in frames]
        self._write("failed", request_id=request_id, error=type(error).__name__, at=places)

    @staticmethod
    def _write(event: str, **fields: Any) -> None:
        line = {"ts": datetime.now(UTC).isoformat(timespec="milliseconds"), "event": event}
        LOGGER.info(json.dumps({**line, **fields}, ensure_ascii=False, default=str))


def report_call(report: Report) -> None:
    """One line for each failed call of amoCRM; the route is masked, no query stands in it."""
    if report.error is not None:
        line = {
            "event": "amo_failed",
            "call": str(report.call),
            "error": report.error,
            "status": report.status,
            "amo_request_id": report.request_id,
            "seconds": round(report.seconds, 3),
        }
        LOGGER.warning(json.dumps(line))
