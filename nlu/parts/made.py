"""What is to be made: the verb of making and the noun that goes with it."""

from __future__ import annotations

from nlu.reading import Reading

_NOUNS = frozenset({"deal", "contact", "company", "face"})


def is_new(reading: Reading) -> bool:
    """Say whether something is to be made: «создай», «новая сделка», «надо завести»."""
    if any(
        "create" in reading.cues[i] and _creates(reading, i) for i in range(len(reading.tokens))
    ):
        return True
    return _names_new(reading) or _is_lacking(reading)


def _names_new(reading: Reading) -> bool:
    """«Новая сделка: …» — not «новая фирма это риск», «новый клиент ругается»."""
    for index in range(len(reading.tokens)):
        if "новый" not in reading.lemmas(index):
            continue
        for near in _around(reading, index):
            named = near is not None and reading.cues[near] & _NOUNS and reading.is_one(near)
            if named and near is not None and not _is_spoken_of(reading, max(near, index)):
                return True
    return False


def _is_spoken_of(reading: Reading, index: int) -> bool:
    """Something is said of the new thing: a verb in its clause, or «это» and a small word."""
    if any(map(reading.all, ("phone", "email"))):
        return False
    clause = next((one for one in reading.clauses if index in one), range(0))
    follower = reading.after(index)
    defined = reading.norm(index + 1) == "это" or reading.norm(index + 2) == "это"
    noun = reading.after(follower) if defined and follower is not None else None
    small = noun is not None and reading.tokens[noun].text.islower()
    return small or any(_is_verb(reading, i) for i in clause)


def _is_verb(reading: Reading, index: int) -> bool:
    """A finite verb, but «зовут», «хочу» and an order, which make what is new."""
    likeliest = reading.tokens[index].parses[:1]
    finite = any(p.pos == "VERB" and not p.grammemes & {"impr", "1per"} for p in likeliest)
    return finite and not reading.cues[index] & {"name", "want"}


def _is_lacking(reading: Reading) -> bool:
    """«Нужна организация в базе: АО …»."""
    return any(
        "base" in reading.cues[index]
        and reading.norm(index - 1) in {"в", "во"}
        and reading.cues[index - 2] & _NOUNS
        and "want" in reading.cues[index - 3]
        for index in range(3, len(reading.tokens))
    )


def _around(reading: Reading, index: int) -> tuple[int | None, ...]:
    """«Новая сделка», «сделку новую», «новое контактное лицо»: the noun may stand a word away."""
    follower = reading.after(index)
    before = reading.before(index)
    while before is not None and "want" in reading.cues[before]:
        before = reading.before(before)
    return (follower, None if follower is None else reading.after(follower), before)


def makes(reading: Reading, *nouns: str) -> bool:
    """Say whether one of the nouns stands right behind the verb of making («…, заведи контакт»)."""
    for index in reading.where("create"):
        follower = reading.after(index)
        while follower is not None and (
            (follower in reading.fillers and not _is_preposition(reading, follower))
            or "new" in reading.cues[follower]
            or ("card" in reading.cues[follower] and not reading.cues[follower] & set(nouns))
        ):
            follower = reading.after(follower)
        made = follower is not None and reading.cues[follower] & set(nouns)
        if made and reading.is_command(index):
            return True
    return False


def _creates(reading: Reading, index: int) -> bool:
    """An order, or an infinitive after «надо», «хочу», «можно» — not a task's own infinitive."""
    follower = reading.after(index)
    shown = "открыть" in reading.lemmas(index) and follower is not None
    told = bool(reading.all("phone") or reading.all("email"))
    opened = {"card"} if told else {"card", "contact"}
    if shown and reading.cues[follower or 0] & opened:
        return False
    if reading.is_order(index):
        return True
    return reading.is_command(index) and not reading.all("date")


def _is_preposition(reading: Reading, index: int) -> bool:
    parses = reading.tokens[index].parses
    return bool(parses) and parses[0].pos == "PREP"
