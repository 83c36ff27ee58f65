"""A turn that picks one of the listed records."""

from __future__ import annotations

from rapidfuzz.distance import Prefix

from nlu.draft import Draft
from nlu.parts.count import take_ordinal
from nlu.parts.picked import points, take_picked_name
from nlu.parts.who import preposition
from nlu.reading import Reading
from nlu.text import fold

_LONGEST = 5
_STEM, _ENDING = 3, 2
_NAMED = frozenset({"contacts", "companies"})
_OTHER_TURN = ("task", "deal", "find", "reschedule", "complete", "put", "move", "field", "how_many")
_PICKING = frozenset({"put", "pick", "assign", "tell", "move"})
_RECORDS = frozenset({"record", "lead", "contact", "company", "task", "name"})
_AS_LIST = frozenset({"списком", "списочком"})  # «кинь списком» shows what was counted
_ENDS = {"верхний": 1, "сверху": 1, "нижний": -1, "снизу": -1}
_FIELDS = ("phone", "email", "budget", "stage", "responsible", "note", "company")


def pick(reading: Reading) -> Draft | None:
    """Read «вторую», «нужна Сидорова», «который из Промснаба» as a choice."""
    if len(reading.content) > _LONGEST or reading.has("state_done", "elsewhere"):
        return None
    numbers = {i for one in reading.all("ordinal") for i in range(one.first, one.stop)}
    if reading.all("own_field") or any(i not in numbers for i in reading.where(*_FIELDS)):
        return None
    if reading.all("date") and not _is_bare(reading):
        return None
    if "assign" in reading.orders and reading.has("whole"):  # «отдай все Марии» is of the list
        return None
    if "show" not in reading.orders and _is_other_turn(reading.orders - {"want"}):
        return None
    if reading.norms & _AS_LIST and "show" in reading.orders:
        return None
    draft = Draft(reading)
    numbered = take_ordinal(draft) or _take_number(draft)
    if not _take_end(draft) and not numbered and not _take_name(draft):
        return None
    draft.explain_cues("show", "want", "pick", "talk_yes", "which", "own", "beside_yes", "assign")
    draft.explain_cues("tell", "tell_about", "about")
    return draft


def _is_other_turn(orders: frozenset[str]) -> bool:
    return bool(orders & {*_OTHER_TURN}) and not orders <= _PICKING


def _take_end(draft: Draft) -> bool:
    """«Нижний в списке», «самый верхний», «тот, что сверху»; «вторая сверху» counts from there."""
    reading = draft.reading
    for index in reading.content:
        place = next((_ENDS[lemma] for lemma in reading.lemmas(index) if lemma in _ENDS), 0)
        if place and "ordinal" not in draft.slots:
            draft.put("ordinal", place, [index])
        if place > 0:
            draft.explain([index])
    if "ordinal" in draft.slots:
        draft.explain_cues("list")
    return "ordinal" in draft.slots


def _is_bare(reading: Reading) -> bool:
    """«Первого» alone, of several people, is no day of the month."""
    return len(reading.tokens) == 1 and bool(reading.all("ordinal"))


def _take_number(draft: Draft) -> bool:
    """«2», «номер два»: a number no greater than what a list can hold."""
    previous = draft.reading.request.previous
    listed = 0 if previous is None else len(previous.records)
    of_record = previous is not None and previous.asked in _RECORDS
    for found in draft.reading.all("number") if of_record else ():
        if 0 < found.value <= listed and len(draft.reading.content) <= found.stop - found.first + 1:
            draft.take("ordinal", found, found.value)
            return True
    return False


def _take_name(draft: Draft) -> bool:
    reading = draft.reading
    if _take_listed(draft):
        return True
    picks = any("list" not in reading.cues[i] for i in reading.where("want", "pick"))
    wanted = picks or points(reading) or _is_listed(reading)
    return wanted and take_picked_name(draft)


def _take_listed(draft: Draft) -> bool:
    """«Багрова», «мне Титову»: words of one listed title, which has them in the nominative."""
    reading, previous = draft.reading, draft.reading.request.previous
    named = {i for one in reading.all("person") for i in range(one.first, one.stop)}
    said = sorted(i for i in reading.content if i in named or not reading.cues[i])
    if previous is None or not said or any(preposition(reading, i) for i in said):
        return False
    records = [one for one in previous.records if one.type in _NAMED]
    found = [name for one in records if (name := _in_title(reading, said, one.title))]
    if len(found) != 1 or "не" in reading.norms:
        return False
    draft.put("name", found[0], said)
    return True


def _in_title(reading: Reading, said: list[int], title: str) -> str:
    """Return the words of a title that were said, in their order; nothing if one is not there."""
    words = title.split()
    named = [next((w for w in words if _is_form(reading.norm(i), fold(w))), "") for i in said]
    return " ".join(named) if all(named) and len(named) <= len(words) else ""


def _is_form(said: str, word: str) -> bool:
    """Say whether two words differ in their endings alone."""
    common = Prefix.similarity(said, word)
    return common >= _STEM and max(len(said), len(word)) - common <= _ENDING


def _is_listed(reading: Reading) -> bool:
    """«Гелашвили», «давай Сафина»: a part of just one listed record's title."""
    previous = reading.request.previous
    named = reading.all("person")
    if previous is None or len(named) != 1 or preposition(reading, named[0].first):
        return False
    words = set(fold(named[0].value.name).split())
    titles = [set(fold(record.title).split()) for record in previous.records]
    return sum(words < title for title in titles) == 1
