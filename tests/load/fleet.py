"""The whole of production on one machine: sandbox account, Redis, instances, nginx; all ours."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

ROOT = Path(__file__).resolve().parents[2]
ISSUER = "https://severveter.amocrm.ru"
READY_SECONDS = 40.0


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@dataclass
class Program:
    """A child process with its log in a file."""

    command: list[str]
    log: Path
    env: Mapping[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env={**os.environ, **self.env},
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def send(self, number: int) -> None:
        assert self.process is not None
        self.process.send_signal(number)

    def stop(self, number: int = signal.SIGTERM, seconds: float = 40.0) -> float:
        """End it; the seconds it took."""
        begun = time.monotonic()
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGCONT)
            self.process.send_signal(number)
            try:
                self.process.wait(seconds)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait(10)
        return time.monotonic() - begun

    def children(self) -> list[int]:
        """The pids of its direct children: gunicorn's workers."""
        assert self.process is not None
        path = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(one) for one in path.read_text().split()]


class Fleet:
    """What stands in production, on loopback.

    Args:
        folder: for logs, stores and configuration.
        instances: gunicorn masters.
        workers: processes of each.
        redis: whether they share a Redis; else each has its SQLite file.
        bulk: whether the sandbox has its thousands of records.
        extra: further settings of the instances.
    """

    def __init__(
        self,
        folder: Path,
        *,
        instances: int = 1,
        workers: int = 2,
        redis: bool = False,
        bulk: bool = False,
        rate_limit: int = 0,
        extra: Mapping[str, str] | None = None,
    ) -> None:
        self.folder = folder
        self.sandbox_url = f"http://127.0.0.1:{free_port()}"
        command = [sys.executable, "-m", "amo.sandbox", "--port", _port(self.sandbox_url)]
        self.sandbox = Program(command + ([] if bulk else ["--small"]), folder / "sandbox.log")
        self.redis = self._redis() if redis else None
        self._workers, self._extra, self._rate = workers, dict(extra or {}), rate_limit
        self.urls = [f"http://127.0.0.1:{free_port()}" for _ in range(instances)]
        self.instances: list[Program] = []
        self.nginx: Program | None = None
        self._tokens: dict[int, str] = {}

    def start(self) -> None:
        """Start all, and wait until all answer."""
        self.sandbox.start()
        wait_for(f"{self.sandbox_url}/healthz")
        self.account = requests.get(f"{self.sandbox_url}/_sandbox/settings", timeout=5).json()
        self.flags(rate_limit=self._rate)
        if self.redis:
            self.redis.start()
        for number, url in enumerate(self.urls):
            program = self._instance(number, url)
            self.instances.append(program)
            program.start()
        for url in self.urls:
            wait_for(f"{url}/healthz")

    def stop(self) -> None:
        for program in (self.nginx, *self.instances, self.redis, self.sandbox):
            if program:
                program.stop()

    def flags(self, **flags: Any) -> None:
        requests.post(f"{self.sandbox_url}/_sandbox/flags", json=flags, timeout=5)

    def fault(self, **fault: Any) -> None:
        answer = requests.post(f"{self.sandbox_url}/_sandbox/faults", json=fault, timeout=5)
        assert answer.ok, answer.text

    def no_faults(self) -> None:
        requests.delete(f"{self.sandbox_url}/_sandbox/faults", timeout=5)

    def seen(self) -> list[dict[str, Any]]:
        """The requests the account has seen."""
        found = requests.get(f"{self.sandbox_url}/_sandbox/log", timeout=10).json()
        return found if isinstance(found, list) else found["log"]

    def token(self, user: int = 101) -> str:
        """A widget token, kept as amoCRM's page keeps it."""
        if user not in self._tokens:
            path = f"/ajax/v2/integrations/{self.account['client_id']}/disposable_token"
            headers = {"X-Sandbox-User": str(user)}
            answer = requests.get(self.sandbox_url + path, headers=headers, timeout=5)
            self._tokens[user] = answer.json()["token"]
        return self._tokens[user]

    def front(self, rate: str = "rate=20r/s") -> str:
        """Start nginx with the shipped configuration; its address."""
        self.nginx, url = nginx_in_front(self.folder, self.urls, rate)
        return url

    def instance(self, number: int) -> Program:
        return self.instances[number]

    def logs(self) -> str:
        """Everything the instances have written."""
        return "".join(one.log.read_text(encoding="utf-8") for one in self.instances)

    def _instance(self, number: int, url: str) -> Program:
        account = self.account
        env = {
            "AMO_ACCOUNT_ID": str(account["account_id"]),
            "AMO_BASE_URL": self.sandbox_url,
            "AMO_ISSUER": ISSUER,
            "AMO_CLIENT_ID": account["client_id"],
            "AMO_CLIENT_SECRET": account["client_secret"],
            "AMO_REDIRECT_URI": account["redirect_uri"],
            "AMO_LONG_LIVED_TOKEN": account["long_lived_token"],
            "STATE_KEYS": self._key(),
            "STORE_PATH": str(self.folder / f"store-{number}.sqlite3"),
            "PORT": _port(url),
            "WEB_CONCURRENCY": str(self._workers),
            "INSTANCES": str(len(self.urls)),
            "USER_REQUESTS_PER_MINUTE": "100000",
            "ACCOUNT_REQUESTS_PER_MINUTE": "1000000",
            "MISTRAL_API_KEY": "",
            **({"REDIS_URL": f"redis://127.0.0.1:{self.redis_port}/0"} if self.redis else {}),
            **self._extra,
        }
        command = [sys.executable, "-m", "service.serve"]
        return Program(command, self.folder / f"instance-{number}.log", env)

    def _key(self) -> str:
        path = self.folder / "state-key"
        if not path.exists():
            path.write_text(secrets.token_hex(32))
        return path.read_text()

    def _redis(self) -> Program | None:
        binary = shutil.which("redis-server")
        assert binary, "redis-server is needed (Debian package redis-server)"
        self.redis_port = free_port()
        command = [binary, "--port", str(self.redis_port), "--bind", "127.0.0.1", "--save", ""]
        return Program([*command, "--dir", str(self.folder)], self.folder / "redis.log")


def nginx_in_front(folder: Path, urls: list[str], rate: str) -> tuple[Program, str]:
    """nginx with the shipped limits and locations before instances; without TLS.

    Args:
        rate: of one address; all clients of a measurement come from one.
    """
    binary = shutil.which("nginx")
    assert binary, "nginx is needed (Debian package nginx-light)"
    port = free_port()
    shipped = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    head = shipped[: shipped.index("upstream assistant")]
    head = head.replace("rate=20r/s", rate)
    places = (ROOT / "deploy" / "nginx-locations.conf").read_text(encoding="utf-8")
    places = places.replace("/etc/nginx/assistant;", f"{ROOT / 'data'};")
    places = places.replace("/dev/stdout", str(folder / "nginx-access.log"))
    servers = "".join(
        f"server {url.removeprefix('http://')} max_fails=3 fail_timeout=2s;\n" for url in urls
    )
    temp = "".join(
        f"{kind}_temp_path {folder}/nginx-{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log;\n"
        f"worker_processes 1; events {{ worker_connections 1024; }}\nhttp {{\n{temp}{head}\n"
        f"upstream assistant {{ {servers} keepalive 32; }}\n"
        f"server {{ listen 127.0.0.1:{port};\n{places}\n}}\n}}\n",
        encoding="utf-8",
    )
    command = [binary, "-e", str(folder / "nginx.log"), "-p", str(folder)]
    program = Program([*command, "-c", str(folder / "nginx.conf")], folder / "nginx.out")
    program.start()
    url = f"http://127.0.0.1:{port}"
    wait_for(f"{url}/healthz")
    return program, url


def wait_for(address: str, seconds: float = READY_SECONDS) -> None:
    """Wait until an address answers 200."""
    end = time.monotonic() + seconds
    while True:
        with contextlib.suppress(requests.RequestException):
            if requests.get(address, timeout=2).status_code == 200:
                return
        assert time.monotonic() < end, f"{address} does not answer"
        time.sleep(0.05)


@contextlib.contextmanager
def fleet(**given: Any) -> Iterator[Fleet]:
    """A running fleet in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="assistant-fleet-") as folder:
        made = Fleet(Path(folder), **given)
        try:
            made.start()
            yield made
        except BaseException:
            print(_ends(Path(folder)), file=sys.stderr)
            raise
        finally:
            made.stop()


def _ends(folder: Path) -> str:
    return json.dumps(
        {path.name: path.read_text(errors="replace")[-1500:] for path in folder.glob("*.log")},
        ensure_ascii=False,
        indent=1,
    )


def _port(url: str) -> str:
    return url.rpartition(":")[2]
