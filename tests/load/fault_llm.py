"""F1: a dead model while the rules go on."""

from __future__ import annotations

import sys
import time

from service.llm_standin import Fault, start
from tests.load.fleet import Fleet, fleet
from tests.load.table import Row
from tests.load.traffic import RULES, Client, Said, closed_loop, p95, together

WAYS = (
    Fault.HANG,
    Fault.DRIP,
    Fault.DRIP_HEADERS,
    Fault.RESET,
    Fault.UNAUTHORIZED,
    Fault.RATE_LIMITED,
    Fault.SERVER_ERROR,
    Fault.MALFORMED,
)
NEEDY = "расскажи мне что-нибудь эдакое про жизнь на Марсе"


def dead_model(seconds: float) -> Row:
    """F1: the model dies in eight ways while rules are asked."""
    with start(0) as model:
        extra = {"MISTRAL_API_KEY": "k" * 32, "MISTRAL_SERVER_URL": model.url}
        with fleet(workers=2, extra=extra) as running:
            closed_loop(running, running.urls, 8, 1.5, RULES)
            usual = p95(closed_loop(running, running.urls, 4, max(2.0, seconds / 8), RULES))
            worst, slowest, open_circuit = 0.0, 0.0, 0.0
            for way in WAYS:
                model.fail(way)
                rules, needy = _together(running, max(2.0, seconds / 8))
                worst = max(worst, p95(rules))
                slowest = max(slowest, max(one.seconds for one in needy))
                print(f"  {way}: {[round(one.seconds, 2) for one in needy]}", file=sys.stderr)
                open_circuit = max(open_circuit, min(one.seconds for one in needy))
                assert all(one.code == 200 for one in (*rules, *needy))
            back = _back(running, model)
    measured = (
        f"rules p95 {usual * 1000:.0f} → {worst * 1000:.0f} ms; who needs the model: slowest "
        f"{slowest:.1f} s, with the breaker open {open_circuit * 1000:.0f} ms; "
        f"back after {back:.0f} s"
    )
    held = slowest <= 6.5 and open_circuit < 0.1 and back <= 15 and worst <= max(2 * usual, 0.05)
    target = "rules p95 ≤ 2 ×, others ≤ 6.5 s, < 100 ms with the breaker open, back ≤ 15 s"
    return Row("F1", f"model dead in {len(WAYS)} ways, 4 clients of rules", target, measured, held)


def _together(running: Fleet, seconds: float) -> tuple[list[Said], list[Said]]:
    until = time.monotonic() + seconds
    needy: list[Said] = []

    def one(number: int, said: list[Said]) -> None:
        client = Client(running, running.urls[0])
        if number < 4:
            while time.monotonic() < until:
                said.append(client.say(RULES[number]))
        else:
            for turn in range(12):
                if turn < 5 or time.monotonic() < until:
                    needy.append(client.say(f"{NEEDY} {turn}"))

    return together(5, one), needy


def _back(running: Fleet, model: object) -> float:
    """Seconds until the mended model answers again."""
    model.trouble = None  # type: ignore[attr-defined]
    begun = time.monotonic()
    client = Client(running, running.urls[0])
    while time.monotonic() - begun < 30:
        if client.say(NEEDY).body.get("source") == "llm" or not client.say(NEEDY).error:
            break
        time.sleep(0.5)
    return time.monotonic() - begun
