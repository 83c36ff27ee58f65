"""The model as a file of weights, and what it makes of an utterance."""

from __future__ import annotations

import json
import math
from collections.abc import Hashable, Mapping
from itertools import chain
from pathlib import Path
from struct import Struct
from struct import error as LaneError

from nlu.errors import DataError
from nlu.prior.features import KINDS, key_of, seen
from nlu.reading import Reading

PATH = Path(__file__).resolve().parents[2] / "data" / "prior.json"
SCALE = 10
_RAISE = 1 << 16  # more than any weight is below zero; thousands of rows fit a lane of 32 bits


class Prior:
    """Says how likely each intent is; read once per process and safe to share between threads.

    Args:
        bias: intent → weight every utterance has, in tenths of a nat.
        weights: feature → intent → weight, in tenths of a nat.
    """

    def __init__(self, bias: Mapping[str, int], weights: Mapping[str, Mapping[str, int]]) -> None:
        self._intents = tuple(bias.keys())
        self._lanes = Struct(f"<{len(self._intents)}I")
        self._bias = self._row(bias)
        self._rows: dict[str, dict[Hashable, int]] = {kind: {} for kind in KINDS}
        for feature, row in weights.items():
            kind, one = key_of(feature)
            self._rows[kind][one] = self._row(row)

    @classmethod
    def load(cls, path: Path = PATH) -> Prior:
        """Read the weights `make train` wrote.

        Raises:
            DataError: the file is missing or of another form.
        """
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            return cls(data["bias"], data["weights"])
        except (OSError, ValueError, LookupError, TypeError, AttributeError, LaneError) as error:
            raise DataError(f"{path.name}: {error!r}; write it anew with `make train`") from None

    def of(self, reading: Reading) -> Mapping[str, float]:
        """Return the logarithm of each known intent's probability, in nats."""
        rows = (map(self._rows[kind].get, all_) for kind, all_ in seen(reading))
        known = filter(None, chain.from_iterable(rows))
        lanes = sum(known, self._bias).to_bytes(self._lanes.size, "little")
        scores = self._lanes.unpack(lanes)
        if not scores:
            return {}
        top = max(scores)
        below = [(score - top) / SCALE for score in scores]
        total = math.log(sum(map(math.exp, below)))
        return dict(zip(self._intents, [one - total for one in below], strict=True))

    def _row(self, weights: Mapping[str, int]) -> int:
        """Lay the weights of all intents side by side in one integer, raised above zero.

        Rows are then added up at the price of one sum, where 26 would cost a parse's twentieth.
        """
        raised = (weights.get(intent, 0) + _RAISE for intent in self._intents)
        return int.from_bytes(self._lanes.pack(*raised), "little")
