"""The whole path of an utterance: clean, cut, find entities, try the rules, decide."""

from __future__ import annotations

from nlu.account import Account
from nlu.lexicon import Lexicon, load_lexicon
from nlu.morphology import Morphology
from nlu.parse import Parse
from nlu.request import Request


class Engine:
    """The parser, built once per process and safe to share between threads."""

    def __init__(
        self, lexicon: Lexicon | None = None, morphology: Morphology | None = None
    ) -> None:
        self._lexicon = lexicon or load_lexicon()
        self._morphology = morphology or Morphology()

    def parse(self, request: Request, account: Account) -> Parse:
        """Read an utterance by the rules alone.

        Args:
            account: the account's names; pass the same object again, its index is kept.
        """
        return Parse(text=request.text)
