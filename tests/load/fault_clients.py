"""F11, F12, F13: slow connections, hostile texts, a machine that tries the whole description."""

from __future__ import annotations

import re
import socket
import subprocess
import time
from pathlib import Path
from urllib.parse import urlsplit

import requests

from tests.load.fleet import ROOT, fleet
from tests.load.table import Row
from tests.load.tools import tool
from tests.load.traffic import RULES, Client, closed_loop, quantile

HOSTILE = (
    "а" * 1000,
    "1 " * 500,
    "a@" * 500,
    "(" * 1000,
    "завтра в 15:00 " * 66,
    "по сделке " * 100,
    "+7 916 " * 140,
    "«" * 1000,
    "найди сделки дороже " + "9" * 980,
    "н" + "\u0301" * 999,
    "не " * 333,
    "вася и " * 142,
)


def slow_connections(seconds: float) -> Row:
    """F11: two hundred slow connections through nginx."""
    with fleet(workers=2) as running:
        front = running.front("rate=100000r/s")
        closed_loop(running, [front], 4, 1.5, RULES)
        usual = len(closed_loop(running, [front], 4, seconds / 2, RULES)) / (seconds / 2)
        parts = urlsplit(front)
        slow: list[socket.socket] = []
        for _ in range(200):
            one = socket.create_connection((parts.hostname or "", parts.port or 0), 5)
            one.sendall(b"POST /api/v1/chat HTTP/1.1\r\nHost: x\r\nX-A: ")
            slow.append(one)
        waits = [_timed(f"{front}/healthz") for _ in range(10)]
        said = closed_loop(running, [front], 4, seconds / 2, RULES)
        beside = sum(one.code == 200 for one in said) / (seconds / 2)
        for one in slow:
            one.close()
    health = quantile(waits, 0.95)
    measured = f"/healthz {health * 1000:.0f} ms; rules {usual:.0f}/s → {beside:.0f}/s"
    held = health < 0.2 and beside >= 0.8 * usual
    target = "/healthz < 200 ms, L1 within 20 %"
    return Row("F11", "200 slow connections through nginx", target, measured, held)


def _timed(address: str) -> float:
    begun = time.monotonic()
    requests.get(address, timeout=5).raise_for_status()
    return time.monotonic() - begun


def hostile_texts(seconds: float) -> Row:  # noqa: ARG001
    """F12: texts made to make regular expressions and searches run away."""
    with fleet(workers=1) as running:
        client = Client(running, running.urls[0])
        client.say("привет")
        time.sleep(1.2)
        took = [client.say(text).body["took_ms"] for text in HOSTILE for _ in range(2)]
    begun = min(took[i] for i in range(0, len(took), 2))
    worst = max(min(pair) for pair in zip(took[::2], took[1::2], strict=True))
    measured = f"whole answers {begun}–{worst} ms; every expression is linear (tests/nlu)"
    target = "< 50 ms for 1 000 characters"
    return Row("F12", f"{len(HOSTILE)} hostile texts", target, measured, worst < 50)


def schema(seconds: float) -> Row:  # noqa: ARG001
    """F13: schemathesis against docs/openapi.json."""
    program = tool("schemathesis")
    target = "no 5xx, all documented codes"
    if program is None:
        return Row("F13", "schemathesis", target, "not measured: schemathesis did not install")
    with fleet(workers=2) as running:
        Client(running, running.urls[0]).say("привет")
        command = [
            str(program), "run", str(ROOT / "docs" / "openapi.json"), "--url", running.urls[0],
            "-H", f"X-Auth-Token: {running.token()}", "--max-examples", "60", "--no-color",
            "--checks", "not_a_server_error,status_code_conformance,content_type_conformance,"
            "response_schema_conformance",
        ]  # fmt: skip
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=300, check=False, cwd=running.folder
        )
    return Row("F13", "schemathesis", target, _said(done.stdout), done.returncode == 0)


def _said(output: str) -> str:
    (Path(ROOT) / "build").mkdir(exist_ok=True)
    (ROOT / "build" / "schemathesis.txt").write_text(output, encoding="utf-8")
    found = re.findall(r"^\s*(\d+ (?:generated|passed|failed)[^\n]*)$", output, re.MULTILINE)
    lines = [one for one in output.strip().splitlines() if "=====" in one]
    return "; ".join(found) or (lines[-1].strip("= ") if lines else "no output")
