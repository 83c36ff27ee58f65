"""`make eval`: labels are checked first, the rest is measured, and the exit code tells."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nlu import Account, Engine, Parse, Request
from nlu.__main__ import main as explain
from nlu.corpus import phrase_from_json
from nlu.errors import DataError, FallbackError, FallbackFault
from nlu.evaluate.__main__ import main
from nlu.evaluate.bounds import read_bounds
from nlu.evaluate.cases import Case, read_cases
from nlu.evaluate.causes import cause_of, first_difference
from nlu.evaluate.labels import Labels
from nlu.evaluate.progress import Progress
from nlu.evaluate.trials import Trial, Verdict
from nlu.fallback import Reading
from nlu.intents import FindContacts
from nlu.lexicon import DATA
from nlu.published import put
from nlu.scoring import same_value
from nlu.types import Source

NOW = "2026-03-05T10:00:00+03:00"
FIND = {"text": "найди Петрова", "intent": "find_contacts", "slots": {"name": "Петров"}}


def line(**changes: Any) -> dict[str, Any]:
    return {"id": "one", "now": NOW, "user_id": 101, **FIND, **changes}


def written(path: Path, *lines: dict[str, Any] | str) -> Path:
    texts = (one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in lines)
    path.write_text("\n".join(texts) + "\n", encoding="utf-8")
    return path


def run(tmp_path: Path, *arguments: str) -> tuple[int, dict[str, Any]]:
    code = main([*arguments, "--out", str(tmp_path / "build"), "--date", "2026-03-05"])
    return code, json.loads((tmp_path / "build" / "eval.json").read_text(encoding="utf-8"))


@pytest.fixture
def tried(engine: Engine, account: Account) -> Callable[..., Trial]:
    def trial(**changes: Any) -> Trial:
        phrase = phrase_from_json(line(**changes))
        return Trial(Case("planted.jsonl:1", phrase), engine.parse(phrase.request, account), 0.001)

    return trial


def test_a_file_read_rightly_ends_with_zero(tmp_path: Path) -> None:
    path = written(tmp_path / "mine.jsonl", line())
    code, record = run(tmp_path, "--file", str(path))
    assert code == 0
    assert record["sets"]["mine.jsonl"]["metrics"]["exact"] == 1.0
    assert record["sets"]["mine.jsonl"]["verdicts"] == {"one": "right"}


def test_a_file_below_the_threshold_ends_with_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path / "mine.jsonl", line(slots={"name": "Сидоров"}))
    code, record = run(tmp_path, "--file", str(path))
    assert code == 1
    assert record["sets"]["mine.jsonl"]["failures"][0]["cause"] == "wrong value: name"
    assert "exact is 0.00 %, must be at least" in capsys.readouterr().out


def test_broken_lines_are_named_and_the_rest_is_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path / "mine.jsonl", '{"text": ', "[]", line(), '{"text": "а"}')
    code, record = run(tmp_path, "--file", str(path))
    assert code == 2
    assert record["sets"]["mine.jsonl"]["phrases"] == 1
    told = capsys.readouterr().err
    for place in ("mine.jsonl:1: no JSON", "mine.jsonl:2: not a JSON object", "mine.jsonl:4: now"):
        assert place in told


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"user_id": 999}, "user_id 999 is not in the account"),
        ({"intent": "find_people"}, "no intent is called 'find_people'"),
        ({"slots": {"stage": "Переговоры"}}, "find_contacts has no slot 'stage'"),
        ({"slots": {"responsible": "Иван Никто"}}, "responsible 'Иван Никто' is not in the"),
        ({"intent": "find_leads", "slots": {"stage": "Луна"}}, "stage 'Луна' is not in the"),
        ({"slots": {"created": "вчера"}}, "created is 'вчера'"),
        ({"slots": {"created": {"from": "2026-02-31", "to": None}}}, "not a DateRange"),
        (
            {"slots": {"created": {"from": "2026-03-01T00:00:00", "to": None}}},
            "created has no UTC offset",
        ),
        ({"intent": "reschedule_task", "slots": {"shift": "час"}}, "shift is 'час'"),
        ({"slots": {"limit": "пять"}}, "limit is 'пять'"),
        ({"slots": {"name": "Я"}, "ambiguous": {"name": []}}, "name has a value and is ambiguous"),
        ({"text": " "}, "the text is empty"),
        ({"now": "2026-03-05T10:00:00"}, "no UTC offset"),
    ],
)
def test_a_label_that_contradicts_the_contract_is_named(
    tmp_path: Path, account: Account, changes: dict[str, Any], problem: str
) -> None:
    found = read_cases([written(tmp_path / "mine.jsonl", line(**changes))], Labels(account))
    assert found.good == ()
    assert any(problem in str(fault) for fault in found.faults), found.faults
    assert all(fault.place == "mine.jsonl:1" and fault.remedy for fault in found.faults)


@pytest.mark.parametrize("content", ["", "\n  \n"])
def test_an_empty_file_is_named(tmp_path: Path, account: Account, content: str) -> None:
    path = tmp_path / "empty.jsonl"
    path.write_text(content, encoding="utf-8")
    (fault,) = read_cases([path], Labels(account)).faults
    assert "empty.jsonl: the file is empty" in str(fault)


def test_a_missing_file_and_a_doubled_id_are_named(tmp_path: Path, account: Account) -> None:
    path = written(tmp_path / "mine.jsonl", line(), line(text="найди Иванова"))
    found = read_cases([tmp_path / "none.jsonl", path], Labels(account))
    assert [fault.place for fault in found.faults] == ["none.jsonl", "mine.jsonl:2"]


def test_the_projects_own_labels_keep_the_contract(account: Account) -> None:
    found = read_cases(sorted((DATA / "phrases").glob("*.jsonl")), Labels(account))
    assert [str(fault) for fault in found.faults] == []


def test_a_base_shows_what_was_mended_and_broken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = line(id="two", slots={"name": "Сидоров"})
    first = written(tmp_path / "mine.jsonl", line(), wrong)
    run(tmp_path, "--file", str(first))
    base = (tmp_path / "build" / "eval.json").rename(tmp_path / "base.json")
    written(first, line(slots={"name": "Сидоров"}), line(id="two"), line(id="three"))
    run(tmp_path, "--file", str(first), "--base", str(base))
    told = capsys.readouterr().out
    assert "mended 1: two" in told
    assert "broken 1: one" in told
    assert "1 phrases were not there before" in told


@pytest.mark.parametrize("content", ["{", "[]", '{"format": 99}'])
def test_a_base_that_is_none_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    base = tmp_path / "base.json"
    base.write_text(content, encoding="utf-8")
    assert main(["--base", str(base), "--out", str(tmp_path)]) == 2
    assert "base.json" in capsys.readouterr().err


def test_the_page_needs_nothing_beside_it_and_escapes_phrases(tmp_path: Path) -> None:
    path = written(tmp_path / "mine.jsonl", line(text="<script>alert(1)</script>", id="evil"))
    run(tmp_path, "--file", str(path))
    page = (tmp_path / "build" / "eval.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert page.count("<svg") == 4
    assert "http://" not in page
    assert "https://" not in page


@pytest.mark.parametrize(
    ("changes", "verdict", "cause"),
    [
        ({}, Verdict.RIGHT, None),
        ({"slots": {"name": "Сидоров"}}, Verdict.WRONG, "wrong value: name"),
        ({"slots": {}}, Verdict.WRONG, "slot made up: name"),
        ({"slots": {"name": "Петров", "limit": 2}}, Verdict.WRONG, "slot lost: limit"),
        (
            {"intent": "show", "slots": {"contact": "Петров"}},
            Verdict.WRONG,
            "another intent: show → find_contacts",
        ),
        (
            {"text": "абырвалг мяу"},
            Verdict.DECLINED,
            "nothing understood: find_contacts",
        ),
        (
            {"text": "поставь задачу позвонить завтра", "intent": "other", "slots": {}},
            Verdict.WRONG_ACT,
            "should have been declined: create_task",
        ),
    ],
)
def test_a_failure_has_a_verdict_a_cause_and_a_first_difference(
    tried: Callable[..., Trial], changes: dict[str, Any], verdict: Verdict, cause: str | None
) -> None:
    trial = tried(**changes)
    assert trial.verdict is verdict
    if cause:
        assert str(cause_of(trial)) == cause
        assert first_difference(trial)


def test_the_first_difference_names_the_rule_that_lost_and_why(
    tried: Callable[..., Trial],
) -> None:
    told = first_difference(tried(intent="show", slots={"contact": "Петров"}))
    assert "find_contacts." in told
    assert "show." in told.partition(" won; ")[2]


def test_heldout_phrases_are_counted_and_not_shown() -> None:
    from nlu.evaluate.measured import measure
    from nlu.evaluate.record import Made, to_json

    one = measure("held-out", "heldout", (), secret=True)
    assert to_json([one], [], Made("2026-03-05", "a machine"))["sets"]["held-out"]["failures"] == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("PT90M", "PT1H30M", True),
        ("P1W", "P7D", True),
        ("P1M", "P31D", False),
        ("-P1D", "P1D", False),
        ("Петр", "Пётр", True),
        ("PT90M", "полтора часа", False),
    ],
)
def test_durations_compare_by_value(one: str, other: str, same: bool) -> None:
    assert same_value(one, other) is same


@pytest.mark.parametrize(
    "content",
    [
        "[moon.at_least]\nexact = 1",
        "[file.at_least]\nbeauty = 1",
        "[file.at_least]\nexact = 95",
        "[file]\nexact = 1",
        "exact =",
    ],
)
def test_a_wrong_threshold_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "eval.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=r"data/eval\.toml"):
        read_bounds(path)


def test_figures_are_put_between_the_markers_and_nothing_else_moves(tmp_path: Path) -> None:
    document = tmp_path / "README.md"
    document.write_text("# A\n\n<!-- eval -->\nold\n<!-- /eval -->\n\nrest\n", "utf-8")
    put(document, "eval", "new")
    first = document.read_text(encoding="utf-8")
    put(document, "eval", "new")
    assert first == "# A\n\n<!-- eval -->\nnew\n<!-- /eval -->\n\nrest\n"
    assert document.read_text(encoding="utf-8") == first


class ReadsNames:
    """A second reader that takes everything for a search by name."""

    def read(self, request: Request, account: Account, declined: Parse, seconds: float) -> Reading:
        del account, declined, seconds
        if "молчи" in request.text:
            raise FallbackError(FallbackFault.TIMEOUT)
        intent = FindContacts(name="Петров")
        return Reading(Parse(text=request.text, intent=intent, source=Source.LLM))


def test_with_a_second_reader_three_ways_are_measured_on_the_same_phrases(tmp_path: Path) -> None:
    path = written(
        tmp_path / "mine.jsonl",
        line(),
        line(id="odd", text="абырвалг мяу"),
        line(id="dumb", text="абырвалг молчи"),
    )
    arguments = ["--file", str(path), "--llm", "--out", str(tmp_path), "--date", "2026-03-05"]
    main(arguments, ReadsNames())
    sets = json.loads((tmp_path / "eval.json").read_text(encoding="utf-8"))["sets"]
    exact = {name: one["metrics"]["exact"] for name, one in sets.items()}
    by_llm = {name: one["metrics"]["by_llm"] for name, one in sets.items()}
    assert exact == {
        "mine.jsonl": pytest.approx(1 / 3),
        "mine.jsonl, rules and LLM": pytest.approx(2 / 3),
        "mine.jsonl, LLM alone": pytest.approx(2 / 3),
    }
    assert by_llm["mine.jsonl, rules and LLM"] == pytest.approx(1 / 3)
    assert by_llm["mine.jsonl, LLM alone"] == pytest.approx(2 / 3)


def test_without_a_second_reader_its_measurement_is_refused_with_the_remedy(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--llm"]) == 2
    assert "MISTRAL_API_KEY" in capsys.readouterr().out


def test_progress_speaks_only_on_long_runs() -> None:
    now = iter([0.0, *(second * 3.0 for second in range(1, 11))])
    told = io.StringIO()
    progress = Progress(10, told, lambda: next(now))
    for _ in range(10):
        progress.tick()
    progress.done()
    assert told.getvalue() == "4 of 10 phrases, about 18 s left\n8 of 10 phrases, about 6 s left\n"


def test_a_phrase_is_explained_on_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert explain(["поставь Марии задачу позвонить завтра", "--now", NOW]) == 0
    told = capsys.readouterr().out
    for piece in ("words", "entities", "✓ create_task.", "decision  create_task", "one of Мария"):
        assert piece in told
    assert explain(["а" * 3000]) == 2


def test_the_trace_as_json_holds_the_contracts_parse(capsys: pytest.CaptureFixture[str]) -> None:
    assert explain(["найди Петрова", "--json", "--now", NOW]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["slots"] == {"name": "Петров"}
    assert told["trace"]["entities"][0]["kind"] == "person"
