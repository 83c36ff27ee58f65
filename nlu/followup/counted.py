"""A turn that goes on counting: «у кого больше всего», «а задач?», «а всего», «покажи их»."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from nlu.draft import Draft
from nlu.intents import Intent
from nlu.parts.count import take_limit, take_sort
from nlu.parts.leads import take_status
from nlu.parts.measure import take_metric
from nlu.parts.own_fields import take_own_fields
from nlu.parts.period import take_range
from nlu.parts.ranked import GROUPS, superlatives
from nlu.parts.tasks import take_task_status, take_task_type
from nlu.parts.who import take_responsible
from nlu.reading import Reading
from nlu.slots import filled, slot_types
from nlu.smallwords import WHO

_WHOLE = frozenset({"всего", "все", "всем", "всех", "целом", "общем", "общая", "итого", "вообще"})
_LISTING = frozenset({"их", "они", "список", "списком", "эти", "все", "всех", "именно", "это"})
_THEM = frozenset({"их", "они", "ними", "них"})  # «у них», «по ним»
_BY_THEM = ("по", "ним")
_SHOWN = frozenset({"какие", "каких", "кто", "списком"})
_OF = {"deal": "leads", "contact": "contacts", "task": "tasks", "call": "tasks", "meeting": "tasks"}
_SEARCH = {"leads": "find_leads", "contacts": "find_contacts", "tasks": "find_tasks"}
_NO_FILTER = frozenset({"metric", "of", "group_by", "limit", "sort", "compared"})
_KEPT = frozenset({"responsible", "created", "contact", "company"})
_WORST = frozenset({"худо", "плохой", "худший", "мало", "маленький", "слабый", "низкий", "хуже"})
_HOUR = frozenset({"в", "когда"})
_FEW = 2
_ENOUGH = 0.99

Counted = tuple[str, dict[str, Any], Draft]


def counted_again(reading: Reading, intent: Intent) -> Counted | None:
    """Read an utterance as the last count or list, measured, listed or narrowed another way.

    Returns:
        The stem it becomes, what it keeps of the last turn, and the draft of the new values; None
        when some word of it is not accounted for.
    """
    if intent.stem not in {"report", *_SEARCH.values()}:
        return None
    for read in _WAYS:
        draft = Draft(reading)
        kept = read(draft, intent)
        if kept is not None and draft.score >= _ENOUGH:
            return (*kept, draft)
    return None


Kept = tuple[str, dict[str, Any]]


def of_kind(intent: Intent) -> str:
    """Say what the last turn counted or listed: leads, contacts or tasks."""
    listed = next((of for of, stem in _SEARCH.items() if stem == intent.stem), None)
    slots = filled(intent)
    work = {"due", "type"} & slots.keys() or slots.get("status") in ("overdue", "done")
    return listed or slots.get("of") or ("tasks" if work else "leads")


def _ranked(draft: Draft, intent: Intent) -> Kept | None:
    """«У кого больше всего», «кто лидер», «кто хуже всех», «в какой воронке больше»."""
    reading, best = draft.reading, superlatives(draft.reading)
    groups = [name for name in GROUPS if reading.has(name)]
    who = [i for i in range(len(reading.tokens)) if reading.norm(i) in WHO]
    if not best or not (who or groups or getattr(intent, "group_by", None) is not None):
        return None
    by = groups[0] if groups else getattr(intent, "group_by", None) or "responsible"
    draft.put("group_by", by, [*who, *best, *(i for name in groups for i in reading.where(name))])
    take_metric(draft)
    take_limit(draft, within=best)
    draft.explain_cues(
        "which", "arrive", "closing", "sell", "earn", "top", "best", "hang", "exists"
    )
    draft.explain(i for i in range(len(reading.tokens)) if reading.norm(i) in _WHOLE)
    kept = {"metric": "count", **_counting(intent)}
    draft.explain(i + 1 for i in best if _is_quality(reading, i + 1))
    if reading.has("smallest") or any(
        reading.lemmas(i) & _WORST for i in range(len(reading.tokens))
    ):
        draft.slots["sort"] = "smallest"
    told = getattr(intent, "compared", None)
    if told is not None and told.least is not None:
        draft.slots["compared"] = replace(told, least="sort" in draft.slots)
    for name in ("limit" if "sort" in draft.slots else "", "sort", by):
        kept.pop(name, None)
    return "report", kept


def _is_quality(reading: Reading, index: int) -> bool:
    """«Самый слабый»: the adjective behind the word for the most."""
    parses = reading.tokens[index].parses[:1] if index < len(reading.tokens) else ()
    return any(parse.pos == "ADJF" for parse in parses)


def _whose(draft: Draft, intent: Intent) -> Kept | None:
    """«Чьи они», «у кого они», «чьё это»: each one's share of the number."""
    reading = draft.reading
    request = reading.request
    at_hand = request.context.entity or (request.previous and request.previous.records)
    counted = intent.stem == "report" and _names_them(reading)
    listed = counted or _are_listed(reading, intent)
    keeps = reading.has("own") or (listed and reading.has("responsible"))
    kept = reading.where("who", "own", "responsible") if keeps and (listed or not at_hand) else []
    whose = [*reading.where("whose"), *_at_whom(reading), *kept]
    if not (intent.stem == "report" or listed) or not whose or len(reading.content) > _FEW:
        return None
    draft.put("group_by", "responsible", whose)
    draft.explain_cues("who", "exists", "hang")
    return "report", _counting(intent)


def _are_listed(reading: Reading, intent: Intent) -> bool:
    """«Кто их ведёт» after a list of many, all of them shown or to be shown."""
    previous = reading.request.previous
    many = previous is not None and len(previous.records) > 1
    cut = getattr(intent, "limit", None) is not None
    return many and not cut and intent.stem == "find_leads" and _names_them(reading)


def _names_them(reading: Reading) -> bool:
    """«Чьи они», «кто их ведёт», «кто по ним ответственный»."""
    pairs = ((reading.norm(i - 1), reading.norm(i)) for i in range(1, len(reading.tokens)))
    return not reading.norms.isdisjoint(_THEM) or _BY_THEM in pairs


def _at_whom(reading: Reading) -> list[int]:
    """«У кого», «на ком»."""
    pairs = {("у", "кого"), ("на", "ком"), ("за", "кем")}
    tokens = range(1, len(reading.tokens))
    return [i for i in tokens if (reading.norm(i - 1), reading.norm(i)) in pairs]


def _shown(draft: Draft, intent: Intent) -> Kept | None:
    """«Покажи их», «а какие именно», «списком»: the records behind a number."""
    reading = draft.reading
    asked = [i for i in range(len(reading.tokens)) if reading.norm(i) in _SHOWN]
    shows = [
        i for i in reading.where("show", "list") if reading.is_order(i) or _is_noun(reading, i)
    ]
    if of_kind(intent) == "tasks" and reading.norm(0) in _HOUR and len(reading.tokens) <= _FEW:
        asked = [*range(len(reading.tokens))]
    if intent.stem != "report" or not (asked or shows):
        return None
    draft.explain((*asked, *shows))
    draft.explain_cues("find", "list", "which", "show")
    if shows and of_kind(intent) == "leads":
        _take_extreme(draft)
    said = [i for i in range(len(reading.tokens)) if reading.norm(i) in _LISTING]
    draft.explain(said)
    draft.explain(i for i in reading.where(*_OF) if i - 1 in said)
    bare = said or reading.has("list") or "sort" in draft.slots or _take_whose(draft)
    if shows and not bare and len(reading.content) > 1:
        return None
    slots = {name: value for name, value in filled(intent).items() if name not in _NO_FILTER}
    stem = _SEARCH[of_kind(intent)]
    if getattr(intent, "metric", None) == "conversion" or slots.keys() - slot_types(stem).keys():
        return None
    return stem, slots


def _take_extreme(draft: Draft) -> None:
    """«Покажи самую крупную», «покажи последнюю»: of those that were counted."""
    take_sort(draft)
    if "sort" not in draft.slots:
        return
    draft.explain(i for i in range(len(draft.reading.tokens)) if "самый" in draft.reading.lemmas(i))
    if all(draft.reading.is_one(i) for i in draft.places["sort"]):
        draft.slots["limit"] = 1


def _take_whose(draft: Draft) -> bool:
    """«Покажи мои», «покажи Орлова»: those of the number that are somebody's."""
    reading = draft.reading
    if any(reading.norm(one.first - 1) in {"по", "у", "с"} for one in reading.users):
        return False
    return reading.has("show") and take_responsible(draft)


def _is_noun(reading: Reading, index: int) -> bool:
    return reading.tokens[index].pos == "NOUN"


def _of_others(draft: Draft, intent: Intent) -> Kept | None:
    """«А задач?», «а просроченных задач сколько?», «а встреч?»: of the same people and days."""
    reading = draft.reading
    leaning = reading.norm(0) in {"а", "и"} or reading.has("how_many")
    kinds = list(dict.fromkeys(_OF[cue] for cue in _OF if reading.has(cue)))
    if intent.stem != "report" or not leaning or len(kinds) != 1 or reading.orders:
        return None
    if kinds[0] == of_kind(intent):
        return None
    draft.put("of", kinds[0], reading.where(*_OF))
    take_metric(draft) or draft.slots.update(metric="count")
    kept = {name: one for name, one in filled(intent).items() if name in _KEPT}
    if kinds[0] == "tasks":
        take_task_status(draft)
        take_task_type(draft)
        take_range(draft, "due", forward=True)
        if "created" in kept and "due" not in draft.slots:
            kept["due"] = kept["created"]
        kept.pop("created", None)
    else:
        take_own_fields(draft, kinds[0])
        take_status(draft)
        take_range(draft, "created")
    draft.explain_cues("new", "newest")
    return "report", kept


def _of_all(draft: Draft, intent: Intent) -> Kept | None:
    """«А всего?», «а по всем», «всего по компании», «а по отделу»: whoever is responsible."""
    reading = draft.reading
    whole = [i for i in range(len(reading.tokens)) if reading.norm(i) in _WHOLE]
    whole += [
        i for i in reading.where("team", "company") if reading.norm(i - 1) in {"по", "в", "у"}
    ]
    slots = filled(intent)
    named = next((slot for slot in ("responsible", "fields") if slot in slots), None)
    if not whole or named is None or "их" in reading.norms:
        return None
    counts = take_metric(draft) or intent.stem == "report"
    draft.explain(whole)
    draft.explain_cues("total", "responsible")
    base = _counting(intent) if counts else slots
    kept = {name: value for name, value in base.items() if name != named}
    return ("report" if counts else intent.stem), kept


def _counting(intent: Intent) -> dict[str, Any]:
    """The filters of the last turn as those of a count."""
    kept = {name: one for name, one in filled(intent).items() if name in slot_types("report")}
    if intent.stem == "report":
        return kept
    return {"metric": "count", "of": of_kind(intent), **kept}


_WAYS: tuple[Callable[[Draft, Intent], Kept | None], ...] = (
    _ranked,
    _whose,
    _shown,
    _of_others,
    _of_all,
)
