"""What an operator meets: readiness, numbers, `check`, places, deadlines, logs."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
import requests

from amo.sandbox import Handle
from service.admission import Admission
from service.check import findings
from service.errors import BadSetting, Refusal
from service.logs import JsonLines, redacted
from service.settings import Settings
from tests.service.assistant_stage import Stage, settings_for
from tests.service.own_redis import OwnRedis, free_port
from tests.service.test_http_body import refused

ROOT = Path(__file__).resolve().parents[2]
SEARCH = "найди сделки на этапе переговоры"


class TestReadiness:
    """`/readyz` says whether this process may get work."""

    def test_a_sound_service_is_ready(self, stage: Stage) -> None:
        answer = requests.get(f"{stage.url}/readyz", timeout=5)
        assert (answer.status_code, answer.json()["amiss"]) == (200, [])

    def test_claims_that_cannot_be_kept_make_it_unready(
        self, make_stage: Callable[..., Stage], tmp_path: Path
    ) -> None:
        broken = tmp_path / "broken.sqlite3"
        broken.write_text("no database at all, and long enough to be read as one" * 9)
        answer = requests.get(f"{make_stage(store_path=broken).url}/readyz", timeout=5)
        assert (answer.status_code, answer.json()["amiss"]) == (503, ["claims"])

    def test_redis_away_leaves_it_ready_to_read(self, make_stage: Callable[..., Stage]) -> None:
        stage = make_stage(redis_url=f"redis://127.0.0.1:{free_port()}/0")
        assert requests.get(f"{stage.url}/readyz", timeout=5).status_code == 200

    def test_a_dead_amocrm_is_no_fault_of_this_process(self, stage: Stage) -> None:
        fault = {"kind": "status", "status": 500, "match": "/", "count": 50}
        requests.post(f"{stage.sandbox.url}/_sandbox/faults", json=fault, timeout=10)
        assert requests.get(f"{stage.url}/readyz", timeout=5).status_code == 200


class TestMetrics:
    """`/metrics` is for who has the token."""

    def test_without_a_token_set_there_is_no_such_address(self, stage: Stage) -> None:
        refused(requests.get(f"{stage.url}/metrics", timeout=5), 404)

    def test_labels_are_closed_lists(self, make_stage: Callable[..., Stage]) -> None:
        stage = make_stage(metrics_token="m" * 32)
        stage.talk().say("найди Ивана Петрова 89161234567")
        requests.get(f"{stage.url}/nothing/at/all", timeout=5)
        headers = {"Authorization": f"Bearer {'m' * 32}"}
        page = requests.get(f"{stage.url}/metrics", headers=headers, timeout=5).text
        assert 'assistant_answers_total{intent="find_contacts"' in page
        assert 'route="/api/v4/contacts"' in page
        for planted in ("nothing/at", "Петров", "1234567", "31999001"):
            assert planted not in page


class TestAdmission:
    """So many at once; the others are told so at once."""

    def test_who_finds_no_place_is_told_to_come_again(self) -> None:
        admission = Admission(2, patience=0.01)
        with ExitStack() as places:
            for _ in range(2):
                places.enter_context(admission.place(1))
            with pytest.raises(Refusal) as raised, admission.place(1):
                pass
        assert raised.value.status == 429
        with admission.place(1):
            pass

    def test_a_place_that_becomes_free_is_taken(self) -> None:
        admission = Admission(1, patience=5)
        inside, leave, second = threading.Event(), threading.Event(), threading.Event()

        def first() -> None:
            with admission.place(1):
                inside.set()
                leave.wait(5)

        def next_one() -> None:
            with admission.place(1):
                second.set()

        threads = [threading.Thread(target=first), threading.Thread(target=next_one)]
        threads[0].start()
        assert inside.wait(5)
        threads[1].start()
        leave.set()
        assert second.wait(5)
        for one in threads:
            one.join(5)

    def test_one_account_cannot_hold_every_place(self) -> None:
        admission = Admission(2, share=1, patience=0.01)
        with admission.place(1):
            with pytest.raises(Refusal), admission.place(1):
                pass
            with admission.place(2):
                pass

    def test_a_crowd_is_answered_and_nobody_breaks(self, make_stage: Callable[..., Stage]) -> None:
        """More come than there are places while amoCRM dawdles: an answer or a polite refusal."""
        stage = make_stage(at_once=2)
        stage.talk().say("привет")
        fault = {"kind": "slow", "seconds": 0.6, "match": "/api/v4/leads", "count": 100}
        requests.post(f"{stage.sandbox.url}/_sandbox/faults", json=fault, timeout=10)
        said: list[tuple[int, float, Any]] = []

        def ask() -> None:
            begun = time.monotonic()
            answer = stage.post({"text": SEARCH})
            said.append((answer.status_code, time.monotonic() - begun, answer.json()))

        threads = [threading.Thread(target=ask) for _ in range(12)]
        for one in threads:
            one.start()
        for one in threads:
            one.join(30)
        assert {code for code, _, _ in said} == {200, 429}
        busy = [body for code, _, body in said if code == 429]
        assert all("много запросов" in body["detail"] for body in busy)
        assert stage.post({"text": "привет"}).status_code == 200


class TestQueue:
    """The time in the proxy's queue counts towards the answer's, if the proxy is ours."""

    def headers(self, seconds_ago: float) -> dict[str, str]:
        return {"X-Request-Start": f"t={time.time() - seconds_ago:.3f}"}

    def test_who_waited_too_long_is_asked_to_come_again(
        self, make_stage: Callable[..., Stage]
    ) -> None:
        stage = make_stage(behind_proxy=True)
        refused(stage.post({"text": "привет"}, headers=self.headers(13.5)), 429)
        assert stage.post({"text": "привет"}, headers=self.headers(1)).status_code == 200

    @pytest.mark.parametrize("said", ["t=abc", "t=0.000", "t=99999999999.000", "now", ""])
    def test_a_strange_moment_breaks_nothing(
        self, make_stage: Callable[..., Stage], said: str
    ) -> None:
        stage = make_stage(behind_proxy=True)
        answer = stage.post({"text": "привет"}, headers={"X-Request-Start": said})
        assert answer.status_code in (200, 429)

    def test_nobody_else_is_believed(self, stage: Stage) -> None:
        assert stage.post({"text": "привет"}, headers=self.headers(60)).status_code == 200


class TestCheck:
    """`python -m service check` names what is wrong and how to mend it."""

    def wrong(self, settings: Settings) -> list[str]:
        return [one.what for one in findings(lambda: settings) if one.wrong and one.remedy]

    def test_a_sound_deployment_has_no_findings(self, settings: Settings) -> None:
        assert self.wrong(settings) == []

    def test_a_bad_setting_is_named(self) -> None:
        def read() -> Settings:
            raise BadSetting("STATE_KEYS", "is not set", "set it")

        assert [one.what for one in findings(read) if one.wrong] == ["setting STATE_KEYS"]

    def test_a_dead_redis_and_a_refused_token_are_named(
        self, sandbox: Handle, tmp_path: Path
    ) -> None:
        settings = settings_for(sandbox, tmp_path, redis_url=f"redis://127.0.0.1:{free_port()}/0")
        fault = {"kind": "status", "status": 401, "match": "/api/v4/account", "count": 9}
        requests.post(f"{sandbox.url}/_sandbox/faults", json=fault, timeout=10)
        assert self.wrong(settings) == ["REDIS_URL", f"amoCRM at {sandbox.url}"]

    def test_a_redis_that_forgets_is_named(
        self, sandbox: Handle, tmp_path: Path, redis_url: str
    ) -> None:
        assert self.wrong(settings_for(sandbox, tmp_path, redis_url=redis_url)) == ["REDIS_URL"]

    @pytest.mark.parametrize(
        ("given", "said"),
        [
            (("--requirepass", "another"), "does not accept the password"),
            (("--appendonly", "yes", "--maxmemory-policy", "allkeys-lru"), "drops keys"),
            (("--appendonly", "yes", "--rename-command", "CONFIG", ""), ""),
        ],
        ids=["wrong password", "drops keys", "keeps its settings to itself"],
    )
    def test_what_is_wrong_with_a_redis_is_said(
        self, sandbox: Handle, tmp_path: Path, given: tuple[str, ...], said: str
    ) -> None:
        server = OwnRedis(tmp_path, *given)
        server.start()
        try:
            settings = settings_for(sandbox, tmp_path, redis_url=server.url)
            found = next(one for one in findings(lambda: settings) if one.what == "REDIS_URL")
        finally:
            server.kill()
        assert found.wrong.startswith(said)
        assert bool(found.wrong) == bool(said)

    def test_a_store_that_cannot_be_written_is_named(self, sandbox: Handle, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        settings = settings_for(sandbox, tmp_path, store_path=tmp_path / "file" / "store")
        assert self.wrong(settings) == ["STORE_PATH"]


def test_no_worker_searches_the_dictionaries_for_garbage() -> None:
    """A full collection over them held every answer up for a tenth of a second."""
    fork = "import gc, runpy; runpy.run_path('service/gunicorn.conf.py')['pre_fork'](None, None)"
    done = subprocess.run(
        [sys.executable, "-c", f"{fork}; print(gc.get_freeze_count() - len(gc.get_objects()))"],
        cwd=ROOT,
        capture_output=True,
        timeout=60,
        text=True,
        check=True,
    )
    assert int(done.stdout) > 0


class TestLogs:
    """Other libraries' records are JSON too, and hold nothing of anybody."""

    @pytest.mark.parametrize(
        "planted",
        [
            "anna@example.com",
            "+7 916 123-45-67",
            "89161234567",
            "eyJhbGciOiJIUzI1NiJ9eyJhbGci.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N",
            "Bearer abcdefghijklmnopqrstuvwxyz0123456789",
            "GET /api/v4/leads?query=Петров",
        ],
    )
    def test_what_may_be_somebodys_is_left_out(self, planted: str) -> None:
        shown = redacted(f"failed for {planted} today")
        assert planted.split("?")[-1].removeprefix("Bearer ") not in shown
        assert shown.startswith("failed for")

    def test_a_record_with_a_trace_is_one_line_without_values(self) -> None:
        try:
            raise ValueError("secret +79161234567")
        except ValueError:
            record = logging.LogRecord(
                "werkzeug", logging.ERROR, __file__, 1, "broke\nX: y", None, sys.exc_info()
            )
        line = JsonLines().format(record)
        assert "\n" not in line
        assert json.loads(line)["error"] == "ValueError"
        assert "secret" not in line

    def test_a_message_cannot_begin_a_line_of_its_own(
        self, make_stage: Callable[..., Stage], caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level("INFO", "assistant")
        forged = 'привет\u2028{"event": "forged"}\x85{"event": "forged"}\r\n\x1b[31m'
        make_stage(log_texts=True).post({"text": forged})
        [line] = [one.getMessage() for one in caplog.records if "forged" in one.getMessage()]
        assert len(line.splitlines()) == 1
        assert json.loads(line)["text"].count("forged") == 2

    def test_a_request_that_was_refused_has_a_line(
        self, stage: Stage, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level("INFO", "assistant")
        answer = stage.post({"text": ""})
        lines = [json.loads(one.getMessage()) for one in caplog.records if one.name == "assistant"]
        assert [one for one in lines if one["request_id"] == answer.json()["request_id"]]
