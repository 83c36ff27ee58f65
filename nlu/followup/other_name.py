"""Another name in the place of the one sought: «нет, Сидорова», «а «Вектор»?»."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.intents import Intent
from nlu.parts.company import take_company
from nlu.parts.person_inside import is_capital
from nlu.parts.who import preposition

_FEW = 3


def take_other_name(draft: Draft, intent: Intent) -> None:
    """«Нет, Сидорова» after a search by name: another name, be it a user's."""
    reading = draft.reading
    if getattr(intent, "name", None) is None or reading.has("responsible", "own"):
        return
    for found in reading.all("person"):
        if draft.is_free(found) and not preposition(reading, found.first):
            draft.take("name", found, found.value.name)
            return
    denied = reading.where("talk_no")
    left = [i for i in draft.left() if i not in denied]
    if 0 in denied and len(left) == 1 and is_capital(reading, left[0]):
        draft.put("name", reading.naming.person(left[0], left[0] + 1), left)  # «нет, Белую»


def take_firm_name(draft: Draft, intent: Intent) -> None:
    """«Нет, Ромашка», «а «Вектор»?» after a search by name."""
    reading = draft.reading
    if getattr(intent, "name", None) is None or take_company(draft, "name"):
        return
    left = draft.left()
    whole = left == list(range(left[0], left[-1] + 1)) if left else False
    if whole and len(left) <= _FEW and not any(reading.cues[i] for i in left):
        draft.put("name", reading.naming.company(left[0], left[-1] + 1), left)
