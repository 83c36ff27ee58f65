"""The sandbox's own errors.

SandboxError
├── DataFault        a data file of the account cannot be used; names file, place and remedy
├── TokenFault       a bearer, code or refresh token that is forged, spent, expired or foreign
├── BadFilter        a filter the account does not take
└── Rejected         a request amoCRM would answer with a problem document
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


class SandboxError(Exception):
    """Anything the sandbox refuses."""


class DataFault(SandboxError):
    """A data file cannot be used."""

    def __init__(self, path: Path, place: str, remedy: str) -> None:
        super().__init__(f"{path}: {place}: {remedy}")


class TokenFault(SandboxError):
    """A token is not accepted; ``hint`` is the sentence the OAuth problem document shows."""

    def __init__(self, hint: str) -> None:
        super().__init__(hint)
        self.hint = hint


class BadFilter(SandboxError):
    """A filter is not available in this account."""


@dataclass(frozen=True, slots=True)
class FieldError:
    """One line of ``validation-errors``: its code, its path inside the item, its sentence."""

    code: str
    path: str
    detail: str


class Rejected(SandboxError):
    """A request is answered with a problem document.

    Args:
        status: HTTP status.
        detail: the sentence of the document.
        extra: members beside title, type, status and detail.
    """

    def __init__(self, status: int, detail: str, extra: dict[str, object] | None = None) -> None:
        super().__init__(f"{status} {detail}")
        self.status = status
        self.detail = detail
        self.extra = extra or {}


class Invalid(Rejected):
    """A write whose items are faulty: 400 with ``validation-errors`` (amoCRM, error codes)."""

    def __init__(self, faults: dict[str, list[FieldError]]) -> None:
        listing = [
            {
                "request_id": request_id,
                "errors": [
                    {"code": one.code, "path": one.path, "detail": one.detail} for one in errors
                ],
            }
            for request_id, errors in faults.items()
        ]
        super().__init__(400, "Request validation failed", {"validation-errors": listing})
