"""What nobody understood, and what the second reader only chats about."""

from __future__ import annotations

from dataclasses import replace

from nlu import Parse
from nlu.nearest import Examples
from service.answer import Answer, Button, Code, Status, Trouble
from service.dialogue.decide import Decision, Decline, Do, Reason
from service.dialogue.interruption import after
from service.dialogue.state import State
from service.replies import Replies
from service.turn import Outcome, Turn


def chatted(turn: Turn, parse: Parse, reply: str, *, asks: bool) -> Outcome:
    """Say the second reader's sentence; a write that waits goes on waiting."""
    answer = Answer(reply, Status.QUESTION if asks else Status.DONE)
    return after(turn, Do(parse.intent), Outcome(answer, replace(turn.state, misses=0)))


def is_asking(state: State) -> bool:
    """Say whether a question of the rules waits: no other is better."""
    return state.pending is not None and not state.pending.interrupted


def with_examples(
    turn: Turn, decision: Decision, outcome: Outcome, examples: Examples, *, failed: bool
) -> Outcome:
    """Put tappable examples under «не понимаю», and say when the second reader was missed.

    Args:
        failed: the second reader was needed and gave no answer.
    """
    if not isinstance(decision, Decline) or decision.reason is not Reason.NOT_UNDERSTOOD:
        return outcome
    answer = outcome.answer
    if not answer.buttons:
        buttons = tuple(Button(one, one) for one in examples.nearest(turn.parse.text))
        answer = replace(answer, status=_offering(answer), buttons=buttons)
    missed = failed and not is_asking(turn.state)  # a repeated question is better than regrets
    return replace(outcome, answer=_in_trouble(answer, turn.texts) if missed else answer)


def _offering(answer: Answer) -> Status:
    """Examples to press are a choice offered (contract, section 6)."""
    return Status.QUESTION if answer.status is Status.DONE else answer.status


def _in_trouble(answer: Answer, texts: Replies) -> Answer:
    trouble = Trouble(Code.LLM_UNAVAILABLE, retry=True)
    text = texts("troubles.llm_unavailable")
    return replace(answer, text=text, status=Status.ERROR, trouble=trouble)
