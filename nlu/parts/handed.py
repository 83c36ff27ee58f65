"""Whom a deal is handed to, and who gives it up: «забери у Орлова, отдай мне»."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.draft import Draft
from nlu.once import once
from nlu.parts.clauses import is_away, is_beside
from nlu.parts.likeliest import traits
from nlu.parts.news import tells_own
from nlu.parts.who import give_responsible
from nlu.reading import Reading, Who
from nlu.types import Found

_TAKING_OFF = frozenset({"снять", "снимать", "убрать"})
_SETTING = ("assign", "change", "put", "now", "let")
_SWAPPING = frozenset({"сменить", "поменять", "заменить", "менять", "сменять", "заменять"})
_PAIR = 2
_ME = frozenset({"меня", "себя", "себе", "я", "мне"})


def take_handed(draft: Draft) -> None:
    """Fill `set_responsible` with the user, or the speaker, a deal is handed to."""
    kept = _keeping_clause(draft.reading)
    if "set_responsible" in draft.ambiguous:
        return
    for found in draft.reading.all("person"):
        given_up = _gives_up(draft.reading, found.first) or (kept and found.first not in kept)
        given_up = given_up or (found.value.users is not None and _leaves(draft, found.first))
        if draft.is_free(found) and found.value.users is not None and not given_up:
            give_responsible(draft, "set_responsible", found)
            _explain_matters(draft, found.first)
            explain_giver(draft)
            return
    for index in range(len(draft.reading.tokens)):
        if _is_had_by_me(draft, index):
            draft.explain([index])
        elif draft.reading.norm(index) in _ME and not tells_own(draft.reading, index):
            draft.put("set_responsible", "me", [index])
            explain_giver(draft)
            aside = (one for one in draft.reading.clauses if kept and one != kept)
            draft.explain(i for one in aside if _is_why(draft.reading, one) for i in one)
            return


def _is_had_by_me(draft: Draft, index: int) -> bool:
    """«Сделка у меня сорвалась»: whose it has been all along; «теперь у меня» is news."""
    reading = draft.reading
    at_me = (reading.norm(index - 1), reading.norm(index)) == ("у", "меня")
    return at_me and "set_stage" in draft.slots and not reading.has("now")


def _leaves(draft: Draft, user: int) -> bool:
    """«Петя с завтра в отпуске, пусть 5012 ведёт Орлов»: who is away keeps nothing."""
    reading = draft.reading
    clause = reading.clause_of(user)
    others = any(one.first not in clause for one in reading.users)
    away = others and is_away(reading, clause) and not reading.orders & {*_SETTING}
    if away:
        draft.explain(clause)
    return away


def _keeping_clause(reading: Reading) -> range:
    """Return the clause of «беру сделку на себя, Орлов заболел», where nobody else gets it."""
    for index in range(len(reading.tokens)):
        clause = reading.clause_of(index)
        if _is_to_me(reading, index, clause) and not tells_own(reading, index):
            return clause
    return range(0)


def _is_to_me(reading: Reading, index: int, clause: range) -> bool:
    """«Себе», «на меня»; «мне» where it is ordered to be given: «мне сделку отдай»."""
    norm, led = reading.norm(index), reading.norm(index - 1)
    given = any("assign" in reading.cues[i] and reading.is_order(i) for i in clause)
    own = norm in {"себе", "себя"} and led != "с"
    return own or (norm == "меня" and led == "на") or (norm == "мне" and given)


def _is_why(reading: Reading, clause: range) -> bool:
    """«…, Орлов заболел», «…, Пётр в отпуске»."""
    return is_beside(reading, clause) or is_away(reading, clause)


def is_relieved(reading: Reading) -> bool:
    """Say whether one user follows another: «поменяй ответственного с Орлова на Сидорова»."""
    users = reading.users
    return reading.has("responsible") and any(_gives_up(reading, one.first) for one in users)


@once
def swaps_users(reading: Reading) -> bool:
    """«Смени Кузнецова на Волкову», «вместо Свободина поставь Смирнову»: users alone are named."""
    users, people = reading.users, reading.all("person")
    if len(users) != _PAIR or len(people) != _PAIR or reading.has("contact", "company", "task"):
        return False
    old, new = users
    aimed = reading.norm(new.first - 1) == "на" and reading.norm(old.first - 1) != "с"
    swapped = aimed and reading.is_order(old.first - 1)
    swapped = swapped and bool(reading.lemmas(old.first - 1) & _SWAPPING)
    put = bool(reading.orders & {*_SETTING}) or reading.has("now")
    instead = reading.norm(old.first - 1) == "вместо" and put
    return swapped or instead


def take_stranger(draft: Draft) -> None:
    """Leave `set_responsible` in doubt where who shall be responsible is no user."""
    found = stranger(draft.reading)
    if found is not None and draft.is_free(found):
        draft.doubt("set_responsible", (), range(found.first, found.stop))
        draft.explain_cues("responsible")


@once
def stranger(reading: Reading) -> Found[Who] | None:
    """Return who shall be responsible and is no user: «ответственным поставь Кима», «… на Пака»."""
    people = (*reading.all("person"), *reading.all("person_hint"))
    heads = reading.where("responsible") if reading.has(*_SETTING) or len(people) == 1 else []
    if not heads or any(one.value.users is not None for one in people):
        return None
    return next((one for one in people if _shall_keep(reading, heads, one)), None)


def _shall_keep(reading: Reading, heads: Sequence[int], person: Found[Who]) -> bool:
    """«Ответственным (теперь, поставь) …» right before, or «ответственного … на …»."""
    if reading.norm(person.first - 1) == "на" and reading.has("assign", "change"):
        return heads[0] < person.first
    head = person.first - 1
    while head >= 0 and (head in reading.fillers or reading.cues[head] & {*_SETTING}):
        if "responsible" in reading.cues[head]:
            break
        head -= 1
    cases = {"accs", "gent"} if "ablt" in traits(reading, max(head, 0)) else {"nomn"}
    said = {person.value.case, *traits(reading, person.first)}
    whole = reading.tokens[person.first].text[:1].isupper() or person.value.sure
    return head in heads and whole and not cases.isdisjoint(said)


def keeps_company(reading: Reading) -> bool:
    """Say whether it is a company's keeper that is named: «ответственным за компанию поставь …»."""
    return any(
        "responsible" in reading.cues_at(i - 1 - (reading.norm(i - 1) in {"у", "за", "по"}))
        for i in reading.where("company")
        if i
    )


def _gives_up(reading: Reading, user: int) -> bool:
    """«У Орлова», «с Орлова на Сидорова», «сними с Орлова и отдай …»."""
    led = reading.norm(user - 1)
    if swaps_users(reading):
        return user == reading.users[0].first
    aimed = any(
        one.first > user and reading.norm(one.first - 1) == "на" for one in reading.all("person")
    )
    taken = any(
        reading.lemmas(i) & _TAKING_OFF and reading.is_order(i) for i in reading.clause_of(user)
    )
    return led in {"у", "от"} or (led == "с" and (aimed or taken))


def _explain_matters(draft: Draft, user: int) -> None:
    """«Все вопросы по 5177 теперь к Алексею»."""
    if draft.reading.norm(user - 1) == "к":
        draft.explain(i for i in range(user) if "вопрос" in draft.reading.lemmas(i))


def explain_giver(draft: Draft) -> None:
    """Account for whose the deal was: «забери у Орлова, отдай мне» needs no slot for it."""
    for found in draft.reading.all("person"):
        if _gives_up(draft.reading, found.first) and draft.is_free(found):
            draft.mark("giver", range(found.first - 1, found.stop))
