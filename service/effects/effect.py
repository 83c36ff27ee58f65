"""What a write has done, kept with its claim so that a repeated «да» gets the same receipt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Effect:
    """Ids of what was written.

    Args:
        ids: records created or changed.
        skipped: records left alone because somebody changed them after the preview.
    """

    ids: tuple[int, ...]
    skipped: tuple[int, ...] = ()

    def to_json(self) -> Any:
        return [list(self.ids), list(self.skipped)]

    @classmethod
    def from_json(cls, data: Any) -> Self:
        ids, skipped = data
        return cls(tuple(map(int, ids)), tuple(map(int, skipped)))
