"""What is said of tasks: their state and their type."""

from __future__ import annotations

from nlu.draft import Draft

_STATES = (("state_overdue", "overdue"), ("state_done", "done"), ("state_open", "open"))
_ACTS = (("call", "call"), ("meeting", "meeting"), ("mail", "email"))


def take_task_status(draft: Draft) -> None:
    """Fill `status` from «просроченные», «выполненные», «невыполненные», «открытые»."""
    reading = draft.reading
    for index in range(len(reading.tokens)):
        if reading.is_command(index):
            continue
        negated = reading.norm(index - 1) == "не"
        for cue, status in _STATES:
            if cue in reading.cues[index]:
                draft.put("status", "open" if negated and status == "done" else status, [index])
                return


def take_task_type(draft: Draft, *, spoken: bool = True) -> None:
    """Fill `type` from the account's own types, or from the verb («позвонить» → call).

    Args:
        spoken: the words belong to the slot alone; else they stay in the task's text too.
    """
    for found in draft.reading.all("task_type"):
        if len(found.value) == 1 and (not spoken or draft.is_free(found)):
            _give(draft, found.value[0], range(found.first, found.stop), spoken)
            return
    for cue, kind in _ACTS:
        index = draft.reading.first(cue)
        if index is not None:
            _give(draft, kind, range(index, index + 1), spoken)
            return


def _give(draft: Draft, kind: str, indices: range, spoken: bool) -> None:
    if spoken:
        draft.put("type", kind, indices)
    else:
        draft.slots["type"] = kind
