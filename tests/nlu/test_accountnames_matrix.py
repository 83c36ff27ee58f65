"""The matrix of stages and pipelines, and the file its names stand in."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlu.accountnames.gold import account_of, read_gold
from nlu.accountnames.matrix import report, trials
from nlu.errors import DataError
from nlu.morphology import Morphology

WANTED = 0.95


def test_names_are_found_in_every_case_and_way_of_typing() -> None:
    results = list(trials(Morphology()))
    wrong = [trial.phrase for trial in results if not trial.right]
    assert len(wrong) <= (1 - WANTED) * len(results), wrong
    assert report(results, "2026-03-05").count("\n| ") > len(wrong)


def test_gold_account_holds_every_name_once() -> None:
    names = read_gold()
    account = account_of(names)
    stages = [stage.name for stage in account.pipelines[0].stages]
    assert sorted([*stages, *(p.name for p in account.pipelines)]) == sorted(n.name for n in names)
    assert len({stage.id for stage in account.pipelines[0].stages}) == len(stages)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("kind\tnomn\n", "header"),
        ("kind\tnomn\tgent\tdatv\taccs\tablt\tloct\tshort\nstage\tодно\n", "line 2"),
        ("kind\tnomn\tgent\tdatv\taccs\tablt\tloct\tshort\nuser\t1\t2\t3\t4\t5\t6\t\n", "line 2"),
    ],
)
def test_broken_gold_file_is_named_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "names.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=said):
        read_gold(path)
