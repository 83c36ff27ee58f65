"""The rights matrix of the chat through the door, from the chat's own table."""

from __future__ import annotations

from typing import Any

import pytest
from mcp import Client, MCPError

from tests.mcp.callers import House, Wary, text_of
from tests.service.test_rights_matrix import CASES, MATRIX, USERS

# What a phrase of the chat's matrix is as a typed tool.
DEAL = "amocrm://leads/5001"
TYPED = {
    "расскажи про сделку 5001": ("show", {"record": DEAL}),
    "какой бюджет у сделки 5001": ("show", {"record": DEAL, "field": "budget"}),
    "сколько сделок": ("report", {"metric": "count"}),
    "сумма сделок по менеджерам": ("report", {"metric": "sum", "group_by": "responsible"}),
    "сколько контактов": ("report", {"metric": "count", "of": "contacts"}),
    "добавь примечание к сделке 5001: проверка": ("add_note", {"record": DEAL, "text": "проверка"}),
    "переименуй сделку 5001 в Внедрение 2": ("update_deal", {"deal": DEAL, "name": "Внедрение 2"}),
    "переведи сделку 5001 на этап отправлено КП": (
        "update_deal",
        {"deal": DEAL, "stage": "Отправлено КП"},
    ),
    "назначь ответственным по сделке 5001 Орлова": (
        "update_deal",
        {"deal": DEAL, "responsible": "Орлов"},
    ),
    "увеличь сумму сделки 5001 на 100 тысяч": ("update_deal", {"deal": DEAL, "budget": 550_000}),
    "закрой задачу по сделке 5001": ("complete_task", {"task": "amocrm://tasks/6001"}),
}
# Every request of the matrix by the phrase, and by the typed tool where there is one.
CALLS = [
    (user, *call, wanted)
    for user, phrase, wanted in CASES
    for call in (("ask", {"text": phrase}), TYPED.get(phrase))
    if call
]


def is_absent(text: str) -> bool:
    return any(words in text for words in ("не наш", "не видна", "нет такой"))


def verdict(result: object) -> str:
    """What became of a call, in the words of the chat's matrix."""
    if is_absent(text_of(result)):
        return "absent"
    if result.is_error:  # type: ignore[attr-defined]
        return "refused"
    return str(result.structured_content["status"])  # type: ignore[attr-defined]


def test_the_whole_matrix_is_called() -> None:
    assert len(MATRIX) == 18
    assert TYPED.keys() < MATRIX.keys()
    assert len(CALLS) == len(USERS) * (len(MATRIX) + len(TYPED))


@pytest.mark.parametrize(("user", "tool", "arguments", "wanted"), CALLS)
def test_a_client_that_cannot_ask_gets_what_the_chat_gives(
    house: House, user: int, tool: str, arguments: dict[str, Any], wanted: str
) -> None:
    result = house.call(tool, arguments, user=user)
    assert verdict(result) == wanted, text_of(result)
    assert house.writes == 0
    if wanted in ("absent", "refused"):
        assert "CRM»" not in text_of(result)


@pytest.mark.parametrize(("user", "tool", "arguments", "wanted"), CALLS)
def test_a_person_is_asked_before_every_write_they_may_make(
    house: House, user: int, tool: str, arguments: dict[str, Any], wanted: str
) -> None:
    person = Wary(says="да")
    result = house.call(tool, arguments, user=user, person=person)
    told = [one.message for one in person.asked] or [text_of(result)]
    writes = wanted == "confirm"
    assert len(person.confirmations) == writes
    assert {whose for _, _, whose in house.written} == ({user} if writes else set())
    assert is_absent(told[0]) is (wanted == "absent")
    assert result.is_error is (wanted == "refused")
    if wanted in ("absent", "refused"):
        assert "CRM»" not in "".join((*told, text_of(result)))


@pytest.mark.parametrize(
    ("user", "tool", "arguments"), [one[:3] for one in CALLS if one[3] == "confirm"]
)
def test_a_person_who_declines_is_obeyed(
    house: House, user: int, tool: str, arguments: dict[str, Any]
) -> None:
    person = Wary()
    house.call(tool, arguments, user=user, mode="legacy", person=person)
    assert len(person.confirmations) == 1
    assert house.writes == 0


@pytest.mark.parametrize("user", [104, 109])
def test_a_record_out_of_sight_is_no_resource(house: House, user: int) -> None:
    async def refused(client: Client) -> str:
        with pytest.raises(MCPError) as caught:
            await client.read_resource(DEAL)
        return str(caught.value)

    assert "Внедрение" not in house.with_client(refused, user=user)


def test_an_unknown_user_gets_nothing(house: House) -> None:
    for tool, arguments in (("search_deals", {}), ("ask", {"text": "найди сделки"})):
        assert house.call(tool, arguments, user=999).is_error


def test_a_state_of_another_user_does_nothing(house: House) -> None:
    note = {"record": DEAL, "text": "проверка"}
    state = house.call("add_note", note, user=101).structured_content["state"]
    house.call("ask", {"text": "да", "state": state}, user=102)
    assert house.writes == 0
