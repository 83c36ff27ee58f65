"""Reading phrases in the tests of dates, with the real lexicon and dictionary."""

from datetime import datetime

from nlu.dates import DateReader, DateWords, Impossible
from nlu.lexicon import load_lexicon
from nlu.morphology import Morphology
from nlu.text import clean
from nlu.tokens import tokenize
from nlu.types import Found, Token
from nlu.values import DateRange, Moment

MORPHOLOGY = Morphology()
LEXICON = load_lexicon()
READER = DateReader(LEXICON, MORPHOLOGY)
THURSDAY = datetime.fromisoformat("2026-03-05T10:00:00+03:00")


def tokens_of(text: str) -> tuple[Token, ...]:
    return tokenize(clean(text).text, MORPHOLOGY)


def find(text: str) -> list[Found[DateWords | Impossible]]:
    return READER.find(tokens_of(text))


def only(text: str) -> DateWords:
    """Read a phrase that is one date through and through."""
    tokens = tokens_of(text)
    found = READER.find(tokens)
    spans = [(it.first, it.stop) for it in found]
    assert spans == [(0, len(tokens))], f"{text}: {found}"
    assert isinstance(found[0].value, DateWords), text
    return found[0].value


def said(text: str) -> list[str]:
    """Return the date words found in a phrase, as typed."""
    typed = clean(text)
    tokens = tokenize(typed.text, MORPHOLOGY)
    spans = [(tokens[it.first].span.start, tokens[it.stop - 1].span.stop) for it in find(text)]
    return [typed.text[start:stop] for start, stop in spans]


def plain_moment(moment: Moment | None) -> str:
    if moment is None:
        return "-"
    if moment.all_day:
        assert (moment.at.hour, moment.at.minute, moment.at.second) == (23, 59, 0)
        return moment.at.strftime("%Y-%m-%d")
    return moment.at.strftime("%Y-%m-%d %H:%M")


def plain_range(period: DateRange | None) -> str:
    if period is None:
        return "-"
    return f"{_plain_bound(period.start)} .. {_plain_bound(period.stop)}"


def _plain_bound(bound: datetime | None) -> str:
    if bound is None:
        return "*"
    return bound.strftime("%Y-%m-%d" if (bound.hour, bound.minute) == (0, 0) else "%Y-%m-%d %H:%M")
