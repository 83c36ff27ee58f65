"""The words of the debug page: data/debug/page.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from service.errors import BadReplies

FILE = Path(__file__).resolve().parents[2] / "data" / "debug" / "page.toml"


def load_texts(path: Path = FILE) -> Mapping[str, str]:
    """Read the page's words by key.

    Raises:
        BadReplies: the file is no TOML, or a value is no text.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadReplies(f"debug/{path.name}: {error}; mend the file") from None
    for key, value in table.items():
        if not isinstance(value, str):
            raise BadReplies(f"debug/{path.name}: {key} is no text; put it in quotes")
    return table
