"""What is marked on the page, where a phrase points at it: data for it, never an order."""

from __future__ import annotations

from dataclasses import replace

from nlu import Account, Context, Engine, Intent, Parse, Request
from nlu.intents import (
    AddNote,
    CreateContact,
    CreateTask,
    FindCompanies,
    FindContacts,
    FindLeads,
    Other,
    Search,
    Show,
)
from nlu.slots import filled, with_slot
from nlu.types import Source
from service.pointing import points_at_selection
from service.replies import Replies

LONGEST = 200  # of what is looked up; a note or a task has all of it


class Selection:
    """Puts the marked text into requests that point at it.

    Args:
        engine: reads the marked text for phones, e-mails and names.
        texts: has the words that point at it.
    """

    def __init__(self, engine: Engine, texts: Replies) -> None:
        self._engine = engine
        self._texts = texts

    def applied(self, parse: Parse, request: Request, account: Account) -> Parse:
        """The parse, with what is marked in the place of the words that point at it."""
        whole = (request.context.selected_text or "").strip()
        marked = whole[:LONGEST].rstrip()
        if not marked or not points_at_selection(request.text, self._texts):
            return parse
        intent: Intent
        match parse.intent:
            case Search() | FindContacts() | FindCompanies() | Show() | Other():
                intent = self._named(marked, request, account)
            case AddNote() | CreateTask() if self._is_only_pointing(parse.intent.text):
                intent = with_slot(parse.intent, "text", whole)
            case CreateContact():
                intent = self._contact(marked, request, account, parse.intent)
            case _:
                return parse
        return replace(parse, intent=intent, source=Source.RULES, rule="dialogue.selection")

    def _is_only_pointing(self, text: str | None) -> bool:
        return text is None or points_at_selection(text, self._texts)

    def _named(
        self, marked: str, request: Request, account: Account
    ) -> FindContacts | FindCompanies | FindLeads | Search:
        """Whom the marked text names; anything else in it is only words to search for."""
        found = self._read(marked, request, account).intent
        if isinstance(found, FindContacts | FindCompanies):
            return found
        if isinstance(found, FindLeads) and found.id is not None:
            return FindLeads(id=found.id)
        return Search(query=marked)

    def _contact(
        self, marked: str, request: Request, account: Account, said: CreateContact
    ) -> CreateContact:
        """The contact to create, with the phone, e-mail and name that are marked."""
        found = self._read(marked, request, account).intent
        own = filled(found) if isinstance(found, FindContacts) else {}
        words = {key: value for key, value in filled(said).items() if not self._points(value)}
        known = ("name", "phone", "email", "company")
        return CreateContact(**{key: {**own, **words}.get(key) for key in known})

    def _points(self, value: object) -> bool:
        """Whether a slot was filled with the pointing words themselves, in whatever case."""
        stems = (one[:7] for one in self._texts.several("pointing.selection"))
        return isinstance(value, str) and value.casefold().startswith(tuple(stems))

    def _read(self, marked: str, request: Request, account: Account) -> Parse:
        alone = replace(request, text=marked, context=Context(), previous=None)
        return self._engine.parse(alone, account, reasons=False)
