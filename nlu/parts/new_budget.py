"""What a deal is worth from now on, or by how much more or less: «до 900к», «минус 7 000»."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.parts.leads import money


def take_new_budget(draft: Draft) -> None:
    """Fill `set_budget`, or `add_budget` where the words raise or lower it by a step."""
    for found in money(draft.reading, "amount"):
        if not draft.is_free(found):
            continue
        up, down = draft.reading.has("raise"), draft.reading.has("lower")
        step = (
            (up or down)
            and draft.reading.norm(found.first) != "до"
            and not _is_total(draft, found.first)
        )
        if step:
            draft.take("add_budget", found, -found.value if down and not up else found.value)
        elif draft.reading.has("budget", "change", "now", "raise", "lower"):
            draft.take("set_budget", found, found.value)
        return


def _is_total(draft: Draft, index: int) -> bool:
    return draft.reading.norm(index - 1) in {"до", "в", "="}
