"""Learn the weights from the labelled phrases (`make train`); the only home of scikit-learn."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from nlu.__main__ import read_account
from nlu.corpus import Phrase, read_phrases
from nlu.engine import Engine
from nlu.lexicon import DATA
from nlu.prior.features import features
from nlu.prior.model import PATH, SCALE

_SELDOM = 2
_FREEDOM = 3.0
_STEPS = 3_000
_LEAST = 2


def main() -> None:
    """Write data/prior.json anew."""
    phrases = [p for path in sorted((DATA / "phrases").glob("*.jsonl")) for p in read_phrases(path)]
    PATH.write_text(learned(phrases), encoding="utf-8")


def learned(phrases: Iterable[Phrase]) -> str:
    """Return the model's file; the same phrases give the same file.

    Phrases that lean on a previous turn are left out: the model reads each alone.
    """
    engine, account = Engine(), read_account(DATA / "account.json")
    alone = [phrase for phrase in phrases if phrase.request.previous is None]
    seen = [features(engine.reader.read(phrase.request, account)) for phrase in alone]
    often = Counter(feature for one in seen for feature in one)
    kept = [{f: 1 for f in sorted(one) if often[f] >= _SELDOM} for one in seen]
    return _fitted(kept, [phrase.accept[0].intent for phrase in alone])


def _fitted(rows: Sequence[dict[str, int]], intents: Sequence[str]) -> str:
    columns = DictVectorizer()
    matrix = columns.fit_transform(rows)
    model = LogisticRegression(C=_FREEDOM, max_iter=_STEPS).fit(matrix, intents)
    names = [str(name) for name in model.classes_]
    bias = dict(zip(names, map(_tenths, model.intercept_), strict=True))
    weights = {
        feature: row
        for column, feature in enumerate(columns.feature_names_)
        if (row := _row(names, model.coef_[:, column]))
    }
    return _written(bias, weights)


def _row(names: Sequence[str], column: Iterable[float]) -> dict[str, int]:
    tenths = zip(names, map(_tenths, column), strict=True)
    return {name: weight for name, weight in tenths if abs(weight) >= _LEAST}


def _tenths(weight: float) -> int:
    return round(float(weight) * SCALE)


def _written(bias: dict[str, int], weights: dict[str, dict[str, int]]) -> str:
    """Write a feature a line, so that a change can be read."""
    lines = (
        f"{json.dumps(feature, ensure_ascii=False)}: {json.dumps(row, separators=(',', ':'))}"
        for feature, row in sorted(weights.items())
    )
    body = ",\n".join(lines)
    return f'{{"bias": {json.dumps(bias)},\n"weights": {{\n{body}\n}}}}\n'


if __name__ == "__main__":
    main()
