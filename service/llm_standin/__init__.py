"""A local stand-in for Mistral's chat endpoint: the same protocol, answers from a script.

It is no model: it knows the phrases of data/llm/replies.toml, and of any other it says so. For
`make run LLM=local` and the tests; it says that it is a stand-in wherever it can.
"""

from service.llm_standin.faults import Fault
from service.llm_standin.server import Standin, start

__all__ = ["Fault", "Standin", "start"]
