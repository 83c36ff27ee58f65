"""The name of a deal: the words right behind «сделка», as typed."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.parts.likeliest import is_past, is_preposition
from nlu.parts.no_name import named_words
from nlu.parts.words import is_acronym, is_small, is_unit
from nlu.reading import Reading

_INTRODUCING = frozenset(
    {"responsible", "budget", "contact", "company", "name", "pipeline", "stage"}
    | {"phone", "email", "id"}
)
_INSIDE = frozenset("-.№#/&+%")
_LONGEST_ID = 9
_OF_PARTY = frozenset({"с", "у", "от"})
_PLACING = frozenset({"на", "в", "за"})
_CHANGING = frozenset({"rename", "assign", "move", "change"})
_NEW = frozenset({"новая", "новую", "новый"})


def take_title(draft: Draft, slot: str) -> bool:
    """Fill a slot with the words behind «сделка» that belong to nothing else."""
    for head in draft.reading.where("deal"):
        title = title_at(draft, head + 1)
        led = title and draft.reading.norm(title.start) in _PLACING
        led = led or _is_source(draft.reading, title) or not named_words(draft.reading, title)
        if title and draft.reading.norm(title.start) in _OF_PARTY:
            if not led and _give_party(draft, title[1:]):
                draft.explain([head, title.start])
                return True
            continue
        if not led and any(index in draft.reading.content for index in title):
            draft.explained -= set(title)
            give_title(draft, slot, title)
            draft.explain([head])
            return True
    return False


def _give_party(draft: Draft, words: range) -> bool:
    """«Сделку с морозом», «по сделке с тихой гаванью»: whose it is, which begins no name."""
    reading = draft.reading
    if not words or draft.slots.keys() & {"contact", "company"}:
        return False
    for kind in ("person", "person_hint"):
        for one in reading.all(kind):
            if (one.first, one.stop) == (words.start, words.stop):
                draft.put("contact", one.value.name, words)
                return True
    naming, first = reading.naming, words.start
    firm = naming.is_firm(first) or naming.is_coined(first) or not naming.is_known(first)
    if not firm and len(words) == 1:
        return False
    draft.put("company", naming.company(first, words.stop), words)
    return True


def _is_source(reading: Reading, title: range) -> bool:
    """«Лид с авито — …»: where it came from is no name."""
    named = [i for i in title[1:] if i in reading.content]
    led = bool(title) and is_preposition(reading, title.start)
    return led and bool(named) and all("channel" in reading.cues[i] for i in named)


def give_title(draft: Draft, slot: str, title: range) -> None:
    """Fill a slot with a deal's name; a number alone is its number, an owner its company.

    «Сделки 5050 тысячу рублей», «сделку вектора отдай Орлову».
    """
    if slot == "lead" and is_owner(draft.reading, title):
        draft.put("company", draft.reading.naming.company(title.start, title.stop), title)
        return
    text = draft.reading.text_of(title.start, title.stop)
    if slot == "lead" and text.isascii() and text.isdigit() and len(text) <= _LONGEST_ID:
        draft.put("lead_id", int(text), title)
    else:
        draft.put(slot, text, title)


def is_owner(reading: Reading, title: range) -> bool:
    """Say whether one noun in the genitive owns the deal; «Окна», a plural, may be its name."""
    token = reading.tokens[title.start]
    named = range(title.start, title.stop)
    parses = token.parses
    if len(named) != 1 or not parses or parses[0].pos != "NOUN":
        return False
    plural = any({"nomn", "plur"} <= parse.grammemes for parse in parses)
    small = token.text[:1].islower()
    firm = reading.naming.is_firm(title.start)
    return {"gent", "sing"} <= parses[0].grammemes and (small or firm or not plural)


def is_of_firm(reading: Reading, title: range) -> bool:
    """Say whether the words behind «сделка» are whose it is: «сделка ромашки», «лид Гермеса»."""
    return is_owner(reading, title) and reading.naming.is_firm(title.start)


def title_at(draft: Draft, first: int) -> range:
    """Return the tokens of a name that begins at a token; none where something else begins."""
    reading = draft.reading
    taken = set().union(*draft.places.values()) if draft.places else set()
    while first < len(reading.tokens) and (
        reading.tokens[first].text in (":", '"', "-")
        or reading.norm(first) in _NEW
        or "want" in reading.cues[first]
    ):
        first += 1
    if reading.norm(first) == "не" or "note" in reading.cues[min(first, len(reading.tokens) - 1)]:
        return range(0)
    stop = first
    while stop < len(reading.tokens) and not _ends(reading, stop, taken):
        stop += 1
    while stop > first and _is_loose(reading, stop - 1):
        stop -= 1
    return range(first, stop)


def _is_loose(reading: Reading, index: int) -> bool:
    """A filler, or how it is to be done: «сделку Лотоса по-человечески: …»."""
    text = reading.tokens[index].text
    manner = text.startswith("по-") and reading.tokens[min(index + 1, _last(reading))].text == ":"
    return manner or (index in reading.fillers and not _is_of_name(reading, index))


def _last(reading: Reading) -> int:
    return len(reading.tokens) - 1


def _is_of_name(reading: Reading, index: int) -> bool:
    """«… УК», «… 1С»: a small word alone, no filler where it ends a name."""
    return is_acronym(reading, index) or is_unit(reading, index)


def _ends(reading: Reading, index: int, taken: set[int]) -> bool:
    token = reading.tokens[index]
    if index in taken or (_is_ordering(reading, index) and reading.cues[index]):
        return True
    if _closes(reading, index) or _is_said_done(reading, index) or _rises(reading, index):
        return True
    if "note" in reading.cues[index] and reading.norm(index + 1) in {":", "-", ","}:
        return True
    if reading.cues[index] & {"which", "who"} or _keeps(reading, index):
        return True
    if not reading.is_word(index):
        return not (token.glued and token.text in _INSIDE) and token.text not in ("№", "#")
    return _introduces(reading, index, taken)


def _rises(reading: Reading, index: int) -> bool:
    """«Сделка Вектора подорожала до …»: how its price went is no name of it."""
    return is_past(reading, index) and reading.norm(index + 1) in {"до", "на"}


def _keeps(reading: Reading, index: int) -> bool:
    """«Пусть сделкой (дальше) занимается Волкова»: what is done with a deal is no name of it."""
    parses = reading.tokens[index].parses[:1]
    if any(parse.pos in {"ADVB", "COMP"} for parse in parses) and index + 1 < len(reading.tokens):
        return not reading.cues[index] & {"own"} and _keeps(reading, index + 1)
    kept = reading.cues[index] & {"own", "assign"}
    return bool(kept) and any("3per" in parse.grammemes for parse in parses)


def _is_ordering(reading: Reading, index: int) -> bool:
    """A capital in the midst of a clause orders nothing: «Логистика Сочи»."""
    text = reading.tokens[index].text
    inner = index > 0 and reading.is_word(index - 1) and text[:1].isupper() and not text.isupper()
    return reading.is_order(index) and not inner


def _is_said_done(reading: Reading, index: int) -> bool:
    """«По сделке Переезд сервера задача сделана»."""
    verdict = index + 1 < len(reading.tokens) and "state_done" in reading.cues[index + 1]
    return verdict and "task" in reading.cues[index]


def _closes(reading: Reading, index: int) -> bool:
    """«Хочу сделку завести», «сделку переименовать в …»: an order in the infinitive."""
    bare = reading.tokens[index].pos == "INFN"
    if (
        bare
        and reading.cues[index] & _CHANGING
        and reading.norm(index) == reading.tokens[index].text
    ):
        return True
    last = index + 1 == len(reading.tokens) or not reading.is_word(index + 1)
    return bare and last and "create" in reading.cues[index]


def _introduces(reading: Reading, index: int, taken: set[int]) -> bool:
    """A preposition, «бюджет», «клиент», «ответственный» before a slot's words is theirs."""
    led = is_small(reading, index)
    if not led and not reading.cues[index] & _INTRODUCING:
        return False
    follower = reading.after(index)
    while follower is not None and (
        is_preposition(reading, follower) or _describes(reading, follower, taken)
    ):
        follower = reading.after(follower)
    apart = follower is not None and any(reading.norm(i) == "," for i in range(index, follower))
    return follower in taken and not apart


def _describes(reading: Reading, index: int, taken: set[int]) -> bool:
    """«В основную воронку Продажи»: an adjective right before a slot's words is theirs."""
    parses = reading.tokens[index].parses
    adjective = bool(parses) and parses[0].pos == "ADJF" and index not in taken
    return adjective and reading.after(index) in taken
