"""Faults on the socket: what a client really meets."""

from __future__ import annotations

import http.client
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests

from tests.sandbox.sandbox_client import Client

LEAD = {"name": "Едва созданная"}


@contextmanager
def connection(api: Client, timeout: float = 10) -> Iterator[http.client.HTTPConnection]:
    parts = urlsplit(api.url)
    held = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=timeout)
    try:
        yield held
    finally:
        held.close()


def ask(held: http.client.HTTPConnection, api: Client, path: str = "/leads") -> None:
    held.request("GET", f"/api/v4{path}", headers={"Authorization": f"Bearer {api.token}"})


@pytest.mark.parametrize(
    ("status", "content_type"),
    [
        (400, "application/problem+json"),
        (401, "application/problem+json"),
        (402, "application/problem+json"),
        (403, "application/problem+json"),
        (404, "application/problem+json"),
        (422, "application/problem+json"),
        (500, "application/problem+json"),
        (502, "text/html"),
        (503, "text/html"),
        (504, "text/html"),
    ],
)
def test_a_status_is_answered_in_its_own_shape(api: Client, status: int, content_type: str) -> None:
    api.fault("status", status=status)
    answer = api.get("/leads")
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, content_type)
    if content_type.endswith("json"):
        assert answer.json()["status"] == status


def test_a_429_tells_when_to_come_again(api: Client) -> None:
    api.fault("status", status=429, retry_after=4)
    answer = api.get("/leads")
    assert (answer.json()["retry_after"], answer.headers["Retry-After"]) == (4, "4")


def test_a_429_may_come_without_json(api: Client) -> None:
    api.fault("status", status=429, html=True)
    answer = api.get("/leads")
    assert (answer.status_code, answer.headers["Content-Type"]) == (429, "text/html")


def test_a_redirect_points_elsewhere(api: Client) -> None:
    api.fault("status", status=302, location="http://elsewhere.invalid/x")
    answer = api.call("GET", "/leads", allow_redirects=False)
    assert (answer.status_code, answer.headers["Location"]) == (302, "http://elsewhere.invalid/x")


def test_a_fault_hits_its_path_method_and_count_alone(api: Client) -> None:
    api.fault("status", status=500, match="/api/v4/leads", method="get", count=2)
    assert api.get("/contacts").status_code == 200
    assert api.post("/leads", [LEAD]).status_code == 200
    assert [api.get("/leads").status_code for _ in range(3)] == [500, 500, 200]
    assert api.control("/faults", method="GET").json() == []


def test_clearing_lifts_all_faults(api: Client) -> None:
    api.fault("status", status=500)
    api.fault("html403")
    assert api.get("/leads").status_code == 500
    assert api.control("/faults", method="DELETE").status_code == 204
    assert api.get("/leads").status_code == 200


@pytest.mark.parametrize(
    "fault",
    [
        {},
        {"kind": "flood"},
        {"kind": "status", "status": "500"},
        {"kind": "status", "status": 99},
        {"kind": "slow", "seconds": True},
        {"kind": "slow", "colour": "red"},
    ],
)
def test_a_fault_that_makes_no_sense_is_422(api: Client, fault: dict[str, Any]) -> None:
    assert api.control("/faults", fault).status_code == 422
    assert api.control("/faults", method="GET").json() == []


def test_the_block_is_plain_html_without_json(api: Client) -> None:
    api.fault("html403")
    answer = api.get("/leads")
    assert (answer.status_code, answer.headers["Content-Type"]) == (403, "text/html")
    with pytest.raises(requests.JSONDecodeError):
        answer.json()


def test_slow_waits_and_then_answers(api: Client) -> None:
    api.fault("slow", seconds=0.3)
    began = time.monotonic()
    assert api.get("/leads").status_code == 200
    assert time.monotonic() - began >= 0.3


def test_hang_gives_no_answer(api: Client) -> None:
    api.fault("hang", seconds=30)
    with connection(api, timeout=0.3) as held:
        ask(held, api)
        with pytest.raises(TimeoutError):
            held.getresponse()


def test_hang_ends_with_a_closed_connection_and_no_byte(api: Client) -> None:
    api.fault("hang", seconds=0.1)
    with connection(api) as held:
        ask(held, api)
        with pytest.raises(http.client.RemoteDisconnected):
            held.getresponse()


def test_drip_sends_the_head_at_once_and_the_body_bit_by_bit(api: Client) -> None:
    api.fault("drip", seconds=0.6)
    with connection(api) as held:
        began = time.monotonic()  # the drip may begin before the first line is read
        ask(held, api)
        answer = held.getresponse()
        pieces = 0
        while answer.read1(65536):
            pieces += 1
        assert time.monotonic() - began >= 0.6
        assert pieces >= 5


def test_drip_stops_when_the_client_goes(api: Client) -> None:
    api.fault("drip", seconds=60)
    with connection(api) as held:
        ask(held, api)
        assert held.getresponse().status == 200
    assert api.control("/reset").status_code == 204
    assert api.get("/leads").status_code == 200


def test_reset_is_a_reset_of_the_connection(api: Client) -> None:
    api.fault("reset")
    with connection(api) as held:
        ask(held, api)
        with pytest.raises(ConnectionResetError):
            held.getresponse()


def test_truncate_promises_more_than_it_sends(api: Client) -> None:
    api.fault("truncate")
    with connection(api) as held:
        ask(held, api)
        answer = held.getresponse()
        promised = int(str(answer.getheader("Content-Length")))
        with pytest.raises(http.client.IncompleteRead) as cut:
            answer.read()
    assert 0 < len(cut.value.partial) < promised


def test_truncate_of_an_empty_answer_still_cuts(api: Client) -> None:
    api.fault("truncate")
    with connection(api) as held:
        ask(held, api, "/leads/1")
        answer = held.getresponse()
        with pytest.raises(http.client.IncompleteRead):
            answer.read()


def test_malformed_is_200_with_broken_json(api: Client) -> None:
    api.fault("malformed")
    for path in ("/leads", "/leads/1"):
        answer = api.get(path)
        assert answer.status_code == 200
        with pytest.raises(requests.JSONDecodeError):
            answer.json()


def test_empty_is_200_without_a_body(api: Client) -> None:
    api.fault("empty")
    answer = api.get("/leads")
    assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.parametrize("kind", ["reset", "truncate"])
def test_a_write_that_is_cut_has_been_carried_out(api: Client, kind: str) -> None:
    api.fault(kind, method="POST", count=1)
    with pytest.raises(requests.RequestException):
        api.post("/leads", [LEAD])
    assert len(api.ids("leads", query=LEAD["name"])) == 1


@pytest.mark.parametrize("kind", ["status", "html403"])
def test_a_write_that_is_refused_has_not_been_carried_out(api: Client, kind: str) -> None:
    api.fault(kind, method="POST", count=1)
    assert api.post("/leads", [LEAD]).status_code in (403, 500)
    assert api.ids("leads", query=LEAD["name"]) == []


def test_the_controls_and_health_have_no_faults(api: Client) -> None:
    api.fault("status", status=500, match="/")
    assert api.http.get(f"{api.url}/healthz").status_code == 200
    assert api.control("/clock", method="GET").status_code == 200
    assert api.get("/leads").status_code == 500


@pytest.mark.parametrize(
    ("name", "value", "status"),
    [
        ("Content-Length", str(10**8), 413),
        ("Content-Length", "many", 400),
        ("Transfer-Encoding", "chunked", 411),
    ],
)
def test_an_unreadable_body_ends_the_connection_in_order(
    api: Client, name: str, value: str, status: int
) -> None:
    with connection(api) as held:
        held.putrequest("POST", "/api/v4/leads")
        held.putheader(name, value)
        held.endheaders()
        answer = held.getresponse()
        assert (answer.status, answer.getheader("Connection")) == (status, "close")


def test_half_a_write_is_not_carried_out(api: Client) -> None:
    parts = urlsplit(api.url)
    body = b'[{"name":"half"}]'
    head = f"POST /api/v4/leads HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {api.token}\r\n"
    with socket.create_connection((str(parts.hostname), parts.port), timeout=5) as held:
        held.sendall(f"{head}Content-Length: {len(body) + 1}\r\n\r\n".encode() + body)
        held.shutdown(socket.SHUT_WR)
        assert held.recv(1024) == b""
    assert api.ids("leads", query="half") == []


def test_garbage_on_the_socket_does_no_harm(api: Client) -> None:
    parts = urlsplit(api.url)
    with socket.create_connection((str(parts.hostname), parts.port), timeout=5) as held:
        held.sendall(b"\x16\x03\x01 nonsense\r\n\r\n")
        held.recv(1024)
    assert api.get("/leads").status_code == 200
