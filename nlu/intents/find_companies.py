"""Find companies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.draft import Draft, Refusal, Rule, Rules
from nlu.needs import Need
from nlu.parts.beyond import is_beyond
from nlu.parts.clauses import explain_beside
from nlu.parts.company import take_company
from nlu.parts.count import take_limit
from nlu.parts.employer import asks_firm_of
from nlu.parts.had import had, not_had, take_had
from nlu.parts.keeper import asks_keeper
from nlu.parts.leads import take_way
from nlu.parts.likeliest import traits
from nlu.parts.made import is_new
from nlu.parts.own_fields import names_value, take_own_fields
from nlu.parts.own_values import PLAIN
from nlu.parts.record import is_pointed_at
from nlu.parts.town import explain_town, is_from_town
from nlu.parts.who import give_responsible, of_contact, take_me
from nlu.reading import Reading
from nlu.runs import runs
from nlu.values import FieldValues


@dataclass(frozen=True, slots=True)
class FindCompanies:
    """Find companies."""

    stem: ClassVar[str] = "find_companies"
    required: ClassVar[tuple[Need, ...]] = ()

    name: str | None = None
    phone: str | None = None
    email: str | None = None
    responsible: str | None = None
    limit: int | None = None
    fields: FieldValues | None = None


_TELLING = frozenset({"VERB", "PRTS", "ADJS", "GRND"})


def _named(reading: Reading) -> Draft | Refusal:
    """«Найди компанию Вектор», «первые 30 компаний Ахметова», «чья это контора с 8 812…»."""
    refusal = _refusal(reading)
    if refusal is not None:
        return refusal
    draft = Draft(reading, strength=1.0 if reading.has("company") else 0.96)
    take_own_fields(draft, "companies")
    if reading.all("own_field") and "fields" not in draft.slots:
        return Refusal("спрашивают о поле компании")
    take_way(draft, "phone")
    take_way(draft, "email")
    take_company(draft, "name")
    _take_owner(draft)
    take_limit(draft)
    draft.explain_cues("find", "show", "tell", "want", "which", "who", "what", "where", "exists")
    draft.explain_cues(
        "called",
        "company",
        "base",
        "list",
        "hang",
        "own",
        "responsible",
        "name",
        "whole",
        "ringing",
    )
    draft.explain_cues("how_many")
    _take_name_left(draft)
    explain_beside(draft)
    explain_town(draft)
    if reading.orders == {"tell"} and "name" in draft.slots and not draft.left():
        draft.strength = PLAIN  # «напомни компанию, «Лесной двор» кажется»
    return draft


def _refusal(reading: Reading) -> Refusal | None:
    if is_beyond(reading):
        return Refusal("такого условия у поиска нет")
    named = reading.has("company") or bool(reading.all("company"))
    if not named and not names_value(reading, "companies"):
        return Refusal("не сказано, что ищут компанию")
    if reading.has("deal", "task", "note", "contact"):
        return Refusal("речь о записях другого рода")
    asked = reading.commands & {"find", "show", "tell"}
    ordered = reading.commands & {"create", "remind", "move"} or is_new(reading)
    if ordered and not asked:
        return Refusal("просят что-то сделать, а не найти")
    owned = reading.has("who") and bool(reading.all("phone") or reading.all("email"))
    if not owned and any(is_pointed_at(reading, index) for index in reading.where("company")):
        return Refusal("речь об открытой компании")
    if reading.has("mentioned") and reading.has("where") and not reading.has("company"):
        return Refusal("ищут, где о ней упоминали")
    if asks_keeper(reading):
        return Refusal("спрашивают, кто ведёт компанию")
    if _asks_of_somebody(reading) or asks_firm_of(reading) or _asks_thing(reading):
        return Refusal("спрашивают, из какой кто-то компании, или не о компании")
    if reading.has("tell_about") and not reading.orders & {"find", "show"}:
        return Refusal("просят рассказать о компании")
    return None


def _asks_thing(reading: Reading) -> bool:
    """«Какой налог с продажи компании»: neither a firm is sought nor a field of one."""
    asked = (i for i in reading.where("which") if "какой" in reading.lemmas(i))
    behind = (i + 1 for i in asked if i + 1 < len(reading.tokens))
    return not reading.all("own_field") and any(_is_thing(reading, i) for i in behind)


def _is_thing(reading: Reading, index: int) -> bool:
    noun = {"NOUN", "inan", "sing"} <= traits(reading, index)
    ours = reading.cues[index] & {"company", "base"}
    plain = noun and reading.tokens[index].text.islower() and not ours
    return plain and not reading.naming.is_firm(index)


def _asks_of_somebody(reading: Reading) -> bool:
    """«Из какой она компании», «в какой фирме работает», «какая компания у Гусева»."""
    clients = (one.first for one in reading.all("person") if one.value.users is None)
    asked = (i for i in reading.where("company") if i and "which" in reading.cues[i - 1])
    if any(reading.norm(i - 1) == "у" for i in clients) and any(map(reading.is_one, asked)):
        return True
    many = {"какие", "каких", "каким", "какими"}
    return any(
        reading.norm(index - 1) in {"из", "в", "от"} and reading.norm(index) not in many
        for index in reading.where("which")
        if index and any(i > index for i in reading.where("company"))
    )


def _take_owner(draft: Draft) -> None:
    for found in draft.reading.all("person"):
        if draft.is_free(found) and not of_contact(draft.reading, found):
            give_responsible(draft, "responsible", found)
            return
    take_me(draft)


def _take_name_left(draft: Draft) -> None:
    if "name" in draft.slots or not draft.left():
        return
    reading = draft.reading
    run = next(iter(runs(draft.left())))
    if is_from_town(reading, run.start):
        return
    numbers = {found.first for found in reading.all("number")}
    verb = reading.tokens[run.start].pos in _TELLING
    if verb or _is_told(reading):
        return
    stop = run.stop
    while reading.tokens[run.start].text[:1].isupper() and stop < len(reading.tokens):
        joined = reading.norm(stop) == "и" and stop + 1 < len(reading.tokens)
        if not reading.tokens[stop + joined].text[:1].isupper():
            break
        stop += 1 + joined
    while reading.norm(stop) == "&" and stop + 1 < len(reading.tokens):
        stop += 2
    stop += stop in numbers and stop not in draft.explained
    draft.put("name", reading.naming.company(run.start, stop), range(run.start, stop))


def _is_told(reading: Reading) -> bool:
    """«Компания друзей идёт в бар»: a statement, nothing is asked or sought."""
    verbs = (p for token in reading.tokens for p in token.parses[:1] if p.pos == "VERB")
    stated = any("indc" in p.grammemes and "3per" in p.grammemes for p in verbs)
    return stated and not reading.has("find", "show", "tell", "which", "who", "what", "exists")


def _had(reading: Reading) -> Draft | Refusal:
    """«Нет ли у нас фирмы Гермес», «ООО «Вектор» у нас заведено?»."""
    run = had(reading)
    if not run or not (reading.has("company") or reading.all("company")):
        return not_had()
    found = reading.all("company")
    name = found[0].value if found else reading.naming.company(run.start, run.stop)
    return take_had(Draft(reading), run, "name", name)


RULES: Rules = (
    Rule("find_companies.had", _had, plain=True),
    Rule("find_companies.named", _named, plain=True),
)
