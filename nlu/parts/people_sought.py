"""Whom a search of contacts is for: a user's contacts, or the bearer of a name."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.parts.jobs import jobs
from nlu.parts.recalled import OF_PEOPLE, is_nominal
from nlu.parts.things import is_thing
from nlu.parts.who import give_responsible, take_me
from nlu.reading import Reading, Who
from nlu.runs import runs
from nlu.smallwords import OUT_OF, TO_US
from nlu.types import Found, Kind

_JOINING = frozenset({"и", "&"})
_PARTNERS = frozenset({"партнер", "партнёр", "сын", "дочь", "брат", "компаньон", "к"})


def take_people(draft: Draft) -> None:
    """Fill `responsible` or `name`: a user owns many contacts, one contact bears a name."""
    reading = draft.reading
    head = reading.first("contact")
    many = head is None or not reading.is_one(head)
    for found in reading.all("person"):
        if not draft.is_free(found) or is_employer(reading, found):
            continue
        owner = found.value.users is not None and (many or reading.has("responsible", "own"))
        if owner and "responsible" not in draft.slots:
            give_responsible(draft, "responsible", found)
        elif "name" not in draft.slots:
            draft.take("name", found, found.value.name)
    if "responsible" not in draft.slots and "responsible" not in draft.ambiguous:
        take_me(draft)


def is_employer(reading: Reading, found: Found[Who]) -> bool:
    """«Контакт из Гелиоса»: a word firms are called by, where it is said whence somebody is."""
    if found.first - 1 in jobs(reading) and asks_job(reading):
        return reading.naming.ends_like_company(found.first) or is_thing(reading, found)
    led = reading.norm(found.first - 1) in OUT_OF and not reading.has("name")
    return led and is_thing(reading, found)


def wants(reading: Reading) -> bool:
    """Say whether somebody is asked for by «мне бы …», «нам бы …»."""
    return any(
        reading.norm(i) == "бы" and reading.norm(i - 1) in TO_US
        for i in range(1, len(reading.tokens))
    )


def take_namesake(draft: Draft) -> None:
    """Fill `name` from «свету из Аквариуса»: a plain word may be a name where a firm follows."""
    reading = draft.reading
    for index in range(len(reading.tokens) - 2):
        named = any("Name" in parse.grammemes for parse in reading.tokens[index].parses)
        firm = index + 2
        led = named and reading.norm(index + 1) == "из" and not reading.cues[index]
        if led and "name" not in draft.slots and _is_of_firm(reading, firm):
            draft.put("name", reading.naming.person(index, firm - 1), [index])


def _is_of_firm(reading: Reading, index: int) -> bool:
    naming = reading.naming
    company = any(one.first <= index < one.stop for one in reading.all("company"))
    called = naming.is_firm(index) or naming.is_coined(index)
    return company or called or reading.tokens[index].text[:1].isupper()


def take_introduced(draft: Draft) -> None:
    """Fill `name` where one is announced: «клиент по фамилии седых», «контакт пшеничных»."""
    reading = draft.reading
    for found in reading.all("person_hint"):
        before = reading.before(found.first)
        if before is None or "name" in draft.slots or not draft.is_free(found):
            continue
        one = "contact" in reading.cues[before] and reading.is_one(before)
        unchanging = found.stop - found.first == 1 and reading.norm(found.first).endswith(
            ("ых", "их")
        )
        if "name" in reading.cues[before] or (one and unchanging):
            draft.take("name", found, found.value.name)


def is_sole_surname(reading: Reading, found: Found[Who]) -> bool:
    """«Седых», «Дзюба»: a surname that never changes or is nothing else, and no word beside it."""
    one = reading.content <= {*range(found.first, found.stop)} and found.stop - found.first == 1
    unheard = (
        not reading.naming.is_known(found.first) and reading.tokens[found.first].text.istitle()
    )
    return one and (unheard or reading.norm(found.first).endswith(("ых", "их")))


def is_partnership(reading: Reading) -> bool:
    """«Орлов и партнёры», «Лидия и сыновья»: a firm is called so, and nobody."""
    return any(
        reading.norm(one.stop) in _JOINING and bool(reading.lemmas(one.stop + 1) & _PARTNERS)
        for one in reading.all("person")
    )


def names_one(draft: Draft) -> bool:
    """Say whether a capital right behind the noun is a name: «контакт Бережной»."""
    reading, head = draft.reading, draft.reading.first("contact")
    left = draft.left()
    if head is None or not left or left[0] != head + 1 or not reading.is_one(head):
        return False
    token = reading.tokens[left[0]]
    nominative = any({"nomn", "sing"} <= parse.grammemes for parse in token.parses)
    return (nominative or token.kind is Kind.LATIN) and token.text[:1].isupper()


def take_name_left(draft: Draft) -> None:
    """Fill `name` with the first words nothing else explains, where somebody is sought."""
    run = next(iter(runs(draft.left())), None)
    if run is None or "name" in draft.slots or not is_nominal(draft.reading, run.start):
        return
    head = draft.reading.first("contact")
    capital = draft.reading.tokens[run.start].text[:1].isupper()
    sought = draft.reading.has("find", "show", "which", "who", "exists") or capital
    if not sought and (head is None or run.start < head):
        return
    draft.put("name", draft.reading.naming.person(run.start, run.stop), run)
    draft.strength *= 0.9


def asks_job(reading: Reading) -> bool:
    """Say whether somebody is told by what he is: «как зовут директора Вегатранса»."""
    called = any(reading.lemmas(i) & {"звать", *OF_PEOPLE} for i in reading.where("name"))
    return called and bool(jobs(reading))


def is_certain(draft: Draft) -> bool:
    """Say whether nothing but people is asked so: «напомни клиента, Петренко»."""
    reading, named = draft.reading, "name" in draft.slots
    recalled = named and reading.orders == {"tell"} and reading.has("contact")
    return recalled or (asks_job(reading) and "company" in draft.slots)


def asks_whose(reading: Reading) -> bool:
    """Say whether it is asked whose clients somebody is: «чьи это клиенты — «Орион»»."""
    whose = (i for i in reading.where("who") if "чей" in reading.lemmas(i))
    heads = {*reading.where("contact")}
    return any(heads & {i + 1, i + 2} for i in whose)
