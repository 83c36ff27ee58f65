"""The parser and what shares its dictionaries, loaded once for all workers."""

from __future__ import annotations

from dataclasses import dataclass

from nlu import Engine
from nlu.lexicon import load_lexicon
from nlu.morphology import Morphology
from service.lookup.likeness import Likeness


@dataclass(frozen=True, slots=True)
class Mind:
    """What understands: the rules, and the judgement of names."""

    engine: Engine
    names: Likeness

    @classmethod
    def load(cls) -> Mind:
        """Read the dictionaries.

        Raises:
            DataError: a file under data/ is wrong.
        """
        lexicon, morphology = load_lexicon(), Morphology()
        return cls(Engine(lexicon, morphology), Likeness.load(lexicon, morphology))
