"""«Что у меня на сегодня»: today's tasks, overdue ones, deals without tasks and stuck deals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from amo.models import Lead
from nlu.intents import FindTasks
from service.answer import Answer, Button, Row
from service.listing import PAGE_SIZE
from service.lookup.one import neighbour_names
from service.stillness import still_days
from service.turn import Outcome, Turn, listed
from service.workday import DAY, Workday, workday

NAMED = 3  # deals of a line that are named


def is_my_day(intent: FindTasks, turn: Turn) -> bool:
    """Whether the user's own tasks of today are asked for, with no further condition."""
    due = intent.due
    if turn.page_number > 1 or due is None or due.start is None or due.stop is None:
        return False
    today = due.start <= turn.now < due.stop and due.stop - due.start <= DAY
    return today and replace(intent, due=None) == FindTasks(responsible="me")


def my_day(intent: FindTasks, turn: Turn) -> Outcome:
    """Answer with the day in short lines; its tasks are what the dialogue speaks of next."""
    day = workday(turn.session, turn.user_id, turn.now, turn.stuck_days)
    tasks = _tasks(turn, day)
    text = "\n".join(_lines(turn, day))
    rows = (*tasks, *_deals(turn, day))
    answer = Answer(text, rows=rows, buttons=tuple(_buttons(turn, day)))
    return listed(turn, answer, intent, spoken_of=len(tasks))


def _tasks(turn: Turn, day: Workday) -> tuple[Row, ...]:
    shown = day.today[:PAGE_SIZE]
    names = neighbour_names(turn.session, shown)
    return tuple(turn.rows.row(one, names) for one in shown)


def _deals(turn: Turn, day: Workday) -> tuple[Row, ...]:
    """The deals that the lines name, so that each is a link."""
    named = {one.id: one for one in (*day.idle[:NAMED], *day.stuck[:NAMED])}
    return tuple(turn.rows.lead(one) for one in named.values())


def _lines(turn: Turn, day: Workday) -> Iterator[str]:
    count = len(day.today)
    head = turn.texts("my_day.today" if count else "my_day.nothing", count=count)
    shown = turn.texts("found.shown", first=1, last=PAGE_SIZE) if count > PAGE_SIZE else ""
    yield f"{head} {shown}".strip()
    if day.overdue:
        oldest = day.overdue[0]
        title, due = turn.rows.title(oldest), turn.wording.short(oldest.complete_till or turn.now)
        yield turn.texts("my_day.overdue", count=len(day.overdue), title=title, due=due)
    if day.idle:
        yield turn.texts("my_day.idle", count=len(day.idle), names=_names(turn, day.idle))
    if day.stuck:
        longest = still_days(day.stuck[0], turn.now)
        yield turn.texts(
            "my_day.stuck",
            count=len(day.stuck),
            least=turn.stuck_days,
            longest=longest,
            names=_names(turn, day.stuck),
        )
    if day.partial:
        yield turn.texts("my_day.partial")


def _names(turn: Turn, deals: Sequence[Lead]) -> str:
    """«А», «Б», «В» и ещё 2."""
    named = ", ".join(f"«{turn.rows.title(one)}»" for one in deals[:NAMED])
    left = len(deals) - NAMED
    return turn.texts("my_day.and_more", names=named, count=left) if left > 0 else named


def _buttons(turn: Turn, day: Workday) -> Iterator[Button]:
    """What to do next: the first of each kind."""
    if len(day.today) > PAGE_SIZE:
        yield turn.button("more")
    if day.overdue:
        yield turn.button("my_overdue")
    for one in day.idle[:1]:
        label = turn.texts("buttons.task_for", title=turn.rows.title(one))
        yield Button(label, turn.texts("buttons.task_for_send", id=one.id))
    for one in day.stuck[:1]:
        label = turn.texts("buttons.tell_about", title=turn.rows.title(one))
        yield Button(label, turn.texts("buttons.tell_about_send", id=one.id))
