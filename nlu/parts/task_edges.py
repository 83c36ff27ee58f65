"""What stands around a task's words and is no part of them: greetings, closing clauses, idioms."""

from __future__ import annotations

from collections.abc import Iterator

from nlu.draft import Draft
from nlu.parts.bidden import user_sent
from nlu.parts.likeliest import all_traits
from nlu.parts.task_leads import dated_note, explain_assent, explain_promise, explain_wish
from nlu.parts.who import give_responsible
from nlu.reading import Reading, Who
from nlu.smallwords import ONTO, SO_THAT
from nlu.types import Found

_CLAUSE_MARKS = frozenset({",", ".", "!", ";", "-", ":"})
_CLOSING = frozenset(
    {"own", "responsible", "task", "forget", "want", "date", "new", "talk_thanks", "let", "must"}
)
_CHARGING = frozenset({"own", "responsible"})
_CLOSING_ORDERS = frozenset({"put", "remind", "ask_to"})
_FOR = frozenset({"на", "для", "за"})
_IDIOMS = frozenset({"первым", "между"})
_IN_ARREARS = ("задним", "числом")
_ANOTHER = frozenset({"следующую", "другую", "очередную", "вторую", "одну"})
_WAITING = frozenset({"ждать", "просить", "хотеть", "требовать", "настаивать", "спрашивать"})
_OF_TERMS = frozenset(
    {
        "край",
        "крайний",
        "последний",
        "предел",
        "ориентир",
        "ориентировочно",
        "предельный",
        "день",
        "число",
        "максимум",
        "успеть",
        "уложиться",
        "сделать",
        "это",
        "быть",
    }
)
_SOMEBODY = frozenset({"кто-то", "кому-то", "кто-нибудь", "кому-нибудь"})
_FRAME_WORDS = 3
_MOST_CLOSING = 4


def explain_edges(draft: Draft, core: int | None) -> None:
    """Account for the clauses and idioms around a task's words, and take who is charged in them.

    Args:
        core: the token the thing to be done begins with, where it was found.
    """
    _explain_greeting(draft)
    explain_assent(draft)
    _explain_idioms(draft)
    _explain_before_noun(draft, core)
    explain_promise(draft, core)
    explain_wish(draft, core)
    _explain_small(draft, core)
    for clause in reversed(list(_clauses(draft.reading))[1:][-_MOST_CLOSING:]):
        if (core is not None and core >= clause.start) or not _is_frame(draft, clause):
            return
        _take_charged_in(draft, clause)
        draft.explain(clause)


def _clauses(reading: Reading) -> Iterator[range]:
    start = 0
    inside = {i for one in reading.all("quote") for i in range(one.first, one.stop)}
    inside |= reading.figures
    for index, token in enumerate(reading.tokens):
        term = token.text in {"-", ":"} and reading.lemmas(index - 1) & _OF_TERMS
        if token.text in _CLAUSE_MARKS and index not in inside and not term:
            yield range(start, index)
            start = index + 1
    yield range(start, len(reading.tokens))


def _is_frame(draft: Draft, clause: range) -> bool:
    """«…, поставь Диме», «…, пусть сделает до четверга», «… — Смирновой»: nothing to be done."""
    reading = draft.reading
    if _is_reminder(reading, clause) or _is_term(reading, clause):
        return True
    users = {i for found in _users_in(draft, clause) for i in range(found.first, found.stop)}
    open_ones = reading.content - draft.explained - users
    said = [i for i in clause if i in open_ones]
    let = any("let" in reading.cues[i] for i in clause)
    ordered = let or any(
        (_closes(reading, i, let) and reading.is_order(i)) or _CHARGING & reading.cues[i]
        for i in clause
    )
    if users and (_says_who_does(reading, said) or _is_for_user(draft, clause, said)):
        return True
    if users and not ordered and reading.tokens[clause.start - 1].text != "-":
        return False
    return all(_closes(reading, i, let) for i in said)


def _is_term(reading: Reading, clause: range) -> bool:
    """«…, край — 9 июня», «…, это надо успеть завтра до десяти»: of the deadline alone."""
    said = [i for i in clause if i in reading.content and i not in reading.figures]
    apart = clause.stop < len(reading.tokens) and reading.tokens[clause.stop].text in "-:"
    near = range(clause.start, clause.stop + 2 if apart else clause.stop)
    dated = any(one.first in near for one in reading.all("date"))
    return dated and all(
        reading.lemmas(i) & _OF_TERMS or reading.cues[i] & {"date", "want", "must"} for i in said
    )


def _explain_small(draft: Draft, core: int | None) -> None:
    """«Сегодня же», «в этот же день», «кто-то должен съездить»: no words of what is to be done."""
    reading = draft.reading
    small = not reading.norms.isdisjoint({"же", "этот"})
    for index in range(1, len(reading.tokens)) if small else ():
        if reading.norm(index) == "же" and index - 1 in reading.figures:
            draft.explain([index])
        day = index + 1 + (reading.norm(index + 1) == "же")
        if reading.norm(index) == "этот" and reading.norm(day) == "день":
            draft.explain(range(index - (reading.norm(index - 1) in ONTO), day + 1))
    draft.explain(i for i in range(core or 0) if reading.norm(i) in _SOMEBODY)


def _says_who_does(reading: Reading, said: list[int]) -> bool:
    """«…, проводит Тимур», «…, поедет Орлов», «…, отправь Орлова»: a verb beside a user."""
    if len(said) != 1:
        return False
    does = reading.tokens[said[0]].parses[:1]
    if said[0] in user_sent(reading):
        return True
    return any(
        parse.pos == "VERB" and {"3per", "sing"} <= parse.grammemes and parse.lemma not in _WAITING
        for parse in does
    )


def _is_for_user(draft: Draft, clause: range, said: list[int]) -> bool:
    """«…, это Тимуру», «…, на Кузнецова», «…. Это Илье»: for whom the task is, nothing else."""
    first = _users_in(draft, clause)[0]
    reading = draft.reading
    led = reading.norm(first.first - 1) in _FOR
    listed = any(found.stop == clause.start - 1 for found in reading.all("person"))
    alone = not listed and not {"datv", "nomn"}.isdisjoint(all_traits(reading, first.first))
    return not said and (led or alone)


def _is_reminder(reading: Reading, clause: range) -> bool:
    """«…, напомни за час»."""
    first = next((i for i in clause if reading.is_word(i)), None)
    if first is None or "remind" not in reading.cues[first] or not reading.is_order(first):
        return False
    infinitive = any(p.pos == "INFN" for i in clause for p in reading.tokens[i].parses[:1])
    return len(clause) <= _FRAME_WORDS + 1 and not infinitive


def _closes(reading: Reading, index: int, let: bool) -> bool:
    cues = reading.cues[index]
    if let and cues & {"complete", "put"}:
        return True
    return bool(cues & _CLOSING) or (bool(cues & _CLOSING_ORDERS) and reading.is_order(index))


def _users_in(draft: Draft, clause: range) -> list[Found[Who]]:
    people = draft.reading.all("person")
    return [
        found
        for found in people
        if found.first in clause and found.value.users is not None and draft.is_free(found)
    ]


def _take_charged_in(draft: Draft, clause: range) -> None:
    if "responsible" in draft.slots or "responsible" in draft.ambiguous:
        return
    for found in _users_in(draft, clause)[:1]:
        give_responsible(draft, "responsible", found)


def _explain_greeting(draft: Draft) -> None:
    """«Всем привет! …», «добрый день, …»."""
    reading = draft.reading
    stop = 0
    while stop < len(reading.tokens) and (
        reading.cues[stop] & {"talk_greet", "beside_greet"} or not reading.is_word(stop)
    ):
        stop += 1
    if any("talk_greet" in reading.cues[i] for i in range(stop)):
        draft.explain(range(stop))
    if len(reading.tokens) > 2 and (reading.norm(0), reading.norm(1)) == ("нет", ","):
        draft.explain(range(2))  # «нет, позвони ему в среду», to what was proposed
    _explain_address(draft)


def _explain_address(draft: Draft) -> None:
    """«Алиса, поставь напоминание …»: who is spoken to is nobody's client."""
    reading = draft.reading
    for found in reading.all("person")[:1]:
        order = reading.after(found.stop - 1)
        spoken_to = found.first == 0 and found.value.case == "nomn" and found.value.users is None
        if spoken_to and order is not None and reading.is_order(order):
            draft.explain(i for i in range(order) if "put" in reading.cues[order])


def _explain_idioms(draft: Draft) -> None:
    """«Первым делом», «задним числом», «внеси в план», «поставь в календарь»."""
    reading = draft.reading
    for index in range(1, len(reading.tokens)) if reading.norms.issuperset(_IN_ARREARS) else ():
        if (reading.norm(index - 1), reading.norm(index)) == _IN_ARREARS:
            draft.explain([index - 1, index])
    draft.explain([dated_note(reading)])
    for index in reading.where("planned", "task"):
        before = reading.norm(index - 1)
        ordered = "put" in reading.orders and before == "в"
        if ordered or (reading.norm(index) == "делом" and before in _IDIOMS):
            draft.explain([index - 1, index])


def _explain_before_noun(draft: Draft, core: int | None) -> None:
    """«Воткни задачу …», «братан, кинь мне таску …»: what leads to the noun only orders."""
    reading = draft.reading
    noun = reading.first("task")
    heads = [i for i in reading.where("task", "let") if i and not reading.cues[i - 1]]
    draft.explain(i - 1 for i in heads if reading.is_order(i - 1))
    draft.explain(i + 1 for i in reading.where("put") if _is_another(reading, i))
    _explain_order_before(draft, core)
    _explain_nudge(draft)
    if noun is None or core is None or core < noun:
        return
    taken = {i for one in _names(reading) for i in range(one.first, one.stop)}
    open_ones = reading.content - draft.explained - taken
    before = [i for i in range(noun) if i in open_ones]
    if len(before) <= _FRAME_WORDS:
        draft.explain(before)


def _is_another(reading: Reading, index: int) -> bool:
    """«Поставь следующую на среду …»: a task, though the noun goes without saying."""
    behind = reading.tokens[index + 2].parses[:1] if index + 2 < len(reading.tokens) else ()
    noun = any(parse.pos in {"NOUN", "ADJF"} for parse in behind)
    return reading.norm(index + 1) in _ANOTHER and not noun


def _explain_order_before(draft: Draft, core: int | None) -> None:
    """«Заложи звонок Азату», «воткни встречу»: whatever the verb, it is the call that is set."""
    reading = draft.reading
    if core is None or not core or not reading.cues[core] & {"call", "meeting"}:
        return
    noun = reading.tokens[core].pos == "NOUN"
    verb = reading.tokens[core - 1].parses[:1]
    if noun and any(parse.pos == "VERB" and "impr" in parse.grammemes for parse in verb):
        draft.explain([core - 1])


def _explain_nudge(draft: Draft) -> None:
    """«Пните Орлова, пусть …», «дёрни Волкову, чтобы …»: the order only passes the task on."""
    reading = draft.reading
    for found in reading.all("person"):
        behind = next(
            (i for i in range(found.stop, len(reading.tokens)) if reading.is_word(i)), None
        )
        passed = behind is not None and (
            "let" in reading.cues[behind] or reading.norm(behind) in SO_THAT
        )
        if passed and found.value.users is not None and found.first:
            draft.explain(i for i in [found.first - 1] if reading.is_order(i))


def _names(reading: Reading) -> Iterator[Found[object]]:
    for kind in ("person", "person_hint", "company", "date", "quote"):
        yield from reading.all(kind)
