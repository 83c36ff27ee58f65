"""The whole path of an utterance: clean, cut, find entities, try the rules, decide."""

from __future__ import annotations

from nlu.account import Account
from nlu.draft import Draft, Rule
from nlu.errors import RequestError
from nlu.followup import Continued, continued
from nlu.intents import RULES
from nlu.lexicon import Lexicon, load_lexicon
from nlu.match import Match, best
from nlu.morphology import Morphology
from nlu.parse import Parse
from nlu.reader import Reader
from nlu.reading import Reading, runs
from nlu.request import Request
from nlu.slots import build
from nlu.text import MAX_CHARACTERS
from nlu.types import SlotSpan, Source, Span

_OWN_ACTS = frozenset({"yes", "cancel", "undo", "more", "help", "greet", "thanks"})


class Engine:
    """The parser, built once per process and safe to share between threads."""

    def __init__(
        self, lexicon: Lexicon | None = None, morphology: Morphology | None = None
    ) -> None:
        self._reader = Reader(lexicon or load_lexicon(), morphology or Morphology())

    def parse(self, request: Request, account: Account) -> Parse:
        """Read an utterance by the rules alone.

        Args:
            account: the account's names; pass the same object again, its index is kept.

        Raises:
            RequestError: the text is longer than MAX_CHARACTERS.
        """
        if len(request.text) > MAX_CHARACTERS:
            raise RequestError(f"the text is longer than {MAX_CHARACTERS} characters")
        reading = self._reader.read(request, account)
        match = best(RULES, reading)
        follow = _follow(reading, match)
        if follow is not None:
            return _continued(reading, follow)
        if match.rule is None or match.draft is None:
            return Parse(text=request.text, rejected=match.rejected)
        return _parse(reading, match, match.rule, match.draft)


def _follow(reading: Reading, match: Match) -> Continued | None:
    """A turn that stands alone by its own words is no continuation."""
    previous = reading.request.previous
    if previous is None or (match.rule is not None and match.rule.stem in _OWN_ACTS):
        return None
    return continued(reading, previous)


def _continued(reading: Reading, follow: Continued) -> Parse:
    return Parse(
        text=reading.request.text,
        intent=build(follow.stem, follow.slots),
        source=Source.RULES,
        rule=follow.rule,
        score=min(follow.draft.score, 1.0),
        spans=tuple(_spans(reading, follow.draft)),
        ambiguous=dict(follow.draft.ambiguous),
        unread=tuple(_span(reading, run) for run in runs(sorted(follow.draft.unread))),
    )


def _parse(reading: Reading, match: Match, rule: Rule, draft: Draft) -> Parse:
    return Parse(
        text=reading.request.text,
        intent=build(rule.stem, draft.slots),
        source=Source.RULES,
        rule=rule.name,
        score=min(draft.score, 1.0),
        spans=tuple(_spans(reading, draft)),
        ambiguous=dict(draft.ambiguous),
        rejected=match.rejected,
        unread=tuple(_span(reading, run) for run in runs(sorted(draft.unread))),
    )


def _spans(reading: Reading, draft: Draft) -> list[SlotSpan]:
    return sorted(
        (
            SlotSpan(slot, _span(reading, run))
            for slot, indices in draft.places.items()
            if slot in draft.slots or slot in draft.ambiguous
            for run in runs(sorted(indices))
        ),
        key=lambda said: (said.span, said.slot),
    )


def _span(reading: Reading, run: range) -> Span:
    first, last = reading.tokens[run.start].span, reading.tokens[run.stop - 1].span
    return reading.clean.typed_span(Span(first.start, last.stop))
