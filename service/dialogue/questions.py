"""Questions with ready answers: what is missing, which of several, which user, when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import get_args

from amo.models import LOST, WON
from nlu import Record
from nlu.choices import Metric
from nlu.intents import CreateTask, RescheduleTask
from nlu.values import Moment
from service.answer import Answer, Button, Row, Status
from service.dialogue.decide import Ask, Why
from service.dialogue.interrupts import Several
from service.dialogue.state import Offer, Pending
from service.pointing import closes
from service.rows import SEPARATOR
from service.turn import Outcome, Turn

END_OF_DAY = time(23, 59)
MOST_USERS = 8
_STAGE = "set_stage"


def ask(turn: Turn, question: Ask) -> Outcome:
    """Ask for one thing and keep all that was given."""
    need = question.need
    intent = question.intent
    if question.why is Why.PAST and isinstance(intent, CreateTask | RescheduleTask):
        intent = replace(intent, due=None)
    offers = _endings(turn, question) or _offers(turn, need, question.options)
    pending = Pending(intent, need, turn.chosen, turn.waived, options=question.options)
    return questioned(turn, _sentence(turn, question), pending, offers)


def questioned(turn: Turn, text: str, pending: Pending, offers: tuple[Offer, ...]) -> Outcome:
    """A question as an answer, with its buttons."""
    buttons = tuple(Button(one.send, one.send) for one in offers)
    answer = Answer(text, Status.QUESTION, buttons=buttons, intent=pending.intent.stem)
    state = replace(turn.state, pending=pending, offers=offers, misses=turn.state.misses)
    return Outcome(answer, state)


def which_one(turn: Turn, pending: Pending, several: Several) -> Outcome:
    """Ask which of several records is meant; they stand in the rows, numbered in the text."""
    lines = [
        f"{number}. {row.title} — {', '.join(row.lines)}"
        for number, row in enumerate(several.rows, 1)
    ]
    head = turn.texts(_which(turn, several), said=several.said, count=several.total)
    if several.total > len(several.rows):
        head = f"{head} {turn.texts('which.first', count=len(several.rows))}"
    offers = tuple(Offer(str(number), "choose", number) for number in range(1, len(lines) + 1))
    buttons = tuple(
        Button(f"{offer.send}. {row.title} — {_telling(row)}", offer.send)
        for offer, row in zip(offers, several.rows, strict=True)
    )
    text = "\n".join([head, *lines])
    answer = Answer(text, Status.QUESTION, several.rows, buttons, intent=pending.intent.stem)
    candidates = tuple(
        Record(row.type, row.id, " ".join((row.title, *row.lines))) for row in several.rows
    )
    asked = replace(pending, asked="record", candidates=candidates, plan=None)
    return Outcome(answer, replace(turn.state, pending=asked, offers=offers))


def _telling(row: Row) -> str:
    """What tells a candidate from its namesakes: where a person works, where a deal stands."""
    line = row.lines[1] if row.type == "contacts" else row.lines[0]
    return line.split(SEPARATOR)[0]


def _which(turn: Turn, several: Several) -> str:
    kind = several.rows[0].type if several.rows else "leads"
    return unquoted(turn, f"which.{kind}", several.said)


def unquoted(turn: Turn, key: str, said: str) -> str:
    """The key of a sentence about the words that were said, or of the one that quotes none."""
    bare = f"{key}_bare"
    return key if said or not turn.texts.has(bare) else bare


def _sentence(turn: Turn, question: Ask) -> str:
    stem, need = question.intent.stem, question.need
    if _endings(turn, question):
        return turn.texts("ask.ending")
    if question.why in (Why.MISSING, Why.AGAIN):
        own = f"ask.{stem}_{need}"
        return turn.texts(own if turn.texts.has(own) else f"ask.{need}")
    return turn.texts(
        f"ask_{question.why.value}.{_generic(turn, question.why, need)}",
        said=question.words,
        when=_when(turn, question),
    )


def _generic(turn: Turn, why: Why, need: str) -> str:
    """The key of a kind of slot, or «other» where it has no sentence of its own."""
    kind = need.removeprefix("set_")
    return kind if turn.texts.has(f"ask_{why.value}.{kind}") else "other"


def _when(turn: Turn, question: Ask) -> str:
    intent = question.intent
    due = intent.due if isinstance(intent, CreateTask | RescheduleTask) else None
    return turn.wording.moment(due.at, due.all_day) if due else ""


def _offers(turn: Turn, need: str, options: tuple[str, ...]) -> tuple[Offer, ...]:
    if options:
        return tuple(Offer(one, need, one) for one in options[:MOST_USERS])
    makers: dict[str, Callable[[Turn], tuple[Offer, ...]]] = {
        "due": _moments,
        "responsible": _users,
        "set_responsible": _users,
        "metric": _metrics,
    }
    maker = makers.get(need)
    found = maker(turn) if maker else ()
    return tuple(replace(one, slot=need) for one in found)


def _endings(turn: Turn, question: Ask) -> tuple[Offer, ...]:
    """«Закрой сделку»: won or lost, by the names the account has for it."""
    again = question.why is Why.AGAIN and any(one.slot == _STAGE for one in turn.state.offers)
    if question.need != "change" or not (again or closes(turn.parse.text, turn.texts)):
        return ()
    stages = [one for pipeline in turn.directory.pipelines[:1] for one in pipeline.stages]
    return tuple(Offer(one.name, _STAGE, one.name) for one in stages if one.id in (WON, LOST))


def _moments(turn: Turn) -> tuple[Offer, ...]:
    today = _end(turn.now, 0)
    in_an_hour = (turn.now + timedelta(hours=1)).replace(second=0, microsecond=0)
    return (
        Offer(turn.texts("buttons.today"), "due", Moment(today, True)),
        Offer(turn.texts("buttons.tomorrow"), "due", Moment(_end(turn.now, 1), True)),
        Offer(turn.texts("buttons.in_an_hour"), "due", Moment(in_an_hour, False)),
    )


def _metrics(turn: Turn) -> tuple[Offer, ...]:
    kinds = get_args(Metric)
    return tuple(Offer(turn.texts(f"report.ask_{one}"), "metric", one) for one in kinds)


def _end(now: datetime, days: int) -> datetime:
    return datetime.combine(now.date() + timedelta(days=days), END_OF_DAY, now.tzinfo)


def _users(turn: Turn) -> tuple[Offer, ...]:
    people = turn.directory.active_users[:MOST_USERS]
    return tuple(Offer(one.name, "responsible", one.name) for one in people)
