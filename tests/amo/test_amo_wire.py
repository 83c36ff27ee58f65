"""Faults of the wire: each becomes the right error, within the deadline, and tells nothing away."""

import gzip
import socket
import time
from contextlib import contextmanager, suppress

import pytest

from amo.answers import interpret
from amo.calls import Request
from amo.deadline import Deadline
from amo.errors import (
    AmoError,
    CallTimeout,
    ConnectionLost,
    DeadlineExceeded,
    EmptyAnswer,
    NotConnected,
    OversizedAnswer,
    UnexpectedStatus,
    UnreadableAnswer,
)
from amo.http import Limits, Transport
from tests.amo.amo_fault_server import drips, hangs, resets, response, says, serving

ASK = Request("GET", "/api/v4/leads/5001", (("query", "79161234567"),))
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 400\r\n\r\n"
DRIPPING_HEAD = b"HTTP/1.1 200 OK\r\nX-Slow: "
SECRET = "planted-token-5f2e"


def exchange(script, *, request=ASK, left=10.0, limits=None):
    """Asks a server that runs the script; gives the answer's meaning, or raises."""
    with serving(script) as server:
        transport = Transport(limits or Limits(seconds=0.4, answer_bytes=100_000))
        try:
            deadline = Deadline.after(left, time.monotonic)
            headers = {"Authorization": f"Bearer {SECRET}"}
            answer = transport.exchange(server.url, request, headers, deadline)
            return interpret(request, answer)
        finally:
            transport.close()


@pytest.mark.parametrize(
    ("script", "error"),
    [
        pytest.param(drips(HEAD, b" " * 400, 0.1), CallTimeout, id="body drips"),
        pytest.param(drips(DRIPPING_HEAD, b"x" * 400, 0.1), CallTimeout, id="headers drip"),
        pytest.param(hangs(), CallTimeout, id="hangs"),
        pytest.param(resets, ConnectionLost, id="reset"),
        pytest.param(says(b""), ConnectionLost, id="hangs up"),
        pytest.param(says(HEAD + b'{"id"'), ConnectionLost, id="truncated body"),
        pytest.param(
            says(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{"),
            ConnectionLost,
            id="truncated chunk",
        ),
        pytest.param(says(b"SSH-2.0-OpenSSH\r\n\r\n"), ConnectionLost, id="another protocol"),
        pytest.param(says(response(b"")), EmptyAnswer, id="empty"),
        pytest.param(says(response(b"   ")), EmptyAnswer, id="blank"),
        pytest.param(says(response(b"{'id': 1}")), UnreadableAnswer, id="malformed"),
        pytest.param(says(response(b"null")), UnreadableAnswer, id="null"),
        pytest.param(says(response(b"[]")), UnreadableAnswer, id="a list"),
        pytest.param(says(response(b'{"price": NaN}')), UnreadableAnswer, id="NaN"),
        pytest.param(says(response(b'{"a":' * 9000)), UnreadableAnswer, id="deep"),
        pytest.param(says(response(b'{"a":' + b"9" * 9000 + b"}")), UnreadableAnswer, id="digits"),
        pytest.param(says(response(b'{"a": "\xff"}')), UnreadableAnswer, id="not UTF-8"),
        pytest.param(
            says(response(b"<html>ok</html>", kind="text/html")),
            UnreadableAnswer,
            id="200 with HTML",
        ),
        pytest.param(says(response(b" " * 200_000)), OversizedAnswer, id="oversized"),
        pytest.param(
            says(response(gzip.compress(b" " * 20_000_000), extra="Content-Encoding: gzip\r\n")),
            OversizedAnswer,
            id="gzip bomb",
        ),
        pytest.param(
            says(response(b"not gzip", extra="Content-Encoding: gzip\r\n")),
            UnreadableAnswer,
            id="broken gzip",
        ),
        pytest.param(
            says(response(b"", "302 Found", extra="Location: http://127.0.0.1:1/\r\n")),
            UnexpectedStatus,
            id="redirect is not followed",
        ),
        pytest.param(says(response(b"", "304 Not Modified")), UnexpectedStatus, id="304"),
    ],
)
def test_a_fault_becomes_its_error_and_shows_no_secret(script, error):
    begun = time.monotonic()
    with pytest.raises(AmoError) as caught:
        exchange(script)
    assert type(caught.value) is error
    assert time.monotonic() - begun < 3.0  # the drips would take 40 seconds
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
    for shown in (str(caught.value), repr(caught.value)):
        assert "GET /api/v4/leads/{id}" in shown
        assert not any(secret in shown for secret in (SECRET, "79161234567", "127.0.0.1", "5001"))


def test_the_callers_deadline_comes_before_the_calls_own_limit():
    with pytest.raises(DeadlineExceeded):
        exchange(hangs(), left=0.2)


def test_a_spent_deadline_sends_nothing():
    with serving(says(response(b"{}"))) as server:
        transport = Transport()
        with pytest.raises(DeadlineExceeded):
            transport.exchange(server.url, ASK, {}, Deadline.after(0, time.monotonic))
        assert server.requests == []


def test_an_address_nobody_listens_at_was_never_sent_to():
    with serving(says(b"")) as server:
        url = server.url
    request = Request("POST", "/api/v4/tasks", body=[{}])
    with pytest.raises(NotConnected) as caught:
        Transport().exchange(url, request, {}, Deadline.after(5, time.monotonic))
    assert not caught.value.maybe_done


@contextmanager
def full():
    """An address whose queue is full: the kernel answers no further connection."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as listener:
        address = listener.getsockname()
        waiting = [socket.socket() for _ in range(4)]
        for one in waiting:
            one.setblocking(False)
            with suppress(BlockingIOError):
                one.connect(address)
        yield address
        for one in waiting:
            one.close()


def test_several_dead_addresses_of_a_name_share_the_time_of_one(monkeypatch):
    with full() as address:
        found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", address)] * 4
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
        begun = time.monotonic()
        with pytest.raises(CallTimeout) as caught:
            Transport(Limits(seconds=0.4)).exchange(
                "http://several.example", ASK, {}, Deadline.after(5, time.monotonic)
            )
        assert time.monotonic() - begun < 1.0
    assert not caught.value.maybe_done


def test_a_dead_address_leaves_time_for_the_next(monkeypatch):
    with full() as dead, serving(says(response(b'{"id": 1}'))) as server:
        alive = ("127.0.0.1", int(server.url.rpartition(":")[2]))
        found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", one) for one in (dead, alive)]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
        transport = Transport(Limits(seconds=2.0))
        answer = transport.exchange(
            "http://several.example", ASK, {}, Deadline.after(5, time.monotonic)
        )
        transport.close()
    assert answer.status == 200


@pytest.mark.parametrize("script", [hangs(), resets, says(response(b"{"))])
def test_a_write_cut_after_sending_may_have_happened(script):
    request = Request("POST", "/api/v4/tasks", body=[{"text": "позвонить"}])
    with pytest.raises(AmoError) as caught:
        exchange(script, request=request)
    assert caught.value.maybe_done


def test_a_connection_is_reused_and_still_bounded():
    def script(connection):
        connection.sendall(response(b'{"id": 1}'))
        connection.recv(65536)
        hangs()(connection)

    with serving(script) as server:
        transport = Transport(Limits(seconds=0.4))
        first = transport.exchange(server.url, ASK, {}, Deadline.after(5, time.monotonic))
        with pytest.raises(CallTimeout):
            transport.exchange(server.url, ASK, {}, Deadline.after(5, time.monotonic))
        transport.close()
        assert first.status == 200
        assert len(server.requests) == 1


def test_the_request_on_the_wire_is_what_amocrm_documents():
    with serving(says(response(b'{"id": 1}'))) as server:
        transport = Transport()
        request = Request("GET", "/api/v4/leads", (("filter[id][]", "1"), ("query", "Ёж & Ко=../")))
        deadline = Deadline.after(5, time.monotonic)
        transport.exchange(server.url, request, {"X-Context-User-ID": "102"}, deadline)
        transport.close()
        line, *headers = server.requests[0].decode().split("\r\n")
    assert line == (
        "GET /api/v4/leads?filter%5Bid%5D%5B%5D=1"
        "&query=%D0%81%D0%B6+%26+%D0%9A%D0%BE%3D..%2F HTTP/1.1"
    )
    assert "X-Context-User-ID: 102" in headers
    assert "User-Agent: amo-assistant" in headers
    assert not any(one.lower().startswith(("cookie", "authorization")) for one in headers)


def test_amocrms_id_of_an_answer_is_kept_and_bounded():
    with serving(says(response(b"{}", extra=f"X-Request-Id: {'a' * 500}\r\n"))) as server:
        transport = Transport()
        answer = transport.exchange(server.url, ASK, {}, Deadline.after(5, time.monotonic))
        transport.close()
    assert answer.request_id == "a" * 80


def test_cookies_are_neither_kept_nor_sent():
    answer = response(
        b'{"id": 1}', extra="Set-Cookie: session=abc; Path=/\r\nConnection: close\r\n"
    )
    with serving(says(answer)) as server:
        transport = Transport()
        for _ in range(2):
            transport.exchange(server.url, ASK, {}, Deadline.after(5, time.monotonic))
        transport.close()
        assert len(server.requests) == 2
        assert not any(b"cookie" in one.lower() for one in server.requests)
