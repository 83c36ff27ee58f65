"""What the words beside a name say about it: whose it is, and that it is the subject."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from nlu.agreement import may_agree
from nlu.people.grammar import Gender
from nlu.people.vocabulary import Vocabulary
from nlu.types import Kind, Token

_PRONOUNS = {"он": Gender.MASC, "она": Gender.FEMN}
_OBLIQUE = {
    **dict.fromkeys(("ей", "ней", "нее"), Gender.FEMN),
    **dict.fromkeys(("ему", "нему"), Gender.MASC),
}
_NAMES = frozenset({"Surn", "Name"})
_REACH = 3
_POINTING = {"тот": Gender.MASC, "та": Gender.FEMN}  # «та, что Зарипова»
_LINKING = frozenset({"что", "которая", "который", ","})


def of_verb(tokens: Sequence[Token], first: int, stop: int) -> Gender | None:
    """Return the gender of a verb or pronoun beside a name: «звонила Гущина», «она Попова»."""
    if first and tokens[first - 1].norm in _PRONOUNS:
        return _PRONOUNS[tokens[first - 1].norm]
    for place in (first - 1, _past_adverbs(tokens, stop)):
        if 0 <= place < len(tokens):
            likeliest = tokens[place].parses[:1]
            if any(p.pos in {"VERB", "ADJS"} and "past" in p.grammemes for p in likeliest):
                return _gender(tokens[place])
            if any(p.pos == "ADJS" and "sing" in p.grammemes for p in likeliest):
                return _gender(tokens[place])
    return None


def is_subject(tokens: Sequence[Token], first: int, stop: int) -> bool:
    """Say whether a name opens a clause before a present verb: «Щукина теперь просит …»."""
    while stop < len(tokens) and any(p.pos == "ADVB" for p in tokens[stop].parses[:1]):
        stop += 1
    if stop >= len(tokens) or (first and tokens[first - 1].kind is not Kind.MARK):
        return False
    verb = _past_adverbs(tokens, stop)
    return verb < len(tokens) and any(
        parse.pos == "VERB" and {"3per", "sing"} <= parse.grammemes
        for parse in tokens[verb].parses[:1]
    )


def _past_adverbs(tokens: Sequence[Token], place: int) -> int:
    """«Рябова сегодня не (берёт трубку)»: adverbs and «не» stand between a name and its verb."""
    stop = min(place + _REACH, len(tokens))
    return next((i for i in range(place, stop) if not _is_adverb(tokens[i])), stop)


def _is_adverb(token: Token) -> bool:
    adverb = any(parse.pos in {"ADVB", "PRCL"} for parse in token.parses[:1])
    return adverb and token.norm not in {"пусть", "пускай"}


def is_object(tokens: Sequence[Token], first: int, stop: int) -> bool:
    """«Нерсесяна навестил»: a man's surname that opens a clause as what its verb is done to."""
    if (
        stop >= len(tokens)
        or stop != first + 1
        or (first and tokens[first - 1].kind is not Kind.MARK)
    ):
        return False
    verb = tokens[stop].parses[0].grammemes if tokens[stop].parses else frozenset()
    parses = [parse.grammemes for parse in tokens[first].parses]
    hers = "femn" in verb and any({"femn", "nomn"} <= one and one & _NAMES for one in parses)
    his = all({"anim", "masc"} <= one and "nomn" not in one for one in parses[:2])
    return {"past", "tran"} <= verb and bool(parses) and his and not hers


def acts(tokens: Sequence[Token], first: int) -> bool:
    """«Где работает Эльвира», not «кто ведёт Эльвира»: nobody suffers such a deed."""
    return bool(first) and any(
        parse.pos == "VERB" and {"3per", "sing", "intr"} <= parse.grammemes
        for parse in tokens[first - 1].parses[:1]
    )


def comes_from(tokens: Sequence[Token], first: int, stop: int) -> bool:
    """«Сабурова из Техноавиа»: a name that opens the phrase, and where it comes from."""
    opens = first == 0 and stop + 1 < len(tokens) and tokens[stop].norm == "из"
    return opens and not any(
        parse.pos in {"VERB", "INFN"} for token in tokens for parse in token.parses[:1]
    )


def has_alone(tokens: Sequence[Token], first: int, stop: int) -> bool:
    """«У лебедянской новый номер»: an adjective that belongs to no noun is who has something."""
    if not first or tokens[first - 1].norm != "у" or stop != first + 1:
        return False
    owner = [parse.grammemes for parse in tokens[first].parses[:1] if parse.pos == "ADJF"]
    behind = tokens[stop].parses if stop < len(tokens) else ()
    shared = (
        p.grammemes & {"sing", "plur", "femn", "masc", "neut"}
        for p in behind
        if "gent" in p.grammemes
    )
    return bool(owner) and "sing" in owner[0] and not any(one <= owner[0] for one in shared)


def describes(tokens: Sequence[Token], index: int, records: Set[str]) -> bool:
    """«Нитриловых перчаток»: an unheard adjective in lower case that agrees with its thing.

    Args:
        records: what nobody describes so: «по якубовой задачи».
    """
    thing = tokens[index + 1] if index + 1 < len(tokens) else None
    if thing is None or thing.kind is not Kind.WORD or not tokens[index].text.islower():
        return False
    if thing.lemmas & records:
        return False
    things = [parse for parse in thing.parses[:1] if "inan" in parse.grammemes]
    return may_agree(tokens[index].parses[:1], things)


def is_given(tokens: Sequence[Token], first: int, stop: int, vocabulary: Vocabulary) -> bool:
    """«Впиши Оспанову Касыму номер»: behind the name stands what is entered, not the name."""
    if not first or not tokens[first - 1].lemmas & vocabulary.making:
        return False
    while stop < len(tokens) and any(parse.pos == "ADJF" for parse in tokens[stop].parses):
        stop += 1
    likeliest = tokens[stop].parses[:2] if stop < len(tokens) else ()
    return any({"inan", "accs", "sing"} <= parse.grammemes for parse in likeliest)


def of_words(
    tokens: Sequence[Token], first: int, stop: int, vocabulary: Vocabulary
) -> Gender | None:
    """Return the gender a word for a person or a pronoun gives: «клиентка …», «…, она из …»."""
    if first and _is_of_one_gender(tokens[first - 1], vocabulary):
        return _gender(tokens[first - 1])
    if first > 1 and tokens[first - 1].norm in _LINKING and tokens[first - 2].norm in _POINTING:
        return _POINTING[tokens[first - 2].norm]
    return next(_pronouns(tokens, stop), None) or _pointed_back(tokens, first, stop)


def _pointed_back(tokens: Sequence[Token], first: int, stop: int) -> Gender | None:
    """«Юсупова на больничном, в четверг ей набрать»: who opens the phrase is pointed back at.

    Whoever else is named between may be the one who is meant.
    """
    comma = next((i for i in range(stop, len(tokens)) if tokens[i].text == ","), None)
    if first or comma is None:
        return None
    said = (i for i in range(comma, len(tokens)) if tokens[i].norm in _OBLIQUE)
    place = next(said, comma)
    between = (parse for token in tokens[stop:place] for parse in token.parses[:1])
    rivals = any("anim" in p.grammemes and p.pos == "NOUN" for p in between)
    return None if rivals else _OBLIQUE.get(tokens[place].norm)


def _pronouns(tokens: Sequence[Token], stop: int) -> Iterator[Gender]:
    """Yield «он», «она» of the clause that begins behind a name."""
    behind = tokens[stop : stop + _REACH]
    if any(token.text == "," for token in behind):
        yield from (_PRONOUNS[token.norm] for token in behind if token.norm in _PRONOUNS)


def _is_of_one_gender(token: Token, vocabulary: Vocabulary) -> bool:
    """«Клиентка», «некая»; a «клиент» or a «менеджер» may be a woman."""
    if token.kind is not Kind.WORD or not token.parses:
        return False
    likeliest = token.parses[0]
    pointing = likeliest.pos == "ADJF" and "Apro" in likeliest.grammemes
    woman = "femn" in likeliest.grammemes and "anim" in likeliest.grammemes
    named = bool(token.lemmas & vocabulary.person_nouns)
    return (pointing and "nomn" in likeliest.grammemes) or (
        named and (woman or bool(token.lemmas & vocabulary.men))
    )


def _gender(token: Token) -> Gender | None:
    said = token.parses[0].grammemes
    return next((gender for gender in Gender if str(gender) in said), None)
