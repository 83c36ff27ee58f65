"""Trying the rules on a reading: the one that explains most, and is likeliest, wins or nobody."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
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
# Words as plain as can be meant something this unlikely once in 8 857 phrases, and then wrongly.
_FAR_FROM_LIKELY = -6.0


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


def best(
    rules: Sequence[Rule], reading: Reading, prior: Mapping[str, float], *, reasons: bool = True
) -> Match:
    """Try the rules; ties go to the rule that stands first.

    Args:
        prior: intent → logarithm of how likely it is by the words alone; one unknown to it is
            judged by what its rule explains.
        reasons: try every rule and keep why it lost; else those that cannot win are left out.
    """
    tries = _tried(rules, reading, prior, math.inf if reasons else NEAR_TIE)
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
    own = (won.rule.stem, OTHER)  # that nothing of ours is meant is no second reading
    tied = any(t.rule.stem not in own and won.belief - t.belief < NEAR_TIE for t in rest[:1])
    return Match(won.rule, won.draft, (*lost, *refused), tied)


def _tried(
    rules: Sequence[Rule], reading: Reading, prior: Mapping[str, float], margin: float
) -> list[tuple[Rule, Draft | Refusal]]:
    """Try the likeliest rules first, until none left could come within a margin of the best.

    Returns:
        What was tried, in the order of the rules.
    """
    hopes = [_hope(rule, prior) for rule in rules]
    made: dict[int, Draft | Refusal] = {}
    best_yet = -math.inf
    for place in sorted(range(len(rules)), key=hopes.__getitem__, reverse=True):
        if hopes[place] < best_yet - margin:
            break
        made[place] = tried = rules[place].read(reading)
        if isinstance(tried, Draft):
            best_yet = max(best_yet, _belief(rules[place], tried, prior))
    return [(rules[place], made[place]) for place in sorted(made)]


def _hope(rule: Rule, prior: Mapping[str, float]) -> float:
    """The most a rule can be believed.

    A prohibition is one however unlikely; other plain words have to be at least conceivable.
    """
    known = prior.get(rule.stem, 0.0)
    if rule.plain and (known > _FAR_FROM_LIKELY or rule.stem == OTHER):
        return math.inf
    return _EVIDENCE + max(known, _UNLIKELIEST)


def _nobody(reading: Reading, prior: Mapping[str, float]) -> float:
    """How believable it is that nothing of ours is meant; after a turn few words mean much."""
    if reading.request.previous is not None:
        return -math.inf
    return _EVIDENCE * _NOBODY + _likely(OTHER, prior)


def _belief(rule: Rule, draft: Draft, prior: Mapping[str, float]) -> float:
    """Plain words explain everything by themselves («не ставь задачу»), however they look."""
    if draft.score > 1 and _hope(rule, prior) == math.inf:
        return _EVIDENCE * draft.score
    return _EVIDENCE * min(draft.score, 1.0) + _likely(rule.stem, prior)


def _likely(stem: str, prior: Mapping[str, float]) -> float:
    return max(prior.get(stem, 0.0), _UNLIKELIEST)
