"""The parser and what shares its dictionaries, loaded once for all workers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nlu import Engine
from nlu.catalog import Entry, load_catalog
from nlu.lexicon import load_lexicon
from nlu.morphology import Morphology
from nlu.nearest import Examples
from service.lookup.likeness import Likeness


@dataclass(frozen=True, slots=True)
class Mind:
    """What understands: the rules, the judgement of names, and the intents in words."""

    engine: Engine
    names: Likeness
    morphology: Morphology
    catalog: Mapping[str, Entry]
    examples: Examples

    @classmethod
    def load(cls) -> Mind:
        """Read the dictionaries.

        Raises:
            DataError: a file under data/ is wrong.
        """
        lexicon, morphology = load_lexicon(), Morphology()
        catalog, engine = load_catalog(), Engine(lexicon, morphology)
        return cls(
            engine=engine,
            names=Likeness.of(lexicon, engine.reader.name_parts),
            morphology=morphology,
            catalog=catalog,
            examples=Examples(catalog, morphology),
        )
