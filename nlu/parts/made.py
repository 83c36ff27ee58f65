"""What is to be made: the verb of making and the noun that goes with it."""

from __future__ import annotations

from nlu.agreement import may_agree
from nlu.once import once
from nlu.parts.form import is_form
from nlu.parts.lacking import is_given_new, is_lacking, is_more, is_plus, next_word
from nlu.parts.lead_from import comes_from
from nlu.parts.likeliest import is_preposition, traits
from nlu.reading import Reading
from nlu.smallwords import ABOUT

_NOUNS = frozenset({"deal", "contact", "company", "face"})
_MAKING = frozenset(
    {"создать", "завести", "добавить", "внести", "занести", "оформить", "записать", "вбить"}
    | {"зарегистрировать", "зафиксировать", "забить", "сохранить", "создавать", "заводить"}
)
_MAKING_CARD = _MAKING - {"внести", "записать", "занести", "вбить", "забить"} | {"сделать"}
_AS = frozenset({"как", "в"})
_NEW = frozenset({"новый", "новенький"})
_STRAIGHT = frozenset({"nomn", "accs", "ablt"})


@once
def is_new(reading: Reading) -> bool:
    """Say whether something is to be made: «создай», «новая сделка», «надо завести»."""
    if any(_creates(reading, i) for i in reading.where("create")):
        return True
    named = names_new(reading, *_NOUNS) or is_form(reading)
    named = named or is_plus(reading) or is_given_new(reading)
    return named or is_lacking(reading) or is_more(reading) or comes_from(reading)


def names_new(reading: Reading, *nouns: str) -> bool:
    """Say whether a new one is named: «новая сделка: …», not «новый клиент ругается»."""
    wanted = set(nouns)
    for index in () if reading.said.isdisjoint(_NEW) else range(len(reading.tokens)):
        if not reading.lemmas(index) & _NEW:
            continue
        for near in _around(reading, index):
            if near is None or not reading.cues[near] & wanted:
                continue
            if near < index and (not _agree(reading, near, index) or reading.norm(near - 1) == "у"):
                continue
            if near > index and _is_way(reading, index, near):
                continue
            one = reading.is_one(index) or reading.is_one(near)
            if one and not _is_spoken_of(reading, max(near, index)):
                return True
    return False


def _is_way(reading: Reading, adjective: int, noun: int) -> bool:
    """«Новый мобильный клиента»: the thing that is new stands between."""
    return any(reading.cues[i] & {"phone", "email"} for i in range(adjective + 1, noun))


def _agree(reading: Reading, noun: int, adjective: int) -> bool:
    """«Сделку бы новую», not «у конторы новый телефон»."""
    return may_agree(reading.tokens[adjective].parses, reading.tokens[noun].parses)


def _is_spoken_of(reading: Reading, index: int) -> bool:
    """Something is said of the new thing: a verb in its clause, or «это» and a small word."""
    if any(map(reading.all, ("phone", "email"))):
        return False
    clause = reading.clause_of(index)
    follower = reading.after(index)
    defined = reading.norm(index + 1) == "это"
    noun = reading.after(follower) if defined and follower is not None else None
    small = noun is not None and reading.tokens[noun].text.islower()
    verbs = [i for i in clause if _is_verb(reading, i)]
    arrived = reading.norm(clause.stop) == ":" and all("arrive" in reading.cues[i] for i in verbs)
    return small or (bool(verbs) and not arrived)


def _is_verb(reading: Reading, index: int) -> bool:
    """A finite verb, but «зовут», «хочу» and an order, which make what is new."""
    likeliest = reading.tokens[index].parses[:1]
    finite = any(p.pos == "VERB" and not p.grammemes & {"impr", "1per"} for p in likeliest)
    return finite and not reading.cues[index] & {"name", "called", "want"}


def is_company_alone(reading: Reading) -> bool:
    """«Новый клиент, компания Прометей, внеси в базу»: no person is named and no «контакт».

    Nor is who answers for it the one that is made: «…, ответственная Волкова».
    """
    people = (one for kind in ("person", "person_hint") for one in reading.all(kind))
    named = any("responsible" not in reading.cues_at(one.first - 1) for one in people)
    outright = any("контакт" in reading.lemmas(i) for i in reading.where("contact"))
    return bool(reading.all("company")) and not named and not outright


def _is_straight(reading: Reading, index: int) -> bool:
    """One thing that may be made: «компании» is rather whose, and only then many."""
    parses = (p.grammemes for p in reading.tokens[index].parses)
    return any(grammemes & _STRAIGHT and "plur" not in grammemes for grammemes in parses)


def _around(reading: Reading, index: int) -> tuple[int | None, ...]:
    """«Новая сделка», «сделку бы новую», «новое контактное лицо»: it may stand a word away."""
    follower = reading.after(index)
    before = reading.before(index)
    while before is not None and ("want" in reading.cues[before] or before in reading.fillers):
        if is_preposition(reading, before):
            break
        before = reading.before(before)
    return (follower, None if follower is None else reading.after(follower), before)


@once
def makes(reading: Reading, *nouns: str) -> bool:
    """Say whether one of the nouns is what the verb of making makes.

    «…, заведи контакт», «заведи карточку компании», «лид запиши: …», «как новый контакт».
    """
    wanted = set(nouns)
    behind = any(_made_behind(reading, index, wanted) for index in reading.where("create"))
    return behind or makes_first(reading, *nouns) or _is_entered_as(reading, wanted)


def _made_behind(reading: Reading, index: int, wanted: set[str]) -> bool:
    follower = next_word(reading, index)
    while follower is not None and _is_epithet(reading, follower):
        follower = next_word(reading, follower)
    if follower is not None and "card" in reading.cues[follower]:
        follower = follower if reading.cues[follower] & wanted else next_word(reading, follower)
        if follower is not None and reading.norm(follower) in ABOUT:
            follower = next_word(reading, follower)
    elif follower is not None and not _is_straight(reading, follower):
        return False
    made = follower is not None and reading.cues[follower] & wanted
    return bool(made) and reading.is_command(index)


def _is_epithet(reading: Reading, index: int) -> bool:
    """«Добавь отдельным контактом»: the noun is behind it."""
    return "ADJF" in traits(reading, index) and not reading.cues[index]


def makes_first(reading: Reading, *nouns: str) -> bool:
    """Say whether such a noun stands before its verb: «лид запиши: …», «сделку «…» добавь, …»."""
    wanted = set(nouns)
    for index in reading.where("create"):
        if not (reading.lemmas(index) & _MAKING and reading.is_order(index)):
            continue
        quote = next((one for one in reading.all("quote") if one.stop == index), None)
        closed = index + 1 == len(reading.tokens) or not reading.is_word(index + 1)
        noun = reading.before(index if quote is None else quote.first)
        if noun is None or (quote is not None and not closed):
            continue
        led = noun > 0 and is_preposition(reading, noun - 1)
        if reading.cues[noun] & wanted and _is_straight(reading, noun) and not led:
            return True
    return False


def _is_entered_as(reading: Reading, wanted: set[str]) -> bool:
    """«Внеси телефон … и почту … как новый контакт», «занеси их в компании»."""
    if "create" not in reading.orders:
        return False
    for index in range(len(reading.tokens) - 1):
        if reading.norm(index) not in _AS:
            continue
        follower = next_word(reading, index)
        named = follower is not None and reading.cues[follower] & wanted
        if named and (reading.norm(index) == "как" or _are_many(reading, follower or 0)):
            return True
    return False


def _are_many(reading: Reading, index: int) -> bool:
    """«Добавь в компании», at the end of what is said: among all there are, not into one."""
    many = any({"plur", "accs"} <= parse.grammemes for parse in reading.tokens[index].parses)
    after = index + 1
    closed = after == len(reading.tokens) or not reading.is_word(after) or reading.is_order(after)
    return many and closed


def is_made_by(reading: Reading, index: int) -> bool:
    """Say whether a token orders to make what stands behind it: «добавь», «заведи»."""
    return bool(reading.lemmas(index) & _MAKING) and reading.is_order(index)


def makes_card(reading: Reading) -> bool:
    """Say whether a card is made: «создай карточку …», «сделай ей карточку»; not «впиши в …»."""
    for index in reading.where("create"):
        follower = next_word(reading, index)
        made = follower is not None and "card" in reading.cues[follower]
        if made and reading.lemmas(index) & _MAKING_CARD and reading.is_command(index):
            return True
    return False


def _is_of_party(reading: Reading) -> bool:
    """«Фирма «Дом кровли», открой»: only deals are opened anew."""
    return reading.has("contact", "company") and not reading.has("deal")


def _creates(reading: Reading, index: int) -> bool:
    """An order, or an infinitive after «надо», «хочу», «можно» — not a task's own infinitive."""
    follower = reading.after(index)
    thrown = "накинуть" in reading.lemmas(index)
    if thrown and (follower is None or not reading.cues[follower] & {*_NOUNS, "new"}):
        return False  # «накинь на бюджет 50 тысяч»
    shown = "открыть" in reading.lemmas(index) and follower is not None
    told = bool(reading.all("phone") or reading.all("email"))
    opened = {"card"} if told else {"card", "contact", "company"}
    if shown and reading.cues[follower or 0] & opened:
        return False
    if (
        "открыть" in reading.lemmas(index)
        and follower is None
        and not told
        and _is_of_party(reading)
    ):
        return False
    if reading.is_order(index):
        return True
    return reading.is_command(index) and not reading.all("date")
