"""Every kind of request, by users of different rights: offered, refused, or simply not found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from amo.sandbox import Flags, start
from amo.sandbox.world import Files
from service.mind import Mind
from tests.service.assistant_stage import Stage, settings_for, writes

# Deal 5001, its task and contact 7009 are user 102's. 101 may do everything, 102 edits what is
# theirs, 104 sees only what is theirs, 106 only reads, to 109 deals do not exist.
MATRIX = {
    "расскажи про сделку 5001": "done done absent done absent",
    "какой бюджет у сделки 5001": "done done absent done absent",
    "сколько сделок": "done done done done refused",
    "сумма сделок по менеджерам": "done done done done refused",
    "сколько контактов": "done done done done done",
    "добавь примечание к сделке 5001: проверка": "confirm confirm absent confirm absent",
    "переименуй сделку 5001 в Внедрение 2": "confirm confirm absent refused absent",
    "увеличь сумму сделки 5001 на 100 тысяч": "confirm confirm absent refused absent",
    "переведи сделку 5001 на этап отправлено КП": "confirm confirm absent refused absent",
    "назначь ответственным по сделке 5001 Орлова": "confirm confirm absent refused absent",
    "добавь почту a@b.example Сергею Гусю": "confirm confirm absent refused confirm",
    "переименуй контакт Сергей Гусь в Сергей Гусев": "confirm confirm absent refused confirm",
    "переименуй компанию Ромашка в Ромашка Плюс": "confirm confirm absent refused confirm",
    "закрой задачу по сделке 5001": "confirm confirm absent refused absent",
    "перенеси задачу по сделке 5001 на завтра": "confirm confirm absent refused absent",
    "создай сделку Чай": "confirm confirm confirm refused refused",
    "создай контакт Марк Лютый": "confirm confirm confirm refused confirm",
    "создай компанию Лютик": "confirm confirm confirm refused confirm",
}
USERS = (101, 102, 104, 106, 109)
CASES = [
    (user, phrase, wanted)
    for phrase, row in MATRIX.items()
    for user, wanted in zip(USERS, row.split(), strict=True)
]


@pytest.mark.parametrize(("user", "phrase", "wanted"), CASES)
def test_what_a_user_may(stage: Stage, user: int, phrase: str, wanted: str) -> None:
    said = stage.talk(user).say(phrase)
    absent = "не наш" in said.text
    assert ("absent" if absent else said.body["status"]) == wanted, said.text
    if wanted in ("absent", "refused"):
        assert said.rows == []
        assert "CRM»" not in said.text


@pytest.mark.parametrize(
    ("kind", "refusal"), [("contacts", "создавать контакты"), ("companies", "создавать компании")]
)
def test_a_deal_is_refused_before_its_new_company_or_contact_is_written(
    mind: Mind, tmp_path: Path, kind: str, refusal: str
) -> None:
    account = json.loads(Files().account.read_text(encoding="utf-8"))
    own = next(one for one in account["users"] if one["id"] == 102)
    own["rights"][kind]["add"] = "D"
    (tmp_path / "account.json").write_text(json.dumps(account), encoding="utf-8")
    files = Files(account=tmp_path / "account.json")
    with (
        start(small=True, flags=Flags(rate_limit=0), files=files) as sandbox,
        Stage(sandbox, settings_for(sandbox, tmp_path), mind) as stage,
    ):
        talk = stage.talk(102)
        said = talk.say("создай сделку «Чай» с контактом Аркадий Новосёлов компания Чайка")
        assert said.body["status"] == "refused"
        assert refusal in said.text
        assert talk.say("создай сделку «Чай»").body["status"] == "confirm"
        assert writes(sandbox) == 0
