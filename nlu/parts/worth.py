"""What one deal is worth: «на сколько у нас сделка «Монтаж»», «во сколько оценили сделку 5001»."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.once import once
from nlu.reading import Reading
from nlu.smallwords import ONTO

_VALUING = frozenset({"оценить", "оценивать", "тянуть", "потянуть", "выйти", "вышло", "выходить"})
_OTHERWISE = ("average", "conversion", "task", "contact", "group", "arrive")


def asks_worth_of_one(reading: Reading) -> bool:
    """Say whether it is asked for how much one deal is, not how much all make together."""
    return _asked(reading) is not None


def take_worth(draft: Draft) -> bool:
    """Fill `field` with the budget where it is asked for how much one deal is."""
    index = _asked(draft.reading)
    if index is None:
        return False
    reading = draft.reading
    valued = [i for i in range(len(reading.tokens)) if reading.lemmas(i) & _VALUING]
    draft.put("field", "budget", [index, *valued])
    draft.explain_cues("cost", "budget")
    return True


@once
def _asked(reading: Reading) -> int | None:
    heads = reading.where("deal")
    if len(heads) != 1 or not reading.is_one(heads[0]) or reading.has(*_OTHERWISE):
        return None
    led = (i for i in reading.where("how_many") if reading.norm(i - 1) in ONTO)
    return next(led, None)
