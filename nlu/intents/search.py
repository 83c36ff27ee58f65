"""Find anything by a word when the kind of record was not said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.draft import Draft, Refusal, Rule, Rules
from nlu.needs import Need
from nlu.parts.asked import sort_asked
from nlu.parts.recalled import OF_PEOPLE, forgotten, in_doubt
from nlu.reading import Reading, runs
from nlu.types import Found


@dataclass(frozen=True, slots=True)
class Search:
    """Find anything by a word when the kind of record was not said."""

    stem: ClassVar[str] = "search"
    required: ClassVar[tuple[Need, ...]] = ()

    query: str | None = None


_ASKING = frozenset({"what", "exists", "base", "hang", "find", "show"})
_FRAME = ("find", "show", "tell", "want", "what", "who", "where", "exists", "about")
_MORE_FRAME = ("word", "mentioned", "hang", "name", "whole", "card")
_WAS = frozenset({"было", "был", "была", "были"})
_ABOUT = frozenset({"по", "о", "об", "про", "с", "со"})
_ONE_QUOTED = 3
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
    doubted = in_doubt(reading)
    if (
        _says_kind(reading, doubted)
        or reading.has("how_many", "remind", "foreign")
        or reading.all("id")
    ):
        return Refusal("сказано, что за записи нужны, или речь не о базе")
    if any(reading.lemmas(index) & OF_PEOPLE for index in reading.where("name")):
        return Refusal("названы имя или фамилия: ищут человека")
    if reading.all("date"):
        return Refusal("сказано, когда: это не поиск по слову")
    placed = reading.all("stage") or reading.all("pipeline")
    if placed and not reading.has("find", "word"):
        return Refusal("названы этап или воронка сделок")
    looks = reading.orders & {"show"} and reading.has("look", "base")
    if not reading.has("find") and not looks and not _asks_about(reading):
        return Refusal("нет просьбы найти")
    draft = Draft(reading, strength=0.9)
    draft.explain_cues(*_FRAME, *_MORE_FRAME)
    draft.explain((*doubted, *forgotten(reading), *_records(reading), *sort_asked(reading)))
    draft.explain(i for i in range(len(reading.tokens)) if reading.norm(i) in _WAS)
    draft.explain(i for i in reading.where("base") if not _is_of_thing(reading, i))
    quoted = [found for found in reading.all("quote") if draft.is_free(found)]
    if quoted:
        draft.take("query", quoted[0], _unquoted(reading, quoted[0]))
        return draft
    run = next(iter(runs(_query(draft, doubted))), None)
    if run is None:
        return Refusal("нечего искать")
    draft.put("query", reading.naming.query(run.start, run.stop), run)
    return draft


def _says_kind(reading: Reading, doubted: frozenset[int]) -> bool:
    """«Запись» may be of any kind; «не помню, сделка это или фирма» says none."""
    any_kind = {*_records(reading), *doubted}
    return any(i not in any_kind for i in reading.where(*_KINDS))


def _records(reading: Reading) -> list[int]:
    return [i for i in reading.where("note") if "запись" in reading.lemmas(i)]


def _is_of_thing(reading: Reading, index: int) -> bool:
    """«Внедрение CRM», «интеграция с CRM»: what is sought, not where."""
    before = index - 1 - (reading.norm(index - 1) == "с")
    nouns = (p for p in reading.tokens[before].parses[:1] if p.pos == "NOUN") if before >= 0 else ()
    return any(not reading.cues[before] for _ in nouns)


def _unquoted(reading: Reading, quoted: Found[str]) -> str:
    """«Связано с «Гелиосом»»: one word is declined in the quotes, several are a name as it is."""
    one = quoted.stop - quoted.first == _ONE_QUOTED
    return reading.naming.query(quoted.first + 1, quoted.stop - 1) if one else quoted.value


def _asks_about(reading: Reading) -> bool:
    """«Что есть по Сибстали», «где мелькал аквамарин», «все упоминания антресоли»."""
    if reading.has("mentioned"):
        return True
    if "tell" in reading.orders or not reading.has("what", "exists", "show", "whole", "about"):
        return False
    led = (i + 1 for i in range(len(reading.tokens)) if reading.norm(i) in _ABOUT)
    return any(led) or any(_is_on_name(reading, i) for i in range(len(reading.tokens)))


def _is_on_name(reading: Reading, index: int) -> bool:
    """«Что есть на Вегатранс», not «что там на улице»."""
    if reading.norm(index) != "на" or index + 1 >= len(reading.tokens):
        return False
    named = reading.tokens[index + 1]
    naming = reading.naming
    return named.text[:1].isupper() or naming.is_coined(index + 1) or not naming.is_known(index + 1)


def _query(draft: Draft, doubted: frozenset[int]) -> list[int]:
    """Take the words left, with the numbers and prepositions between them."""
    left = draft.left()
    if not left:
        return []
    reading = draft.reading
    said = [i for i in range(left[0], left[-1] + 1) if i in reading.content or reading.is_word(i)]
    while said and reading.is_order(said[-1]):
        said.pop()
    if not said:
        return []
    tail = range(said[-1] + 1, len(reading.tokens))
    names = [i for i in tail if i in reading.content - doubted and not reading.is_order(i)]
    last = names[-1] if names and not reading.cues[names[-1]] & _ASKING else said[-1]
    return list(range(left[0], last + 1))


RULES: Rules = (Rule("search.anything", _anything),)
