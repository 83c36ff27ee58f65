"""`python -m nlu.llm.cost`: how often the second reader is asked, what a thousand turns cost."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from nlu.__main__ import read_account
from nlu.account import Account
from nlu.catalog import load_catalog
from nlu.corpus import Phrase, read_phrases
from nlu.engine import Engine
from nlu.errors import DataError, FallbackError, FallbackFault
from nlu.fallback import is_wanted
from nlu.lexicon import DATA, load_lexicon
from nlu.llm.reader import MistralReader
from nlu.llm.schema import answer_schema
from nlu.llm.transport import Completion, size_of
from nlu.morphology import Morphology
from nlu.types import Source

NEEDED_AT_MOST = 0.05
_SAMPLE = 50
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Shares:
    """How often the second reader comes in, of labelled phrases.

    Args:
        phrases: how many were read.
        asked: share of all that goes to it, small talk and near-ties included.
        needed: share of those about the CRM that the rules decline.
        tied: share of all where rules nearly tie; they have an answer without it too.
    """

    phrases: int
    asked: float
    needed: float
    tied: float


@dataclass(frozen=True, slots=True)
class Price:
    """What the model is billed by, in dollars per million tokens."""

    model: str
    sent: float
    received: float
    characters_per_token: float


def shares(engine: Engine, account: Account, phrases: Iterable[Phrase]) -> Shares:
    """Count over labelled phrases."""
    total = asked = tied = ours = declined = 0
    for phrase in phrases:
        parse = engine.parse(phrase.request, account)
        about_crm = phrase.accept[0].intent != "other"
        total += 1
        ours += about_crm
        asked += is_wanted(parse)
        tied += parse.near_tie
        declined += about_crm and parse.source is Source.NONE
    return Shares(total, asked / (total or 1), declined / (ours or 1), tied / (total or 1))


def dollars_per_thousand(share: float, sent: float, received: float, price: Price) -> float:
    """Price a thousand turns.

    Args:
        share: of the turns that are put to the model, 0…1.
        sent, received: tokens of one call.
    """
    return 1000 * share * (sent * price.sent + received * price.received) / _MILLION


def load_price(path: Path = DATA / "llm" / "prices.toml") -> Price:
    """Read the prices.

    Raises:
        DataError: the file cannot be used.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return Price(
            str(data["model"]),
            float(data["dollars_per_million_sent"]),
            float(data["dollars_per_million_received"]),
            float(data["characters_per_token"]),
        )
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise DataError(f"data/llm/{path.name}: {error!r}; restore the key") from None


def report(engine: Engine, account: Account, phrases: Sequence[Phrase]) -> Iterator[str]:
    """Word the shares and the price, a line each (for `make eval`)."""
    counted, price = shares(engine, account, phrases), load_price()
    sent = _characters_sent(engine, account, phrases) / price.characters_per_token
    received = _characters_received() / price.characters_per_token
    dollars = dollars_per_thousand(counted.asked, sent, received, price)
    yield f"second reader: of {counted.phrases} phrases {counted.asked:.1%} are put to it"
    yield f"  about the CRM and declined by the rules: {counted.needed:.1%}"
    yield f"  near-ties, answered by the rules without it too: {counted.tied:.1%}"
    yield f"  one call: about {sent:.0f} tokens sent, {received:.0f} received (estimate)"
    yield f"  a thousand turns with {price.model}: ${dollars:.3f}"


def _characters_sent(engine: Engine, account: Account, phrases: Sequence[Phrase]) -> float:
    """The mean length of a request over evenly spaced phrases."""
    reader = MistralReader(engine, Morphology(), load_catalog(), _Nobody())
    sample = phrases[:: max(1, len(phrases) // _SAMPLE)]
    schema = answer_schema()
    sizes = [size_of(reader.messages(one.request, account), schema) for one in sample]
    return sum(sizes) / (len(sizes) or 1)


def _characters_received() -> float:
    """The mean length of the recorded answers."""
    rows = tomllib.loads((DATA / "llm" / "replies.toml").read_text(encoding="utf-8"))["reply"]
    return sum(len(str(row)) for row in rows) / (len(rows) or 1)


class _Nobody:
    """A model that is never asked."""

    def complete(self, *_: object) -> Completion:
        raise FallbackError(FallbackFault.UNREACHABLE)


def main() -> int:
    """Print the report; returns the exit code."""
    engine = Engine(load_lexicon(), Morphology())
    paths = sorted((DATA / "phrases").glob("*.jsonl"))
    phrases = [phrase for path in paths for phrase in read_phrases(path)]
    for line in report(engine, read_account(DATA / "account.json"), phrases):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
