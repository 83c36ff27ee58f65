"""The dialogue's state to a token and back; a wrong token means a fresh start and a sentence."""

from __future__ import annotations

from dataclasses import replace

from nlu import Record
from nlu.values import DateRange, FieldValues, Moment
from service import sealing
from service.codec import Codec
from service.dialogue import plans, undo
from service.dialogue.plans import PLANS
from service.dialogue.state import Chosen, Listing, Offer, Pending, State, Written
from service.errors import BadState
from service.sealing import Sealer

_CODEC = Codec(
    *PLANS,
    plans.FieldTexts,
    plans.TaskMove,
    plans.LeadValues,
    plans.LeadChange,
    plans.PartyValues,
    undo.CloseTask,
    undo.ReopenTasks,
    undo.MoveBack,
    undo.RestoreLeads,
    undo.RestoreParty,
    undo.Stays,
    Chosen,
    Listing,
    Offer,
    Pending,
    Record,
    State,
    Written,
    DateRange,
    FieldValues,
    Moment,
)


def fits(state: State, account_id: int, user_id: int) -> bool:
    """Whether a state can be kept whole."""
    return sealing.fits(_CODEC.write(state), account_id, user_id)


class Memory:
    """Keeps and recalls states.

    Args:
        sealer: makes tokens nobody else can make or read.
    """

    def __init__(self, sealer: Sealer) -> None:
        self._sealer = sealer

    def keep(self, state: State, account_id: int, user_id: int) -> str:
        """The token of a state; of one too large only what waits for an answer is kept."""
        bare = replace(state, listing=None)
        smaller = (state, bare, replace(bare, written=None))
        kept = next((one for one in smaller if fits(one, account_id, user_id)), State())
        return self._sealer.seal(_CODEC.write(kept), account_id, user_id)

    def recall(self, token: str | None, account_id: int, user_id: int) -> tuple[State, str | None]:
        """The state of a token, and the key of a sentence when it could not be used."""
        if not token:
            return State(), None
        try:
            body = self._sealer.open(token, account_id, user_id)
            state = _CODEC.read(body, State)
        except BadState as error:
            return State(), "decline.expired" if error.expired else "decline.fresh"
        except (ValueError, TypeError, KeyError, AttributeError):
            return State(), "decline.fresh"  # of an older version of the code
        assert isinstance(state, State)
        return state, None
