"""How many, which one, and in what order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from nlu.choices import Sort
from nlu.draft import Draft
from nlu.parts.likeliest import traits
from nlu.reading import Reading
from nlu.types import Found
from nlu.values import MoneyRange

_NOUNS = ("deal", "contact", "company", "task")
_MOST = 1_000
_THOUSAND = 1_000
_MOST_LISTED = 100
_AGREEING = frozenset({"nomn", "gent", "datv", "accs", "ablt", "loct", "masc", "femn", "neut"})
_PIECES = frozenset({"штука", "штучка"})
_GROUPS = frozenset({"пара", "парочка", "тройка", "пяток", "десяток", "десяточек", "дюжина"})
_BY_BUDGET = frozenset({"largest", "smallest"})
_SORTING = frozenset({"сортировать", "отсортировать", "сортировка"})


def take_limit(draft: Draft, *, within: Sequence[int] = ()) -> None:
    """Fill `limit` from a bare number beside what is listed («5 последних», «первые 30»).

    Args:
        within: tokens between which a number counts as well («топ-3 менеджера»).
    """
    between = range(min(within), max(within)) if within else range(0)
    for found in draft.reading.all("number"):
        counts = found.first in between or _counts(draft.reading, found)
        if draft.is_free(found) and 0 < found.value <= _MOST and counts:
            draft.take("limit", found, found.value)
            for cue in ("top", "enough"):
                draft.explain(_beside(draft.reading, found.first, found.stop, cue))
            draft.explain(i for i in (found.first - 1, found.stop) if _is_piece(draft.reading, i))
            draft.explain(_at_most(draft.reading, found.first))
            return
    for found in draft.reading.all("budget"):
        if draft.is_free(found) and are_pieces(draft.reading, found):
            draft.take("limit", found, found.value.min // _THOUSAND)
            return


def take_sort(draft: Draft) -> None:
    """Fill `sort` from «последние», «самые крупные», «сначала новые», «от дорогих к дешёвым»."""
    for cue, kind in (("descending", "largest"), ("ascending", "smallest")):
        index = draft.reading.first(cue)
        if index is not None:
            draft.put("sort", kind, [index])
            draft.explain_cues("ordering", "budget", "money_word")
            return
    if _take_sort_by(draft):
        return
    filtered = "budget" in draft.slots and not draft.reading.has("top", "ordering")
    listed = draft.reading.has("ordering") or bool(draft.reading.all("number"))
    for index in draft.reading.where(*get_args(Sort)):
        if index in draft.explained or draft.reading.norm(index - 1) == "не":
            continue
        if not (listed or _orders(draft.reading, index)):
            continue
        if _take_sort_at(draft, index, filtered):
            return


def _take_sort_by(draft: Draft) -> bool:
    """«По дате», «топ-5 по бюджету», «отсортируй по сумме»: what the order goes by."""
    if _sorts_by_date(draft.reading):
        draft.put("sort", "newest", draft.reading.where("ordering"))
        draft.explain_cues("date", "created_at")
        return True
    worth = draft.reading.where("budget", "money_word")
    if not any(draft.reading.norm(i - 1) == "по" for i in worth):
        return False
    people = draft.places.get("group_by", set())
    tops = [i for i in draft.reading.where("top") if i not in people]
    if not tops and not draft.reading.has("ordering"):
        return False
    draft.explain_cues("budget", "money_word")
    if tops or not draft.reading.has(*get_args(Sort)):
        draft.put("sort", "largest", tops[:1] or draft.reading.where("ordering"))
        return True
    return False


def _sorts_by_date(reading: Reading) -> bool:
    """«Отсортируй по дате создания»."""
    sorts = any(token.lemmas & _SORTING for token in reading.tokens)
    by_date = any(reading.norm(i - 1) == "по" for i in reading.where("date"))
    return sorts and by_date and not reading.has(*get_args(Sort))


def _take_sort_at(draft: Draft, index: int, filtered: bool) -> bool:
    """«Крупные, от миллиона» repeats the filter; «самые крупные» orders."""
    for kind in get_args(Sort):
        if kind not in draft.reading.cues[index]:
            continue
        if filtered and kind in _BY_BUDGET:
            draft.explain([index])
        else:
            draft.put("sort", kind, [index])
            draft.explain_cues("top", *get_args(Sort), "ordering")
            if "limit" not in draft.slots and _means_one(draft.reading, index):
                draft.put("limit", 1, [index])
            return True
    return False


def _means_one(reading: Reading, index: int) -> bool:
    """«Последняя сделка», «самую крупную», not «последние» nor «последний месяц»."""
    if "sing" not in traits(reading, index):
        return False
    heads = reading.where("deal")
    most = "самый" in reading.lemmas(index - 1) if index else False
    return any(map(reading.is_one, heads)) if heads else most


def take_ordinal(draft: Draft) -> bool:
    """Fill `ordinal` from «вторую», «номер два», «задачу 2», «последнюю» (−1)."""
    for found in draft.reading.all("ordinal"):
        if draft.is_free(found) and not numbers_other(draft.reading, found):
            draft.take("ordinal", found, found.value)
            return True
    for found in draft.reading.all("number"):
        before = draft.reading.before(found.first)
        numbered = before is not None and "task" in draft.reading.cues[before]
        if numbered and 0 < found.value < _MOST_LISTED and draft.is_free(found):
            draft.take("ordinal", found, found.value)
            return True
    return False


def numbers_other(reading: Reading, found: Found[int]) -> bool:
    """Say whether no task is numbered: «первую партию», «до последнего», «…, вторую нет»."""
    if reading.norm(found.stop) in {"нет", "раз"} or reading.norm(found.first - 1) == "до":
        return True
    if found.stop >= len(reading.tokens) or any(map(_is_command, reading.cues[found.stop])):
        return False
    return agrees(reading, found)


def _is_command(cue: str) -> bool:
    """«Третий день» is no order of its own, though one greets with it."""
    return not cue.startswith(("beside_", "talk_"))


def agrees(reading: Reading, found: Found[int]) -> bool:
    """Say whether the word behind an ordinal is a noun it agrees with: «вторую партию»."""
    if found.stop >= len(reading.tokens):
        return False
    nouns = (p for p in reading.tokens[found.stop].parses[:1] if p.pos == "NOUN")
    forms = [p.grammemes & _AGREEING for p in reading.tokens[found.stop - 1].parses]
    return any(form and form <= noun.grammemes for noun in nouns for form in forms)


def _counts(reading: Reading, found: Found[int]) -> bool:
    first, stop = found.first, found.stop
    after, before = reading.after(stop - 1), reading.before(first)
    while after is not None and _passes(reading, after):
        after = reading.after(after)
    near = (reading.cues[after] if after is not None else frozenset()) | (
        reading.cues[before] if before is not None else frozenset()
    )
    pieces = (before is not None and _is_piece(reading, before)) or _is_piece(reading, stop)
    apart = _is_apart(reading, first, stop) or bool(_at_most(reading, first))
    return pieces or apart or bool(near & {*_NOUNS, *get_args(Sort), "top", "enough"})


def are_pieces(reading: Reading, found: Found[MoneyRange]) -> bool:
    """«Покажи 5 штук» counts records; «на пять штук», «дороже пяти штук» are thousands."""
    pieces = "штука" in reading.lemmas(found.stop - 1)
    led = reading.norm(found.first - 1) in {"на", "за", "с", "в"}
    exact = found.value.min is not None and found.value.min == found.value.max
    return pieces and exact and not led


def _is_piece(reading: Reading, index: int) -> bool:
    return not _PIECES.isdisjoint(reading.lemmas(index)) or reading.norm(index) == "шт"


def _at_most(reading: Reading, first: int) -> list[int]:
    """«Не больше десяти», «не более 5»; a budget has its own bounds."""
    more = reading.norm(first - 1) in {"больше", "более"} and reading.norm(first - 2) == "не"
    return [first - 2, first - 1] if more and not reading.has("budget", "count") else []


def _is_apart(reading: Reading, first: int, stop: int) -> bool:
    """«Сделки Орлова, десяток»: in a clause of its own, in words that stand for a count alone."""
    alone = not reading.is_word(first - 1) if first else False
    behind = range(stop, len(reading.tokens))
    closes = all(i in reading.fillers or not reading.is_word(i) for i in behind)
    return alone and closes and not _GROUPS.isdisjoint(reading.lemmas(first))


def _passes(reading: Reading, index: int) -> bool:
    """«5 моих сделок», «пару открытых задач», but not «автобаза 3 есть такая компания»."""
    adjective = reading.tokens[index].pos in {"ADJF", "PRTF"}
    if adjective and not reading.cues[index] & {*get_args(Sort), "top", "ordering"}:
        return True
    small = index in reading.fillers and "exists" not in reading.cues[index]
    return small or "mine" in reading.cues[index]


def _beside(reading: Reading, first: int, stop: int, cue: str) -> list[int]:
    pair = (reading.before(first), reading.after(stop - 1))
    return [index for index in pair if index is not None and cue in reading.cues[index]]


def _orders(reading: Reading, index: int) -> bool:
    """«Новые лиды» are recent ones only beside «сначала» or a count; «последние» always are."""
    return "новый" not in reading.lemmas(index) or reading.norm(index - 1) == "от"
