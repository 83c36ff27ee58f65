"""Agree with what was proposed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.draft import Draft, Refusal, Rule, Rules
from nlu.needs import Need
from nlu.parts.done import closes_listed
from nlu.parts.likeliest import is_infinitive
from nlu.parts.talk import only
from nlu.reading import Reading


@dataclass(frozen=True, slots=True)
class Yes:
    """Agree with what was proposed."""

    stem: ClassVar[str] = "yes"
    required: ClassVar[tuple[Need, ...]] = ()


_agreed = only("yes")


def _plain(reading: Reading) -> Draft | Refusal:
    """«Да», «ок, делай»; «ок, спасибо» ends the talk and confirms nothing."""
    if reading.has("talk_thanks") and reading.norm(0) not in {"да", "ага", "подтверждаю"}:
        return Refusal("благодарят, а не соглашаются")
    if reading.has("what") and any(is_infinitive(reading, i) for i in range(len(reading.tokens))):
        return Refusal("спрашивают, что делать")
    if closes_listed(reading):
        return Refusal("закрывают задачи из списка")
    return _agreed(reading)


RULES: Rules = (Rule("yes.only", _plain, plain=True),)
