"""Answer recorded turns again: `python -m service.replay FILE…`.

Prints the answer of each; exit code 0 when all are byte for byte as recorded, 1 when one differs,
2 when a file cannot be used.
"""

from __future__ import annotations

import argparse
import difflib
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from service.errors import ServiceError
from service.mind import Mind
from service.replay.playing import BadReplay, Played, play, read_replay, write_replay
from service.replies import Replies, load_replies

SAME, DIFFERENT, UNUSABLE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m service.replay", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, help="replay files")
    parser.add_argument(
        "--accept", action="store_true", help="write the new answer into a file that differs"
    )
    options = parser.parse_args(arguments)
    mind, texts = Mind.load(), load_replies()
    return max(_replayed(path, mind, texts, accept=options.accept) for path in options.files)


def _replayed(path: Path, mind: Mind, texts: Replies, *, accept: bool) -> int:
    try:
        data = read_replay(path)
        played = play(data, mind, texts)
    except BadReplay as error:
        print(error, file=sys.stderr)
        return UNUSABLE
    except ServiceError as error:
        print(f"{path.name}: {error}", file=sys.stderr)
        return DIFFERENT
    print(played.given.decode())
    if played.same:
        print(f"{path.name}: as recorded", file=sys.stderr)
        return SAME
    print(f"{path.name}: differs\n{_difference(played)}", file=sys.stderr)
    if accept:
        write_replay(path, {**data, "answer": json.loads(played.given)})
        print(f"{path.name}: the new answer is written", file=sys.stderr)
        return SAME
    return DIFFERENT


def _difference(played: Played) -> str:
    before, after = (one.decode().splitlines() for one in (played.expected, played.given))
    return "\n".join(difflib.unified_diff(before, after, "recorded", "now", lineterm="", n=1))


if __name__ == "__main__":
    sys.exit(main())
