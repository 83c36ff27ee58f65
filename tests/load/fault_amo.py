"""F2, F6, F10: amoCRM in every kind of trouble."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from typing import Any

from tests.load.fleet import fleet
from tests.load.table import Row
from tests.load.traffic import SEARCHES, Client, Said, codes, together

KINDS: dict[str, tuple[dict[str, Any], str]] = {
    "401": ({"kind": "status", "status": 401}, "amo_unauthorized"),
    "402": ({"kind": "status", "status": 402}, "amo_unavailable"),
    "429": ({"kind": "status", "status": 429, "retry_after": 1}, "amo_rate_limited"),
    "500": ({"kind": "status", "status": 500}, "amo_unavailable"),
    "502": ({"kind": "status", "status": 502}, "amo_unavailable"),
    "hang": ({"kind": "hang", "seconds": 30}, "timeout"),
    "drip": ({"kind": "drip", "seconds": 30}, "timeout"),
    "slow": ({"kind": "slow", "seconds": 30}, "timeout"),
    "reset": ({"kind": "reset"}, "amo_unavailable"),
    "truncate": ({"kind": "truncate"}, "amo_unavailable"),
    "malformed": ({"kind": "malformed"}, "amo_unavailable"),
    "empty": ({"kind": "empty"}, "amo_unavailable"),
    "html403": ({"kind": "html403"}, "amo_unavailable"),  # last: it blocks the budget for minutes
}


def each_fault(seconds: float) -> Row:  # noqa: ARG001
    """F2: each fault of amoCRM."""
    with fleet(workers=1) as running:
        client = Client(running, running.urls[0])
        client.say("привет")
        slowest, wrong = 0.0, []
        for name, (fault, code) in KINDS.items():
            running.fault(match="/api/v4/leads", method="GET", count=99, **fault)
            said = client.say(SEARCHES[0])
            running.no_faults()
            slowest = max(slowest, said.seconds)
            # A hang and a drip cost one call's time each; the last retry says what came of it.
            fits = said.error == code or (code == "timeout" and said.error == "amo_unavailable")
            if not fits or not said.body["text"]:
                wrong.append(f"{name}: {said.code} {said.error}")
            time.sleep(2.5)
        token = running.account["long_lived_token"]
        leaked = token in running.logs() or "Переговоры" in running.logs()
    measured = f"{len(KINDS)} faults, slowest {slowest:.1f} s"
    measured += f"; wrong: {', '.join(wrong)}" if wrong else ", each its code and sentence"
    measured += "; **a secret in the log**" if leaked else "; nothing in the log"
    held = slowest < 15 and not wrong and not leaked
    return Row("F2", "each fault of amoCRM", "< 15 s, right sentence, no secret", measured, held)


def drip(seconds: float) -> Row:  # noqa: ARG001
    """F6: every call drips."""
    with fleet(workers=2) as running:
        closed = [Client(running, running.urls[0]) for _ in range(4)]
        for client in closed:
            client.say("привет")
        time.sleep(1.2)
        running.fault(kind="drip", seconds=60, match="/api/v4", method="GET", count=10_000)

        def one(number: int, said: list[Said]) -> None:
            client = Client(running, running.urls[0])
            said.append(client.say(SEARCHES[number % 4]))

        said = together(16, one)
        running.no_faults()
        time.sleep(1.5)
        after = closed[0].say("привет").seconds
    slowest = max(one.seconds for one in said)
    measured = f"{codes(said)}, slowest {slowest:.1f} s; then an answer in {after * 1000:.0f} ms"
    held = slowest < 15 and after < 1 and all(one.code in (200, 429) for one in said)
    return Row("F6", "every call drips", "< 15 s, threads free after", measured, held)


def dead_names(seconds: float) -> Row:  # noqa: ARG001
    """F10: no name server answers."""
    target, what = "< 15 s", "name server dead"
    program = shutil.which("unshare")
    probe = [program or "false", "-m", "true"]
    if program is None or subprocess.run(probe, capture_output=True, check=False).returncode:
        return Row("F10", what, target, "not measured: needs `unshare -m` (root)")
    with fleet(workers=1) as running, socket.socket(type=socket.SOCK_DGRAM) as silent:
        silent.bind(("127.0.0.9", 53))  # a name server that takes questions and says nothing
        instance = running.instance(0)
        instance.stop()
        resolv = running.folder / "resolv.conf"
        resolv.write_text("nameserver 127.0.0.9\n")
        script = f'mount --bind {resolv} /etc/resolv.conf && exec "$@"'
        instance.command = [program, "-m", "sh", "-c", script, "sh", *instance.command]
        instance.env = {**instance.env, "AMO_BASE_URL": "https://nobody.amocrm.ru"}
        instance.start()
        client = Client(running, running.urls[0])
        end = time.monotonic() + 40
        while (said := client.say("привет")).code == 0 and time.monotonic() < end:
            time.sleep(0.2)
    held = said.code == 200 and said.seconds < 15
    return Row("F10", what, target, f"{said.seconds:.1f} s, {said.error}", held)
