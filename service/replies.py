"""Every sentence the assistant can say, read from data/replies."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from service.errors import BadReplies
from service.plurals import fill, placeholders

# «Компания «ООО «Ромашка»»» is no Russian: inner quotes are „…“.
_NESTED = re.compile(r"«([^«»]*)«([^«»]*)»([^«»]*)»")
# They turn the order of the letters around them, those of our sentence too.
_TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
FOLDER = Path(__file__).resolve().parents[1] / "data" / "replies"


class Lines(str):
    """Sentences of ours one below the other, which may be a value of another sentence."""


class Replies:
    """The sentences by key, such as `find_leads.found`."""

    def __init__(self, texts: Mapping[str, str], lists: Mapping[str, tuple[str, ...]]) -> None:
        self._texts = texts
        self._lists = lists

    def __call__(self, key: str, **values: object) -> str:
        """The sentence with its placeholders filled and its words agreeing with the numbers."""
        said = {name: _quoted(value) for name, value in values.items()}
        return _NESTED.sub(r"«\1„\2“\3»", fill(self._texts[key], said))

    def several(self, key: str) -> tuple[str, ...]:
        """A list of phrases, such as examples."""
        return self._lists[key]

    def has(self, key: str) -> bool:
        return key in self._texts

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(self._texts) | frozenset(self._lists)

    def needs(self, key: str) -> frozenset[str]:
        """The placeholders of a sentence."""
        return placeholders(self._texts[key])


def in_line(value: str) -> str:
    """A value that cannot pass for words of ours: a note may hold a line break and «Ответ: да»."""
    return " ".join(filter(None, value.translate(_TURNING).splitlines()))


def _quoted(value: object) -> object:
    plain = isinstance(value, str) and not isinstance(value, Lines)
    return in_line(str(value)) if plain else value


def load_replies(folder: Path = FOLDER) -> Replies:
    """Read all files of the folder.

    Raises:
        BadReplies: a file is no TOML, a key stands twice, or a template is broken.
    """
    texts: dict[str, str] = {}
    lists: dict[str, tuple[str, ...]] = {}
    for path in sorted(folder.glob("*.toml")):
        for key, value in _entries(path):
            if key in texts or key in lists:
                raise BadReplies(f"{path.name}: {key} stands twice; keep one of them")
            if isinstance(value, str):
                texts[key] = _checked(path, key, value)
            else:
                lists[key] = tuple(value)
    if not texts:
        raise BadReplies(f"{folder}: has no *.toml; restore the folder from the repository")
    return Replies(texts, lists)


def _entries(path: Path) -> Iterator[tuple[str, Any]]:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadReplies(f"{path.name}: {error}; mend the file") from None
    for table, entries in tables.items():
        if not isinstance(entries, dict):
            raise BadReplies(f"{path.name}: {table} stands outside a [table]; move it into one")
        for key, value in entries.items():
            if not _is_text(value):
                raise BadReplies(f"{path.name}: {table}.{key} is neither text nor a list of texts")
            yield f"{table}.{key}", value


def _is_text(value: object) -> bool:
    if isinstance(value, list):
        return all(isinstance(one, str) for one in value)
    return isinstance(value, str)


def _checked(path: Path, key: str, template: str) -> str:
    try:
        placeholders(template)
    except BadReplies as error:
        raise BadReplies(f"{path.name}: {key}: {error}") from None
    return template.strip()
