"""Words that fit no record: a search says so, a write asks for another one or offers to make it."""

from __future__ import annotations

from dataclasses import replace

from amo.models import Kind
from nlu import Intent
from nlu.intents import AddNote, CreateContact, CreateTask, UpdateContact
from service.answer import Answer, Button
from service.dialogue.decide import WRITES
from service.dialogue.interrupts import Nobody
from service.dialogue.offers import MAKING, near_offer
from service.dialogue.questions import questioned, unquoted
from service.dialogue.state import Offer, Pending, Waiver
from service.page import open_card
from service.turn import Outcome, Turn, listed

_KINDS = {"contact": Kind.CONTACTS, "company": Kind.COMPANIES}
_MAKE = {"contact": "buttons.make_contact", "company": "buttons.make_company"}
_CARDS = {
    Kind.LEADS: "buttons.card_leads",
    Kind.CONTACTS: "buttons.card_contacts",
    Kind.COMPANIES: "buttons.card_companies",
}


def nobody(turn: Turn, pending: Pending, stop: Nobody) -> Outcome:
    """The words fit no record: a write goes on asking, a search says so."""
    key = f"nobody.{stop.role}"
    key = unquoted(turn, key if turn.texts.has(key) else "nobody.record", stop.said)
    text = turn.texts(key, said=stop.said)
    if stop.near:
        text = f"{text} {turn.texts('none.near', name=stop.near)}"
    near = near_offer(pending.intent, stop.near, stop.said)
    if not isinstance(pending.intent, WRITES):
        return _with_colleague(turn, _found_nothing(turn, pending.intent, text, near), stop)
    made = _making(turn, pending.intent, stop)
    go_on = f"nobody.make_{stop.role}" if made and not stop.near else "nobody.go_on"
    text = f"{text} {turn.texts(go_on)}"
    offers = (
        near
        + made
        + _liking(turn, pending.intent, stop)
        + _carding(turn, pending.intent, stop)
        + unbinding(turn, pending.intent)
    )
    return questioned(turn, text, replace(pending, asked="record"), offers)


def unbinding(turn: Turn, intent: Intent) -> tuple[Offer, ...]:
    """The button to go without a record, where there may be none."""
    if intent.stem not in ("create_task", "create_contact"):
        return ()
    return (Offer(turn.texts("buttons.unbound"), "waive", Waiver.RECORD),)


def _found_nothing(turn: Turn, intent: Intent, text: str, near: tuple[Offer, ...]) -> Outcome:
    """A search ends, and is the last one: «нет, Гусь» or the name that is near goes on with it."""
    buttons = tuple(Button(one.send, one.send) for one in near)
    outcome = listed(turn, Answer(text, buttons=buttons, intent=intent.stem), intent)
    return replace(outcome, state=replace(outcome.state, offers=near))


def _with_colleague(turn: Turn, outcome: Outcome, stop: Nobody) -> Outcome:
    """«Как дела у Кузнецова»: no client but a user of the account is called so."""
    users = turn.directory.active_users if stop.role == "contact" else ()
    names = [one.name for one in users if turn.names.same_person(stop.said, one.name)]
    if len(names) != 1:
        return outcome
    text = f"{outcome.answer.text} {turn.texts('nobody.colleague', name=names[0])}"
    sends = (turn.texts(key, name=names[0]) for key in ("buttons.deals_of", "buttons.tasks_of"))
    buttons = (*outcome.answer.buttons, *(Button(one, one) for one in sends))
    return replace(outcome, answer=replace(outcome.answer, text=text, buttons=buttons))


def _making(turn: Turn, intent: Intent, stop: Nobody) -> tuple[Offer, ...]:
    """Whoever is not in the account yet may be put into it, and the write goes on after that."""
    kind = _KINDS.get(stop.role)
    if kind is None or not turn.session.viewer.may_add(kind):
        return ()
    employer = isinstance(intent, UpdateContact) and stop.said == intent.set_company
    if not (employer or isinstance(intent, CreateTask | AddNote)):
        return ()
    return (Offer(turn.texts(_MAKE[stop.role], name=stop.said), MAKING, stop.said),)


def _liking(turn: Turn, intent: Intent, stop: Nobody) -> tuple[Offer, ...]:
    """A company of a name much alike was found; the one that was said may be new all the same."""
    named = stop.role == "company" and stop.near is not None
    if not named or not isinstance(intent, CreateContact):
        return ()
    if not turn.session.viewer.may_add(Kind.COMPANIES):
        return ()
    return (Offer(turn.texts("buttons.new_company", name=stop.said), "waive", Waiver.LIKE),)


def _carding(turn: Turn, intent: Intent, stop: Nobody) -> tuple[Offer, ...]:
    """The card before the user may stand in for whoever is only in the words of a task."""
    before = open_card(turn.page)
    if (
        before is None
        or before[0] not in _CARDS
        or stop.role not in _KINDS
        or not isinstance(intent, CreateTask | AddNote)
    ):
        return ()
    return (Offer(turn.texts(_CARDS[before[0]]), "drop", stop.role),)
