"""`python -m service.evaluating --llm …`: `make eval` with the second reader of the settings."""

from __future__ import annotations

import sys

from nlu.evaluate.__main__ import main as evaluate
from service.environment import Environment
from service.errors import BadSetting
from service.llm_settings import read_llm
from service.mind import Mind
from service.second_reader import second_reader
from service.settings import inherited


def main() -> int:
    """Evaluate; returns the exit code."""
    try:
        settings = read_llm(Environment(inherited({})))
    except BadSetting as error:
        print(f"service.evaluating: {error}", file=sys.stderr)
        return 2
    reader = second_reader(settings, Mind.load()) if settings.is_on else None
    try:
        return evaluate(sys.argv[1:], reader)
    finally:
        if reader is not None:
            reader.close()


if __name__ == "__main__":
    sys.exit(main())
