"""Change a deal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.draft import Draft, Refusal, Rule, Rules
from nlu.needs import RECORD, REFERENCES, Need, RecordReference
from nlu.parts.bidden import user_sent
from nlu.parts.clauses import told_before
from nlu.parts.deal_named import is_of_named, take_named_deal, take_quoted_placed
from nlu.parts.deed import is_closed_thing, is_on_deal
from nlu.parts.denied import explain_gone
from nlu.parts.done import names_deed
from nlu.parts.handed import explain_giver, is_relieved, take_handed, take_stranger
from nlu.parts.lead_meant import ends_of_party, is_of_deal, take_by_party, take_lead_left
from nlu.parts.leads import give_place, take_outcome
from nlu.parts.listed import names_several, take_listed, was_lead
from nlu.parts.made import is_new
from nlu.parts.new_budget import is_taken_off, puts_sum, take_new_budget, take_sum_left
from nlu.parts.new_title import gives_name, take_called, take_led_title, take_new_title
from nlu.parts.news import explain_own, take_news
from nlu.parts.not_lead import (
    changes_contact,
    changes_place,
    is_asked,
    is_by_share,
    is_elsewhere,
    is_made,
    is_noted,
    is_of_party,
)
from nlu.parts.open_lead import (
    goes_on,
    has_ended,
    is_open_lead,
    moved_on,
    states_keeper,
    take_told_end,
    tells_stage,
)
from nlu.parts.own_values import PLAIN
from nlu.parts.placed import (
    is_left_behind,
    opens_title,
    places,
    sets_stage,
    stands_at_stage,
)
from nlu.parts.reason import reasons, shut_reasons
from nlu.parts.record import (
    take_bare_id,
    take_owned_title,
    take_record,
    take_this_alone,
)
from nlu.parts.second_order import does_more
from nlu.parts.set_field import take_set_field
from nlu.parts.taken_over import keeps_numbered
from nlu.parts.terse import terse_change
from nlu.parts.told_change import is_curt, tells_change
from nlu.reading import Reading
from nlu.values import FieldValues

_CHANGED = (
    *("set_stage", "set_pipeline", "set_budget", "add_budget"),
    *("set_responsible", "set_name", "set_fields"),
)


@dataclass(frozen=True, slots=True)
class UpdateLead(RecordReference):
    """Change a deal."""

    stem: ClassVar[str] = "update_lead"
    required: ClassVar[tuple[Need, ...]] = (
        RECORD,
        Need("change", _CHANGED),
    )

    set_stage: str | None = None
    set_pipeline: str | None = None
    set_budget: int | None = None
    add_budget: int | None = None
    set_responsible: str | None = None
    set_name: str | None = None
    set_fields: FieldValues | None = None


_CHANGES = (
    "move",
    "assign",
    "rename",
    "change",
    "raise",
    "lower",
    "complete",
    "now",
    "attach",
    "lose",
)
_ENDING = frozenset({"closing", "complete", "lose", "move"})
_LEADING_ON = frozenset({"change", "move", "assign", "complete"})
_FRAME = (
    *_CHANGES,
    "want",
    "deal",
    "stage",
    "pipeline",
    "budget",
    "responsible",
    "name",
    "new",
    "card",
    "called",
    "own",
    "this_task",
)


def _changed(reading: Reading) -> Draft | Refusal:
    """«Переведи сделку 5001 в переговоры», «подними бюджет на 50к», «закрой как проигранную»."""
    refusal = _refusal(reading)
    if refusal is not None:
        return refusal
    draft = Draft(reading)
    explain_gone(draft)
    shut_reasons(draft)
    take_called(draft)
    take_led_title(draft)
    take_stranger(draft)
    _take_which(draft)
    take_news(draft)
    explain_own(draft)
    _take_change(draft)
    if (
        not draft.slots.keys() - {"this", "lead_id", "lead", "contact", "company"}
        and not draft.ambiguous
        and not (_names_field(draft) and reading.orders & {*_LEADING_ON, "reschedule"})
    ):
        return Refusal("не сказано, что изменить в сделке")
    draft.explain_cues(*_FRAME)
    if not draft.slots.keys() & {"this", "lead_id", "lead"}:
        take_by_party(draft)
        take_lead_left(draft)
    if is_curt(reading):
        draft.strength = PLAIN
    elif not reading.has("deal") and not draft.slots.keys() & {"this", "lead_id", "lead"}:
        plain = reading.has("this_task", "whole") and was_lead(reading)
        plain = plain and "не" not in reading.norms
        draft.strength = 0.9 if reading.has("budget", "stage", "responsible") else 0.85
        draft.strength = PLAIN if plain else draft.strength
    ended = has_ended(reading) or tells_stage(reading)
    plain = _is_ordered(draft) or is_of_named(draft) or goes_on(reading)
    if plain or (ended and not draft.left()):
        draft.strength = PLAIN
    return draft


def _take_which(draft: Draft) -> None:
    """A number stands before a user, who is no client: «по 5177 теперь к Алексею»."""
    if is_relieved(draft.reading):
        explain_giver(draft)
    if goes_on(draft.reading):
        draft.mark("on", moved_on(draft.reading))
        draft.explain_cues("reschedule")
    if draft.reading.users:
        take_bare_id(draft)
    known = "lead_id" in draft.slots or take_owned_title(draft) or take_named_deal(draft)
    known = known or take_record(draft, people=False)
    if not known and take_listed(draft):
        draft.strength = PLAIN
    if not draft.slots.keys() & REFERENCES:
        take_bare_id(draft, also="в") or take_this_alone(draft) or take_quoted_placed(draft)


def _is_ordered(draft: Draft) -> bool:
    """A deal, by its number or on its open card, and what it shall have: no word is left over."""
    reading = draft.reading
    pointed = draft.slots.keys() & {"this", "lead_id"} or reading.has("deal")
    placed = reading.has("stage", "pipeline") and draft.slots.keys() & {"company", "contact"}
    aimed = bool(pointed or placed) or is_open_lead(reading) or ends_of_party(reading)
    ordered = reading.orders & set(_CHANGES) - {"attach", "assign"}
    told = told_before(reading) | reasons(reading)
    denied = any(reading.norm(i) == "не" and i not in told for i in range(len(reading.tokens)))
    handed = draft.slots.get("this") and "assign" in reading.orders and is_open_lead(reading)
    change = draft.slots.keys() - REFERENCES - (set() if handed else {"set_responsible"})
    new = any("new" in reading.cues[i - 1] for i in reading.where("deal") if i)
    plain = (
        bool(aimed and (ordered or handed) and change)
        and not new
        and not ("create" in reading.orders and is_new(reading))
    )
    return plain and not denied and not draft.left()


def _refusal(reading: Reading) -> Refusal | None:
    if reading.has("task", "remind", "note", "phone", "email"):
        return Refusal("меняют не сделку")
    if names_deed(reading) or names_several(reading) or does_more(reading):
        return Refusal("названо несколько сделок или просят ещё о чём-то")
    shown = reading.orders & {"show", "find"} and not gives_name(reading)
    if shown and (stands_at_stage(reading) or not reading.orders & set(_CHANGES)):
        return Refusal("просят показать, а не изменить")
    if changes_contact(reading) or is_of_party(reading):
        return Refusal("меняют контакт")
    if is_on_deal(reading) or user_sent(reading) or is_asked(reading) or is_elsewhere(reading):
        return Refusal("меняют не сделку")
    noted = is_noted(reading, frozenset(_CHANGES)) and not is_curt(reading)
    if noted or is_by_share(reading) or changes_place(reading) or is_made(reading):
        return Refusal("меняют не сделку или не так, как её можно изменить")
    kept = reading.has("assign", "responsible") or states_keeper(reading)
    kept = kept or keeps_numbered(reading) or (is_open_lead(reading) and reading.has("let"))
    if not is_of_deal(reading) and not kept:
        return Refusal("меняют не сделку")
    days = [one for one in reading.all("date") if one.first not in told_before(reading)]
    timed = "reschedule" in reading.orders and days and reading.all("task_type")
    if timed and not sets_stage(reading):
        return Refusal("переносят дело, а не сделку")
    if not _orders_change(reading) and not tells_change(reading):
        return Refusal("ничего не просят изменить")
    return None


def _orders_change(reading: Reading) -> bool:
    if reading.orders & set(_CHANGES) == {"raise"} and _is_raised_up(reading):
        return False
    ordered = reading.commands & set(_CHANGES)
    return bool(ordered) or is_taken_off(reading) or puts_sum(reading) or gives_name(reading)


def _is_raised_up(reading: Reading) -> bool:
    """«Проигранные сделки подними»: to be looked up; neither a sum nor a stage goes up."""
    kinds = ("amount", "amount_hint", "stage", "stage_hint", "pipeline")
    return not (reading.has("budget") or any(map(reading.all, kinds)))


def _take_change(draft: Draft) -> None:
    take_new_budget(draft)
    take_told_end(draft)
    if _is_ended(draft.reading):
        take_outcome(draft)
    for slot, kind in (("set_pipeline", "pipeline"), ("set_stage", "stage")):
        for found in places(draft.reading, kind):
            if is_closed_thing(draft.reading, found.first) or opens_title(draft.reading, found):
                continue
            if is_left_behind(draft.reading, found.first):
                draft.explain(range(found.first, found.stop))
            elif draft.is_free(found) and slot not in draft.slots:
                give_place(draft, slot, found)
    take_outcome(draft)
    handed = draft.reading.has("assign", "responsible", "let") or _is_moved_to(draft.reading)
    if handed or tells_change(draft.reading):
        take_handed(draft)
    if draft.reading.has("rename", "name", "called"):
        take_new_title(draft, _FRAME)
    take_sum_left(draft)


def _is_ended(reading: Reading) -> bool:
    """«Закрой неуспешно: не потянули по деньгам»: the order's own clause says how it ended."""
    placed = [found.first for found in reading.all("stage")]
    for clause in reading.clauses:
        ordered = any(reading.is_order(i) and reading.cues[i] & _ENDING for i in clause)
        said = any(reading.cues[i] & {"state_won", "state_lost"} for i in clause)
        if ordered and said and not any(first in clause for first in placed):
            return True
    told = told_before(reading)
    lost = any(i in told for i in reading.where("state_lost"))
    return lost and "closing" in reading.orders and all(first in told for first in placed)


def _is_moved_to(reading: Reading) -> bool:
    """«Перенеси сделку 5003 на Орлова»."""
    users = reading.users
    return "move" in reading.orders and any(reading.norm(one.first - 1) == "на" for one in users)


def _names_field(draft: Draft) -> bool:
    """«Измени бюджет», «закрой сделку»: what or which is said, the value is to be asked."""
    reading = draft.reading
    closed = "complete" in reading.orders and any(map(reading.is_one, reading.where("deal")))
    if goes_on(reading):
        return True
    return bool(draft.slots) or closed or reading.has("budget", "stage", "responsible")


def _field_changed(reading: Reading) -> Draft | Refusal:
    """«Поменяй источник в сделке 5001 на Авито», «источник этой сделки: Выставка»."""
    draft = Draft(reading)
    refusal = take_set_field(draft, ("leads",))
    if refusal is not None:
        return refusal
    take_record(draft, people=False) or take_bare_id(draft) or take_listed(draft)
    draft.explain_cues(*_FRAME)
    if not draft.slots.keys() & REFERENCES:
        take_by_party(draft)
        take_lead_left(draft)
    return draft


RULES: Rules = (
    Rule("update_lead.changed", _changed, plain=True),
    Rule("update_lead.field", _field_changed, plain=True),
    Rule("update_lead.terse", terse_change, plain=True),
)
