"""The words the parser knows, read once from data/lexicon/*.toml.

Every file is a table of sections; a section maps a name to a list of lemmas or phrases:

    [weekday]            # section
    monday = ["понедельник", "пн"]

Lemmas only: inflection is the morphology's job. Sections whose name ends in `_forms` hold exact
forms instead (abbreviations, slang the dictionary lacks).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from nlu.errors import DataError
from nlu.morphology import Morphology
from nlu.text import fold

Section = Mapping[str, tuple[str, ...]]
DATA = Path(__file__).resolve().parent.parent / "data"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All vocabularies: file stem → section → name → words, «ё» folded."""

    tables: Mapping[str, Mapping[str, Section]]

    def section(self, file: str, section: str) -> Section:
        """Return one section.

        Raises:
            DataError: the file or the section is absent.
        """
        try:
            return self.tables[file][section]
        except KeyError:
            raise DataError(f"data/lexicon/{file}.toml: no section [{section}]; add it") from None

    def names_by_word(self, file: str, section: str) -> Mapping[str, str]:
        """Return a section turned around: word → name."""
        return {w: name for name, words in self.section(file, section).items() for w in words}


def load_lexicon(folder: Path = DATA / "lexicon") -> Lexicon:
    """Read every vocabulary of a folder.

    Raises:
        DataError: a file is not TOML, or a section is not name → list of words.
    """
    return Lexicon(
        MappingProxyType({path.stem: _read(path) for path in sorted(folder.glob("*.toml"))})
    )


def not_lemmas(lexicon: Lexicon, morphology: Morphology) -> list[str]:
    """List the words that are not their own lemma, each with place and remedy."""
    faults: list[str] = []
    for file, sections in lexicon.tables.items():
        for section, names in sections.items():
            if section.endswith("_forms"):
                continue
            for name, words in names.items():
                faults += [
                    f"data/lexicon/{file}.toml [{section}] {name}: {word!r} is not a lemma; "
                    f"write {sorted(p.lemma for p in morphology.parses(word))}"
                    for entry in words
                    for word in entry.split()
                    if not _is_lemma(word, morphology)
                ]
    return faults


def _is_lemma(word: str, morphology: Morphology) -> bool:
    parses = morphology.parses(word)
    return not parses or not morphology.known(word) or any(fold(p.lemma) == word for p in parses)


def _read(path: Path) -> Mapping[str, Section]:
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(f"{path.name}: {error}; mend the TOML") from None
    return MappingProxyType({name: _section(path, name, body) for name, body in raw.items()})


def _section(path: Path, section: str, body: object) -> Section:
    if not isinstance(body, dict) or not all(_is_words(words) for words in body.values()):
        raise DataError(f'{path.name} [{section}]: expected name = ["word", …]')
    return MappingProxyType({name: tuple(map(fold, words)) for name, words in body.items()})


def _is_words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) for word in value)
