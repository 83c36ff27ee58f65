"""What a message means: a pressed button, else the parser's rules, else the second reader."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from amo.deadline import Deadline
from amo.directory import Directory
from nlu import (
    Account,
    Context,
    Engine,
    Fallback,
    FallbackError,
    Intent,
    Parse,
    Previous,
    Record,
    Request,
)
from nlu.fallback import is_wanted
from nlu.intents import (
    AddNote,
    Choose,
    CompleteTask,
    CreateTask,
    No,
    Other,
    UpdateContact,
    UpdateLead,
    Yes,
)
from nlu.slots import with_slot
from nlu.types import Source
from nlu.values import FieldValues
from service.accounts import Accounts
from service.body import Message
from service.dialogue.choice import chosen_record
from service.dialogue.numbered import names_record, numbered_records, renumbered
from service.dialogue.offers import (
    Pressed,
    agreed_offer,
    chosen_offer,
    pressed,
    reason_offer,
    worded_offer,
)
from service.dialogue.state import POINTED, Chosen, State, Waiver
from service.page import context_of
from service.replies import Replies
from service.selection import Selection
from service.told import Told

_CARDS = frozenset({"leads", "contacts", "companies"})
LLM_SECONDS = 6.0
_FEW = 4  # «нет, лучше уж третью»
RESERVE_SECONDS = 5.0  # for amoCRM, after the second reader


@dataclass(frozen=True, slots=True)
class Understanding:
    """How a message was understood.

    Args:
        waived: what a button said to do without.
        picked: a record or reason a button stood for.
        reply: small talk of the second reader, when that is the whole answer.
        asks: the reply is a question.
        failed: the second reader was needed and gave no answer.
        numbered: the record of the last list that was told by its number.
    """

    parse: Parse
    waived: Waiver | None = None
    picked: Chosen | None = None
    reply: str | None = None
    asks: bool = False
    failed: bool = False
    numbered: Record | None = None


class Reader:
    """Understands messages; safe to share between threads.

    Args:
        engine: the rules.
        fallback: the second reader, or None.
        texts: has the words that point at what is marked, and those that want no record.
    """

    def __init__(self, engine: Engine, fallback: Fallback | None, texts: Replies) -> None:
        self._engine = engine
        self._texts = texts
        self._selection = Selection(engine, texts)
        self._fallback = fallback
        self._accounts = Accounts()

    def read(
        self,
        message: Message,
        user_id: int,
        directory: Directory,
        state: State,
        now: datetime,
        deadline: Deadline,
    ) -> Understanding:
        """Understand a message in its dialogue."""
        if message.told is not None:
            return _told(message.told)
        button = pressed(message.text, state) or worded_offer(message.text, state, self._texts)
        if button is not None:
            return _button(button)
        request = Request(
            text=message.text,
            now=now,
            user_id=user_id,
            context=_before_them(context_of(message.page), state),
            previous=previous_of(state),
        )
        account = self._accounts.of(directory)
        parse = _answered(self._engine.parse(request, account, reasons=False), state)
        parse = self._selection.applied(parse, request, account)
        parse = self._other_one(parse, request, account, state)
        if isinstance(parse.intent, Yes):
            agreed = agreed_offer(message.text, state)
            return _button(agreed) if agreed else Understanding(parse)
        reason = reason_offer(message.text, state) if isinstance(parse.intent, Other) else None
        if reason is not None:
            return _button(reason)
        if isinstance(parse.intent, Choose):
            return self._chosen(request, account, parse, state)
        if _rewrites(parse):
            return Understanding(parse, picked=_picked(state.just_written))
        named = names_record(parse.intent, state)
        by_number = None if named else self._by_number(request, account, state)
        return by_number or self._read_again(request, account, parse, deadline)

    def _other_one(self, parse: Parse, request: Request, account: Account, state: State) -> Parse:
        """«Нет, первому» where a write about another one of the list waits: it is chosen."""
        pending = state.pending
        if pending is None:
            return parse
        pointed = any(one.role == POINTED for one in pending.chosen)
        if not pointed and renumbered(state, None) is None:
            return parse
        short = isinstance(parse.intent, No | Other) and len(request.text.split()) <= _FEW
        if not short and parse.intent != pending.intent:
            return parse
        said = self._engine.numbered(request, account)
        return parse if said is None else replace(parse, intent=Choose(ordinal=said.place))

    def _chosen(
        self, request: Request, account: Account, parse: Parse, state: State
    ) -> Understanding:
        """An offered value, else a record; no more of «телефон второго», «вторую тоже»."""
        choice = parse.intent
        offered = chosen_offer(parse.text, choice, state) if isinstance(choice, Choose) else None
        if offered is not None:
            return _button(offered)
        asked = self._by_number(request, account, state)
        if asked is None:
            return Understanding(parse)
        only = getattr(asked.parse.intent, "field", None) is not None or _repeats(asked.parse)
        return asked if only else Understanding(parse)

    def _by_number(self, request: Request, account: Account, state: State) -> Understanding | None:
        """«Позвони второму», «телефон первой» after a list: as «ему», «её» said of that record."""
        listed = numbered_records(state)
        if not listed or request.previous is None:
            return None
        said = self._engine.numbered(request, account)
        record = None if said is None else chosen_record(Choose(ordinal=said.place), listed)
        if said is None or record is None:
            return None
        previous = replace(request.previous, records=(record,))
        read = self._engine.parse(
            replace(request, text=said.text, previous=previous), account, reasons=False
        )
        if read.source is Source.NONE or isinstance(read.intent, Choose | Other):
            return None
        return Understanding(read, numbered=record)

    def _read_again(
        self, request: Request, account: Account, parse: Parse, deadline: Deadline
    ) -> Understanding:
        """Ask the second reader about what the rules declined or nearly tied on."""
        declined = parse.source is Source.NONE
        if self._fallback is None or not is_wanted(parse):
            return Understanding(parse)
        seconds = min(LLM_SECONDS, deadline.left() - RESERVE_SECONDS)
        try:
            reading = self._fallback.read(request, account, parse, seconds)
        except FallbackError:
            return Understanding(parse, failed=declined)
        proposed = reading.parse
        if proposed is not None and not isinstance(proposed.intent, Other):
            return Understanding(proposed)
        if not declined:
            return Understanding(parse)
        return Understanding(proposed or parse, reply=reading.reply, asks=reading.asks)


def _rewrites(parse: Parse) -> bool:
    """«Нет, на четверг», «ещё на 50» behind a receipt: of the record that was written."""
    return (parse.rule or "").endswith(".rewritten")


def _repeats(parse: Parse) -> bool:
    """«Вторую тоже» behind a receipt."""
    return (parse.rule or "").endswith(".same")


def _picked(record: Record | None) -> Chosen | None:
    role = "task" if record is not None and record.type == "tasks" else "record"
    return None if record is None else Chosen(role, "", record)


def _told(told: Told) -> Understanding:
    """A typed request; its name stands for the phrase, so that no word of it points anywhere."""
    rule = f"tool.{told.tool}"
    parse = Parse(told.tool, told.intent, Source.RULES, rule, score=1.0)
    return Understanding(parse, picked=told.picked)


def _button(button: Pressed) -> Understanding:
    return Understanding(button.parse, button.waived, button.picked)


def _before_them(context: Context, state: State) -> Context:
    """What the user has before their eyes: the open card, else the one record spoken of."""
    if context.entity is not None:
        return context
    shown = state.listing.records if state.listing is not None else ()
    spoken_of = state.about or (shown[0] if len(shown) == 1 else None)
    if spoken_of is None or spoken_of.type not in _CARDS:
        return context
    return replace(context, entity=(spoken_of.type, spoken_of.id))


def previous_of(state: State) -> Previous | None:
    """What the parser may lean on: the question that waits, else the last list."""
    pending, listing = state.pending, state.listing
    if pending is not None and not pending.interrupted:
        records = pending.candidates or (listing.records if listing else ())
        return Previous(pending.intent, pending.asked, records)
    if listing is not None:
        written = state.ordered if state.just_written is not None else None
        return Previous(listing.intent, None, listing.records, written)
    return None


def _answered(parse: Parse, state: State) -> Parse:
    """Words that mean nothing else are the text that was asked for."""
    pending = state.pending
    if pending is None or pending.interrupted:
        return parse
    if pending.asked == "record" and parse.intent == CompleteTask() and _is_news(parse):
        return replace(parse, intent=Yes())  # «готово», to «по какой записи?»: it is looked up anew
    if pending.asked == "set_fields":
        return _field_answered(parse, pending.intent)
    if pending.asked != "text":
        return parse
    if not isinstance(parse.intent, Other) or not isinstance(pending.intent, CreateTask | AddNote):
        return parse
    intent = with_slot(pending.intent, "text", parse.text.strip())
    return replace(parse, intent=intent, source=Source.RULES, rule="dialogue.answer", score=0.5)


def _is_news(parse: Parse) -> bool:
    """«Готово», «сделано» say what is done; «закрой задачу» orders it."""
    return parse.rule == "complete_task.done"


def _field_answered(parse: Parse, intent: Intent) -> Parse:
    """The value that was asked for: a number, or words that mean nothing else."""
    said = parse.text.strip()
    if not isinstance(intent, UpdateLead | UpdateContact) or intent.set_fields is None:
        return parse
    if not isinstance(parse.intent, Other) and not said.replace(" ", "").isdecimal():
        return parse
    *known, (name, _) = intent.set_fields.pairs
    answered = with_slot(intent, "set_fields", FieldValues((*known, (name, said))))
    return replace(parse, intent=answered, source=Source.RULES, rule="dialogue.answer", score=0.5)
