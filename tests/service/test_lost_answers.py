"""A write or an undo whose answer was lost: a repeat finds what was done and does the rest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.service.assistant_stage import Said, Stage, Talk, patch
from tests.service.test_once import fault

REPEATED = "второй раз не запишу"


def lose(stage: Stage, match: str, method: str = "PATCH") -> None:
    """Let the next such write be carried out and its answer be lost."""
    fault(stage, kind="reset", match=match, method=method, count=1)


def lost_then_repeated(stage: Stage, talk: Talk, match: str, text: str = "да") -> Said:
    """Say something whose write has its answer lost, and say it again."""
    state = talk.state
    lose(stage, match)
    lost = talk.say(text, state=state)
    assert lost.body["error"] == {"code": "amo_unavailable", "retry": True}
    assert REPEATED in lost.text
    return talk.say(text, state=state)


def lost_deal(stage: Stage) -> Talk:
    """A dialogue in which the loss of a deal waits for «да»."""
    talk = stage.talk(101, entity={"type": "leads", "id": 5001})
    talk.say("закрой сделку 5001")
    talk.say("как проигранную")
    assert talk.press("Дорого").body["status"] == "confirm"
    return talk


def asked(user: int, phrase: str) -> Callable[[Stage], Talk]:
    """Begins a dialogue in which what the phrase asks for waits for «да»."""

    def begin(stage: Stage) -> Talk:
        talk = stage.talk(user)
        assert talk.say(phrase).body["status"] == "confirm"
        return talk

    return begin


moved_deal = asked(101, "переведи сделку 5001 на этап отправлено КП")
moved_task = asked(101, "перенеси задачу по сделке 5005 на завтра в 11:00")
finished_task = asked(102, "закрой задачу по сделке 5001")
renamed_contact = asked(101, "переименуй контакт Олег Ким в Олег Кимов")
renamed_company = asked(101, "переименуй компанию Вектор в Вектор Плюс")
emailed_company = asked(101, "новая почта у компании «Вектор»: new@vektor.example")
CHANGES = [
    pytest.param(lost_deal, "/api/v4/leads", "Сделка изменена", "Вернул", id="lost deal"),
    pytest.param(moved_deal, "/api/v4/leads", "Сделка изменена", "Вернул", id="moved deal"),
    pytest.param(moved_task, "/api/v4/tasks", "Задача перенесена", "Вернул", id="moved task"),
    pytest.param(
        finished_task, "/api/v4/tasks", "Задача закрыта", "снова открыта", id="finished task"
    ),
    pytest.param(
        renamed_contact, "/api/v4/contacts", "Контакт изменён", "Вернул", id="renamed contact"
    ),
    pytest.param(
        renamed_company, "/api/v4/companies", "Компания изменена", "Вернул", id="renamed company"
    ),
    pytest.param(
        emailed_company, "/api/v4/companies", "Компания изменена", "Вернул", id="e-mailed company"
    ),
]


@pytest.mark.parametrize(("proposed", "match", "receipt", "undone"), CHANGES)
def test_a_change_whose_answer_was_lost_is_told_and_can_be_taken_back(
    stage: Stage, proposed: Callable[[Stage], Talk], match: str, receipt: str, undone: str
) -> None:
    talk = proposed(stage)
    repeated = lost_then_repeated(stage, talk, match)
    assert repeated.body["status"] == "done"
    assert receipt in repeated.text
    assert undone in talk.say("отмени последнее действие").text


@pytest.mark.parametrize(("proposed", "match", "receipt", "undone"), CHANGES)
def test_an_undo_whose_answer_was_lost_is_told_as_done(
    stage: Stage, proposed: Callable[[Stage], Talk], match: str, receipt: str, undone: str
) -> None:
    talk = proposed(stage)
    assert receipt in talk.say("да").text
    assert undone in lost_then_repeated(stage, talk, match, "отмени последнее действие").text


def test_an_undo_of_a_task_whose_answer_was_lost_is_told_as_done(stage: Stage) -> None:
    talk = stage.talk(101, entity={"type": "leads", "id": 5001})
    talk.say("поставь задачу проверить договор завтра")
    talk.say("да")
    said = lost_then_repeated(stage, talk, "/api/v4/tasks", "отмени последнее действие")
    assert "закрыта с пометкой" in said.text


def test_of_many_tasks_the_repeat_closes_those_that_were_left(stage: Stage) -> None:
    """amoCRM takes them 50 at a time; here the first was closed and the second was not."""
    talk = stage.talk(102)
    talk.say("мои задачи")
    said = talk.say("закрой все эти задачи")
    assert said.body["status"] == "confirm", said.text
    state = talk.state
    lose(stage, "/api/v4/tasks")
    talk.say("да", state=state)
    tasks = stage.sandbox.world.store.tasks
    closed = [own for own, one in tasks.items() if one.result == "Выполнено"]
    assert len(closed) > 1
    patch(stage.sandbox, f"tasks/{closed[0]}", is_completed=False)
    said = talk.say("да", state=state)
    assert "Закрыт" in said.text
    assert {f"tasks/{one}" for one in closed} == set(said.rows)
    assert f"{len(closed)} задач" in said.text
    assert all(tasks[own].is_completed for own in closed)
    undone = talk.say("отмени последнее действие").text
    assert f"Снова открыты {len(closed)} задач" in undone
    assert not any(tasks[own].is_completed for own in closed)


def deal_with_parties(stage: Stage) -> Talk:
    """A dialogue in which a deal with a new contact of a new company waits for «да»."""
    talk = stage.talk(101)
    said = talk.say("создай сделку «Поставка чая» с контактом Аркадий Новосёлов компания Чайка")
    assert said.body["status"] == "confirm"
    assert "Аркадий Новосёлов (новый контакт)" in said.text, said.text
    assert "Чайка (новая компания)" in said.text, said.text
    return talk


def called(stage: Stage, name: str) -> list[int]:
    store = stage.sandbox.world.store
    kinds = (store.companies, store.contacts, store.leads)
    return [one.id for kind in kinds for one in kind.values() if one.name == name]


@pytest.mark.parametrize("kind", ["companies", "contacts", "leads"])
@pytest.mark.parametrize("trouble", [{"kind": "reset"}, {"kind": "status", "status": 401}])
def test_a_deal_with_new_parties_is_one_act(
    stage: Stage, kind: str, trouble: dict[str, Any]
) -> None:
    talk = deal_with_parties(stage)
    state = talk.state
    fault(stage, **trouble, match=f"/api/v4/{kind}", method="POST", count=1)
    assert talk.say("да", state=state).body["status"] == "error"
    said = talk.say("да", state=state)
    assert said.body["status"] == "done", said.text
    assert "Сделка создана" in said.text
    made = {name: called(stage, name) for name in ("Чайка", "Аркадий Новосёлов", "Поставка чая")}
    assert [len(found) for found in made.values()] == [1, 1, 1]
    undone = talk.say("отмени последнее действие")
    assert "Созданные карточки" in undone.text
    [company], [contact], [lead] = made.values()
    assert undone.rows == [f"leads/{lead}", f"contacts/{contact}", f"companies/{company}"]


def test_what_was_made_before_the_deal_failed_is_said(stage: Stage) -> None:
    talk = deal_with_parties(stage)
    fault(stage, kind="status", status=400, match="/api/v4/contacts", method="POST", count=1)
    assert REPEATED in talk.say("да").text


def test_what_was_changed_before_the_company_failed_is_said(stage: Stage) -> None:
    talk = stage.talk(101)
    said = talk.say("переименуй контакт Олег Ким в Олег Кимов и смени компанию на Вектор")
    assert "Вектор" in said.text, said.text
    state = talk.state
    fault(stage, kind="status", status=401, match="/link", method="POST", count=1)
    assert REPEATED in talk.say("да", state=state).text
    assert stage.sandbox.world.store.contacts[7011].name == "Олег Кимов"
    assert "Контакт изменён" in talk.say("да", state=state).text
    assert "Вернул как было" in talk.say("отмени последнее действие").text
