"""Answer about one record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.choices import Field
from nlu.draft import Draft, Refusal, Rule, Rules
from nlu.needs import RECORD, REFERENCES, Need, RecordReference
from nlu.once import once
from nlu.parts.asked import (
    asks_sum_of_many,
    asks_way_to_call,
    explain_briefing,
    explain_how_goes,
    is_briefing,
    is_how_goes,
    is_next_step,
    points_back,
    prepared_for,
    take_asked,
    take_of_what_sort,
)
from nlu.parts.asked_of import ASKED, FRAME, has_subject, take_party_of, with_record, written_out
from nlu.parts.beyond import is_beyond
from nlu.parts.company import (
    take_company,
    take_company_left,
    take_company_quoted,
)
from nlu.parts.employer import asks_firm_of
from nlu.parts.field import take_field
from nlu.parts.keeper import asks_here
from nlu.parts.numbered import number_asked, take_number_asked
from nlu.parts.own_fields import take_own_name
from nlu.parts.own_values import PLAIN
from nlu.parts.record import take_company_led, take_likely_person, take_record
from nlu.parts.taken_over import is_taken_over
from nlu.parts.talk_ahead import asked_of_talk, told_of_talk
from nlu.parts.talked import explain_times, explain_topic, is_topic, topic_asked
from nlu.parts.title import take_title
from nlu.parts.told_of import (
    asks_news,
    asks_of_deal,
    asks_stillness,
    explain_news,
    is_here_asked,
    opens_card,
    take_called,
    take_named_alone,
    take_told_of,
)
from nlu.parts.undertaking import take_undertaking
from nlu.parts.worth import asks_worth_of_one
from nlu.reading import Reading


@dataclass(frozen=True, slots=True)
class Show(RecordReference):
    """Answer about one record."""

    stem: ClassVar[str] = "show"
    required: ClassVar[tuple[Need, ...]] = (RECORD,)

    field: Field | None = None
    own_field: str | None = None


_PLAIN_FIELDS = frozenset({"responsible", "phone", "email", "stage"})


def _field_of(reading: Reading) -> Draft | Refusal:
    """«Какой телефон у Петрова», «кто ведёт сделку 5001», «почта этого контакта какая»."""
    refusal = _refusal(reading)
    if refusal is not None:
        return refusal
    draft = Draft(reading)
    if take_asked(draft) or take_field(draft):
        if draft.slots.get("field") == "notes":
            explain_topic(draft)
            explain_times(draft)
        return _checked(_certain(with_record(draft)))
    return Refusal("не сказано, что о записи нужно знать")


def _own_field_of(reading: Reading) -> Draft | Refusal:
    """«Какой ИНН у Ромашки», «должность Петрова», «источник сделки 5001»."""
    refusal = _refusal(reading)
    if refusal is not None:
        return refusal
    if reading.has("task", "note", "how_many", "summary", "group"):
        return Refusal("спрашивают не о записи")
    draft = Draft(reading)
    if not take_own_name(draft):
        return Refusal("не названо поле аккаунта")
    draft = with_record(draft)
    if "contact" in draft.slots:
        take_company(draft) or take_company_led(draft)
    asked = has_subject(reading) and (reading.has(*ASKED) or not draft.left())
    if asked or draft.slots.keys() & REFERENCES:
        draft.strength = PLAIN
        return draft
    return Refusal("не сказано, о какой записи")


def _about(reading: Reading) -> Draft | Refusal:
    """«Расскажи про эту сделку», «что по сделке 5001», «подготовь к звонку Петрову»."""
    refusal = _refusal(reading)
    if refusal is not None:
        return refusal
    briefed, opened = is_briefing(reading), opens_card(reading)
    plain = is_how_goes(reading) or briefed or opened or reading.has("about", "tell_about")
    of_deal, still = asks_of_deal(reading), asks_stillness(reading)
    sure = [*asks_news(reading), *topic_asked(reading), *still, *is_here_asked(reading)]
    asked = [*sure, *of_deal]
    plain = plain or bool(asked) or ("remind" in reading.orders and reading.has("what"))
    if not plain and not reading.has("what", "tell"):
        return Refusal("не просят рассказать о записи")
    if "remind" in reading.orders and not reading.has("what"):
        return Refusal("просят напомнить о ком-то, а не рассказать")
    head = reading.first("deal")
    if head is not None and reading.norm(head - 1) == "по" and not reading.is_one(head):
        return Refusal("спрашивают о нескольких сделках")
    if head is not None and any(index > head for index in reading.where("about")):
        return Refusal("«сделка про …» — это название")
    draft = Draft(reading, strength=_strength(reading, plain))
    sort = take_of_what_sort(draft)
    explain_how_goes(draft)
    explain_briefing(draft)
    draft.explain(asked)
    explain_news(draft)
    explain_times(draft)
    named = sort or take_record(draft) or take_number_asked(draft)
    named = named or (plain and _take_named(draft)) or ((sure or opened) and _take_owner(draft))
    at_hand = bool(sure) and has_subject(reading)
    if not (named or of_deal or at_hand or points_back(reading) or (plain and _is_bare(draft))):
        return Refusal("не сказано, о какой записи")
    counted = reading.has("how_many") and not still
    if counted or (reading.has("foreign") and not briefed) or reading.all("date"):
        return Refusal("спрашивают не о записи")
    draft = with_record(draft)
    if at_hand or ((sure or opened) and draft.slots.keys() & REFERENCES):
        draft.strength = PLAIN
    return draft


def _is_bare(draft: Draft) -> bool:
    """«Расскажи вкратце»: of the open card, or of what was just shown."""
    reading = draft.reading
    told = draft.explained | {*reading.where(*FRAME)}
    ordered = not reading.orders.isdisjoint({"tell", "show"})
    return has_subject(reading) and ordered and reading.content <= told


def _strength(reading: Reading, plain: bool) -> float:
    """«Что там у Кима», «как дела по сделке 5001»: with the record named nothing else is meant."""
    if is_how_goes(reading) and not reading.has("deal", "contact", "exists"):
        return PLAIN
    return 1.0 if plain else 0.96


def _take_owner(draft: Draft) -> bool:
    """«Что с заказом Ромашки», «открой карточку Вектора»: whose it is."""
    draft.explain_cues("card")
    return take_company_left(draft)


def _take_named(draft: Draft) -> bool:
    return (
        take_party_of(draft)
        or take_title(draft, "lead")
        or take_undertaking(draft)
        or take_company_led(draft)
        or take_company_quoted(draft)
        or take_told_of(draft)
        or (is_how_goes(draft.reading) and take_named_alone(draft))
    )


def _prepared(reading: Reading) -> Draft | Refusal:
    """«Подготовь меня к звонку», «подготовь к встрече с Петровым»: all there is to know."""
    refusal = _refusal(reading)
    if refusal is not None:
        return refusal
    acts = prepared_for(reading)
    if not acts:
        return Refusal("не просят подготовить к разговору")
    if reading.has("task", "remind") or reading.all("date"):
        return Refusal("это дело, а не вопрос")
    draft = Draft(reading, strength=PLAIN)
    draft.explain((*acts, *reading.where("tell_about")))
    take_record(draft) or take_company_led(draft) or take_likely_person(draft)
    if not draft.slots:
        take_called(draft, acts[0])
    draft.explain_cues(*FRAME, "contact", "company", "people")
    draft.explain(i for i in range(len(reading.tokens)) if reading.norm(i) in {"меня", "мне"})
    return draft


def _before_talk(reading: Reading) -> Draft | Refusal:
    """«Через час встреча с Петровым, подготовь меня», «завтра звоню Вектору, что по ним было»."""
    asking = asked_of_talk(reading)
    if not asking:
        return Refusal("не спрашивают перед разговором")
    draft = Draft(reading, strength=PLAIN)
    draft.explain((*asking, *told_of_talk(reading)))
    if reading.has("which", "phone", "email"):
        take_field(draft)
    noted = [i for i in reading.where("told", "note") if i in asking]
    if noted:
        draft.put("field", "notes", noted)
    take_record(draft) or take_company_led(draft) or take_likely_person(draft)
    if not draft.slots.keys() & REFERENCES and not has_subject(reading):
        return Refusal("не сказано, о какой записи")
    draft.explain_cues(*FRAME)
    return draft


def _certain(draft: Draft) -> Draft:
    """«Кто тут работает» on an open card asks of nothing else."""
    called = asks_way_to_call(draft.reading) and "contact" in draft.slots
    here = "this" in draft.slots and draft.slots.get("field") == "contacts"
    here = here and draft.reading.request.context.entity is not None
    worth = "lead" in draft.slots and asks_worth_of_one(draft.reading)
    firm = asks_firm_of(draft.reading) or _is_plain(draft) or bool(written_out(draft.reading))
    if called or here or worth or firm or asks_here(draft.reading):
        draft.strength = PLAIN
    return draft


def _is_plain(draft: Draft) -> bool:
    """«Ты не в курсе, кто ведёт Дельту», «какая почта у Гусева»: every word is of the question."""
    reading, way = draft.reading, draft.slots.get("field") in ("phone", "email")
    asked = reading.has("which", "who", "whose") or (way and reading.has_question_mark)
    asked = asked and not draft.left() and not reading.all("own_field")
    named = draft.slots.keys() & (REFERENCES - {"this"})
    return asked and bool(named) and draft.slots.get("field") in _PLAIN_FIELDS


def _checked(draft: Draft) -> Draft | Refusal:
    """People and plans are asked of a deal or the open card; else they are a search."""
    field, said = draft.slots.get("field"), draft.slots.keys() & REFERENCES
    if field == "responsible" and _lists_of_user(draft.reading):
        return Refusal("названо, чьи записи нужны")
    if (
        field == "contacts"
        and not said & {"this", "lead_id", "lead"}
        and not asks_here(draft.reading)
        and not points_back(draft.reading)
    ):
        return Refusal("ищут людей, а не спрашивают о сделке")
    back = points_back(draft.reading) or (is_next_step(draft) and has_subject(draft.reading))
    if field == "tasks" and not said and not back:
        return Refusal("спрашивают о делах, а не о записи")
    if draft.reading.all("date") and field != "created":
        return Refusal("назван срок: это не вопрос о записи")
    return draft


def _lists_of_user(reading: Reading) -> bool:
    """«Контакты, где ответственная Лебедева», «сделки, где ответственный Илья»."""
    many = any(not reading.is_one(index) for index in reading.where("deal", "contact", "company"))
    return many and bool(reading.users)


@once
def _refusal(reading: Reading) -> Refusal | None:
    orders = {"create", "put", "change", "move", "assign", "complete", "reschedule"}
    orders |= {"remind", "raise", "lower", "rename"}
    if reading.commands & orders and not reading.commands & {"tell", "show", "find", "want"}:
        return Refusal("просят что-то сделать, а не ответить")
    if is_beyond(reading):
        return Refusal("такого о записи не спросить")
    news = asks_news(reading) or asks_of_deal(reading) or number_asked(reading) is not None
    if reading.has("new", "now", "let") and not (reading.has("when") or news):
        return Refusal("говорят, что изменилось")
    if is_taken_over(reading) or asks_sum_of_many(reading):
        return Refusal("не спрашивают об одной записи")
    if reading.all("phone") or reading.all("email") or _names_stage(reading):
        return Refusal("ищут запись, а не спрашивают о ней")
    return None


def _names_stage(reading: Reading) -> bool:
    """A stage narrows a list; in quotes behind «сделка» it is a part of the deal's name."""
    heads = set(reading.where("deal"))
    names = (one for one in reading.all("quote") if reading.before(one.first) in heads)
    quoted = {i for one in names for i in range(one.first, one.stop)}
    topics, asked = reading.has("note"), topic_asked(reading)
    return any(
        one.first not in (*quoted, *asked) and not (topics and is_topic(reading, one.first))
        for one in reading.all("stage")
    )


RULES: Rules = (
    Rule("show.own_field", _own_field_of, plain=True),
    Rule("show.field", _field_of, plain=True),
    Rule("show.prepared", _prepared, plain=True),
    Rule("show.before_talk", _before_talk, plain=True),
    Rule("show.about", _about, plain=True),
)
