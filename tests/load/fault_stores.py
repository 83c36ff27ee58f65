"""F7 and what the test suite proves: Redis comes and goes; tokens, disks, clocks."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time

from tests.load.fleet import ROOT, Fleet, fleet
from tests.load.table import Row
from tests.load.traffic import Client, Said

SEARCH = "найди сделки на этапе переговоры"


def redis_comes_and_goes(seconds: float) -> Row:  # noqa: ARG001
    """F7: Redis absent, killed, silent, back."""
    with fleet(workers=1, redis=True) as running:
        assert running.redis is not None
        client = Client(running, running.urls[0])
        client.say("привет")
        time.sleep(1.2)
        usual = client.say(SEARCH).seconds
        running.redis.stop(signal.SIGKILL)
        dead = client.say(SEARCH)
        running.redis.start()
        time.sleep(2.5)
        back = _writes(client)
        running.redis.send(signal.SIGSTOP)
        silent = client.say(SEARCH)
        running.redis.send(signal.SIGCONT)
        absent = _absent(running)
        said = running.logs()
    slower = max(dead.seconds, silent.seconds) - usual
    fine = all(one.body.get("status") == "done" for one in (dead, silent, absent))
    noticed = said.count("shared_store_down") >= 2 and "shared_store_up" in said
    measured = (
        f"killed +{dead.seconds - usual:.2f} s, silent +{silent.seconds - usual:.2f} s, all "
        f"answered: {fine}; writes after its return: {back}; said in the log: {noticed}"
    )
    held = fine and back and noticed and slower <= 0.6
    target = "starts, answers, +≤ 0.5 s, recovers by itself"
    return Row("F7", "Redis absent / killed / silent / back", target, measured, held)


def _writes(client: Client) -> bool:
    said = client.say("поставь задачу проверить договор завтра")
    done = client.say("да", said.body.get("state"))
    return bool(done.body.get("status") == "done")


def _absent(running: Fleet) -> Said:
    """The answer of an instance that starts without its Redis."""
    assert running.redis is not None
    running.redis.stop(signal.SIGKILL)
    instance = running.instance(0)
    instance.stop()
    instance.start()
    client, end = Client(running, running.urls[0]), time.monotonic() + 30
    while (said := client.say(SEARCH)).code == 0 and time.monotonic() < end:
        time.sleep(0.2)
    return said


def proven(
    number: str, what: str, target: str, path: str, only: str = "", *, seconds: float
) -> Row:
    """F3, F8, F9: what the test suite measures; its tests are run."""
    del seconds
    command = [sys.executable, "-m", "pytest", "-q", path, *(["-k", only] if only else [])]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    end = done.stdout.strip().splitlines()[-1] if done.stdout.strip() else "nothing ran"
    counted = re.sub(r" in [0-9.]+s.*", "", end)
    return Row(number, what, target, f"{path}: {counted}", done.returncode == 0)
