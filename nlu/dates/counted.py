"""Telling a number that counts something («5 сделок», «300 тысяч») from an hour or a day."""

from __future__ import annotations

from nlu.dates.line import Line
from nlu.dates.vocabulary import Term
from nlu.types import Kind, WordParse

_LIKELY = 0.1
_ACTS = frozenset({"VERB", "INFN"})
_NAMES = frozenset({"Surn", "Name", "Patr"})
_CASES = {"го": frozenset({"gent", "sing"}), "му": frozenset({"datv", "sing"})}
_NEUTER = frozenset({"neut", "nomn"})
_SHARES = frozenset({"%", "₽", "$", "€"})
_COUNTED_AFTER = {
    "по": frozenset({"datv"}),
    "к": frozenset({"datv"}),
    "с": frozenset({"ablt", "gent"}),
    "со": frozenset({"ablt", "gent"}),
}


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
    if line.term(after, Term.MEASURE) and not _leads_on(line, after):
        return token.norm in _SHARES or not (token.kind is Kind.MARK and not token.glued)
    if token.glued and token.kind in (Kind.WORD, Kind.LATIN):
        return not (line.term(after, Term.UNIT) or line.term(after, Term.MONTH))
    if number and line.term(after, Term.RECORD):
        return True
    if not number or line.term(after, Term.MONTH) or line.term(after, Term.WEEKDAY):
        return False
    if line.term(after, Term.UNIT):
        return True
    if stands_apart(line, after):
        return False
    return any(_agrees(parse, number, preposition) for parse in token.parses)


def stands_apart(line: Line, i: int) -> bool:
    """Say whether no number counts a word: «(завтра в 9) примет», «(завтра 11) созвон»."""
    parses = line.tokens[i].parses if i < line.size else ()
    acts = any(parse.pos in _ACTS for parse in parses[:1])
    return acts or any(_stands_by_itself(parse) for parse in parses)


def _leads_on(line: Line, after: int) -> bool:
    """«В 12 к нам»: a preposition, not the thousands of «12 к» or the «с» of «1с»."""
    return (
        line.norm(after) == "к"
        and not line.glued(after)
        and line.tokens[after + 1 : after + 2] != ()
        and line.has_case(after + 1, "datv")
    )


def follows_as_noun(line: Line, i: int, ordinal: str) -> bool:
    """Say whether the word at `i` is what an ordinal numbers: «первого клиента», «к 3-му этапу».

    Args:
        ordinal: the ordinal or its ending («пятого», «му»), which says the case.
    """
    if i >= line.size or line.terms(i):
        return False
    cases = next((cases for ending, cases in _CASES.items() if ordinal.endswith(ending)), _NEUTER)
    return any(
        parse.pos in ("NOUN", "ADJF")
        and parse.score >= _LIKELY
        and parse.grammemes.isdisjoint(_NAMES)
        and cases <= parse.grammemes
        for parse in line.tokens[i].parses
    )


def _stands_by_itself(parse: WordParse) -> bool:
    """Say whether a word is a name or a nominative, which no number from two on counts."""
    subject = {"nomn", "sing"} <= parse.grammemes and parse.pos == "NOUN"
    named = not parse.grammemes.isdisjoint(_NAMES)
    return (named or subject) and parse.score >= _LIKELY


def _agrees(parse: WordParse, number: int, preposition: str) -> bool:
    if parse.pos not in ("NOUN", "ADJF") or parse.score < _LIKELY:
        return False
    have = parse.grammemes
    few = number % 10 in (2, 3, 4) and number not in (12, 13, 14)
    if "gent" in have and (("sing" in have) if few else ("plur" in have)):
        return True
    if "plur" in have and parse.pos == "ADJF" and not have.isdisjoint({"gent", "loct"}):
        return True
    if "plur" in have and not have.isdisjoint(_COUNTED_AFTER.get(preposition, ())):
        return True
    if "anim" in have:
        return False
    return ("loct" in have and preposition in ("в", "на")) or (
        "datv" in have and "sing" in have and preposition == "к"
    )
