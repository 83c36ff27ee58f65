"""Trying the rules on a reading: the one that explains most, and is likeliest, wins or nobody."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from nlu.draft import Draft, Refusal, Rule
from nlu.parse import Rejected
from nlu.reading import Reading

ENOUGH = 0.6
NEAR_TIE = 2.0
OTHER = "other"
# What all words explained are worth in nats beside the prior; fitted on unseen phrases.
_EVIDENCE = 6.0
_NOBODY = 0.7
_UNLIKELIEST = -9.0


@dataclass(frozen=True, slots=True)
class Match:
    """The winning rule with its draft, and the rules that lost.

    Args:
        tied: another intent is nearly as believable; worth a second reader where there is one.
    """

    rule: Rule | None
    draft: Draft | None
    rejected: tuple[Rejected, ...]
    tied: bool = False


@dataclass(frozen=True, slots=True)
class _Try:
    rule: Rule
    draft: Draft
    belief: float


def best(rules: Iterable[Rule], reading: Reading, prior: Mapping[str, float]) -> Match:
    """Try every rule; ties go to the rule that stands first.

    Args:
        prior: intent → logarithm of how likely it is by the words alone; one unknown to it is
            judged by what its rule explains.
    """
    tries = [(rule, rule.read(reading)) for rule in rules]
    drafts = [_Try(rule, d, _belief(rule, d, prior)) for rule, d in tries if isinstance(d, Draft)]
    ranked = sorted(drafts, key=lambda one: -one.belief)
    refused = [Rejected(rule.name, 0.0, d.why) for rule, d in tries if isinstance(d, Refusal)]
    nobody = _nobody(reading, prior)
    won = ranked[0] if ranked else None
    if won is None or won.rule.declines or won.draft.score < ENOUGH or won.belief < nobody:
        low = [Rejected(t.rule.name, t.draft.score, "похоже на другое") for t in ranked]
        return Match(None, None, (*low, *refused))
    rest = ranked[1:]
    lost = [Rejected(t.rule.name, t.draft.score, f"слабее, чем {won.rule.name}") for t in rest]
    tied = any(t.rule.stem != won.rule.stem and won.belief - t.belief < NEAR_TIE for t in rest[:1])
    return Match(won.rule, won.draft, (*lost, *refused), tied)


def _nobody(reading: Reading, prior: Mapping[str, float]) -> float:
    """How believable it is that nothing of ours is meant; after a turn few words mean much."""
    if reading.request.previous is not None:
        return -math.inf
    return _EVIDENCE * _NOBODY + _likely(OTHER, prior)


def _belief(rule: Rule, draft: Draft, prior: Mapping[str, float]) -> float:
    """A prohibition explains everything by itself («не ставь задачу»), however it looks."""
    if draft.score > 1:
        return _EVIDENCE * draft.score
    return _EVIDENCE * draft.score + _likely(rule.stem, prior)


def _likely(stem: str, prior: Mapping[str, float]) -> float:
    return max(prior.get(stem, 0.0), _UNLIKELIEST)
