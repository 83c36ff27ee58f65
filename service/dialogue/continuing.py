"""What a message goes on with: the records already picked for the same words."""

from __future__ import annotations

from dataclasses import replace

from nlu import Intent
from service.dialogue.state import Pending
from service.turn import Turn
from service.understanding import Understanding


def continued(turn: Turn, heard: Understanding) -> Turn:
    """The turn with what the pending request, or the list that is refined, already knows."""
    pending, listing = turn.state.pending, turn.state.listing
    picked = (heard.picked,) if heard.picked else ()
    intent = heard.parse.intent
    if pending is not None and pending.intent.stem == intent.stem:
        unbound = heard.unbound or (pending.unbound and _same_matter(pending, intent))
        return replace(turn, chosen=(*picked, *pending.chosen), unbound=unbound)
    if pending is not None and intent.stem in ("yes", "choose"):
        return replace(turn, chosen=(*picked, *pending.chosen), unbound=pending.unbound)
    kept = tuple(one for one in listing.chosen if one.said) if listing else ()
    return replace(turn, chosen=(*picked, *kept), unbound=heard.unbound)


def _same_matter(pending: Pending, intent: Intent) -> bool:
    """Whether the request is still about the same thing, so that «без привязки» stands."""
    names = ("text", "name", "lead", "contact", "company")
    return all(getattr(pending.intent, one, None) == getattr(intent, one, None) for one in names)
