"""Many records of whoever is before the eyes: «сделки этой компании», «другие сделки клиента»."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.once import once
from nlu.parts.record import is_pointed_at, is_this
from nlu.reading import Reading
from nlu.smallwords import OF_PARTY

_OTHERS = frozenset({"другой", "остальной", "прочий"})


@once
def this_party(reading: Reading) -> tuple[int, ...]:
    """Return the words of «этой компании», «с этим клиентом» beside deals; none of a new one."""
    deals = reading.where("deal")
    if not deals or reading.has("new") or not (_are_many(reading) or reading.has("how_many")):
        return ()
    for index in reading.where("company", "contact"):
        if index not in deals and is_pointed_at(reading, index):
            before = reading.before(index)
            near = (index - 2, index - 1, index, index + 1)
            pointing = (i for i in near if i == before or reading.norm(i) in OF_PARTY)
            return (*pointing, index)
    return ()


def points_at_one(reading: Reading) -> bool:
    """Say whether the open record itself is spoken of, and not the deals it has."""
    return is_this(reading) and not this_party(reading)


def explain_this_party(draft: Draft) -> None:
    """Account for the pointing words, and for «другие», «ещё»; the service knows who it is."""
    said = this_party(draft.reading)
    draft.explain(said)
    if said:
        others = (i for i, one in enumerate(draft.reading.tokens) if one.lemmas & _OTHERS)
        draft.explain(others)


def _are_many(reading: Reading) -> bool:
    return any(not reading.is_one(index) for index in reading.where("deal"))
