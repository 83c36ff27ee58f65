"""Fields a new record is given that no slot holds: «…, сайт zarya.ru», «…, ИНН 7701234567»."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.parts.clauses import is_put_off
from nlu.reading import Reading

_FIELDS = frozenset(
    {"сайт", "адрес", "инн", "кпп", "огрн", "реквизит", "телеграм", "телеграмм", "телега"}
    | {"ватсап", "вотсап", "whatsapp", "telegram", "скайп", "источник", "город"}
    | {"web"}
)
_BEFORE = frozenset({"и", "его", "ее", "их"})


def take_unkept(draft: Draft) -> None:
    """Account for such fields with their values, and remember that they are left out."""
    reading = draft.reading
    taken = set().union(*draft.places.values()) if draft.places else set()
    for clause in reading.clauses:
        head = next((i for i in clause if reading.norm(i) not in _BEFORE), clause.start)
        stop = next((i for i in clause if i > head and i in taken), clause.stop)
        said = range(head, stop)
        if head in taken or not _is_field(reading, head) or is_put_off(reading, clause):
            continue
        if len(reading.content.intersection(said)) > 1 and reading.norm(stop - 1) != "потом":
            draft.explain(said)
            draft.unkept |= {*said}


def leave_keeper(draft: Draft) -> None:
    """Account for who shall answer for what no slot of it holds: «…, отвечает Волкова»."""
    reading = draft.reading
    for user in reading.users:
        beside = range(max(user.first - 1, 0), min(user.stop + 1, len(reading.tokens)))
        heads = [i for i in beside if reading.cues[i] & {"responsible", "own"}]
        if heads and draft.is_free(user):
            said = {*heads, *range(user.first, user.stop)}
            draft.mark("keeper", said)
            draft.unkept |= said


def _is_field(reading: Reading, index: int) -> bool:
    """«Сайт …» opens its clause; «с сайта» tells where from."""
    named = any(one.first == index for one in reading.all("own_field"))
    straight = any("nomn" in parse.grammemes for parse in reading.tokens[index].parses)
    known = bool(reading.lemmas(index) & _FIELDS) or reading.norm(index) in _FIELDS
    return named or (known and (straight or not reading.tokens[index].parses))
