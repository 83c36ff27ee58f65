"""Find anything by a word when the kind of record was not said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.draft import Draft, Refusal, Rule, Rules
from nlu.needs import Need
from nlu.parts.asked import sort_asked
from nlu.parts.company import is_count_of, name_end
from nlu.parts.had import had, is_person_had, not_had, query_had, take_had
from nlu.parts.likeliest import is_past
from nlu.parts.numbered import number_asked
from nlu.parts.own_values import PLAIN
from nlu.parts.recalled import OF_PEOPLE, forgotten, in_doubt, sounded, told_of_one
from nlu.parts.town import town_asked
from nlu.reading import Reading
from nlu.runs import runs
from nlu.types import Found, Kind


@dataclass(frozen=True, slots=True)
class Search:
    """Find anything by a word when the kind of record was not said."""

    stem: ClassVar[str] = "search"
    required: ClassVar[tuple[Need, ...]] = ()

    query: str | None = None


_ASKING = frozenset({"what", "exists", "base", "hang", "find", "show", "mentioned"})
_FRAME = ("find", "show", "tell", "want", "what", "who", "where", "exists", "about")
_MORE_FRAME = ("word", "mentioned", "hang", "name", "whole", "card")
_ASKED_THERE = frozenset({"where", "exists", "hang", "base"})
_WAS = frozenset({"было", "был", "была", "были"})
_ABOUT = frozenset({"по", "о", "про", "с", "от"})
_OF_NAME = _ABOUT | {"из"}
_NO = frozenset({"нет", "нету"})
_SUCH = frozenset({"такой", "такая", "такое", "такие"})
_EVERYWHERE = frozenset({"везде", "всюду", "повсюду"})
_SOMEWHERE = frozenset({"где-нибудь", "где-то", "где-либо"})
_ONE_QUOTED = 3
_LONGEST_BARE = 3
_NO_NAMES = ("person", "person_hint", "company", "stage", "pipeline", "date", "amount", "number")
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
    refusal = _refusal(reading, doubted)
    if refusal is not None:
        return refusal
    draft = Draft(reading, strength=0.9)
    draft.explain_cues(*_FRAME, *_MORE_FRAME)
    draft.explain((*doubted, *forgotten(reading), *_records(reading), *sort_asked(reading)))
    draft.explain(sounded(reading))
    draft.explain(i for i in range(len(reading.tokens)) if _is_small(reading, i))
    draft.explain(i for i in reading.where("base") if not _is_of_thing(reading, i))
    quoted = [found for found in reading.all("quote") if draft.is_free(found)]
    if quoted:
        draft.take("query", quoted[0], _unquoted(reading, quoted[0]))
        named = len(quoted) == 1 and not _is_person(reading, _inner(quoted[0]))
        plain = "find" in reading.orders or _such(reading) is not None
        draft.strength = PLAIN if named and plain else draft.strength
        return draft
    run = next(iter(runs(_query(draft, doubted))), None)
    if run is None:
        return Refusal("нечего искать")
    draft.explain(run)
    run = _behind_told(reading, run)
    draft.put("query", reading.naming.query(run.start, run.stop), run)
    whole = reading.all("phone") or reading.all("email") or _is_person(reading, run)
    if _is_box_asked(reading) and not whole:
        draft.strength = PLAIN
    return draft


def _refusal(reading: Reading, doubted: frozenset[int]) -> Refusal | None:
    if (
        _says_kind(reading, doubted)
        or reading.has("how_many", "remind", "foreign")
        or reading.all("id")
        or number_asked(reading)
    ):
        return Refusal("сказано, что за записи нужны, или речь не о базе")
    if any(reading.lemmas(index) & OF_PEOPLE for index in reading.where("name")):
        return Refusal("названы имя или фамилия: ищут человека")
    if told_of_one(reading):
        return Refusal("сказано, кто это: ищут человека")
    if reading.all("date"):
        return Refusal("сказано, когда: это не поиск по слову")
    placed = reading.all("stage") or reading.all("pipeline")
    if placed and not reading.has("find", "word"):
        return Refusal("названы этап или воронка сделок")
    looks = reading.orders & {"show"} and reading.has("look", "base")
    if not reading.has("find") and not looks and not _asks_about(reading):
        return Refusal("нет просьбы найти")
    return None


def _is_small(reading: Reading, index: int) -> bool:
    """«Было» of «было что-то по …», «нет» of «нет ли у нас …»."""
    word = reading.norm(index)
    return word in _WAS or (word in _NO and reading.norm(index + 1) == "ли")


def _is_box_asked(reading: Reading) -> bool:
    """«Вбей в поиск …», «пробей по базе …», «кто такие …»: everything is to be searched."""
    if _such(reading) is not None or _is_named_at_us(reading) or _is_mention_of(reading):
        return True
    typed = any(reading.norm(i) == "в" for i in reading.where("find"))
    everywhere = reading.has("base") or not reading.norms.isdisjoint(_EVERYWHERE)
    return typed or ("find" in reading.orders and everywhere)


def _is_person(reading: Reading, run: range) -> bool:
    return any(one.first <= run.start and run.stop <= one.stop for one in reading.all("person"))


def _says_kind(reading: Reading, doubted: frozenset[int]) -> bool:
    """«Запись» may be of any kind; «не помню, сделка это или фирма» says none."""
    any_kind = {
        *_records(reading),
        *doubted,
        *(i for i in reading.where("phone") if is_count_of(reading, i)),
    }
    return any(i not in any_kind for i in reading.where(*_KINDS))


def _records(reading: Reading) -> list[int]:
    return [i for i in reading.where("note") if "запись" in reading.lemmas(i)]


def _is_of_thing(reading: Reading, index: int) -> bool:
    """«Внедрение CRM», «интеграция с CRM»: what is sought, not where."""
    before = index - 1 - (reading.norm(index - 1) == "с")
    nouns = (p for p in reading.tokens[before].parses[:1] if p.pos == "NOUN") if before >= 0 else ()
    return any(not reading.cues[before] for _ in nouns)


def _inner(quoted: Found[str]) -> range:
    return range(quoted.first + 1, quoted.stop - 1)


def _unquoted(reading: Reading, quoted: Found[str]) -> str:
    """«Связано с «Гелиосом»»: one word is declined in the quotes, several are a name as it is."""
    one = quoted.stop - quoted.first == _ONE_QUOTED
    return reading.naming.query(quoted.first + 1, quoted.stop - 1) if one else quoted.value


def _asks_about(reading: Reading) -> bool:
    """«Что есть по Сибстали», «где мелькал аквамарин», «все упоминания антресоли»."""
    if reading.has("mentioned") or _such(reading) is not None:
        return True
    if reading.has("where", "exists") and _is_named_at_us(reading):
        return True
    if "tell" in reading.orders or not reading.has("what", "exists", "show", "whole", "about"):
        return False
    led = (i + 1 for i in range(len(reading.tokens)) if reading.norm(i) in _ABOUT)
    return any(led) or any(_is_on_name(reading, i) for i in range(len(reading.tokens)))


def _is_named_at_us(reading: Reading) -> bool:
    """«Каменный берег есть у нас?», «где у нас Аквасфера»: a name, and nothing but the question."""
    here = "нас" in reading.norms or reading.has("base")
    here = here or not reading.norms.isdisjoint(_SOMEWHERE)
    if not here or reading.all("person") or reading.all("company") or reading.orders:
        return False
    said = [i for i in sorted(reading.content) if not reading.cues[i] & _ASKED_THERE]
    if not said or said[-1] - said[0] >= _LONGEST_BARE:
        return False
    pair = reading.naming.pairs_with_firm(said[0]) and len(said) > 1
    latin = all(reading.tokens[i].kind is Kind.LATIN for i in said)
    return pair or latin or (_looks_named(reading, said[0]) and said[0] > 0)


def _is_mention_of(reading: Reading) -> bool:
    """«Где-нибудь упоминается Сатурн?»: a name, and nothing but the question."""
    said = [i for i in sorted(reading.content) if not reading.cues[i] & {"mentioned", "where"}]
    mentioned = reading.has("mentioned") and 0 < len(said) < _LONGEST_BARE
    return mentioned and _looks_named(reading, said[0])


def _such(reading: Reading) -> int | None:
    """Return where the name of «кто такие «Северные ягоды»», «есть у нас такая ромашка» begins."""
    for index in range(1, len(reading.tokens) - 1):
        if reading.norm(index) in _SUCH and not reading.all("person"):
            first = index + 1
            quoted = reading.tokens[first].text == '"'
            return first if quoted or _looks_named(reading, first) else None
    return None


def _looks_named(reading: Reading, index: int) -> bool:
    """A capital, a made-up word, or a noun that firms like to be called by."""
    naming = reading.naming
    if reading.cues[index] or index in reading.figures:
        return False
    called = naming.is_firm(index) or naming.is_coined(index)
    return called or reading.tokens[index].text[:1].isupper()


def _bare(reading: Reading) -> Draft | Refusal:
    """«Промпневматика», «ромашка»: a firm's name, and not a word beside it."""
    said = sorted(reading.content)
    if not said or len(said) > _LONGEST_BARE or said[-1] - said[0] >= _LONGEST_BARE:
        return Refusal("сказано больше, чем имя")
    small = reading.fillers - reading.courtesy
    if (
        any(reading.is_word(i) for i in small)
        or any(reading.cues[i] for i in said)
        or any(map(reading.all, _NO_NAMES))
    ):
        return Refusal("это не только имя")
    first = said[0]
    naming = reading.naming
    tailed = naming.ends_like_company(first) or (len(said) > 1 and naming.is_company_tail(said[-1]))
    if not (tailed or naming.is_firm(first) or naming.is_prefixed(first)):
        return Refusal("слово не похоже на имя")
    draft = Draft(reading, strength=PLAIN)
    draft.put("query", naming.query(first, said[-1] + 1), said)
    return draft


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
    while said and reading.is_order(said[-1]) and not _is_titled(reading, said[-1]):
        said.pop()
    if not said:
        return []
    tail = range(said[-1] + 1, len(reading.tokens))
    stop = next((i for i in tail if _is_behind(reading, i)), tail.stop)
    names = [i for i in range(tail.start, stop) if i in reading.content - doubted]
    last = names[-1] if names and not reading.cues[names[-1]] & _ASKING else said[-1]
    return list(range(left[0], name_end(reading, last + 1)))


def _behind_told(reading: Reading, run: range) -> range:
    """«Нам писали из Эколайфа, найди»: the name stands behind the preposition."""
    if not is_past(reading, run.start):
        return run
    led = (i for i in run[1:-1] if reading.norm(i) in _OF_NAME)
    first = next(led, run.start - 1) + 1
    return range(first + (reading.norm(first) == "поводу"), run.stop)


def _is_behind(reading: Reading, index: int) -> bool:
    """«… поищи», «… везде»: what a query does not go on with."""
    ordered = reading.is_order(index) and not _is_titled(reading, index)
    return ordered or bool(reading.cues[index] & {"whole", "find"})


def _is_titled(reading: Reading, index: int) -> bool:
    """«Найди Тимур Строй»: a capital inside the phrase is a name, whatever verb it looks like."""
    return index > 0 and reading.tokens[index].text.istitle() and not reading.cues[index]


def _had(reading: Reading) -> Draft | Refusal:
    """«Нет ли у нас Промснаба», «Лютик у нас числится?»: the kind of record is not said."""
    run = had(reading)
    if not run or reading.has("company") or reading.all("company"):
        return not_had()
    if is_person_had(reading, run):
        return Refusal("это человек")
    return take_had(Draft(reading), run, "query", query_had(reading, run))


def _placed(reading: Reading) -> Draft | Refusal:
    """«Кто у нас сидит в Самаре», «компании из Казани»: no list has a town, a search may."""
    town = town_asked(reading)
    if not town:
        return Refusal("город не назван")
    return take_had(Draft(reading), town, "query", reading.naming.company(town.start, town.stop))


RULES: Rules = (
    Rule("search.placed", _placed, plain=True),
    Rule("search.had", _had, plain=True),
    Rule("search.anything", _anything, plain=True),
    Rule("search.bare", _bare, plain=True),
)
