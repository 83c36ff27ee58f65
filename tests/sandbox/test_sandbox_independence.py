"""The sandbox is the other belt: it shares no code with the client it judges."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import amo.sandbox

PACKAGE = Path(amo.sandbox.__file__).parent
OURS = ("amo", "nlu", "service")


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def test_it_imports_nothing_of_ours_but_itself() -> None:
    files = list(PACKAGE.rglob("*.py"))
    assert len(files) > 40
    foreign = {
        (path.name, name)
        for path in files
        for name in imported(path)
        if name.split(".")[0] in OURS and not f"{name}.".startswith("amo.sandbox.")
    }
    assert foreign == set()
