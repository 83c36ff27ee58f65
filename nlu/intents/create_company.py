"""Create a company."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.draft import Draft, Refusal, Rule, Rules
from nlu.needs import Need
from nlu.parts.clauses import explain_beside, news
from nlu.parts.company import after_preposition, give_quoted, name_end, take_company
from nlu.parts.dictated import dictated_from
from nlu.parts.form import field_words
from nlu.parts.given_way import completes_company
from nlu.parts.leads import take_way
from nlu.parts.likeliest import traits
from nlu.parts.made import is_company_alone, is_new, makes, makes_card
from nlu.parts.made_where import makes_person
from nlu.parts.person_inside import is_capital
from nlu.parts.unkept import leave_keeper, take_unkept
from nlu.reading import Reading
from nlu.runs import runs
from nlu.types import Kind


@dataclass(frozen=True, slots=True)
class CreateCompany:
    """Create a company."""

    stem: ClassVar[str] = "create_company"
    required: ClassVar[tuple[Need, ...]] = (Need("name", ("name",)),)

    name: str | None = None
    phone: str | None = None
    email: str | None = None


_FRAME = ("create", "want", "company", "base", "card", "name", "new", "phone", "email")
_WAYS = frozenset({"phone", "email"})
_JOINTS = frozenset({"у", "на", "под", "без", "за", "да", "и", "над", "от"})
_NEXT = frozenset({"base", "create", "contact", "budget", "responsible"})


def _new(reading: Reading) -> Draft | Refusal:
    """«Создай компанию Ромашка Плюс», «новый контрагент: ИП Гаспарян», «занеси юрлицо …»."""
    if not is_new(reading) or not _of_company(reading):
        return Refusal("не просят завести компанию")
    if completes_company(reading) or makes_person(reading):
        return Refusal("дополняют компанию, которая уже есть")
    told = reading.has("deal") or (reading.has("contact") and not is_company_alone(reading))
    told = told and not makes(reading, "company")
    noted = reading.has("note") and not makes_card(reading)
    noted = noted or dictated_from(reading) is not None
    if told or noted or reading.has("task", "which", "how_many"):
        return Refusal("заводят не компанию")
    heads = reading.where("company")
    led = any(reading.norm(i - 1) in {"для", "о", "про"} for i in heads)
    led = led or any(reading.norm(i - 1) == "в" and reading.is_one(i) for i in heads)
    if led and not makes_card(reading):
        return Refusal("заводят что-то для компании, а не её")
    draft = Draft(reading)
    draft.explain(i for i in reading.where("contact") if "company" in reading.cues_at(i - 1))
    take_way(draft, "phone")
    take_way(draft, "email")
    _take_called(draft) or take_company(draft, "name") or _take_quoted(draft)
    if "name" not in draft.slots:
        _take_known_month(draft) or _take_told(draft)
    _go_on(draft)
    take_unkept(draft)
    leave_keeper(draft)
    explain_beside(draft)
    draft.explain_cues(*_FRAME)
    if "name" not in draft.slots:
        _take_left(draft)
    return draft


def _of_company(reading: Reading) -> bool:
    if reading.has("company") or reading.all("company"):
        return True
    return _heads(reading) is not None and not reading.all("person")


def _heads(reading: Reading) -> int | None:
    """«Добавь в базу салон мебели Уютный дом»: what begins companies' names is made."""
    based = reading.has("base") or any(map(reading.all, ("phone", "email")))
    passed = reading.fillers | {*reading.where("base", "new")}
    for index in reading.where("create"):
        follower = reading.after(index)
        while follower is not None and follower in passed:
            follower = reading.after(follower)
        if based and follower is not None and reading.naming.heads_company(follower):
            return follower
    return None


def _take_called(draft: Draft) -> bool:
    """«…, называется Махно и партнёры», «Эверест зовут», «название: Сатурн»."""
    reading = draft.reading
    for index in reading.where("called", "name"):
        clause = reading.clause_of(index)
        behind = _unmarked(draft, range(index + 1, clause.stop))
        before = range(clause.start, index)
        plain = before if not any(reading.cues[i] for i in before) else range(0)
        words = field_words(reading, "name") or behind or plain
        if not any(i in reading.content for i in words):
            continue
        whole = (one for one in reading.all("company") if one.first in words)
        known = next((one for one in whole if one.stop >= words.stop), None)
        value = reading.text_of(words.start, words.stop) if known is None else known.value
        draft.put("name", value.replace('"', ""), words)
        draft.explain_cues("called", "name")
        return True
    return False


def _unmarked(draft: Draft, words: range) -> range:
    """The words up to a phone, an address or the next field («… и телефоном …»)."""
    reading, stop = draft.reading, words.start
    while stop in words and stop not in draft.explained and not _is_next(reading, stop):
        stop += 1
    while stop > words.start and stop < words.stop and stop - 1 in reading.fillers:
        stop -= 1
    return range(words.start, stop)


def _is_next(reading: Reading, index: int) -> bool:
    """«Телефон 8…», «и почтой …»; «Новый контакт» may be a name."""
    joined = reading.norm(index - 1) in {"и", "с", "в"}
    return bool(reading.cues[index] & _WAYS) or (joined and bool(reading.cues[index] & _NEXT))


def _take_known_month(draft: Draft) -> bool:
    """«Заведи компанию Апрель»: a month right behind the noun is a name."""
    reading = draft.reading
    for found in reading.all("date"):
        named = found.first > 0 and "company" in reading.cues[found.first - 1]
        if named and found.stop == found.first + 1 and reading.tokens[found.first].parses:
            draft.take("name", found, reading.text_of(found.first, found.stop))
            return True
    return False


def _take_told(draft: Draft) -> bool:
    """«Познакомился с ребятами из Пиксель Студио, внеси их компанию»: capitals in the news."""
    reading = draft.reading
    people = {i for one in reading.all("person") for i in range(one.first, one.stop)}
    for clause in news(reading):
        for index in clause[1:]:
            stop = index
            while stop in clause and is_capital(reading, stop) and not reading.cues[stop]:
                stop += 1
            if stop > index and index not in people:
                name = reading.naming.company(index, stop)
                draft.put("name", name, range(index, stop))
                return True
    return False


def _take_quoted(draft: Draft) -> bool:
    """«Договорились с «Дубравой», занеси её в компании»."""
    for found in draft.reading.all("quote"):
        give_quoted(draft, "name", found)
        return True
    return False


def _go_on(draft: Draft) -> None:
    """«Магазин «Рыболов»» is called by its quotes, «школа танцев Грация» by all its words."""
    reading, words = draft.reading, draft.places.get("name")
    if not words:
        return
    first, stop = min(words), max(words) + 1
    quote = next((one for one in reading.all("quote") if one.first == stop), None)
    if quote is not None:
        draft.take("name", quote, quote.value)
        return
    end = stop
    while end < len(reading.tokens) and is_capital(reading, end) and end in draft.left():
        end += 1
    end = _joined_end(draft, first, end)
    if end > stop and reading.norm(first) != '"':
        draft.put("name", f"{draft.slots['name']} {reading.text_of(stop, end)}", range(stop, end))


def _joined_end(draft: Draft, first: int, stop: int) -> int:
    """«Дом у озера», «Мастер на час», «Хлеб да соль», «Всё для бани»: things tied to the name."""
    reading, left = draft.reading, {*draft.left()}
    joints = _JOINTS | ({"для"} if reading.norm(first) in {"все", "мир"} else set())
    while stop + 1 < len(reading.tokens) and reading.norm(stop) in joints:
        thing, text = stop + 1, reading.tokens[stop + 1].text
        owner = reading.norm(stop) in {"у", "от"}
        if reading.norm(stop) == "от" and text.islower():
            break
        plain = thing in left and (owner or text.islower()) and not reading.cues[thing]
        if not (plain and "NOUN" in traits(reading, thing)):
            break
        stop = thing + 1
    return stop


def _take_left(draft: Draft) -> None:
    run = next(iter(runs(_joined(draft))), None)
    if run is not None:
        whole, reading = range(run.start, name_end(draft.reading, run.stop)), draft.reading
        bent = after_preposition(reading, run.start) or _is_latin(reading, whole)
        named = reading.naming.company if bent else reading.text_of
        draft.put("name", named(whole.start, whole.stop), whole)


def _is_latin(reading: Reading, words: range) -> bool:
    """«Nordic Wood LLC»: its legal form may stand behind it."""
    return all(reading.tokens[index].kind is Kind.LATIN for index in words)


def _joined(draft: Draft) -> list[int]:
    """«Кофе и точка», «дом у моря»: the small words between a name's own belong to it."""
    reading, left = draft.reading, draft.left()
    small = (i for i in range(1, len(reading.tokens)) if i in reading.fillers)
    inside = [i for i in small if reading.is_word(i) and {i - 1, i + 1} <= {*left}]
    return sorted({*left, *(i for i in inside if _joins(reading, i))})


def _joins(reading: Reading, index: int) -> bool:
    small = reading.tokens[index].pos in {"CONJ", "PREP"}
    behind = reading.tokens[index + 1].parses[:1]
    return small and any(parse.pos in {"NOUN", "ADJF"} for parse in behind)


RULES: Rules = (Rule("create_company.new", _new),)
