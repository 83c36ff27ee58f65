"""What each intent is, in words: data/intents/<stem>.toml, for help, the second reader, tests."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from nlu.errors import DataError
from nlu.intents import INTENTS
from nlu.lexicon import DATA


@dataclass(frozen=True, slots=True)
class Entry:
    """An intent in words.

    Args:
        description: what it does, in Russian.
        examples: phrases that are this intent.
        neighbours: phrases that look like it and are another one.
    """

    description: str
    examples: tuple[str, ...]
    neighbours: tuple[str, ...]


def load_catalog(folder: Path = DATA / "intents") -> Mapping[str, Entry]:
    """Read the entries of all intents: stem → entry.

    Raises:
        DataError: an intent has no file, a file has no intent, or a key is missing or wrong.
    """
    files = {path.stem: path for path in sorted(folder.glob("*.toml"))}
    for stem in INTENTS.keys() ^ files.keys():
        place = "no such intent" if stem in files else "the file is missing"
        raise DataError(f"data/intents/{stem}.toml: {place}; add or remove it")
    return MappingProxyType({stem: _entry(files[stem]) for stem in INTENTS})


def _entry(path: Path) -> Entry:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return Entry(
            str(data["description"]), _phrases(data["examples"]), _phrases(data.get("not", []))
        )
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError) as error:
        raise DataError(f"data/intents/{path.name}: {error}; see its neighbours") from None


def _phrases(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise TypeError("examples and not are lists of phrases")
    return tuple(value)
