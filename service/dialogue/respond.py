"""From a decision to an answer and the state it leaves."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from nlu import Intent, Record
from nlu.intents import (
    Choose,
    CompleteTask,
    More,
    Report,
    RescheduleTask,
    Show,
    UpdateLead,
)
from nlu.intents.complete_task import CALLED_OFF
from nlu.slots import with_slot
from service.answer import Answer, Status, Understood
from service.conditions import conditions
from service.dialogue.choice import chosen_record
from service.dialogue.decide import (
    WRITES,
    Ask,
    Confirm,
    Decision,
    Decline,
    Do,
    Reason,
    again,
)
from service.dialogue.declines import decline
from service.dialogue.interrupts import (
    Interrupt,
    NeedsMore,
    Nobody,
    NoRecord,
    NotAllowed,
    NoTasks,
    Several,
)
from service.dialogue.nobody import nobody, unbinding
from service.dialogue.noted import with_noted
from service.dialogue.numbered import renumbered
from service.dialogue.offers import near_offer
from service.dialogue.plans import PLANS, Plan
from service.dialogue.questions import ask, questioned, which_one
from service.dialogue.state import POINTED, Chosen, Listing, Pending
from service.execution import execute
from service.handlers import carry_out, propose
from service.handlers.more import next_page
from service.lookup.party import with_pronoun
from service.lookup.tasks import the_task
from service.pointing import is_typed, leans, points_at_stage
from service.proposal import words_of
from service.turn import Outcome, Turn, listed_rows


def respond(turn: Turn, decision: Decision) -> Outcome:
    """Carry a decision out."""
    return with_noted(turn, _respond(turn, decision))


def _respond(turn: Turn, decision: Decision) -> Outcome:
    match decision:
        case Do(action):
            return _do(turn, action)
        case Ask(UpdateLead() as intent, "change") if points_at_stage(turn.parse.text, turn.texts):
            return attempt(turn, intent)
        case Ask(RescheduleTask() as intent, "due"):
            return _nothing_to_move(turn, intent) or ask(turn, decision)
        case Ask(Report()):
            return _with_unread(turn, ask(turn, decision))
        case Ask():
            return ask(turn, decision)
        case Confirm(CompleteTask(result=None) as intent) if turn.parse.rule == CALLED_OFF:
            return attempt(turn, replace(intent, result=turn.texts("confirm.called_off")))
        case Confirm(intent):
            return attempt(turn, intent)
        case Decline(reason):
            return _decline(turn, reason)
        case _:
            assert_never(decision)


def _nothing_to_move(turn: Turn, intent: RescheduleTask) -> Outcome | None:
    """A new deadline is not asked for where there is no task to have it."""
    try:
        the_task(turn, intent)
    except NoTasks as stop:
        return _explain(turn, intent, stop)
    except Interrupt:
        pass
    return None


def _decline(turn: Turn, reason: Reason) -> Outcome:
    """Say why nothing is done; a question that was not answered is asked again."""
    outcome = decline(turn, reason)
    pending = turn.state.pending
    missed = reason is Reason.NOT_UNDERSTOOD and outcome.state.misses > 0
    if not missed or pending is None or pending.interrupted or pending.plan is not None:
        return outcome
    repeated = respond(replace(turn, state=outcome.state), again(pending))
    text = f"{turn.texts('decline.unclear')} {repeated.answer.text}"
    state = replace(repeated.state, misses=outcome.state.misses)
    return Outcome(replace(repeated.answer, text=text), state)


def attempt(turn: Turn, intent: Intent) -> Outcome:
    """Answer a request or propose a write; ask when its words are not clear enough."""
    try:
        if isinstance(intent, WRITES):
            return _became(_with_unread(turn, propose(turn, intent)), intent)
        turn, intent = with_pronoun(turn, intent)
        outcome = _with_unread(turn, carry_out(turn, intent))
        return _became(_with_filters(turn, outcome, intent), intent)
    except Interrupt as stop:
        return _explain(turn, intent, stop)


def _with_filters(turn: Turn, outcome: Outcome, intent: Intent) -> Outcome:
    """The answer, with how each filter of the request was read."""
    if outcome.answer.understood or isinstance(intent, Show):
        return outcome
    read = tuple(
        Understood(
            one.slot, one.label[:1].upper() + one.label[1:], words_of(turn, one.slot), one.value
        )
        for one in conditions(turn, intent)
    )
    return replace(outcome, answer=replace(outcome.answer, understood=read))


def _with_unread(turn: Turn, outcome: Outcome) -> Outcome:
    """The answer, with the words that are left out of it: of a date that is none, of a field."""
    parse = turn.parse
    parts = (
        ("unread_date", parse.unread),
        ("one_period", parse.beside),
        ("unkept", parse.unkept),
    )
    for key, spans in parts:
        if spans:
            said = " ".join(turn.parse.text[span.start : span.stop] for span in spans)
            text = f"{turn.texts(f'decline.{key}', said=said)} {outcome.answer.text}"
            outcome = replace(outcome, answer=replace(outcome.answer, text=text))
    return outcome


def _became(outcome: Outcome, intent: Intent) -> Outcome:
    """Name what the turn became: for «вторая» and «ещё» the request they go on with."""
    answer = outcome.answer
    return (
        outcome if answer.intent else replace(outcome, answer=replace(answer, intent=intent.stem))
    )


def _do(turn: Turn, action: Intent | Plan) -> Outcome:
    if isinstance(action, PLANS):
        return execute(turn, action)
    if isinstance(action, Choose):
        return _choose(turn, action)
    if isinstance(action, More):
        return _more(turn)
    return attempt(turn, action)


def _more(turn: Turn) -> Outcome:
    """The next page; where there is none, «вторую» goes on speaking of the last one."""
    following = next_page(turn)
    assert following is not None, "decide() lets «ещё» pass only after a list"
    outcome = attempt(following[1], following[0])
    if outcome.answer.rows:
        return outcome
    return replace(outcome, state=replace(outcome.state, listing=turn.state.listing))


def _choose(turn: Turn, choice: Choose) -> Outcome:
    pending = turn.state.pending
    if pending is not None and pending.candidates and not pending.interrupted:
        record = chosen_record(choice, pending.candidates)
        if record is None:
            return _no_such_choice(turn)
        return _go_on(turn, pending, record)
    listing = turn.state.listing
    record = chosen_record(choice, listing.numbered) if listing else None
    if record is None:
        return _no_such_choice(turn)
    if pending is not None and pending.asked == "record" and not pending.interrupted:
        return _go_on(turn, pending, record)
    if pending is not None and not pending.interrupted and _is_pointed(pending, record):
        chosen = (Chosen(POINTED, "", record),)
        return attempt(replace(turn, chosen=chosen, waived=pending.waived), pending.intent)
    other = renumbered(turn.state, record)
    if other is not None and pending is not None:
        return attempt(replace(turn, waived=pending.waived), other)
    picked = replace(turn, chosen=(Chosen("record", "", record),))
    return attempt(picked, _asked_before(turn, listing))


def _is_pointed(pending: Pending, record: Record) -> bool:
    """«Позвони второму» — «нет, первому»: the write that waits is about another of the list."""
    before = next((one.record for one in pending.chosen if one.role == POINTED), None)
    return before is not None and before.type == record.type and before.id != record.id


def _asked_before(turn: Turn, listing: Listing | None) -> Show:
    """«Телефон второго» — «а первого?»: the same is asked of another one of the list."""
    before = listing.intent if listing is not None and listing.behind else None
    same = isinstance(before, Show) and leans(turn.parse.text, turn.texts)
    return Show(field=before.field) if same and isinstance(before, Show) else Show()


def _go_on(turn: Turn, pending: Pending, record: Record) -> Outcome:
    role, said = pending.question
    chosen = (*pending.chosen, Chosen(role, said, record))
    return attempt(replace(turn, chosen=chosen, waived=pending.waived), pending.intent)


def _no_such_choice(turn: Turn) -> Outcome:
    answer = Answer(turn.texts("decline.no_such_choice"), Status.QUESTION)
    return Outcome(answer, turn.state)


def _explain(turn: Turn, intent: Intent, stop: Interrupt) -> Outcome:
    """Turn what stopped a handler into a question or a refusal."""
    pending = Pending(intent, None, turn.chosen, turn.waived)
    match stop:
        case Several():
            question = replace(pending, question=(stop.role, stop.said))
            return which_one(turn, question, stop)
        case Nobody():
            hers = _as_typed(turn, intent, stop)
            return nobody(turn, pending, stop) if hers is None else attempt(turn, hers)
        case NoRecord():
            text = turn.texts("ask.record")
            return questioned(turn, text, replace(pending, asked="record"), unbinding(turn, intent))
        case NoTasks():
            return _no_tasks(turn, intent, stop)
        case NeedsMore():
            asked = replace(pending, asked=stop.need, question=(stop.need, stop.said))
            return questioned(turn, stop.text, asked, stop.offers)
        case NotAllowed():
            state = replace(turn.state, pending=None, offers=())
            return Outcome(Answer(turn.texts(stop.key), Status.REFUSED), state)
    raise stop


def _as_typed(turn: Turn, intent: Intent, stop: Nobody) -> Intent | None:
    """«А Ёлкина» may be his or hers: nobody is called Ёлкин, and she is."""
    if not stop.near or not is_typed(turn.parse.text, stop.said, stop.near, turn.texts):
        return None
    near = near_offer(intent, stop.near, stop.said)
    return with_slot(intent, near[0].slot, stop.near) if near else None


def _no_tasks(turn: Turn, intent: Intent, stop: NoTasks) -> Outcome:
    """Nothing hangs on the record: there is nothing to ask, but a task can be set."""
    row = turn.rows.row(stop.record)
    head = turn.texts(f"show.{row.type}", title=row.title)
    text = turn.texts("nobody.tasks_on", record=head)
    answer = Answer(text, rows=(row,), buttons=(turn.button("set_task"),), intent=intent.stem)
    outcome = listed_rows(turn, answer)
    return replace(outcome, state=replace(outcome.state, pending=None))
