"""The names matrix: every name × every case × every way of typing, found and put right.

`python -m nlu.people.matrix` measures it and writes docs/names-matrix.md between its markers.
"""

from __future__ import annotations

import argparse
import platform
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import OSA

from nlu.layout import repair_layout
from nlu.lexicon import load_lexicon
from nlu.morphology import Morphology
from nlu.people.distortion import WAYS, in_wrong_layout
from nlu.people.gold import GoldName, read_gold
from nlu.people.grammar import Case
from nlu.people.latin import skeleton
from nlu.people.reader import PeopleReader
from nlu.text import clean, fold
from nlu.tokens import tokenize

_DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "names-matrix.md"
_BEGIN, _END = "<!-- names-matrix:begin -->", "<!-- names-matrix:end -->"
_WORST = 25
_PHRASES = {
    Case.NOMN: "новый контакт {}",
    Case.GENT: "какой телефон у {}",
    Case.DATV: "завтра позвонить {}",
    Case.ACCS: "найди {}",
    Case.ABLT: "созвониться с {}",
    Case.LOCT: "расскажи о {}",
}


@dataclass(frozen=True, slots=True)
class Trial:
    """One cell: what was typed, what was expected, what was found."""

    name: GoldName
    case: Case
    way: str
    phrase: str
    expected: str
    found: str
    right: bool


def trials(people: PeopleReader, morphology: Morphology) -> Iterator[Trial]:
    """Try every name in every case typed in every way; a way that changes nothing is left out."""
    for name in read_gold():
        for case, frame in _PHRASES.items():
            plain = name.form(case)
            for way, distort in WAYS.items():
                said, expected = distort(name, case)
                if way not in {"as written", "wrong layout"} and said == plain:
                    continue
                phrase = frame.format(said)
                typed = in_wrong_layout(phrase) if way == "wrong layout" else phrase
                found = _found(typed, people, morphology)
                right = _is_right(found, expected, way)
                yield Trial(name, case, way, phrase, expected, found, right)


def _found(typed: str, people: PeopleReader, morphology: Morphology) -> str:
    text = repair_layout(clean(typed), morphology).text
    return "; ".join(one.value.name for one in people.find(tokenize(text, morphology)))


def _is_right(found: str, expected: str, way: str) -> bool:
    """Compare; a typo may stay in the nominative, Latin letters are compared by sound."""
    if way == "one typo":
        return OSA.distance(fold(found), fold(expected)) <= 1
    if way == "Latin letters":
        return skeleton(fold(found)) == skeleton(fold(expected))
    return fold(found) == fold(expected)


def report(results: Sequence[Trial], made_on: str) -> str:
    """Word the measurement as Markdown.

    Args:
        made_on: the date, as it is to stand in the document.
    """
    right = sum(trial.right for trial in results)
    names = len({trial.name for trial in results})
    lines = [
        f"{names} names, {len(results)} cells, **{_percent(results)}** right "
        f"({right} of {len(results)}).",
        f"Measured on {made_on}: Python {platform.python_version()}, {platform.system()} "
        f"{platform.machine()}.",
        "",
        *_table(results),
        "",
        *_worst(results),
    ]
    return "\n".join(lines)


def _table(results: Sequence[Trial]) -> Iterator[str]:
    cells: dict[tuple[str, Case], list[Trial]] = defaultdict(list)
    for trial in results:
        cells[trial.way, trial.case].append(trial)
    yield "| typed | " + " | ".join(map(str, Case)) + " | all |"
    yield "|---" * (len(Case) + 2) + "|"
    for way in WAYS:
        row = [_percent(cells[way, case]) for case in Case]
        whole = _percent([trial for trial in results if trial.way == way])
        yield f"| {way} | " + " | ".join(row) + f" | {whole} |"


def _worst(results: Sequence[Trial]) -> Iterator[str]:
    wrong: dict[str, list[Trial]] = defaultdict(list)
    for trial in results:
        if not trial.right:
            wrong[trial.name.nominative].append(trial)
    yield "The worst names, with one of the failures each:"
    yield ""
    yield "| name | wrong | typed | found |"
    yield "|---|---|---|---|"
    for name, failures in sorted(wrong.items(), key=lambda pair: (-len(pair[1]), pair[0]))[:_WORST]:
        one = failures[0]
        yield f"| {name} | {len(failures)} | {one.phrase} ({one.way}) | {one.found or '—'} |"


def _percent(results: Iterable[Trial]) -> str:
    marks = [trial.right for trial in results]
    return f"{100 * sum(marks) / len(marks):.1f} %" if marks else "—"


def write(document: Path, text: str) -> None:
    """Put the text between the document's markers; a document without them gets them."""
    old = document.read_text(encoding="utf-8") if document.exists() else "# Names matrix\n"
    before, _, rest = old.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    new = f"{before.rstrip()}\n\n{_BEGIN}\n{text}\n{_END}\n{after.lstrip()}"
    document.write_text(new, encoding="utf-8")


def main() -> None:
    """Measure, print the first line and write the document."""
    parser = argparse.ArgumentParser(prog="python -m nlu.people.matrix", description=__doc__)
    parser.add_argument("--date", required=True, help="the date to write, such as 2026-03-05")
    parser.add_argument("--out", type=Path, default=_DOCUMENT, help="the document to write")
    parser.add_argument("--failures", action="store_true", help="print every wrong cell")
    arguments = parser.parse_args()
    morphology = Morphology()
    results = list(trials(PeopleReader(load_lexicon(), morphology), morphology))
    text = report(results, arguments.date)
    write(arguments.out, text)
    print(text.splitlines()[0])
    for trial in results if arguments.failures else ():
        if not trial.right:
            print(trial.way, trial.case, trial.phrase, "→", trial.found, sep=" | ")


if __name__ == "__main__":
    main()
