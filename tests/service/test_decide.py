"""What to do with what was understood: every branch, without a server."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from amo.models import Kind
from nlu import Intent, Parse, Record, Source, Span
from nlu.intents import (
    AddNote,
    Cancel,
    Choose,
    CreateContact,
    CreateTask,
    FindLeads,
    Greet,
    More,
    No,
    Other,
    Show,
    Undo,
    UpdateLead,
    Yes,
)
from nlu.types import SlotSpan
from nlu.values import Moment
from service.dialogue.choice import chosen_record
from service.dialogue.decide import Ask, Confirm, Decision, Decline, Do, Reason, Why, decide
from service.dialogue.plans import NewNote, NewTask
from service.dialogue.state import Listing, Pending, State, Written
from service.dialogue.undo import CloseTask
from service.durations import shifted

NOW = datetime(2026, 2, 27, 23, 40, tzinfo=timezone(timedelta(hours=3)))
TOMORROW = Moment(NOW.replace(day=28, hour=15, minute=0), False)
TASK = CreateTask(text="позвонить", due=TOMORROW)
PLAN = NewTask("позвонить", TOMORROW.at, 101, 1)
LISTED = Listing(FindLeads(), (), (Record("leads", 1, "а"), Record("leads", 2, "б")))
WROTE = Written("create_task", CloseTask(1), "n")


def decided(
    intent: Intent, state: State | None = None, *, has_record: bool = False, **parse: object
) -> Decision:
    understood = replace(Parse(text="х", intent=intent, source=Source.RULES), **parse)  # type: ignore[arg-type]
    return decide(understood, state or State(), NOW, has_record)


def waiting(**pending: object) -> State:
    return State(pending=replace(Pending(TASK), **pending))  # type: ignore[arg-type]


def test_a_question_is_answered_and_a_write_is_proposed() -> None:
    assert decided(FindLeads()) == Do(FindLeads())
    assert decided(Greet()) == Do(Greet())
    assert decided(TASK) == Confirm(TASK)


@pytest.mark.parametrize(
    ("intent", "need"),
    [
        (CreateTask(), "text"),
        (CreateTask(text="позвонить"), "due"),
        (CreateContact(), "name"),
        (UpdateLead(lead_id=1), "change"),
        (Show(), "record"),
        (AddNote(text="х"), "record"),
    ],
)
def test_what_is_missing_is_asked_for_one_at_a_time(intent: Intent, need: str) -> None:
    assert decided(intent) == Ask(intent, need, Why.MISSING)


def test_a_record_at_hand_need_not_be_named() -> None:
    assert decided(Show(), has_record=True) == Do(Show())


def test_several_users_of_a_name_are_offered() -> None:
    names = ("Мария Иванова", "Мария Петрова")
    asked = decided(TASK, ambiguous={"responsible": names})
    assert asked == Ask(TASK, "responsible", Why.AMBIGUOUS, names)


def test_a_user_who_is_none_is_said() -> None:
    asked = decided(TASK, ambiguous={"responsible": ()})
    assert asked == Ask(TASK, "responsible", Why.UNKNOWN_USER)


def test_the_words_of_a_question_are_those_that_were_said() -> None:
    spans = (SlotSpan("responsible", Span(0, 1)),)
    asked = decided(TASK, ambiguous={"responsible": ()}, spans=spans)
    assert isinstance(asked, Ask)
    assert asked.words == "х"


def test_a_date_that_is_none_is_named() -> None:
    intent = CreateTask(text="позвонить")
    assert decided(intent, unread=(Span(0, 1),)) == Ask(intent, "due", Why.NO_DATE, (), "х")


def test_a_deadline_in_the_past_is_asked_about_and_this_minute_is_not_past() -> None:
    late = replace(TASK, due=Moment(NOW - timedelta(minutes=5), False))
    assert decided(late) == Ask(late, "due", Why.PAST)
    assert isinstance(decided(replace(TASK, due=Moment(NOW, False))), Confirm)
    today = replace(TASK, due=Moment(NOW.replace(hour=23, minute=59), True))
    assert isinstance(decided(today), Confirm)


class TestYes:
    def test_does_exactly_what_was_proposed(self) -> None:
        assert decided(Yes(), waiting(plan=PLAN, nonce="n")) == Do(PLAN)

    def test_after_an_interruption_shows_the_proposal_first(self) -> None:
        assert decided(Yes(), waiting(plan=PLAN, interrupted=True)) == Confirm(TASK)

    def test_to_an_open_question_repeats_it(self) -> None:
        asked = decided(Yes(), waiting(asked="responsible", options=("А", "Б")))
        assert asked == Ask(TASK, "responsible", Why.AGAIN, ("А", "Б"))

    def test_to_a_question_about_a_record_looks_again(self) -> None:
        assert decided(Yes(), waiting(asked="record")) == Confirm(TASK)

    def test_to_nothing_is_declined(self) -> None:
        assert decided(Yes()) == Decline(Reason.NOTHING_PENDING)


class TestNo:
    @pytest.mark.parametrize("word", [No(), Cancel()])
    def test_drops_what_is_pending(self, word: Intent) -> None:
        assert decided(word, waiting(plan=PLAN)) == Decline(Reason.CANCELLED)
        assert decided(word) == Decline(Reason.NOTHING_TO_CANCEL)

    def test_cancel_right_after_a_write_takes_it_back_and_later_asks(self) -> None:
        fresh = State(written=WROTE, wrote_now=True)
        assert decided(Cancel(), fresh) == Do(Undo())
        assert decided(No(), fresh) == Decline(Reason.WRITTEN_ALREADY)
        assert decided(Cancel(), State(written=WROTE)) == Decline(Reason.WRITTEN_ALREADY)

    def test_cancel_of_a_new_proposal_keeps_the_old_write(self) -> None:
        state = replace(waiting(plan=PLAN), written=WROTE, wrote_now=True)
        assert decided(Cancel(), state) == Decline(Reason.CANCELLED)


def test_more_and_choices_want_a_list() -> None:
    assert decided(More()) == Decline(Reason.NO_MORE)
    assert decided(More(), State(listing=LISTED)) == Do(More())
    assert decided(Choose(2)) == Decline(Reason.NOTHING_TO_CHOOSE)
    assert decided(Choose(2), State(listing=LISTED)) == Do(Choose(2))


def test_what_is_not_ours_is_told_apart_from_what_is_not_understood() -> None:
    assert decided(Other()) == Decline(Reason.NOT_OURS)
    assert decided(Other(), source=Source.NONE) == Decline(Reason.NOT_UNDERSTOOD)


RECORDS = (
    Record("contacts", 1, "Иван Петров +7 916 123-45-67 ООО «Ромашка» · Мария Иванова"),
    Record("contacts", 2, 'Иван Петров +7 916 000-45-68 АО "Промснаб" · Алексей Кузнецов'),
)


@pytest.mark.parametrize(
    ("choice", "own"),
    [
        (Choose(1), 1),
        (Choose(2), 2),
        (Choose(-1), 2),
        (Choose(3), None),
        (Choose(0), None),
        (Choose(-3), None),
        (Choose(name="Ромашка"), 1),
        (Choose(name="Промснаб"), 2),
        (Choose(name="Иван Петров"), None),
        (Choose(name="67"), 1),
        (Choose(name="Вектор"), None),
        (Choose(), None),
    ],
)
def test_a_choice_means_one_record_or_none(choice: Choose, own: int | None) -> None:
    record = chosen_record(choice, RECORDS)
    assert (record.id if record else None) == own


@pytest.mark.parametrize(
    ("duration", "moved"),
    [
        ("PT1H", "2026-03-01T00:40"),
        ("P1D", "2026-03-01T23:40"),
        ("-P1D", "2026-02-27T23:40"),
        ("P1W", "2026-03-07T23:40"),
        ("P1M", "2026-03-28T23:40"),
        ("-P1M", "2026-01-28T23:40"),
        ("P1Y", "2027-02-28T23:40"),
        ("PT90M", "2026-03-01T01:10"),
        ("P", "2026-02-28T23:40"),
    ],
)
def test_a_shift_moves_by_the_calendar(duration: str, moved: str) -> None:
    found = shifted(NOW.replace(day=28), duration)
    assert found is not None
    assert f"{found:%Y-%m-%dT%H:%M}" == moved


@pytest.mark.parametrize("duration", ["", "1H", "PT", "P99999D99999M", "P999Y", "p1d", "P1.5D"])
def test_what_is_no_duration_moves_nothing(duration: str) -> None:
    found = shifted(NOW.replace(year=9500), duration)
    assert found is None or found == NOW.replace(year=9500)


def test_plans_hide_their_texts_from_logs() -> None:
    assert "секрет" not in repr((NewTask("секрет", NOW, 1, 1), NewNote(Kind.LEADS, 1, "секрет")))
