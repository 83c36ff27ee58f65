"""The errors of this package.

ServiceError
├── BadSetting       a setting stops the start: names the setting, the problem and the remedy
├── BadReplies       a file of replies is wrong: names file, key and remedy
├── BadState         a state token that is forged, foreign, expired or too large
├── Refusal          an HTTP refusal that becomes application/problem+json
└── StoreDown        the store of claims cannot be read or written
"""

from __future__ import annotations

from collections.abc import Mapping


class ServiceError(Exception):
    """Base of everything this package raises on purpose."""

    permanent = True


class BadSetting(ServiceError):
    """A setting cannot be used; the message names it, the problem and the remedy."""

    def __init__(self, name: str, problem: str, remedy: str) -> None:
        super().__init__(f"{name}: {problem}; {remedy}")
        self.name = name
        self.problem = problem
        self.remedy = remedy


class BadReplies(ServiceError):
    """A file of replies is wrong; the message names file, key and remedy."""


class BadState(ServiceError):
    """A state token is forged, foreign, expired or too large; `expired` tells the last two apart.

    Args:
        expired: whether it was ours and only too old.
    """

    def __init__(self, expired: bool = False) -> None:
        super().__init__("expired" if expired else "not ours")
        self.expired = expired


class Refusal(ServiceError):
    """A request is refused with a problem document (RFC 9457).

    Args:
        status: the HTTP status.
        key: which sentence of data/replies/problems.toml says why.
        values: what the sentence's placeholders stand for.
        headers: further headers of the answer, such as Allow.
    """

    def __init__(
        self,
        status: int,
        key: str,
        values: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(f"{status} {key}")
        self.status = status
        self.key = key
        self.values = values or {}
        self.headers = headers or {}


class StoreDown(ServiceError):
    """The store of claims cannot be read or written, so no write may begin."""

    permanent = False
