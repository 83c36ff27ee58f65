"""Signs that something is to be done, and of what only sounds so: questions, stories, lists."""

from __future__ import annotations

from itertools import pairwise

from nlu.dates import Impossible
from nlu.dates.words import Bound
from nlu.draft import Draft
from nlu.once import once
from nlu.parts.answers import is_wondered
from nlu.parts.bidden import bidden, is_to_find_out
from nlu.parts.events import takes_place
from nlu.parts.likeliest import first_verb, has_infinitive, parses_at, traits
from nlu.parts.period import is_paper_due
from nlu.parts.task_object import is_object
from nlu.reading import Reading
from nlu.smallwords import OUT_OF, TO_SPEAKER

_WISHING = frozenset({"скорей", "скорее", "хоть", "лишь", "вот"})
_AGREEING = frozenset({"договориться", "условиться", "сговориться", "уговориться"})
_UNWILLING = frozenset({"лень", "неохота", "влом", "скучно", "тоскливо"})
_ASKING = frozenset({"what", "which", "where", "how", "who"})


def is_solved(reading: Reading) -> bool:
    """«Реши задачу», «объясни задачку»: an exercise, not something to be reminded of."""
    heads = (reading.before(index) for index in reading.where("task"))
    return any(head is not None and "solve" in reading.cues[head] for head in heads)


def asks(reading: Reading) -> bool:
    if is_to_find_out(reading):
        return False
    start = [i for i in range(len(reading.tokens)) if reading.is_word(i)][:2]
    if [reading.norm(i) for i in range(3)] == ["ну", "что", ","]:
        return False
    if start and reading.norm(start[0]) in {"есть", "имеются", "имеется"}:
        return True
    return any(
        reading.cues[i] & {"which", "how_many", "who", "what", "where", "when"} for i in start
    )


def asks_outright(reading: Reading) -> bool:
    """«Кому я сегодня должен позвонить»: a question and no clause behind it to be done."""
    return asks(reading) and len(reading.clauses) == 1 and not reading.orders & {"put", "remind"}


def asks_to_tell(reading: Reading) -> bool:
    """«Напомни, как зовут …»: it asks for an answer, not for a task."""
    asked = {"как", "кто", "где", "куда", "почему", "зачем", "сколько"}
    near = [reading.norm(i) for i in range(min(4, len(reading.tokens)))]
    told = bool(asked & set(near)) and not reading.all("date")
    return told or reading.has("which", "how_many")


def is_stretch(draft: Draft) -> bool:
    """«Конверсия за квартал»: a stretch of time is no deadline."""
    return _names_stretch(draft) and not _is_deed(draft.reading)


def _names_stretch(draft: Draft) -> bool:
    dates = draft.reading.all("date")
    stretch = dates and not any(isinstance(found.value, Impossible) for found in dates)
    return bool(stretch) and "due" not in draft.slots


def is_listing(draft: Draft) -> bool:
    """«Сегодняшние встречи», «лидосы за вчера»: what there is on a day, nothing to be done."""
    reading = draft.reading
    said = [i for i in sorted(draft.places.get("text", ())) if reading.is_word(i)]
    if not said or has_infinitive(reading):
        return False
    covered = [reading.norm(one.first) == "за" for one in reading.all("date")]
    if covered and all(covered) and not reading.has("call", "meeting"):
        return True
    dated = _names_stretch(draft) or _is_dated(reading, said[0]) or _is_whose(reading, said[1:])
    return dated and _is_work(reading, said[0])


def _is_work(reading: Reading, index: int) -> bool:
    """Calls, meetings or letters, many of them."""
    noun = reading.tokens[index].pos == "NOUN"
    kinds = bool(reading.cues[index] & {"call", "meeting", "mail"})
    kinds = kinds or any(one.first == index for one in reading.all("task_type"))
    return noun and kinds and not reading.is_one(index)


def _is_whose(reading: Reading, said: list[int]) -> bool:
    """«Созвоны Ольги»: nothing but whose they are; «звонки Ольге» are to be made."""
    owners = (one for one in reading.all("person") if one.value.case == "gent")
    return set(said) <= {i for one in owners for i in range(one.first, one.stop)}


def _is_dated(reading: Reading, index: int) -> bool:
    """«Завтрашние звонки»: the day is an adjective of theirs."""
    dated = index - 1 in reading.figures
    return dated and reading.tokens[index - 1].pos == "ADJF"


def is_no_event(draft: Draft) -> bool:
    """«Хорошего дня всем»: without a verb something that takes place must be named."""
    if acts(draft.reading):
        return False
    inside = sorted(draft.places.get("text", ()))
    said = [draft.reading.tokens[i] for i in inside]
    people = {i for one in draft.reading.all("person") for i in range(one.first, one.stop)}
    first = next((i for i in inside if i not in people), None)
    if first is not None and not draft.reading.naming.is_known(first):
        return False
    return not any(
        not token.parses
        or any(p.pos == "NOUN" and "nomn" in p.grammemes for p in token.parses)
        or any(p.pos == "NOUN" and "accs" in p.grammemes for p in token.parses)
        for token in said
    )


def _is_deed(reading: Reading) -> bool:
    return has_infinitive(reading) or reading.has("call", "meeting")


def tells(draft: Draft) -> bool:
    """A finite verb among the words left: a story or an order to somebody else, not a task."""
    reading, said = draft.reading, draft.places.get("text", set())
    verbs = (i for i in said for parse in reading.tokens[i].parses[:1] if parse.pos == "VERB")
    praised = any(_is_of_more(reading, i) for i in reading.where("praise"))
    return any(map(reading.naming.is_known, verbs)) or praised


def _is_of_more(reading: Reading, index: int) -> bool:
    """«Отличная погода завтра»; «хорошо, …» only agrees."""
    return any(i != index and i in reading.content for i in reading.clause_of(index))


def denies(draft: Draft) -> bool:
    """«Не получится позвонить …»: what cannot be done is no task's text."""
    said = sorted(draft.places.get("text", ()))
    verb = traits(draft.reading, said[1]) if len(said) > 1 else frozenset()
    return bool(verb) and draft.reading.norm(said[0]) == "не" and verb >= {"VERB", "indc"}


def lists_deals(reading: Reading) -> bool:
    """«Сделки Кузнецова на встрече»: many deals, nothing to be done with them."""
    many = any(not reading.is_one(i) for i in reading.where("deal"))
    many = many and not is_paper_due(reading)
    return many and not any(reading.is_command(i) for i in range(len(reading.tokens)))


def doubts(reading: Reading) -> bool:
    """«Встреча одноклассников — это смешно?», «завтра у нас встреча?»: nothing is to be done."""
    mark = bool(reading.tokens) and reading.tokens[-1].text == "?"
    if mark and not any(map(reading.is_command, range(len(reading.tokens)))):
        return True
    if mark and is_wondered(reading):
        return True
    asked = mark or reading.has("when", "how")
    infinitive = has_infinitive(reading)
    return asked and not infinitive and (not reading.all("date") or not acts(reading))


def muses(reading: Reading) -> bool:
    """«9 мая рабочий день или нет», «скорей бы отпуск», «что надеть», «с понедельника начну …»."""
    norms = [token.norm for token in reading.tokens]
    wish = any(first in _WISHING and second == "бы" for first, second in pairwise(norms))
    choice = "или" in norms and not acts(reading)
    wish = wish or not reading.norms.isdisjoint(_UNWILLING)
    return wish or choice or _asks_what_to_do(reading) or _vows(reading)


def _asks_what_to_do(reading: Reading) -> bool:
    """«…, что надеть», «куда сходить»: the first verb is an infinitive behind a question word."""
    first = first_verb(reading)
    if first is None or first == 0 or reading.tokens[first].parses[0].pos != "INFN":
        return False
    return bool(reading.cues[first - 1] & _ASKING)


def _vows(reading: Reading) -> bool:
    """«С понедельника начну бегать»: from a day on, the speaker of himself."""
    first = first_verb(reading)
    dates = [one.value for one in reading.all("date") if not isinstance(one.value, Impossible)]
    if first is None or not any(d.bound is Bound.FROM for d in dates):
        return False
    if any(not cue.startswith(("beside_", "talk_")) for cue in reading.cues[first]):
        return False
    return {"1per", "sing"} <= reading.tokens[first].parses[0].grammemes


def has_happened(reading: Reading) -> bool:
    """«Вчера созвонились с клиентом»: what is told in the past tense is not to be done."""
    if bidden(reading) is not None or is_agreed(reading):
        return False
    last = max(reading.content, default=0)
    stops = (one.stop for one in reading.clauses if 0 < one.stop < last)
    mark = next((i for i in stops if not reading.is_word(i)), None)
    if mark is not None and any(i < mark for i in reading.where("call", "meeting")):
        heads = (p for token in reading.tokens[:mark] for p in token.parses[:1])
        return not _is_deed_behind(reading, mark) and any(
            "past" in parse.grammemes for parse in heads
        )
    said = (token.parses for token in reading.tokens)
    plain = (parses[0] for parses in said if parses and all(p.pos != "NOUN" for p in parses))
    verbs = [parse for parse in plain if parse.pos in {"VERB", "INFN"}]
    past = any("past" in verb.grammemes and verb.lemma != "быть" for verb in verbs)
    ordered = mark is not None and _is_deed_behind(reading, mark)
    return past and not ordered and not any(verb.pos == "INFN" for verb in verbs)


def _is_deed_behind(reading: Reading, mark: int) -> bool:
    """«Звонил Ринат, набрать его в 16»: a clause behind the news opens with what is to be done."""
    passed = reading.figures | reading.fillers
    behind = (one for one in reading.clauses if one.start > mark)
    said = ([i for i in one if i not in passed and reading.norm(i) != "раз"] for one in behind)
    opening = [words[0] for words in said if words]
    return any(
        "INFN" in traits(reading, i)
        or (reading.cues[i] & {"call", "meeting"} and "impr" in traits(reading, i))
        for i in opening
    )


def lists_records(reading: Reading) -> bool:
    if takes_place(reading) or is_paper_due(reading):
        return False
    records = (
        "deal",
        "contact",
        "company",
        "count",
        *(() if _is_for_somebody(reading) else ("summary",)),
        "state_won",
        "state_lost",
    )
    impossible = all(isinstance(found.value, Impossible) for found in reading.all("date"))
    named = bool(reading.all("stage") or reading.all("pipeline")) and not impossible
    newest = any(not is_object(reading, i) for i in reading.where("newest"))
    return reading.has(*records) or newest or named


def _is_for_somebody(reading: Reading) -> bool:
    """«Отчёт директору»: a paper somebody is to get; «отчёт Волковой» may be of her work."""
    for index in reading.where("summary"):
        nouns = [p for p in parses_at(reading, index + 1) if p.pos == "NOUN"]
        if nouns and all("datv" in parse.grammemes for parse in nouns):
            return True
    return False


def wonders(reading: Reading) -> bool:
    """«Напомни, как звали собаку Чехова»: a question, with no day named."""
    asks = any(cues & {"how", "who", "when", "where", "what"} for cues in reading.cues[:4])
    infinitive = has_infinitive(reading)
    return asks and not infinitive and not reading.all("date")


@once
def is_agreed(reading: Reading) -> bool:
    """«Договорились с Кимом на среду, 12:00. Созвон»: what is agreed on for a day is to be."""
    *before, last = reading.clauses or (range(0),)
    said = [i for i in last if i in reading.content and i not in reading.figures]
    talk = bool(said) and all(reading.cues[i] & {"call", "meeting"} for i in said)
    opening = min(reading.content, default=0)
    agreed = talk and before and opening in before[0] and reading.lemmas(opening) & _AGREEING
    return bool(agreed) and "past" in traits(reading, opening) and bool(reading.all("date"))


def acts(reading: Reading) -> bool:
    """Say whether something to do is named: an infinitive, a call, a meeting, a deed ordered."""
    if reading.has("call", "meeting") or reading.all("task_type") or letter_at(reading) is not None:
        return True
    return has_infinitive(reading) or bidden(reading) is not None


@once
def letter_at(reading: Reading) -> int | None:
    """Return «письмо Киму с ценами — сегодня до 18», to be sent; one «от Кима» has come."""
    for index in reading.where("mail"):
        sent = "письмо" in reading.lemmas(index) and reading.norm(index + 1) not in OUT_OF
        whole = not traits(reading, index).isdisjoint({"nomn", "accs"}) and reading.is_one(index)
        if sent and whole:
            return index
    return None


def let_do(reading: Reading) -> bool:
    """«Пусть Юля завтра отпишется поставщику»: somebody is to do what a finite verb says."""
    acts = (p for token in reading.tokens for p in token.parses[:1] if p.pos == "VERB")
    return reading.has("let") and any({"3per", "sing"} <= p.grammemes for p in acts)


def notes_to_self(reading: Reading) -> bool:
    """«Пометь себе через полгода предложить апгрейд»."""
    to_self = any(reading.norm(i) in TO_SPEAKER for i in range(len(reading.tokens)))
    return to_self and "attach" in reading.orders and bool(reading.all("date")) and acts(reading)


def is_told_to_forget(reading: Reading) -> bool:
    """«Забудь», not «а то забуду»."""
    return any(
        "impr" in parse.grammemes
        for index in reading.where("forget")
        for parse in reading.tokens[index].parses[:1]
    )
