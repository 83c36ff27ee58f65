"""`python -m service.llm_standin --port N`: serve the stand-in until SIGINT or SIGTERM."""

from __future__ import annotations

import argparse
import signal
import sys
import threading

from service.errors import BadReplies
from service.llm_standin.server import start


def main() -> int:
    """Serve; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m service.llm_standin", description=__doc__)
    parser.add_argument("--port", type=int, default=8002)
    port = parser.parse_args().port
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    try:
        standin = start(port)
    except (BadReplies, OSError) as error:
        print(f"service.llm_standin: {error}", file=sys.stderr)
        return 1
    with standin:
        print(f"stand-in for Mistral, no model: {standin.url}", flush=True)
        stopped.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
