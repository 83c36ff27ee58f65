"""`python -m nlu "фраза"` explains one phrase; `--jsonl` reads and answers the contract's lines."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO
from zoneinfo import ZoneInfo

from nlu.account import Account
from nlu.catalog import load_catalog
from nlu.engine import Engine
from nlu.errors import NluError, RequestError
from nlu.lexicon import DATA
from nlu.request import Request
from nlu.trace import trace, trace_to_json
from nlu.trace_text import trace_to_text
from nlu.wire import parse_to_json, request_from_json


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    options = _options().parse_args(arguments)
    account = read_account(options.account)
    engine = Engine()
    if options.jsonl:
        answer_lines(sys.stdin, sys.stdout, engine, account)
        return 0
    if not options.phrase:
        _options().print_help()
        return 2
    now = options.now or datetime.now(ZoneInfo(account.timezone))
    request = Request(" ".join(options.phrase), now, options.user)
    return _explain(request, engine, account, as_json=options.json)


def _explain(request: Request, engine: Engine, account: Account, *, as_json: bool) -> int:
    try:
        engine.parse(request, account)  # a process's first parse also loads its dictionaries
        start = time.perf_counter()
        parse = engine.parse(request, account)
        took_ms = (time.perf_counter() - start) * 1000
    except RequestError as error:
        print(error, file=sys.stderr)
        return 2
    catalog, found = load_catalog(), trace(engine, request, account, parse)
    if as_json:
        print(json.dumps(trace_to_json(found, catalog), ensure_ascii=False, indent=1))
    else:
        print(*trace_to_text(found, catalog, took_ms), sep="\n")
    return 0


def answer_lines(lines: Iterable[str], out: TextIO, engine: Engine, account: Account) -> None:
    """Answer each line with one line, at once; a bad line is answered with its error."""
    for line in lines:
        if line.strip():
            json.dump(_line(line, engine, account), out, ensure_ascii=False)
            out.write("\n")
            out.flush()


def read_account(path: Path) -> Account:
    """Read an account in the shape of data/account.json."""
    return Account.from_json(json.loads(path.read_text(encoding="utf-8")))


def _line(line: str, engine: Engine, account: Account) -> dict[str, Any]:
    try:
        data = json.loads(line)
        if not isinstance(data, dict):
            raise RequestError("a line is one JSON object")
        return _answer(request_from_json(data), engine, account)
    except (ValueError, RecursionError, NluError) as error:
        return {"error": f"{type(error).__name__}: {error}"}


def _answer(request: Request, engine: Engine, account: Account) -> dict[str, Any]:
    start = time.perf_counter()
    parse = engine.parse(request, account)
    took = (time.perf_counter() - start) * 1000
    return {**parse_to_json(parse), "took_ms": round(took, 3)}


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m nlu", description=__doc__)
    parser.add_argument("phrase", nargs="*", help="what a user says")
    parser.add_argument("--jsonl", action="store_true", help="read requests from standard input")
    parser.add_argument("--json", action="store_true", help="explain the phrase as JSON")
    parser.add_argument("--account", type=Path, default=DATA / "account.json")
    parser.add_argument("--now", type=datetime.fromisoformat, help="moment with UTC offset")
    parser.add_argument("--user", type=int, default=101, help="id of the user who says it")
    return parser


if __name__ == "__main__":
    sys.exit(main())
