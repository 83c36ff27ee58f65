"""Hello, thanks and «что ты умеешь»."""

from __future__ import annotations

from service.answer import Answer, Button
from service.turn import Outcome, Turn, told


def greet(turn: Turn) -> Outcome:
    """Say hello and what to begin with."""
    return told(turn, Answer(turn.texts("talk.greet"), buttons=_examples(turn)))


def thanks(turn: Turn) -> Outcome:
    """Answer thanks."""
    return told(turn, Answer(turn.texts("talk.thanks")))


def help_(turn: Turn) -> Outcome:
    """Say what the assistant can do, with examples to press."""
    return told(turn, Answer(turn.texts("talk.help"), buttons=_examples(turn)))


def _examples(turn: Turn) -> tuple[Button, ...]:
    return tuple(Button(one, one) for one in turn.texts.several("talk.examples"))
