"""Whether we have somebody at all: «нет ли у нас Промснаба», «мы работали с Вектором?»."""

from __future__ import annotations

from nlu.draft import Draft, Refusal
from nlu.once import once
from nlu.parts.company import name_end
from nlu.parts.likeliest import is_preposition
from nlu.parts.own_values import PLAIN
from nlu.parts.town import is_place
from nlu.reading import Reading
from nlu.runs import runs

_NO = frozenset({"нет", "нету", "нема"})
_NOTED = frozenset(
    {"числиться", "значиться", "иметься", "существовать", "водиться", "есть", "быть"}
)
_DEALT = frozenset(
    {"работать", "поработать", "сотрудничать", "знать", "знакомый", "знаться", "дело"}
    | {"взаимодействовать", "пересекаться", "сталкиваться", "общаться", "продавать", "продать"}
)
_WITH = frozenset({"с"})
_BEFORE = frozenset({"раньше", "прежде", "ранее", "до", "этого"})
_KNOWN = frozenset({"знать"})
_WE = frozenset({"plur", "1per", "past"})
_BESIDE = frozenset(
    {"такой", "случайно", "разве", "раньше", "ранее", "вдруг", "когда-нибудь", "иметь", "вообще"}
    | {"мы", "наш", "ли", "прежде", "ещё", "еще", "или", "нет", "уже", "клиентский"}
)
_OTHER_RECORDS = ("deal", "task", "note", "phone", "email", "budget", "stage", "pipeline", "sum")
_FIGURES = (
    "id",
    "phone",
    "part_of_phone",
    "email",
    "date",
    "amount",
    "stage",
    "pipeline",
    "number",
)
_LOOKING = frozenset({"show", "find", "tell", "look"})
_KINDS = frozenset({"base", "contact", "company", "exists", "hang", "called", "name"})
_LONGEST = 4


@once
def had(reading: Reading) -> range:
    """Return the name of whom it is asked whether we have them; empty if that is not asked."""
    if reading.has(*_OTHER_RECORDS) or any(map(reading.all, _FIGURES)):
        return range(0)
    if _orders_otherwise(reading) or not _asks(reading):
        return range(0)
    named = [i for i in sorted(reading.content) if not _is_frame(reading, i)]
    run = next(runs(named), range(0))
    if not run or len(run) != len(named) or len(run) > _LONGEST:
        return range(0)
    whole = range(run.start, name_end(reading, run.stop))
    return whole if _may_be_called(reading, run) else range(0)


def is_person_had(reading: Reading, run: range) -> bool:
    """Say whether a person bears the name; a firm's own word is a firm's where none is said."""
    if reading.has("contact") and not _is_ours(reading):
        return True
    firm = len(run) == 1 and _is_of_firm(reading, run.start)
    people = (*reading.all("person"), *reading.all("person_hint"))
    return not firm and any(one.first <= run.start and run.stop <= one.stop for one in people)


def _is_of_firm(reading: Reading, index: int) -> bool:
    naming = reading.naming
    called = naming.is_firm(index) or naming.ends_like_company(index)
    return called or _is_humped(reading, index)


def _is_humped(reading: Reading, index: int) -> bool:
    """«ТрансЛогистик»."""
    tail = reading.tokens[index].text[1:]
    return not tail.islower() and not tail.isupper() and "-" not in tail


def query_had(reading: Reading, run: range) -> str:
    """Say what is searched for, in the nominative."""
    return reading.naming.query(run.start, run.stop, lacking=_is_lacking(reading))


def person_had(reading: Reading, run: range) -> str:
    """Name the person who is asked about."""
    lacking = _is_lacking(reading)
    subject = not lacking and reading.norm(run.start - 1) not in _WITH
    subject = subject and reading.lemmas(run.start - 1).isdisjoint({"такой"})
    case = "nomn" if subject else "gent" if lacking else ""
    return reading.naming.person(run.start, run.stop, case=case)


def _is_lacking(reading: Reading) -> bool:
    return not reading.norms.isdisjoint(_NO)


def take_had(draft: Draft, run: range, slot: str, name: str) -> Draft:
    """Fill a slot with the name, and account for the question around it."""
    draft.put(slot, name, run)
    draft.explain(range(len(draft.reading.tokens)))
    draft.strength = PLAIN
    return draft


def not_had() -> Refusal:
    """Say that no such thing is asked."""
    return Refusal("не спрашивают, есть ли у нас такой")


def _orders_otherwise(reading: Reading) -> bool:
    verbs = (i for i in range(len(reading.tokens)) if reading.is_order(i))
    others = (i for i in verbs if not reading.lemmas(i) & _DEALT and i not in reading.fillers)
    return any(not reading.cues[i] & _LOOKING for i in others)


def _asks(reading: Reading) -> bool:
    ours = _at_us(reading)
    for index in range(len(reading.tokens)):
        closes = reading.norm(index + 1) == "?" and index + 2 == len(reading.tokens)
        if reading.norm(index) in _NO and (ours or closes or reading.norm(index + 1) == "ли"):
            return True
        if _is_entered(reading, index) or (ours and reading.lemmas(index) & _NOTED):
            return True
        if _is_dealt(reading, index):
            return True
    return _is_ours(reading)


def _at_us(reading: Reading) -> bool:
    based = any(reading.norm(i - 1) == "в" for i in reading.where("base") if i)
    return based or any(
        reading.norm(i) == "нас" and reading.norm(i - 1) == "у" for i in range(len(reading.tokens))
    )


def _is_entered(reading: Reading, index: int) -> bool:
    """«Заведён», «внесена», «заведена ли»."""
    short = reading.tokens[index].pos == "PRTS"
    short = short and not (index and reading.tokens[index].text.istitle())  # «Алиса Принт»
    return short and bool(reading.cues[index] & {"create", "arrive"})


def _is_dealt(reading: Reading, index: int) -> bool:
    """«Работаем с Вектором», «сотрудничали ли мы с …», «знаем такого Гусева»."""
    if not reading.lemmas(index) & _DEALT:
        return False
    ours = any("plur" in p.grammemes and p.grammemes & _WE for p in reading.tokens[index].parses)
    led = not reading.norms.isdisjoint(_WITH) or reading.lemmas(index) & _KNOWN
    return ours and bool(led) and not reading.has("what", "who", "how_many", "which")


def _is_ours(reading: Reading) -> bool:
    """«Ромашка наш клиент?», «это наши клиенты — Вектор»."""
    heads = reading.where("contact")
    return any("наш" in reading.lemmas(i - 1) for i in heads if i) and reading.has_question_mark


def _is_frame(reading: Reading, index: int) -> bool:
    lemmas = reading.lemmas(index)
    if reading.norm(index) in _NO | _BEFORE or lemmas & (_BESIDE | _NOTED | _DEALT):
        return True
    cues = reading.cues[index]
    asked = bool(cues & (_LOOKING | _KINDS))
    return asked or _is_entered(reading, index)


def _may_be_called(reading: Reading, run: range) -> bool:
    """A name: a person's, a firm's word, one the dictionary lacks, or a capital inside."""
    naming, first = reading.naming, run.start
    led = is_preposition(reading, first - 1) and reading.norm(first - 1) not in _WITH
    if reading.cues[first] or led or is_place(reading, first):
        return False
    named = (*reading.all("person"), *reading.all("person_hint"), *reading.all("quote"))
    if any(one.first <= first < one.stop for one in (*named, *reading.all("company"))):
        return True
    opens = first == 0 and (_is_lacking(reading) or not reading.has("hang", "arrive", "create"))
    capital = not opens and reading.tokens[first].text[:1].isupper()
    pair = len(run) > 1 and naming.pairs_with_firm(first)
    firm = naming.is_firm(first) or naming.is_coined(first) or not naming.is_known(first)
    return capital or pair or firm
