"""Words given to be written down: where a note begins in an order to write it."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.once import once
from nlu.parts.clauses import is_away, is_beside, is_told, is_verb, orders
from nlu.parts.given_way import is_absent
from nlu.parts.likeliest import all_traits, is_infinitive, is_preposition, traits
from nlu.parts.made import makes
from nlu.parts.words import after_mark
from nlu.reading import Reading
from nlu.smallwords import HELD_BY, HERE, SPOKEN_OF
from nlu.types import Kind

_ABOUT = frozenset({"по", "про", "к", "о", "насчет", "в", "у", "для"})
FIELDS = frozenset({"phone", "email", "budget", "stage", "responsible", "name"})
_MAKING = frozenset({"base", "contact", "company", "phone", "email", "task"})
_RECORDS = frozenset({"contact", "company", "deal"})
_HEAD = frozenset({"note", "note_down", "attach", "card", "deal", "forget", "for_record"})
_BEHIND_NOTE = frozenset(".,-!")
_STAYING = frozenset({"в", "на", "у", "за", "под", "до", "без"})
_OF_RECORD = FIELDS | {"task", "state_done", "pipeline", "remind"}
_DEEDS = frozenset({"call", "meeting"})
_LONGEST_HEAD = 4
_ONE_QUOTED = 3  # a word and its quotes
_THAT = frozenset({"что"})
_COMPLETING = frozenset({"дополнить", "дополнять", "пополнить"})
_THIS = frozenset({"этот", "данный"})


@once
def dictated_from(reading: Reading) -> int | None:
    """Return where a note begins: «запомни про Мельника: …», «добавь в карточку, что …».

    A phone or an address among them is for the record itself, not for a note.
    """
    if not reading.has(*_HEAD):
        return None
    border = note_border(reading)
    if border is None or reading.all("phone") or reading.all("email"):
        return None
    told = reading.norm(border - 1) == "что" or is_told(reading, range(border, len(reading.tokens)))
    if not told and makes(reading, "deal", "contact", "company"):
        return None
    if opens_note(reading, border):
        return border
    that = reading.norm(border - 1) == "что"
    verbs = {"note_down", "attach"} if that or _into_record(reading, border) else {"note_down"}
    if any("card" in reading.cues[i] for i in range(border)) and reading.norm(border - 1) == ":":
        verbs = verbs | {"put"}  # «скинь в карточку Фролова: …»
    ordered = any(reading.cues[i] & verbs and _is_ordered(reading, i) for i in range(border))
    led = _is_led(reading, border) or _into_record(reading, border)
    return border if led and ordered and not reading.has("task") else None


def opens_note(reading: Reading, border: int) -> bool:
    """Say whether «запиши, что», «примечание:» stand before the border, and nothing else."""
    head = [i for i in range(border) if reading.is_word(i) and i not in reading.fillers]
    if _is_headed(reading, border):
        return True
    verbs = {"note_down"}
    if reading.norm(border - 1) == ":" and is_told(reading, range(border, len(reading.tokens))):
        verbs = {"note_down", "attach"}
    noted = any(
        "note" in reading.cues[i] or (reading.cues[i] & verbs and _is_ordered(reading, i))
        for i in head
    )
    that = reading.norm(border - 1) == "что" or any("note" in reading.cues[i] for i in head)
    that = that or (reading.request.context.entity is not None and len(head) == 1)
    that = that or (len(head) == 1 and "attach" in verbs)
    return noted and that and all(reading.cues[i] & _HEAD for i in head)


def _is_ordered(reading: Reading, index: int) -> bool:
    """An imperative, or an infinitive behind courtesy alone: «прошу отразить», «не забудь …»."""
    small = (
        i in reading.fillers or reading.norm(i) == "не" or reading.cues[i] & {"forget", "want"}
        for i in range(index)
    )
    return reading.is_order(index) or (reading.is_command(index) and all(small))


def _is_headed(reading: Reading, border: int) -> bool:
    """«Заметка на будущее: …», «в карточку Орлова: …»: a heading, with no verb in it."""
    head = range(border)
    whose = {i for one in reading.all("person") for i in range(one.first, one.stop)}
    first = next((i for i in head if i in reading.content - whose and not _is_data(reading, i)), 0)
    told = is_told(reading, range(border, len(reading.tokens)))
    place = "card" in reading.cues[first] or ("deal" in reading.cues[first] and told)
    place = place and reading.norm(first - 1) in {"в", "для"}
    kept = any("for_record" in reading.cues[i] and is_preposition(reading, i - 1) for i in head[1:])
    headed = place or kept or any("note" in reading.cues[i] for i in head)
    headed = headed and not any("task" in reading.cues[i] for i in head)
    verbs = {"VERB", "INFN"}
    likeliest = (p for token in reading.tokens[:border] for p in token.parses[:1])
    that = (reading.norm(border - 2), reading.norm(border - 1)) == (",", "что")
    that = that and any("note" in reading.cues[i] for i in head)  # «пометку в сделку 5099, что …»
    led = that or reading.norm(border - 1) == ":"
    return headed and led and all(p.pos not in verbs for p in likeliest)


def _is_data(reading: Reading, index: int) -> bool:
    """«Инфа в карточку: …», «данные по клиенту: …»: it is written down, whatever it is."""
    return "about" in reading.cues[index] and "NOUN" in traits(reading, index)


def note_border(reading: Reading) -> int | None:
    """Return the index behind «:», «что», the mark behind «примечание» or the bare order.

    None where the order itself stands behind it: «по этой сделке: запиши комментарий».
    """
    border = _border(reading)
    behind = [i for i in reading.content if border is not None and i >= border]
    ordered = bool(behind) and all(reading.cues[i] & _HEAD for i in behind)
    return None if ordered and any("note" in reading.cues[i] for i in behind) else border


def _border(reading: Reading) -> int | None:
    border = after_mark(reading, words=_THAT)
    cut = reading.clauses
    named = _behind_named(reading)
    border = named if border is None or (named is not None and named < border) else border
    if len(cut) < 2:
        return border if border is not None else _behind_place(reading) or _behind_order(reading)
    head, words = cut[0], range(cut[1].start, len(reading.tokens))
    first = next((i for i in head if i in reading.content), head.start)
    mark = reading.norm(words.start - 1)
    if first + 1 == head.stop and "note" in reading.cues[first] and mark in _BEHIND_NOTE:
        return words.start
    if border is not None or not (adds_note(reading) or "note_down" in reading.orders):
        return border
    noted = any("note_down" in reading.cues[i] and reading.is_order(i) for i in head)
    noted = noted or adds_note(reading)
    made = any(reading.cues[i] & _MAKING for i in head)
    bare = all(reading.cues[i] & _HEAD for i in head if i in reading.content)
    told = is_told(reading, words) or (bare and _is_said(reading, cut[1]))
    told = told or is_beside(reading, cut[1])
    return words.start if mark in {",", "-"} and noted and not made and told else None


def adds_note(reading: Reading) -> bool:
    """Say whether a note is ordered by its name: «добавь коммент к Ёлкиной, просит звонить …»."""
    return any(
        "note" in reading.cues[i] and reading.cues[i - 1] & {"attach", "create"}
        for i in reading.where("note")
        if i and reading.is_order(i - 1)
    )


def _behind_place(reading: Reading) -> int | None:
    """«Запиши в сделку клиент просит …»: where the note goes is named, then something is told."""
    head = next((i for i in reading.where("deal", "card") if i in range(2, _LONGEST_HEAD)), None)
    if head is None or "note_down" not in reading.cues[0] or not reading.is_order(0):
        return None
    if any(one.first in {head, head + 1} for kind in ("id", "number") for one in reading.all(kind)):
        return None
    placed = {"в", "к"} & {reading.norm(head - 1), reading.norm(head - 2)}
    told = is_told(reading, range(head + 1, len(reading.tokens)))
    return head + 1 if placed and told else None


def _behind_order(reading: Reading) -> int | None:
    """«Запиши клиент просит …» on a card, «по Зерну отметь склад закрыт»: no mark between."""
    order = next((i for i in reading.where("note_down") if reading.is_order(i)), None)
    first = 0 if order is None else order + 1
    if order is None or first >= len(reading.tokens):
        return None
    first += "note" in reading.cues[first] and first + 1 < len(reading.tokens)
    here = reading.request.context.entity is not None
    ahead = [i for i in range(order) if i in reading.content]
    of_record = bool(ahead) and reading.norm(ahead[0] - 1) in _ABOUT and ahead[0] <= 1
    told = range(first, len(reading.tokens))
    stated = (of_record or (here and not ahead)) and _begins_told(reading, first)
    return first if stated and is_told(reading, told) else None


def _begins_told(reading: Reading, first: int) -> bool:
    """«Клиент просит», «звонили», «счёт не оплачен», and nothing of a record's own fields."""
    told = range(first, len(reading.tokens))
    acts = is_verb(reading, min(first + 1, told.stop - 1))  # «клиент просит», not «контакт …»
    other = any(reading.cues[i] & (_OF_RECORD | {"deal"}) - {"state_done"} for i in told)
    other = other or (not acts and bool(reading.cues[first] & _MAKING))
    people = {one.first for one in reading.all("person")}
    subject = "nomn" in all_traits(reading, first) or is_verb(reading, first)
    return subject and not other and first not in people


def _behind_named(reading: Reading) -> int | None:
    """«Запиши в 5004 звонил, не взяли трубку»: what is told right behind the record's name."""
    order = next((i for i in range(len(reading.tokens)) if i not in reading.fillers), 0)
    if "note_down" not in reading.cues[order] or not reading.is_order(order):
        return None
    first = order + 1
    if reading.norm(first) not in _ABOUT:
        return None
    first += 1
    while first < len(reading.tokens) and reading.cues[first] & {*_RECORDS, "card"}:
        first += 1
    border = _name_stop(reading, first)
    border += border > first and border < len(reading.tokens) and "note" in reading.cues[border]
    told = range(border, reading.clause_of(border).stop)
    said = any(reading.cues[i] & _OF_RECORD for i in told)
    said = said or any(reading.cues[i] & _DEEDS and "NOUN" in traits(reading, i) for i in told)
    tells = is_told(reading, told) or _states(reading, told)
    return border if border > first and tells and not said else None


def _states(reading: Reading, words: range) -> bool:
    """«… приёмка по четвергам», «… отсрочка 30 дней»: a thing that nothing orders."""
    subject = bool(words) and {"NOUN", "inan", "nomn"} <= traits(reading, words.start)
    return subject and "accs" not in all_traits(reading, words.start) and len(words) > 1


def _name_stop(reading: Reading, first: int) -> int:
    """Where a deal's number, a person, a firm or a name with a capital ends; `first` for none."""
    named = [*reading.all("id"), *reading.all("person"), *reading.all("company")]
    named += reading.all("number")
    known = [one.stop for one in named if one.first in {first, first - 1} and one.stop > first]
    if known or first >= len(reading.tokens):
        return max(known, default=first)
    firm = reading.naming.is_firm(first) or reading.naming.is_coined(first)
    capital = reading.tokens[first].text[:1].isupper()
    if not (firm or capital) or reading.cues[first]:
        return first
    return owned_stop(reading, first)


def owned_stop(reading: Reading, first: int) -> int:
    """Where a name ends: «Ромашка»; a thing with what it is of, «Ремонт офиса», is a deal's."""
    thing = traits(reading, first) >= {"NOUN", "inan"} and not reading.naming.is_firm(first)
    stop = first + 1
    while thing and stop < len(reading.tokens) and traits(reading, stop) >= {"NOUN", "gent"}:
        stop += 1
    return stop


def _is_said(reading: Reading, clause: range) -> bool:
    """«Пометь, предоплата 30 %»: neither an order nor somebody to be entered."""
    people = {one.first for one in reading.all("person")}
    made = any(reading.cues[i] & {*_MAKING, "deal"} or i in people for i in clause[:2])
    return not made and not orders(reading, clause)


def told_first(reading: Reading) -> tuple[range, range] | None:
    """Return the words and the order of «Дадашева ругалась, запиши ей в карточку»; None if none.

    A heading before the words («новости по сделке 5001: …») is no part of them.
    """
    cut = reading.clauses
    if len(cut) < 2 or not reading.has("note_down", "attach"):
        return None
    if reading.all("phone") or reading.all("email") or makes(reading, "contact", "company"):
        return None
    if is_absent(reading):
        return None
    last, told = cut[-1], cut[:-1]
    headed = bool(told[1:]) and not is_told(reading, told[0])
    numbered = headed and len(told[0]) == 1 and reading.tokens[told[0].start].kind is Kind.NUMBER
    headed = headed and (numbered or reading.norm(told[0].stop) == ":")
    of_record = headed and any(one.first in told[0] for one in reading.all("id"))
    told = told[1:] if headed else told
    words = range(told[0].start, last.start)
    named = any("note" in reading.cues[i] or reading.norm(i) == "это" for i in last)
    tells = named or of_record or _may_be_noted(reading, told)
    ordered = any(orders(reading, one) and "не" not in map(reading.norm, one) for one in told)
    return (words, last) if tells and not ordered and _only_writes(reading, last) else None


def _may_be_noted(reading: Reading, told: Sequence[range]) -> bool:
    """Say whether a bare «запиши» may mean a note: something is told, and no record is made."""
    said = [i for clause in told for i in clause]
    made = any("new" in reading.cues[i - 1] and reading.cues[i] & _RECORDS for i in said if i)
    return not (made or reading.has("task")) and any(
        is_told(reading, clause) or reading.norm(clause.start) == "у" or _is_placed(reading, clause)
        for clause in told
    )


def _is_placed(reading: Reading, clause: range) -> bool:
    """«Директор на больничном»: how somebody is, not who he is («директор из Ромашки»)."""
    return reading.norm(clause.start + 1) in _STAYING and is_away(reading, clause)


def _only_writes(reading: Reading, last: range) -> bool:
    """«…, запиши ей в карточку», «… — добавь это заметкой»: an order and where it goes."""
    place = {"card", "note", "deal"}
    noted = any("note" in reading.cues[i] or reading.norm(i) == "это" for i in last)
    verbs = {"note_down", "attach"} if noted else {"note_down"}
    ordered = [i for i in last if reading.cues[i] & verbs and reading.is_order(i)]
    placed = any(reading.cues[i] & place for i in last)
    if not ordered or not (placed or all("complete" not in reading.cues[i] for i in ordered)):
        return False
    numbers = {i for one in reading.all("id") for i in range(one.first, one.stop)}
    people = {i for one in reading.all("person") for i in range(one.first, one.stop)}
    known = reading.fillers | numbers | people | {*ordered, *reading.where(*place, *_RECORDS)}
    return all(i in known or reading.norm(i) in SPOKEN_OF for i in last) and not _is_given(
        reading, last
    )


def _is_given(reading: Reading, last: range) -> bool:
    """«…, контакт запиши на меня»: a record is put down to somebody."""
    return any(reading.norm(i) in HELD_BY for i in last)


def is_attached(reading: Reading) -> bool:
    """«Допиши к контакту Олжас Сериков день рождения»: a note needs no colon there.

    What stands in quotes needs no verb of writing: «Пак Ольге в карточку добавь «не звонить»».
    """
    quoted = bool(reading.orders & {"attach"}) and _quotes(reading)
    if not (reading.orders & {"note_down"} or quoted) or reading.has("task", *FIELDS):
        return False
    heads = reading.where("deal", "contact", "company", "card")
    onto = any(reading.norm(index - 1) == "к" for index in heads)
    if onto and _is_bound(reading):
        return False
    into = any(reading.norm(index - 1) == "в" for index in reading.where("card"))
    here = quoted and any(reading.norm(index) in HERE for index in range(len(reading.tokens)))
    ways = reading.all("phone") or reading.all("email")
    named = quoted or bool(reading.all("person"))
    return onto or here or (into and named and not ways)


def _is_bound(reading: Reading) -> bool:
    """«Прикрепи Марину к компании …»: it is a person that is put there, no words."""
    bound = {one.first for one in reading.all("person") if one.value.case in {"accs", "gent"}}
    return any(reading.is_order(i) and i + 1 in bound for i in reading.where("note_down"))


def _quotes(reading: Reading) -> bool:
    """«Только вотсап, на звонки не отвечает» is a note; «Вектор» may be where somebody works."""
    return any(
        reading.tokens[one.first + 1].text.islower() and one.stop - one.first > _ONE_QUOTED
        for one in reading.all("quote")
    )


def _into_record(reading: Reading, border: int) -> bool:
    """«В сделку 5001 добавь: …», «сюда допиши: …»: nothing of the record is named."""
    if any(reading.cues[i] & FIELDS for i in range(border)):
        return False
    if any(reading.norm(i) in HERE for i in range(border)):
        return not is_infinitive(reading, border)
    heads = [i for i in reading.where(*_RECORDS, "card", "for_record") if i < border]
    places = {"deal", "card", "for_record"}
    known = (i for i in heads if reading.cues[i] & places or _is_this(reading, i - 1))
    return any({"в", "к"} & {reading.norm(i - 1), reading.norm(i - 2)} for i in known)


def _is_this(reading: Reading, index: int) -> bool:
    return bool(reading.lemmas(index) & _THIS)


def _is_led(reading: Reading, border: int) -> bool:
    """«По Зерну», «к контакту …», «в карточку …» stand before the note."""
    return any(
        reading.norm(index) in HERE
        or (reading.norm(index) in _ABOUT and index + 1 in reading.content)
        or _is_completed(reading, index)
        for index in range(border - 1)
    )


def _is_completed(reading: Reading, index: int) -> bool:
    """«Дополни карточку Лыткиной, …», «дополни данные клиента: …»."""
    order = reading.lemmas(index - 1) & _COMPLETING if index else frozenset()
    return bool(order) and ("card" in reading.cues[index] or _is_data(reading, index))
