"""The arithmetic of the rate limit: reserve a slot in the future, first come first served.

The log holds the times of the last grants. A caller gets the first moment at which fewer than
`slots` grants lie in the window before it, and learns how long to wait before any work is done.
The window is a tenth longer than amoCRM's second, for waking up late would crowd a second.
"""

from dataclasses import dataclass, replace
from typing import Protocol, TypeAlias

FAR_AHEAD = 60.0  # a grant that far in the future means that the clock went back
LONGEST_PAUSE = 900.0


@dataclass(frozen=True, slots=True)
class Rate:
    """How many calls may start in a window.

    Args:
        slots: calls; amoCRM allows an integration 7 a second.
        window: seconds.
    """

    slots: int = 7
    window: float = 1.1


@dataclass(frozen=True, slots=True)
class Granted:
    """A slot is reserved: wait so many seconds, then call."""

    wait: float


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing is reserved: the next slot is so many seconds away, too far for the caller.

    Args:
        wait: seconds until there is a slot.
        blocked: whether amoCRM has blocked all calls.
    """

    wait: float
    blocked: bool = False


Verdict: TypeAlias = Granted | Refused


@dataclass(frozen=True, slots=True)
class Log:
    """What all callers share; times are seconds of one clock.

    Args:
        granted: the last grants, oldest first, at most as many as there are slots.
        resume_at: no call before this moment, as amoCRM answered 429.
        blocked_until: no call before this moment, as amoCRM blocks us.
    """

    granted: tuple[float, ...] = ()
    resume_at: float = 0.0
    blocked_until: float = 0.0

    def reserve(self, now: float, max_wait: float, rate: Rate) -> tuple["Log", Verdict]:
        """The log afterwards, and whether the caller got a slot.

        Args:
            now: the moment of asking.
            max_wait: seconds the caller can wait.
            rate: the limit.
        """
        log = self._believed(now)
        if log.blocked_until > now:
            return log, Refused(log.blocked_until - now, blocked=True)
        at = max(now, log.resume_at, log._free_at(rate))
        if at - now > max_wait:
            return log, Refused(at - now)
        return replace(log, granted=(*log.granted, at)[-rate.slots :]), Granted(at - now)

    def pushed(self, now: float, seconds: float) -> "Log":
        """Nobody calls for so many seconds: amoCRM found us too fast."""
        return replace(self, resume_at=max(self.resume_at, now + min(seconds, LONGEST_PAUSE)))

    def blocked(self, now: float, seconds: float) -> "Log":
        """Nobody calls, and nobody waits either."""
        until = now + min(seconds, LONGEST_PAUSE)
        return replace(self, blocked_until=max(self.blocked_until, until))

    def _free_at(self, rate: Rate) -> float:
        return self.granted[-rate.slots] + rate.window if len(self.granted) >= rate.slots else 0.0

    def _believed(self, now: float) -> "Log":
        """The log without what only a clock set back can explain."""
        latest = max(self.resume_at, self.blocked_until)
        strange = latest > now + LONGEST_PAUSE or any(at > now + FAR_AHEAD for at in self.granted)
        return Log() if strange else self


class Limiter(Protocol):
    """One budget of calls, shared by everybody who uses the same key."""

    def reserve(self, key: str, max_wait: float) -> Verdict:
        """Reserves the next slot unless it is further away than `max_wait` seconds."""
        ...

    def push(self, key: str, seconds: float) -> None:
        """Makes everybody wait: amoCRM answered 429."""
        ...

    def block(self, key: str, seconds: float) -> None:
        """Makes everybody stop: amoCRM answered with an HTML 403."""
        ...


class LimiterUnavailable(Exception):
    """The shared place of the log cannot be reached; `limiter.fallback` goes on without it."""
