"""Who may import whom, and where each third-party library lives (docs: the house in README)."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("nlu", "amo", "service")
FORBIDDEN = {"nlu": {"amo", "service"}, "amo": {"nlu", "service"}, "service": set[str]()}
HOMES = {
    "pymorphy3": ("nlu/morphology.py",),
    "natasha": ("nlu/morphology.py",),
    "sklearn": ("nlu/prior/train.py",),
    "dateparser": ("nlu/dates/",),
    "rapidfuzz": ("nlu/",),
    "mistralai": ("nlu/llm",),
    "httpx2": ("nlu/llm",),
    "requests": ("amo/http.py",),
    "urllib3": ("amo/http.py", "amo/wire.py"),
    "redis": ("amo/", "service/"),
    "jwt": ("amo/widget_token.py", "amo/sandbox/identity/tokens.py"),
    "cryptography": ("amo/tokens/", "amo/sandbox/wire/tls.py", "service/sealing.py"),
    "flask": ("service/", "amo/sandbox/"),
    "werkzeug": ("service/", "amo/sandbox/"),
    "prometheus_client": ("service/",),
    "mcp": ("service/mcp/",),
    "pydantic": ("service/mcp/",),
    "anyio": ("service/mcp/",),
    "starlette": ("service/mcp/",),
    "uvicorn": ("service/mcp/",),
}
ENVIRONMENT_HOMES = ("service/settings.py", "service/environment.py")


def modules() -> list[Path]:
    return sorted(path for name in PACKAGES for path in (ROOT / name).rglob("*.py"))


def imported(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.lineno, node.module


def faults_of(path: Path) -> list[str]:
    place = path.relative_to(ROOT).as_posix()
    package = place.split("/")[0]
    faults = []
    for line, name in imported(path):
        top = name.split(".")[0]
        if top in FORBIDDEN[package]:
            faults.append(f"{place}:{line}: {package} may not import {name}")
        if top in HOMES and not place.startswith(HOMES[top]):
            faults.append(f"{place}:{line}: {top} lives in {', '.join(HOMES[top])}")
        known = top in HOMES or top in PACKAGES or top in sys.stdlib_module_names
        if not known:
            faults.append(f"{place}:{line}: {top} has no home; give it one in this test")
    return faults


def test_every_import_keeps_to_the_walls() -> None:
    assert [fault for path in modules() for fault in faults_of(path)] == []


def test_the_sandbox_is_the_other_belt_and_shares_no_rights_code() -> None:
    shared = {
        f"{path.name}:{line}: {name}"
        for path in (ROOT / "amo" / "sandbox").rglob("*.py")
        for line, name in imported(path)
        if name.startswith("amo.") and not name.startswith("amo.sandbox")
    }
    assert shared == set()


def test_only_the_settings_read_the_environment() -> None:
    readers = [
        path.relative_to(ROOT).as_posix()
        for path in modules()
        if "os.environ" in path.read_text(encoding="utf-8")
        or "os.getenv" in path.read_text(encoding="utf-8")
    ]
    assert [place for place in readers if place not in ENVIRONMENT_HOMES] == []


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ("nlu/planted.py", "import amo.client"),
        ("amo/planted.py", "from service import app"),
        ("service/planted.py", "import requests"),
        ("nlu/planted.py", "import numpy"),
    ],
)
def test_a_planted_breach_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, line: str
) -> None:
    planted = tmp_path / place
    planted.parent.mkdir()
    planted.write_text(line + "\n", encoding="utf-8")
    monkeypatch.setattr(sys.modules[__name__], "ROOT", tmp_path)
    assert len(faults_of(planted)) == 1


def test_every_module_and_function_is_of_readable_size() -> None:
    long = []
    for path in modules():
        source = path.read_text(encoding="utf-8")
        place = path.relative_to(ROOT).as_posix()
        if source.count("\n") > 330:
            long.append(f"{place}: {source.count(chr(10))} lines")
        long += [
            f"{place}:{node.lineno} {node.name}: {size} lines"
            for node in ast.walk(ast.parse(source))
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            and (size := (node.end_lineno or node.lineno) - node.lineno + 1) > 40
        ]
    assert long == []
