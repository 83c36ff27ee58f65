"""Find anything by a word when the kind of record was not said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.draft import Draft, Refusal, Rule, Rules
from nlu.needs import Need
from nlu.reading import Reading, runs


@dataclass(frozen=True, slots=True)
class Search:
    """Find anything by a word when the kind of record was not said."""

    stem: ClassVar[str] = "search"
    required: ClassVar[tuple[Need, ...]] = ()

    query: str | None = None


_KINDS = (
    "deal",
    "contact",
    "company",
    "task",
    "note",
    "pipeline",
    "stage",
    "phone",
    "email",
    "budget",
)


def _anything(reading: Reading) -> Draft | Refusal:
    """«Найди ромашку», «есть инфа по лукоморью», «поищи по слову арматура»."""
    if reading.has(*_KINDS, "how_many", "remind", "foreign") or reading.all("id"):
        return Refusal("сказано, что за записи нужны, или речь не о базе")
    looks = reading.orders & {"show"} and reading.has("look", "base")
    if not reading.has("find") and not looks and not _asks_about(reading):
        return Refusal("нет просьбы найти")
    draft = Draft(reading, strength=0.9)
    draft.explain_cues(
        "find", "show", "tell", "want", "what", "exists", "base", "about", "word", "hang"
    )
    quoted = [found for found in reading.all("quote") if draft.is_free(found)]
    if quoted:
        draft.take("query", quoted[0], quoted[0].value)
        return draft
    run = next(iter(runs(_query(draft))), None)
    if run is None:
        return Refusal("нечего искать")
    draft.put("query", reading.naming.query(run.start, run.stop), run)
    return draft


def _asks_about(reading: Reading) -> bool:
    return reading.has("what", "about", "exists", "show") and any(
        reading.norm(index) in {"по", "о", "об", "про"} for index in range(len(reading.tokens))
    )


def _query(draft: Draft) -> list[int]:
    """Take the words left, with the numbers and prepositions between them."""
    left = draft.left()
    if not left:
        return []
    draft.explained -= set(range(left[0], len(draft.reading.tokens)))
    return list(range(left[0], max(draft.left()) + 1))


RULES: Rules = (Rule("search.anything", _anything),)
