"""One JSON object a line on standard output, other libraries' records included."""

from __future__ import annotations

import json
import logging
import re
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, TextIO

OWN = "assistant"
_SECRETS = re.compile(
    r"[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}"  # e-mail addresses
    r"|\+?\d[\d()\s-]{8,20}\d"  # phones and long numbers
    r"|[A-Za-z0-9_=-]{24,}+(?:\.[A-Za-z0-9_=-]++)*+"  # tokens
    r"|\?[^\s'\"]{1,2000}"  # queries
)


# What some readers of lines take for their end, and JSON leaves as it is.
_ENDS = {ord(end): f"\\u{ord(end):04x}" for end in "\x85\u2028\u2029"}


def one_line(fields: Mapping[str, Any]) -> str:
    """The fields as JSON on one line, whatever is in them."""
    return json.dumps(fields, ensure_ascii=False, default=str).translate(_ENDS)


class JsonLines(logging.Formatter):
    """Formats a record; what is not ours is stripped of what may be somebody's."""

    def format(self, record: logging.LogRecord) -> str:
        if record.name == OWN:
            return record.getMessage()  # the journal writes JSON already
        at = datetime.fromtimestamp(record.created, UTC)
        line = {
            "ts": at.isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.name,
            "message": redacted(record.getMessage()),
        }
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
        return one_line(line)


def redacted(message: str) -> str:
    """The message without e-mail addresses, phones, tokens and queries."""
    return _SECRETS.sub("[…]", message[:2000])


def configure(stream: TextIO | None = None) -> None:
    """Send all records of this process to standard output, or to another stream."""
    handler = logging.StreamHandler(stream or sys.stdout)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger(OWN).setLevel(logging.INFO)
