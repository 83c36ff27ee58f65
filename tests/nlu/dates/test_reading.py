"""Joining, rivals, shifts, zones: what the golden table does not show."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from nlu.dates import (
    DateReader,
    DateWords,
    Impossible,
    apply_shift,
    as_deadline,
    as_filter,
    combine,
    rivals,
)
from nlu.lexicon import not_lemmas
from tests.nlu.dates.reading import (
    LEXICON,
    MORPHOLOGY,
    READER,
    THURSDAY,
    find,
    only,
    plain_moment,
    plain_range,
    tokens_of,
)


@pytest.mark.parametrize(
    ("first", "second", "meant"),
    [
        ("завтра", "в 15:00", "2026-03-06 15:00"),
        ("в три", "в пятницу", "2026-03-06 15:00"),
        ("вечером", "в 8", "2026-03-05 20:00"),
        ("на следующей неделе", "в среду", "2026-03-11"),
        ("завтра", "на 2 часа", "2026-03-06 14:00"),
    ],
)
def test_two_mentions_of_one_moment_are_joined(first: str, second: str, meant: str) -> None:
    for one, other in ((first, second), (second, first)):
        whole = combine(only(one), only(other))
        assert whole is not None
        assert plain_moment(as_deadline(whole, THURSDAY)) == meant


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("завтра", "послезавтра"),
        ("в 15:00", "в 16:00"),
        ("за неделю", "в 15:00"),
        ("5 марта", "6 марта"),
    ],
)
def test_mentions_that_quarrel_are_not_joined(first: str, second: str) -> None:
    assert combine(only(first), only(second)) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("в пятницу", ["2026-03-13"]),
        ("в четверг", ["2026-03-05", "2026-03-19"]),
        ("в следующую пятницу", ["2026-03-06"]),
        ("на следующей неделе", ["2026-03-13"]),
        ("06.03", ["2026-06-03"]),
        ("05.05", []),
        ("25.03", []),
        ("завтра в 3", ["2026-03-06 03:00"]),
        ("в 9", ["2026-03-05 21:00"]),
        ("в 9 утра", []),
        ("в 15:00", []),
        ("завтра", []),
        ("за неделю", []),
    ],
)
def test_the_other_reading_is_offered(text: str, meant: list[str]) -> None:
    assert [plain_moment(moment) for moment in rivals(only(text), THURSDAY)] == meant


@pytest.mark.parametrize(
    "text",
    [
        "31 февраля",
        "31.02.2026",
        "31.04",
        "тридцать первого апреля",
        "25:00",
        "29 февраля 2027",
        "32 марта",
        "12.13.2026",
        "15:75",
    ],
)
def test_an_impossible_date_is_found_as_such_whole(text: str) -> None:
    found = find(text)
    assert [(it.first, it.stop) for it in found] == [(0, len(tokens_of(text)))]
    assert isinstance(found[0].value, Impossible)


def test_words_tell_what_rules_need() -> None:
    assert only("в 15:00").only_time
    assert only("в пятницу").only_day
    assert only("за неделю").back
    assert only("вчера").back
    assert not only("завтра").back
    assert only("на час").length is not None


@pytest.mark.parametrize("text", ["на 5", "до 12", "май", "пятого", "с 10"])
def test_words_that_may_mean_something_else_score_lower(text: str) -> None:
    assert find(text)[0].score < 1


@pytest.mark.parametrize(
    ("shift", "meant"),
    [
        ("PT1H", "2026-03-05 11:00"),
        ("-PT30M", "2026-03-05 09:30"),
        ("PT1H30M", "2026-03-05 11:30"),
        ("P1D", "2026-03-06 10:00"),
        ("-P1D", "2026-03-04 10:00"),
        ("P2W", "2026-03-19 10:00"),
        ("P1M", "2026-04-05 10:00"),
        ("P1Y", "2027-03-05 10:00"),
        ("P1DT2H", "2026-03-06 12:00"),
    ],
)
def test_a_shift_moves_a_deadline(shift: str, meant: str) -> None:
    assert apply_shift(THURSDAY, shift).strftime("%Y-%m-%d %H:%M") == meant


@pytest.mark.parametrize(
    "shift", ["", "P", "PT", "1H", "P1H", "PT1D", "P1D ", "--P1D", "P9999Y", "-P9999Y"]
)
def test_no_shift_is_made_of_what_is_none(shift: str) -> None:
    with pytest.raises(ValueError, match=r"duration|calendar"):
        apply_shift(THURSDAY, shift)


def test_days_keep_their_hour_and_hours_their_length_when_the_clock_changes() -> None:
    before = datetime(2026, 3, 28, 12, 0, tzinfo=ZoneInfo("Europe/Berlin"))
    assert apply_shift(before, "P1D").isoformat() == "2026-03-29T12:00:00+02:00"
    assert apply_shift(before, "PT24H").isoformat() == "2026-03-29T13:00:00+02:00"
    tomorrow = as_deadline(only("завтра в 15:00"), before)
    assert tomorrow is not None
    assert tomorrow.at.isoformat() == "2026-03-29T15:00:00+02:00"
    night = before.replace(hour=23)
    later = as_deadline(only("через 5 часов"), night)
    assert later is not None
    assert later.at.isoformat() == "2026-03-29T05:00:00+02:00"


def test_a_filter_carries_the_offset_of_its_own_days() -> None:
    now = datetime(2026, 4, 2, 12, 0, tzinfo=ZoneInfo("Europe/Berlin"))
    march = as_filter(only("за март"), now)
    assert march is not None
    assert march.start is not None
    assert march.stop is not None
    assert march.start.isoformat() == "2026-03-01T00:00:00+01:00"
    assert march.stop.isoformat() == "2026-04-01T00:00:00+02:00"


@pytest.mark.parametrize(
    "text", ["через 9999 месяцев", "через 9999 недель", "через 100 лет", "через 9999 дней"]
)
def test_far_away_is_a_date_or_none_but_no_error(text: str) -> None:
    assert as_deadline(only(text), THURSDAY) is not None
    assert as_deadline(only(text), THURSDAY.replace(year=9998)) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("в суботу", "2026-03-07"),
        ("во втроник", "2026-03-10"),
        ("в вторнек", "2026-03-10"),
        ("в понедльник", "2026-03-09"),
        ("в четвег", "2026-03-12"),
        ("севодня", "2026-03-05"),
        ("сегоня", "2026-03-05"),
        ("послезафтра", "2026-03-07"),
        ("10 февроля", "2027-02-10"),
        ("10 окстября", "2026-10-10"),
        ("на следущей недели", "2026-03-09"),
    ],
)
def test_slips_in_date_words_are_forgiven(text: str, meant: str) -> None:
    assert plain_moment(as_deadline(only(text), THURSDAY)) == meant


@pytest.mark.parametrize(
    "text", ["Субботина", "Вторушину", "Мартынову", "Майский", "Зимину", "Завтрак", "Недельский"]
)
def test_surnames_like_date_words_are_left_alone(text: str) -> None:
    assert find(text) == []


def test_every_date_word_of_the_lexicon_is_a_lemma() -> None:
    assert [fault for fault in not_lemmas(LEXICON, MORPHOLOGY) if "dates.toml" in fault] == []


def test_two_readers_read_alike() -> None:
    tokens = tokens_of("с 1 по 15 марта в 9 утра")
    assert DateReader(LEXICON, MORPHOLOGY).find(tokens) == READER.find(tokens)


def test_a_date_in_brackets_explains_the_one_before() -> None:
    found = find("за прошлую неделю (23 февраля – 1 марта)")
    assert len(found) == 1
    assert isinstance(found[0].value, DateWords)
    assert plain_range(as_filter(found[0].value, THURSDAY)) == "2026-02-23 .. 2026-03-02"
