"""One budget of calls per integration, over threads, processes and machines.

`amo.limiter.redis` is imported by whoever uses Redis, so that nobody else needs its library.
"""

from amo.limiter.fallback import FallbackLimiter
from amo.limiter.log import Granted, Limiter, LimiterUnavailable, Rate, Refused, Verdict
from amo.limiter.memory import MemoryLimiter
from amo.limiter.sqlite import SqliteLimiter

__all__ = [
    "FallbackLimiter",
    "Granted",
    "Limiter",
    "LimiterUnavailable",
    "MemoryLimiter",
    "Rate",
    "Refused",
    "SqliteLimiter",
    "Verdict",
]
