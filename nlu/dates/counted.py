"""Telling a number that counts something («5 сделок», «300 тысяч») from an hour or a day."""

from __future__ import annotations

from nlu.dates.line import Line
from nlu.dates.vocabulary import Term
from nlu.types import Kind, WordParse

_LIKELY = 0.1


def counts_something(line: Line, after: int, number: int, preposition: str) -> bool:
    """Say whether the word after a number is what the number counts or numbers.

    «5 сделок», «2 этапа», «в 3 воронке», «к 5 этапу» do; «в 11 созвон», «в 5 клиенту» do not.

    Args:
        after: index of the token after the number.
        number: its value, 0 when no agreement should be asked.
        preposition: the word before the number.
    """
    if after >= line.size:
        return False
    token = line.tokens[after]
    if line.term(after, Term.EXACT):
        return False
    if line.term(after, Term.MEASURE):
        return not (token.kind is Kind.MARK and not token.glued)
    if token.glued and token.kind in (Kind.WORD, Kind.LATIN):
        return not (line.term(after, Term.UNIT) or line.term(after, Term.MONTH))
    if not number or line.term(after, Term.MONTH) or line.term(after, Term.WEEKDAY):
        return False
    if line.term(after, Term.UNIT):
        return True
    return any(_agrees(parse, number, preposition) for parse in token.parses)


def follows_as_noun(line: Line, i: int) -> bool:
    """Say whether a noun or adjective stands at `i`, as in «первого клиента»."""
    if i >= line.size or line.terms(i):
        return False
    token = line.tokens[i]
    cases = ("gent", "datv", "loct", "accs", "nomn")
    return any(
        parse.pos in ("NOUN", "ADJF")
        and parse.score >= _LIKELY
        and parse.grammemes.isdisjoint({"Surn", "Name"})
        and not parse.grammemes.isdisjoint(cases)
        for parse in token.parses
    )


def _agrees(parse: WordParse, number: int, preposition: str) -> bool:
    if parse.pos not in ("NOUN", "ADJF") or parse.score < _LIKELY:
        return False
    have = parse.grammemes
    if not have.isdisjoint({"Surn", "Name", "Patr"}):
        return False
    few = number % 10 in (2, 3, 4) and number not in (12, 13, 14)
    if "gent" in have and (("sing" in have) if few else ("plur" in have)):
        return True
    if "plur" in have and parse.pos == "ADJF" and not have.isdisjoint({"gent", "loct"}):
        return True
    if "anim" in have:
        return False
    return ("loct" in have and preposition in ("в", "на")) or (
        "datv" in have and "sing" in have and preposition == "к"
    )
