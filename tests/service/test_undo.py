"""What «отмени» says is what it did, beside the changes of colleagues and for several records."""

from __future__ import annotations

from tests.service.assistant_stage import Stage, Talk, patch, writes
from tests.service.test_once import fault

KIM = "contacts/7011"


def renamed(stage: Stage) -> Talk:
    """A dialogue in which a contact has been renamed and given to another user."""
    talk = stage.talk(101)
    talk.say("переименуй контакт Олег Ким в Олег Кимов")
    assert talk.say("да").body["status"] == "done"
    return talk


def test_a_contact_renamed_by_a_colleague_since_is_left_and_that_is_said(stage: Stage) -> None:
    talk = renamed(stage)
    patch(stage.sandbox, KIM, name="Олег Кимченко")
    before = writes(stage.sandbox)
    said = talk.say("отмени последнее действие")
    assert writes(stage.sandbox) == before
    assert "оставил как есть: «Олег Кимченко»" in said.text
    assert "Вернул" not in said.text


def test_a_contact_that_a_colleague_restored_is_as_it_was(stage: Stage) -> None:
    talk = renamed(stage)
    patch(stage.sandbox, KIM, name="Олег Ким")
    assert "Вернул как было: «Олег Ким»" in talk.say("отмени последнее действие").text


def test_of_two_changes_the_untouched_one_is_taken_back_and_both_are_told(stage: Stage) -> None:
    talk = stage.talk(101)
    said = talk.say("переименуй контакт Олег Ким в Олег Кимов и назначь ответственным Орлова")
    assert "Орлов" in said.text
    talk.say("да")
    patch(stage.sandbox, KIM, name="Олег Кимченко")
    said = talk.say("отмени последнее действие")
    assert "остальное оставил как есть: «Олег Кимченко»" in said.text
    kim = stage.sandbox.world.store.contacts[7011]
    assert (kim.name, kim.responsible_user_id) == ("Олег Кимченко", 112)


def test_of_a_company_too_the_untouched_is_taken_back_and_the_rest_is_left(stage: Stage) -> None:
    talk = stage.talk(101)
    talk.say("переименуй компанию Вектор в Вектор Плюс")
    talk.say("и телефон 8 812 555-66-77")
    assert talk.say("да").body["status"] == "done"
    vector = stage.sandbox.world.store.companies[8002]
    assert "+78125556677" in str(vector)
    patch(stage.sandbox, "companies/8002", name="Вектор Минус")
    said = talk.say("отмени последнее действие")
    assert "остальное оставил как есть: «Вектор Минус»" in said.text
    vector = stage.sandbox.world.store.companies[8002]
    assert vector.name == "Вектор Минус"
    assert "+78125556677" not in str(vector)
    assert "+7 812 300-40-51" in str(vector)


def test_a_company_that_could_not_be_given_back_at_once_is_given_back_at_the_repeat(
    stage: Stage,
) -> None:
    """Taken away first and not given back, it would seem to be somebody else's doing."""
    talk = stage.talk(101)
    talk.say("смени компанию контакта Олег Ким на Вектор")
    assert talk.say("да").body["status"] == "done"
    state = talk.state
    fault(stage, kind="status", status=500, match=f"{KIM}/link", method="POST", count=1)
    assert talk.say("отмени последнее действие", state=state).body["status"] == "error"
    said = talk.say("отмени последнее действие", state=state)
    assert "Вернул как было" in said.text
    assert "Romashka Trade LLC" in str(said.body["records"])


def test_a_company_renamed_after_the_preview_is_left_alone(stage: Stage) -> None:
    talk = stage.talk(101)
    talk.say("переименуй компанию Вектор в Вектор Плюс")
    patch(stage.sandbox, "companies/8002", name="Вектор Минус")
    before = writes(stage.sandbox)
    assert "Ничего не изменено" in talk.say("да").text
    assert writes(stage.sandbox) == before


def test_a_contact_deleted_after_the_preview_is_told_as_gone(stage: Stage) -> None:
    talk = stage.talk(101)
    talk.say("переименуй контакт Олег Ким в Олег Кимов")
    del stage.sandbox.world.store.contacts[7011]
    said = talk.say("да")
    assert said.body["error"] == {"code": "amo_rejected", "retry": False}
    assert "не видна или уже удалена" in said.text


def test_a_task_deleted_after_the_preview_is_not_told_as_written(stage: Stage) -> None:
    talk = stage.talk(102)
    shown = talk.say("мои задачи").rows
    talk.say("закрой все эти задачи")
    for one in shown:
        del stage.sandbox.world.store.tasks[int(one.partition("/")[2])]
    said = talk.say("да").text
    assert "Записано" not in said
    assert "уже удалены" in said


def test_a_task_that_somebody_has_closed_gets_no_note_and_that_is_said(stage: Stage) -> None:
    talk = stage.talk(101, entity={"type": "leads", "id": 5001})
    talk.say("поставь задачу проверить договор завтра")
    [row] = talk.say("да").rows
    patch(stage.sandbox, row, is_completed=True, result={"text": "сделал"})
    before = writes(stage.sandbox)
    said = talk.say("отмени последнее действие")
    assert writes(stage.sandbox) == before
    assert "уже закрыли" in said.text
    assert "пометк" not in said.text


def test_several_tasks_opened_again_are_counted(stage: Stage) -> None:
    talk = stage.talk(102)
    shown = talk.say("мои задачи").rows
    assert len(shown) > 1
    talk.say("закрой все эти задачи")
    talk.say("да")
    said = talk.say("отмени последнее действие")
    assert f"Снова открыты {len(shown)} задач" in said.text
    assert said.rows == shown or set(said.rows) == set(shown)


def moved(stage: Stage) -> tuple[Talk, list[str]]:
    """A dialogue in which several tasks wait to be moved, and these tasks."""
    talk = stage.talk(102)
    shown = talk.say("мои задачи").rows
    assert len(shown) > 1
    assert talk.say("перенеси все эти задачи на завтра в 12:00").body["status"] == "confirm"
    return talk, shown


def test_several_tasks_are_moved_and_moved_back_in_one_write_each(stage: Stage) -> None:
    talk, shown = moved(stage)
    assert f"{len(shown)} задач" in talk.say("да").text
    assert writes(stage.sandbox) == 1
    assert f"Вернул прежние сроки: {len(shown)}" in talk.say("отмени последнее действие").text
    assert writes(stage.sandbox) == 2


def test_of_several_tasks_those_moved_by_a_colleague_are_named(stage: Stage) -> None:
    talk, shown = moved(stage)
    patch(stage.sandbox, shown[0], complete_till=1_900_000_000)
    titles = [one.text for one in stage.sandbox.world.store.tasks.values()]
    said = talk.say("да").text
    assert "срок успели поменять: «" in said
    assert any(title in said.partition("успели поменять")[2] for title in titles)


def test_of_several_tasks_those_moved_since_stay_where_they_are_and_are_named(stage: Stage) -> None:
    talk, shown = moved(stage)
    talk.say("да")
    patch(stage.sandbox, shown[0], complete_till=1_900_000_000)
    said = talk.say("отмени последнее действие").text
    assert "Вернул прежний срок" in said or "Вернул прежние сроки" in said
    assert "Успели поменять, оставил как есть: «" in said


def test_several_tasks_closed_meanwhile_are_told_in_their_number(stage: Stage) -> None:
    talk = stage.talk(102)
    shown = talk.say("мои задачи").rows
    talk.say("закрой все эти задачи")
    for one in shown[1:]:
        patch(stage.sandbox, one, is_completed=True, result={"text": "сделал"})
    said = talk.say("да", state=talk.state)
    assert "Задача закрыта" in said.text
    assert "уже закрыто: «" in said.text


def test_tasks_all_closed_meanwhile_are_told_in_their_number(stage: Stage) -> None:
    talk = stage.talk(102)
    shown = talk.say("мои задачи").rows
    talk.say("закрой все эти задачи")
    for one in shown:
        patch(stage.sandbox, one, is_completed=True, result={"text": "сделал"})
    assert "Эти задачи уже были закрыты" in talk.say("да").text


def test_an_undo_that_cannot_be_read_back_is_told_as_done(stage: Stage) -> None:
    talk = stage.talk(101, entity={"type": "leads", "id": 5001})
    talk.say("поставь задачу проверить договор завтра")
    [row] = talk.say("да").rows
    # The task itself is read before it is closed; the list, for the receipt, after.
    fault(stage, kind="status", status=502, match="/api/v4/tasks?", method="GET", count=9)
    said = talk.say("отмени последнее действие")
    assert said.body["status"] == "done"
    assert "Отменил всё, что получилось" in said.text
    assert stage.sandbox.world.store.tasks[int(row.partition("/")[2])].is_completed
