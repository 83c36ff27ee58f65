"""A write happens once: doubled, repeated, raced, interrupted by a crash or a lost answer."""

from __future__ import annotations

import sqlite3
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import requests

from service.claims import HOLD_SECONDS, Busy, Done, Foreign, Taken
from service.claims_redis import RedisClaims
from service.claims_sqlite import SqliteClaims
from service.errors import StoreDown
from service.settings import ConfirmWrites
from service.shared_store import open_shared
from tests.service.assistant_stage import Said, Stage, Talk, patch, writes
from tests.service.own_redis import OwnRedis, free_port

CARD = {"type": "leads", "id": 5001}


def proposed(stage: Stage, user: int = 101) -> Talk:
    """A dialogue in which a task waits for «да»."""
    talk = stage.talk(user, entity=CARD)
    assert talk.say("поставь задачу проверить договор завтра").body["status"] == "confirm"
    return talk


def tasks(stage: Stage) -> list[Any]:
    """The tasks of this test."""
    found = stage.sandbox.world.store.tasks.values()
    return [one for one in found if one.text == "проверить договор"]


def fault(stage: Stage, **fault: Any) -> None:
    answer = requests.post(f"{stage.sandbox.url}/_sandbox/faults", json=fault, timeout=10)
    assert answer.status_code < 300, answer.text


def test_yes_twice_on_one_state_has_one_effect(stage: Stage) -> None:
    talk = proposed(stage)
    state = talk.state
    first = talk.say("да", state=state)
    second = talk.say("да", state=state)
    assert second.body["status"] == "done"
    assert "уже сделано" in second.text
    assert second.rows == first.rows
    assert len(tasks(stage)) == 1


def test_yes_twice_on_one_state_changes_a_company_once(stage: Stage) -> None:
    talk = stage.talk()
    state = talk.say("телефон компании Вектор поменяй на 8 812 555-66-77").body["state"]
    assert "Компания изменена" in talk.say("да", state=state).text
    assert "уже сделано" in talk.say("да", state=state).text
    assert writes(stage.sandbox) == 1


def test_a_message_sent_again_has_one_effect_and_the_same_receipt(stage: Stage) -> None:
    talk = proposed(stage)
    state, own = talk.state, str(uuid.uuid4())
    first = talk.say("да", state=state, message_id=own)
    again = talk.say("да", state=state, message_id=own)
    assert again.rows == first.rows
    assert len(tasks(stage)) == 1


def test_the_id_of_another_message_is_refused(stage: Stage) -> None:
    talk, other = proposed(stage), proposed(stage)
    own = str(uuid.uuid4())
    talk.say("да", message_id=own)
    body = {"text": "да", "message_id": own, "state": other.state}
    assert stage.post(body).status_code == 422
    assert len(tasks(stage)) == 1


def test_twenty_at_once_have_one_effect(make_stage: Callable[..., Stage]) -> None:
    stage = make_stage(at_once=20)  # nobody is turned away, however busy the machine is
    talk = proposed(stage)
    state = talk.state
    said: list[Said] = []

    def press() -> None:
        own = stage.talk(101, entity=CARD)
        said.append(own.say("да", state=state))

    threads = [threading.Thread(target=press) for _ in range(20)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(20)
    assert len(said) == 20
    assert {one.body["status"] for one in said} == {"done"}
    assert len({tuple(one.rows) for one in said}) == 1
    assert len(tasks(stage)) == 1


def unheard(stage: Stage) -> tuple[Talk, str | None, Any]:
    """Write a task whose answer is lost; return the dialogue, what was agreed to, and the task."""
    talk = proposed(stage)
    state = talk.state
    fault(stage, kind="reset", match="/api/v4/tasks", method="POST", count=1)
    assert talk.say("да", state=state).body["status"] == "error"
    (own,) = tasks(stage)
    return talk, state, own


def test_an_answer_cut_after_the_write_is_looked_up_not_written_again(stage: Stage) -> None:
    talk = proposed(stage)
    state = talk.state
    fault(stage, kind="reset", match="/api/v4/tasks", method="POST", count=1)
    lost = talk.say("да", state=state)
    assert lost.body["status"] == "error"
    assert lost.body["error"] == {"code": "amo_unavailable", "retry": True}
    assert "второй раз не запишу" in lost.text
    assert lost.body["state"]
    retried = talk.say("да", state=state)
    assert retried.body["status"] == "done"
    assert "Задача поставлена" in retried.text
    assert len(tasks(stage)) == 1


UNREAD = [
    ("поставь задачу проверить договор завтра", "/api/v4/tasks", "закрыта с пометкой"),
    ("запиши примечание ждёт звонка", "/notes/", "можно убрать в карточке"),
    ("создай контакт Аркадий Новосёлов", "/api/v4/contacts", "можно удалить в amoCRM"),
]


@pytest.mark.parametrize(("phrase", "match", "undone"), UNREAD)
def test_a_write_that_cannot_be_read_back_is_told_as_done(
    stage: Stage, phrase: str, match: str, undone: str
) -> None:
    """amoCRM has confirmed it: «повторите» would be a lie, and the undo must be at hand."""
    talk = stage.talk(101, entity=CARD)
    assert talk.say(phrase).body["status"] == "confirm"
    fault(stage, kind="status", status=502, match=match, method="GET", count=9)
    said = talk.say("да")
    assert writes(stage.sandbox) == 1
    assert said.body["status"] == "done", said.text
    assert "Записано, но прочитать" in said.text
    requests.delete(f"{stage.sandbox.url}/_sandbox/faults", timeout=10)
    assert undone in talk.say("отмени последнее действие").text


def test_a_write_is_found_behind_what_others_wrote_meanwhile(stage: Stage) -> None:
    talk, state, own = unheard(stage)
    store = stage.sandbox.world.store
    later = own.created_at + 1
    for number in range(60):
        text = f"чужая {number}"
        store.put(replace(own, id=store.new_id(), text=text, created_at=later))
    assert "Задача поставлена" in talk.say("да", state=state).text
    assert len(tasks(stage)) == 1


def test_a_write_is_found_though_its_ends_were_trimmed(stage: Stage) -> None:
    talk, state, own = unheard(stage)
    store = stage.sandbox.world.store
    store.put(replace(own, text=f" {own.text}\n"))
    assert "Задача поставлена" in talk.say("да", state=state).text
    assert sum("проверить договор" in one.text for one in store.tasks.values()) == 1


def test_a_write_that_surely_failed_can_be_tried_again(stage: Stage) -> None:
    talk = proposed(stage)
    state = talk.state
    fault(stage, kind="status", status=401, match="/api/v4/tasks", method="POST", count=4)
    assert talk.say("да", state=state).body["error"]["code"] == "amo_unauthorized"
    requests.delete(f"{stage.sandbox.url}/_sandbox/faults", timeout=10)
    assert talk.say("да", state=state).body["status"] == "done"
    assert len(tasks(stage)) == 1


def test_a_worker_that_died_after_writing_is_found_out(
    make_stage: Callable[..., Stage], tmp_path: Path
) -> None:
    """The claim is held, the task is there, nobody answered: the next one looks first."""
    shift = [0.0]
    stage = make_stage(clock=lambda: time.time() + shift[0], store_path=tmp_path / "own.sqlite3")
    talk = proposed(stage)
    state = talk.state
    talk.say("да", state=state)
    forget_result(tmp_path / "own.sqlite3")
    shift[0] = HOLD_SECONDS + 1
    said = talk.say("да", state=state)
    assert said.body["status"] == "done"
    assert len(tasks(stage)) == 1


def test_a_worker_that_died_before_writing_is_made_good(
    make_stage: Callable[..., Stage], tmp_path: Path
) -> None:
    shift = [0.0]
    stage = make_stage(clock=lambda: time.time() + shift[0], store_path=tmp_path / "own.sqlite3")
    talk = proposed(stage)
    state = talk.state
    talk.say("да", state=state)
    forget_result(tmp_path / "own.sqlite3")
    stage.sandbox.world.reset()
    shift[0] = HOLD_SECONDS + 1
    assert talk.say("да", state=state).body["status"] == "done"
    assert len(tasks(stage)) == 1


def test_an_undo_a_dead_worker_began_is_not_called_done(
    make_stage: Callable[..., Stage], tmp_path: Path
) -> None:
    shift = [0.0]
    stage = make_stage(
        clock=lambda: time.time() + shift[0],
        store_path=tmp_path / "own.sqlite3",
        answer_seconds=2.5,
    )
    talk = proposed(stage)
    talk.say("да")
    state = talk.state
    talk.say("отмени", state=state)
    forget_result(tmp_path / "own.sqlite3")
    waiting = talk.say("отмени", state=state)
    assert waiting.body["error"] == {"code": "timeout", "retry": True}
    shift[0] = HOLD_SECONDS + 1
    assert "закры" in talk.say("отмени", state=waiting.body["state"]).text.lower()


def test_a_store_that_dies_after_the_write_does_not_hide_it(
    make_stage: Callable[..., Stage], mortal_redis: OwnRedis
) -> None:
    mortal_redis.start()
    stage = make_stage(redis_url=mortal_redis.url)
    talk = proposed(stage)
    fault(stage, kind="slow", seconds=1.5, match="/api/v4/tasks", method="POST", count=1)
    killer = threading.Timer(0.7, mortal_redis.kill)
    killer.start()
    said = talk.say("да")
    killer.join()
    assert said.body["status"] == "done", said.text
    assert len(tasks(stage)) == 1


def forget_result(path: Path) -> None:
    """Put the claims back to what a killed worker leaves."""
    with sqlite3.connect(path) as db:
        db.execute("UPDATE claims SET state = 'held', result = ''")
    db.close()


def test_undo_twice_takes_back_once(stage: Stage) -> None:
    talk = proposed(stage)
    talk.say("да")
    state = talk.state
    talk.say("отмени последнее действие", state=state)
    before = writes(stage.sandbox)
    said = talk.say("отмени последнее действие", state=state)
    assert "уже отменено" in said.text
    assert writes(stage.sandbox) == before


def test_what_was_changed_since_is_not_taken_back(stage: Stage) -> None:
    talk = stage.talk(101, entity=CARD)
    talk.say("подними бюджет на 50 тысяч")
    talk.say("да")
    patch(stage.sandbox, "leads/5001", price=1)
    said = talk.say("отмени последнее действие")
    assert "оставил как есть" in said.text
    assert stage.sandbox.world.store.leads[5001].price == 1


def test_only_guessed_writes_are_confirmed_when_so_set(make_stage: Callable[..., Stage]) -> None:
    stage = make_stage(confirm=ConfirmWrites.INFERRED)
    guessed = stage.talk(101, entity=CARD).say("поставь задачу проверить договор завтра")
    assert guessed.body["status"] == "confirm"
    talk, own = stage.talk(101), str(uuid.uuid4())
    text = "поставь Петру Сидорову задачу позвонить по сделке 5002 завтра в 15:00"
    said = talk.say(text, message_id=own)
    assert said.body["status"] == "done", said.text
    again = stage.talk(101).say(text, message_id=own)
    assert again.rows == said.rows


class ClaimsContract:
    """What any store of claims has to do."""

    @pytest.fixture
    def claims(self, tmp_path: Path) -> Any:
        raise NotImplementedError

    def test_the_first_takes_and_the_second_waits(self, claims: Any) -> None:
        assert claims.take("k", "f", 100.0) == Taken(100.0)
        assert claims.take("k", "f", 101.0) == Busy()

    def test_another_thing_under_the_key_is_foreign(self, claims: Any) -> None:
        claims.take("k", "f", 100.0)
        assert claims.take("k", "g", 101.0) == Foreign()

    def test_what_is_settled_stays_done(self, claims: Any) -> None:
        claims.take("k", "f", 100.0)
        claims.settle("k", "[1]")
        assert claims.take("k", "f", 101.0) == Done("[1]")

    def test_what_is_released_can_be_taken_anew(self, claims: Any) -> None:
        claims.take("k", "f", 100.0)
        claims.release("k", 100.0)
        assert claims.take("k", "f", 105.0) == Taken(105.0)

    def test_what_is_doubted_is_looked_at_by_one(self, claims: Any) -> None:
        claims.take("k", "f", 100.0)
        claims.doubt("k", 100.0)
        assert claims.take("k", "f", 105.0) == Taken(100.0, unsure=True)
        assert claims.take("k", "f", 106.0) == Busy()

    def test_a_dead_holder_is_succeeded(self, claims: Any) -> None:
        claims.take("k", "f", 100.0)
        late = 100.0 + HOLD_SECONDS + 1
        assert claims.take("k", "f", late) == Taken(100.0, unsure=True)
        assert claims.take("k", "f", late + 1) == Busy()
        later = late + HOLD_SECONDS + 1
        assert claims.take("k", "f", later) == Taken(100.0, unsure=True)

    def test_who_was_succeeded_changes_nothing_any_more(self, claims: Any) -> None:
        """A process that slept through its time must not free what another is at."""
        claims.take("k", "f", 100.0)
        late = 100.0 + HOLD_SECONDS + 1
        claims.take("k", "f", late)
        claims.release("k", 100.0)
        claims.doubt("k", 100.0)
        assert claims.take("k", "f", late + 1) == Busy()


class TestSqliteClaims(ClaimsContract):
    @pytest.fixture
    def claims(self, tmp_path: Path) -> Any:
        made = SqliteClaims(tmp_path / "deep" / "claims.sqlite3")
        yield made
        made.close()

    def test_an_unusable_file_is_said(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("no database at all, and long enough to be read as one" * 9)
        with pytest.raises(StoreDown):
            SqliteClaims(tmp_path / "file").take("k", "f", 1.0)


def test_nothing_is_written_while_claims_cannot_be_kept(
    make_stage: Callable[..., Stage], tmp_path: Path
) -> None:
    broken = tmp_path / "broken.sqlite3"
    broken.write_text("no database at all, and long enough to be read as one" * 9)
    stage = make_stage(store_path=broken)
    talk = proposed(stage)
    said = talk.say("да")
    assert said.body["status"] == "error"
    assert writes(stage.sandbox) == 0


def redis_claims(url: str) -> RedisClaims:
    shared = open_shared(url, time.monotonic)
    assert shared is not None
    return RedisClaims(shared)


class TestRedisClaims(ClaimsContract):
    @pytest.fixture
    def claims(self, redis_url: str) -> Any:
        return redis_claims(redis_url)

    def test_a_dead_redis_is_said(self) -> None:
        with pytest.raises(StoreDown):
            redis_claims(f"redis://127.0.0.1:{free_port()}/0").take("k", "f", 1.0)


def test_two_instances_share_a_dialogue_and_its_one_effect(
    make_stage: Callable[..., Stage], redis_url: str
) -> None:
    first, second = make_stage(redis_url=redis_url), make_stage(redis_url=redis_url)
    talk = proposed(first)
    other = second.talk(101, entity=CARD)
    said = [talk.say("да", state=talk.state), other.say("да", state=talk.state)]
    assert [one.body["status"] for one in said] == ["done", "done"]
    assert len(tasks(first)) == 1


def test_one_instance_asks_and_another_answers(make_stage: Callable[..., Stage]) -> None:
    first, second = make_stage(), make_stage()
    talk = proposed(first)
    said = second.talk(101, entity=CARD).say("да", state=talk.state)
    assert said.body["status"] == "done"
    assert len(tasks(second)) == 1
