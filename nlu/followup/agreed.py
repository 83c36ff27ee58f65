"""A turn that is an order and nothing else: of what waits for «да», or of the tasks listed."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.intents import Intent
from nlu.parts.count import take_ordinal
from nlu.parts.period import take_deadline
from nlu.reading import Reading
from nlu.smallwords import HIM_ALONE

_TOUCHING = frozenset({"трогать", "менять", "меняться", "изменять", "исправлять"})
_LEAVING = frozenset({"оставить", "оставлять", "остаться", "оставаться"})
_AS_WAS = frozenset({"есть", "быть", "так", "место", "прежний", "старый"})
_BESIDE_KEPT = frozenset(
    {"не", "нет", "надо", "нужно", "как", "пусть", "все", "весь", "это", "он", "она", "ее", "его"}
    | {"на", "пока", "тогда", "ничего", "ничто", "лучше", "давай", "по", "стоить", "тот", "этот"}
)
_MAKING = frozenset({"create"})
_CHANGING = frozenset({"change", "attach", "note_down", "put"})
_ACTS = {
    "create_task": frozenset({"create", "put"}),
    "complete_task": frozenset({"complete"}),
    "reschedule_task": frozenset({"reschedule"}),
    "add_note": frozenset({"attach", "note_down", "told"}),
    "create_contact": _MAKING,
    "create_company": _MAKING,
    "create_lead": _MAKING,
    "update_lead": _CHANGING | {"move"},
    "update_contact": _CHANGING,
}


def agreed(reading: Reading, waiting: Intent) -> Draft | None:
    """Read an order that says nothing but the act that waits as agreement to it."""
    return _bare(reading, _ACTS.get(waiting.stem, frozenset()))


def kept_as_is(reading: Reading, waiting: Intent) -> Draft | None:
    """Read «оставь как есть», «не трогай», «пусть остаётся» as a refusal of what waits."""
    if waiting.stem not in _ACTS:
        return None
    said = {lemma for i in range(len(reading.tokens)) for lemma in reading.lemmas(i)}
    denied = "не" in reading.norms and said & _TOUCHING
    left = said & _LEAVING and (said & _AS_WAS or denied)
    words = [i for i in range(len(reading.tokens)) if reading.is_word(i)]
    known = _TOUCHING | _LEAVING | _AS_WAS | _BESIDE_KEPT
    if not (denied or left) or not all(reading.lemmas(i) & known for i in words):
        return None
    draft = Draft(reading, strength=0.99)
    draft.explain(range(len(reading.tokens)))
    return draft


def closes_listed(reading: Reading, shown: Intent) -> Draft | None:
    """Read a bare «закрой» after a list of tasks as an order about one of them."""
    return _bare(reading, _ACTS["complete_task"]) if shown.stem == "find_tasks" else None


def moves_listed(reading: Reading, shown: Intent) -> Draft | None:
    """Read «теперь первому в 12», «третью на среду» after a list of tasks as a new deadline."""
    hers = [i for i in range(len(reading.tokens)) if reading.norm(i) in HIM_ALONE]
    if shown.stem != "find_tasks" or reading.has_question_mark:
        return None
    draft = Draft(reading, strength=0.99)
    draft.explain(hers)
    draft.explain_cues("whole")
    if not take_ordinal(draft) and not draft.explained:
        return None
    take_deadline(draft)
    draft.explain_cues("now", "task", "put")
    return draft if "due" in draft.slots and not draft.left() else None


def _bare(reading: Reading, acts: frozenset[str]) -> Draft | None:
    """An order of one of the acts and nothing beside it but «да»: «закрой все эти» is another."""
    words = {i for i in range(len(reading.tokens)) if reading.is_word(i)}
    ordered = {i for i in words if reading.is_order(i) and reading.cues[i] & acts}
    if not ordered or any("talk_yes" not in reading.cues[i] for i in words - ordered):
        return None
    if reading.figures or reading.all("number"):
        return None
    draft = Draft(reading, strength=0.99)
    draft.explain(range(len(reading.tokens)))
    return draft
