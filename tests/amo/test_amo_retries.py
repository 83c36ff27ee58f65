"""What is tried again, when, and what the rest of the world learns from a failure."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from itertools import islice

import pytest

from amo.api import AccountApi, Runtime
from amo.calls import Request
from amo.deadline import Deadline
from amo.errors import (
    AmoError,
    Blocked,
    CallTimeout,
    ConnectionLost,
    DeadlineExceeded,
    EmptyAnswer,
    NotConnected,
    OversizedAnswer,
    QueueFull,
    RateLimited,
    Rejected,
    ServerError,
    Unauthorized,
    UnreadableAnswer,
)
from amo.http import Answer
from amo.limiter import Granted, MemoryLimiter, Rate, Refused
from amo.retry import pause, should_retry
from amo.sandbox.trouble.faults import read_fault
from amo.tokens import Access, LongLived
from tests.amo.conftest import UNLIMITED, FakeClock

GET = Request("GET", "/api/v4/leads")
POST = Request("POST", "/api/v4/tasks", body=[{"text": "x"}])
OK = Answer(200, "application/json", b'{"id": 1}')
TOO_MANY = Answer(429, "application/json", b'{"retry_after": 2}')
BLOCK_PAGE = Answer(403, "text/html", b"<html>403 Forbidden</html>")


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


@pytest.mark.parametrize(
    "error", [ServerError(), ConnectionLost(), NotConnected(), CallTimeout(), EmptyAnswer(),
              UnreadableAnswer(), RateLimited()],
    ids=lambda error: type(error).__name__,
)  # fmt: skip
def test_a_read_is_tried_once_more_after_a_passing_failure(error):
    rig = Rig(error, OK)
    assert rig.call() == {"id": 1}
    assert rig.slept[0] == 0.25


def test_it_is_not_tried_a_third_time():
    rig = Rig(ServerError(), ServerError(), OK)
    with pytest.raises(ServerError):
        rig.call()
    assert len(rig.transport.asked) == 2


@pytest.mark.parametrize("error", [ServerError(), ConnectionLost(), CallTimeout(), RateLimited()])
def test_a_write_is_never_repeated(error):
    rig = Rig(error, OK)
    with pytest.raises(type(error)):
        rig.call(POST)
    assert len(rig.transport.asked) == 1


@pytest.mark.parametrize(
    "error", [Rejected(), Unauthorized(), Blocked(), OversizedAnswer(), QueueFull(),
              DeadlineExceeded()],
    ids=lambda error: type(error).__name__,
)  # fmt: skip
def test_what_cannot_help_is_not_tried(error):
    assert not should_retry("GET", error, 0)


def test_retry_after_is_obeyed_when_it_fits_the_deadline():
    rig = Rig(TOO_MANY, OK)
    assert rig.call() == {"id": 1}
    assert sum(rig.slept) == pytest.approx(2.0)


def test_retry_after_beyond_the_deadline_is_not_waited_for():
    rig = Rig(Answer(429, "application/json", b'{"retry_after": 300}'), OK)
    with pytest.raises(RateLimited) as caught:
        rig.call()
    assert caught.value.retry_after == 300
    assert rig.slept == []


@pytest.mark.parametrize(("left", "expected"), [(3.0, None), (3.1, 0.25)])
def test_near_the_deadline_nothing_is_tried_again(left, expected):
    assert pause("GET", ServerError(), 0, left, 0.5) == expected


def test_a_429_makes_the_next_caller_wait():
    rig = Rig(TOO_MANY)
    with pytest.raises(RateLimited):
        rig.call(POST)
    assert rig.limiter.reserve("k", 60).wait == pytest.approx(2.0)


def test_a_429_without_a_pause_is_a_pause_all_the_same():
    rig = Rig(Answer(429, "application/json", b'{"retry_after": 0}'), OK)
    rig.call()
    assert sum(rig.slept) == pytest.approx(1.0)


def test_an_html_403_stops_all_calls_for_minutes():
    rig = Rig(BLOCK_PAGE, OK)
    with pytest.raises(Blocked):
        rig.call()
    with pytest.raises(Blocked) as caught:
        rig.call()
    assert len(rig.transport.asked) == 1
    assert caught.value.retry_after == pytest.approx(300)
    assert isinstance(rig.limiter.reserve("k", 1), Refused)
    rig.clock.sleep(301)
    assert rig.call() == {"id": 1}


def test_a_slot_too_far_away_refuses_before_anything_is_sent():
    rig = Rig(OK, OK, rate=Rate(slots=1, window=20))
    rig.call()
    with pytest.raises(QueueFull) as caught:
        rig.call()
    assert caught.value.retry_after == pytest.approx(20)
    assert (len(rig.transport.asked), rig.slept) == (1, [])


def test_a_slot_within_reach_is_waited_for():
    rig = Rig(OK, OK, rate=Rate(slots=1, window=5))
    rig.call()
    rig.call()
    assert rig.slept == [5.0]
    assert [one.waited for one in rig.reports] == [0, 5.0]


def test_who_wakes_late_in_a_crowd_waits_until_it_is_gone():
    rig = Rig(OK, OK, rate=Rate(slots=2, window=1.1))
    rig.limiter.reserve("k", 0)
    rig.limiter.reserve("k", 0)

    def oversleep(seconds):
        rig.sleep(seconds + 0.7)
        rig.sleeps = rig.sleep
        assert {rig.limiter.start("k") for _ in range(2)} == {Granted(0.0)}  # two others woke too

    rig.sleeps = oversleep
    assert rig.call() == {"id": 1}
    assert rig.slept == pytest.approx([1.8, 1.05])
    assert rig.reports[0].waited == pytest.approx(2.15)


@pytest.mark.parametrize(
    ("trouble", "error", "sent"),
    [("push", None, 1), ("block", Blocked, 0)],
)
def test_who_waits_for_a_slot_hears_that_amocrm_wants_a_pause(trouble, error, sent):
    rig = Rig(OK, rate=Rate(slots=1, window=5))
    rig.limiter.reserve("k", 0)

    def meanwhile(seconds):
        rig.sleeps = rig.sleep
        getattr(rig.limiter, trouble)("k", 7.0)
        rig.sleep(seconds)

    rig.sleeps = meanwhile
    if error:
        with pytest.raises(error):
            rig.call()
    else:
        rig.call()
        assert sum(rig.slept) == pytest.approx(7.0)
    assert len(rig.transport.asked) == sent


def test_a_pause_longer_than_the_deadline_is_not_waited_for():
    rig = Rig(OK, rate=Rate(slots=1, window=5))
    rig.limiter.reserve("k", 0)

    def meanwhile(seconds):
        rig.limiter.push("k", 60.0)
        rig.sleep(seconds)

    rig.sleeps = meanwhile
    with pytest.raises(QueueFull) as caught:
        rig.call()
    assert caught.value.retry_after == pytest.approx(55)
    assert rig.transport.asked == []


def test_a_slow_account_holds_no_more_than_six_threads():
    rig, gate = Rig(*[OK] * 12), threading.Event()
    answer = rig.transport.exchange
    rig.transport.exchange = lambda *args: (gate.wait(20), answer(*args))[1]
    with ThreadPoolExecutor(8) as pool:
        calls = [pool.submit(rig.call) for _ in range(8)]
        refused = list(islice(as_completed(calls, timeout=20), 2))
        assert {type(one.exception()) for one in refused} == {QueueFull}
        gate.set()
        outcomes = [one.exception(20) for one in calls]
    assert outcomes.count(None) == 6


def test_a_refused_long_lived_token_is_an_error_at_once():
    rig = Rig(Answer(401))
    with pytest.raises(Unauthorized):
        rig.call()
    assert len(rig.transport.asked) == 1


def test_a_refused_user_is_told_from_a_refused_token():
    rig = Rig(Answer(401), OK)
    with pytest.raises(Unauthorized):
        rig.call(acting=102)
    assert ["X-Context-User-ID" in headers for _, headers in rig.transport.asked] == [True, False]


def test_every_attempt_is_reported_without_secrets():
    rig = Rig(Answer(500, request_id="r-1"), OK)
    rig.call(Request("GET", "/api/v4/contacts/7001", (("query", "Петров"),)), acting=102)
    failed, fine = rig.reports
    assert (failed.error, failed.status, failed.request_id) == ("ServerError", 500, "r-1")
    assert (fine.error, str(fine.call)) == (None, "GET /api/v4/contacts/{id}")
    assert not any(word in repr(rig.reports) for word in ("long-lived", "Петров", "7001"))


class TestOverTheSocket:
    """The sandbox's faults through the whole client."""

    def ask(self, crm, seconds=14.0):
        return crm.api.call(GET, crm.deadline(seconds), acting=101)

    @pytest.mark.parametrize(
        "fault",
        [
            {"kind": "status", "status": 500},
            {"kind": "status", "status": 504},
            {"kind": "status", "status": 429},
            {"kind": "reset"},
            {"kind": "truncate"},
            {"kind": "malformed"},
            {"kind": "empty"},
        ],
        ids=lambda fault: f"{fault['kind']} {fault.get('status', '')}",
    )
    def test_one_fault_is_got_over(self, crm, fault):
        control(crm, fault | {"count": 1})
        assert self.ask(crm)["_embedded"]["leads"]

    @pytest.mark.parametrize(
        ("fault", "error"),
        [
            ({"kind": "status", "status": 502}, ServerError),
            ({"kind": "status", "status": 402}, "PaymentRequired"),
            ({"kind": "status", "status": 401}, Unauthorized),
            ({"kind": "status", "status": 302, "location": "http://127.0.0.1:1/"}, "Unexpected"),
            ({"kind": "html403"}, Blocked),
            ({"kind": "reset"}, ConnectionLost),
            ({"kind": "truncate"}, ConnectionLost),
            ({"kind": "malformed"}, UnreadableAnswer),
            ({"kind": "empty"}, EmptyAnswer),
            ({"kind": "hang", "seconds": 30}, CallTimeout),
            ({"kind": "drip", "seconds": 30}, CallTimeout),
            ({"kind": "slow", "seconds": 30}, CallTimeout),
        ],
        ids=lambda value: value["kind"] if isinstance(value, dict) else "",
    )
    def test_a_lasting_fault_is_the_right_error_in_time(self, connect, fault, error):
        crm = connect(0.3)
        control(crm, fault)
        begun = time.monotonic()
        with pytest.raises(AmoError) as caught:
            self.ask(crm, 4.0)
        assert time.monotonic() - begun < 4.0
        name = error if isinstance(error, str) else error.__name__
        assert type(caught.value).__name__.startswith(name)


def control(crm, fault: dict[str, object]) -> None:
    """Sets a fault of the sandbox, as `POST /_sandbox/faults` does."""
    crm.handle.world.faults.add(read_fault(fault))
