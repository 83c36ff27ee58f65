"""Where an order begins behind what is told, no mark between: «клиент подписал ставь этап …»."""

from __future__ import annotations

from collections.abc import Sequence, Set

from nlu.types import Token


def cut(
    tokens: Sequence[Token], cues: Sequence[frozenset[str]], figures: Set[int]
) -> tuple[range, ...]:
    """Return the stretches of an utterance without marks: what is told, and the order behind it.

    Args:
        cues: for each token the command words it may be.
        figures: indices of tokens inside dates, amounts, phones and the like.
    """
    whole = range(len(tokens))
    let = next((i for i in whole if "let" in cues[i]), whole.stop)
    told = next((i for i in whole if _tells(tokens[i], let=let < i)), whole.stop)
    behind = range(told + 1, whole.stop)
    start = next((i for i in behind if cues[i] and _is(tokens[i], "impr")), None)
    if start is None:
        start = next((i for i in behind if _is_field(cues, figures, i)), None)
    return (whole,) if start is None else (range(start), range(start, whole.stop))


def _tells(token: Token, *, let: bool) -> bool:
    """«Подписал», «хочет», not «пусть позвонит»."""
    return _is(token, "past") or (not let and _is(token, "3per"))


def _is(token: Token, mood: str) -> bool:
    return mood in token.traits and "VERB" in token.traits


def _is_field(cues: Sequence[frozenset[str]], figures: Set[int], index: int) -> bool:
    """«Бюджет плюс …», «бюджет 300 тысяч»: the field takes the value right behind it."""
    behind = cues[index + 1] if index + 1 < len(cues) else frozenset()
    return "budget" in cues[index] and (
        index + 1 in figures or not behind.isdisjoint({"raise", "lower"})
    )
