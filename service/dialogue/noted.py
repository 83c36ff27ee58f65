"""What an aside gave while a question waits: the same question is asked again, and says so."""

from __future__ import annotations

from dataclasses import replace

from nlu import Intent
from nlu.intents import CreateTask
from service.answer import Status
from service.responsible import responsible
from service.turn import Outcome, Turn


def with_noted(turn: Turn, outcome: Outcome) -> Outcome:
    """The question again, after «и ответственной Волкову» to «к чему привязать?»."""
    before, now = turn.state.pending, outcome.state.pending
    asking = outcome.answer.status is Status.QUESTION and now is not None and now.asked
    if before is None or now is None or not asking or before.asked != now.asked:
        return outcome
    told = " ".join(f"{label}: {value}." for label, value in _told(turn, before.intent, now.intent))
    if not told:
        return outcome
    return replace(outcome, answer=replace(outcome.answer, text=f"{told} {outcome.answer.text}"))


def _told(turn: Turn, before: Intent, now: Intent) -> list[tuple[str, str]]:
    if not isinstance(before, CreateTask) or not isinstance(now, CreateTask):
        return []
    found = []
    if now.due is not None and now.due != before.due:
        value = turn.wording.moment(now.due.at, now.due.all_day)
        found.append((turn.texts("labels.due"), value))
    if now.responsible is not None and now.responsible != before.responsible:
        user = turn.rows.user(responsible(turn, now.responsible))
        found.append((turn.texts("labels.responsible"), user))
    return found
