"""Count or sum records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.choices import GroupBy, Metric, RecordStatus, ReportOf
from nlu.draft import Draft, Refusal, Rule, Rules
from nlu.needs import LeadFilters, Need
from nlu.parts.beyond import STUCK, is_beyond
from nlu.parts.company import take_company, take_company_left, take_company_quoted
from nlu.parts.count import take_limit
from nlu.parts.leads import take_lead_filters
from nlu.parts.likeliest import traits
from nlu.parts.measure import (
    asks_much,
    breaks_down,
    groups_by,
    take_funnel,
    take_group,
    take_metric,
)
from nlu.parts.numbered import number_asked
from nlu.parts.own_fields import take_own_fields
from nlu.parts.own_values import PLAIN
from nlu.parts.period import is_paper_due, take_range
from nlu.parts.periods_compared import compare_periods, set_further_aside
from nlu.parts.ranked import ranked
from nlu.parts.record import take_lead_id, take_this
from nlu.parts.tasks import is_handed_task, take_task_status, take_task_type
from nlu.parts.this_party import points_at_one
from nlu.parts.who import take_contact, take_responsible
from nlu.parts.worth import asks_worth_of_one
from nlu.reading import Reading
from nlu.values import Comparison, DateRange


@dataclass(frozen=True, slots=True)
class Report(LeadFilters):
    """Count or sum records."""

    stem: ClassVar[str] = "report"
    required: ClassVar[tuple[Need, ...]] = (Need("metric", ("metric",)),)

    metric: Metric | None = None
    of: ReportOf | None = None
    group_by: GroupBy | None = None
    status: RecordStatus | None = None
    due: DateRange | None = None
    type: str | None = None
    this: bool | None = None
    lead_id: int | None = None
    lead: str | None = None
    compared: Comparison | None = None


_OF: tuple[tuple[str, ReportOf], ...] = (
    ("task", "tasks"),
    ("deal", "leads"),
    ("contact", "contacts"),
)
_NOMINAL = frozenset({"NOUN", "ADJF"})
_TIME = frozenset({"день", "время", "час", "минута", "неделя", "месяц", "год", "раз"})
_AVERAGED = frozenset({"deal", "budget", "sum", "money_word", "sell", "cost", "earn"})
_FRAME = frozenset(
    {"team", "find", "show", "tell", "want", "which", "what", "exists", "hang", "whole", "list"}
    | {"base", "new", "pipeline", "stage", "kind", "deal", "task", "contact", "own", "arrive"}
    | {"responsible", "closing", "group"}
)


def _counted(reading: Reading) -> Draft | Refusal:
    """«Сколько сделок на тендере», «сумма выигранных за май», «число задач по менеджерам»."""
    refusal = _refusal(reading)
    if refusal is not None:
        return refusal
    draft = Draft(reading)
    measured = _take_ranked(draft) or take_metric(draft) or reading.has("summary", "compare")
    funnel = not measured and take_funnel(draft)
    if not (measured or funnel) and "group" not in reading.orders and not _asks_to_group(reading):
        return Refusal("нечего считать")
    draft.explain_cues("budget", "summary")
    _explain_share(draft)
    draft.explain_cues("total")
    _take_conditions(draft)
    draft.explain_cues(*_FRAME)
    pipelines = {one.value for one in reading.all("pipeline")}
    if _of_contacts_from(draft) or breaks_down(draft) or len(pipelines) > 1:
        return Refusal("такой разбивки нет")
    "company" in draft.slots or take_company_quoted(draft) or take_company_left(draft)
    if _says_more(draft):
        return Refusal("сказано условие, которого у отчёта нет")
    about = draft.slots.keys() & {"of", "stage", "pipeline", "status", "type", "group_by"}
    own = draft.slots.get("metric") in ("conversion", "average") or reading.has(
        "summary", "money_word", "state_closed"
    )
    apart = "compared" in draft.slots and not draft.left()
    plain = funnel or _is_grouped(draft) or asks_much(reading) is not None
    plain = plain or bool("of" in draft.slots and reading.orders & {"sum", "count"})
    if apart or (plain and not draft.left()):
        draft.strength = PLAIN
    wanted = reading.has("summary") and reading.orders & {"show", "tell", "find"}
    if about or apart or (own and draft.slots) or (wanted and not draft.left()):
        return draft
    return Refusal("не сказано, что считать")


def _refusal(reading: Reading) -> Refusal | None:
    one = any(map(reading.is_one, reading.where("deal"))) and not reading.has("how_many", "average")
    one = one or asks_worth_of_one(reading) or number_asked(reading) is not None
    if (one or points_at_one(reading) or reading.all("id")) and not reading.has("task"):
        return Refusal("спрашивают об одной сделке")
    if is_beyond(reading) or reading.has("note"):
        return Refusal("такого условия у отчёта нет")
    if _averages_other(reading) or _counts_other(reading) or _is_of_tasks_or_steps(reading):
        return Refusal("считают не то, что есть у записей")
    if any(_is_past(reading, index) for index in reading.where("reschedule")):
        return Refusal("спрашивают, как переносили")
    if reading.norm((reading.first("how_many") or 0) - 1) in {"в", "до", "к", "с"}:
        return Refusal("спрашивают, в котором часу")
    if is_paper_due(reading) or is_handed_task(reading):
        return Refusal("названо будущее, за которое нечего считать")
    if reading.all("budget") and _is_named_sum(reading):
        return Refusal("сумма названа, а не спрошена")
    if (
        reading.commands & {"create", "remind", "change", "move"}
        and not _makes_summary(reading)
        and "show" not in reading.commands
        and not reading.has("how_many")
    ):
        return Refusal("просят что-то изменить, а не посчитать")
    return None


def _asks_to_group(reading: Reading) -> bool:
    """«Разбивка сделок по воронкам», «сделки в разрезе этапов», «новые сделки по менеджерам»."""
    laid_out = groups_by(reading) and reading.has("deal", "task", "sell")
    return laid_out or any("NOUN" in traits(reading, i) for i in reading.where("group"))


def _take_conditions(draft: Draft) -> None:
    _take_of(draft)
    "group_by" in draft.slots or take_group(draft)
    _take_sold(draft)
    _take_filters(draft)
    _take_both_ends(draft)
    set_further_aside(draft)
    compare_periods(draft)


def _is_grouped(draft: Draft) -> bool:
    """Groups are asked for in words, or months are to be compared."""
    months = draft.slots.get("group_by") == "month" and draft.reading.has("compare")
    return months or (draft.slots.keys() >= {"of", "group_by"} and _asks_to_group(draft.reading))


def _is_past(reading: Reading, index: int) -> bool:
    return "past" in reading.tokens[index].traits


def _counts_other(reading: Reading) -> bool:
    """«Сколько дней в работе», «сколько он нам должен»: neither records nor their money."""
    asked = reading.first("how_many")
    if asked is None or reading.has("deal", "task", "contact"):
        return False
    timed = bool(reading.lemmas(asked + 1) & _TIME)
    return timed or (reading.has("must") and reading.norm(asked - 1) != "на")


def _is_of_tasks_or_steps(reading: Reading) -> bool:
    """«Сколько сделок просрочено», «… застряло», «конверсия из … в …»."""
    late = (
        reading.has("state_overdue")
        and reading.has("deal")
        and not reading.has("task", "call", "meeting")
    )
    from_to = any(reading.norm(one.first - 1) in {"из", "с"} for one in reading.all("stage"))
    stuck = any(reading.lemmas(i) & STUCK for i in reading.where("hang"))
    stuck = stuck and not reading.all("stage") and ranked(reading) is None
    return late or stuck or (reading.has("conversion") and from_to)


def _averages_other(reading: Reading) -> bool:
    """«Средняя зарплата», «средний балл»: of what no deal has."""
    behind = (i + 1 for i in reading.where("average") if i + 1 < len(reading.tokens))
    return any(not reading.cues[i] & _AVERAGED and reading.tokens[i].pos == "NOUN" for i in behind)


def _take_ranked(draft: Draft) -> bool:
    """«Топ-3 менеджера по сумме сделок»: they are ranked by a count unless a sum is said."""
    reading = draft.reading
    most = ranked(reading)
    if most is None:
        return False
    worth = reading.has("sum", "money_word", "budget", "earn")
    metric = "average" if reading.has("average") else "sum" if worth else "count"
    metric = "conversion" if reading.has("conversion") else metric
    draft.slots["metric"] = metric
    draft.explain_cues("average", "sum", "money_word", "earn", "conversion")
    draft.put("group_by", most.by, most.place)
    if most.sold:
        draft.slots["status"] = "won"
    if most.users or most.least is not None:
        draft.slots["compared"] = Comparison(users=most.users, least=most.least)
    take_limit(draft, within=most.place)
    return True


def _explain_share(draft: Draft) -> None:
    """«Какой процент сделок мы в итоге выигрываем»: the share is of those that are won."""
    if draft.slots.get("metric") == "conversion":
        draft.explain_cues("state_won", "sell", "total", "closing")
        if draft.reading.has("deal") and draft.reading.has("state_won"):
            draft.strength = PLAIN


def _take_both_ends(draft: Draft) -> None:
    """«Сколько мы выиграли и проиграли»: one of them would be half an answer."""
    reading = draft.reading
    if draft.slots.get("metric") != "count" or "и" not in reading.norms:
        return
    won, lost = reading.where("state_won"), reading.where("state_lost")
    if won and lost and won != lost:
        draft.put("metric", "conversion", (*draft.places["metric"], *won, *lost))
        draft.slots.pop("status", None)


def _take_sold(draft: Draft) -> None:
    """«Кто лучше всех продаёт», «сколько продаж за неделю»: won deals, no pipeline."""
    index = draft.reading.first("sell")
    places = set(draft.reading.where("pipeline")) - draft.places.get("group_by", set())
    placed = places or draft.reading.has("conversion") or _is_led_in(draft.reading)
    if index is not None and not placed:
        draft.put("status", "won", [index])


def _is_led_in(reading: Reading) -> bool:
    """«В Продажах», «по воронке Продажи»: where, not what was sold."""
    return any(reading.norm(one.first - 1) == "в" for one in reading.all("pipeline"))


def _of_contacts_from(draft: Draft) -> bool:
    """«Сколько клиентов с Авито»: a source is a field of deals."""
    sources = draft.reading.has("channel") or bool(draft.reading.all("own_choice"))
    return draft.slots.get("of") == "contacts" and sources and "fields" not in draft.slots


def _says_more(draft: Draft) -> bool:
    """«Сумма сделки переезд сервера»: a thing left over beside what is counted is a condition."""
    reading = draft.reading
    said = set().union(*draft.places.values()) if draft.places else set()
    things = [i for i in draft.left() if _is_thing(reading, i)]
    return any(not said.isdisjoint(one) for i in things for one in reading.clauses if i in one)


def _is_thing(reading: Reading, index: int) -> bool:
    named = reading.tokens[index].pos in _NOMINAL
    return named and not reading.cues[index] and not reading.norm(index).startswith("каков")


def _makes_summary(reading: Reading) -> bool:
    """«Сделай отчёт по этапам за месяц», not «сделай отчёт к пятнице»."""
    orders = (i for i in reading.where("summary") if i and reading.is_order(i - 1))
    back = all(reading.norm(found.first) in {"за", "по", "с", "в"} for found in reading.all("date"))
    return back and any(True for _ in orders)


def _is_named_sum(reading: Reading) -> bool:
    """«Сделки на сумму от 100 тысяч» filters; «сумма сделок от 100 тысяч» asks."""
    if reading.has("how_many", "which", "average", "conversion", "tell") or groups_by(reading):
        return False
    if asks_much(reading) is not None:
        return False
    if reading.orders & {"count", "sum"}:
        return False
    budgets = {found.first for found in reading.all("budget")}
    return any(
        reading.norm(i - 1) in {"на", "с", "по", "от"} or i + 1 in budgets
        for i in reading.where("sum", "count", "money_word", "budget")
    ) or not reading.has("sum")


def _take_of(draft: Draft) -> None:
    said = next(((name, i) for cue, name in _OF for i in draft.reading.where(cue)), None)
    if said is not None:
        draft.put("of", said[0], [said[1]])


def _counts_tasks(draft: Draft) -> bool:
    """«Сколько звонков на завтра» counts tasks without saying so."""
    work = draft.reading.has("call", "meeting", "state_overdue") or bool(
        draft.reading.all("task_type")
    )
    return draft.slots.get("of") == "tasks" or ("of" not in draft.slots and work)


def _take_filters(draft: Draft) -> None:
    if not _counts_tasks(draft):
        take_own_fields(draft, draft.slots.get("of", "leads"))
        take_lead_filters(draft)
        return
    take_task_status(draft)
    take_this(draft) or take_lead_id(draft)
    take_task_type(draft)
    take_company(draft)
    take_contact(draft)
    take_responsible(draft)
    take_range(draft, "due", forward=True)


RULES: Rules = (Rule("report.counted", _counted, plain=True),)
