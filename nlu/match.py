"""Trying the rules on a reading: the one that explains most wins, or nobody does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from nlu.draft import Draft, Refusal, Rule
from nlu.parse import Rejected
from nlu.reading import Reading

ENOUGH = 0.6
NEAR_TIE = 0.015


@dataclass(frozen=True, slots=True)
class Match:
    """The winning rule with its draft, and the rules that lost.

    Args:
        tied: another intent scored nearly as high; worth a second reader where there is one.
    """

    rule: Rule | None
    draft: Draft | None
    rejected: tuple[Rejected, ...]
    tied: bool = False


def best(rules: Iterable[Rule], reading: Reading) -> Match:
    """Try every rule; ties go to the rule that stands first."""
    tries = [(rule, rule.read(reading)) for rule in rules]
    drafts = [(rule, made) for rule, made in tries if isinstance(made, Draft)]
    ranked = sorted(drafts, key=lambda pair: -pair[1].score)
    rejected = [
        Rejected(rule.name, 0.0, made.why) for rule, made in tries if isinstance(made, Refusal)
    ]
    if not ranked or ranked[0][1].score < ENOUGH:
        low = [Rejected(r.name, d.score, "объяснено слишком мало слов") for r, d in ranked]
        return Match(None, None, (*low, *rejected))
    (rule, draft), rest = ranked[0], ranked[1:]
    lost = [Rejected(r.name, d.score, f"слабее, чем {rule.name}") for r, d in rest]
    tied = any(r.stem != rule.stem and draft.score - d.score < NEAR_TIE for r, d in rest[:1])
    return Match(rule, draft, (*lost, *rejected), tied)
