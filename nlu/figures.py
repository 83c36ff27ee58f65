"""Deal numbers, counts and places in a list, and what stands in quotation marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nlu.numerals import Numbers
from nlu.types import Found, Kind, Token

# «Счёт № 778», «договор #145»: numbers of papers, which no deal has.
_PAPERS = frozenset(
    {"счет", "счёт", "договор", "акт", "накладная", "заказ", "смета", "письмо", "контракт"}
    | {"допсоглашение", "спецификация", "приложение", "тендер", "лот", "школа", "упд"}
)
_DEAL = frozenset({"сделка", "лид", "сделочка"})
_BETWEEN = frozenset({"номер", "id", "айди", "ид", "под", "с", "#", "№", "n"})
_TERMS = frozenset({"срок", "дедлайн", "день", "раз"})
_LAST = frozenset({"последний", "крайний"})
_SIGNS = frozenset({"#", "№"})
_NUMBER_SIGNS = frozenset({"номер", "№"})
_WORTH = frozenset({"бюджет", "сумма", "стоимость", "цена", "чек"})
_PUTTING = frozenset({"проставить", "поставить", "указать", "вписать", "прописать", "установить"})
_ASKING = frozenset({"какой", "сколько", "каков"})
_SUM_DIGITS = range(5, 9)
_REACH = 3
_GROUP = 3
_ENDINGS = frozenset({"я", "ая", "ю", "ую", "й", "ой", "ей"})


def find_ids(tokens: Sequence[Token], numbers: Numbers) -> list[Found[int]]:
    """Find numbers of deals: «#5001», «сделка 5001», «сделке номер пять тысяч двенадцать»."""
    found: list[Found[int]] = []
    stop = 0
    for index in numbers.places:
        number = _number(tokens, index, numbers) if index >= stop else None
        if number is None:
            continue
        stop = number.stop
        if 100 <= number.value < 10**9:
            named = _names_deal(tokens, index) or _before_deal(tokens, _ending(tokens, stop))
            named = named and not _is_round(tokens, index, number)
            named = named and not is_worth(tokens, index, stop)
            if named and not begins_range(tokens, index, stop):
                found.append(Found(_sign(tokens, index), stop, number.value))
    return found


def _ending(tokens: Sequence[Token], stop: int) -> int:
    """«5512-ю сделку»: where the ending of a number in digits stops."""
    written = [token.text for token in tokens[stop : stop + 1]] == ["-"]
    short = tokens[stop + 1 : stop + 2]
    ends = written and bool(short) and short[0].glued and short[0].norm in _ENDINGS
    return stop + 2 if ends else stop


def _is_round(tokens: Sequence[Token], first: int, number: Found[int]) -> bool:
    """«Бюджет сделки 450 000», «сумма сделки 1 240 500»: digits in groups are money."""
    grouped = tokens[first].kind is Kind.NUMBER and number.stop - first > 1
    behind = tokens[number.stop] if number.stop < len(tokens) else None
    goes_on = behind is not None and behind.kind is Kind.NUMBER and len(behind.text) == _GROUP
    worth = any(token.lemmas & _WORTH for token in tokens[max(0, first - 2) : first])
    return grouped and (goes_on or worth or number.value % 1000 == 0)


def is_worth(tokens: Sequence[Token], first: int, stop: int) -> bool:
    """Say whether a round number is a deal's sum, not its own: «проставь сумму сделки 275000».

    Args:
        first: the number's token.
        stop: the token after it.
    """
    digits = tokens[first].norm
    if stop - first > 1 or not digits.isdecimal() or len(digits) not in _SUM_DIGITS:
        return False
    before = tokens[max(0, first - _REACH) : first]
    worth = bool(before) and not before[-1].lemmas.isdisjoint(_DEAL)
    worth = worth and any(token.lemmas & _WORTH for token in before[:-1])
    last = stop == len(tokens) or tokens[stop].kind is not Kind.NUMBER
    if not worth or any(one.text == "?" or one.lemmas & _ASKING for one in tokens):
        return False
    put = any(token.lemmas & _PUTTING for token in tokens[:first])
    return last and int(digits) % (100 if put else 1000) == 0


def begins_range(tokens: Sequence[Token], first: int, stop: int) -> bool:
    """Say whether a number opens a range («сделки 150-200 тысяч»), so that it is no deal's.

    A deal with what it is worth («сделка 5001 — 200 тысяч») is none: a range ascends.

    Args:
        first: the number's token.
        stop: the token after it.
    """
    if stop + 1 >= len(tokens) or tokens[stop].norm != "-":
        return False
    low, high = tokens[first].norm, tokens[stop + 1].norm
    return low.isdecimal() and high.isdecimal() and int(low) < int(high)


def _number(tokens: Sequence[Token], index: int, numbers: Numbers) -> Found[int] | None:
    """Read a number; digits in groups of three («5 012») are one."""
    number = numbers.cardinal(index)
    if number is None or number.stop >= len(tokens) or tokens[index].kind is not Kind.NUMBER:
        return number
    group = tokens[number.stop]
    if number.value < 1000 and group.kind is Kind.NUMBER and len(group.text) == 3:
        return Found(index, number.stop + 1, number.value * 1000 + int(group.text))
    return number


def tells_place(token: Token) -> bool:
    """Say whether a place in a list may be told by a word that is no number: «последнюю»."""
    return token.norm in _NUMBER_SIGNS or not token.lemmas.isdisjoint(_LAST)


def find_ordinals(tokens: Sequence[Token], numbers: Numbers) -> list[Found[int]]:
    """Find places in a list: «вторую», «2-ю», «номер три», «последнюю» (−1)."""
    return list(_ordinals(tokens, numbers))


def find_numbers(numbers: Numbers) -> list[Found[int]]:
    """Find whole numbers that may be a count."""
    found: list[Found[int]] = []
    for index in numbers.places:
        number = numbers.cardinal(index)
        if number is not None and (not found or index >= found[-1].stop):
            found.append(number)
    return found


def find_quotes(tokens: Sequence[Token], text: str) -> list[Found[str]]:
    """Find what stands between two quotation marks, the marks included."""
    if '"' not in text and "'" not in text:
        return []
    marks = [index for index, token in enumerate(tokens) if token.text in ('"', "'")]
    found = []
    for first, last in zip(marks[::2], marks[1::2], strict=False):
        if last > first + 1:
            inside = text[tokens[first + 1].span.start : tokens[last - 1].span.stop]
            found.append(Found(first, last + 1, inside))
    return found


def _ordinals(tokens: Sequence[Token], numbers: Numbers) -> Iterator[Found[int]]:
    places = frozenset(numbers.places)
    for index, token in enumerate(tokens):
        ordinal = numbers.ordinal(index) if index in places else None
        if ordinal is not None:
            yield ordinal
        elif token.lemmas & _LAST and not _is_term(tokens[index + 1 : index + 2]):
            yield Found(index, index + 1, -1)
        elif token.norm in _NUMBER_SIGNS:
            number = numbers.cardinal(index + 1)
            if number is not None and number.value < 100:
                yield Found(index, number.stop, number.value)


def _is_term(behind: Sequence[Token]) -> bool:
    """«Крайний срок», «последний день»: of time, no place in a list."""
    return any(token.lemmas & _TERMS for token in behind)


def _names_deal(tokens: Sequence[Token], index: int) -> bool:
    before = index - 1
    while before >= 0 and (tokens[before].norm in _BETWEEN or "номер" in tokens[before].lemmas):
        if tokens[before].text in _SIGNS or tokens[before].norm == "id":
            return before == 0 or tokens[before - 1].lemmas.isdisjoint(_PAPERS)
        before -= 1
    return before >= 0 and bool(tokens[before].lemmas & _DEAL)


def _before_deal(tokens: Sequence[Token], stop: int) -> bool:
    """«5042 сделку»: the number stands before the noun, which is in the singular."""
    if stop >= len(tokens) or not tokens[stop].lemmas & _DEAL:
        return False
    return not any(
        "plur" in parse.grammemes and "gent" in parse.grammemes for parse in tokens[stop].parses
    )


def _sign(tokens: Sequence[Token], index: int) -> int:
    return index - 1 if index and tokens[index - 1].text in _SIGNS else index
