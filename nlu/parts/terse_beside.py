"""What may stand beside a terse edit: «доброе утро, …», «…, отдаём бесплатно»."""

from __future__ import annotations

from nlu.parts.clauses import is_away, is_beside, is_told
from nlu.parts.likeliest import traits
from nlu.reading import Reading


def stands_beside(reading: Reading, words: range) -> bool:
    """Say whether a clause tells something, greets, or says who is away, and sets nothing."""
    greets = any("talk_greet" in reading.cues[i] for i in words)
    exclaims = all("INTJ" in traits(reading, i) for i in words if i in reading.content)
    told = is_told(reading, words) or is_beside(reading, words) or is_away(reading, words)
    return greets or exclaims or told or _says_why(reading, words) or _is_plain(reading, words)


def _is_plain(reading: Reading, words: range) -> bool:
    """«…, тестовый период»: small words behind the edit that name nothing and order nothing."""
    plain = (traits(reading, i) & {"NOUN", "ADJF", "PREP", "ADVB"} for i in words)
    small = all(reading.tokens[i].text.islower() and not reading.cues[i] for i in words)
    return words.start > 0 and small and all(plain) and reading.figures.isdisjoint(words)


def _says_why(reading: Reading, words: range) -> bool:
    """«…, отдаём бесплатно», «…, делаем по гарантии»: what is done, and nothing to be set by it."""
    doing = any(_does(reading, i) for i in words)
    named = (*reading.users, *reading.all("quote"), *reading.all("id"))
    return doing and not any(one.first in words for one in named)


def _does(reading: Reading, index: int) -> bool:
    """«Отдаём», «нашли» though it may be an order as well."""
    past = any({"past", "plur"} <= parse.grammemes for parse in reading.tokens[index].parses)
    return past or {"VERB", "1per", "plur"} <= traits(reading, index)
