"""Counters of the second reader for /metrics; no label names a user or a phrase."""

from __future__ import annotations

from prometheus_client import Counter, Histogram

from nlu.fallback import Usage

_CALLS = Counter("assistant_llm_calls", "Times the second reader was wanted", ["outcome"])
_SECONDS = Histogram(
    "assistant_llm_seconds",
    "Seconds the second reader took",
    buckets=(0.05, 0.1, 0.25, 0.5, 1, 2, 3, 4, 5, 6, 8),
)
_TOKENS = Counter("assistant_llm_tokens", "Tokens paid for", ["direction"])


class LlmMeter:
    """Counts calls, seconds and tokens."""

    def note(self, outcome: str, seconds: float, usage: Usage) -> None:
        """Note one call."""
        _CALLS.labels(outcome).inc()
        _SECONDS.observe(seconds)
        _TOKENS.labels("sent").inc(usage.sent)
        _TOKENS.labels("received").inc(usage.received)
