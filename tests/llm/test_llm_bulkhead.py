"""A slow or dead model costs the rules nothing, and is found again without a restart."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import pytest

from nlu import FallbackError, Parse, Reading
from nlu.errors import FallbackFault
from nlu.fallback import Usage
from nlu.llm import MistralReader, load_sdk, transport
from service.breaker import REST_SECONDS
from service.environment import Environment
from service.errors import BadSetting
from service.llm_settings import LlmSettings, read_llm
from service.llm_standin import Fault
from service.second_reader import AT_ONCE, SecondReader, Standing
from tests.llm.llm_stage import Desk, answer


@dataclass
class Ledger:
    """A meter that remembers."""

    noted: list[tuple[str, Usage]] = field(default_factory=list)

    def note(self, outcome: str, seconds: float, usage: Usage) -> None:
        assert seconds >= 0
        self.noted.append((outcome, usage))

    @property
    def outcomes(self) -> list[str]:
        return [outcome for outcome, _ in self.noted]


@dataclass
class Clock:
    """A clock that is set by hand."""

    now: float = 100.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Bench:
    """A guarded reader at a desk."""

    desk: Desk
    ledger: Ledger
    clock: Clock
    guarded: SecondReader

    def read(self, text: str = "бла бла", seconds: float = 5.0) -> Reading:
        request = self.desk.request(text)
        return self.guarded.read(request, self.desk.account, Parse(text=text), seconds)

    def fault(self, seconds: float = 5.0) -> str:
        with pytest.raises(FallbackError) as caught:
            self.read(seconds=seconds)
        return str(caught.value.fault)


@pytest.fixture
def bench(desk: Desk) -> Bench:
    ledger, clock = Ledger(), Clock()
    return Bench(desk, ledger, clock, SecondReader(desk.reader, ledger, clock))


def test_the_time_given_is_for_all_of_it_preparing_included(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slowed(work: Callable[..., Any]) -> Callable[..., Any]:
        def slow(*given: Any) -> Any:
            time.sleep(0.6)
            return work(*given)

        return slow

    load_sdk()
    bench.desk.reader.messages(bench.desk.request("привет"), bench.desk.account)
    monkeypatch.setattr(MistralReader, "_prompt", slowed(MistralReader._prompt))
    monkeypatch.setattr(transport, "_open", slowed(transport._open))
    bench.desk.standin.fail(Fault.HANG)
    begun = time.monotonic()
    assert bench.fault(seconds=1.5) == "timeout"
    assert time.monotonic() - begun < 2.4


def test_after_three_failures_it_is_left_alone_and_later_found_again(bench: Bench) -> None:
    bench.desk.standin.fail(Fault.SERVER_ERROR)
    assert [bench.fault() for _ in range(5)] == ["server"] * 3 + ["resting"] * 2
    assert len(bench.desk.standin.seen) == 3
    assert bench.guarded.standing is Standing.DOWN
    bench.clock.now += REST_SECONDS
    assert [bench.fault(), bench.fault()] == ["server", "resting"]
    bench.desk.standin.recover()
    bench.clock.now += REST_SECONDS
    assert bench.read().parse is not None
    assert bench.guarded.standing is Standing.READY
    assert bench.ledger.outcomes[-1] == "talk"


def test_a_success_in_between_forgets_the_failures(bench: Bench) -> None:
    for _ in range(4):
        bench.desk.standin.fail(Fault.MALFORMED)
        assert [bench.fault(), bench.fault()] == ["malformed"] * 2
        bench.desk.standin.recover()
        bench.read()


def test_retry_after_is_obeyed_at_once(bench: Bench) -> None:
    bench.desk.standin.fail(Fault.RATE_LIMITED, retry_after="30")
    assert [bench.fault(), bench.fault()] == ["rate_limited", "resting"]
    bench.desk.standin.recover()
    bench.clock.now += 29
    assert bench.fault() == "resting"
    bench.clock.now += 1
    bench.read()


def test_nonsense_of_the_model_is_no_failure_of_the_server(bench: Bench) -> None:
    bench.desk.standin.content = "rubbish"
    assert [bench.read().parse for _ in range(4)] == [None] * 4
    assert bench.ledger.outcomes == ["nothing"] * 4


def test_only_few_wait_at_once_and_the_rest_are_told_so(bench: Bench) -> None:
    bench.desk.standin.fail(Fault.HANG, seconds=10)
    at_desk = threading.Semaphore(0)

    def wait() -> str:
        at_desk.release()
        return bench.fault(1.5)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        waiting = [pool.submit(wait) for _ in range(AT_ONCE)]
        for _ in range(AT_ONCE):
            assert at_desk.acquire(timeout=5)
        while len(bench.desk.standin.seen) < AT_ONCE:
            threading.Event().wait(0.01)
        assert bench.fault() == "busy"
        parse = bench.desk.engine.parse(bench.desk.request("мои сделки"), bench.desk.account)
        assert parse.intent.stem == "find_leads"
        assert not any(one.done() for one in waiting), "the rules had to wait for the model"
        assert [one.result() for one in waiting] == ["timeout"] * AT_ONCE


def test_too_little_time_is_not_spent_on_it(bench: Bench) -> None:
    assert bench.fault(0.3) == "timeout"
    assert bench.desk.standin.seen == []


def test_a_fault_of_ours_is_one_of_its_faults(desk: Desk) -> None:
    class Broken:
        def read(self, *_: object) -> Reading:
            raise RecursionError

    guarded = SecondReader(Broken(), Ledger())
    with pytest.raises(FallbackError):
        guarded.read(desk.request("бла"), desk.account, Parse(text="бла"), 5.0)


def test_calls_tokens_and_outcomes_are_counted(bench: Bench) -> None:
    for content in (
        answer("intent", "find_leads"),
        answer("talk", reply="Понимаю."),
        answer("question", reply="Что вы хотите увидеть?"),
    ):
        bench.desk.standin.content = content
        bench.read()
    assert bench.ledger.outcomes == ["intent", "talk", "question"]
    assert all(usage.sent > 0 and usage.received > 0 for _, usage in bench.ledger.noted)


def test_two_turns_racing_get_each_its_own(bench: Bench) -> None:
    texts = ["5 ближайших задач", "бесишь"] * 6

    def stem(text: str) -> str | None:
        while True:
            try:
                parse = bench.read(text).parse
            except FallbackError as error:
                if error.fault is FallbackFault.BUSY:
                    continue
                raise
            return None if parse is None else parse.intent.stem

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(stem, texts)) == ["find_tasks", "other"] * 6


def test_settings_of_the_second_reader() -> None:
    assert not read_llm(Environment({})).is_on
    assert not read_llm(Environment({"MISTRAL_API_KEY": "k" * 20, "LLM_ENABLED": "0"})).is_on
    on = read_llm(Environment({"MISTRAL_API_KEY": "k" * 20}))
    assert on == LlmSettings("k" * 20, "", "mistral-small-2603", True)
    assert "kkk" not in repr(on)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MISTRAL_API_KEY", "two words"),
        ("MISTRAL_API_KEY", "ключ"),
        ("MISTRAL_MODEL", "a b"),
        ("MISTRAL_MODEL", "../x"),
        ("MISTRAL_SERVER_URL", "ftp://x"),
        ("MISTRAL_SERVER_URL", "http://api.mistral.example"),
        ("MISTRAL_SERVER_URL", "http://8.8.8.8/v1"),
        ("LLM_ENABLED", "maybe"),
    ],
)
def test_a_bad_setting_stops_the_start_by_its_name(name: str, value: str) -> None:
    with pytest.raises(BadSetting) as caught:
        read_llm(Environment({name: value}))
    assert caught.value.name == name
    assert value not in str(caught.value)


@pytest.mark.parametrize(
    "url",
    ["https://api.eu.mistral.ai", "http://127.0.0.1:8002", "http://llm:8002", "http://[::1]:1"],
)
def test_the_key_travels_encrypted_or_stays_near(url: str) -> None:
    assert read_llm(Environment({"MISTRAL_SERVER_URL": url})).server_url == url
