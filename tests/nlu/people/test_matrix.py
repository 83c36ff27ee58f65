"""The names matrix is measured on hand-checked forms and written between its markers."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlu.errors import DataError
from nlu.people.gold import NAMES, GoldName, read_gold
from nlu.people.grammar import Case
from nlu.people.matrix import measure
from nlu.people.report import section, write
from nlu.people.trials import Trial

Results = dict[str, list[Trial]]


@pytest.fixture(scope="module")
def results() -> Results:
    return measure()


def test_at_least_95_percent_of_every_matrix_is_right(results: Results) -> None:
    for cells in results.values():
        assert sum(cell.right for cell in cells) >= 0.95 * len(cells)


def test_the_names_are_200_at_least_and_no_two_alike() -> None:
    names = read_gold(NAMES)
    assert len({name.nominative for name in names}) == len(names) >= 200


def test_the_report_counts_every_cell_and_shows_a_failure(results: Results) -> None:
    cells = results["Names"]
    text = section("Names", cells)
    assert f"{len(cells)} cells" in text
    wrong = next(cell for cell in cells if not cell.right)
    right = Trial(wrong.name, wrong.case, wrong.way, wrong.phrase, "x", right=True)
    assert wrong.name.nominative in section("", [wrong])
    assert wrong.name.nominative not in section("", [right])


def test_writing_keeps_what_stands_around_the_markers(tmp_path: Path) -> None:
    document = tmp_path / "matrix.md"
    document.write_text("# T\n\n<!-- names-matrix -->\nold\n<!-- /names-matrix -->\nend\n", "utf-8")
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
    header = "\t".join(["roles", *map(str, Case)])
    data.write_text(f"{header}\nGS\tИван Иванов\n", "utf-8")
    with pytest.raises(DataError, match=r"names\.tsv:2: six forms of 2 words"):
        read_gold(data)
    data.write_text("roles\n", "utf-8")
    with pytest.raises(DataError, match="header"):
        read_gold(data)
