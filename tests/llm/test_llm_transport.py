"""The SDK's pitfalls, each over a real socket: whatever the server does, the call ends in time."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context

import pytest

from nlu.errors import FallbackError, FallbackFault
from nlu.llm import Endpoint, Mistral
from nlu.llm.schema import answer_schema
from service.llm_standin import Fault, Standin, start
from tests.llm.llm_stage import KEY, MODEL

Connect = Callable[[str], Mistral]
SCHEMA = answer_schema()
MESSAGES = [{"role": "system", "content": "s"}, {"role": "user", "content": "привет"}]


def failed(model: Mistral, seconds: float = 5.0) -> FallbackError:
    with pytest.raises(FallbackError) as caught:
        model.complete(MESSAGES, SCHEMA, seconds)
    return caught.value


@pytest.mark.parametrize(
    ("fault", "named"),
    [
        (Fault.UNAUTHORIZED, FallbackFault.UNAUTHORIZED),
        (Fault.RATE_LIMITED, FallbackFault.RATE_LIMITED),
        (Fault.SERVER_ERROR, FallbackFault.SERVER),
        (Fault.UNAVAILABLE_PAGE, FallbackFault.SERVER),
        (Fault.REDIRECT, FallbackFault.SERVER),
        (Fault.PAGE, FallbackFault.MALFORMED),
        (Fault.MALFORMED, FallbackFault.MALFORMED),
        (Fault.TRUNCATED, FallbackFault.MALFORMED),
        (Fault.RESET, FallbackFault.MALFORMED),
        (Fault.WRONG_SCHEMA, FallbackFault.MALFORMED),
        (Fault.EMPTY_CHOICES, FallbackFault.MALFORMED),
        (Fault.NOTHING, FallbackFault.MALFORMED),
        (Fault.CUT_SHORT, FallbackFault.MALFORMED),
        (Fault.TOOL_CALL, FallbackFault.MALFORMED),
        (Fault.HUGE, FallbackFault.TOO_LARGE),
        (Fault.PACKED, FallbackFault.TOO_LARGE),
    ],
)
def test_every_fault_is_one_named_error(
    standin: Standin, fault: Fault, named: FallbackFault, connect: Connect
) -> None:
    standin.fail(fault)
    assert failed(connect(standin.url)).fault is named
    assert len(standin.seen) == 1, "it was tried again"


@pytest.mark.parametrize("fault", [Fault.HANG, Fault.DRIP, Fault.DRIP_HEADERS])
def test_a_slow_server_costs_the_time_given_and_no_more(
    standin: Standin, fault: Fault, connect: Connect
) -> None:
    model = connect(standin.url)
    model.complete(MESSAGES, SCHEMA, 5.0)
    standin.fail(fault, seconds=15.0)
    begun = time.monotonic()
    assert failed(model, 0.6).fault is FallbackFault.TIMEOUT
    assert time.monotonic() - begun < 5.0, "it waited for the drip"
    standin.recover()
    assert model.complete(MESSAGES, SCHEMA, 5.0).content


def test_a_refused_connection_and_a_dead_name_are_unreachable(connect: Connect) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    assert failed(connect(f"http://127.0.0.1:{port}")).fault is FallbackFault.UNREACHABLE
    dead = failed(connect("http://no-such-host.invalid"), 2.0).fault
    assert dead in (FallbackFault.UNREACHABLE, FallbackFault.TIMEOUT)


@pytest.mark.parametrize(
    ("said", "rest"),
    [
        ("1", 1.0),
        ("3600", 60.0),
        ("", 0.0),
        ("-5", 0.0),
        ("Wed, 21 Oct 2026", 0.0),
        ("9" * 40, 0.0),
    ],
)
def test_retry_after_is_passed_on_not_slept(
    standin: Standin, said: str, rest: float, connect: Connect
) -> None:
    standin.fail(Fault.RATE_LIMITED, retry_after=said)
    begun = time.monotonic()
    assert failed(connect(standin.url)).retry_after == rest
    assert time.monotonic() - begun < 5.0


def test_a_redirect_does_not_carry_the_prompt_elsewhere(standin: Standin, connect: Connect) -> None:
    with start() as elsewhere:
        standin.fail(Fault.REDIRECT, location=f"{elsewhere.url}/v1/chat/completions")
        failed(connect(standin.url))
        assert elsewhere.seen == []


def test_the_body_is_exactly_what_was_meant(standin: Standin, connect: Connect) -> None:
    connect(standin.url).complete(MESSAGES, SCHEMA, 5.0)
    seen = standin.seen[-1]
    assert seen["body"] == {
        "model": MODEL,
        "messages": [
            {"role": "system", "content": "s"},
            {"role": "user", "content": "привет"},
        ],
        "temperature": 0.0,
        "max_tokens": 400,
        "stream": False,
        "reasoning_effort": "none",
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "reading", "schema": SCHEMA, "strict": True},
        },
    }
    assert seen["headers"][
        "authorization" if "authorization" in seen["headers"] else "Authorization"
    ]


def test_no_time_left_sends_nothing(standin: Standin, connect: Connect) -> None:
    assert failed(connect(standin.url), 0.0).fault is FallbackFault.TIMEOUT
    assert standin.seen == []


def test_many_threads_share_one_loop(standin: Standin, connect: Connect) -> None:
    model = connect(standin.url)
    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(lambda _: model.complete(MESSAGES, SCHEMA, 10.0), range(24)))
    assert len({one.content for one in done}) == 1
    assert len(standin.seen) == 24


def _complete(model: Mistral) -> None:
    sys.exit(0 if model.complete(MESSAGES, SCHEMA, 5.0).content else 1)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # forking with threads is what is tested
def test_a_forked_process_begins_a_loop_of_its_own(standin: Standin, connect: Connect) -> None:
    model = connect(standin.url)
    model.complete(MESSAGES, SCHEMA, 5.0)
    child = get_context("fork").Process(target=_complete, args=(model,))
    child.start()
    child.join(20)
    assert child.exitcode == 0


def test_errors_and_reprs_tell_neither_the_key_nor_the_phrase(
    standin: Standin, connect: Connect
) -> None:
    standin.fail(Fault.SERVER_ERROR)
    error = failed(connect(standin.url))
    told = f"{error!r} {error} {Endpoint(KEY, MODEL, standin.url)!r} {error.__cause__!r}"
    assert KEY not in told
    assert "привет" not in told


def test_the_sdk_is_not_imported_before_the_first_call() -> None:
    script = (
        "import sys, service.second_reader, nlu.llm;"
        "from nlu.llm import Endpoint, Mistral; Mistral(Endpoint('k', 'm'));"
        "sys.exit('mistralai' in sys.modules or 'httpx2' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False, timeout=60).returncode == 0
