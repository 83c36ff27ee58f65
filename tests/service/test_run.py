"""`python -m service.run`: both servers come up, several workers act once, all stops cleanly."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import requests

from service.settings import inherited

ROOT = Path(__file__).resolve().parents[2]


# What a shell may still hold of a real deployment.
LEFT = {
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "TOKEN_KEYS": "k" * 40,
    "STATE_KEYS_FILE": "/nowhere/at/all",
}


class Running:
    """The two servers of one run."""

    def __init__(self) -> None:
        ports = [_free_port(), _free_port()]
        self.assistant, self.sandbox = (f"http://127.0.0.1:{port}" for port in ports)
        environment = {"PORT": str(ports[0]), "SANDBOX_PORT": str(ports[1]), **LEFT}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "service.run"],
            cwd=ROOT,
            env=inherited({**environment, "WEB_CONCURRENCY": "2"}),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def wait(self) -> None:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            try:
                for address in (self.assistant, self.sandbox):
                    requests.get(f"{address}/healthz", timeout=2).raise_for_status()
                return
            except requests.RequestException:
                assert self.process.poll() is None, self.output()
                time.sleep(0.1)
        raise AssertionError("not ready in a minute")

    def output(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.read().decode()

    def chat(self, text: str, state: str | None = None) -> Any:
        settings = requests.get(f"{self.sandbox}/_sandbox/settings", timeout=5).json()
        address = f"{self.sandbox}/ajax/v2/integrations/{settings['client_id']}/disposable_token"
        token = requests.get(address, headers={"X-Sandbox-User": "101"}, timeout=5).json()["token"]
        body = {"text": text, "context": {"entity": {"type": "leads", "id": 5001}}, "state": state}
        headers = {"X-Auth-Token": token, "Origin": self.sandbox}
        url = f"{self.assistant}/api/v1/chat"
        answer = requests.post(url, json=body, headers=headers, timeout=20)
        assert answer.headers["Access-Control-Allow-Origin"] == self.sandbox
        return answer.json()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    made = Running()
    try:
        made.wait()
        yield made
    finally:
        made.process.kill()
        made.process.communicate()


def test_a_message_is_answered(running: Running) -> None:
    assert running.chat("найди контакт Сергея Гуся")["records"][0]["id"] == 7009


def test_two_workers_and_a_dozen_presses_set_one_task(running: Running) -> None:
    state = running.chat("поставь задачу проверить договор завтра")["state"]
    with ThreadPoolExecutor(12) as pool:
        said = list(pool.map(lambda _: running.chat("да", state), range(12)))
    assert {one["status"] for one in said} == {"done"}
    assert len({one["records"][0]["id"] for one in said}) == 1


def test_it_stops_cleanly_when_asked(running: Running) -> None:
    running.process.send_signal(signal.SIGTERM)
    output, _ = running.process.communicate(timeout=40)
    assert running.process.returncode == 0
    assert running.assistant.encode() in output
    with pytest.raises(requests.ConnectionError):
        requests.get(f"{running.sandbox}/healthz", timeout=2)


def test_a_taken_port_is_named_with_a_remedy() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        port = held.getsockname()[1]
        environment = {"PORT": str(_free_port()), "SANDBOX_PORT": str(port)}
        done = subprocess.run(
            [sys.executable, "-m", "service.run"],
            cwd=ROOT,
            env=inherited(environment),
            capture_output=True,
            timeout=60,
        )
    assert done.returncode == 1
    assert b"SANDBOX_PORT" in done.stderr
