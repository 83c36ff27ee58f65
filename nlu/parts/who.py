"""People in an utterance: the user who is responsible, or a person of the CRM."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.parts.things import is_thing
from nlu.parts.words import is_small
from nlu.reading import Reading, Who
from nlu.smallwords import ON_SPEAKER, SPEAKER
from nlu.text import fold
from nlu.types import Found

_OF_CONTACT = frozenset({"с", "от", "для", "про", "о", "через", "к"})
_TEAM = frozenset({"ребята", "подчинённый", "подчиненный", "продажник", "орёл", "боец"})
_OF_ME = (
    *("own", "responsible", "earn", "sell"),
    *("state_won", "state_lost", "state_closed", "state_done", "state_overdue"),
)
_OWNED = frozenset({"deal", "task", "contact", "company"})
_ME = SPEAKER | {"я", "мной", "мною"}


def anchor(reading: Reading, index: int) -> frozenset[str]:
    """Return the cues of the noun a name hangs on («клиент Мария»), particles skipped."""
    before = reading.before(index)
    while before is not None and reading.norm(before) in _PASSED:
        before = reading.before(before)
    named = (*reading.all("pipeline"), *reading.all("stage"))
    if before is None or any(found.first <= before < found.stop for found in named):
        return frozenset()
    return reading.cues[before]


def _hangs_on_one(reading: Reading, index: int) -> bool:
    """«Клиент Орлов» is a person of the CRM; «клиенты Орлова» belong to a user."""
    before = reading.before(index)
    return before is None or reading.is_one(before) or reading.norm(before - 1) in {"с", "у"}


def preposition(reading: Reading, index: int) -> str:
    """Return the preposition before a token, or an empty string."""
    before = reading.before(index)
    if before is None:
        return ""
    return reading.norm(before) if is_small(reading, before) else ""


def of_contact(reading: Reading, found: Found[Who]) -> bool:
    """Say whether a person is the CRM's, not the account's: «клиент Мария», «с Марией»."""
    near = _near_cues(reading, found)
    if "responsible" in near:
        return False
    if near & _OWNED and is_of_other_gender(found):
        return True
    if found.value.users is None or ("contact" in near and _hangs_on_one(reading, found.first)):
        return True
    word = preposition(reading, found.first)
    if word in _OF_CONTACT:
        return True
    counted = reading.has("conversion", "average", "sum", "count", "summary")
    narrowed = counted or "narrow" in reading.orders
    return word == "по" and " " not in found.value.name and not narrowed


def is_of_other_gender(found: Found[Who]) -> bool:
    """«Сделки Петрова», «по Петрову» where the only such user is Мария Петрова: a man is meant."""
    users, said = found.value.users or (), fold(found.value.name)
    return (
        found.value.case in {"gent", "datv"}
        and bool(users)
        and all(f"{said}а" in fold(one).split() for one in users)
    )


def take_responsible(draft: Draft, slot: str = "responsible") -> bool:
    """Fill the responsible from a user named, or from «мои», «у меня», «на мне».

    Returns:
        Whether anyone was said.
    """
    for found in draft.reading.all("person"):
        if draft.is_free(found) and not of_contact(draft.reading, found):
            give_responsible(draft, slot, found)
            return True
    return take_me(draft, slot)


def give_responsible(draft: Draft, slot: str, found: Found[Who]) -> None:
    """Fill a slot with a user, or leave it in doubt when several fit or none is active."""
    users = found.value.users or ()
    indices = range(found.first, found.stop)
    if len(users) == 1:
        draft.put(slot, users[0], indices)
    else:
        draft.doubt(slot, users, indices)


def take_me(draft: Draft, slot: str = "responsible", *, dative: bool = False) -> bool:
    """Fill the responsible from words for the speaker.

    Args:
        dative: «мне» counts too, as in «мне надо».
    """
    if draft.reading.norms.isdisjoint(_ME) and "мой" not in draft.reading.said:
        return False
    for index in range(len(draft.reading.tokens)):
        if _is_me(draft.reading, index, dative):
            draft.put(slot, "me", [index])
            return True
    return False


def take_contact(draft: Draft, slot: str = "contact") -> bool:
    """Fill a slot with the first person of the CRM that is still free."""
    for found in draft.reading.all("person"):
        person = draft.is_free(found) and not is_thing(draft.reading, found)
        if person and of_contact(draft.reading, found):
            draft.take(slot, found, found.value.name)
            return True
    return False


def take_apposed(draft: Draft) -> bool:
    """Fill `contact` or `company` from «клиента Вектор», «по контакту Омаров»."""
    reading = draft.reading
    for head in reading.where("contact"):
        first = head + 1
        while first < len(reading.tokens) and reading.lemmas(first) & _PASSED:
            first += 1
        if not reading.is_one(head) or first not in draft.left() or reading.cues[first]:
            continue
        naming = reading.naming
        draft.explain(range(head + 1, first))
        firm = naming.is_firm(first) or naming.is_coined(first) or naming.is_ware(first)
        if not (firm or reading.tokens[first].text[:1].isupper()):
            continue
        stop = first + 1
        while stop in draft.left() and reading.tokens[stop].text[:1].isupper():
            stop += 1
        if firm:
            draft.put("company", naming.company(first, stop, apposed=True), range(first, stop))
        else:
            draft.put("contact", naming.person(first, stop, case="nomn"), range(first, stop))
        return True
    return False


def _near_cues(reading: Reading, found: Found[Who]) -> frozenset[str]:
    after = reading.after(found.stop - 1)
    behind = reading.cues[after] if after is not None else frozenset()
    then = None if after is None else reading.after(after)
    named = any(one.first == then for one in reading.all("person"))
    if named or (then is not None and reading.norm(then) == "я"):
        behind = frozenset()  # «клиент Хабибуллин ответственный Сидоров»
    return anchor(reading, found.first) | (behind & {"responsible"})


def _is_me(reading: Reading, index: int, dative: bool) -> bool:
    norm, before = reading.norm(index), reading.norm(index - 1)
    by_me = norm in {"мной", "мною"} and before != "с"
    if by_me or (norm in ON_SPEAKER and before in {"у", "на", "за"}):
        return True
    if dative and norm == "меня" and before == "для":
        return not reading.orders & {"find", "show"}
    if norm == "мне":
        return before in {"на", "по"} or (dative and not reading.orders & {"find", "show"})
    if norm == "я":
        created = "arrive" in reading.cues[reading.after(index) or index]
        return reading.has(*_OF_ME) or created or _did(reading, index)
    return "мой" in reading.lemmas(index) and not _is_my_team(reading, index)


def _did(reading: Reading, index: int) -> bool:
    """«Сколько я продала», «сколько я вчера провёл встреч»: the speaker's own are counted."""
    near = reading.tokens[index + 1 : index + 3]
    past = any("past" in parse.grammemes for token in near for parse in token.parses[:1])
    return past and reading.has("how_many", "sum", "count", "average")


def _is_my_team(reading: Reading, index: int) -> bool:
    """«У кого из моих ребят», «задачи моего отдела»: everybody's the speaker sees."""
    named = reading.tokens[index + 1].lemmas if index + 1 < len(reading.tokens) else frozenset()
    cues = reading.cues[index + 1] if named else frozenset()
    return bool(cues & {"team", "responsible", "people_word"}) or not named.isdisjoint(_TEAM)


_PASSED = frozenset(
    {"некий", "некая", "некоего", "какой-то", "зовут", "имени", "фамилии", "-", ":"}
)
