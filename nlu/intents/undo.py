"""Take back the last write."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.draft import Draft, Refusal, Rule, Rules
from nlu.needs import Need
from nlu.parts.clauses import orders
from nlu.parts.own_values import PLAIN
from nlu.parts.talk import only
from nlu.reading import Reading


@dataclass(frozen=True, slots=True)
class Undo:
    """Take back the last write."""

    stem: ClassVar[str] = "undo"
    required: ClassVar[tuple[Need, ...]] = ()


_LONGEST = 6
_FIELDS = ("phone", "email", "budget", "stage", "pipeline", "responsible", "name")
_CHANGING = frozenset({"update_lead", "update_contact", "undo"})
_BEFORE = frozenset({"было", "раньше", "прежде", "был", "была", "изначально"})
_WRONG = frozenset({"то", "та", "ту", "тот", "того", "той", "том", "те", "тех", "туда", "так"})


def _cancelled(reading: Reading) -> Draft | Refusal:
    """«Отмени последнее действие», «отмени создание задачи»: what was done, not what is planned."""
    words = [i for i in range(len(reading.tokens)) if reading.is_word(i)]
    if not words or "talk_cancel" not in reading.cues[words[0]] | reading.cues[words[-1]]:
        return Refusal("ничего не отменяют")
    if not reading.has("undone") or reading.has("when", "who", "which") or len(words) > _LONGEST:
        return Refusal("не сказано отменить сделанное")
    draft = Draft(reading)
    draft.explain(words)
    return draft


def _restored(reading: Reading) -> Draft | Refusal:
    """«Сделай как было», «поставь обратно как раньше»: the last change is meant."""
    words = [i for i in range(len(reading.tokens)) if reading.is_word(i)]
    as_was = [i for i in words if reading.norm(i) == "как" and reading.norm(i + 1) in _BEFORE]
    known = {*as_was, *(i + 1 for i in as_was), *reading.where("talk_undo", "change", "move")}
    if not as_was or not reading.orders or not known.union(reading.fillers).issuperset(words):
        return Refusal("не просят вернуть, как было")
    draft = Draft(reading, strength=PLAIN)
    draft.explain(words)
    return draft


def _put_back(reading: Reading) -> Draft | Refusal:
    """«Верни почту», «верни старый бюджет»: the field just changed, and no value for it."""
    words = [i for i in range(len(reading.tokens)) if reading.is_word(i)]
    back = [i for i in reading.where("talk_undo") if reading.is_order(i)]
    fields = reading.where(*_FIELDS)
    known = {*back, *fields, *reading.where("oldest", "same", "beside_undo"), *reading.fillers}
    if not back or not fields or not known.issuperset(words) or not _may_be_undone(reading):
        return Refusal("не просят вернуть поле, как было")
    draft = Draft(reading, strength=PLAIN)
    draft.explain(words)
    return draft


def _may_be_undone(reading: Reading) -> bool:
    """Of what was done last nothing else may be taken back by it."""
    previous = reading.request.previous
    last = previous.intent if previous is not None else None
    return last is None or last.stem in _CHANGING


def _slipped(reading: Reading) -> Draft | Refusal:
    """«Ой, не туда нажал, откати», «зря закрыл задачу, верни»: a slip told, and to take it back."""
    if not reading.has("talk_undo", "talk_cancel"):
        return Refusal("ничего не отменяют")
    cut = reading.clauses
    back = [clause for clause in cut if _takes_back(reading, clause)]
    if not back or len(back) == len(cut):
        return Refusal("не просят вернуть сделанное по ошибке")
    if not all(clause in back or _is_slip(reading, clause) for clause in cut):
        return Refusal("сказано что-то ещё")
    draft = Draft(reading, strength=PLAIN)
    draft.explain(range(len(reading.tokens)))
    return draft


def _takes_back(reading: Reading, clause: range) -> bool:
    words = [i for i in clause if i in reading.content]
    known = {"talk_undo", "beside_undo", "talk_cancel", "undone"}
    said = any("talk_undo" in reading.cues[i] for i in words) or (
        any("talk_cancel" in reading.cues[i] for i in words)
        and any("undone" in reading.cues[i] for i in words)
    )
    return said and all(reading.cues[i] & known for i in words)


def _is_slip(reading: Reading, clause: range) -> bool:
    """«Я ошиблась», «не туда нажал», «это не тот клиент», «погоди»: short, and nothing asked."""
    denied = any(reading.norm(i) == "не" and reading.norm(i + 1) in _WRONG for i in clause)
    if all("beside_undo" in reading.cues[i] for i in clause if i in reading.content):
        return True
    told = denied or any("slip" in reading.cues[i] for i in clause)
    return told and len(clause) <= _LONGEST and not orders(reading, clause)


RULES: Rules = (
    Rule("undo.only", only("undo"), plain=True),
    Rule("undo.cancelled", _cancelled),
    Rule("undo.restored", _restored, plain=True),
    Rule("undo.put_back", _put_back, plain=True),
    Rule("undo.slipped", _slipped, plain=True),
)
