"""A turn behind a receipt: «нет, на четверг», «ещё на 50», «и вторую тоже», «верни почту»."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from nlu.draft import Draft
from nlu.followup.amend import amend_note, scaled
from nlu.followup.change import change
from nlu.followup.same_errand import same_errand
from nlu.followup.with_it import made_with_it
from nlu.intents import CreateTask, Intent
from nlu.parts.company import take_company
from nlu.parts.count import take_ordinal
from nlu.parts.period import take_deadline
from nlu.parts.record import take_bare_id, take_company_led
from nlu.parts.who import give_responsible, take_me
from nlu.reading import Reading
from nlu.slots import filled

Again: TypeAlias = tuple[str, str, dict[str, Any], Draft]

_WHOLE = 0.8
_DENYING = frozenset(
    {"нет", "не", "ой", "ай", "ох", "упс", "лучше", "точнее", "вернее", "хотя", "стоп", "погоди"}
    | {"подожди", "блин", "тьфу", "постой", "стой"}
)
_ADDING = frozenset({"и", "а", "еще", "плюс", "также", "заодно"})
_MORE = frozenset({"еще", "плюс"})
_ALIKE = frozenset({"тоже", "также", "аналогично"})
_SAME = frozenset({"такой", "тот"})
_HER = frozenset({"ее", "его", "ей", "ему", "ней", "нему", "ним", "нем", "им", "эту", "этого"})
_BESIDE = frozenset({"и", "а", "с", "у", "для", "по", "на", "самый", "сам", "же", "да", "ну"})
_BACK = frozenset({"вернуть", "вернуться", "возвратить", "откатить"})
_FORMER = frozenset({"старый", "прежний", "бывший", "предыдущий", "прошлый", "исходный", "тот"})
_REFERENCES = frozenset({"this", "lead_id", "lead", "contact", "company", "ordinal", "text"})
_RECORDS = _REFERENCES - {"text"}
_NEXT = frozenset({"теперь", "и", "а"})
_REPEATED = frozenset({"complete_task", "reschedule_task", "update_lead", "update_contact"})
_JOINED = frozenset(
    {"update_lead", "update_contact", "create_lead", "create_contact", "create_company"}
)
# What a value of a write is called afterwards, by the intent that changes it then.
_AFTERWARDS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "create_task": ("reschedule_task", {"due": "due"}),
    "reschedule_task": ("reschedule_task", {"due": "due"}),
    "create_lead": (
        "update_lead",
        {
            "budget_value": "set_budget",
            "name": "set_name",
            "stage": "set_stage",
            "pipeline": "set_pipeline",
            "responsible": "set_responsible",
        },
    ),
    "create_contact": (
        "update_contact",
        {"phone": "set_phone", "email": "set_email", "name": "set_name", "company": "set_company"},
    ),
    "create_company": (
        "update_contact",
        {"phone": "set_phone", "email": "set_email", "name": "set_name"},
    ),
}
_KEEPERS = frozenset({"responsible", "set_responsible"})
_SUMS = ("add_budget", "set_budget", "budget_value")
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "phone": ("set_phone",),
    "email": ("set_email",),
    "budget": ("set_budget", "add_budget"),
    "stage": ("set_stage", "set_pipeline"),
    "pipeline": ("set_pipeline",),
    "responsible": ("set_responsible",),
    "name": ("set_name",),
    "company": ("set_company",),
    "date": ("due", "shift"),
}


def after_write(reading: Reading, written: Intent) -> Again | None:
    """Read an utterance against the write that the last answer was the receipt of.

    Returns:
        The rule, the stem, the slots and the draft, or None; what is mended is of the record that
        was written and names none.
    """
    if reading.has_question_mark or not reading.tokens:
        return None
    return (
        _taken_back(reading, written)
        or _same(reading, written)
        or made_with_it(reading, written)
        or _more_told(reading, written)
        or _more(reading, written)
        or _shifted(reading, written)
        or _mended(reading, written)
    )


def _taken_back(reading: Reading, written: Intent) -> Again | None:
    """«Верни почту», «верни старый бюджет»: of what was written, and nothing else."""
    back = [i for i in range(len(reading.tokens)) if reading.lemmas(i) & _BACK]
    if not back:
        return None
    changed = filled(written).keys()
    if "set_responsible" in changed and (former := _former_user(reading, back)) is not None:
        return f"{written.stem}.rewritten", written.stem, former.slots, former
    draft = Draft(reading, strength=0.99)
    for cue, slots in _FIELDS.items():
        if changed & set(slots):
            draft.explain_cues(cue)
    if not draft.explained:
        return None
    draft.explain(back)
    draft.explain_cues("talk_undo", "beside_undo", "own")
    draft.explain(i for i in reading.content if reading.lemmas(i) & _FORMER)
    return ("undo.written", "undo", {}, draft) if not draft.left() else None


def _former_user(reading: Reading, back: list[int]) -> Draft | None:
    """«Верни Кузнецова», «нет, Кузнецова верни»: whose it was."""
    draft = Draft(reading, strength=0.99)
    draft.explain(back)
    for found in reading.all("person"):
        if found.value.users is not None:
            give_responsible(draft, "set_responsible", found)
    draft.explain_cues("talk_no", "responsible", "beside_undo")
    return draft if "set_responsible" in draft.slots and not draft.left() else None


def _same(reading: Reading, written: Intent) -> Again | None:
    """«Вторую тоже», «и третью», «Гусю такой же»: the same is done to another record."""
    alike = [i for i in range(len(reading.tokens)) if _is_alike(reading, i)]
    if isinstance(written, CreateTask) and (alike or reading.norm(0) in _NEXT):
        return _for_another_client(reading, written, alike) or _for_another(reading, written, alike)
    if written.stem not in _REPEATED or (not alike and reading.norm(0) != "и"):
        return None
    draft = Draft(reading, strength=0.99)
    draft.explain(alike)
    slots = {slot: one for slot, one in filled(written).items() if slot not in _REFERENCES}
    if not _take_other(draft, written, named=bool(alike)):
        return None
    draft.explain(i for i in range(len(reading.tokens)) if reading.norm(i) in _BESIDE)
    draft.explain_cues("deal", "task", "contact", "company", "phone", "email")
    stem = written.stem
    return None if draft.left() else (f"{stem}.same", stem, {**slots, **draft.slots}, draft)


def _for_another_client(reading: Reading, written: CreateTask, alike: list[int]) -> Again | None:
    """«И Петрову» behind «позвони Гусю»: the task's own words name the client."""
    draft = Draft(reading, strength=0.99)
    draft.explain(alike)
    draft.explain(i for i in range(len(reading.tokens)) if reading.norm(i) in _BESIDE)
    same = same_errand(draft, written) if alike or reading.norm(0) == "и" else None
    return same and ("create_task.same", "create_task", same[0], same[1])


def _for_another(reading: Reading, written: Intent, alike: list[int]) -> Again | None:
    """«И Орлову тоже», «теперь первой в 12»: the same task for another user or another record."""
    draft = Draft(reading, strength=0.99)
    draft.explain(alike)
    for found in reading.all("person"):
        if found.value.users is not None:
            give_responsible(draft, "responsible", found)
    if "responsible" not in draft.slots:
        take_me(draft, "responsible", dative=True)
    other = _take_other(draft, written, named="responsible" not in draft.slots)
    take_deadline(draft)
    draft.explain(i for i in range(len(reading.tokens)) if reading.norm(i) in _BESIDE | _NEXT)
    draft.explain_cues("task", "put")
    told = "responsible" in draft.slots or other
    if draft.left() or draft.ambiguous or not told or not (alike or "due" in draft.slots):
        return None
    slots = filled(written)
    if other and slots.keys() & {"contact", "company"}:
        return None  # the words of the task may have the name in them
    kept = {slot: one for slot, one in slots.items() if not other or slot not in _RECORDS}
    return "create_task.same", "create_task", {**kept, **draft.slots}, draft


def _more_told(reading: Reading, written: Intent) -> Again | None:
    """«И ещё что ждёт до пятницы», «а также просил акт»: another note."""
    note = amend_note(reading, written) if written.stem == "add_note" else None
    before = f"{filled(written).get('text')}, "
    if note is None or not note.slots["text"].startswith(before):
        return None
    note.slots["text"] = note.slots["text"].removeprefix(before)
    return "add_note.rewritten", "add_note", note.slots, note


def _is_alike(reading: Reading, index: int) -> bool:
    """«Тоже», «так же», «такую же», «то же самое»."""
    if reading.norm(index) in _ALIKE:
        return True
    like = reading.norm(index) == "так" or bool(reading.lemmas(index) & _SAME)
    return like and index + 1 < len(reading.tokens) and reading.norm(index + 1) == "же"


def _take_other(draft: Draft, written: Intent, *, named: bool) -> bool:
    """The other record: by its place, as «её», and behind «тоже» by its name."""
    reading = draft.reading
    numbered = hasattr(written, "ordinal") and take_ordinal(draft)
    hers = [i for i in range(len(reading.tokens)) if reading.norm(i) in _HER]
    draft.explain(hers)
    if numbered or hers:
        return True
    if not named:
        return False
    for found in reading.all("person"):
        draft.take("contact", found, found.value.name)
        return True
    return take_company(draft) or take_company_led(draft) or take_bare_id(draft)


def _more(reading: Reading, written: Intent) -> Again | None:
    """«Ещё на 50», «и ещё 20 тысяч», «ещё на день»: beyond what was written."""
    if not any(reading.norm(i) in _MORE for i in range(min(2, len(reading.tokens)))):
        return None
    draft = Draft(reading, strength=0.99)
    draft.explain(i for i in range(len(reading.tokens)) if reading.norm(i) in _MORE | _BESIDE)
    slots = filled(written)
    before = next((slots[one] for one in _SUMS if one in slots), None)
    if before is not None:
        _take_sum(draft, before, down=slots.get("add_budget", 0) < 0)
        draft.explain_cues("budget", "raise", "lower", "attach")
        stem = "update_lead"
    else:
        for found in reading.all("shift") if written.stem == "reschedule_task" else ():
            draft.take("shift", found, found.value)
        draft.explain_cues("reschedule")
        stem = "reschedule_task"
    fits = bool(draft.slots) and not draft.left()
    return (f"{stem}.rewritten", stem, draft.slots, draft) if fits else None


def _shifted(reading: Reading, written: Intent) -> Again | None:
    """«Клиент попросил на час позже»: the task that was set or moved."""
    if written.stem not in ("create_task", "reschedule_task"):
        return None
    draft = Draft(reading, strength=0.99)
    for found in reading.all("shift"):
        draft.take("shift", found, found.value)
    draft.explain_cues("contact", "acting", "now", "reschedule", "talk_no", "want")
    fits = bool(draft.slots) and not draft.left()
    return ("reschedule_task.rewritten", "reschedule_task", draft.slots, draft) if fits else None


def _take_sum(draft: Draft, before: int, *, down: bool) -> None:
    reading = draft.reading
    for found in (*reading.all("amount"), *reading.all("amount_hint")):
        known = found in reading.all("amount")
        value = found.value if known else scaled(found.value, before)
        down = (down or reading.has("lower")) and not reading.has("raise")
        draft.take("add_budget", found, -value if down else value)
        return


def _mended(reading: Reading, written: Intent) -> Again | None:
    """«Ой, 350», «нет, лучше на пятницу», «и на Орлова»: another value of what was written."""
    denied = reading.norm(0) in _DENYING
    if not denied and not (reading.norm(0) in _ADDING and written.stem in _JOINED):
        return None
    changed = change(reading, written)
    if changed is None:
        return None
    draft = changed[1]
    draft.explain(i for i in range(len(reading.tokens)) if reading.norm(i) in _DENYING | _ADDING)
    stem, names = _AFTERWARDS.get(written.stem, (changed[0], {}))
    if draft.ambiguous.keys() - _KEEPERS or draft.score < _WHOLE or stem not in _REPEATED:
        return None
    if names and not draft.slots.keys() | draft.ambiguous.keys() <= names.keys():
        return None
    draft.ambiguous = {names.get(slot, slot): one for slot, one in draft.ambiguous.items()}
    slots = {names.get(slot, slot): value for slot, value in draft.slots.items()}
    draft.places = {names.get(slot, slot): places for slot, places in draft.places.items()}
    if "add_budget" in slots and denied:
        slots["add_budget"] -= filled(written).get("add_budget", 0)
    draft.slots = slots
    return f"{stem}.rewritten", stem, slots, draft
