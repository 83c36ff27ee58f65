"""Trying the rules on a reading: the one that explains most, and is likeliest, wins or nobody."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache
from operator import itemgetter

from nlu.draft import Draft, Refusal, Rule, Rules
from nlu.parse import Rejected
from nlu.reading import Reading
from nlu.value import value

_CACHE_RULES = 16
ENOUGH = 0.6
NEAR_TIE = 2.0
OTHER = "other"
# What all words explained are worth in nats beside the prior; fitted on unseen phrases.
_EVIDENCE = 6.0
_NOBODY = 0.7
_UNLIKELIEST = -9.0
# Words as plain as can be meant something this unlikely once in 8 857 phrases, and then wrongly.
_FAR_FROM_LIKELY = -6.0


@value(frozen=True, slots=True)
class Match:
    """The winning rule with its draft, and the rules that lost.

    Args:
        tied: another intent is nearly as believable; worth a second reader where there is one.
    """

    rule: Rule | None
    draft: Draft | None
    rejected: tuple[Rejected, ...]
    tied: bool = False


@value(frozen=True, slots=True)
class _Try:
    rule: Rule
    draft: Draft
    belief: float


def best(
    rules: Rules, reading: Reading, prior: Mapping[str, float], *, reasons: bool = True
) -> Match:
    """Try the rules; ties go to the rule that stands first.

    Args:
        prior: intent → logarithm of how likely it is by the words alone; one unknown to it is
            judged by what its rule explains.
        reasons: try every rule and keep why it lost; else those that cannot win are left out.
    """
    drafts, refused = _tried(rules, reading, prior, math.inf if reasons else NEAR_TIE)
    ranked = sorted(drafts, key=lambda one: -one.belief)
    declined = [Rejected(rule.name, 0.0, why.why) for rule, why in refused if reasons]
    nobody = _nobody(reading, prior)
    won = ranked[0] if ranked else None
    if won is None or won.rule.declines or won.draft.score < ENOUGH or won.belief < nobody:
        low = [Rejected(t.rule.name, t.draft.score, "похоже на другое") for t in ranked]
        return Match(None, None, (*low, *declined))
    rest = ranked[1:]
    lost = [Rejected(t.rule.name, t.draft.score, f"слабее, чем {won.rule.name}") for t in rest]
    own = (won.rule.stem, OTHER)  # that nothing of ours is meant is no second reading
    tied = any(t.rule.stem not in own and won.belief - t.belief < NEAR_TIE for t in rest[:1])
    return Match(won.rule, won.draft, (*lost, *declined), tied)


def _tried(
    rules: Rules, reading: Reading, prior: Mapping[str, float], margin: float
) -> tuple[list[_Try], list[tuple[Rule, Refusal]]]:
    """Try the likeliest rules first, until none left could come within a margin of the best.

    Returns:
        The drafts and the refusals, both in the order of the rules.
    """
    drafts: dict[int, _Try] = {}
    refused: dict[int, tuple[Rule, Refusal]] = {}
    best_yet = -math.inf
    for hope, places in _hopes(rules, prior):
        if hope < best_yet - margin:
            break
        for place in places:
            rule = rules[place]
            made = rule.read(reading)
            if isinstance(made, Refusal):
                refused[place] = rule, made
                continue
            drafts[place] = tried = _Try(rule, made, _belief(made, rule.stem, prior, hope))
            best_yet = max(best_yet, tried.belief)
    return [drafts[place] for place in sorted(drafts)], [
        refused[place] for place in sorted(refused)
    ]


def _hopes(rules: Rules, prior: Mapping[str, float]) -> list[tuple[float, list[int]]]:
    """The most that rules can be believed, with their places among all, the likeliest first.

    A prohibition is one however unlikely; other plain words have to be at least conceivable.
    """
    sure: list[int] = []
    hopes = []
    for stem, all_, plain, others in _by_stem(rules):
        likely = prior.get(stem, 0.0)
        hope = _EVIDENCE + (_UNLIKELIEST if likely < _UNLIKELIEST else likely)
        if plain and (likely > _FAR_FROM_LIKELY or stem == OTHER):
            sure += plain
            hopes.append((hope, others))
        else:
            hopes.append((hope, all_))
    hopes.sort(key=itemgetter(0), reverse=True)  # of those beyond all likelihood the first first
    return [(math.inf, sure), *hopes]


@lru_cache(_CACHE_RULES)
def _by_stem(rules: Rules) -> list[tuple[str, list[int], list[int], list[int]]]:
    """The places of each intent's rules, then of its plain ones and of the others."""
    places: dict[str, list[int]] = {}
    for place, rule in enumerate(rules):
        places.setdefault(rule.stem, []).append(place)
    return [
        (stem, all_, [i for i in all_ if rules[i].plain], [i for i in all_ if not rules[i].plain])
        for stem, all_ in places.items()
    ]


def _nobody(reading: Reading, prior: Mapping[str, float]) -> float:
    """How believable it is that nothing of ours is meant; after a turn few words mean much."""
    if reading.request.previous is not None:
        return -math.inf
    return _EVIDENCE * _NOBODY + _likely(OTHER, prior)


def _belief(draft: Draft, stem: str, prior: Mapping[str, float], hope: float) -> float:
    """Plain words explain everything by themselves («не ставь задачу»), however they look."""
    score = draft.score
    if score > 1 and hope == math.inf:
        return _EVIDENCE * score
    return _EVIDENCE * min(score, 1.0) + _likely(stem, prior)


def _likely(stem: str, prior: Mapping[str, float]) -> float:
    return max(prior.get(stem, 0.0), _UNLIKELIEST)
