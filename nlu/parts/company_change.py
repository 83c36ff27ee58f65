"""A company's phone, e-mail or keeper set: «почту компании Дельта замени на …», «отдай фирму …»."""

from __future__ import annotations

from nlu.draft import Draft, Refusal
from nlu.parts.company import take_company
from nlu.parts.denied import explain_gone
from nlu.parts.firm_owner import take_owner
from nlu.parts.given_way import completes_company, follows_mark
from nlu.parts.handed import keeps_company
from nlu.parts.lacking import is_lacking
from nlu.parts.open_lead import states_keeper
from nlu.parts.own_values import PLAIN
from nlu.parts.record import take_this
from nlu.parts.renamed import led_from, name_ends
from nlu.parts.taken_over import goes_to_user, is_taken_over
from nlu.parts.things import is_firm
from nlu.parts.who import give_responsible, take_me
from nlu.reading import Reading, Who
from nlu.smallwords import HELD_BY, SPEAKER
from nlu.types import Found

_ASIDE = ("deal", "task", "note", "which", "how_many", "who", "remind", "budget", "stage")
FRAME = (
    *("change", "assign", "bind", "attach", "create", "put", "now", "new", "want", "works"),
    *("company", "contact", "phone", "email", "responsible", "card", "count_word", "own", "job"),
)
_SETTING = frozenset({"change", "attach", "create", "put", "note_down"})
_HANDING = frozenset({"assign", "bind"})
_HIRED = frozenset(
    {"перейти", "устроиться", "уволиться", "работать", "трудиться", "перевестись"}
    | {"уйти", "перебраться", "переметнуться"}
)
_TITLES = frozenset({"название", "наименование", "имя"})
_PAIR = 2
_STEM = 5


def company_changed(reading: Reading) -> Draft | Refusal:
    """Read `company` or `this`, and its phone, e-mail or responsible.

    A company's open card needs no name; what is said of a person is not a company's.
    """
    draft = Draft(reading, strength=PLAIN)
    if reading.has(*_ASIDE) or reading.all("date") or reading.orders & {"find", "tell"}:
        return Refusal("речь не об изменении компании")
    if _is_created(reading):
        return Refusal("заводят новую компанию")
    if not _take_which(draft):
        return Refusal("не сказано, какую компанию менять")
    explain_gone(draft)
    if not (_take_new_name(draft) | _takes_ways(draft) | take_keeper(draft)):
        return Refusal("не сказано, что изменить в компании")
    draft.explain_cues(*FRAME)
    return draft


def _take_new_name(draft: Draft) -> bool:
    """«Компанию «Вираж» переименуй в «Вираж-Авто»», «теперь называется «Дельта-Строй»»."""
    reading = draft.reading
    start = led_from(reading)
    if start is None:
        start = _renamed_from(reading)
    if start is None and reading.has("now"):
        start = next((i + 1 for i in reading.where("called")), None)
    if start is None and reading.has("name"):  # «название с ошибкой, правильно «…»»
        quoted = (one.first for one in reading.all("quote"))
        start = next((i for i in quoted if i and "now" in reading.cues[i - 1]), None)
    if start is None:
        return False
    quote = next((one for one in reading.all("quote") if one.first == start), None)
    stop = quote.stop if quote is not None else name_ends(reading, start)
    if not any(reading.is_word(i) for i in range(start, stop)):
        return False
    inside = range(start + 1, stop - 1) if quote is not None else range(start, stop)
    draft.put("set_name", reading.text_of(inside.start, inside.stop), range(start, stop))
    draft.explain_cues("rename", "called", "now", "name")
    return True


def _renamed_from(reading: Reading) -> int | None:
    """«Поменяй название компании Гермес на Гермес Трейд»: where the new name begins."""
    named = [i for i in reading.where("name") if reading.lemmas(i) & _TITLES]
    if not named or not reading.orders & {"change", "rename"}:
        return None
    behind = (i + 1 for i in range(named[0], len(reading.tokens) - 1) if reading.norm(i) == "на")
    return next(behind, None)


def is_open_company(reading: Reading) -> bool:
    """Say whether a company's card is open."""
    card = reading.request.context.entity
    return card is not None and card[0] == "companies"


def _take_which(draft: Draft) -> bool:
    reading = draft.reading
    if _names_person(reading) or reading.has("contact"):
        return False
    if reading.has("company") and (take_this(draft) or take_company(draft)):
        return True
    if completes_company(reading) and take_company(draft):
        return True
    if _is_of_card(reading):
        return True
    if is_open_company(reading) and (reading.has("rename", "called") or _renamed_from(reading)):
        return True
    takes = (_take_quoted, _take_coined, _take_renamed, take_owner)
    return any(take(draft) for take in takes) or is_open_company(reading)


def _is_of_card(reading: Reading) -> bool:
    """«Поменяй название компании на …» on a deal's or a contact's card: its own company."""
    card = reading.request.context.entity
    titled = led_from(reading) is not None or _renamed_from(reading) is not None
    return card is not None and ((titled and reading.has("company")) or keeps_company(reading))


def _names_person(reading: Reading) -> bool:
    """«Компания Гермес» is none, though somebody may be called so."""
    firms = reading.all("company")
    people = (one for one in reading.all("person") if one.value.users is None)
    return any(
        not any(firm.first <= one.first and one.stop <= firm.stop for firm in firms)
        and not (is_firm(reading, one.first) and reading.has("name", "rename", "called"))
        for one in people
    )


def _take_renamed(draft: Draft) -> bool:
    """«Переименуй Ромашку в Ромашка Плюс»: a firm's word, or the one its new name begins with."""
    reading = draft.reading
    start = led_from(reading) or _renamed_from(reading)
    if start is None or start < _PAIR or reading.has("deal"):
        return False
    old = start - _PAIR
    led = reading.norm(old - 1) in {"", "у"} or reading.cues[old - 1] & {"rename", "name", "change"}
    said = led and reading.is_word(old) and not reading.cues[old]
    alike = reading.norm(old)[:_STEM] == reading.norm(start)[:_STEM]
    if not said or not (is_firm(reading, old) or reading.naming.is_coined(old) or alike):
        return False
    draft.put("company", reading.naming.company(old, old + 1), [old])
    return True


def _take_coined(draft: Draft) -> bool:
    """«У Росторга новый телефон»: what ends as made-up names do is nobody's surname."""
    reading = draft.reading
    if not (reading.all("phone") or reading.all("email")):
        return False
    for index in range(1, len(reading.tokens)):
        if reading.norm(index - 1) == "у" and reading.naming.ends_like_company(index):
            draft.put("company", reading.naming.company(index, index + 1), [index])
            return True
    return False


def _take_quoted(draft: Draft) -> bool:
    """«Телефон у «Гермеса» теперь …»: nobody puts a person into quotation marks."""
    reading = draft.reading
    quotes = reading.all("quote")
    if len(quotes) != 1 or reading.has("name", "rename"):
        return False
    quote = quotes[0]
    hired = any(reading.lemmas(i) & _HIRED for i in range(quote.first))
    if hired and reading.norm(quote.first - 1) == "в":
        return False
    value = reading.naming.company(quote.first + 1, quote.stop - 1)
    led = reading.norm(quote.first - 1) in {"у", "для"}
    draft.take("company", quote, value if led else quote.value)
    return True


def _is_created(reading: Reading) -> bool:
    """«Добавь компанию Вектор, телефон …» makes it; «добавь телефон компании Вектор» does not."""
    new = reading.where("new")
    if any(reading.cues[i + 1] & {"company"} for i in new if i + 1 < len(reading.tokens)):
        return True
    behind = (
        i for i in new if i and "company" in reading.cues[i - 1] and not _goes_on(reading, i + 1)
    )
    if is_lacking(reading) or any(behind):
        return True
    heads = reading.where("company") or reading.all("company")
    return "create" in reading.orders and bool(heads) and not completes_company(reading)


def _goes_on(reading: Reading, index: int) -> bool:
    return index < len(reading.tokens) and reading.is_word(index)


def _takes_ways(draft: Draft) -> bool:
    """A phone or an e-mail that is given: «…: +7 …», «новый телефон …», «замени на …»."""
    reading = draft.reading
    marked = reading.has("new", "now") or any(token.text == ":" for token in reading.tokens)
    if not (reading.orders & _SETTING or marked or follows_mark(reading)):
        return False
    take_ways(draft)
    return bool(draft.slots.keys() & {"set_phone", "set_email"})


def take_ways(draft: Draft) -> None:
    """Fill `set_phone` and `set_email` with the first of each that is free."""
    for slot, kinds in (("set_phone", ("phone", "part_of_phone")), ("set_email", ("email",))):
        for found in (found for kind in kinds for found in draft.reading.all(kind)):
            if slot not in draft.slots and draft.is_free(found):
                draft.take(slot, found, found.value)


def take_employer(draft: Draft) -> bool:
    """Fill `set_company` from «перешла в стройинвест», «теперь в техносиле», «привяжи … к …»."""
    reading, left = draft.reading, draft.left()
    hired = any(token.lemmas & _HIRED for token in reading.tokens) or reading.has("job")
    bound = "bind" in reading.orders
    if not hired and not bound and not reading.has("now"):
        return False
    for quote in reading.all("quote"):
        if reading.norm(quote.first - 1) == "в" and draft.is_free(quote):
            name = reading.naming.company(quote.first + 1, quote.stop - 1)
            draft.take("set_company", quote, name)
            draft.explain_cues("job")
            return True
    for index in left:
        to = bound and reading.norm(index - 1) == "к"
        led = (to or reading.norm(index - 1) == "в") and not reading.cues[index]
        firm = to or _is_firm_like(reading, index, hired=hired)
        if not led or not firm:
            continue
        stop = index + 1
        while stop in left and reading.tokens[stop].text[:1].isupper():
            stop += 1
        draft.put("set_company", reading.naming.company(index, stop), range(index, stop))
        draft.explain(i for i in left if reading.lemmas(i) & _HIRED)
        return True
    return False


def _is_firm_like(reading: Reading, index: int, *, hired: bool) -> bool:
    if reading.naming.is_coined(index) or reading.naming.ends_like_company(index):
        return True
    capital = reading.tokens[index].text[:1].isupper()
    return hired and (capital or reading.naming.is_firm(index))


def take_keeper(draft: Draft) -> bool:
    """Fill `set_responsible` with the user something is handed to.

    Returns:
        Whether it is handed to anybody.
    """
    reading = draft.reading
    now = reading.has("now")
    handed = bool(reading.orders & _HANDING) or (reading.has("responsible") and now)
    handed = handed or states_keeper(reading)
    if not (handed or _is_held(reading) or is_taken_over(reading) or goes_to_user(reading)):
        return False
    users = [one for one in reading.all("person") if draft.is_free(one)]
    if len(users) == 1 and _is_given(reading, users[0]):
        give_responsible(draft, "set_responsible", users[0])
        return True
    own = [i for i in range(len(reading.tokens)) if reading.norm(i) in SPEAKER]
    if own:
        draft.put("set_responsible", "me", own[:1])
    return bool(own) or take_me(draft, "set_responsible")


def _is_given(reading: Reading, found: Found[Who]) -> bool:
    """«Отдай Волковой», «закрепи за Волковой», «переведи на Орлова», «ответственный Орлов»."""
    to = reading.norm(found.first - 1) in HELD_BY
    dative = any("datv" in parse.grammemes for parse in reading.tokens[found.first].parses)
    kept = is_taken_over(reading) or states_keeper(reading)
    return to or dative or reading.has("responsible") or kept


def _is_held(reading: Reading) -> bool:
    """«Компания Север-Авто теперь на Орлове»."""
    users = reading.users
    return reading.has("now") and any(reading.norm(one.first - 1) in HELD_BY for one in users)
