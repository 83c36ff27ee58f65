"""The names matrix, measured and written to docs/names-matrix.md.

`python -m nlu.people.matrix --date 2026-03-05`: every hand-checked name and every user of the
sample account, in every case, typed in every way.
"""

from __future__ import annotations

import argparse
import json
import platform
from pathlib import Path

from nlu.account import Account
from nlu.lexicon import DATA, load_lexicon
from nlu.morphology import Morphology, NamedEntities
from nlu.people.gold import NAMES, USERS, read_gold
from nlu.people.reader import PeopleReader
from nlu.people.report import section, summary, write
from nlu.people.trials import Laboratory, Trial
from nlu.people.users import UserIndex

_DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "names-matrix.md"


def measure(*, ner: bool = False) -> dict[str, list[Trial]]:
    """Try all names and all users: title → results.

    Args:
        ner: try the names once more with natasha's second opinion.
    """
    lexicon, morphology = load_lexicon(), Morphology()
    laboratory = Laboratory(PeopleReader(lexicon, morphology), morphology)
    account = Account.from_json(json.loads((DATA / "account.json").read_text(encoding="utf-8")))
    users = UserIndex(account, morphology, lexicon)
    results = {
        "Names": list(laboratory.names(read_gold(NAMES))),
        "Users of the sample account": list(laboratory.users(read_gold(USERS), users)),
    }
    if ner:
        asking = Laboratory(PeopleReader(lexicon, morphology, NamedEntities()), morphology)
        results["Names, with natasha's NER asked"] = list(asking.names(read_gold(NAMES)))
    return results


def main() -> None:
    """Measure, write the document and print the summaries."""
    parser = argparse.ArgumentParser(prog="python -m nlu.people.matrix", description=__doc__)
    parser.add_argument("--date", required=True, help="the date to write, such as 2026-03-05")
    parser.add_argument("--out", type=Path, default=_DOCUMENT, help="the document to write")
    parser.add_argument("--failures", action="store_true", help="print every wrong cell")
    parser.add_argument("--ner", action="store_true", help="measure natasha's second opinion too")
    arguments = parser.parse_args()
    results = measure(ner=arguments.ner)
    machine = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    sections = (section(title, cells) for title, cells in results.items())
    write(arguments.out, "\n\n".join((f"Measured on {arguments.date}: {machine}.", *sections)))
    for title, cells in results.items():
        print(f"{title}: {summary(cells)}")
        for one in cells if arguments.failures else ():
            if not one.right:
                print(one.way, one.case, one.phrase, "→", one.found, sep=" | ")


if __name__ == "__main__":
    main()
