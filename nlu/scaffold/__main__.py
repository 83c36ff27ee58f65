"""Begin a new intent: `python -m nlu.scaffold archive_lead`, or `make intent NAME=archive_lead`."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from nlu.errors import DataError
from nlu.lexicon import DATA
from nlu.scaffold.registry import with_handler, with_intent
from nlu.scaffold.templates import HANDLER, RULES, WORDS

_STEM = re.compile(r"[a-z]{2,20}(?:_[a-z]{2,20}){0,3}")
_TODO = """\
Now
  1. data/intents/{stem}.toml    say what it does, give at least two examples and a neighbour
  2. nlu/intents/{stem}.py       give it slots and write the rule
  3. service/handlers/{stem}.py  answer it
  4. data/phrases/{stem}.jsonl   label some phrases: make label FILE=…
Red until then: .venv/bin/python -m pytest tests/nlu/test_intents.py -k {stem}
docs/nlu.md walks through an example."""


def scaffold(root: Path, stem: str) -> list[Path]:
    """Write the three files and register the intent.

    Args:
        root: the repository.
        stem: such as `archive_lead`.

    Returns:
        Every file written.

    Raises:
        DataError: the stem is no name or is taken; names the remedy.
    """
    if not _STEM.fullmatch(stem):
        raise DataError(f"{stem!r}: give a name of small Latin words, such as archive_lead")
    name = "".join(word.capitalize() for word in stem.split("_"))
    intents, handlers = root / "nlu" / "intents", root / "service" / "handlers"
    new = {
        root / "data" / "intents" / f"{stem}.toml": WORDS,
        intents / f"{stem}.py": RULES,
        handlers / f"{stem}.py": HANDLER,
    }
    for path in new:
        if path.exists():
            raise DataError(f"{path.relative_to(root)} is there already; choose another name")
    lists = {intents / "__init__.py": with_intent, handlers / "__init__.py": with_handler}
    changed = {
        path: enter(path.read_text(encoding="utf-8"), stem, name) for path, enter in lists.items()
    }
    for path, template in new.items():
        changed[path] = template.replace("{stem}", stem).replace("{name}", name)
    for path, text in changed.items():
        path.write_text(text, encoding="utf-8")
    return list(changed)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m nlu.scaffold", description=__doc__)
    parser.add_argument("stem", help="the intent's name, such as archive_lead")
    stem = parser.parse_args(arguments).stem
    root = DATA.parent
    try:
        written = scaffold(root, stem)
    except DataError as error:
        print(error, file=sys.stderr)
        return 2
    print(*(f"written {path.relative_to(root)}" for path in written), sep="\n")
    print(_TODO.format(stem=stem))
    return 0


if __name__ == "__main__":
    sys.exit(main())
