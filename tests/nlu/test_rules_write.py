"""What the labelled phrases cannot say of writes: why a rule declines, where a slot was said."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nlu import Parse
from nlu.slots import filled


@pytest.mark.parametrize(
    ("text", "rule", "why"),
    [
        ("ок, спасибо", "yes.only", "благодарят, а не соглашаются"),
        ("закинь эту сделку в корпоратов", "create_lead.new", "сделка, которая уже есть"),
        ("кто перенёс задачу", "reschedule_task.moved", "переносят не срок"),
        ("на час раньше задачу «Планёрка»", "create_task.ordered", "переносят"),
        ("поставь галку на первой задаче", "create_task.ordered", "отмечают сделанной"),
        ("запиши про Олега Кима: ждёт счёт", "create_contact.new", "записать примечание|не просят"),
        ("дай контакт Розы Хакимовой", "update_contact.changed", "просят показать"),
    ],
)
def test_a_rule_says_why_it_declines(
    parse: Callable[[str], Parse], text: str, rule: str, why: str
) -> None:
    reasons = [one.why for one in parse(text).rejected if one.rule == rule]
    assert any(word in reason for reason in reasons for word in why.split("|")), reasons


@pytest.mark.parametrize(
    ("text", "slot", "said"),
    [
        ("перенси вторую задачу на чтверг", "due", "на чтверг"),
        ("5003 переведи на переговоры", "lead_id", "5003"),
        ("клиент просил счёт, добавь примечанием к этой сделке", "text", "клиент просил счёт"),
        ("клиент передумал, закрой сделку 5001 как проигранную", "lead_id", "5001"),
        ("отметь, что звонок Карине сделан", "text", "звонок Карине"),
    ],
)
def test_a_slot_has_the_span_it_was_said_with(
    parse: Callable[[str], Parse], text: str, slot: str, said: str
) -> None:
    spans = [one.span for one in parse(text).spans if one.slot == slot]
    assert said in " … ".join(text[span.start : span.stop] for span in spans)


@pytest.mark.parametrize(
    "text",
    [
        "не переводи сделку 5001 в переговоры",
        "кто закрыл сделку 5001",
        "почему сделка 5001 закрыта",
        "зачем ты создал контакт",
        "как перенести задачу",
    ],
)
def test_a_question_or_a_prohibition_begins_no_write(
    parse: Callable[[str], Parse], text: str
) -> None:
    stem = parse(text).intent.stem
    assert not stem.startswith(("create_", "update_", "complete_", "reschedule_", "add_"))


def test_a_clause_that_tells_why_names_no_deal(parse: Callable[[str], Parse]) -> None:
    slots = filled(parse("клиент отказался, закрой сделку как проигранную").intent)
    assert slots == {"set_stage": "Закрыто и не реализовано"}
