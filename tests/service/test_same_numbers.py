"""A deal and a contact of one number: a task's row names the record it hangs on."""

from __future__ import annotations

import json
from pathlib import Path

from amo.sandbox import Flags, start
from amo.sandbox.world import Files
from service.mind import Mind
from tests.service.assistant_stage import Stage, settings_for


def test_tasks_of_a_deal_and_a_contact_of_one_number_name_each_its_own(
    mind: Mind, tmp_path: Path
) -> None:
    text = Files().records.read_text(encoding="utf-8").replace("5002", "7001")
    records = json.loads(text)
    for task, kind in zip(records["tasks"], ("contacts", "leads"), strict=False):
        task |= {"entity_type": kind, "entity_id": 7001, "responsible": 102, "due_in_days": 0}
    (tmp_path / "records.json").write_text(json.dumps(records), encoding="utf-8")
    with (
        start(
            small=True,
            flags=Flags(rate_limit=0),
            files=Files(records=tmp_path / "records.json"),
        ) as sandbox,
        Stage(sandbox, settings_for(sandbox, tmp_path), mind) as stage,
    ):
        said = stage.talk(102).say("мои задачи на этой неделе")
        lines = {one["title"]: " ".join(one["lines"]) for one in said.body["records"]}
        assert "«Иван Петров»" in lines["Позвонить Ивану Петрову по договору"]
        assert "«Поставка кофемашин»" in lines["Отправить КП"]
