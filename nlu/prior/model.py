"""The model as a file of weights, and what it makes of an utterance."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path

from nlu.errors import DataError
from nlu.prior.features import features
from nlu.reading import Reading

PATH = Path(__file__).resolve().parents[2] / "data" / "prior.json"
SCALE = 10


class Prior:
    """Says how likely each intent is; read once per process and safe to share between threads.

    Args:
        bias: intent → weight every utterance has, in tenths of a nat.
        weights: feature → intent → weight, in tenths of a nat.
    """

    def __init__(self, bias: Mapping[str, int], weights: Mapping[str, Mapping[str, int]]) -> None:
        self._intents = tuple(bias.keys())
        self._bias = tuple(bias.values())
        self._rows = {
            feature: tuple(row.get(intent, 0) for intent in self._intents)
            for feature, row in weights.items()
        }

    @classmethod
    def load(cls, path: Path = PATH) -> Prior:
        """Read the weights `make train` wrote.

        Raises:
            DataError: the file is missing or of another form.
        """
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            return cls(data["bias"], data["weights"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise DataError(f"{path.name}: {error!r}; write it anew with `make train`") from None

    def of(self, reading: Reading) -> Mapping[str, float]:
        """Return the logarithm of each known intent's probability, in nats."""
        rows = (self._rows[one] for one in features(reading) if one in self._rows)
        scores = list(map(sum, zip(self._bias, *rows, strict=True)))
        if not scores:
            return {}
        top = max(scores)
        total = math.log(sum(math.exp((score - top) / SCALE) for score in scores))
        said = zip(self._intents, scores, strict=True)
        return {intent: (score - top) / SCALE - total for intent, score in said}
