"""What happened, told before the order: «клиент подписал, ставь …», «Ромашка дозрела, двигай …»."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.once import once
from nlu.parts.clauses import tells, told_before
from nlu.parts.company_inside import company_runs
from nlu.parts.deal_named import named_deal
from nlu.parts.likeliest import traits
from nlu.parts.party import is_somebody
from nlu.parts.record import take_company_before
from nlu.parts.taken_over import is_taken_over
from nlu.parts.title import give_title, title_at
from nlu.reading import Reading, Who
from nlu.smallwords import HIM, OF_PARTY, SPOKEN_OF
from nlu.types import Found, Kind

_ACTING = frozenset({"VERB", "ADJS"})
_PROPER = frozenset({"Geox", "Orgn", "Trad"})
_BUYING = frozenset(
    {"дозреть", "созреть", "оплатить", "купить", "согласиться", "согласный", "соскочить"}
)


def take_news(draft: Draft) -> None:
    """Fill `contact` or `company` with whom the news is of, and account for all of it.

    What the news names is no part of the change that is ordered: only its figures stay free.
    """
    reading, told = draft.reading, told_before(draft.reading)
    if not told or _is_ordered_itself(reading, max(told) + 1):
        return
    if not draft.slots.keys() & {"this", "lead_id", "lead", "contact", "company"}:
        _take_party(draft, told)
    kept = reading.figures | _only_place(reading, told)
    draft.places["news"] = set(told) - kept - set().union(*draft.places.values())
    draft.explain(told)


def tells_own(reading: Reading, index: int) -> bool:
    """Say whether «я» is of what the speaker did («я всё выслала»), not of who is responsible."""
    return reading.norm(index) == "я" and bool(_own(reading, index))


def explain_own(draft: Draft) -> None:
    """Account for what the speaker did: «…, я с ними договорилась»."""
    if "я" not in draft.reading.norms:
        return
    for index in range(len(draft.reading.tokens)):
        if draft.reading.norm(index) == "я":
            draft.explain(_own(draft.reading, index))


def _own(reading: Reading, index: int) -> range:
    """From «я» on, with a past verb or «не успеваю»."""
    clause = next((one for one in reading.clauses if index in one), range(index, index + 1))
    for verb in range(index + 1, clause.stop):
        parses = reading.tokens[verb].parses[:1]
        past = any(parse.pos == "VERB" and "past" in parse.grammemes for parse in parses)
        ours = any("1per" in parse.grammemes for parse in parses)
        ours = ours and reading.norm(verb - 1) == "не"
        if (past or ours) and "own" not in reading.cues[verb]:
            return range(index, clause.stop)
    return range(0)


def _is_ordered_itself(reading: Reading, first: int) -> bool:
    """«Ведёт Волкова, поменяй (ответственного)»: the order has its meaning in what was told."""
    behind = [i for i in reading.content if i >= first]
    kept = reading.where("own", "assign", "let")
    if not reading.orders and is_taken_over(reading) and all(i < first for i in kept):
        return True
    if not reading.orders and named_deal(reading) is not None:
        return True
    places = (*reading.all("stage"), *reading.all("pipeline"))
    lost = any("losing" in reading.cues[i] for i in range(first))
    lost = lost or any("lose" in reading.cues[i] for i in behind)
    if lost or any(one.first >= first for one in places):
        return False
    users = reading.users
    named = any(one.first < first for one in users)
    return all(
        (reading.cues[i] and reading.is_order(i)) or (named and "responsible" in reading.cues[i])
        for i in behind
    )


def _take_party(draft: Draft, told: frozenset[int]) -> None:
    """«Тимохина взяла паузу»: a person; «Ромашка дозрела»: what did it is a company."""
    reading = draft.reading
    for found in reading.all("person"):
        if found.first in told and draft.is_free(found) and _is_party(reading, found):
            draft.take("contact", found, found.value.name)
            return
    lost = played_for(reading)
    if lost:
        draft.put("lead", reading.text_of(lost.start, lost.stop), lost)
        return
    telling = [i for i in sorted(told) if tells(reading, i)]
    verb = next((i for i in telling if reading.naming.is_known(i)), next(iter(telling), 0))
    if _take_titled(draft, verb) or take_company_before(draft, verb):
        return
    if _take_receiver(draft, told):
        return
    first = min(told & reading.content, default=None)
    if first is not None and first < verb and _is_subject(reading, first, verb):
        stop = first + 1
        while stop < verb and _goes_on(reading, stop):
            stop += 1
        if _is_his(reading, first, stop):
            draft.put("contact", reading.text_of(first, stop), range(first, stop))
        else:
            draft.put("company", _subject_name(reading, first, stop), range(first, stop))


@once
def played_for(reading: Reading) -> range:
    """Return what a deal is called by: «проиграли тендер на металлопрокат, закрывай»."""
    told = told_before(reading)
    for verb in reading.where("state_won", "state_lost"):
        first = verb + 1
        if verb not in told or not traits(reading, verb) >= {"VERB", "past"}:
            continue
        clause = reading.clause_of(verb)
        straight = first in clause and any(
            parse.pos == "NOUN" and "accs" in parse.grammemes
            for parse in reading.tokens[first].parses
        )
        known = reading.cues[first] or reading.figures.intersection(range(first, clause.stop))
        if straight and reading.norm(first + 1) == "на" and not known:
            return range(first, clause.stop)
    return range(0)


def _subject_name(reading: Reading, first: int, stop: int) -> str:
    """A made-up name of many («Евроокна молчат») is in the nominative as it stands."""
    parses = [p for p in reading.tokens[first].parses if "nomn" in p.grammemes]
    many = bool(parses) and all("plur" in parse.grammemes for parse in parses)
    if many and stop == first + 1 and not reading.naming.is_known(first):
        text = reading.text_of(first, stop)
        return text[:1].upper() + text[1:]
    return reading.naming.company(first, stop)


def _take_receiver(draft: Draft, told: frozenset[int]) -> bool:
    """«Вектору счёт отправили», «КП в Тагмет ушло»: a firm something was sent to."""
    reading = draft.reading
    inside = [i for i in sorted(told) if not reading.cues[i]]
    opening = next((i for i in inside if i in reading.content), None)
    given = opening is not None and traits(reading, opening) >= {"NOUN", "datv"}
    if given and opening is not None and reading.naming.is_firm(opening):
        draft.put("company", reading.naming.company(opening, opening + 1), [opening])
        return True
    run = next(iter(company_runs(reading, inside)), None)
    if run is not None:
        draft.put("company", reading.naming.company(run.start, run.stop), run)
    return run is not None


def _is_his(reading: Reading, first: int, stop: int) -> bool:
    """«Дзюба перезвонил, его сделку верни»: a surname no dictionary has, and no firm's name."""
    back = any(reading.norm(i) in HIM for i in range(stop, len(reading.tokens)))
    return back and stop == first + 1 and is_somebody(reading, first)


def _take_titled(draft: Draft, verb: int) -> bool:
    """«По сделке Ангар Рязань согласовали скидку»: the name ends where the verb begins."""
    for head in draft.reading.where("deal"):
        title = title_at(draft, head + 1)
        title = range(title.start, min(title.stop, verb))
        if head < verb and any(index in draft.reading.content for index in title):
            give_title(draft, "lead", title)
            draft.explain([head])
            return True
    return False


def _is_party(reading: Reading, found: Found[Who]) -> bool:
    """A user may be told of too («Кузнецов уволился»); «его сделку» makes a client of him.

    So does what only clients do («Ким дозрел»), and «клиент» beside the name.
    """
    back = any(reading.norm(i) in SPOKEN_OF for i in range(found.stop, len(reading.tokens)))
    beside = range(found.first - 1, min(found.stop + 2, len(reading.tokens)))
    bought = any(i >= found.stop and reading.lemmas(i) & _BUYING for i in beside)
    called = any(i >= 0 and "contact" in reading.cues[i] for i in beside)
    if bought or called:
        return True
    return found.value.users is None or (back and reading.norm(found.first - 1) in OF_PARTY)


def _is_subject(reading: Reading, index: int, verb: int) -> bool:
    """A noun in the nominative that means nothing else here, or a word with a capital.

    One the dictionary has does what only people do: «Ромашка дозрела», not «оплата пришла».
    """
    token = reading.tokens[index]
    if reading.cues[index] or index in reading.figures:
        return False
    made_up = reading.naming.is_coined(index)  # «Евроокна молчат»
    noun = any(
        parse.pos == "NOUN" and "nomn" in parse.grammemes and (made_up or "sing" in parse.grammemes)
        for parse in token.parses[:2]
    )
    proper = any(parse.grammemes & _PROPER for parse in token.parses[:1])
    named = proper or reading.naming.is_firm(index)
    acts = not reading.naming.is_known(index) or (named and _acts_alone(reading, verb))
    return (noun and acts) or token.kind is Kind.LATIN or (index > 0 and token.text[:1].isupper())


def _acts_alone(reading: Reading, verb: int) -> bool:
    """«Созрела», «согласен» — not «подписали» of nobody, nor «подписан» of a thing."""
    parses = reading.tokens[verb].parses[:2]
    one = any(parse.pos in _ACTING and "sing" in parse.grammemes for parse in parses)
    return one and "acting" in reading.cues[verb]


def _goes_on(reading: Reading, index: int) -> bool:
    capital = reading.tokens[index].text[:1].isupper()
    return capital or (reading.tokens[index].glued and reading.is_word(index))


def _only_place(reading: Reading, told: frozenset[int]) -> frozenset[int]:
    """A stage or pipeline said in the news alone is the one to be set."""
    places = (*reading.all("stage"), *reading.all("pipeline"))
    said = {*(found.first for found in places), *reading.where("state_won", "state_lost")}
    if not said <= told or _sets_other(reading, told):
        return frozenset()
    return frozenset(i for found in places for i in range(found.first, found.stop))


def _sets_other(reading: Reading, told: frozenset[int]) -> bool:
    """«По деньгам договорились, обнови бюджет»: the order itself names what it sets."""
    fields = reading.where("budget", "name", "rename")
    return any(i not in told for i in fields) and not any(
        _only_moves(reading, clause) for clause in reading.clauses
    )


def _only_moves(reading: Reading, clause: range) -> bool:
    """«…, бюджет 1 млн, двигай»: it goes where it has been told to be."""
    said = [i for i in clause if i in reading.content]
    return bool(said) and all(
        reading.is_order(i) and reading.cues[i] & {"move", "reschedule"} for i in said
    )
