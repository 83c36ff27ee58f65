"""Text in, typed intent out: the Russian parser of the assistant."""

from nlu.account import Account
from nlu.engine import Engine
from nlu.errors import DataError, FallbackError, NluError, RequestError, SlotError
from nlu.fallback import Fallback, Reading
from nlu.followup import Numbered
from nlu.intents import INTENTS, Intent
from nlu.parse import Parse, Rejected
from nlu.request import Context, Previous, Record, Request
from nlu.types import SlotSpan, Source, Span

__all__ = [
    "INTENTS",
    "Account",
    "Context",
    "DataError",
    "Engine",
    "Fallback",
    "FallbackError",
    "Intent",
    "NluError",
    "Numbered",
    "Parse",
    "Previous",
    "Reading",
    "Record",
    "Rejected",
    "Request",
    "RequestError",
    "SlotError",
    "SlotSpan",
    "Source",
    "Span",
]
