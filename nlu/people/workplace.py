"""Words beside somebody's job that say where they work, and so are no part of the name."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from nlu.people.grammar import Role, Strength
from nlu.people.post import is_trade
from nlu.people.units import Unit
from nlu.people.vocabulary import Vocabulary
from nlu.types import Token

_APART = frozenset({"datv", "ablt", "loct"})
_PAIR = 2


def is_of_company(tokens: Sequence[Token], units: Sequence[Unit], place: int) -> bool:
    """«Главбуха из Сибтранса Нину …», «инженер Водоканала Фёдор Бычков»: the word is no name.

    It is unknown and stands after «из» or before a given name that has its surname behind it; or
    it is no living being and stands between a job and a given name.
    """
    part, following = units[place].part, units[place : place + 2]
    if part is None or part.strength is not Strength.CONTEXTUAL:
        return False
    if len(following) < 2 or not are_adjacent(following):
        return False
    worker = _is_job(tokens, units[place].first - 1)
    owning = worker and _is_called(following[1]) and _is_of_things(tokens[units[place].first])
    if not (owning or _is_given(following[1])) or part.given:
        return False
    if owning:
        return True
    if units[place].first and tokens[units[place].first - 1].norm == "из":
        return True
    behind = [unit for unit in units[place + 2 : place + 4] if not _is_patronymic(unit)][:1]
    whole = units[place : units.index(behind[0]) + 1] if behind else []
    return bool(whole) and are_adjacent(whole) and (worker or _is_surname(behind[0]))


def is_firm_of_job(
    tokens: Sequence[Token], units: Sequence[Unit], place: int, vocabulary: Vocabulary
) -> bool:
    """«Снабженцу Нефтегазсервиса Губайдуллину»: a firm stands between a job and a surname."""
    pair, token = units[place : place + 2], tokens[units[place].first]
    if _is_workplace(tokens, units[place], vocabulary):
        return True
    if len(pair) < _PAIR or not are_adjacent(pair) or not all(one.capital for one in pair):
        return False
    owned = pair[0].first > 0 and _is_noun(tokens[pair[0].first - 1])
    owned = owned and token.norm.endswith(("а", "я", "и", "ы"))
    return owned and vocabulary.is_firm_like(token.norm)


def is_trade_before(
    tokens: Sequence[Token], units: Sequence[Unit], place: int, vocabulary: Vocabulary
) -> bool:
    """«Закупщицу инну», «диспетчер Ромашова»: what somebody is, before a likelier name."""
    pair = units[place : place + _PAIR]
    if len(pair) < _PAIR or not are_adjacent(pair):
        return False
    doubtful, named = (unit.part for unit in pair)
    if doubtful is None or named is None or doubtful.strength is not Strength.CONTEXTUAL:
        return False
    likelier = named.strength is not Strength.CONTEXTUAL
    return likelier and is_trade(tokens[pair[0].first], vocabulary)


def _is_workplace(tokens: Sequence[Token], unit: Unit, vocabulary: Vocabulary) -> bool:
    """«Встреча с директором Стройгаранта»: the genitive of a made-up firm behind a job."""
    part, token = unit.part, tokens[unit.first]
    made_up = part is not None and unit.capital and not (part.known or part.given)
    owned = _is_job(tokens, unit.first - 1) and not _is_genitive(tokens[unit.first - 1])
    genitive = token.norm.endswith(("а", "я")) and vocabulary.is_firm_like(token.norm)
    return made_up and owned and (genitive or _disagrees(tokens, unit.first))


def _disagrees(tokens: Sequence[Token], index: int) -> bool:
    """«С директором Уралхима»: a surname would stand in the job's own case."""
    job, likeliest = tokens[index - 1].parses[0].grammemes, tokens[index].parses[:1]
    return not job.isdisjoint(_APART) and any("gent" in parse.grammemes for parse in likeliest)


def _is_job(tokens: Sequence[Token], index: int) -> bool:
    """«Кладовщик», «закупщицу»: somebody, who may be of a company."""
    likeliest = tokens[index].parses[:1] if index >= 0 and tokens[index].text.islower() else ()
    return any(p.pos == "NOUN" and "anim" in p.grammemes for p in likeliest)


def _is_genitive(token: Token) -> bool:
    return "gent" in token.traits


def _is_noun(token: Token) -> bool:
    """A plain noun: «директору», «склада»."""
    return token.text.islower() and token.pos == "NOUN"


def _is_of_things(token: Token) -> bool:
    """«Мясокомбината», «Агроснаба»: of a thing or a firm the dictionary has."""
    parses = [parse.grammemes for parse in token.parses[:1]]
    return token.text[:1].isupper() and any({"inan", "gent"} <= parse for parse in parses)


def _is_called(unit: Unit) -> bool:
    """«Вера» is a given name too, whatever else it means."""
    return unit.part is not None and unit.capital and unit.part.given


def _is_given(unit: Unit) -> bool:
    return unit.part is not None and unit.part.strength is Strength.SURE and unit.part.given


def _is_patronymic(unit: Unit) -> bool:
    return unit.part is not None and Role.PATRONYMIC in unit.part.table


def _is_surname(unit: Unit) -> bool:
    return unit.part is not None and unit.part.strength is not Strength.CONTEXTUAL


def are_adjacent(units: Sequence[Unit]) -> bool:
    return all(one.stop == other.first for one, other in pairwise(units))
