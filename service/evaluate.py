"""`make eval LLM=1`: the parser's own evaluation, with the second reader of the settings.

The parser reads no environment, so the key comes through here. MISTRAL_API_KEY and its neighbours
are read as for the service; without a key nothing is measured.
"""

from __future__ import annotations

import sys

from nlu.evaluate.__main__ import main
from service.errors import BadSetting
from service.mind import Mind
from service.second_reader import second_reader
from service.settings import llm_from_env


def run() -> int:
    """Run the command line; returns the exit code."""
    try:
        settings = llm_from_env()
    except BadSetting as error:
        print(error, file=sys.stderr)
        return 2
    if not settings.is_on:
        print("MISTRAL_API_KEY: is not set; set it, or run `make eval` for the rules alone")
        return 2
    return main(fallback=second_reader(settings, Mind.load()))


if __name__ == "__main__":
    sys.exit(run())
