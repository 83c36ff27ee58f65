"""A start, a reload or a command that cannot go on says why in one sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from service.__main__ import main
from tests.service.own_redis import free_port
from tests.service.test_settings import GOOD

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("AMO_CLIENT_ID", "", "AMO_CLIENT_ID: is not set; set it"),
        ("ANSWERS_AT_ONCE", "0", "ANSWERS_AT_ONCE: is out of range; give a whole number"),
        ("PROMETHEUS_MULTIPROC_DIR", "/proc/none", "PROMETHEUS_MULTIPROC_DIR: cannot be written"),
        ("STORE_PATH", "/proc/none/store", "STORE_PATH: cannot be written"),
        ("STORE_PATH", str(ROOT), "STORE_PATH: cannot be written"),
        ("WEB_CONCURRENCY", "abc", "WEB_CONCURRENCY: is out of range; give a whole number"),
    ],
)
def test_a_bad_setting_stops_the_start_with_a_sentence_and_no_trace(
    tmp_path: Path, name: str, value: str, sentence: str
) -> None:
    own = {"PORT": str(free_port()), "STORE_PATH": str(tmp_path / "store.sqlite3"), name: value}
    environment = {**os.environ, **GOOD, **own}
    done = subprocess.run(
        [sys.executable, "-m", "service.serve"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        timeout=60,
        text=True,
    )
    assert done.returncode != 0
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr + done.stdout


@pytest.mark.parametrize("store", ["Redis away", "no folder"])
def test_grants_that_cannot_be_read_are_no_success(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, store: str
) -> None:
    """A timer that is told so rings; told nothing, it would let the grants lapse."""
    (tmp_path / "file").write_text("")
    place = {
        "Redis away": {"REDIS_URL": f"redis://127.0.0.1:{free_port()}/0"},
        "no folder": {"STORE_PATH": str(tmp_path / "file" / "store.sqlite3")},
    }
    many = {**GOOD, "AMO_LONG_LIVED_TOKEN": "", "AMO_BASE_URL": "", "TOKEN_KEYS": "k" * 40}
    for name, value in {**many, **place[store]}.items():
        monkeypatch.setenv(name, value)
    assert main(["keep-alive"]) == 1


BROKEN = """
import runpy, types
import service.app
from service.errors import BadReplies
def broken(): raise BadReplies("rows.toml: a key stands twice; keep one of them")
"""
START = (
    BROKEN
    + """
service.app.load_replies = broken
import service.wsgi
"""
)
RELOAD = (
    BROKEN
    + """
import service.wsgi
service.app.load_replies = broken
said = []
log = types.SimpleNamespace(error=lambda text, *values: said.append(text % values))
server = types.SimpleNamespace(app=types.SimpleNamespace(callable="the old one"), log=log)
runpy.run_path("service/gunicorn.conf.py")["on_reload"](server)
print(server.app.callable, said)
"""
)


@pytest.fixture
def with_a_broken_file(tmp_path: Path) -> Callable[[str], subprocess.CompletedProcess[str]]:
    """Run a program with good settings."""
    environment = {**os.environ, **GOOD, "STORE_PATH": str(tmp_path / "store.sqlite3")}

    def run(program: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", program]
        return subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, timeout=60, text=True
        )

    return run


def test_a_broken_file_stops_the_start_with_a_sentence(
    with_a_broken_file: Callable[[str], subprocess.CompletedProcess[str]],
) -> None:
    done = with_a_broken_file(START)
    assert done.returncode == 1
    assert done.stderr == "service: rows.toml: a key stands twice; keep one of them\n"


def test_a_broken_file_leaves_the_old_ones_in_force_at_a_reload(
    with_a_broken_file: Callable[[str], subprocess.CompletedProcess[str]],
) -> None:
    """The fault went up to gunicorn's main loop, which ended the whole service."""
    done = with_a_broken_file(RELOAD)
    assert done.returncode == 0, done.stderr
    assert "the old one" in done.stdout
    assert "rows.toml: a key stands twice; keep one of them; the old" in done.stdout
