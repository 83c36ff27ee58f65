"""Label phrases one by one: `python -m nlu.label FILE`, or `make label FILE=…`.

FILE holds a phrase a line, plain or as JSON without a label. What the parser makes of each is shown
as a labelled phrase; the right ones are appended to FILE.labelled.jsonl, where a later run goes on.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO
from zoneinfo import ZoneInfo

from nlu.__main__ import read_account
from nlu.account import Account
from nlu.corpus import phrase_from_json, unmarked
from nlu.engine import Engine
from nlu.errors import NluError
from nlu.evaluate.labels import Labels
from nlu.labelled import labelled
from nlu.lexicon import DATA
from nlu.wire import request_from_json

HELP = """\
Enter           it is right, write it
i INTENT        another intent
s SLOT JSON     set a slot; without JSON, remove it
t TEXT          the phrase with its slots marked: найди [Петрова](name)
g TAG TAG…      tags
-               leave it out
q               stop here"""


@dataclass(frozen=True, slots=True)
class Desk:
    """What labelling needs.

    Args:
        defaults: `now` and `user_id` of phrases that name none.
    """

    engine: Engine
    account: Account
    defaults: Mapping[str, Any]
    answers: TextIO
    screen: TextIO


def walk(desk: Desk, source: Path, target: Path) -> int:
    """Go through a file; returns how many phrases were written."""
    done = _texts(target)
    written = 0
    with target.open("a", encoding="utf-8") as out:
        print(HELP, file=desk.screen)
        for number, data in _phrases(source, desk):
            if data["text"] in done:
                continue
            label = _proposed(desk, data, f"{source.stem}-{number:03}")
            if label is None:
                continue
            chosen = _settled(desk, label)
            if chosen is None:
                break
            if chosen:
                out.write(json.dumps(chosen, ensure_ascii=False) + "\n")
                out.flush()
                written += 1
    print(f"{written} phrases written to {target}", file=desk.screen)
    return written


def _texts(target: Path) -> set[str]:
    if not target.exists():
        return set()
    lines = target.read_text(encoding="utf-8").splitlines()
    return {unmarked(json.loads(line)["text"])[0] for line in lines if line.strip()}


def _phrases(source: Path, desk: Desk) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(source.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        data: Any = {"text": line.strip()}
        if line.lstrip().startswith("{"):
            try:
                data = json.loads(line)
            except ValueError as error:
                print(f"{source.name}:{number}: {error}; left out", file=desk.screen)
                continue
        yield number, {**desk.defaults, **data}


def _proposed(desk: Desk, data: Mapping[str, Any], name: str) -> dict[str, Any] | None:
    try:
        request = request_from_json(data)
        parse = desk.engine.parse(request, desk.account)
    except NluError as error:
        print(f"{name}: {error}; left out", file=desk.screen)
        return None
    kept = {key: data[key] for key in ("previous", "tags") if key in data}
    return {**labelled(request, parse, str(data.get("id") or name)), **kept}


def _settled(desk: Desk, label: dict[str, Any]) -> dict[str, Any] | None:
    """Ask until the label is right; empty for a phrase left out, None to stop."""
    while True:
        _show(desk, label)
        answer = desk.answers.readline()
        if not answer or answer.strip() == "q":
            return None
        if answer.strip() == "-":
            return {}
        if not answer.strip():
            faults = _faults(desk, label)
            if not faults:
                return label
            print(*faults, sep="\n", file=desk.screen)
            continue
        try:
            label = _changed(label, answer.strip())
        except ValueError as error:
            print(f"not understood: {error}", file=desk.screen)


def _show(desk: Desk, label: Mapping[str, Any]) -> None:
    slots = json.dumps(label["slots"], ensure_ascii=False)
    doubts = f"  ambiguous {label['ambiguous']}" if label.get("ambiguous") else ""
    print(f"\n{label['id']}  {label['text']}", file=desk.screen)
    print(f"  {label['intent']}  {slots}{doubts}", file=desk.screen)
    print("> ", end="", file=desk.screen, flush=True)


def _changed(label: dict[str, Any], command: str) -> dict[str, Any]:
    verb, _, rest = command.partition(" ")
    match verb:
        case "i":
            return {**label, "intent": rest.strip()}
        case "s":
            slot, _, value = rest.strip().partition(" ")
            slots = {key: old for key, old in label["slots"].items() if key != slot}
            return {**label, "slots": {**slots, slot: json.loads(value)} if value else slots}
        case "t":
            if unmarked(rest)[0] != unmarked(label["text"])[0]:
                raise ValueError("the words themselves may not change")
            return {**label, "text": rest}
        case "g":
            return {**label, "tags": rest.split()}
        case _:
            raise ValueError(f"{verb!r} is none of i, s, t, g, -, q")


def _faults(desk: Desk, label: Mapping[str, Any]) -> list[str]:
    try:
        phrase = phrase_from_json(label)
    except (NluError, KeyError, TypeError, ValueError) as error:
        return [str(error)]
    return [str(fault) for fault in Labels(desk.account).faults(phrase, str(label["id"]))]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m nlu.label", description=__doc__)
    parser.add_argument("file", type=Path, help="a phrase a line")
    parser.add_argument("--account", type=Path, default=DATA / "account.json")
    parser.add_argument("--now", type=datetime.fromisoformat, help="moment with UTC offset")
    parser.add_argument("--user", type=int, default=101, help="id of the user who says it")
    options = parser.parse_args(arguments)
    if not options.file.is_file():
        print(f"{options.file}: no such file; give a phrase a line", file=sys.stderr)
        return 2
    account = read_account(options.account)
    now = options.now or datetime.now(ZoneInfo(account.timezone)).replace(microsecond=0)
    defaults = {"now": now.isoformat(), "user_id": options.user, "context": None}
    desk = Desk(Engine(), account, defaults, sys.stdin, sys.stdout)
    walk(desk, options.file, options.file.with_suffix(".labelled.jsonl"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
