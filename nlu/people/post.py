"""Words before a name for what somebody is: «нотариусу Якубовой», «заведующую садиком Пашкову»."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.people.grammar import CASES, Case
from nlu.people.vocabulary import Vocabulary
from nlu.types import Kind, Token

_NAMES = frozenset({"Name", "Surn", "Patr", "Orgn", "Geox"})
_RULING = frozenset({"заведовать", "управлять"})  # «заведующая», «управляющий»
_OWNED = frozenset({"gent", "ablt"})
_REACH = 3


def is_post(token: Token) -> bool:
    """Say whether a word in small letters is a noun for somebody, or «заведующий»."""
    small = token.text.islower() or (token.span.start == 0 and token.text.istitle())
    likeliest = token.parses[0] if token.parses and small else None
    if likeliest is None:
        return False
    living = likeliest.pos == "NOUN" and "anim" in likeliest.grammemes and token.known
    ruling = likeliest.pos == "PRTF" and not token.lemmas.isdisjoint(_RULING)
    return (living and not likeliest.grammemes & _NAMES) or ruling


def is_trade(token: Token, vocabulary: Vocabulary) -> bool:
    """Say whether it is somebody's trade by its ending or its list, and no animal: «закупщицу»."""
    if not is_post(token) or not token.lemmas.isdisjoint(vocabulary.rare_surnames):
        return False
    return any(lemma.endswith(vocabulary.trades) for lemma in token.lemmas)


def post_before(tokens: Sequence[Token], first: int) -> int | None:
    """Return the index of the post a name stands behind, what it is over between them or not."""
    for place in range(first - 1, max(-1, first - 1 - _REACH), -1):
        if is_post(tokens[place]):
            return place
        if not _is_owned(tokens[place]):
            break
    return None


def posts_of(tokens: Sequence[Token], first: int, vocabulary: Vocabulary) -> range:
    """Return the words a name stands behind that say what somebody is."""
    post = post_before(tokens, first)
    named = post is not None and is_trade(tokens[post], vocabulary)
    return range(post or 0, first) if named else range(0)


def post_behind(tokens: Sequence[Token], stop: int, vocabulary: Vocabulary) -> range:
    """Return the words of «…, менеджер по туризму», «…, прораб» that close a name's clause."""
    post = stop + 1
    if post >= len(tokens) or tokens[stop].text != "," or not is_trade(tokens[post], vocabulary):
        return range(0)
    end = post + 1
    if end + 1 < len(tokens) and tokens[end].norm == "по" and _may_be(tokens[end + 1], "datv"):
        end += 2
    closed = end == len(tokens) or tokens[end].kind is Kind.MARK
    return range(post, end) if closed else range(0)


def cases_of_post(tokens: Sequence[Token], first: int) -> frozenset[Case]:
    """Return the cases a post stands in, which a name behind it shares; none without a post."""
    post = post_before(tokens, first)
    if post is None:
        return frozenset()
    one = (p.grammemes for p in tokens[post].parses if "sing" in p.grammemes)
    return frozenset(case for said in one for case in CASES if case in said)


def _may_be(token: Token, case: str) -> bool:
    return token.text.islower() and any(case in parse.grammemes for parse in token.parses)


def _is_owned(token: Token) -> bool:
    """«Директора школы», «управляющую складом»: a thing in small letters somebody is over."""
    if not token.text.islower():
        return False
    return any(
        p.pos in {"NOUN", "ADJF"} and p.grammemes & _OWNED and "anim" not in p.grammemes
        for p in token.parses[:1]
    )
