"""Words given to be written down: whether an order to write makes them a note."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.once import once
from nlu.parts.clauses import is_away, is_told, orders
from nlu.parts.given_way import is_absent
from nlu.parts.likeliest import is_infinitive, is_preposition, traits
from nlu.parts.made import makes
from nlu.parts.note_border import ABOUT, FIELDS, HEAD, RECORDS, note_border
from nlu.reading import Reading
from nlu.smallwords import HELD_BY, HERE, SPOKEN_OF
from nlu.types import Kind

_STAYING = frozenset({"в", "на", "у", "за", "под", "до", "без"})
_ONE_QUOTED = 3  # a word and its quotes
_COMPLETING = frozenset({"дополнить", "дополнять", "пополнить"})
_THIS = frozenset({"этот", "данный"})


@once
def dictated_from(reading: Reading) -> int | None:
    """Return where a note begins: «запомни про Мельника: …», «добавь в карточку, что …».

    A phone or an address among them is for the record itself, not for a note.
    """
    if not reading.has(*HEAD):
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
    return noted and that and all(reading.cues[i] & HEAD for i in head)


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
    made = any("new" in reading.cues[i - 1] and reading.cues[i] & RECORDS for i in said if i)
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
    known = reading.fillers | numbers | people | {*ordered, *reading.where(*place, *RECORDS)}
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
    heads = [i for i in reading.where(*RECORDS, "card", "for_record") if i < border]
    places = {"deal", "card", "for_record"}
    known = (i for i in heads if reading.cues[i] & places or _is_this(reading, i - 1))
    return any({"в", "к"} & {reading.norm(i - 1), reading.norm(i - 2)} for i in known)


def _is_this(reading: Reading, index: int) -> bool:
    return bool(reading.lemmas(index) & _THIS)


def _is_led(reading: Reading, border: int) -> bool:
    """«По Зерну», «к контакту …», «в карточку …» stand before the note."""
    return any(
        reading.norm(index) in HERE
        or (reading.norm(index) in ABOUT and index + 1 in reading.content)
        or _is_completed(reading, index)
        for index in range(border - 1)
    )


def _is_completed(reading: Reading, index: int) -> bool:
    """«Дополни карточку Лыткиной, …», «дополни данные клиента: …»."""
    order = reading.lemmas(index - 1) & _COMPLETING if index else frozenset()
    return bool(order) and ("card" in reading.cues[index] or _is_data(reading, index))
