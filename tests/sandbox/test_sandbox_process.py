"""The sandbox as a process: start, health, clean stop, tokens, errors of the operator."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import jwt
import pytest
import requests

import amo.sandbox
from amo.sandbox.identity.integration import Integration
from amo.sandbox.wire.tls import AUTHORITY
from tests.sandbox.sandbox_client import MARIA, Client

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "amo.sandbox", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)


@contextmanager
def process(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    command = [sys.executable, "-m", "amo.sandbox", "--port", "0", "--small", *arguments]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as held:
        try:
            assert held.stdout is not None
            yield held, held.stdout.readline().split()[-1]
        finally:
            held.kill()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_it_cleanly_even_with_clients_connected(number: signal.Signals) -> None:
    with process() as (held, url), requests.Session() as session:
        assert session.get(f"{url}/healthz", timeout=10).json() == {"status": "ok"}
        os.kill(held.pid, number)
        assert held.wait(timeout=10) == 0


def test_the_same_port_is_free_again_at_once() -> None:
    first = amo.sandbox.start(small=True)
    port = int(first.url.rsplit(":", 1)[1])
    with requests.Session() as session:
        session.get(f"{first.url}/healthz", timeout=10)
        first.stop()
        first.stop()
        with amo.sandbox.start(port, small=True) as second:
            assert second.url == first.url
            assert session.get(f"{second.url}/healthz", timeout=10).status_code == 200


def has_ipv6() -> bool:
    try:
        with socket.create_server(("::1", 0), family=socket.AF_INET6):
            return True
    except OSError:
        return False


@pytest.mark.skipif(not has_ipv6(), reason="the machine has no IPv6 loopback")
def test_an_ipv6_address_is_served_too() -> None:
    with amo.sandbox.start(host="::1", small=True) as handle, requests.Session() as session:
        assert handle.url.startswith("http://[::1]:")
        assert session.get(f"{handle.url}/healthz", timeout=10).status_code == 200


def test_sandboxes_run_side_by_side() -> None:
    with (
        amo.sandbox.start(small=True) as one,
        amo.sandbox.start(small=True) as other,
        Client(one.url) as first,
        Client(other.url) as second,
    ):
        first.patch("/leads/5001", {"name": "Иное"})
        assert second.get("/leads/5001").json()["name"] == "Внедрение CRM"


def test_writes_from_many_clients_at_once_are_all_kept_apart(api: Client) -> None:
    def write(_: int) -> int:
        with Client(api.url) as client:
            made = client.post("/leads", [{"name": "Разом"}, {"name": "Разом"}]).json()
        return len({one["id"] for one in made["_embedded"]["leads"]})

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(write, range(24))) == 48
    assert len(set(api.ids("leads", query="Разом", limit=250))) == 48


def test_the_token_command_prints_a_token_for_the_user() -> None:
    printed = run("token", "--user", str(MARIA)).stdout.strip()
    secret = Integration().client_secret
    claims = jwt.decode(printed, secret, algorithms=["HS256"], audience="http://127.0.0.1")
    assert claims["user_id"] == MARIA
    bearer = run("token", "--bearer").stdout.strip()
    with amo.sandbox.start(small=True) as handle, Client(handle.url) as client:
        client.token = bearer
        assert client.get("/account").status_code == 200


def test_an_operators_mistake_is_named_with_its_remedy(tmp_path: Path) -> None:
    with amo.sandbox.start(small=True) as handle:
        taken = run("--port", handle.url.rsplit(":", 1)[1])
    assert taken.returncode == 1
    assert "--port" in taken.stderr
    assert "give another" in taken.stderr
    assert "65535" in run("--port", "70000").stderr
    assert "no folder" in run("--page", str(tmp_path / "absent")).stderr


def test_tls_is_served_with_a_certificate_of_its_own(tmp_path: Path) -> None:
    with process("--tls", str(tmp_path)) as (_, url):
        assert url.startswith("https://127.0.0.1:")
        with Client(url, verify=str(tmp_path / AUTHORITY)) as client:
            assert client.settings["base_url"] == url
            assert client.get("/leads/5001").status_code == 200
        with pytest.raises(requests.exceptions.SSLError):
            requests.get(f"{url}/healthz", timeout=10)
