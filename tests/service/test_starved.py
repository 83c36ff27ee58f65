"""A worker with hardly any descriptors: it may fall, the service stands up again by itself."""

from __future__ import annotations

import resource
import socket
from pathlib import Path
from urllib.parse import urlsplit

from tests.load.fleet import Fleet
from tests.load.traffic import Client

DESCRIPTORS = 64


def test_a_worker_out_of_descriptors_is_replaced(tmp_path: Path) -> None:
    running = Fleet(tmp_path, workers=1)
    try:
        running.start()
        for pid in running.instance(0).children():
            resource.prlimit(pid, resource.RLIMIT_NOFILE, (DESCRIPTORS, DESCRIPTORS))
        parts = urlsplit(running.urls[0])
        crowd = [
            socket.create_connection((parts.hostname or "", parts.port or 0), 5)
            for _ in range(2 * DESCRIPTORS)
        ]
        for one in crowd:
            one.close()
        client = Client(running, running.urls[0])
        said = client.insist("найди сделки на этапе переговоры")
        client.close()
    finally:
        running.stop()
    assert said.body["status"] == "done"
    assert "Traceback" not in running.logs()
