"""The arithmetic of the rate limit: reserve a slot in the future, then ask before starting.

The log holds the times of the last grants. A caller gets the first moment at which fewer than
`slots` grants lie in the window before it, and learns how long to wait before any work is done:
first come, first served. The window is a tenth longer than amoCRM's second, for callers wake late.
Callers of a machine that stood still wake all together, and amoCRM may have asked for a pause while
they slept; so the log holds the last starts too, and who wakes up asks whether to start now.
"""

from dataclasses import dataclass, replace
from typing import Protocol, TypeAlias

FAR_AHEAD = 60.0  # a grant that far in the future means that the clock went back
LONGEST_PAUSE = 900.0
CLOSER = 1.05 / 1.1  # starts may come so much closer than slots; the rest of it is for the wire


@dataclass(frozen=True, slots=True)
class Rate:
    """How many calls may be planned in a window.

    Args:
        slots: calls; amoCRM allows an integration 7 a second.
        window: seconds.
    """

    slots: int = 7
    window: float = 1.1

    @property
    def start_window(self) -> float:
        """Seconds in which no more than `slots` calls start, however late they wake."""
        return self.window * CLOSER


@dataclass(frozen=True, slots=True)
class Granted:
    """A slot is reserved: wait so many seconds, then ask to start."""

    wait: float


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing is reserved or started: the next moment for it is so many seconds away.

    Args:
        wait: seconds until then.
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
        started: the last starts, likewise.
        resume_at: no call before this moment, as amoCRM answered 429.
        blocked_until: no call before this moment, as amoCRM blocks us.
    """

    granted: tuple[float, ...] = ()
    started: tuple[float, ...] = ()
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
        verdict = log._verdict(now, max_wait, log.granted, rate.slots, rate.window)
        if isinstance(verdict, Refused):
            return log, verdict
        granted = (*log.granted, now + verdict.wait)[-rate.slots :]
        return replace(log, granted=granted), verdict

    def start(self, now: float, rate: Rate) -> tuple["Log", Verdict]:
        """The log afterwards, and whether a caller whose slot has come may call.

        Args:
            now: the moment of asking.
            rate: the limit.
        """
        log = self._believed(now)
        verdict = log._verdict(now, 0.0, log.started, rate.slots, rate.start_window)
        if isinstance(verdict, Refused):
            return log, verdict
        return replace(log, started=(*log.started, now)[-rate.slots :]), verdict

    def pushed(self, now: float, seconds: float) -> "Log":
        """Nobody calls for so many seconds: amoCRM found us too fast."""
        return replace(self, resume_at=max(self.resume_at, now + min(seconds, LONGEST_PAUSE)))

    def blocked(self, now: float, seconds: float) -> "Log":
        """Nobody calls, and nobody waits either."""
        until = now + min(seconds, LONGEST_PAUSE)
        return replace(self, blocked_until=max(self.blocked_until, until))

    def _verdict(
        self, now: float, max_wait: float, taken: tuple[float, ...], slots: int, window: float
    ) -> Verdict:
        if self.blocked_until > now:
            return Refused(self.blocked_until - now, blocked=True)
        free_at = taken[-slots] + window if len(taken) >= slots else 0.0
        wait = max(now, self.resume_at, free_at) - now
        return Granted(wait) if wait <= max_wait else Refused(wait)

    def _believed(self, now: float) -> "Log":
        """The log without what only a clock set back can explain."""
        latest = max(self.resume_at, self.blocked_until)
        ahead = any(at > now + FAR_AHEAD for at in (*self.granted, *self.started))
        return Log() if ahead or latest > now + LONGEST_PAUSE else self


class Limiter(Protocol):
    """One budget of calls, shared by everybody who uses the same key."""

    def reserve(self, key: str, max_wait: float) -> Verdict:
        """Reserves the next slot unless it is further away than `max_wait` seconds."""
        ...

    def start(self, key: str) -> Verdict:
        """Whether a caller whose slot has come may call now; a refusal says when to ask again."""
        ...

    def push(self, key: str, seconds: float) -> None:
        """Makes everybody wait: amoCRM answered 429."""
        ...

    def block(self, key: str, seconds: float) -> None:
        """Makes everybody stop: amoCRM answered with an HTML 403."""
        ...


class LimiterUnavailable(Exception):
    """The shared place of the log cannot be reached; `limiter.fallback` goes on without it."""
