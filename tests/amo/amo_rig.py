"""The production API over a scripted transport, on a clock turned by hand."""

from amo.api import AccountApi, Runtime
from amo.calls import Request
from amo.deadline import Deadline
from amo.errors import AmoError
from amo.http import Answer
from amo.limiter import MemoryLimiter, Rate
from amo.tokens import Access, LongLived
from tests.amo.conftest import UNLIMITED, FakeClock

GET = Request("GET", "/api/v4/leads")
POST = Request("POST", "/api/v4/tasks", body=[{"text": "x"}])
OK = Answer(200, "application/json", b'{"id": 1}')
TOO_MANY = Answer(429, "application/json", b'{"retry_after": 2}')


class Scripted:
    """A transport that answers, or raises, from a list; remembers what it was asked."""

    def __init__(self, *outcomes: Answer | AmoError) -> None:
        self.outcomes = list(outcomes)
        self.asked: list[tuple[str, dict[str, str]]] = []

    def exchange(self, _base_url, request, headers, _deadline):
        self.asked.append((request.method, dict(headers)))
        outcome = self.outcomes.pop(0)
        if isinstance(outcome, AmoError):
            raise outcome
        return outcome


class Rig:
    """An API over a script, on a clock turned by hand."""

    def __init__(self, *outcomes: Answer | AmoError, rate: Rate = UNLIMITED) -> None:
        self.clock = FakeClock()
        self.slept: list[float] = []
        self.reports = []
        self.transport = Scripted(*outcomes)
        self.limiter = MemoryLimiter(self.clock, rate)
        credentials = LongLived(Access("https://x.amocrm.ru", "long-lived"))
        self.sleeps = self.sleep  # what happens while a caller sleeps
        runtime = Runtime(self.clock, self._sleeping, lambda: 0.5, self.reports.append)
        self.api = AccountApi(self.transport, credentials, self.limiter, "k", runtime)

    def _sleeping(self, seconds: float) -> None:
        self.sleeps(seconds)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.clock.sleep(seconds)

    def call(self, request: Request = GET, seconds: float = 14.0, acting: int | None = None):
        return self.api.call(request, Deadline.after(seconds, self.clock), acting=acting)
