"""Mistral as the second reader: a parser of what the rules decline and a talker, never an actor.

transport  the SDK on one background loop per process, with a true total timeout
masking    phones, addresses, long numbers and people's names become placeholders
prompt     what is sent: the closed schema, examples, the account's stages and types, the dialogue
proposal   what came back, checked against the schema again
values     each proposed slot, grounded in the user's words and read by our own finders
talk       what of its words a user may see
reader     all of it together, behind the Fallback protocol
"""

from nlu.llm.reader import MistralReader
from nlu.llm.transport import Endpoint, Mistral, load_sdk

__all__ = ["Endpoint", "Mistral", "MistralReader", "load_sdk"]
