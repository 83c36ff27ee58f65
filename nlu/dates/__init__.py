"""Russian dates: found in a phrase as neutral words, read by a clock as a filter or a deadline."""

from nlu.dates.days import Impossible
from nlu.dates.fuse import combine, day_near
from nlu.dates.reader import DateReader
from nlu.dates.resolve import as_deadline, as_filter
from nlu.dates.rivals import rivals
from nlu.dates.shift import apply_shift, as_shift
from nlu.dates.wording import DateWording, load_wording
from nlu.dates.words import DateWords
from nlu.dates.year_parts import OF_MONTH

__all__ = [
    "OF_MONTH",
    "DateReader",
    "DateWording",
    "DateWords",
    "Impossible",
    "apply_shift",
    "as_deadline",
    "as_filter",
    "as_shift",
    "combine",
    "day_near",
    "load_wording",
    "rivals",
]
