"""The words of the second reader, read from data/llm: its instructions and what it may not say."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nlu.errors import DataError
from nlu.lexicon import DATA
from nlu.text import fold

FOLDER = DATA / "llm"


@dataclass(frozen=True, slots=True)
class TalkWords:
    """What a reply may not contain, by lemma.

    Args:
        records: of the CRM's matter, forbidden in small talk.
        acts: what the assistant does; small talk has none, a question only their infinitives.
        lacking: what it cannot do at all.
        latin: Latin words that may stand in a Russian sentence.
        offer: the sentence that follows small talk.
    """

    records: frozenset[str]
    acts: frozenset[str]
    lacking: frozenset[str]
    latin: frozenset[str]
    offer: str


@dataclass(frozen=True, slots=True)
class PromptWords:
    """The pieces of the instructions.

    Args:
        head: before the list of intents.
        tail: after it.
        weekdays: names from Monday on.
    """

    head: str
    tail: str
    weekdays: tuple[str, ...]


def load_talk_words(folder: Path = FOLDER) -> TalkWords:
    """Read talk.toml.

    Raises:
        DataError: the file cannot be used.
    """
    data = _table(folder / "talk.toml")
    try:
        lists = {name: frozenset(map(fold, data[name])) for name in ("records", "acts", "lacking")}
        return TalkWords(latin=frozenset(map(fold, data["latin"])), offer=data["offer"], **lists)
    except (KeyError, TypeError) as error:
        raise DataError(f"data/llm/talk.toml: {error!r}; restore the key") from None


def load_prompt_words(folder: Path = FOLDER) -> PromptWords:
    """Read prompt.toml.

    Raises:
        DataError: the file cannot be used.
    """
    data = _table(folder / "prompt.toml")
    try:
        return PromptWords(data["head"].strip(), data["tail"].strip(), tuple(data["weekdays"]))
    except (KeyError, TypeError, AttributeError) as error:
        raise DataError(f"data/llm/prompt.toml: {error!r}; restore the key") from None


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"data/llm/{path.name}: {error}; mend the file") from None
