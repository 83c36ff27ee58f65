"""The next page of the last list."""

from __future__ import annotations

from dataclasses import replace

from nlu import Intent
from service.turn import Turn


def next_page(turn: Turn) -> tuple[Intent, Turn] | None:
    """The search to repeat and the turn to repeat it in; None when there was no list."""
    listing = turn.state.listing
    if listing is None:
        return None
    again = replace(turn, chosen=listing.chosen, page_number=listing.page + 1)
    return listing.intent, again
