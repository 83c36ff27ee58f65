"""Find anything by a word when the kind of record was not said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.needs import Need


@dataclass(frozen=True, slots=True)
class Search:
    """Find anything by a word when the kind of record was not said."""

    stem: ClassVar[str] = "search"
    required: ClassVar[tuple[Need, ...]] = ()

    query: str | None = None
