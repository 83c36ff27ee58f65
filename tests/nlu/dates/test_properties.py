"""What holds for any text whatsoever."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.dates import (
    DateWords,
    Impossible,
    as_deadline,
    as_filter,
    as_shift,
    combine,
    load_wording,
    rivals,
)
from nlu.dates.line import Line
from tests.nlu.dates.reading import LEXICON, MORPHOLOGY, READER, THURSDAY, find, said, tokens_of

WORDING = load_wording()
WORDS = sorted(
    {
        word
        for section in LEXICON.tables["dates"].values()
        for all_ in section.values()
        for word in all_
    }
    | {str(number) for number in (0, 1, 5, 12, 25, 31, 60, 2026, 99999)}
    | set("-.,:/()")
    | {"пять", "двадцать", "пятого", "в", "на", "с", "по", "до", "сделка", "го"}
)
phrases = st.lists(st.sampled_from(WORDS), max_size=12).flatmap(
    lambda words: st.sampled_from([" ".join(words), "".join(words)])
)
anything = st.one_of(st.text(max_size=200), phrases)
nows = st.datetimes(
    min_value=datetime(1990, 1, 1),
    max_value=datetime(2090, 12, 31),
    timezones=st.sampled_from(
        [UTC, timezone(timedelta(hours=3)), ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Kamchatka")]
    ),
)


@given(anything, nows)
def test_any_text_is_read_without_an_exception(text: str, now: datetime) -> None:
    for found in find(text):
        if isinstance(found.value, Impossible):
            continue
        moment = as_deadline(found.value, now)
        periods = [as_filter(found.value, now, forward) for forward in (False, True)]
        as_shift(found.value)
        assert all(rival.at > now for rival in rivals(found.value, now))
        assert moment is None or moment.at.tzinfo is now.tzinfo
        for period in filter(None, periods):
            if period.start and period.stop:
                assert period.start < period.stop, text


@given(anything)
def test_dates_lie_in_order_inside_the_text_and_do_not_overlap(text: str) -> None:
    floor = 0
    size = len(tokens_of(text))
    for found in find(text):
        assert floor <= found.first < found.stop <= size
        assert 0 < found.score <= 1
        floor = found.stop


@given(phrases, nows)
def test_whatever_deadline_is_found_can_be_named_and_read_back(text: str, now: datetime) -> None:
    for found in find(text):
        if isinstance(found.value, Impossible):
            continue
        moment = as_deadline(found.value, now)
        if moment is None or moment.at.second or moment.at.year > now.year + 50:
            continue
        again = find(WORDING.moment(moment, now))[0].value
        assert isinstance(again, DateWords)
        assert as_deadline(again, now) == moment


@given(phrases, phrases)
def test_any_two_mentions_are_joined_or_refused(first: str, second: str) -> None:
    words = [it.value for it in (*find(first), *find(second)) if isinstance(it.value, DateWords)]
    for one, other in pairwise(words):
        whole = combine(one, other)
        assert whole is None or isinstance(whole, DateWords)


@pytest.mark.parametrize(
    "text",
    [
        "Напомни завтра в 15:00",
        "сделки за прошлую неделю",
        "через полтора часа",
        "5 марта в девять утра",
    ],
)
@pytest.mark.parametrize(
    "change",
    [
        str.upper,
        str.lower,
        lambda text: text.replace("ё", "е"),
        lambda text: text.replace(" ", "  "),
        lambda text: f"{text}.",
        lambda text: f"{text}!",
        lambda text: f"{text} пожалуйста",
        lambda text: f"пожалуйста, {text}",
    ],
)
def test_manner_of_typing_changes_nothing(text: str, change: Callable[[str], str]) -> None:
    before, after = find(text), find(change(text))
    assert [it.value for it in before] == [it.value for it in after] != []


HOSTILE = [
    "1 ",
    "1.1.",
    "1:1:",
    "1-",
    "9",
    "5 марта ",
    "с 1 по ",
    "в ",
    "через 3 ",
    "сто двадцать пять тысяч ",
    "четврг ",
    "завтра, ",
    "не позже чем ",
    "последние ",
    "без ",
    "((((",
    "двадцать двадцать ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_work_grows_no_faster_than_the_text(piece: str) -> None:
    short, long = (_work(piece * (size // len(piece))) for size in (500, 2_000))
    assert long <= 5 * short + 50


def _work(text: str) -> int:
    """Count how often the rules look at a token."""
    looks = 0
    norm, term = Line.norm, Line.term

    def counted_norm(self: Line, i: int) -> str:
        nonlocal looks
        looks += 1
        return norm(self, i)

    def counted_term(self: Line, i: int, wanted: object) -> str | None:
        nonlocal looks
        looks += 1
        return term(self, i, wanted)  # type: ignore[arg-type]

    with patch.object(Line, "norm", counted_norm), patch.object(Line, "term", counted_term):
        READER.find(tokens_of(text))
    return looks


def test_the_same_words_are_read_alike_whatever_was_read_before() -> None:
    first = said("созвон 15 апреля в 9 утра")
    for text in HOSTILE:
        find(text * 5)
    assert said("созвон 15 апреля в 9 утра") == first
    assert THURSDAY.tzinfo is not None
    assert MORPHOLOGY.known("четверг")
