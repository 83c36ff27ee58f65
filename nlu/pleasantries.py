"""What is said before the matter itself: «доброе утро, что сегодня», «спасибо! а завтра?»."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.types import Token

_LONGEST = 5
_MARKS = frozenset({",", ".", "!"})
_SMALL_TALK = ("talk_", "beside_", "praise")
_ALONE = frozenset({"всем", "понял", "поняла", "понятно", "ясно", "принято"})
_BEHIND = frozenset({"всем", "большое", "огромное", "коллеги", "друзья", "бот"})
_AGREED = frozenset({"хорошо", "отлично"})
_ASKING = frozenset({"what", "which", "how_many", "who", "where", "when", "show", "find"})
_ENOUGH = frozenset({"все", "хватит"})
_ANSWERS = frozenset({"talk_yes", "talk_no", "talk_cancel", "talk_undo"})


def pleasantry(
    tokens: Sequence[Token], cues: Sequence[frozenset[str]], figures: frozenset[int]
) -> range:
    """Return the greeting, thanks or praise an utterance about something else begins with.

    Args:
        cues: for each token the command words it may be.
        figures: tokens of dates, sums and the like; none of them greets.
    """
    if not tokens or not _opens(tokens, cues):
        return range(0)
    stop = 1
    while stop < len(tokens) and stop not in figures and _goes_on(tokens, cues, stop):
        stop += 1
    marked = stop < len(tokens) and tokens[stop].text in _MARKS
    greets = any("talk_greet" in cues[i] for i in range(stop))
    if stop > _LONGEST or not (marked or greets):
        return range(0)
    own = "beside_greet" if greets else "beside_thanks"
    matter = range(stop + marked, len(tokens))
    ends = any(tokens[i].norm in _ENOUGH for i in matter)  # «спасибо, на сегодня всё»
    tells = any(_tells(cues[i], own) or (i in figures and not ends) for i in matter)
    return range(stop) if tells else range(0)


def _opens(tokens: Sequence[Token], cues: Sequence[frozenset[str]]) -> bool:
    """«Хорошо» agrees to something, unless a question stands behind."""
    first = tokens[0].norm
    if first in _AGREED:
        near = cues[1:4]
        return any(one & _ASKING for one in near)
    if cues[0] & _ANSWERS:
        return False
    return bool(cues[0] & {"talk_greet", "talk_thanks", "praise"}) or first in _ALONE


def _goes_on(tokens: Sequence[Token], cues: Sequence[frozenset[str]], index: int) -> bool:
    """«Доброе утро», «всем привет», «спасибо большое»."""
    if cues[index] & {"talk_greet", "talk_thanks"} or tokens[index].norm in _BEHIND:
        return True
    return tokens[index - 1].norm.startswith("добр") and "beside_greet" in cues[index]


def _tells(cues: frozenset[str], own: str) -> bool:
    """Say whether a word is of another matter: «всё нашёл», «как дела» are of the same."""
    return own not in cues and any(not cue.startswith(_SMALL_TALK) for cue in cues)
