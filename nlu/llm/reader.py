"""The second reader: what the rules decline goes to the model, its proposal through our door."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

from nlu.account import Account
from nlu.catalog import Entry
from nlu.draft import Draft
from nlu.engine import Engine, drafted
from nlu.errors import SlotError
from nlu.fallback import Reading as Proposed
from nlu.fallback import Usage
from nlu.intents import Intent, Other
from nlu.llm.masking import Masked, mask
from nlu.llm.prompt import Prompt
from nlu.llm.proposal import Proposal, read_proposal
from nlu.llm.schema import answer_schema
from nlu.llm.talk import TalkFilter
from nlu.llm.transport import Completion
from nlu.llm.values import SlotValues
from nlu.llm.wording import load_prompt_words, load_talk_words
from nlu.morphology import Morphology
from nlu.parse import Parse
from nlu.reading import Reading
from nlu.request import Request
from nlu.slots import build, filled
from nlu.types import Source

_MOST_ACCOUNTS = 32


class Model(Protocol):
    """Whoever completes a conversation with one JSON object."""

    def complete(
        self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any], seconds: float
    ) -> Completion:
        """Ask once; raises FallbackError."""
        ...


class MistralReader:
    """Reads what the rules decline; safe to share between threads.

    Args:
        engine: the rules, whose finders read the slots.
        catalog: the intents in words.
    """

    def __init__(
        self, engine: Engine, morphology: Morphology, catalog: Mapping[str, Entry], model: Model
    ) -> None:
        self._engine = engine
        self._model = model
        self._schema = answer_schema()
        self._filter = TalkFilter(load_talk_words(), morphology)
        self._catalog = catalog
        self._prompts: dict[int, tuple[Account, Prompt]] = {}

    def read(self, request: Request, account: Account, declined: Parse, seconds: float) -> Proposed:
        """Read an utterance the rules declined or nearly tie on (see Fallback).

        Raises:
            FallbackError: the model gave no answer in time.
        """
        until = time.monotonic() + seconds
        reading = self._engine.reader.read(request, account)
        masked = mask(reading, account)
        messages = self._prompt(request, account).messages(request, account, masked.text)
        completion = self._model.complete(messages, self._schema, until - time.monotonic())
        try:
            proposal = read_proposal(completion.content)
            proposed = self._proposed(reading, account, masked, proposal)
        except SlotError:
            proposed = Proposed(None)
        return _with_usage(_settled(proposed, declined), completion.usage)

    def messages(self, request: Request, account: Account) -> list[dict[str, str]]:
        """Return what would be sent for an utterance."""
        masked = mask(self._engine.reader.read(request, account), account)
        return self._prompt(request, account).messages(request, account, masked.text)

    def _proposed(
        self, reading: Reading, account: Account, masked: Masked, proposal: Proposal
    ) -> Proposed:
        if proposal.kind == "intent":
            return Proposed(self._parse(reading, account, masked, proposal))
        if proposal.kind == "question":
            question = self._filter.question(proposal.reply)
            return Proposed(None, question, asks=question is not None)
        talk = Parse(text=reading.request.text, intent=Other(), source=Source.LLM)
        return Proposed(talk, self._filter.talk(proposal.reply))

    def _parse(
        self, reading: Reading, account: Account, masked: Masked, proposal: Proposal
    ) -> Parse:
        def reread(words: str) -> Reading:
            return self._engine.reader.read(replace(reading.request, text=words), account)

        draft = Draft(reading)
        values = SlotValues(draft, proposal.stem, account, reread)
        for name, words in proposal.slots:
            values.take(name, masked.restore(words))
        intent = build(proposal.stem, {**_base(reading.request, proposal), **draft.slots})
        return drafted(reading, draft, intent, Source.LLM)

    def _prompt(self, request: Request, account: Account) -> Prompt:
        """Keep the instructions of an account; its users' names are masked in the examples."""
        kept = self._prompts.get(account.id)
        if kept is not None and kept[0] is account:
            return kept[1]

        def masked(example: str) -> str:
            said = Request(example, request.now, request.user_id)
            return mask(self._engine.reader.read(said, account), account).text

        prompt = Prompt(load_prompt_words(), self._catalog, masked)
        newest = list(self._prompts.items())[1 - _MOST_ACCOUNTS :]
        self._prompts = {**dict(newest), account.id: (account, prompt)}
        return prompt


def _base(request: Request, proposal: Proposal) -> dict[str, Any]:
    """The slots of the last turn's request, when the model says this one amends it."""
    last: Intent | None = request.previous.intent if request.previous else None
    amends = proposal.continues and last is not None and last.stem == proposal.stem
    return filled(last) if amends and last is not None else {}


def _settled(proposed: Proposed, declined: Parse) -> Proposed:
    """Where the rules nearly tie the model only chooses between the two, and talks not at all."""
    if declined.source is Source.NONE:
        return proposed
    rivals = {one.rule.partition(".")[0] for one in declined.rejected[:1]}
    chosen = proposed.parse
    if chosen is not None and chosen.intent.stem in rivals and not chosen.ambiguous:
        return Proposed(chosen)
    return Proposed(declined)


def _with_usage(proposed: Proposed, usage: Usage) -> Proposed:
    return replace(proposed, usage=usage)
