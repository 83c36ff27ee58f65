"""What single tokens tell about a name: capitals, joints, whose it is, whether it may end there."""

from __future__ import annotations

from collections.abc import Sequence, Set

from nlu.agreement import may_agree
from nlu.types import CASES, Kind, Token

_INNER_MARKS = frozenset({"-", "&", "+", ".", "№", "'"})
_CLOSING = frozenset({"PREP", "VERB", "INFN", "CONJ", "PRCL"})
_COUNTED = frozenset({"NOUN", "ADJF", "PRTF", "NUMR"})
_LONGEST_NUMBER = 3
_SENTENCE_END = frozenset(",.?!")
_NO_KIND = frozenset({"Apro", "Anum", "Poss", "Surn"})
_SHORTEST = 3
_RELATIONAL = ("ский", "цкий", "ской", "цкой")
_LEADING = frozenset({"с", "со", "к", "ко", "по", "для", "у", "от", "из", "за"})
_PERSON = frozenset({"Name", "Surn", "Patr"})


def shares_case(one: Token, other: Token) -> bool:
    """Say whether two words joined by «и» may stand in one case: «рога и копыта»."""
    if not one.parses:
        return True
    cases = {case for parse in one.parses for case in parse.grammemes & CASES}
    return any(parse.pos == "NOUN" and cases & parse.grammemes for parse in other.parses)


def number_ends(tokens: Sequence[Token], place: int) -> bool:
    """Say whether a number belongs to the name before it: «жби 5», not «жби 5 сделок»."""
    if len(tokens[place].text) > _LONGEST_NUMBER:
        return False
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if after is None or not after.parses:
        return (
            after is None or (after.kind is Kind.MARK and not after.glued) or after.norm in ",.?!"
        )
    return after.parses[0].pos not in _COUNTED


def number_closes(tokens: Sequence[Token], place: int) -> bool:
    """Say whether a number behind a head is its own: «школа 12», not «завод 300к», «кафе 15:00»."""
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    closed = after is None or not after.glued or after.norm in _SENTENCE_END
    rest = tokens[place + 1 : place + 3]
    clock = len(rest) > 1 and all(token.glued for token in rest)
    return not tokens[place].glued and closed and not clock and number_ends(tokens, place)


def is_kind(word: Token, head: Token) -> bool:
    """Say whether an adjective belongs to a name's head: «торговый дом», not «этот дом»."""
    likeliest = word.parses[:1]
    kind = any(p.pos == "ADJF" and not p.grammemes & _NO_KIND for p in likeliest)
    return kind and may_agree(word.parses, head.parses)


def agrees(word: Token, noun: Token) -> bool:
    """Say whether an adjective stands in the case and gender of the one noun behind it."""
    if len(noun.norm) < _SHORTEST:
        return False
    kinds = [p for p in word.parses if p.grammemes.isdisjoint(_NO_KIND - {"Surn"})]
    return may_agree(kinds, [p for p in noun.parses[:2] if "sing" in p.grammemes])


def is_relational(word: Token) -> bool:
    """Say whether an adjective tells where somebody is from: «кировский»."""
    return any(lemma.endswith(_RELATIONAL) for lemma in word.lemmas)


def is_led(tokens: Sequence[Token], place: int) -> bool:
    """Say whether a preposition that leads to a party stands right before a word."""
    return place > 0 and tokens[place - 1].norm in _LEADING


def is_proper(token: Token) -> bool:
    """Say whether a capital makes a name of a word."""
    return token.text[:1].isupper() and token.text[1:].islower()


def ends(tokens: Sequence[Token], place: int, commands: Set[str]) -> bool:
    """Say whether a lower-case noun may close a name: «компания газпром нефть, почта …»."""
    likeliest = tokens[place].parses[0].grammemes
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    closes = (
        after is None
        or after.kind is Kind.MARK
        or not after.lemmas.isdisjoint(commands)
        or (after.parses[:1] and after.parses[0].pos in _CLOSING)
    )
    things = (parse.grammemes for parse in tokens[place].parses if parse.pos == "NOUN")
    direct = any({"nomn", "accs"} & said for said in things)
    return bool(closes) and "inan" in likeliest and direct


def is_many(word: Token) -> bool:
    """Say whether several companies are spoken of, so that no name follows: «компаний Орлова»."""
    return bool(word.parses) and all("plur" in parse.grammemes for parse in word.parses)


def may_be_many(word: Token) -> bool:
    """Say whether a word may be in the plural: «компании»."""
    return any("plur" in parse.grammemes for parse in word.parses)


def in_apposition(word: Token, name: Token) -> bool:
    """Say whether a lower-case word may be the name: its own case or that of «компания»."""
    if not name.parses:
        return True
    asked = {case for parse in word.parses for case in parse.grammemes & CASES} | {"nomn"}
    return any(not asked.isdisjoint(parse.grammemes) for parse in name.parses)


def is_named_after(thing: Token, place: Token) -> bool:
    """Say whether a name of many things or of a place follows: «мосты урала», «окна города»."""
    owners = [p.grammemes for p in place.parses if {"inan", "gent"} <= p.grammemes]
    many = any({"nomn", "plur"} <= parse.grammemes for parse in thing.parses)
    return any(many or "Geox" in owner for owner in owners)


def is_glued_on(tokens: Sequence[Token], stop: int) -> bool:
    """Say whether «-11», «&», «№1» go on with a name written together."""
    token = tokens[stop]
    if token.kind is Kind.NUMBER:
        return token.glued or tokens[stop - 1].norm == "№"
    follower = tokens[stop + 1] if stop + 1 < len(tokens) else None
    if token.norm in _INNER_MARKS and follower is not None and follower.kind is not Kind.MARK:
        plus = token.norm == "+" and follower.kind is not Kind.NUMBER  # «+7 …» is a phone
        return plus or (token.glued and follower.glued) or token.norm in ("&", "№")
    return token.kind is not Kind.MARK and token.glued and tokens[stop - 1].norm in _INNER_MARKS


def is_capitalised(tokens: Sequence[Token], place: int) -> bool:
    token = tokens[place]
    return token.kind in (Kind.WORD, Kind.LATIN) and token.text[0].isupper()


def shouts(tokens: Sequence[Token]) -> bool:
    """Say whether everything is in capitals, so that they tell nothing."""
    words = [token for token in tokens if token.kind is Kind.WORD]
    return bool(words) and all(token.text.isupper() for token in words)


def is_top_person(token: Token) -> bool:
    return bool(token.parses) and not {"Name", "Patr"}.isdisjoint(token.parses[0].grammemes)


def is_owner(token: Token) -> bool:
    """Say whether the word is rather whose the company is: «компании Марии»."""
    if not token.parses:
        return False
    said = token.parses[0].grammemes
    return not _PERSON.isdisjoint(said) and "nomn" not in said


def is_surname(token: Token) -> bool:
    return any("Surn" in parse.grammemes for parse in token.parses)


def is_receiver(tokens: Sequence[Token], place: int) -> bool:
    """Say whether a word may be somebody to whom the thing before it is shown: «дом Милане»."""
    straight = {"nomn", "accs"}
    thing = any(straight & parse.grammemes for parse in tokens[place - 1].parses[:1])
    said = tokens[place].parses
    given = any({"Name", "datv"} <= parse.grammemes for parse in said)
    return thing and given and not any(straight & parse.grammemes for parse in said)


def is_one_of(token: Token, words: frozenset[str]) -> bool:
    return token.norm in words or not words.isdisjoint(token.lemmas)


def names_head(tokens: Sequence[Token], place: int) -> bool:
    """Say whether a nominative behind a head in another case names it: «на фабрику большевичка»."""
    name = tokens[place + 1]
    if not name.parses or name.parses[0].pos != "NOUN" or not _stops(tokens, place + 2):
        return False
    said = name.parses[0].grammemes
    heads = (parse.grammemes for parse in tokens[place].parses if "sing" in parse.grammemes)
    oblique = all("nomn" not in head for head in heads)
    named = {"nomn", "sing"} <= said and not said & _PERSON
    return named and (oblique or "Orgn" in said)


def is_of_things(tokens: Sequence[Token], place: int) -> bool:
    """Say whether a genitive of things goes on with a head led in: «из фабрики уюта»."""
    led = place > 0 and tokens[place - 1].pos == "PREP"
    said = tokens[place + 1].parses[0].grammemes if tokens[place + 1].parses else frozenset()
    return led and {"NOUN", "inan", "gent"} <= said and "Geox" not in said


def owned_stop(tokens: Sequence[Token], head: int) -> int:
    """Say where a genitive in small letters behind a head ends: «Аптека низких цен», «Дом быта»."""
    stop = head + 1
    while stop < len(tokens) and is_lower_genitive(tokens[stop], "ADJF"):
        stop += 1
    ends_so = stop < len(tokens) and is_lower_genitive(tokens[stop], "NOUN")
    return stop + 1 if ends_so else head + 1


def is_lower_genitive(token: Token, pos: str) -> bool:
    """Say whether a word in small letters is rather a genitive of things."""
    said = token.parses[0] if token.parses and token.text.islower() else None
    return said is not None and said.pos == pos and {"gent"} <= said.grammemes


def _stops(tokens: Sequence[Token], place: int) -> bool:
    """Say whether no verb follows, of which the noun before would be the subject."""
    after = tokens[place].parses[:1] if place < len(tokens) else ()
    return not any(parse.pos in {"VERB", "INFN"} for parse in after)
