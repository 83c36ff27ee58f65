"""Pick one of the listed records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.draft import Draft, Refusal, Rule, Rules
from nlu.needs import Need
from nlu.parts.count import take_ordinal
from nlu.parts.picked import points, take_picked_name
from nlu.reading import Reading


@dataclass(frozen=True, slots=True)
class Choose:
    """Pick one of the listed records."""

    stem: ClassVar[str] = "choose"
    required: ClassVar[tuple[Need, ...]] = ()

    ordinal: int | None = None
    name: str | None = None


_OTHERS = (
    "task",
    "deal",
    "contact",
    "note",
    "find",
    "show",
    "create",
    "how_many",
    "complete",
    "reschedule",
)


def _one_of_them(reading: Reading) -> Draft | Refusal:
    """«Вторую», «номер три», «тот, который Иванов», «та, что из Ромашки»."""
    if reading.has(*_OTHERS) or len(reading.content) > 5:
        return Refusal("это не выбор из списка")
    if reading.norm(0) == "который" and len(reading.content) < 2 and not reading.all("ordinal"):
        return Refusal("это вопрос, а не выбор")
    draft = Draft(reading, strength=0.99)
    if not take_ordinal(draft) and not _take_number(draft) and not _take_name(draft):
        return Refusal("нет ни номера, ни имени")
    draft.explain_cues("pick", "talk_yes", "want", "id", "list", "which", "name", "where")
    return draft


def _take_number(draft: Draft) -> bool:
    """«2», «вариант 1», «под номером четыре»."""
    numbers = draft.reading.all("number")
    if len(numbers) != 1 or not 0 < numbers[0].value < 100:
        return False
    draft.take("ordinal", numbers[0], numbers[0].value)
    return True


def _take_name(draft: Draft) -> bool:
    """A name chooses only after «тот», «который», «из»; alone it is a search."""
    return points(draft.reading) and take_picked_name(draft)


RULES: Rules = (Rule("choose.one_of_them", _one_of_them),)
