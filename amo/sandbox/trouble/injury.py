"""What a fault makes of an answer, as far as bytes go; the connection does the rest."""

from __future__ import annotations

import json
from dataclasses import replace

from amo.sandbox.rest.envelope import FORBIDDEN_PAGE, PROBLEM, phrase, problem_document
from amo.sandbox.trouble.faults import Fault, FaultKind
from amo.sandbox.wire.exchange import Answer

# A gateway in front of amoCRM answers these itself, in HTML.
_GATEWAY = frozenset({502, 503, 504})
_BROKEN_JSON = b'{"_page":1,"_embedded":{"leads":[{"id":'
_ELSEWHERE = "http://elsewhere.invalid/"


def instead(fault: Fault) -> Answer | None:
    """The answer a fault gives instead of the request; None when the request is carried out."""
    match fault.kind:
        case FaultKind.HTML403:
            return Answer(403, [("Content-Type", "text/html")], FORBIDDEN_PAGE.encode())
        case FaultKind.STATUS:
            return _status(fault)
        case _:
            return None


def changed(fault: Fault, answer: Answer) -> Answer:
    """The answer a fault leaves of the one that was due."""
    match fault.kind:
        case FaultKind.MALFORMED:
            status = 200 if answer.status == 204 else answer.status
            return replace(answer, status=status, body=_BROKEN_JSON)
        case FaultKind.EMPTY:
            return replace(answer, body=b"")
        case _:
            return answer


def _status(fault: Fault) -> Answer:
    headers = [] if fault.retry_after is None else [("Retry-After", str(fault.retry_after))]
    if 300 <= fault.status < 400:
        return Answer(fault.status, [*headers, ("Location", fault.location or _ELSEWHERE)])
    if fault.html or fault.status in _GATEWAY:
        return Answer(fault.status, [*headers, ("Content-Type", "text/html")], _page(fault.status))
    extra = {} if fault.retry_after is None else {"retry_after": fault.retry_after}
    document = problem_document(fault.status, phrase(fault.status), extra)
    headers.append(("Content-Type", PROBLEM))
    return Answer(fault.status, headers, json.dumps(document, ensure_ascii=False).encode())


def _page(status: int) -> bytes:
    text = f"{status} {phrase(status)}"
    return f"<html><head><title>{text}</title></head><body><h1>{text}</h1></body></html>".encode()
