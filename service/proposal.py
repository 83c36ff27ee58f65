"""A write put before the user: every slot, how it was read, and what «да» will do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from amo.models import Company, Contact, Lead, Task
from nlu import Intent, Record
from service.answer import Answer, Button, Status, Understood
from service.dialogue.interrupts import NotAllowed
from service.dialogue.memory import fits
from service.dialogue.origin import by_model
from service.dialogue.plans import Plan, subject
from service.dialogue.state import Offer, Pending, State
from service.execution import execute, with_list
from service.replies import Lines, in_line
from service.settings import ConfirmWrites
from service.turn import Outcome, Turn, listed_rows

THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class Slot:
    """One line of a proposal.

    Args:
        name: the contract's name of the slot.
        value: how it was read.
        said: False when it was taken from the page or by default.
        label: what it is called, where that is the account's own name.
    """

    name: str
    value: str
    said: bool = True
    label: str = ""


def propose_plan(
    turn: Turn,
    intent: Intent,
    plan: Plan,
    text: str,
    slots: Sequence[Slot],
    rivals: tuple[Offer, ...] = (),
) -> Outcome:
    """Put a plan before the user, or carry it out when everything was said in words.

    Args:
        text: the question.
        rivals: other readings, as buttons.

    Raises:
        NotAllowed: the plan is so large that it could be neither remembered nor taken back.
    """
    waiting = State(pending=Pending(intent, None, turn.chosen, turn.waived, plan=plan))
    if not fits(waiting, turn.directory.account.id, turn.user_id):
        raise NotAllowed("refused.too_many")
    inferred = any(not one.said for one in slots)
    inferred = inferred or by_model(turn, intent)
    if turn.tools.confirm is ConfirmWrites.INFERRED and not inferred:
        return execute(turn, plan)
    pending = Pending(intent, None, turn.chosen, turn.waived, plan=plan, nonce=turn.tools.nonce())
    buttons = (
        turn.button("yes"),
        *(Button(one.send, one.send) for one in rivals),
        turn.button("no"),
    )
    understood = tuple(_understood(turn, intent, one) for one in slots)
    answer = Answer(text, Status.CONFIRM, (), buttons, understood, intent=intent.stem)
    state = replace(turn.state, pending=pending, offers=rivals, misses=0, about=_about(plan))
    return Outcome(answer, state)


def _about(plan: Plan) -> Record | None:
    meant = subject(plan)
    return None if meant is None else Record(*meant, "")


def in_thousands(turn: Turn, slot: str, price: int | None) -> tuple[Offer, ...]:
    """The other reading of «бюджет 90»: nobody's deal is worth so little, thousands were meant."""
    if price is None or not 0 < price < THOUSAND:
        return ()
    return (Offer(turn.wording.money(price * THOUSAND), slot, price * THOUSAND),)


def nothing_to_change(
    turn: Turn,
    intent: Intent,
    *records: Lead | Contact | Company | Task,
    said: str = "confirm.same",
) -> Outcome:
    """Records that are already as they shall be: what was proposed before waits no longer."""
    rows = tuple(turn.rows.row(one) for one in records)
    outcome = listed_rows(turn, Answer(turn.texts(said), rows=rows))
    state = replace(outcome.state, pending=None, ordered=intent)
    return replace(outcome, state=with_list(turn.state, state))


def lines(turn: Turn, intent: Intent, slots: Sequence[Slot]) -> Lines:
    """Slots as lines of a question."""
    said = (f"{_label(turn, intent, one)}: {in_line(one.value)}" for one in slots)
    return Lines("\n".join(said))


def _understood(turn: Turn, intent: Intent, slot: Slot) -> Understood:
    label = _label(turn, intent, slot)
    return Understood(slot.name, label, words_of(turn, slot.name), slot.value)


def _label(turn: Turn, intent: Intent, slot: Slot) -> str:
    """What a slot is called: a deal has a title where a person has a name."""
    own = f"labels.{intent.stem}_{slot.name}"
    key = own if turn.texts.has(own) else f"labels.{slot.name}"
    return in_line(slot.label) or turn.texts(key)


def words_of(turn: Turn, slot: str) -> str:
    """The words of this message that a slot was read from."""
    spans = (one.span for one in turn.parse.spans if one.slot == slot)
    return " ".join(turn.parse.text[span.start : span.stop] for span in spans)
