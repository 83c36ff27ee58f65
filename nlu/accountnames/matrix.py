"""The matrix of stages and pipelines: every name × every case × every way of typing.

`python -m nlu.accountnames.matrix` measures it and writes docs/account-names-matrix.md between its
markers.
"""

from __future__ import annotations

import argparse
import platform
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from nlu.accountnames.gold import GoldName, account_of, read_gold
from nlu.accountnames.index import AccountIndex
from nlu.accountnames.words import NameKind
from nlu.layout import repair_layout
from nlu.lexicon import load_lexicon
from nlu.morphology import Morphology
from nlu.people.distortion import in_wrong_layout, slip
from nlu.people.grammar import Case
from nlu.people.report import percent, table, write
from nlu.text import clean
from nlu.tokens import tokenize

_DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "account-names-matrix.md"
_PLAIN = 0.65
_LONG_ENOUGH = 5
_SHORT = "short name"
_NOUNS = {NameKind.STAGE: "этап", NameKind.PIPELINE: "воронка"}
_PHRASES = {
    Case.NOMN: "{noun} {name}",
    Case.GENT: "переведи сделку 5001 из {name}",
    Case.DATV: "что у нас по {name}",
    Case.ACCS: "переведи сделку 5001 в {name}",
    Case.ABLT: "что с {name}",
    Case.LOCT: "сколько сделок на {name}",
}


@dataclass(frozen=True, slots=True)
class Trial:
    """One cell: what was typed, what was found."""

    gold: GoldName
    case: Case
    way: str
    phrase: str
    found: str

    @property
    def right(self) -> bool:
        """The name and no other of its kind was found."""
        return self.found == self.gold.name


def _plain(form: str) -> str:
    return form


def _typo(form: str) -> str:
    word = max(form.split(), key=len)
    if len(word) < _LONG_ENOUGH:
        return form
    return form.replace(word, slip(word, random.Random(form)), 1)


WAYS: dict[str, Callable[[str], str]] = {
    "as written": _plain,
    "lower case": str.lower,
    "е for ё": lambda form: form.replace("ё", "е"),
    "one typo": _typo,
    "wrong layout": _plain,
}


def trials(morphology: Morphology) -> Iterator[Trial]:
    """Try every name in every case typed in every way, then its short names.

    A form equal to the name's own and a way that changes nothing are left out.
    """
    names = read_gold()
    index = AccountIndex(account_of(names), load_lexicon(), morphology)
    for gold in names:
        for case, way, phrase in _phrases(gold):
            yield Trial(gold, case, way, phrase, _found(phrase, gold.kind, index, morphology))


def _phrases(gold: GoldName) -> Iterator[tuple[Case, str, str]]:
    for case, frame in _PHRASES.items():
        form = gold.form(case)
        if case in (Case.GENT, Case.DATV, Case.ABLT, Case.LOCT) and form == gold.name:
            continue
        for way, distort in WAYS.items():
            phrase = frame.format(noun=_NOUNS[gold.kind], name=distort(form))
            if way == "wrong layout":
                yield case, way, in_wrong_layout(phrase)
            elif way == "as written" or distort(form) != form:
                yield case, way, phrase
    for short in gold.short:
        yield Case.NOMN, _SHORT, f"какие сделки {short}"


def _found(phrase: str, kind: NameKind, index: AccountIndex, morphology: Morphology) -> str:
    text = repair_layout(clean(phrase), morphology).text
    found = index.find(tokenize(text, morphology))
    return "; ".join(
        " | ".join(one.value.names)
        for one in found
        if one.value.kind is kind and one.score >= _PLAIN
    )


def report(results: Sequence[Trial], made_on: str) -> str:
    """Word the measurement as Markdown.

    Args:
        made_on: the date, as it is to stand in the document.
    """
    right = sum(trial.right for trial in results)
    names = len({trial.gold for trial in results})
    lines = [
        f"{names} names in one account, {len(results)} cells, **{percent(results)}** right "
        f"({right} of {len(results)}).",
        f"Measured on {made_on}: Python {platform.python_version()}, {platform.system()} "
        f"{platform.machine()}.",
        "",
        *table(results, (*WAYS, _SHORT)),
        "",
        *_failures(results),
    ]
    return "\n".join(lines)


def _failures(results: Sequence[Trial]) -> Iterator[str]:
    yield "What is not right:"
    yield ""
    yield "| name | typed | found |"
    yield "|---|---|---|"
    for trial in results:
        if not trial.right:
            found = trial.found.replace(" | ", ", ") or "—"
            yield f"| {trial.gold.name} | {trial.phrase} ({trial.way}) | {found} |"


def main() -> None:
    """Measure, print the first line and write the document."""
    parser = argparse.ArgumentParser(prog="python -m nlu.accountnames.matrix", description=__doc__)
    parser.add_argument("--date", required=True, help="the date to write, such as 2026-03-05")
    parser.add_argument("--out", type=Path, default=_DOCUMENT, help="the document to write")
    arguments = parser.parse_args()
    text = report(list(trials(Morphology())), arguments.date)
    write(arguments.out, text)
    print(text.splitlines()[0])


if __name__ == "__main__":
    main()
