"""Everything that can go wrong with amoCRM, as one tree.

AmoError
├── Unavailable               amoCRM gave no usable answer; worth another try later
│   ├── NotConnected          it could not be reached, so nothing was sent
│   ├── ConnectionLost        the connection broke after the request was sent
│   ├── CallTimeout           one call took longer than a call may
│   ├── ServerError           it answered 5xx
│   ├── UnreadableAnswer      the body was not what the API promises
│   │   ├── EmptyAnswer       … it was empty where it may not be
│   │   └── OversizedAnswer   … it was larger than we are ready to read
│   └── UnexpectedStatus      a status no page of the API mentions, a redirect among them
├── Shut                      amoCRM refuses this account or address altogether
│   ├── PaymentRequired       the account is not paid for (402)
│   └── Blocked               an HTML 403: all calls are blocked for abuse
├── DeadlineExceeded          the caller's time is spent
├── RateLimited               too many calls a second
│   └── QueueFull             … said by our own limiter, nothing was sent
├── Unauthorized              amoCRM does not accept the token (401)
│   └── NeedsReauthorization  … and no refresh can mend it: an administrator must grant access anew
├── Forbidden                 the acting user has no right to this (a JSON 403, or our own check)
│   └── UnknownUser           … being no active, paid user of the account
├── NotFound                  there is no such record or method (404, 405)
├── Rejected                  amoCRM did not accept what was sent (400, 422); `problems` says why
│   └── FilterUnavailable     … as the account has no such filter
├── HostNotAllowed            a host that is no amoCRM account was named
└── StoreUnavailable          the store of tokens cannot be read or written

The errors of the widget's token form a tree of their own, in `amo.widget_token`.

Every error knows whether trying again can help (`permanent`), amoCRM's id of the answer
(`request_id`), how long amoCRM asks to wait (`retry_after`, seconds) and whether a write may have
happened all the same (`maybe_done`). No message holds a body, a query, a token or a person's data:
only the method, the path with its numbers masked, and the status.
"""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Problem:
    """One entry of amoCRM's validation list.

    Args:
        path: where in the item, in dot notation: `custom_fields_values.0.field_id`.
        code: amoCRM's name of the rule: `NotSupportedChoice`, `FieldMissing`…
        request_id: which item of a batch, as the caller named it.
    """

    path: str
    code: str
    request_id: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """What was asked, in a form fit for a log: `GET /api/v4/leads/{id}`."""

    method: str
    route: str

    def __str__(self) -> str:
        return f"{self.method} {self.route}"


class AmoError(Exception):
    """The root: something about amoCRM went wrong.

    Args:
        call: what was asked, or None when nothing was.
        status: the HTTP status, where there was an answer.
        request_id: amoCRM's `X-Request-Id` of the answer.
        retry_after: seconds to wait, as amoCRM or the limiter says.
        maybe_done: whether a write may have been carried out although this error came back.
    """

    permanent: ClassVar[bool] = True

    def __init__(
        self,
        call: Call | None = None,
        *,
        status: int | None = None,
        request_id: str | None = None,
        retry_after: float | None = None,
        maybe_done: bool = False,
    ) -> None:
        self.call = call
        self.status = status
        self.request_id = request_id
        self.retry_after = retry_after
        self.maybe_done = maybe_done
        super().__init__(self._sentence())

    def _sentence(self) -> str:
        parts = [type(self).__name__, str(self.call or ""), str(self.status or "")]
        return " ".join(part for part in parts if part)


class Unavailable(AmoError):
    """amoCRM gave no usable answer."""

    permanent = False


class NotConnected(Unavailable):
    """amoCRM could not be reached: name, connection or TLS failed before anything was sent."""


class ConnectionLost(Unavailable):
    """The connection broke before the whole answer was there."""


class CallTimeout(Unavailable):
    """A single call took longer than a call may, though the caller still has time."""


class ServerError(Unavailable):
    """amoCRM answered 5xx."""


class UnreadableAnswer(Unavailable):
    """The body is not the JSON the API promises."""


class EmptyAnswer(UnreadableAnswer):
    """The body is empty though the status promises one."""


class OversizedAnswer(UnreadableAnswer):
    """The body, unpacked, is larger than the limit."""


class UnexpectedStatus(Unavailable):
    """A status that the API does not document; redirects are not followed and end here."""


class Shut(AmoError):
    """amoCRM refuses the account or our address altogether; only a person can mend it."""


class PaymentRequired(Shut):
    """The account is not paid for."""


class Blocked(Shut):
    """amoCRM's front answers an HTML 403: calls are blocked, and more calls make it worse."""


class DeadlineExceeded(AmoError):
    """The caller's time is spent."""

    permanent = False


class RateLimited(AmoError):
    """amoCRM answered 429."""

    permanent = False


class QueueFull(RateLimited):
    """Our own limiter knows that the next free slot comes too late, so nothing was sent."""


class Unauthorized(AmoError):
    """amoCRM does not accept the token."""


class NeedsReauthorization(Unauthorized):
    """The grant is gone: an administrator has to connect the account again."""


class Forbidden(AmoError):
    """The acting user has no right to this."""


class UnknownUser(Forbidden):
    """The acting user is not an active, paid user of the account."""


class NotFound(AmoError):
    """There is no such record, or no such method."""


class Rejected(AmoError):
    """amoCRM did not accept what was sent.

    Args:
        problems: amoCRM's validation list, without its free texts (they may repeat our values).
    """

    def __init__(
        self,
        call: Call | None = None,
        *,
        status: int | None = None,
        request_id: str | None = None,
        problems: tuple[Problem, ...] = (),
    ) -> None:
        self.problems = problems
        super().__init__(call, status=status, request_id=request_id)


class FilterUnavailable(Rejected):
    """The account does not offer this filter."""


class HostNotAllowed(AmoError):
    """A host that is neither an amoCRM account nor the configured address was named."""


class StoreUnavailable(AmoError):
    """The store of tokens cannot be read or written."""

    permanent = False
