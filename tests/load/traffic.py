"""Messages as widgets send them, many at a time, and what came of them."""

from __future__ import annotations

import http.client
import json
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from tests.load.fleet import Fleet

CARD = {"entity": {"type": "leads", "id": 5001}}
RULES = ("привет", "что ты умеешь", "поставь задачу позвонить", "спасибо")  # no call of amoCRM
SEARCHES = (
    "найди сделки на этапе переговоры",
    "найди контакт Сергея Гуся",
    "сделки дороже 500 тысяч",
    "найди компанию Ромашка",
)


@dataclass(frozen=True, slots=True)
class Said:
    """One answer; `code` is the HTTP status, 0 for none."""

    code: int
    seconds: float
    body: dict[str, Any] = field(default_factory=dict)

    @property
    def error(self) -> str | None:
        error = self.body.get("error")
        return error["code"] if error else None


class Client:
    """One browser: a connection that is kept."""

    def __init__(self, fleet: Fleet, url: str, user: int = 101) -> None:
        parts = urlsplit(url)
        self._where = (parts.hostname or "", parts.port or 80)
        self._token = fleet.token(user)
        self._connection: http.client.HTTPConnection | None = None

    def say(self, text: str, state: str | None = None, own: str | None = None) -> Said:
        body = {"text": text, "message_id": own or str(uuid.uuid4()), "context": CARD}
        raw = json.dumps({**body, "state": state}).encode()
        headers = {"X-Auth-Token": self._token, "Content-Type": "application/json"}
        begun = time.monotonic()
        try:
            connection = self._connection or http.client.HTTPConnection(*self._where, timeout=25)
            self._connection = connection
            connection.request("POST", "/api/v1/chat", raw, headers)
            answer = connection.getresponse()
            said = answer.read()
            return Said(answer.status, time.monotonic() - begun, json.loads(said))
        except (OSError, http.client.HTTPException, ValueError):
            self.close()
            return Said(0, time.monotonic() - begun)

    def insist(self, text: str, state: str | None = None, own: str | None = None) -> Said:
        """Send it again with the same id when there is no answer, as the widget does."""
        own = own or str(uuid.uuid4())
        for attempt in range(6):
            said = self.say(text, state, own)
            if said.code not in (0, 502, 503, 504):
                return said
            time.sleep(0.1 * 2**attempt)
        return said

    def close(self) -> None:
        if self._connection:
            self._connection.close()
        self._connection = None


def closed_loop(
    fleet: Fleet, urls: Sequence[str], clients: int, seconds: float, texts: Sequence[str]
) -> list[Said]:
    """So many clients, each sending the next message when the last is answered."""
    until = time.monotonic() + seconds

    def one(number: int, said: list[Said]) -> None:
        client = Client(fleet, urls[number % len(urls)])
        turn = number
        while time.monotonic() < until:
            said.append(client.say(texts[turn % len(texts)]))
            turn += 1
        client.close()

    return together(clients, one)


def open_loop(
    fleet: Fleet, urls: Sequence[str], rate: float, seconds: float, texts: Sequence[str]
) -> list[Said]:
    """Messages at a steady rate, whether or not the last are answered."""
    begin, count = time.monotonic() + 0.5, int(rate * seconds)
    clients = min(count, int(rate * 3))

    def one(number: int, said: list[Said]) -> None:
        client = Client(fleet, urls[number % len(urls)])
        for turn in range(number, count, clients):
            time.sleep(max(0.0, begin + turn / rate - time.monotonic()))
            said.append(client.say(texts[turn % len(texts)]))
        client.close()

    return together(clients, one)


def together(clients: int, one: Callable[[int, list[Said]], None]) -> list[Said]:
    """Run so many clients at once; all they heard."""
    heard: list[list[Said]] = [[] for _ in range(clients)]
    threads = [threading.Thread(target=one, args=(i, heard[i])) for i in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [said for own in heard for said in own]


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which such a share of them lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def p95(said: Sequence[Said]) -> float:
    return quantile([one.seconds for one in said], 0.95)


def codes(said: Sequence[Said]) -> str:
    """How many of which status."""
    counted = Counter(one.code for one in said)
    return ", ".join(f"{count} × {code}" for code, count in sorted(counted.items()))


def densest(times: Sequence[float], window: float = 1.0) -> int:
    """The most moments in any window of so many seconds."""
    ordered, most, first = sorted(times), 0, 0
    for last, at in enumerate(ordered):
        while at - ordered[first] >= window:
            first += 1
        most = max(most, last - first + 1)
    return most
