"""`make intent` begins an intent that is red, and the steps of docs/nlu.md alone make it green."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from nlu.errors import DataError
from nlu.intents import INTENTS
from nlu.scaffold.__main__ import scaffold

ROOT = Path(__file__).resolve().parents[2]
STEM = "show_weather"
WORDS = """
description = "Сказать, что за окном"
examples = ["метеосводка", "покажи метеосводку"]
not = ["покажи сделки"]
"""
RULE = """    draft = Draft(reading)
    draft.explain_cues("show")
    draft.explain(i for i in range(len(reading.tokens)) if "метеосводка" in reading.lemmas(i))
    if not any("метеосводка" in reading.lemmas(i) for i in draft.explained):
        return Refusal("речь не о погоде")
    return draft
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The repository without what is built or fetched."""
    for name in ("nlu", "service", "amo", "data"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "tests").mkdir()
    shutil.copytree(ROOT / "tests" / "nlu", tmp_path / "tests" / "nlu")
    shutil.copy(ROOT / "setup.cfg", tmp_path)
    return tmp_path


def own_tests(copy: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-q", "tests/nlu/test_intents.py", "-k", STEM]
    return subprocess.run(command, cwd=copy, capture_output=True, text=True, timeout=100)


def test_a_new_intent_is_red_until_it_is_done_and_touches_five_files(copy: Path) -> None:
    before = {path: path.read_bytes() for path in copy.rglob("*") if path.is_file()}
    scaffold(copy, STEM)
    red = own_tests(copy)
    assert red.returncode == 1, red.stdout + red.stderr
    assert "2 failed" in red.stdout or "1 failed" in red.stdout
    (copy / "data" / "intents" / f"{STEM}.toml").write_text(WORDS, encoding="utf-8")
    rule = copy / "nlu" / "intents" / f"{STEM}.py"
    source = rule.read_text(encoding="utf-8")
    start, end = source.index("    draft = Draft(reading)"), source.index("\n\nRULES")
    rule.write_text(source[:start] + RULE + source[end:], encoding="utf-8")
    green = own_tests(copy)
    assert green.returncode == 0, green.stdout + green.stderr
    after = {path for path in copy.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    touched = {
        path.relative_to(copy).as_posix() for path in after if before.get(path) != path.read_bytes()
    }
    assert touched == {
        f"data/intents/{STEM}.toml",
        f"nlu/intents/{STEM}.py",
        "nlu/intents/__init__.py",
        f"service/handlers/{STEM}.py",
        "service/handlers/__init__.py",
    }


def test_the_new_handler_is_entered_and_imports(copy: Path) -> None:
    scaffold(copy, STEM)
    code = (
        "from service.handlers import carry_out; from nlu.intents import INTENTS, ShowWeather; "
        f"assert INTENTS['{STEM}'] is ShowWeather"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=copy, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    source = (copy / "service" / "handlers" / "__init__.py").read_text(encoding="utf-8")
    assert "        case ShowWeather():\n            return show_weather(intent, turn)\n" in source


def test_what_is_written_is_laid_out_as_the_project_likes(copy: Path) -> None:
    written = [path for path in scaffold(copy, STEM) if path.suffix == ".py"]
    ruff = [str(Path(sys.executable).parent / "ruff")]
    config = ["--config", str(ROOT / ".ruff.toml")]
    for command in (["format", "--check"], ["check"]):
        done = subprocess.run(
            [*ruff, *command, *config, *map(str, written)], capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    "stem", ["", "Show", "show weather", "показать", "../x", "find_leads", "a"]
)
def test_a_bad_or_taken_name_is_refused_and_nothing_is_written(copy: Path, stem: str) -> None:
    before = sorted(copy.rglob("*.py"))
    with pytest.raises(DataError, match=r"give a name|there already"):
        scaffold(copy, stem)
    assert sorted(copy.rglob("*.py")) == before


def test_the_toy_intent_is_no_intent_of_ours() -> None:
    assert STEM not in INTENTS
