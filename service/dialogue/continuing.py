"""What a message goes on with: the records already picked for the same words."""

from __future__ import annotations

from dataclasses import replace

from nlu import Intent
from service.dialogue.state import POINTED, Pending, Waiver
from service.turn import Turn
from service.understanding import Understanding


def continued(turn: Turn, heard: Understanding) -> Turn:
    """The turn with what the pending request, or the list that is refined, already knows."""
    pending, listing = turn.state.pending, turn.state.listing
    picked = (heard.picked,) if heard.picked else ()
    intent = heard.parse.intent
    waived: tuple[Waiver, ...] = (heard.waived,) if heard.waived else ()
    if pending is not None and intent.stem in (pending.intent.stem, "yes", "choose"):
        meant = pending.intent if intent.stem in ("yes", "choose") else intent
        waived += tuple(one for one in pending.waived if _stands(pending, meant, _MATTERS[one]))
        same = _stands(pending, meant, _RECORD)
        told = _stands(pending, meant, REFERENCE)
        kept = tuple(
            one for one in pending.chosen if one.said or same or (told and one.role == POINTED)
        )
        return replace(turn, chosen=(*picked, *kept), waived=waived)
    kept = tuple(one for one in listing.chosen if one.said) if listing else ()
    return replace(turn, chosen=(*picked, *kept), waived=waived)


REFERENCE = ("lead", "contact", "company", "lead_id", "this")
_RECORD = ("text", "name", "lead", "contact", "company", "lead_id", "ordinal", "this")
_MATTERS = {
    Waiver.RECORD: _RECORD,
    Waiver.TWIN: ("name", "phone", "email"),
    Waiver.LIKE: ("company",),
}


def _stands(pending: Pending, intent: Intent, names: tuple[str, ...]) -> bool:
    """Whether a request names the same things as before, so that what was said of them stands."""
    return all(getattr(pending.intent, one, None) == getattr(intent, one, None) for one in names)
