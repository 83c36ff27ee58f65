"""Measure the parser on labelled phrases.

Without --file: data/phrases (development) and data/heldout, apart. Exit code 0 when all
thresholds of data/eval.toml are kept, 1 when one is missed, 2 when a line could not be measured.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from nlu.__main__ import read_account
from nlu.engine import Engine
from nlu.errors import NluError
from nlu.evaluate.bounds import read_bounds
from nlu.evaluate.record import Made, read_base
from nlu.evaluate.run import BAD_INPUT, DONE, Bench, Outputs, Split, evaluate
from nlu.fallback import Fallback
from nlu.lexicon import DATA

_ROOT = DATA.parent
_DOCUMENTS = (_ROOT / "README.md", _ROOT / "docs" / "nlu.md")
_PAGE = _ROOT / "docs" / "evaluation.html"


def main(arguments: Sequence[str] | None = None, fallback: Fallback | None = None) -> int:
    """Run the command line; returns the exit code.

    Args:
        fallback: the second reader; the service's own entry point gives one.
    """
    options = _options().parse_args(arguments)
    if options.llm and fallback is None:
        print("--llm: no language model here; run `make eval LLM=1` with MISTRAL_API_KEY set")
        return BAD_INPUT
    try:
        bench = _bench(options, fallback if options.llm else None)
        base = read_base(options.base) if options.base else None
        return evaluate(bench, list(_splits(options.file)), base, _outputs(options))
    except BrokenPipeError:  # the reader of the summary has seen enough; the reports are written
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except NluError as error:
        print(error, file=sys.stderr)
    except OSError as error:
        print(f"{error.filename}: {error.strerror}; choose another --out", file=sys.stderr)
    return BAD_INPUT


def _bench(options: argparse.Namespace, fallback: Fallback | None) -> Bench:
    return Bench(
        engine=Engine(),
        account=read_account(options.account),
        fallback=fallback,
        bounds=read_bounds(options.bounds),
        made=Made(options.date, _machine()),
        clock=time.perf_counter,
        out=sys.stdout,
        err=sys.stderr,
    )


def _splits(files: Sequence[Path]) -> list[Split]:
    if files:
        return [Split(path.name, "file", (path,)) for path in files]
    splits = [Split("development", "development", _jsonl(DATA / "phrases"))]
    heldout = _jsonl(DATA / "heldout")
    if heldout:
        return [*splits, *_held_out(heldout)]
    print("held-out: data/heldout has no *.jsonl, nothing to measure there", file=sys.stderr)
    return splits


def _held_out(paths: tuple[Path, ...]) -> list[Split]:
    """All sets together, and each apart: they were written at different times."""
    whole = Split("held-out", "heldout", paths, secret=True)
    apart = [Split(f"held-out, {one.stem}", "heldout", (one,), secret=True) for one in paths]
    return [whole, *(apart if len(apart) > 1 else ())]


def _jsonl(folder: Path) -> tuple[Path, ...]:
    return tuple(sorted(folder.glob("*.jsonl")))


def _outputs(options: argparse.Namespace) -> Outputs:
    if not options.publish:
        return Outputs(options.out)
    documents = tuple(path for path in _DOCUMENTS if path.exists())
    return Outputs(options.out, documents, (_PAGE,))


def _machine() -> str:
    python = f"Python {platform.python_version()}"
    return f"{python}, {platform.system()} {platform.machine()}, {os.cpu_count()} processors"


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m nlu.evaluate", description=__doc__)
    parser.add_argument(
        "--file", type=Path, action="append", default=[], help="labelled phrases, JSONL; repeatable"
    )
    parser.add_argument("--base", type=Path, help="an earlier build/eval.json to compare with")
    parser.add_argument("--llm", action="store_true", help="rules + LLM and LLM alone as well")
    parser.add_argument(
        "--publish", action="store_true", help="write README.md, docs/nlu.md, docs/evaluation.html"
    )
    parser.add_argument("--account", type=Path, default=DATA / "account.json")
    parser.add_argument("--bounds", type=Path, default=DATA / "eval.toml", help="the thresholds")
    parser.add_argument("--out", type=Path, default=_ROOT / "build", help="folder for the reports")
    parser.add_argument(
        "--date", default=date.today().isoformat(), help="the date to write, today by default"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
