"""The instruments of support and developers stand whatever a user types."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from nlu import Request
from nlu.__main__ import read_account
from nlu.corpus import unmarked
from nlu.labelled import labelled
from nlu.lexicon import DATA
from nlu.trace import trace, trace_to_json
from service.gaps.masks import Masks
from service.mind import Mind

NOW = datetime(2026, 3, 5, 7, tzinfo=UTC)
ACCOUNT = read_account(DATA / "account.json")
PIECES = st.sampled_from(
    [
        *("найди", "Петрова", "завтра", "в 15:00", "+7 916 123-45-67", "a@b.example", "👍"),
        *("[x](name)", "сделку 5001", "300к", "\u200b", "й", "ё", "«Ромашка»", "\u0301", "))"),
    ]
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=8).map(" ".join))


@settings(max_examples=60, deadline=None)
@given(text=TEXTS)
def test_a_trace_and_a_label_are_made_of_any_text(mind: Mind, text: str) -> None:
    request = Request(text, NOW, 101)
    parse = mind.engine.parse(request, ACCOUNT)
    found = trace_to_json(trace(mind.engine, request, ACCOUNT, parse), mind.catalog)
    words = found["trace"]["words"]
    assert all(0 <= one["start"] < one["end"] <= len(text) for one in words)
    marked = labelled(request, parse)["text"]
    assert text in (marked, unmarked(marked)[0])


@settings(max_examples=60, deadline=None)
@given(text=TEXTS)
def test_no_digit_address_or_name_passes_the_masks(mind: Mind, text: str) -> None:
    masked = Masks(mind.engine.reader).of(Request(text, NOW, 101), ACCOUNT).text
    assert not any(one.isdecimal() for one in masked)
    assert "Петров" not in masked
    assert "b.example" not in masked
