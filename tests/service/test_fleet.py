"""Two instances behind nginx with one Redis, as in production: turns alternate, nothing is lost."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import threading
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.load.fleet import ISSUER, ROOT, Fleet
from tests.service.assistant_stage import wait_until
from tests.service.test_http_body import refused

CARD = {"entity": {"type": "leads", "id": 5001}}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fleet]:
    for program in ("nginx", "redis-server"):
        if shutil.which(program) is None:
            pytest.skip(f"THE FLEET IS NOT TESTED: no {program} here (Debian: nginx-light)")
    folder = tmp_path_factory.mktemp("fleet")
    made = Fleet(
        folder,
        instances=2,
        workers=2,
        redis=True,
        extra={
            "METRICS_TOKEN": "m" * 32,
            "BEHIND_PROXY": "1",
            "AMO_REQUESTS_PER_SECOND": "50",
        },
    )
    try:
        made.start()
        made.address = made.front()  # type: ignore[attr-defined]
        yield made
    finally:
        made.stop()


@pytest.fixture
def front(running: Fleet) -> str:
    return running.address  # type: ignore[attr-defined, no-any-return]


def chat(running: Fleet, front: str, text: str, state: str | None = None, **more: Any) -> Any:
    """One message, sent again with the same id as the widget does when the connection breaks."""
    body = {"text": text, "message_id": str(uuid.uuid4()), "context": CARD, "state": state, **more}
    headers = {"X-Auth-Token": running.token(101), "Origin": ISSUER}
    for attempt in range(5):
        try:
            answer = requests.post(f"{front}/api/v1/chat", json=body, headers=headers, timeout=20)
            if answer.status_code < 500:
                return answer
        except requests.ConnectionError:
            pass
        time.sleep(0.1 * 2**attempt)
    raise AssertionError("no answer after five tries")


def upstreams(running: Fleet) -> set[str]:
    lines = (running.folder / "nginx-access.log").read_text(encoding="utf-8").splitlines()
    return {json.loads(line)["upstream"] for line in lines if "/api/v1/chat" in line}


def titles(running: Fleet, text: str) -> list[Any]:
    """The tasks of a text that amoCRM has."""
    headers = {"Authorization": f"Bearer {running.account['long_lived_token']}"}
    found = requests.get(
        f"{running.sandbox_url}/api/v4/tasks?limit=250", headers=headers, timeout=10
    )
    return [one for one in found.json()["_embedded"]["tasks"] if one["text"] == text]


def test_instances_take_the_turns_of_one_dialogue_in_turn(running: Fleet, front: str) -> None:
    said = chat(running, front, "поставь задачу проверить смету завтра").json()
    assert said["status"] == "confirm"
    for text in ("нет, на пятницу", "в 15:00"):
        said = chat(running, front, text, said["state"]).json()
        assert said["status"] == "confirm", said["text"]
    done = chat(running, front, "да", said["state"]).json()
    assert done["status"] == "done"
    assert len(titles(running, "проверить смету")) == 1
    assert len(upstreams(running)) == 2


def test_killed_workers_lose_no_answer_and_double_no_task(running: Fleet, front: str) -> None:
    """The short form of `make faults` F4: a worker dies every second."""
    stopped = threading.Event()

    def kill() -> None:
        turn = 0
        while not stopped.wait(1.0):
            pids = running.instance(turn % 2).children()
            if pids:
                os.kill(pids[turn // 2 % len(pids)], signal.SIGKILL)
            turn += 1

    killer = threading.Thread(target=kill)
    killer.start()
    texts = [f"сверить счёт {word}" for word in ("первый", "второй", "третий", "четвёртый")]
    try:
        for text in texts:
            said = chat(running, front, f"поставь задачу {text} завтра").json()
            assert said["status"] == "confirm", said["text"]
            done = confirmed(running, front, said["state"])
            assert done["status"] == "done", done["text"]
    finally:
        stopped.set()
        killer.join()
    assert [len(titles(running, text)) for text in texts] == [1, 1, 1, 1]


def confirmed(running: Fleet, front: str, state: str) -> Any:
    """«Да» until it is done: a claim whose holder died is free after its time."""
    own = str(uuid.uuid4())
    end = time.monotonic() + 40
    while True:
        said = chat(running, front, "да", state, message_id=own).json()
        if said["status"] == "done" or time.monotonic() > end:
            return said
        time.sleep(0.5)


def test_a_reload_under_way_loses_nothing(running: Fleet, front: str) -> None:
    running.instance(0).send(signal.SIGHUP)
    codes = [chat(running, front, "привет").status_code for _ in range(30)]
    assert set(codes) == {200}


def test_a_reload_reads_secrets_anew_and_survives_a_bad_one(tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    keys.write_text("a" * 40)
    made = Fleet(tmp_path, workers=1, extra={"STATE_KEYS": "", "STATE_KEYS_FILE": str(keys)})
    try:
        made.start()
        text = "поставь задачу проверить смету завтра"
        state = chat(made, made.urls[0], text).json()["state"]
        keys.write_text("short")
        reload(made, "STATE_KEYS: is shorter")
        assert chat(made, made.urls[0], "привет", state).status_code == 200
        keys.write_text("b" * 40)
        reload(made, "Worker exiting")
        said = chat(made, made.urls[0], "да", state).json()
        assert "заново" in said["text"], "the state of a key that was taken away opens nothing"
    finally:
        made.stop()


def reload(running: Fleet, sign: str) -> None:
    """SIGHUP, until the old worker has gone and the log shows the sign."""
    old = running.instance(0).children()
    seen = running.logs().count(sign)
    running.instance(0).send(signal.SIGHUP)
    end = time.monotonic() + 30
    while set(old) & set(running.instance(0).children()) or running.logs().count(sign) <= seen:
        assert time.monotonic() < end, running.logs()[-2000:]
        time.sleep(0.05)


class TestFront:
    """What nginx refuses, in the form of the service's refusals."""

    @pytest.mark.parametrize(
        "path", ["/readyz", "/metrics", "/debug/parse", "/", "/problems/404.json"]
    )
    def test_what_is_not_for_the_world_is_404(self, front: str, path: str) -> None:
        answer = requests.get(front + path, timeout=5)
        assert answer.status_code == 404
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.json()["status"] == 404

    def test_every_described_address_of_the_widget_is_let_through(self, front: str) -> None:
        document = json.loads((ROOT / "docs" / "openapi.json").read_text(encoding="utf-8"))
        for path in document["paths"]:
            answer = requests.post(front + path, json={}, timeout=5)
            assert answer.status_code != 404, path

    def test_a_large_body_is_413_in_russian(self, front: str) -> None:
        answer = requests.post(
            f"{front}/api/v1/chat", data=b"a" * 40_000, headers={"Origin": ISSUER}, timeout=5
        )
        assert answer.status_code == 413
        assert "32 КБ" in answer.json()["detail"]
        assert answer.headers["Access-Control-Allow-Origin"] == ISSUER

    def test_a_chunked_body_over_the_limit_is_413(self, front: str) -> None:
        def parts() -> Iterator[bytes]:
            for _ in range(60):
                yield b"a" * 1000

        answer = requests.post(f"{front}/api/v1/chat", data=parts(), timeout=5)
        assert answer.status_code == 413

    def test_huge_headers_are_refused(self, front: str) -> None:
        answer = requests.post(
            f"{front}/api/v1/chat", headers={"X-Auth-Token": "a" * 40_000}, timeout=5
        )
        assert answer.status_code == 431

    def test_a_header_with_underscores_counts_for_nothing(self, running: Fleet, front: str) -> None:
        headers = {"X_Auth_Token": running.token(101)}
        answer = requests.post(
            f"{front}/api/v1/chat", json={"text": "привет"}, headers=headers, timeout=5
        )
        refused(answer, 401)

    @pytest.mark.parametrize(
        "head",
        [
            "Content-Length: 5\r\nContent-Length: 6",
            "Content-Length: -1",
            "Content-Length: 5\r\nTransfer-Encoding: chunked",
            "Content-Length: abc",
        ],
        ids=["two lengths", "negative length", "length and chunks", "no number"],
    )
    def test_ambiguous_lengths_are_400(self, front: str, head: str) -> None:
        assert raw(front, f"{head}\r\n\r\nhello").split()[1] == b"400"

    def test_slow_clients_do_not_stop_the_others(self, running: Fleet, front: str) -> None:
        host, _, port = front.removeprefix("http://").partition(":")
        slow = [socket.create_connection((host, int(port)), 5) for _ in range(45)]
        try:
            for one in slow:
                one.sendall(b"POST /api/v1/chat HTTP/1.1\r\nHost: x\r\nContent-Le")
            assert requests.get(f"{running.urls[0]}/healthz", timeout=2).ok
            assert requests.get(f"{running.urls[0]}/readyz", timeout=2).ok
        finally:
            for one in slow:
                one.close()

    def test_the_request_id_is_one_and_the_same_throughout(
        self, running: Fleet, front: str
    ) -> None:
        answer = chat(running, front, "привет")
        own = answer.headers["X-Request-ID"]
        assert answer.json()["request_id"] == own
        access = running.folder / "nginx-access.log"
        wait_until(lambda: own in running.logs())  # the line is written after the answer
        wait_until(lambda: own in access.read_text(encoding="utf-8"))


def raw(front: str, rest: str) -> bytes:
    """What comes back for a request written by hand."""
    host, _, port = front.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), 5) as connection:
        connection.settimeout(5)
        head = f"POST /api/v1/chat HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n"
        connection.sendall(head.encode() + rest.encode())
        return connection.recv(65_536)


def test_the_service_itself_refuses_ambiguous_lengths(running: Fleet) -> None:
    for head in ("Content-Length: 5\r\nContent-Length: 6", "Content-Length: -1"):
        assert raw(running.urls[0], f"{head}\r\n\r\nhello").split()[1] == b"400"


def test_the_numbers_of_all_workers_are_one_page_for_who_has_the_token(running: Fleet) -> None:
    address = f"{running.urls[0]}/metrics"
    for headers in ({}, {"Authorization": "Bearer wrong"}):
        refused(requests.get(address, headers=headers, timeout=5), 404)
    headers = {"Authorization": f"Bearer {'m' * 32}"}
    page = requests.get(address, headers=headers, timeout=5)
    assert page.status_code == 200
    for name in (
        "assistant_requests_total",
        "assistant_answers_total",
        "assistant_amo_calls_total",
    ):
        assert name in page.text
    assert "101" not in {
        line.split("user")[-1] for line in page.text.splitlines() if "user" in line
    }


def test_logs_are_json_and_hold_no_token_text_or_name(running: Fleet, front: str) -> None:
    chat(running, front, "найди Ивана Петрова 89161234567 anna@example.com")
    written = running.logs()
    for line in written.splitlines():
        assert json.loads(line)["ts"]
    secrets = (
        running.token(101),
        running.account["long_lived_token"],
        running.account["client_secret"],
    )
    for planted in (*secrets, "9161234567", "anna@", "Петров", "сверить"):
        assert planted not in written
