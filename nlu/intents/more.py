"""Ask for the next page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.draft import Draft, Refusal, Rule, Rules
from nlu.needs import Need
from nlu.parts.talk import only
from nlu.reading import Reading


@dataclass(frozen=True, slots=True)
class More:
    """Ask for the next page."""

    stem: ClassVar[str] = "more"
    required: ClassVar[tuple[Need, ...]] = ()


_ONLY = only("more")


def _goes_on(reading: Reading) -> Draft | Refusal:
    """«Ещё», «что дальше»: of a list; of one record shown it asks what is planned."""
    previous = reading.request.previous
    shown = previous is not None and previous.intent is not None and previous.intent.stem == "show"
    if shown and {"что", "дальше"} <= reading.norms:
        return Refusal("спрашивают, что запланировано")
    return _ONLY(reading)


RULES: Rules = (Rule("more.only", _goes_on, plain=True),)
