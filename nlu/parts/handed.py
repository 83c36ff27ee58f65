"""Whom a deal is handed to, and who gives it up: «забери у Орлова, отдай мне»."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.parts.news import tells_own
from nlu.parts.who import give_responsible

_ME = frozenset({"меня", "себя", "себе", "я", "мне"})


def take_handed(draft: Draft) -> None:
    """Fill `set_responsible` with the user, or the speaker, a deal is handed to."""
    for found in draft.reading.all("person"):
        given_up = draft.reading.norm(found.first - 1) in {"у", "от"}
        if draft.is_free(found) and found.value.users is not None and not given_up:
            give_responsible(draft, "set_responsible", found)
            _explain_matters(draft, found.first)
            _explain_giver(draft)
            return
    for index in range(len(draft.reading.tokens)):
        if draft.reading.norm(index) in _ME and not tells_own(draft.reading, index):
            draft.put("set_responsible", "me", [index])
            _explain_giver(draft)
            return


def _explain_matters(draft: Draft, user: int) -> None:
    """«Все вопросы по 5177 теперь к Алексею»."""
    if draft.reading.norm(user - 1) in {"к", "ко"}:
        draft.explain(i for i in range(user) if "вопрос" in draft.reading.lemmas(i))


def _explain_giver(draft: Draft) -> None:
    """«Забери у Орлова, отдай мне»: whose the deal was needs no slot."""
    for found in draft.reading.all("person"):
        if draft.reading.norm(found.first - 1) in {"у", "от"} and draft.is_free(found):
            draft.mark("giver", range(found.first - 1, found.stop))
