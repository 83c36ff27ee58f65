"""`python -m service.serve`: starts the service; gunicorn takes this process over.

gunicorn reads WEB_CONCURRENCY before any configuration; where it is no number it ends with a trace.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from service.errors import BadSetting
from service.settings import Server, inherited

CONFIG = Path(__file__).resolve().parent / "gunicorn.conf.py"


def command(options: list[str]) -> list[str]:
    """How gunicorn is called.

    Args:
        options: more of gunicorn's own.
    """
    return [sys.executable, "-m", "gunicorn", "-c", str(CONFIG), *options, "service.wsgi:app"]


def main() -> None:
    """Become gunicorn, or say which setting stops the start."""
    try:
        server = Server.from_env()
    except BadSetting as error:
        sys.exit(f"service: {error}")
    environment = inherited({"WEB_CONCURRENCY": str(server.workers)})
    os.execve(sys.executable, command(sys.argv[1:]), environment)


if __name__ == "__main__":
    main()
