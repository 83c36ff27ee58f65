"""The names matrix is measured on hand-checked forms and written between its markers."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlu.errors import DataError
from nlu.morphology import Morphology
from nlu.people.gold import GoldName, read_gold
from nlu.people.grammar import Case
from nlu.people.matrix import report, trials, write
from nlu.people.reader import PeopleReader


def test_at_least_95_percent_of_the_matrix_is_right(
    people: PeopleReader, morphology: Morphology
) -> None:
    results = list(trials(people, morphology))
    assert len({trial.name for trial in results}) >= 200
    assert sum(trial.right for trial in results) >= 0.95 * len(results)


def test_the_report_counts_every_cell_and_shows_a_failure(
    people: PeopleReader, morphology: Morphology
) -> None:
    results = [trial for trial in trials(people, morphology) if trial.case is Case.DATV]
    text = report(results, "2026-03-05")
    assert f"{len(results)} cells" in text
    assert "2026-03-05" in text
    wrong = next(trial for trial in results if not trial.right)
    assert wrong.name.nominative in text


def test_writing_keeps_what_stands_around_the_markers(tmp_path: Path) -> None:
    document = tmp_path / "matrix.md"
    document.write_text(
        "# T\n\n<!-- names-matrix:begin -->\nold\n<!-- names-matrix:end -->\nend\n", "utf-8"
    )
    write(document, "new")
    write(document, "newer")
    text = document.read_text("utf-8")
    assert text.startswith("# T\n")
    assert text.endswith("end\n")
    assert "newer" in text
    assert "old" not in text


def test_the_surname_moves_to_the_front_in_every_form() -> None:
    name = GoldName("GPS", tuple(f"a{i} b{i} c{i}" for i in range(6)))
    assert name.surname_first().forms[2] == "c2 a2 b2"
    assert name.surname_first().roles == "SGP"


def test_a_wrong_line_of_the_data_is_named(tmp_path: Path) -> None:
    data = tmp_path / "names.tsv"
    header = "\t".join(["roles", "gender", *map(str, Case)])
    data.write_text(f"{header}\nGS\tm\tИван Иванов\n", "utf-8")
    with pytest.raises(DataError, match=r"names\.tsv:2: six forms of 2 words"):
        read_gold(data)
    data.write_text("roles\n", "utf-8")
    with pytest.raises(DataError, match="header"):
        read_gold(data)
