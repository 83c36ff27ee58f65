"""The company in an utterance: named outright, or what stands after «из», «по», «с»."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.reading import Reading, runs
from nlu.types import Kind

_OF_COMPANY = frozenset({"из", "в", "во", "по", "с", "со", "от", "для", "у", "на", "под", "к"})


def take_company(draft: Draft, slot: str = "company") -> bool:
    """Fill a slot with a company marked by its legal form, «компания» or quotes."""
    for found in draft.reading.all("company"):
        if draft.is_free(found):
            draft.take(slot, found, found.value)
            draft.explain_cues("company")
            return True
    return False


def take_company_left(draft: Draft, slot: str = "company") -> bool:
    """Fill a slot with unexplained words after a preposition («по Ромашке»), or in the genitive."""
    for run in runs(draft.left()):
        if _may_be_name(draft.reading, run) and (
            after_preposition(draft.reading, run.start)
            or in_genitive(draft.reading, run.start)
            or _is_latin_owner(draft.reading, run.start)
        ):
            draft.put(slot, draft.reading.naming.company(run.start, run.stop), run)
            return True
    return False


def _is_latin_owner(reading: Reading, index: int) -> bool:
    """«Сотрудники Romashka Trade»: Latin letters have no case, the noun before them tells."""
    owned = {"contact", "people_word", "deal"}
    latin = reading.tokens[index].kind is Kind.LATIN
    return latin and index > 0 and bool(reading.cues[index - 1] & owned)


def _may_be_name(reading: Reading, run: range) -> bool:
    """A verb, a number or a word with a meaning of its own names no company."""
    first = reading.tokens[run.start]
    verb = bool(first.parses) and first.parses[0].pos in {"VERB", "INFN", "ADVB", "COMP", "PRED"}
    return first.kind is not Kind.NUMBER and not verb and not reading.cues[run.start]


def after_preposition(reading: Reading, index: int) -> bool:
    """Say whether a preposition that may lead to a company stands right before a token."""
    return index > 0 and reading.norm(index - 1) in _OF_COMPANY


def in_genitive(reading: Reading, index: int) -> bool:
    """Say whether a token may be a genitive of its own, not one after «без» or «кроме»."""
    if index and any(parse.pos == "PREP" for parse in reading.tokens[index - 1].parses[:1]):
        return False
    cases = [p.grammemes & {"nomn", "gent", "accs"} for p in reading.tokens[index].parses]
    return bool(cases) and any("gent" in case for case in cases[:2])
