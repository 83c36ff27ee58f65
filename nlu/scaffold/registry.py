"""Entering a new intent into the two lists that name every intent."""

from __future__ import annotations

import re
from collections.abc import Callable

from nlu.errors import DataError

_PACKAGE_IMPORT = "from nlu.intents import (\n"


def with_intent(source: str, stem: str, name: str) -> str:
    """Enter an intent into nlu/intents/__init__.py: imports, `Intent`, `INTENTS`, `RULES`."""
    source = _in_block(source, _PACKAGE_IMPORT, ")\n", f"    {stem},\n")
    source = _among(source, r"from nlu\.intents\.\w+ import \w+\n", _import(stem, name))
    source = _before(source, "    | Other\n", f"    | {name}\n")
    source = _before(source, "        Other,\n    )\n", f"        {name},\n")
    source = _in_block(source, "RULES: Rules = (\n", ")\n", f"    *{stem}.RULES,\n", key=None)
    return _in_block(source, "__all__ = [\n", "]\n", f'    "{name}",\n', key=_isorted)


def with_handler(source: str, stem: str, name: str) -> str:
    """Enter a handler into service/handlers/__init__.py."""
    source = _in_block(source, _PACKAGE_IMPORT, ")\n", f"    {name},\n")
    own = f"from service.handlers.{stem} import {stem}\n"
    source = _among(source, r"from service\.handlers\.\w+ import [\w, ]+\n", own)
    case = f"        case {name}():\n            return {stem}(intent, turn)\n"
    return _before(source, "        case Undo():\n", case)


def _import(stem: str, name: str) -> str:
    return f"from nlu.intents.{stem} import {name}\n"


def _isorted(line: str) -> tuple[bool, str]:
    """Constants before classes, as ruff sorts `__all__`."""
    word = line.strip(' ",\n')
    return not word.isupper(), word


def _plain(line: str) -> tuple[bool, str]:
    return True, line


def _in_block(
    source: str,
    begin: str,
    end: str,
    line: str,
    key: Callable[[str], tuple[bool, str]] | None = _plain,
) -> str:
    """Put a line into a bracketed list, in order; at its end without a key."""
    head, found, rest = source.partition(begin)
    body, _, tail = rest.partition(f"\n{end}")
    if not found:
        raise DataError(f"{begin.strip()} was not found; enter the intent by hand")
    lines = [*f"{body}\n".splitlines(keepends=True), line]
    return "".join((head, begin, *(sorted(lines, key=key) if key else lines), end, tail))


def _among(source: str, pattern: str, line: str) -> str:
    """Put an import among its like, in order."""
    found = list(re.finditer(pattern, source))
    if not found:
        raise DataError(f"no line like {line.strip()} was found; enter the intent by hand")
    later = next((one for one in found if one[0] > line), None)
    place = later.start() if later else found[-1].end()
    return source[:place] + line + source[place:]


def _before(source: str, anchor: str, lines: str) -> str:
    if anchor not in source:
        raise DataError(f"{anchor.strip()} was not found; enter the intent by hand")
    head, _, tail = source.partition(anchor)
    return f"{head}{lines}{anchor}{tail}"
