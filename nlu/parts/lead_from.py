"""A deal that came in, told with no verb: «лид от Самойлова: три кондиционера, тыщ на 200»."""

from __future__ import annotations

from nlu.reading import Reading

_ASKING = ("find", "show", "which", "who", "how_many")


def comes_from(reading: Reading) -> bool:
    """Say whether one is told with whom it is from, what it is and for how much."""
    if len(reading.clauses) == 1 or not reading.all("amount"):
        return False
    opens = (
        reading.norm(1) in {"от", "с", "для"} and "deal" in reading.cues[0] and reading.is_one(0)
    )
    asked = reading.has(*_ASKING) or reading.has_question_mark or reading.all("id")
    places = (*reading.all("stage"), *reading.all("pipeline"))
    placed = {i for one in places for i in range(one.first, one.stop)}
    told = (i for one in reading.clauses[1:] for i in one if i in reading.content)
    said = [i for i in told if i not in reading.figures | placed]
    return opens and not asked and bool(said) and not any(reading.cues[i] for i in said)
