"""What users say and the assistant does not understand: `python -m service.gaps`.

Reads the log that LOG_GAPS=1 keeps and groups it by pattern, the commonest first.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from service.errors import StoreDown
from service.gaps.log import Gap, GapKind, GapLog
from service.settings import DEVELOPMENT_STORE

_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Group:
    """Phrases of one pattern and one kind of gap."""

    kind: GapKind
    pattern: str
    gaps: tuple[Gap, ...]


def grouped(gaps: Sequence[Gap]) -> list[Group]:
    """Group gaps, the commonest first."""
    found: dict[tuple[GapKind, str], list[Gap]] = defaultdict(list)
    for gap in gaps:
        found[gap.kind, gap.pattern].append(gap)
    groups = [Group(kind, pattern, tuple(own)) for (kind, pattern), own in found.items()]
    return sorted(groups, key=lambda group: (-len(group.gaps), group.kind, group.pattern))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m service.gaps", description=__doc__)
    default = DEVELOPMENT_STORE.with_suffix(".gaps.sqlite3")
    parser.add_argument("--log", type=Path, default=default, help="the log beside STORE_PATH")
    parser.add_argument("--json", action="store_true", help="one group a line, as JSON")
    options = parser.parse_args(arguments)
    if not options.log.exists():
        print(f"{options.log}: there is no log; run the service with LOG_GAPS=1", file=sys.stderr)
        return 2
    try:
        groups = grouped(GapLog(options.log).gaps())
    except StoreDown as error:
        print(f"{options.log}: cannot be read ({error}); check its mode", file=sys.stderr)
        return 2
    draw = _as_json if options.json else _as_text
    for group in groups:
        print(*draw(group), sep="\n")
    return 0


def _as_json(group: Group) -> Iterator[str]:
    texts = sorted({gap.text for gap in group.gaps})
    body: dict[str, Any] = {"kind": group.kind, "pattern": group.pattern}
    yield json.dumps({**body, "count": len(group.gaps), "texts": texts}, ensure_ascii=False)


def _as_text(group: Group) -> Iterator[str]:
    yield f"{len(group.gaps):>5}  {group.kind.replace('_', ' '):15} {group.pattern}"
    for text in sorted({gap.text for gap in group.gaps})[:_EXAMPLES]:
        yield f"{'':23}«{text}»"


if __name__ == "__main__":
    sys.exit(main())
