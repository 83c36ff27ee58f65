"""The filters deals are searched and counted by."""

from __future__ import annotations

from typing import Any

from nlu.draft import Draft
from nlu.once import once
from nlu.parts.company import after_preposition, in_genitive, take_company, take_company_left
from nlu.parts.count import are_pieces, take_limit, take_sort
from nlu.parts.likeliest import traits
from nlu.parts.own_fields import take_own_fields
from nlu.parts.period import take_range
from nlu.parts.quoted import WITH_PARTY, take_quoted_firm
from nlu.parts.this_party import explain_this_party
from nlu.parts.title import is_of_firm
from nlu.parts.topic import take_topic
from nlu.parts.who import take_apposed, take_contact, take_responsible
from nlu.reading import Reading
from nlu.smallwords import ONTO
from nlu.types import Found
from nlu.values import DateRange, MoneyRange

_LARGE = 10_000
# The last stages every pipeline of amoCRM has.
WON, LOST = "Успешно реализовано", "Закрыто и не реализовано"
FINAL_STAGES = {WON: "won", LOST: "lost"}
_STATES = (("state_won", "won"), ("state_lost", "lost"), ("state_open", "open"))


def take_lead_filters(draft: Draft) -> None:
    """Fill every filter of deals that was said, the surest words first."""
    take_own_fields(draft, "leads")
    explain_this_party(draft)
    take_topic(draft)
    _take_quoted_name(draft)
    take_places(draft)
    take_status(draft)
    take_way(draft, "phone")
    take_way(draft, "email")
    take_budget(draft)
    take_company(draft)
    draft.places["street"] = streets(draft.reading)
    take_contact(draft) or "company" in draft.slots or take_apposed(draft)
    draft.explain_cues("contact")
    take_responsible(draft)
    draft.places.pop("street")
    if not take_range(draft, _period_slot(draft)):
        _take_closed(draft)
    take_limit(draft)
    take_sort(draft)


def _take_closed(draft: Draft) -> None:
    """«Закрытые сделки Вектора»: won or lost, whenever that was."""
    if draft.slots.keys() & {"status", "stage", "closed", "created"} or "stage" in draft.ambiguous:
        return
    said = [i for i in called_closed(draft.reading) if i not in draft.explained]
    if said:
        draft.put("closed", DateRange(None, None), said[:1])


@once
def called_closed(reading: Reading) -> list[int]:
    """Return where «закрытые» stands, not «закрыли», «не закрытые»."""
    return [
        index
        for index in reading.where("state_closed")
        if reading.tokens[index].pos in {"ADJF", "PRTF"} and reading.norm(index - 1) != "не"
    ]


def streets(reading: Reading) -> set[int]:
    """Return names a deal's own name holds: «сделка монтаж вентиляции на Пушкина», no client."""
    head = reading.first("deal")
    if head is None or not reading.is_one(head):
        return set()
    named = (one for one in reading.all("person") if one.value.users is None)
    return {
        index
        for one in named
        if one.first - 2 > head
        and reading.norm(one.first - 1) == "на"
        and reading.tokens[one.first - 2].pos == "NOUN"
        for index in range(one.first, one.stop)
    }


def _take_quoted_name(draft: Draft) -> None:
    """«Сделка «Кафе Лето (вентиляция)»»: what is quoted right behind the noun is its name."""
    for found in draft.reading.all("quote"):
        before = draft.reading.before(found.first)
        one = before is not None and "deal" in draft.reading.cues[before]
        if one and before is not None and draft.reading.is_one(before):
            draft.take("name", found, found.value)
            return


def take_places(
    draft: Draft, stage: str = "stage", pipeline: str = "pipeline", *, hints: bool = True
) -> None:
    """Fill stage and pipeline by their names in the account.

    Args:
        hints: take doubtful names too where the phrase speaks of deals.
    """
    for slot, kind in ((pipeline, "pipeline"), (stage, "stage")):
        near = hints and draft.reading.has("deal", kind)
        doubtful = [one for one in draft.reading.all(f"{kind}_hint") if near and _tells(draft, one)]
        plain = sorted(
            draft.reading.all(kind), key=lambda one: not _is_led(draft.reading, one.first)
        )
        named = [one for one in plain if _tells(draft, one) or _is_led(draft.reading, one.first)]
        for found in (*named, *doubtful):
            if slot in draft.slots or slot in draft.ambiguous or not draft.is_free(found):
                continue
            if slot == "stage" and _tells_state(draft.reading, found):
                draft.take("status", found, FINAL_STAGES[found.value[0]])
            else:
                give_place(draft, slot, found)
            draft.explain_cues(kind)


def _tells_state(reading: Reading, found: Found[tuple[str, ...]]) -> bool:
    """«Успешно реализованные за май» tells what became of deals, «успешно реализовано» a stage."""
    final = len(found.value) == 1 and found.value[0] in FINAL_STAGES
    said = traits(reading, found.stop - 1)
    return final and "plur" in said and bool(said & {"PRTF", "ADJF"})


def _is_led(reading: Reading, index: int) -> bool:
    """«На этапе Тендер» points at the stage, «Тендер школы» may be a name."""
    before = reading.before(index)
    return before is not None and (
        bool(reading.cues[before] & {"stage", "pipeline"}) or reading.norm(before) in ONTO
    )


def _tells(draft: Draft, found: Found[Any]) -> bool:
    """«Активные заявки» are deals, not the stage «Новая заявка»."""
    cues = draft.reading.cues
    if "money_word" in cues[found.first] and draft.reading.norm(found.first - 1) == "по":
        return not draft.reading.has("top", "ordering", "descending", "ascending")
    return any("deal" not in cues[index] for index in range(found.first, found.stop))


def give_place(draft: Draft, slot: str, found: Found[tuple[str, ...]]) -> None:
    """Fill a slot with the account's name, or leave it in doubt when several fit."""
    if len(found.value) == 1:
        draft.take(slot, found, found.value[0])
    else:
        draft.doubt(slot, found.value, range(found.first, found.stop))


def take_status(draft: Draft) -> None:
    """Fill `status` from «открытые», «выигранные», «слитые», «не закрыты», «закрытые успешно»."""
    reading = draft.reading
    named = (*reading.all("date"), *reading.all("company"))
    within = {i for one in named for i in range(one.first, one.stop)}
    for index in range(len(reading.tokens)):
        if index in draft.explained or index in within or reading.is_command(index):
            continue
        status = _status_at(reading, index)
        if status is not None:
            draft.put("status", status, [index])
            draft.explain_cues("state_closed", "closing")
            return


def take_outcome(draft: Draft) -> None:
    """«Закрой как проигранную», «слита»: won and lost are stages of every pipeline."""
    outcomes = (("state_won", WON), ("state_lost", LOST))
    for cue, stage in outcomes:
        said = draft.reading.where(cue)
        if said and "set_stage" not in draft.slots:
            draft.put("set_stage", stage, said[-1:])
            draft.explain(said)
    dropped = [i for i in draft.reading.where("lose") if draft.reading.is_command(i)]
    if dropped and "set_stage" not in draft.slots:
        draft.put("set_stage", LOST, dropped)
    lost = draft.reading.where("losing")
    if lost and "set_stage" not in draft.slots and draft.reading.orders & {"closing", "complete"}:
        draft.put("set_stage", LOST, lost)


def take_way(draft: Draft, kind: str) -> bool:
    """Fill `phone` or `email`."""
    parts = draft.reading.all("part_of_phone") if kind == "phone" else ()
    for found in (*draft.reading.all(kind), *parts):
        if draft.is_free(found):
            draft.take(kind, found, found.value)
            draft.explain_cues(kind, "ringing")
            return True
    return False


def take_budget(draft: Draft) -> None:
    """Fill `budget` from the amounts that were said."""
    for found in money(draft.reading, "budget"):
        if draft.is_free(found) and not are_pieces(draft.reading, found):
            draft.take("budget", found, found.value)
            draft.explain_cues("budget")
            draft.explain(
                i for i in (found.first - 1,) if draft.reading.norm(i) in {"на", "за", "с"}
            )
            return
    _take_nothing(draft)


def _take_nothing(draft: Draft) -> None:
    """«С нулевым бюджетом»."""
    for index in draft.reading.where("budget"):
        if "нулевой" in draft.reading.lemmas(index - 1):
            draft.put("budget", MoneyRange(0, 0), [index - 1, index])


def money(reading: Reading, kind: str) -> list[Found[Any]]:
    """Return amounts; a bare number is one beside «бюджет», or when it is large («на 350 000»)."""
    near = reading.has("budget", "raise", "lower")
    hints = [one for one in reading.all(f"{kind}_hint") if near or _is_large(one.value)]
    return [*reading.all(kind), *hints]


def _is_large(value: object) -> bool:
    low = value.min or value.max if isinstance(value, MoneyRange) else value
    return isinstance(low, int) and low >= _LARGE


def take_name(draft: Draft, slot: str = "name") -> bool:
    """Fill a deal's name from quotes, or from the words nothing else explains."""
    for found in draft.reading.all("quote"):
        if draft.is_free(found):
            if slot == "name" and take_quoted_firm(draft, found):
                return True
            draft.take(slot, found, found.value)
            draft.explain_cues("name")
            return True
    return _take_name_left(draft, slot)


def _take_name_left(draft: Draft, slot: str) -> bool:
    draft.explain_cues("newest", "called")
    left = draft.left()
    named = draft.reading.has("name", "about", "word")
    head = draft.reading.first("deal")
    if not left or head is None or not (named or draft.reading.is_one(head)):
        return named is False and take_company_left(draft)
    draft.explain_cues("name", "about", "word")
    owned = "sort" in draft.slots and in_genitive(draft.reading, left[0])
    if (owned or after_preposition(draft.reading, left[0])) and _is_party(
        draft, left, head, named=named
    ):
        return take_company_left(draft)
    left = draft.left()
    if not left:
        return False
    if any(_is_remark(draft.reading, index) for index in left):
        draft.strength *= 0.6
    run = range(left[0], left[-1] + 1)
    if run.start == head + 1 and not named and is_of_firm(draft.reading, run):
        draft.put("company", draft.reading.naming.company(run.start, run.stop), run)
        return True
    draft.put(slot, draft.reading.text_of(run.start, run.stop), run)
    draft.strength *= 0.95
    return True


def _is_party(draft: Draft, left: list[int], head: int, *, named: bool) -> bool:
    """«По вектору сделка», «крупнейшая сделка у альянса»: whose it is, not what it is called."""
    before = draft.reading.norm(left[0] - 1)
    led = before in WITH_PARTY
    led = led or (before == "по" and draft.reading.naming.is_firm(left[0]))
    whole = left[-1] - left[0] == len(left) - 1
    return left[0] < head or (not named and whole and (led or "sort" in draft.slots))


def _is_remark(reading: Reading, index: int) -> bool:
    """«Сделка с дьяволом — это плохо», «сделка считается …»: what is said of one is no name."""
    parses = reading.tokens[index].parses
    return bool(parses) and parses[0].pos in {"PRED", "COMP", "VERB", "INFN"}


def _period_slot(draft: Draft) -> str:
    """A period of won, lost and closed deals is when they closed (contract, section 3)."""
    reading = draft.reading
    if reading.has("arrive"):
        return "created"
    finished = reading.has("state_won", "state_lost") and "status" not in draft.slots
    ended = draft.slots.get("stage") in FINAL_STAGES
    closed = finished or ended or draft.slots.get("status") in ("won", "lost")
    closed = closed or reading.has("closing")
    return "closed" if closed and draft.slots.get("status") != "open" else "created"


def _status_at(reading: Reading, index: int) -> str | None:
    cues = reading.cues[index]
    if reading.norm(index) == "работе" and reading.norm(index - 1) == "в":
        return "open"
    negated = reading.norm(index - 1) == "не"
    if negated and cues & {"state_closed", "closing"}:
        return "open"
    for cue, status in _STATES:
        if cue in cues and not negated:
            return status
    return None
