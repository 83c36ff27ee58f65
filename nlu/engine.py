"""The whole path of an utterance: clean, cut, find entities, try the rules, decide."""

from __future__ import annotations

from collections.abc import Set

from nlu.account import Account
from nlu.draft import Draft
from nlu.errors import RequestError
from nlu.followup import Continued, Numbered, charge, continued, joined, numbered, rewritten
from nlu.intents import ASKING, RULES, Intent, Other
from nlu.lexicon import Lexicon, load_lexicon
from nlu.match import Match, best
from nlu.morphology import Morphology
from nlu.parse import Parse, Rejected
from nlu.parts.badly_cut import badly_cut
from nlu.parts.whether import asks_whether
from nlu.prior import Prior
from nlu.reader import Reader
from nlu.reading import Reading
from nlu.request import Request
from nlu.runs import runs
from nlu.slots import build
from nlu.text import MAX_CHARACTERS
from nlu.types import SlotSpan, Source, Span

_SURE_ALONE = 0.9
_ONE_PLACE = frozenset({"stage", "pipeline", "created", "type"})
_FEW_WORDS = 3
_LEANING = frozenset({"а", "и", "нет", "не", "только", "теперь", "лучше", "еще", "у", "ну"})
_WRITING = frozenset({"update_contact", "update_lead", "create_task", "add_note"})
_POINTING = frozenset({"них", "ним", "ними", "там"})
_BARE = frozenset({"find_contacts.bare", "search.anything", "create_task.planned", "no.only"})
_MAKING = frozenset({"create_lead", "create_contact", "create_company"})
_SEARCHING = frozenset({"find_contacts", "find_leads", "find_companies", "search", "show"})
_ASKING = ("which", "what", "how_many", "who", "where", "when", "exists", "list")
_OWN_ACTS = frozenset({"yes", "cancel", "undo", "more", "help", "greet", "thanks"})


class Engine:
    """The parser, built once per process and safe to share between threads."""

    def __init__(
        self,
        lexicon: Lexicon | None = None,
        morphology: Morphology | None = None,
        prior: Prior | None = None,
    ) -> None:
        self.reader = Reader(lexicon or load_lexicon(), morphology or Morphology())
        self.prior = prior or Prior.load()

    def parse(self, request: Request, account: Account, *, reasons: bool = True) -> Parse:
        """Read an utterance by the rules alone.

        Args:
            account: the account's names; pass the same object again, its index is kept.
            reasons: say of every rule why it lost; without them the same is read sooner.

        Raises:
            RequestError: the text is longer than MAX_CHARACTERS.
        """
        if len(request.text) > MAX_CHARACTERS:
            raise RequestError(f"the text is longer than {MAX_CHARACTERS} characters")
        reading = self.reader.read(request, account)
        rules = ASKING if asks_whether(reading) else RULES
        match = _sound(best(rules, reading, self.prior.of(reading), reasons=reasons))
        follow = _follow(reading, match)
        if follow is not None:
            return _continued(reading, follow)
        if match.rule is None or match.draft is None:
            return Parse(text=request.text, rejected=match.rejected)
        if match.rule.stem == "create_task" and request.previous is not None:
            charge(reading, request.previous, match.draft)
        intent = build(match.rule.stem, match.draft.slots)
        return drafted(reading, match.draft, intent, Source.RULES, match.rule.name, match)

    def numbered(self, request: Request, account: Account) -> Numbered | None:
        """Find the record of the last list that a request tells by its number, or None."""
        reading = self.reader.read(request, account)
        return numbered(reading, self.reader.ordinals(reading.tokens))


def _sound(match: Match) -> Match:
    """Let nobody win with words cut where they cannot end."""
    if match.rule is None or match.draft is None:
        return match
    why = badly_cut(match.rule.stem, match.draft)
    if not why:
        return match
    return Match(None, None, (Rejected(match.rule.name, match.draft.score, why), *match.rejected))


def _follow(reading: Reading, match: Match) -> Continued | None:
    """A turn that stands alone by its own words is no continuation."""
    previous = reading.request.previous
    if previous is None:
        return None
    again = rewritten(reading, previous)
    if again is not None:
        return again
    if match.rule is not None and match.rule.stem in _OWN_ACTS:
        return None
    if match.rule is not None and match.draft is not None:
        both = joined(reading, previous, match.rule.stem, match.draft)
        if both is not None:
            return both
    follow = continued(reading, previous)
    if follow is not None and not previous.records and _picks(match):
        return follow
    if follow is not None and follow.rule.endswith(".change") and _stands_alone(reading, match):
        other = previous.intent is not None and _is_other(match, previous.intent)
        return None if other or _counts_anew(match) else follow
    return follow


def _picks(match: Match) -> bool:
    """«Через 3» picks nothing where nothing is listed."""
    return match.rule is not None and match.rule.stem == "choose"


def _stands_alone(reading: Reading, match: Match) -> bool:
    """«Что у меня на сегодня» is a question of its own; «а сегодня?» leans on the last one."""
    if match.rule is None or match.draft is None:
        return False
    if _asks_beside(reading, match.rule.stem):
        return True
    asks = match.rule.name == "search.anything" and reading.where("what")[:1] == [0]
    if match.rule.name in _BARE and not asks:  # «что по Ромашке», not «а по Ромашке»
        return False
    if _amends(reading, match.rule.stem) or _hands_what_waits(reading, match.draft):
        return False
    leans = bool(reading.tokens) and reading.norm(0) in _LEANING
    leans = leans and not (reading.norm(0) == "у" and match.rule.stem in _WRITING)
    leans = leans or any(reading.norm(i) in _POINTING for i in range(len(reading.tokens)))
    leans = leans or (match.rule.stem == "show" and match.draft.slots.keys() == {"field"})
    leans = leans or _says_state_alone(reading, match.draft)
    ordered = match.draft.slots.keys() <= {"sort"} and bool(match.draft.slots)
    leans = leans or (ordered and not reading.has("deal"))  # «самая крупная», of the last list
    return match.draft.score >= _SURE_ALONE and not leans


def _amends(reading: Reading, stem: str) -> bool:
    """«Почта …», «этап переговоры» while a new record waits for «да»: a value of it, no search."""
    previous = reading.request.previous
    waiting = previous.intent if previous is not None else None
    if waiting is None or waiting.stem not in _MAKING or stem not in _SEARCHING:
        return False
    asked = reading.has(*_ASKING) or reading.has_question_mark
    return not asked and not reading.orders & {"find", "show", "tell"}


def _hands_what_waits(reading: Reading, draft: Draft) -> bool:
    """«На Иванову» while a new task waits: who shall do it, not whose the open card is."""
    previous = reading.request.previous
    waiting = previous.intent if previous is not None and previous.written is None else None
    making = waiting is not None and waiting.stem in _MAKING | {"create_task"}
    return making and draft.slots.keys() | draft.ambiguous.keys() == {"set_responsible"}


def _asks_beside(reading: Reading, stem: str) -> bool:
    """«А что по Зерну» while a write waits for «да»: a question, no value of what waits."""
    previous = reading.request.previous
    waiting = previous.intent if previous is not None else None
    writes = waiting is not None and waiting.stem in _MAKING | _WRITING
    return writes and stem in _SEARCHING and bool({0, 1} & {*reading.where("what")})


def _says_state_alone(reading: Reading, draft: Draft) -> bool:
    """«Проиграли?», «сколько на переговорах» after other deals: of what is said before."""
    said = draft.slots.keys() - {"metric"}
    counted = "metric" in draft.slots and len(said) == 1 and said <= _ONE_PLACE
    alone = said == {"status"} or (counted and _is_short(reading))
    return alone and not reading.has("deal", "task", "contact")


def _is_short(reading: Reading) -> bool:
    asked = reading.has("how_many") or not reading.figures  # «конверсия за квартал» is anew
    return asked and len(reading.content - reading.figures) <= _FEW_WORDS


def _counts_anew(match: Match) -> bool:
    """«Сколько контактов у Марии», «конверсия за квартал» after another number: all is said."""
    if match.draft is None or match.rule is None or match.rule.stem != "report":
        return False
    return "metric" in match.draft.slots and len(match.draft.slots) > 1


def _is_other(match: Match, last: Intent) -> bool:
    return match.rule is not None and match.rule.stem != last.stem


def drafted(
    reading: Reading,
    draft: Draft,
    intent: Intent,
    source: Source,
    rule: str | None = None,
    match: Match | None = None,
) -> Parse:
    """Make a parse of a draft whose slots are in the intent already.

    A prohibition («не ставь задачу») is never in doubt: nobody may read an order into it.
    """
    tied = match is not None and match.tied
    return Parse(
        text=reading.request.text,
        intent=intent,
        source=source,
        rule=rule,
        score=min(draft.score, 1.0),
        spans=tuple(_spans(reading, draft)),
        ambiguous=dict(draft.ambiguous),
        rejected=match.rejected if match is not None else (),
        unread=_stretches(reading, draft.unread),
        beside=_stretches(reading, draft.beside),
        unkept=_stretches(reading, draft.unkept),
        near_tie=tied and not isinstance(intent, Other),
    )


def _continued(reading: Reading, follow: Continued) -> Parse:
    intent = build(follow.stem, follow.slots)
    return drafted(reading, follow.draft, intent, Source.RULES, follow.rule)


def _spans(reading: Reading, draft: Draft) -> list[SlotSpan]:
    return sorted(
        (
            SlotSpan(slot, span)
            for slot, indices in draft.places.items()
            if slot in draft.slots or slot in draft.ambiguous
            for span in _stretches(reading, indices)
        ),
        key=lambda said: (said.span.start, said.span.stop, said.slot),
    )


def _stretches(reading: Reading, indices: Set[int]) -> tuple[Span, ...]:
    return tuple(_span(reading, run) for run in runs(sorted(indices))) if indices else ()


def _span(reading: Reading, run: range) -> Span:
    first, last = reading.tokens[run.start].span, reading.tokens[run.stop - 1].span
    return reading.clean.typed_span(Span(first.start, last.stop))
