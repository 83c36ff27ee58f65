"""Find deals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.choices import LeadStatus
from nlu.draft import Draft, Refusal, Rule, Rules
from nlu.needs import LeadFilters, Need
from nlu.parts.asked import asks_stage
from nlu.parts.beyond import is_beyond
from nlu.parts.leads import called_closed, take_lead_filters, take_name
from nlu.parts.leftover import leaves_name, take_topic_left
from nlu.parts.likeliest import is_past
from nlu.parts.listed import makes_list, names_several
from nlu.parts.made import is_new
from nlu.parts.measure import asks_much, groups_by
from nlu.parts.new_deal import request_of
from nlu.parts.new_title import gives_name
from nlu.parts.numbered import take_number_asked
from nlu.parts.own_values import PLAIN
from nlu.parts.period import is_paper_due
from nlu.parts.ranked import ranked
from nlu.parts.recalled import in_doubt
from nlu.parts.record import take_lead_id
from nlu.parts.second_order import is_shown
from nlu.parts.taken_over import is_handed_over
from nlu.parts.talked import topic_asked
from nlu.parts.tasks import is_pending
from nlu.parts.this_party import points_at_one, this_party
from nlu.parts.title import is_of_firm, title_at
from nlu.parts.told_budget import is_described
from nlu.parts.told_of import asks_of_deal
from nlu.parts.town import explain_town
from nlu.reading import Reading


@dataclass(frozen=True, slots=True)
class FindLeads(LeadFilters):
    """Find deals."""

    stem: ClassVar[str] = "find_leads"
    required: ClassVar[tuple[Need, ...]] = ()

    id: int | None = None
    status: LeadStatus | None = None


_ASKING = frozenset({"find", "show", "tell", "want", "whole", "list"})
_ASKED_ABOUT = ("whose", "cost", "takes_part", "since")
_ASKED_OF = ("what", "which", "who", "how_many", "when", "about", "tell_about")
_WORTH = ("largest", "smallest")
_FRAME = ("find", "show", "tell", "want", "which", "who", "what", "where", "exists", "deal", "hang")
_MORE_FRAME = (
    "own",
    "arrive",
    "list",
    "base",
    "responsible",
    "closing",
    "pipeline",
    "stage",
    "whole",
)


_OF_DEALS = (
    *("deal", "stage", "pipeline", "closing", "top"),
    *("state_won", "state_lost", "state_open", "state_closed"),
)


def _filtered(reading: Reading) -> Draft | Refusal:
    """«Сделки на переговорах за прошлую неделю», «слитые за май», «что висит на согласовании»."""
    if not _may_be_of_deals(reading):
        return Refusal("не сказано, что ищут сделки")
    refusal = _refusal(reading)
    if refusal is not None:
        return refusal
    draft = Draft(reading)
    if reading.has("deal"):
        take_lead_id(draft, "id")
    take_lead_filters(draft)
    if not reading.has("deal"):
        if (
            not draft.slots.keys() & {"stage", "pipeline", "status", "fields"}
            and "stage" not in draft.ambiguous
            and not (
                "closed" in draft.slots
                and (reading.has("what") or _is_shown(reading) or called_closed(reading))
            )
            and not _is_worth_listing(draft)
        ):
            return Refusal("не сказано, что ищут сделки")
        if draft.unread or (reading.all("date") and not draft.slots.keys() & {"created", "closed"}):
            return Refusal("названо дело на день, которого нет")
        draft.strength = 0.95 if "fields" not in draft.slots else draft.strength
        if reading.has("what") and "работе" in reading.norms and "status" in draft.slots:
            draft.strength = PLAIN
    draft.explain_cues(*_FRAME, *_MORE_FRAME)
    explain_town(draft)
    if not this_party(reading):
        take_name(draft)
    elif not draft.left():
        draft.strength = PLAIN
    topic = take_topic_left(draft) and reading.has("foreign")
    draft.strength = PLAIN if (topic and not draft.left()) or _is_sought(draft) else draft.strength
    return Refusal("не понято, о ком речь") if leaves_name(draft) else draft


def _is_worth_listing(draft: Draft) -> bool:
    """«Топ-5 по сумме», «дай четыре крупнейших за год»: of what the CRM has only deals are worth.

    Companies and tasks, which may be large as well, are named.
    """
    reading = draft.reading
    if draft.slots.get("sort") not in _WORTH or reading.has("company"):
        return "sort" in draft.slots and reading.has("top") and reading.has("budget", "money_word")
    listed = "limit" in draft.slots or reading.has("top") or _is_shown(reading)
    return listed and all(reading.cues[i] & _ASKING for i in draft.left())


def _is_sought(draft: Draft) -> bool:
    """«Подними сделку дробилка для карьера»: deals are to be found, and all words say which."""
    reading = draft.reading
    every = "show" in reading.orders and reading.has("whole") and "не" not in reading.norms
    ordered = ("find" in reading.orders or every) and reading.has("deal")
    return ordered and not reading.has("base") and not draft.left()


def _is_shown(reading: Reading) -> bool:
    return bool(reading.orders & {"find", "show"})


def _titled(reading: Reading) -> Draft | Refusal:
    """«Найди сделку Тендер на металлопрокат»: all that follows the noun is the name."""
    one = (
        i for i in reading.where("deal") if reading.is_one(i) or "card" in reading.cues_at(i - 1)
    )
    head = next(one, None)
    if head is None or _refusal(reading) is not None or reading.all("id"):
        return Refusal("не названа одна сделка")
    draft = Draft(reading, strength=0.97)
    first = reading.after(head)
    if first is None or not _begins_name(reading, first):
        return Refusal("за словом «сделка» нет имени")
    draft.explain_cues(*_FRAME, "card")
    title = title_at(draft, first)
    if is_of_firm(reading, title):
        return Refusal("за словом «сделка» — чья она")
    draft.put("name", reading.text_of(title.start, title.stop), title)
    return draft


def _begins_name(reading: Reading, index: int) -> bool:
    """A name begins with a capital that no person's name explains."""
    people = {found.first for found in (*reading.all("person"), *reading.all("date"))}
    return index not in people and reading.tokens[index].text[:1].isupper()


def _numbered(reading: Reading) -> Draft | Refusal:
    """«#5001», «сделка 5001», «открой 5001»."""
    draft = Draft(reading)
    if not (take_lead_id(draft, "id") or take_number_asked(draft, "id")):
        return Refusal("нет номера сделки")
    if reading.has("task", "note", "how_many", "state_overdue") or _orders_otherwise(reading):
        return Refusal("номер назван не для поиска")
    if not reading.all("id") and (reading.has(*_ASKED_OF) or is_pending(reading)):
        return Refusal("о сделке спрашивают")
    draft.explain_cues("find", "show", "where", "want", "exists", "deal", "card", "hang")
    return draft


def _states_of(reading: Reading) -> bool:
    """«Покажи активные по клиенту Омаров»: a state before, the client after «по»."""
    led = any(reading.norm(i - 1) == "по" for i in reading.where("contact"))
    return led and reading.has("state_open", "state_won", "state_lost")


def _is_of_whom(reading: Reading) -> bool:
    """«Кто завёл сделку 5077», «кто выиграл вчера»: neither deals nor a stage are named."""
    if any(reading.norm(i - 1) == "кто" and is_past(reading, i) for i in reading.where("create")):
        return True
    return reading.has("who") and not (reading.has("deal") or reading.all("stage"))


def _is_moved(reading: Reading) -> bool:
    """«Сделку 5009 в слив»: the accusative with a stage and no request to find it."""
    named = any(reading.norm(i) in {"сделку", "сделочку"} for i in reading.where("deal"))
    aimed = any(map(reading.all, ("stage", "pipeline"))) or reading.has("state_lost", "state_won")
    return named and aimed and not reading.has("find", "show", "want", "tell", "where")


def _is_asked_about(reading: Reading) -> bool:
    """«Расскажи о сделке …», «что за сделка 5007»: one deal is to be told of, not sought."""
    head = next((i for i in reading.where("deal") if reading.is_one(i)), None)
    if head is None:
        return False
    told = any(index < head for index in reading.where("about", "tell_about"))
    what = reading.norm(head - 1) == "за" and reading.norm(head - 2) == "что"
    whence = reading.norm(0) == "откуда"
    return told or what or whence or _asks_field(reading) or reading.has(*_ASKED_ABOUT)


def _asks_field(reading: Reading) -> bool:
    """«Сделка с Ремезом на каком этапе», «… какой бюджет»: something of one deal."""
    asked = {*(i + 1 for i in reading.where("which")), *(i - 1 for i in reading.where("which"))}
    fields = reading.where("stage", "budget", "responsible", "pipeline")
    return any(index in asked and reading.is_one(index) for index in fields)


def _may_be_of_deals(reading: Reading) -> bool:
    """Deals are spoken of, or only deals have what is said."""
    places = any(map(reading.all, ("stage", "pipeline", "own_field")))
    return places or reading.has(*_OF_DEALS, *_WORTH) or "работе" in reading.norms


def _refusal(reading: Reading) -> Refusal | None:
    if reading.has("find") and reading.has("about") and not reading.has("deal"):
        return Refusal("ищут по слову")
    if reading.has("task", "how_many", "note", "state_overdue") or (
        reading.has("contact") and not reading.has("deal") and not _states_of(reading)
    ):
        return Refusal("речь о записях другого рода или о подсчёте")
    if is_beyond(reading) or is_paper_due(reading):
        return Refusal("такого условия у поиска нет")
    if ranked(reading) or groups_by(reading) or asks_much(reading) is not None:
        return Refusal("сравнивают или считают, а не ищут сделки")
    if _is_asked_about(reading) or asks_stage(reading) or asks_of_deal(reading):
        return Refusal("спрашивают об одной сделке")
    if is_pending(reading) or _is_of_whom(reading) or in_doubt(reading) or topic_asked(reading):
        return Refusal("спрашивают не о сделках")
    if _orders_otherwise(reading) or _is_moved(reading) or is_handed_over(reading):
        return Refusal("просят что-то сделать, а не найти")
    if _is_no_search(reading):
        return Refusal("просят что-то сделать или рассказывают, а не ищут")
    if points_at_one(reading) or (reading.has("about", "tell_about") and reading.all("id")):
        return Refusal("спрашивают об одной сделке")
    return None


def _is_no_search(reading: Reading) -> bool:
    done = _is_deed_on_one(reading) or _sets_budget(reading) or _is_made(reading)
    return done or _tells_of_one(reading) or gives_name(reading)


def _tells_of_one(reading: Reading) -> bool:
    """«Сделка с Вектором сорвалась»: one deal, and what became of it; nothing is asked."""
    if reading.orders or reading.has(*_ASKED_OF, "where", "whose") or reading.has_question_mark:
        return False
    deals = (reading.tokens[i].parses[:1] for i in reading.where("deal"))
    if not any({"nomn", "sing"} <= p.grammemes for parses in deals for p in parses):
        return False
    return any(
        p.pos == "VERB" and {"past", "sing"} <= p.grammemes
        for i in reading.where("state_won", "state_lost", "state_closed")
        for p in reading.tokens[i].parses[:1]
    )


def _is_made(reading: Reading) -> bool:
    """«Новая заявка с сайта, ремонт кровли», «ещё сделку для Ромашки: …»."""
    if reading.commands & {"find", "show", "tell"} or makes_list(reading):
        return False
    return bool(request_of(reading)) or is_new(reading)


def _is_deed_on_one(reading: Reading) -> bool:
    """«По сделке 5150 отправить кп завтра»: something is to be done on a day."""
    one = any(map(reading.is_one, reading.where("deal"))) and reading.all("id")
    asked = {"find", "show", "tell", "want", "able"}
    return bool(one and reading.all("date")) and any(
        parse.pos == "INFN" and not reading.cues[index] & asked
        for index, token in enumerate(reading.tokens)
        for parse in token.parses[:1]
    )


def _sets_budget(reading: Reading) -> bool:
    """«Сделка 5020 бюджет 900 тысяч»: one deal by its number and what its budget is to be."""
    amounts = {found.first for found in reading.all("amount")}
    one = bool(reading.all("id")) or is_described(reading)
    return one and any(i + 1 in amounts for i in reading.where("budget"))


def _orders_otherwise(reading: Reading) -> bool:
    acts = {
        "create",
        "put",
        "move",
        "rename",
        "raise",
        "lower",
        "assign",
        "change",
        "complete",
        "reschedule",
        "remind",
    }
    asked = reading.orders & {"find", "show", "tell"} and not names_several(reading)
    if makes_list(reading):
        return False
    turned = (i for i in reading.where(*acts) if reading.is_order(i))
    return any(not is_shown(reading, i) for i in turned) and not asked


RULES: Rules = (
    Rule("find_leads.filtered", _filtered, plain=True),
    Rule("find_leads.titled", _titled, plain=True),
    Rule("find_leads.numbered", _numbered, plain=True),
)
