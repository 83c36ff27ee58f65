"""Words for what somebody is: «снабженца», «главный инженер», «человечка»."""

from __future__ import annotations

from nlu.once import once
from nlu.reading import Reading

_NAMES = frozenset({"Name", "Surn", "Patr", "Orgn", "Geox"})
_CALLED = frozenset({"лпр", "лпра", "главбух", "главбуха", "гендир", "гендира"})
_DESCRIBING = frozenset({"ADJF", "PRTF"})


@once
def jobs(reading: Reading) -> frozenset[int]:
    """Return the indices of lower-case nouns for living beings, and of adjectives before them."""
    named = {i for one in reading.all("person") for i in range(one.first, one.stop)}
    found: set[int] = set()
    for index in range(len(reading.tokens)):
        if index not in named and not reading.cues[index] and _is_job(reading, index):
            found.add(index)
            before = index - 1
            while before >= 0 and _describes(reading, before):
                found.add(before)
                before -= 1
    return frozenset(found)


def _is_job(reading: Reading, index: int) -> bool:
    token = reading.tokens[index]
    made_up = reading.naming.ends_like_company(index)
    if token.norm in _CALLED:
        return True
    return (
        not made_up
        and token.text.islower()
        and any(
            parse.pos == "NOUN" and "anim" in parse.grammemes and not parse.grammemes & _NAMES
            for parse in token.parses[:1]
        )
    )


def _describes(reading: Reading, index: int) -> bool:
    token = reading.tokens[index]
    adjective = token.pos in _DESCRIBING
    return adjective and token.text.islower() and not reading.cues[index]
