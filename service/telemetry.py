"""What Prometheus may count: closed lists as labels, never a user, an account or a text.

With several processes the library keeps the numbers in files (PROMETHEUS_MULTIPROC_DIR).
"""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import REGISTRY

SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0)

requests = Counter("assistant_requests", "HTTP requests", ["route", "code"])
request_seconds = Histogram(
    "assistant_request_seconds", "Time of one HTTP request", ["route"], buckets=SECONDS
)
queue_seconds = Histogram(
    "assistant_queue_seconds", "Time between the proxy and the answer's begin", buckets=SECONDS
)
answers = Counter("assistant_answers", "Messages answered", ["intent", "source", "status"])
auth_rejected = Counter("assistant_auth_rejected", "Tokens refused", ["reason"])
busy = Counter("assistant_busy", "Messages asked to come again, as too many were under way")
at_work = Gauge("assistant_at_work", "Messages being answered", multiprocess_mode="livesum")
amo_calls = Counter("assistant_amo_calls", "Calls of amoCRM", ["method", "route", "outcome"])
amo_seconds = Histogram("assistant_amo_seconds", "Time of one call of amoCRM", buckets=SECONDS)
slot_seconds = Histogram(
    "assistant_slot_wait_seconds", "Waiting for the budget of calls", buckets=SECONDS
)
shared_up = Gauge("assistant_shared_store_up", "Whether Redis answers", multiprocess_mode="livemin")


def exposition(folder: str) -> bytes:
    """The numbers in Prometheus' text format.

    Args:
        folder: where the processes keep them; empty for those of this process alone.
    """
    if not folder:
        return generate_latest(REGISTRY)
    registry = CollectorRegistry()
    MultiProcessCollector(registry, path=folder)  # type: ignore[no-untyped-call]
    return generate_latest(registry)
