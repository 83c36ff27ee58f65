"""What is tried again, when, and what the rest of the world learns from a failure."""

import time

import pytest

from amo.calls import Request
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
from amo.retry import pause, should_retry
from amo.sandbox.trouble.faults import read_fault
from tests.amo.amo_rig import GET, OK, POST, TOO_MANY, Rig


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


def test_a_pause_that_leaves_no_time_for_the_call_is_not_waited_for():
    error = RateLimited(retry_after=11.0)
    assert pause("GET", error, 0, 13.0, 0.5) == 11.0
    assert pause("GET", error, 0, 12.9, 0.5) is None


@pytest.mark.parametrize(("left", "expected"), [(3.0, None), (3.1, 0.25)])
def test_near_the_deadline_nothing_is_tried_again(left, expected):
    assert pause("GET", ServerError(), 0, left, 0.5) == expected


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


def test_a_report_says_how_long_amocrm_took():
    rig = Rig(OK)
    answer = rig.transport.exchange
    rig.transport.exchange = lambda *args: (rig.clock.sleep(0.3), answer(*args))[1]
    rig.call()
    assert rig.reports[0].seconds == pytest.approx(0.3)


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
