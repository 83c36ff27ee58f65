"""Whom or what «расскажи про …» and «подготовь к звонку …» name, beside records named outright."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.once import once
from nlu.parts.numbered import is_number_at
from nlu.parts.record import may_name_firm, take_company_by, take_likely_person
from nlu.reading import Reading
from nlu.smallwords import ABOUT

_WITH = frozenset({"с", "у"})
_STILL = frozenset({"движение", "активность", "изменение", "касание"})
_HOW_LONG = frozenset({"день", "неделя", "время", "долго", "лежать", "висеть", "стоять"})
_HAPPENS = frozenset({"происходить", "твориться"})
_NEWS = frozenset({"нового", "слышно", "интересного", "хорошего"})
_SORT_ASKED = frozenset(
    {"что", "за", "кто", "это", "он", "она", "они", "вообще", "тут", "а", "у", "нас", "перед"}
    | {"нами", "мной", "такой", "такая", "такое", "такие", "скажи", "подскажи"}
)
_SORTS = frozenset({"клиент", "контакт", "человек", "компания", "фирма", "контора", "сделка"})
_HAPPENING = frozenset({"было", "происходит", "творится", "делается"})
_BETWEEN = frozenset({"у", "нас", "там", "сейчас", "вообще", "тут", *_NEWS})


@once
def asks_news(reading: Reading) -> range:
    """Return the words of «что там по», «что нового у» before a firm's name, or none."""
    first = reading.first("what")
    if first is None or first > 1 or reading.has("deal", "task", "contact", "planned", "note"):
        return range(0)
    news = not reading.norms.isdisjoint(_NEWS)  # «что у нас по ромашке» is a search
    for index in range(first + 1, len(reading.tokens) - 1):
        firm = index + 1
        led = reading.norm(index) in _WITH or (news and reading.norm(index) == "по")
        if led and may_name_firm(reading, firm):
            return range(first, firm)
        if reading.norm(index) not in _BETWEEN:
            break
    return range(0)


def explain_news(draft: Draft) -> None:
    """Account for «нового», «слышно» behind the record: «что у нас по 5330 нового»."""
    reading = draft.reading
    if reading.has("what"):
        draft.explain(i for i in range(len(reading.tokens)) if reading.norm(i) in _NEWS)


def asks_of_deal(reading: Reading) -> range:
    """Return the words of «что было по сделке», «что у нас по сделке 5001», or none."""
    first = reading.first("what")
    if first is None or first > 1:
        return range(0)
    last = first + 1
    while reading.norm(last) in _BETWEEN | _HAPPENING | {"последнее"}:
        last += 1
    deal = last + 1
    led = reading.norm(last) == "по" and deal < len(reading.tokens)
    if led and is_number_at(reading, deal):
        return range(first, deal)
    one = led and "deal" in reading.cues[deal] and reading.is_one(deal)
    return range(first, deal + 1) if one else range(0)


@once
def asks_stillness(reading: Reading) -> list[int]:
    """Return the words of «сколько дней без движения», «давно без активности», or none."""
    if not reading.has("how_many", "since", "when") and reading.norms.isdisjoint({"долго"}):
        return []
    for index in range(1, len(reading.tokens)):
        if reading.norm(index - 1) == "без" and reading.lemmas(index) & _STILL:
            asked = (i for i, t in enumerate(reading.tokens) if t.lemmas & _HOW_LONG)
            return [index - 1, index, *asked, *reading.where("how_many", "since", "when")]
    return []


def opens_card(reading: Reading) -> bool:
    """«Открой карточку Петрова», «карточка Вектора»: of somebody, not of a deal."""
    cards = reading.where("card")
    if not cards or reading.has("deal", "note", "task", "company", "contact", "find"):
        return False
    owner = cards[0] + 1
    firm = owner < len(reading.tokens) and reading.naming.is_firm(owner)
    named = firm or any(one.first == owner for one in reading.all("person"))
    named = named or reading.norm(owner) == '"' or _is_capital(reading, owner)
    return named and (firm or "show" in reading.orders)


def _is_capital(reading: Reading, index: int) -> bool:
    return index < len(reading.tokens) and reading.tokens[index].text[:1].isupper()


def is_here_asked(reading: Reading) -> list[int]:
    """Return the words of «что тут происходит», «что это за клиент» on an open card, or none."""
    if reading.request.context.entity is None or not reading.has("what", "who"):
        return []
    words = [i for i in range(len(reading.tokens)) if reading.is_word(i)]
    if _asks_sort(reading) and all(_is_of_sort(reading, i) for i in words):
        return words
    if reading.norm(0) != "что":
        return []
    return [i for i in range(1, len(reading.tokens)) if reading.lemmas(i) & _HAPPENS]


def _asks_sort(reading: Reading) -> bool:
    """«Что это за контора», «кто это такой», «кто он вообще»."""
    who = reading.norms & {"кто", "кого"} and reading.norms & {"это", "он", "она", "они"}
    what = reading.norms >= {"что", "за"} and bool(reading.norms & {"это", "вообще", "такой"})
    return bool(who) or what


def _is_of_sort(reading: Reading, index: int) -> bool:
    known = reading.norm(index) in _SORT_ASKED or index in reading.fillers
    return known or bool(reading.lemmas(index) & _SORTS)


def take_named_alone(draft: Draft) -> bool:
    """Fill `company` from a firm's name with nothing else left: «как там ромашка»."""
    left = draft.left()
    reading = draft.reading
    named = bool(left) and (
        reading.tokens[left[0]].text[:1].isupper() or may_name_firm(reading, left[0])
    )
    if not named or left != [*range(left[0], left[-1] + 1)]:
        return False
    draft.put("company", reading.naming.company(left[0], left[-1] + 1), left)
    return True


def take_told_of(draft: Draft) -> bool:
    """«Про Ромашку», «о Гусе»: a living being, else a capital is a company."""
    told = draft.reading.has("tell_about")  # «всё, что есть про Ромашку» is a search
    return told and (take_likely_person(draft, ABOUT) or take_company_by(draft, "company", ABOUT))


def take_called(draft: Draft, act: int) -> None:
    """«К звонку Гусю», «к звонку Вектору»: a capital behind it names whom."""
    reading = draft.reading
    named = [i for i in draft.left() if i > act and reading.tokens[i].text[:1].isupper()]
    if not named:
        return
    first, stop = named[0], named[-1] + 1
    living = any("anim" in parse.grammemes for parse in reading.tokens[first].parses)
    name = reading.naming.person if living else reading.naming.company
    draft.put("contact" if living else "company", name(first, stop), range(first, stop))
