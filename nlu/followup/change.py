"""A turn that repeats the last one with something changed."""

from __future__ import annotations

from collections.abc import Callable

from nlu.draft import Draft
from nlu.followup.amend import (
    amend_company,
    amend_contact,
    amend_lead,
    amend_note,
    amend_party,
    amend_result,
    amend_update,
    take_people,
)
from nlu.followup.counted import of_kind
from nlu.followup.ellipsis import (
    close_compared,
    period_as_before,
    take_bare_period,
    take_counterpart,
)
from nlu.followup.new_term import take_new_deadline
from nlu.followup.other_name import take_firm_name, take_other_name
from nlu.followup.there import take_people_there
from nlu.intents import Intent
from nlu.parts.beyond import excludes
from nlu.parts.company import after_preposition, take_company, take_company_left
from nlu.parts.count import take_limit, take_ordinal
from nlu.parts.denied import explain_denied
from nlu.parts.field import take_field
from nlu.parts.leads import take_lead_filters, take_way
from nlu.parts.likeliest import is_infinitive
from nlu.parts.measure import breaks_down, take_group, take_metric
from nlu.parts.own_fields import take_other_choice, take_other_days, take_own_fields
from nlu.parts.period import take_deadline, take_range
from nlu.parts.ranked import ranked
from nlu.parts.record import take_bare_id, take_company_by, take_company_led, take_record
from nlu.parts.remark import tail
from nlu.parts.talked import topic_asked
from nlu.parts.tasks import take_task_status, take_task_type
from nlu.parts.told_change import is_curt
from nlu.parts.told_of import take_named_alone
from nlu.parts.words import after_mark, give_text
from nlu.reading import Reading

_NOUNS = ("deal", "company", "note", "task")
_SMALL = (
    *("talk_no", "talk_yes", "now", "change", "which", "what", "show", "date", "top", "whole"),
    *("exists", "total", "able", "compare"),
)
_LONGEST_ELLIPSIS = 4
_SURE_PERSON = 0.8


def change(reading: Reading, intent: Intent) -> tuple[str, Draft] | None:
    """Read an utterance as the last intent with other values.

    Returns:
        The stem it becomes and the draft of the new values, or None.
    """
    if intent.stem == "add_note":
        note = amend_note(reading, intent)
        return None if note is None else (intent.stem, note)
    take = _CHANGES.get(intent.stem)
    if take is None or _is_new(reading, intent):
        return None
    draft = Draft(reading, strength=0.98)
    explain_denied(draft)
    stem = take(draft, intent)
    draft.explain_cues(*_SMALL)
    return (stem, draft) if draft.slots or draft.ambiguous or draft.unkept else None


def _is_new(reading: Reading, intent: Intent) -> bool:
    """An order of its own, or a noun of its own, makes a turn that stands alone."""
    if intent.stem == "create_task" and _behind_word(reading) is not None:
        return False
    if intent.stem == "create_task" and (_adds_task(reading) or _tells_work(reading)):
        return True
    if ranked(reading) or _orders_anew(reading, intent) or excludes(reading):
        return True
    if intent.stem in _SEARCHES and (_hands_over(reading) or is_curt(reading)):
        return True
    if intent.stem in _SEARCHES and _edits_only(reading):
        return True
    if intent.stem == "show" and ("tell_about" in reading.orders or topic_asked(reading)):
        return True
    if reading.has("delete", "foreign", "talk_cancel", "talk_undo", "remind"):
        return True
    said = [noun for noun in _NOUNS if reading.has(noun)]
    return any(noun not in _OWN_NOUNS.get(intent.stem, ()) for noun in said)


def _adds_task(reading: Reading) -> bool:
    """«И ещё встречу с ним в среду»: another task, not the one that waits."""
    more = any(reading.norm(i) == "еще" for i in range(min(2, len(reading.tokens))))
    return more and reading.has("call", "meeting", "task")


def _tells_work(reading: Reading) -> bool:
    """«Позвони ему в среду», «встретиться с Кимом»: what to do; «лучше звонок» is its type."""
    return any(
        reading.cues[i] & {"call", "meeting"} and (reading.is_order(i) or is_infinitive(reading, i))
        for i in reading.content
    )


def _orders_anew(reading: Reading, intent: Intent) -> bool:
    """«Найди», «перенеси», «создай»; «поставь на Кузнецова» and «измени» only correct."""
    if intent.stem in _SEARCHES and not reading.has(*_NOUNS):
        narrowing = all(
            "narrow" in reading.cues[i] for i in range(len(reading.tokens)) if reading.is_order(i)
        )
        if narrowing:
            return False
    orders = (reading.cues[i] for i in range(len(reading.tokens)) if reading.is_order(i))
    return any(
        cues & _ACTS and ("create" in cues or not cues & {"put", "change"})
        for cues in orders
        if intent.stem != "create_task" or not cues >= _MAKE_IT
    )


def _edits_only(reading: Reading) -> bool:
    """«Поставь на Орлова» after the one deal found changes it; it narrows nothing."""
    previous = reading.request.previous
    one = previous is not None and len(previous.records) == 1
    return one and bool(reading.orders & {"put", "assign", "change"}) and not reading.has("narrow")


def _hands_over(reading: Reading) -> bool:
    """«Отдай её Орлову» after a list is about what was listed."""
    users = any(found.value.users and found.value.case == "datv" for found in reading.all("person"))
    listed = reading.has("this_task", "whole") or bool(reading.all("ordinal"))
    return users and "assign" in reading.orders and listed


def _leads(draft: Draft, intent: Intent) -> str:
    metric = _take_measured(draft, intent)
    grouped = take_group(draft)
    take_other_days(draft, getattr(intent, "fields", None))
    take_other_choice(draft, getattr(intent, "fields", None), "fields")
    take_lead_filters(draft)
    take_bare_period(draft, intent)
    close_compared(draft)
    take_counterpart(draft, intent)
    period_as_before(draft, intent)
    _party_as_before(draft, intent)
    _take_company_said(draft)
    draft.explain_cues("narrow", "arrive")
    if grouped and not metric and intent.stem == "find_leads":
        draft.slots["metric"] = "count"
    return "report" if metric or grouped or intent.stem == "report" else intent.stem


def _take_measured(draft: Draft, intent: Intent) -> bool:
    """«А в феврале сколько?», «за май тоже посчитай» after a sum ask for the sum."""
    measured = take_metric(draft)
    before = getattr(intent, "metric", None)
    counted = draft.slots.get("metric") == "count" and before in ("sum", "conversion", "average")
    said = draft.places.get("metric", set())
    asked = any(i in said for i in draft.reading.where("how_many"))
    asked = asked or any(map(draft.reading.is_order, said))
    whole = not draft.reading.norms.isdisjoint({"их", "они", "штук", "всего"})
    if (
        counted
        and asked
        and not whole
        and not draft.reading.has(*_NOUNS, "contact", "unit")
        and all(map(draft.reading.is_order, draft.reading.where("count")))
    ):
        draft.slots["metric"] = before
    return measured


def _report(draft: Draft, intent: Intent) -> str:
    if of_kind(intent) == "tasks":
        take_metric(draft)
        take_group(draft)
        return _tasks(draft, intent)
    return _leads(draft, intent)


def _tasks(draft: Draft, intent: Intent) -> str:
    metric = take_metric(draft) if "metric" not in draft.slots else False
    take_task_status(draft)
    take_record(draft, people=False)
    take_task_type(draft)
    take_people(draft, "contact")
    take_range(draft, "due", forward=True)
    take_bare_period(draft, intent)
    take_limit(draft)
    _take_company_said(draft)
    draft.explain_cues("narrow", "planned")
    return "report" if metric else intent.stem


def _contacts(draft: Draft, intent: Intent) -> str:
    metric = take_metric(draft)
    take_other_days(draft, getattr(intent, "fields", None))
    take_own_fields(draft, "contacts")
    take_way(draft, "phone")
    take_way(draft, "email")
    take_company(draft)
    take_other_name(draft, intent)
    take_people(draft, "name")
    take_range(draft, "created")
    take_bare_period(draft, intent)
    take_limit(draft)
    _take_company_said(draft)
    draft.explain_cues("narrow", "arrive")
    return "report" if metric else intent.stem


def _take_company_said(draft: Draft) -> None:
    """«А у Промснаба?», and «а в меркурии?» in a few words, where a small letter is enough."""
    if take_company_led(draft) or len(draft.reading.content) > _LONGEST_ELLIPSIS:
        return
    left = draft.left()
    if left and after_preposition(draft.reading, left[0]) and not breaks_down(draft):
        take_company_left(draft)


def _companies(draft: Draft, intent: Intent) -> str:
    take_own_fields(draft, "companies")
    take_way(draft, "phone")
    take_way(draft, "email")
    take_people(draft, None)
    take_limit(draft)
    draft.explain_cues(*_SMALL)
    take_firm_name(draft, intent)
    return intent.stem


def _show(draft: Draft, intent: Intent) -> str:
    take_people_there(draft, intent) or take_field(draft)
    if not (take_record(draft) or take_bare_id(draft) or take_named_alone(draft)):
        _take_company_said(draft)
    draft.explain_cues("deal", "contact", "own", "responsible", "who", "tell", "where", "when")
    return intent.stem


def _create_task(draft: Draft, intent: Intent) -> str:
    colon = after_mark(draft.reading)
    if colon is None:
        colon = _behind_word(draft.reading)
    if colon is not None and draft.reading.has("word"):
        give_text(draft, "text", tail(draft, colon))
        draft.explain(range(colon))
        return intent.stem
    take_new_deadline(draft, intent)
    take_record(draft, people=False) or take_company_by(draft, "company", frozenset({"по"}))
    take_people(draft, "contact")
    take_task_type(draft)
    draft.explain_cues("put", "deal")
    return intent.stem


def _behind_word(reading: Reading) -> int | None:
    """«Текст поменяй на уточнить оплату»: where the new words begin."""
    word = reading.first("word")
    changed = word is not None and "change" in reading.orders
    first = (word or 0) + 1
    led = (i + 1 for i in range(first, len(reading.tokens) - 1) if reading.norm(i) == "на")
    return next(led, None) if changed else None


def _reschedule(draft: Draft, intent: Intent) -> str:
    for found in draft.reading.all("shift"):
        draft.take("shift", found, found.value)
    if "shift" not in draft.slots:
        take_deadline(draft)
    take_ordinal(draft)
    return intent.stem


def _party_as_before(draft: Draft, intent: Intent) -> None:
    """«А у гелиоса?» after the deals of a company: what may be a name takes its place."""
    if getattr(intent, "company", None) is None or getattr(intent, "contact", None) is not None:
        return
    said = draft.places.get("contact", set())
    for found in draft.reading.all("person"):
        if found.first in said and found.score < _SURE_PERSON:
            name = draft.reading.naming.company(found.first, found.stop)
            del draft.slots["contact"], draft.places["contact"]
            draft.put("company", name, range(found.first, found.stop))
            return


_SEARCHES = frozenset({"find_leads", "find_contacts", "find_companies", "find_tasks", "show"})
_MAKE_IT = frozenset({"create", "put", "change"})  # «сделай на Орлова», «сделай завтра»
_ACTS = frozenset(
    {"find", "remind", "complete", "reschedule", "move", "create", "attach", "raise", "lower"}
)
_OWN_NOUNS: dict[str, tuple[str, ...]] = {
    "find_leads": ("deal",),
    "find_companies": ("company",),
    "find_tasks": ("task", "deal"),
    "report": _NOUNS,
    "show": ("deal", "note", "task", "company"),
    "create_task": ("deal", "task", "company"),
    "create_lead": ("deal", "company"),
    "create_contact": ("company",),
    "create_company": ("company",),
    "complete_task": ("task", "note"),
    "reschedule_task": ("task",),
    "update_lead": ("deal",),
}
_CHANGES: dict[str, Callable[[Draft, Intent], str]] = {
    "find_leads": _leads,
    "find_contacts": _contacts,
    "find_companies": _companies,
    "find_tasks": _tasks,
    "report": _report,
    "show": _show,
    "create_task": _create_task,
    "create_lead": amend_lead,
    "create_contact": amend_contact,
    "create_company": amend_company,
    "complete_task": amend_result,
    "reschedule_task": _reschedule,
    "update_lead": amend_update,
    "update_contact": amend_party,
}
