"""What the words before a name say about it."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.people.grammar import CASES, Case
from nlu.people.post import cases_of_post, is_trade
from nlu.people.vocabulary import Vocabulary
from nlu.smallwords import TO_US
from nlu.types import Kind, Token
from nlu.value import value

_REACH = 4
_APART = frozenset({":", ",", "-"})
_GIVING = frozenset({"дать", "показать", "скинуть", "выдать", "кинуть", "прислать"})
_OBJECT = frozenset((Case.ACCS,))
_LED = frozenset({"NOUN", "NPRO"})


@value(frozen=True, slots=True)
class Context:
    """What stands before a name.

    Args:
        governed: the cases asked for; empty where none is.
        named: a word that a name must follow («контакт», «клиент», «фамилия»).
        person: that word is a person's («клиент»), not a record's («контакт»).
        about: a word a name often follows («позвонить», «телефон», «у»).
        company: a word that a company's name follows («компания»).
        blocked: a word that no person follows («ООО», «город»).
        measured: a word for how much of something («кило», «пачка»).
        post: the cases of what somebody is («нотариусу Якубовой»); empty where it is not said.
    """

    governed: frozenset[Case]
    named: bool
    person: bool
    about: bool
    company: bool
    blocked: bool
    measured: bool = False
    post: frozenset[Case] = frozenset()

    @property
    def cases(self) -> frozenset[Case]:
        """Return the cases a name stands in here; empty where nothing asks for any."""
        return self.post & self.governed or self.post or self.governed


_OF_OBJECT = frozenset((Case.ACCS, Case.DATV))
_NOTHING = Context(frozenset(), *(False,) * 5)


def context_of(tokens: Sequence[Token], first: int, vocabulary: Vocabulary) -> Context:
    """Look back from the token `first`."""
    quoted = first > 1 and tokens[first - 1].text == '"'
    first -= quoted
    if first == 0:
        return _NOTHING
    before = tokens[first - 1]
    named = bool(before.lemmas & vocabulary.person_nouns)
    return Context(
        governed=_governed(tokens, first, vocabulary, named),
        named=named,
        person=named and not quoted and any("anim" in parse.grammemes for parse in before.parses),
        about=bool(before.lemmas & vocabulary.about) or is_trade(before, vocabulary),
        company=bool(before.lemmas & vocabulary.company_nouns),
        blocked=bool(before.lemmas & vocabulary.never_before),
        measured=bool(before.lemmas & vocabulary.measures),
        post=frozenset() if named else cases_of_post(tokens, first),
    )


def _governed(
    tokens: Sequence[Token], first: int, vocabulary: Vocabulary, named: bool
) -> frozenset[Case]:
    """Take the nearest word that asks for a case; «клиентки» asks for its own.

    A preposition with a noun of its own asks nothing («занеси в базу Фариду»), nor does anything
    of what is quoted behind a noun («поищи в базе «Малышева»»). «Дай мне Хохлову»: the dative is
    taken, and she is what is to be given.
    """
    led = first > 1 and tokens[first - 2].pos == "PREP"
    if named and _is_place(tokens, first):
        return _governed(tokens, first - 2, vocabulary, named=False)
    if named and any("datv" in parse.grammemes for parse in tokens[first - 1].parses[:1]):
        return frozenset((Case.DATV,))
    made = _is_new(tokens[max(0, first - _REACH) : first], vocabulary)
    apart = tokens[first - 1].norm in _APART and _is_new(tokens[:first], vocabulary)
    if apart or (named and not led and (made or _opens_clause(tokens, first - 1))):
        return frozenset((Case.NOMN,))
    if named:
        return _own_cases(tokens[first - 1]) | vocabulary.governed(tokens[first - 1].lemmas)
    noun = tokens[first].text == '"' and tokens[first - 1].pos == "NOUN"
    if noun:
        return frozenset()
    if takes_object(tokens[first - 1]):
        return vocabulary.governed(tokens[first - 1].lemmas) or _OF_OBJECT
    to_me = False
    for token in reversed(tokens[max(0, first - _REACH) : first]):
        likeliest = token.parses[0].pos if token.parses else ""
        cases = vocabulary.governed(token.lemmas)
        if cases and not (noun and likeliest == "PREP"):
            return _OBJECT if to_me and token.lemmas & _GIVING else cases
        to_me = to_me or token.norm in TO_US
        if token.kind is Kind.MARK or token.pos == "INFN":
            break
        noun = noun or likeliest in _LED
    return frozenset()


def takes_object(before: Token) -> bool:
    """«Отвезти Орлова», «отдать Орловой»: no nominative stands right behind such a verb."""
    return any({"INFN", "tran"} <= parse.grammemes for parse in before.parses[:1])


def is_aside(tokens: Sequence[Token], first: int, stop: int) -> bool:
    """Say whether a word is quoted alone, or stands where a street does («на Ленина 5»)."""
    if first == 0 or stop >= len(tokens):
        return False
    before, after = tokens[first - 1], tokens[stop]
    quoted = before.text == after.text == '"'
    return quoted or (after.kind is Kind.NUMBER and before.norm == "на")


def _is_place(tokens: Sequence[Token], first: int) -> bool:
    """«Посмотри в контактах Каримова Камиля»: among what he is to be found, not whose."""
    inside = first > 1 and tokens[first - 2].norm in {"в", "во", "среди"}
    return inside and "loct" in tokens[first - 1].traits


def _is_new(before: Sequence[Token], vocabulary: Vocabulary) -> bool:
    """Say whether a record is being made, whose name is then given in the nominative."""
    return any(token.lemmas & vocabulary.making for token in before)


def _opens_clause(tokens: Sequence[Token], noun: int) -> bool:
    """«…, контакт Лисицына»: no word before the noun asks for a case."""
    marked = noun > 0 and tokens[noun - 1].kind is Kind.MARK and tokens[noun - 1].norm != '"'
    return marked and any("nomn" in parse.grammemes for parse in tokens[noun].parses)


def _own_cases(noun: Token) -> frozenset[Case]:
    return frozenset(
        case
        for parse in noun.parses
        for case in CASES
        if "anim" in parse.grammemes and case in parse.grammemes and "sing" in parse.grammemes
    )
