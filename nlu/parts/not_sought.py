"""What is said in words that people could be sought with: a change, a plan, another record."""

from __future__ import annotations

from nlu.draft import Draft, Refusal
from nlu.once import once
from nlu.parts.beyond import is_beyond
from nlu.parts.events import takes_place
from nlu.parts.made import is_new
from nlu.parts.numbered import number_asked
from nlu.parts.people_sought import is_partnership
from nlu.parts.period import lies_ahead
from nlu.parts.record import take_this
from nlu.parts.taken_over import goes_to_user, is_taken_over
from nlu.reading import Reading


def refuses(reading: Reading) -> Refusal | None:
    """Say why a name, a phone or an address alone is no search of its bearer."""
    if is_of_others(reading) or reading.has("task", "note", "company", "budget"):
        return Refusal("речь о записях другого рода или о записи, а не о поиске")
    if _compares(reading) or (is_beyond(reading) and not reading.has("name")):
        return Refusal("людей сравнивают или исключают, а не ищут")
    if _asks_way(reading):
        return Refusal("спрашивают телефон или почту")
    if is_partnership(reading):
        return Refusal("так называют фирму")
    if reading.has("who") and reading.has("own") and not reading.has("find", "show"):
        return Refusal("спрашивают, кто ведёт")
    if reading.all("stage") or reading.all("pipeline") or _is_of_deals(reading):
        return Refusal("назван этап или воронка сделок")
    return None


def is_way(reading: Reading) -> bool:
    """«Контактный номер Самвела»: the phone is asked for, nobody is sought."""
    led = (i for i in reading.where("phone", "email") if "people_word" in reading.cues_at(i - 1))
    return any(True for _ in led) and not reading.has("contact", "find")


def is_work(reading: Reading) -> bool:
    """«31 февраля позвонить клиенту», «клиент просит КП к пятнице»: something to be done."""
    if takes_place(reading) or (lies_ahead(reading) and not reading.orders):
        return True
    acts = (i for i in reading.where("call", "meeting") if not reading.all("phone"))
    dated = bool(reading.all("date")) and not reading.has(
        "find", "show", "new", "arrive", "newest", "list"
    )
    return any(reading.is_command(i) or dated for i in acts)


def _compares(reading: Reading) -> bool:
    """«Кто красивее, я или Волкова»."""
    return reading.has("who") and any(
        parse.pos == "COMP" for token in reading.tokens for parse in token.parses[:1]
    )


def _asks_way(reading: Reading) -> bool:
    """«Мне бы номер Петрова»: the word right before a name, and no number said."""
    if any(map(reading.all, ("phone", "part_of_phone", "email"))) or reading.has("find"):
        return False
    starts = {one.first - 1 for one in reading.all("person")}
    return any(i in starts for i in reading.where("phone", "email"))


def is_planned(reading: Reading, told: frozenset[int]) -> bool:
    """«Позвонить Петрову», «завтра Петров», but not «звонила вчера Петрова, найди»."""
    dated = any(found.first not in told for found in reading.all("date"))
    cues = ("when", "planned", "call", "remind", "let")
    musts = (i for i in reading.where("must") if "быть" not in reading.lemmas(i + 1))
    return dated or any(i not in told for i in reading.where(*cues)) or any(True for _ in musts)


def _is_of_deals(reading: Reading) -> bool:
    """«В работе у Маши что», «активные по клиенту Омаров»."""
    working = any(
        reading.norm(i) == "работе" and reading.norm(i - 1) == "в"
        for i in range(len(reading.tokens))
    )
    return working or reading.has("state_open", "state_won", "state_lost")


@once
def is_of_others(reading: Reading) -> bool:
    """Say whether another record is spoken of, or something is to be done with one."""
    if reading.orders & {"bind"} or _is_changed(reading) or _is_made(reading):
        return True
    if goes_to_user(reading) or number_asked(reading):
        return True
    if reading.has("let") and is_taken_over(reading):
        return True
    if reading.has("deal", "how_many", "about", "tell_about", "task", "note") or take_this(
        Draft(reading)
    ):
        return True
    orders = reading.orders & {
        "create",
        "put",
        "move",
        "rename",
        "remind",
        "complete",
        "reschedule",
        "assign",
        "change",
    }
    return bool(orders) and not reading.orders & {"find", "show", "tell"}


def _is_made(reading: Reading) -> bool:
    """«Надо добавить человека из Дельты», «новый чел в базу: …»: to be made, not found."""
    made = "create" in reading.commands or is_new(reading)
    return made and not reading.orders & {"find", "show", "tell"}


def _is_changed(reading: Reading) -> bool:
    """«Ответственный по контакту … теперь …», «телефон этого контакта теперь …»."""
    told = reading.has("now") and not reading.has("find", "show", "which", "who")
    dash = any(
        reading.tokens[i].text == "-" and not reading.tokens[i].glued
        for i in range(len(reading.tokens))
    )
    return told or (dash and reading.has("responsible") and len(reading.all("person")) > 1)
