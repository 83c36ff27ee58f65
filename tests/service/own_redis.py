"""A Redis server of a test's own, that can die, come back, and stall."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import time
from contextlib import closing
from pathlib import Path

import pytest
from redis import AuthenticationError, Redis, RedisError


class OwnRedis:
    """A server on a port that stays the same over its deaths."""

    def __init__(self, folder: Path, *settings: str) -> None:
        binary = shutil.which("redis-server")
        if binary is None:
            pytest.skip("REDIS IS NOT TESTED: no redis-server here (Debian package redis-server)")
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._command = [binary, "--port", str(self.port), "--bind", "127.0.0.1", "--save", ""]
        self._command += ["--dir", str(folder), *settings]
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        self._process = subprocess.Popen(self._command, stdout=subprocess.DEVNULL)
        end = time.monotonic() + 10
        while not self._answers():
            assert time.monotonic() < end, "redis-server did not start"
            time.sleep(0.02)

    def kill(self) -> None:
        """End it at once, as a crash does."""
        if self._process is not None:
            self._process.send_signal(signal.SIGCONT)
            self._process.kill()
            self._process.wait(10)
            self._process = None

    def stall(self) -> None:
        """Let it take connections and answer nothing."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """End the stalling."""
        assert self._process is not None
        self._process.send_signal(signal.SIGCONT)

    def flush(self) -> None:
        with closing(Redis.from_url(self.url)) as client:
            client.flushall()

    def _answers(self) -> bool:
        with closing(Redis.from_url(self.url)) as client:
            try:
                return bool(client.ping())
            except AuthenticationError:
                return True
            except RedisError:
                return False


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])
