"""A word of the frame inside a task's own words: «с новыми ценами», «про сроки поставки»."""

from __future__ import annotations

from nlu.parts.likeliest import traits
from nlu.reading import Reading
from nlu.smallwords import ABOUT_OR_BY


def is_object(reading: Reading, index: int) -> bool:
    """«Пусть Орлов закроет задачу по Вектору»: the task is what he is to close.

    So is «(письмо) с новыми ценами», «(созвон) про сроки поставки».
    """
    if _is_described(reading, index) or _is_spoken_of(reading, index):
        return True
    before = reading.before(index) if "task" in reading.cues[index] else None
    if before is None or not reading.has("let"):
        return False
    acts = bool(reading.cues[before] & {"complete", "reschedule"})
    return acts and "3per" in reading.tokens[before].traits


def _is_described(reading: Reading, index: int) -> bool:
    """«Новыми ценами» — not «новая задача»."""
    behind = reading.after(index) if "new" in reading.cues[index] else None
    return (
        behind is not None
        and "NOUN" in traits(reading, behind)
        and not (reading.cues[behind] & {"task", "remind"})
    )


def _is_spoken_of(reading: Reading, index: int) -> bool:
    """«Про сроки», «о новой дате»: what a talk or a letter is about."""
    if "date" not in reading.cues[index]:
        return False
    described = "ADJF" in traits(reading, index - 1) if index else False
    return reading.norm(index - 1 - described) in ABOUT_OR_BY
