"""Words that ask by their neighbours: «напомни, какой …» seeks, «нет ли у нас …» is «есть ли …»."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.smallwords import TO_US
from nlu.types import Kind, Token

_ASKED = frozenset({"which", "who", "how_many"})
_RECORDS = frozenset(
    {"deal", "contact", "company", "phone", "email", "budget", "stage", "responsible", "name"}
)
_BETWEEN = frozenset({"мне", "нам", "ка", "пожалуйста", "плиз", "а", "ещё", "еще", "как"})
_STRAIGHT = frozenset({"accs"})
_NO = frozenset({"нет", "нету"})
_AT = frozenset({"нас", "базе", "crm", "срм", "системе"})
_FORWARD = frozenset({"перешли", "перешлите"})
_SHOWN = frozenset({"show"})
_EXISTS = frozenset({"exists"})


def wondering(
    tokens: Sequence[Token], cues: Sequence[frozenset[str]], dated: bool
) -> tuple[frozenset[str], ...]:
    """Return the cues of each token once its neighbours are looked at.

    Args:
        cues: what each token may be by itself.
        dated: a day or an hour is said, at which one may want to be reminded.
    """
    kept = list(cues)
    for index, token in enumerate(tokens):
        if "remind" in cues[index] and _seeks(tokens, cues, index, dated):
            kept[index] = cues[index] - {"remind"}
        if token.norm in _FORWARD and _is_to_speaker(tokens, index):
            kept[index] = _SHOWN
        if token.norm in _NO and _asks_whether(tokens, index):
            kept[index] = _EXISTS
    return tuple(kept)


def _is_to_speaker(tokens: Sequence[Token], index: int) -> bool:
    """«Перешли мне контакт»: it is sent on to the speaker, nobody has gone anywhere."""
    return index + 1 < len(tokens) and tokens[index + 1].norm in TO_US


def _seeks(
    tokens: Sequence[Token], cues: Sequence[frozenset[str]], index: int, dated: bool
) -> bool:
    """«Напомни, какой …», «напомни телефон …»: a thing sought, and nothing to do is named."""
    if "tell" not in cues[index]:
        return False
    if any(cues[i] & _ASKED for i in range(index)) and not dated:
        return True
    follower = next((i for i in range(index + 1, len(tokens)) if _tells(tokens[i])), None)
    if follower is None:
        return False
    if cues[follower] & _ASKED:
        return True
    deed = any(p.pos == "INFN" for token in tokens for p in token.parses[:1])
    likeliest = tokens[follower].parses[:2]
    noun = any(p.pos == "NOUN" and p.grammemes & _STRAIGHT for p in likeliest)
    return noun and bool(cues[follower] & _RECORDS) and not (deed or dated)


def _tells(token: Token) -> bool:
    return token.kind is not Kind.MARK and token.norm not in _BETWEEN


def _asks_whether(tokens: Sequence[Token], index: int) -> bool:
    """«Нет ли …», «у нас нет такого?»."""
    if index + 1 < len(tokens) and tokens[index + 1].norm == "ли":
        return True
    closes = index + 2 == len(tokens) and tokens[index + 1].text == "?"
    return closes and index > 1 and tokens[index - 1].norm in _AT
