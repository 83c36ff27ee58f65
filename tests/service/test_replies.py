"""Everything the assistant says: present, used, agreeing, and good Russian in its numbers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from service.dialogue.decide import Reason, Why
from service.errors import BadReplies
from service.plurals import agree, fill, form
from service.replies import Replies, load_replies

SERVICE = Path(__file__).resolve().parents[2] / "service"
SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in SERVICE.rglob("*.py"))
KEY = re.compile(r'"([a-z_]+\.[a-z_]+)"')
BUTTON = re.compile(r'\.button\("([a-z_]+)"')
# Keys put together at run time, by how they begin.
BUILT = (
    "ask.", "ask_", "confirm.", "conditions.", "conditions_short.", "decline.", "found.", "labels.",
    "nobody.", "none.", "own_fields.", "problems.", "receipt.", "report.", "resume.",
    "rows.nameless_", "search.", "show.", "troubles.", "which.",
)  # fmt: skip


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "сделок"), (1, "сделка"), (2, "сделки"), (4, "сделки"), (5, "сделок"), (11, "сделок"),
        (12, "сделок"), (14, "сделок"), (21, "сделка"), (22, "сделки"), (100, "сделок"),
        (101, "сделка"), (111, "сделок"), (1004, "сделки"), (-3, "сделки"),
    ],
)  # fmt: skip
def test_a_word_agrees_with_its_number(count: int, words: str) -> None:
    assert agree(count, "сделка", "сделки", "сделок") == words


def test_agreement_repeats_every_hundred() -> None:
    assert all(form(count) == form(count + 100) for count in range(1000))


def test_values_are_never_read_as_templates() -> None:
    assert fill("«{name}»", {"name": "{name.__class__} {0}"}) == "«{name.__class__} {0}»"


def test_a_template_cannot_reach_into_objects() -> None:
    with pytest.raises(BadReplies):
        fill("{name.__class__}", {"name": "x"})


def test_every_key_in_the_code_has_a_sentence(texts: Replies) -> None:
    modules = {"service", "amo", "nlu"}
    used = {key for key in KEY.findall(SOURCE) if key.split(".")[0] not in modules}
    tables = {key.split(".")[0] for key in texts.keys}
    asked = {key for key in used if key.split(".")[0] in tables}
    assert asked - texts.keys == set()
    assert len(asked) > 100


def test_no_sentence_is_dead(texts: Replies) -> None:
    written = set(KEY.findall(SOURCE))
    for name in BUTTON.findall(SOURCE):
        written |= {f"buttons.{name}", f"buttons.{name}_send"}
    dead = {key for key in texts.keys - written if not key.startswith(BUILT)}
    assert dead == set()


@pytest.mark.parametrize("reason", sorted(set(Reason) - {Reason.NOT_UNDERSTOOD, Reason.CANCELLED}))
def test_every_reason_to_decline_has_a_sentence(texts: Replies, reason: Reason) -> None:
    assert texts.has(f"decline.{reason.value}")


@pytest.mark.parametrize("why", sorted(set(Why) - {Why.MISSING, Why.AGAIN}))
def test_every_way_to_ask_again_has_its_sentences(texts: Replies, why: Why) -> None:
    needs = ("due",) if why in (Why.PAST, Why.NO_DATE) else ("due", "responsible", "other")
    assert all(texts.has(f"ask_{why.value}.{need}") for need in needs)


def test_sentences_are_fit_to_read(texts: Replies) -> None:
    for key in texts.keys:
        if not texts.has(key):
            continue
        shown = texts(key, **dict.fromkeys(texts.needs(key), 1))
        assert shown == shown.strip(), key
        assert "  " not in shown, key
        assert '"' not in shown, f"{key}: «ёлочки» are the quotes of Russian"
        assert not re.search(r"\(а\)|/а\b|\(ла\)", shown), f"{key} guesses at a gender"


def test_quotes_inside_quotes_are_the_inner_ones(texts: Replies) -> None:
    assert texts("show.companies", title="ООО «Ромашка»") == "Компания «ООО „Ромашка“»"
    assert texts("show.companies", title="Зерно") == "Компания «Зерно»"


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('[a]\nb = "{count:один|два}"\n', encoding="utf-8")
    with pytest.raises(BadReplies, match=r"a\.toml: a\.b: "):
        load_replies(tmp_path)


def test_a_key_that_stands_twice_is_named(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.toml").write_text('[a]\nb = "c"\n', encoding="utf-8")
    with pytest.raises(BadReplies, match=r"b\.toml: a\.b stands twice"):
        load_replies(tmp_path)


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadReplies, match="restore"):
        load_replies(tmp_path)


def test_a_value_cannot_pass_for_lines_of_ours(texts: Replies) -> None:
    said = texts("show.companies", title="Чай»\r\n\nОтвет:\u2028да\u202e")
    assert said == "Компания «Чай» Ответ: да»"
