"""Questions about what the speaker is to do: «кому мне завтра звонить», «что я должна успеть»."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.once import once
from nlu.parts.likeliest import traits
from nlu.parts.task_signs import asks
from nlu.reading import Reading

_LEFT = frozenset({"остаться", "оставаться"})
_SPEAKER = frozenset({"я", "мне"})
_AT_ME = ("у", "меня")
_SOMETHING = frozenset({"что-нибудь", "что-то", "чего-нибудь"})
_THERE = ("exists", "hang", "planned", "put")
_DUTY = frozenset({"must", "want"})
_ORDERS = frozenset({"put", "remind", "find", "show", "complete", "reschedule", "attach"})
_DOING = frozenset({"делать", "сделать", "успеть", "закрыть", "доделать", "выполнить", "заняться"})
_WHOM = frozenset({"кто", "кому", "кого", "кем"})
_OTHERS = ("deal", "contact", "company", "note", "phone", "email", "how_many", "top", "best")
_GOING = frozenset({"ехать", "поехать", "выезжать", "выехать", "подъехать", "заехать", "съездить"})


def asks_own_plans(reading: Reading) -> bool:
    """Say whether it is asked whom the speaker is to call, where to go, what to do on a day."""
    if not reading.all("date") or reading.orders & _ORDERS:
        return False
    if is_anything_there(reading):
        return True
    asked = asks(reading) and reading.has("who", "what", "where")
    if not asked or _speaker(reading) is None:
        return False
    return any(_is_to_do(reading, index) for index in range(len(reading.tokens)))


def asks_what_is_left(reading: Reading) -> bool:
    """Say whether undone work is asked for: «что осталось сделать», «что я ещё не закрыл»."""
    first = min(reading.content, default=0)
    if not reading.has("what") or reading.orders or reading.norm(first) == "не":
        return False
    passed = {i for one in (*reading.users, *reading.all("id")) for i in range(one.first, one.stop)}
    passed |= {
        i for i in reading.content if reading.cues[i] == {"deal"} or "этот" in reading.lemmas(i)
    }
    said = [i for i in sorted(reading.content - reading.figures - passed)]
    left = [i for i in said if reading.lemmas(i) & _LEFT or _is_undone(reading, i)]
    deeds = [i for i in said if reading.lemmas(i) & _DOING]
    duty = bool(deeds) and reading.has(*_DUTY)
    known = {*left, *deeds, *reading.where("what", *_DUTY), *_speakers(reading)}
    return (bool(left) or duty) and known.issuperset(said)


def explain_left(draft: Draft) -> Draft:
    """Account for what says that work is undone, and fill `status` where it is denied."""
    reading = draft.reading
    undone = [i for i in range(len(reading.tokens)) if _is_undone(reading, i)]
    if undone:
        draft.put("status", "open", [undone[0] - 1, undone[0]])
    elif draft.slots.get("status") == "done":
        del draft.slots["status"], draft.places["status"]
    draft.explain(range(len(reading.tokens)))
    return draft


def _is_undone(reading: Reading, index: int) -> bool:
    """«Не сделано», «не закрыл»: a finished verb denied."""
    done = bool(reading.cues[index] & {"complete", "state_done"} or reading.lemmas(index) & _DOING)
    return done and reading.norm(index - 1) == "не" and "INFN" not in traits(reading, index)


def _speakers(reading: Reading) -> list[int]:
    return [i for i, t in enumerate(reading.tokens) if t.norm in {*_SPEAKER, *_AT_ME}]


def asks_whom_to_call(reading: Reading) -> bool:
    """Say whether calls or meetings to come are asked for: «кому звонить», «кто ждёт звонка»."""
    if reading.norms.isdisjoint(_WHOM) or not reading.has("call", "meeting"):
        return False
    if reading.has(*_OTHERS) or reading.orders & _ORDERS or reading.all("stage"):
        return False
    opening = next((i for i in sorted(reading.content) if reading.cues[i]), 0)
    if reading.norm(opening) not in _WHOM:
        return False
    acts = reading.where("call", "meeting")
    to_do = any(p.pos == "INFN" for i in acts for p in reading.tokens[i].parses[:1])
    noun = any(p.pos == "NOUN" for i in acts for p in reading.tokens[i].parses)
    return to_do or (noun and any("ждать" in token.lemmas for token in reading.tokens))


def explain_waiting(draft: Draft) -> Draft:
    """Account for «ждёт», and for who is asked about."""
    tokens = draft.reading.tokens
    draft.explain(i for i, t in enumerate(tokens) if "ждать" in t.lemmas or t.norm in _WHOM)
    return draft


def take_speaker(draft: Draft) -> bool:
    """Fill `responsible` with the one who asks what is to be done."""
    speaker = _speaker(draft.reading)
    if speaker is None or "responsible" in draft.slots:
        return False
    draft.put("responsible", "me", [speaker])
    return True


def explain_duty(draft: Draft) -> None:
    """Account for the verb that says what is to be done, and for «должен»."""
    reading = draft.reading
    draft.explain(i for i in range(len(reading.tokens)) if _is_to_do(reading, i))
    draft.explain_cues(*_DUTY)


@once
def is_anything_there(reading: Reading) -> bool:
    """«У меня завтра что-нибудь есть?», «на послезавтра у Тимура что-то стоит?»."""
    if _SOMETHING.isdisjoint(reading.norms) or not reading.has(*_THERE):
        return False
    norms = [token.norm for token in reading.tokens]
    own = tuple(norms[:2]) == _AT_ME or tuple(norms[1:3]) == _AT_ME
    passed = {i for i, norm in enumerate(norms) if norm in _SOMETHING} | reading.figures
    at_users = (one for one in reading.users if reading.norm(one.first - 1) == "у")
    passed |= {i for one in at_users for i in range(one.first, one.stop)}
    own = own or all(reading.cues[i] & {*_THERE} for i in reading.content - passed)
    return own and not reading.has("deal", "contact", "company", "note")


def _speaker(reading: Reading) -> int | None:
    return next((i for i, t in enumerate(reading.tokens) if t.norm in _SPEAKER), None)


def _is_to_do(reading: Reading, index: int) -> bool:
    """An infinitive, or what the speaker says of the present: «кому звоню»."""
    parses = reading.tokens[index].parses[:1]
    own = any({"1per", "sing"} <= p.grammemes and p.pos == "VERB" for p in parses)
    if not own and not any(parse.pos == "INFN" for parse in parses):
        return False
    lemmas = reading.lemmas(index)
    going = any("куда" in token.lemmas for token in reading.tokens)
    return reading.has("who") or bool(lemmas & _DOING) or (going and bool(lemmas & _GOING))
