"""F4, F5: workers die, servers stop and reload, with clients at work."""

from __future__ import annotations

import os
import random
import signal
import sys
import threading
import time
import uuid

import requests

from service.claims import HOLD_SECONDS
from tests.load.fleet import Fleet, fleet
from tests.load.table import Row
from tests.load.traffic import Client, Said, together

EVERY = 2.0
LETTERS = "бвгджзклмнпрстф"  # no word, so that nothing is read into it


def killed_workers(seconds: float) -> Row:
    """F4: kill -9 of a random worker every two seconds."""
    length = max(20.0, 3 * seconds)
    extra = {"AMO_REQUESTS_PER_SECOND": "50"}  # each new worker reads the directory
    with fleet(workers=3, extra=extra) as running:
        stopped, killed = threading.Event(), [0]

        def kill() -> None:
            while not stopped.wait(EVERY):
                os.kill(random.choice(running.instance(0).children()), signal.SIGKILL)
                killed[0] += 1

        killer = threading.Thread(target=kill)
        killer.start()
        texts: list[str] = []
        until = time.monotonic() + length

        def one(_number: int, said: list[Said]) -> None:
            client = Client(running, running.urls[0])
            while time.monotonic() < until:
                text = f"проверка {''.join(random.choices(LETTERS, k=12))}"
                said += _task(client, text, texts)

        said = together(8, one)
        stopped.set()
        killer.join()
        counts = _counts(running, texts)
    lost = sum(one.code != 200 for one in said)
    doubled, missing = sum(n > 1 for n in counts), sum(n == 0 for n in counts)
    measured = (
        f"{killed[0]} workers killed; {len(said)} answers, {lost} lost; "
        f"{len(counts)} tasks done, {doubled} doubled, {missing} missing"
    )
    held = not (lost or doubled or missing)
    return Row("F4", "kill -9 every 2 s, 8 clients", "0 lost, 0 doubled", measured, held)


def _task(client: Client, text: str, done: list[str]) -> list[Said]:
    """Propose a task and confirm it until it is done."""
    first = client.insist(f"поставь задачу {text} завтра")
    if first.body.get("status") != "confirm":
        print(f"  no proposal: {first.code} {first.body}", file=sys.stderr)
        return [first]
    own, end = str(uuid.uuid4()), time.monotonic() + 3 * HOLD_SECONDS  # two workers may die over it
    while True:
        said = client.insist("да", first.body["state"], own)
        if said.body.get("status") == "done":
            done.append(text)
            return [first, said]
        if time.monotonic() > end:
            print(f"  lost: {said.code} {said.body}", file=sys.stderr)
            return [first, Said(0, said.seconds)]
        time.sleep(0.3)


def _counts(running: Fleet, texts: list[str]) -> list[int]:
    headers = {"Authorization": f"Bearer {running.account['long_lived_token']}"}
    found: list[str] = []
    for page in range(1, 50):
        address = f"{running.sandbox_url}/api/v4/tasks?limit=250&page={page}"
        answer = requests.get(address, headers=headers, timeout=10)
        if answer.status_code == 204:
            break
        found += [one["text"] for one in answer.json()["_embedded"]["tasks"]]
    return [found.count(text) for text in texts]


def stopped_and_reloaded(seconds: float) -> Row:
    """F5: SIGTERM with forty in flight, SIGHUP four times under load."""
    extra = {"ANSWERS_AT_ONCE": "24"}
    with fleet(workers=2, extra=extra) as running:
        reloads = _reloads(running, max(8.0, seconds / 2))
        running.fault(kind="slow", seconds=2, match="/api/v4/leads", method="GET", count=999)
        took: list[float] = []

        def one(number: int, said: list[Said]) -> None:
            if number == 40:
                time.sleep(1.2)
                took.append(running.instance(0).stop())
            else:
                said.append(Client(running, running.urls[0]).say("сделки дороже 500 тысяч"))

        said = together(41, one)
    lost = sum(one.code == 0 for one in said)
    again = sum(one.code == 0 for one in reloads)
    measured = (
        f"SIGTERM: {len(said) - lost} of {len(said)} answered, exit {took[0]:.1f} s; "
        f"SIGHUP × 4: {again} of {len(reloads)} lost"
    )
    held = not lost and not again and took[0] < 20
    return Row("F5", "SIGTERM, 40 in flight; SIGHUP × 4", "0 lost, exit < 20 s", measured, held)


def _reloads(running: Fleet, length: float) -> list[Said]:
    until = time.monotonic() + length

    def one(number: int, said: list[Said]) -> None:
        if number == 4:
            for _ in range(4):
                running.instance(0).send(signal.SIGHUP)
                time.sleep(length / 4)
            return
        while time.monotonic() < until:
            client = Client(running, running.urls[0])  # as nginx would: a new one when cut
            for _ in range(20):
                said.append(client.say("привет"))
            client.close()

    return together(5, one)
