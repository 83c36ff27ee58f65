"""The Russian words of the account's page, kept in ``data/sandbox/page.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

PATH = Path(__file__).resolve().parents[2] / "data" / "sandbox" / "page.toml"


@cache
def texts() -> dict[str, dict[str, str]]:
    """All words, by section and name."""
    return tomllib.loads(PATH.read_text(encoding="utf-8"))
