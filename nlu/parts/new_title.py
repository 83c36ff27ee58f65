"""A deal's new name: «назови сделку «…»», «переименуй в …», «исправь название на …»."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.once import once
from nlu.parts.clauses import orders
from nlu.parts.likeliest import traits
from nlu.parts.record import take_bare_id
from nlu.parts.renamed import name_ends
from nlu.parts.words import after_mark, give_text, rest
from nlu.reading import Reading

_CALLING = frozenset({"назвать", "называть", "обозвать", "обзывать"})
_INTO = frozenset({"в"})
_HER = frozenset({"ее", "эту", "этот", "его", "данную"})
_NEAR = 2
_PAIR = 2
_GIVING = frozenset({"дать", "давать", "присвоить", "присваивать"})
_TITLE = frozenset({"название", "наименование"})


def is_renamed_here(reading: Reading) -> bool:
    """Say whether the deal at hand is renamed: «переименуй: …», «5015 назови …»."""
    card = reading.request.context.entity
    known = (card is not None and card[0] == "leads") or _opens_with_number(reading)
    if not known or _names_party(reading):
        return False
    return "rename" in reading.orders or _titles(reading) or reading.has("called")


@once
def _opens_with_number(reading: Reading) -> bool:
    """«5015 назови …», «5067 теперь называется …»: a deal's number and nothing else before."""
    numbered = Draft(reading)
    verb = reading.first("rename", "called")
    if verb is None or not take_bare_id(numbered):
        return False
    before = {i for i in reading.content if i < verb}
    return bool(before) and before <= numbered.explained


def _names_party(reading: Reading) -> bool:
    """«Переименуй клиента в …», «название компании»: a party named before its new name begins."""
    parties = reading.where("contact", "company")
    verb = next((i for i in reading.where("rename") if reading.is_command(i)), None)
    if verb is None or not parties:
        return bool(parties)
    led = next((i for i in range(verb, len(reading.tokens)) if reading.norm(i) in _INTO), None)
    clause = next((one for one in reading.clauses if verb in one), range(len(reading.tokens)))
    return any(i in clause and (led is None or i < led) for i in parties)


def take_called(draft: Draft) -> None:
    """Fill `set_name` from «назови сделку «…»»: one quoted name is the new one."""
    reading, quotes = draft.reading, draft.reading.all("quote")
    if _is_instead(reading):
        draft.take("set_name", quotes[1], quotes[1].value)
        draft.explain(range(quotes[0].first - 1, quotes[1].first))
        return
    ordered = (i for i in reading.where("rename") if reading.is_order(i))
    verb = next(ordered, None)
    if verb is None or len(quotes) != 1:
        return
    led = reading.norm(quotes[0].first - 1) == "в"
    here = is_renamed_here(reading) and not led
    if (reading.lemmas(verb) & _CALLING or here) and quotes[0].first > verb:
        draft.take("set_name", quotes[0], quotes[0].value)


def _is_instead(reading: Reading) -> bool:
    """«Переименуй: вместо «Заявка» пусть будет «Окна»»: the old name, then the new one."""
    quotes = reading.all("quote")
    pair = len(quotes) == _PAIR and reading.norm(quotes[0].first - 1) == "вместо"
    return pair and (reading.has("rename") or _titles(reading))


def _titles(reading: Reading) -> bool:
    return any(reading.lemmas(i) & _TITLE for i in reading.where("name"))


@once
def gives_name(reading: Reading) -> bool:
    """Say whether a deal is given a name: «дай сделке 5010 имя «…»», «присвой ей название …»."""
    given = any(
        reading.lemmas(i) & _GIVING and reading.is_order(i) for i in range(len(reading.tokens))
    )
    return given and reading.has("name") and (reading.has("deal") or is_renamed_here(reading))


def take_led_title(draft: Draft) -> None:
    """Fill `set_name` with all that stands behind «в» of «переименуй … в Ремонт у Сидорова».

    People, stages and sums there are words of the name.
    """
    reading = draft.reading
    verb = next((i for i in reading.where("rename") if reading.is_command(i)), None)
    if "set_name" in draft.slots or not _is_of_lead(reading):
        return
    start = _behind_title(reading) if verb is None else _led_from(reading, verb)
    if start is None or start >= len(reading.tokens) or reading.tokens[start].text == '"':
        return
    title = range(start, name_ends(reading, start))
    if any(reading.is_word(i) for i in title):
        draft.put("set_name", reading.text_of(title.start, title.stop), title)
        behind = (one for one in reading.clauses if one.start >= title.stop)
        draft.explain(i for one in behind if not orders(reading, one) for i in one)


def _behind_title(reading: Reading) -> int | None:
    """«Поменяй название (сделки) на …»."""
    if "change" not in reading.orders or after_mark(reading) is not None:
        return None
    noun = next((i for i in reading.where("name") if reading.lemmas(i) & _TITLE), None)
    behind = range(noun or 0, len(reading.tokens)) if noun is not None else range(0)
    return next((i + 1 for i in behind if reading.norm(i) == "на"), None)


def _is_of_lead(reading: Reading) -> bool:
    if reading.has("deal"):
        return not reading.has("contact", "company")
    return is_renamed_here(reading)


def _led_from(reading: Reading, verb: int) -> int | None:
    """Behind «в», or behind «назови её», «переименуй на»; the first «в» may be of the old name."""
    direct = verb + 1
    while reading.norm(direct) in _HER or (
        direct < len(reading.tokens) and "deal" in reading.cues[direct]
    ):
        direct += 1
    how = direct
    while how < len(reading.tokens) and "ADVB" in traits(reading, how):
        how += 1
    if reading.norm(how) == ":":  # «назови сделку нормально: …»
        return how + 1
    near = reading.norm(direct) == "на" and direct <= verb + _NEAR
    if reading.norm(direct) in _INTO or near:
        return direct + 1
    if reading.lemmas(verb) & _CALLING and (direct > verb + 1 or _opens_with_number(reading)):
        return direct
    behind = [i + 1 for i in range(direct, len(reading.tokens) - 1) if reading.norm(i) in _INTO]
    straight = (i for i in behind if _may_begin(reading, i))
    return next(straight, next(iter(behind), None))


def _may_begin(reading: Reading, index: int) -> bool:
    """A name stands in the nominative: «… в Казани в Окна»."""
    parses = reading.tokens[index].parses
    return not parses or any("nomn" in p.grammemes or p.pos == "None" for p in parses)


def take_new_title(draft: Draft, frame: tuple[str, ...]) -> None:
    """Fill `set_name` from quotes, or from the words behind what leads a new name in.

    Args:
        frame: the cues of the words around it.
    """
    if "set_name" in draft.slots:
        return
    for found in draft.reading.all("quote"):
        if draft.is_free(found):
            draft.take("set_name", found, found.value)
            return
    border = _new_name_starts(draft.reading)
    draft.explain_cues(*frame)
    give_text(draft, "set_name", rest(draft, 0 if border is None else border + 1))


def _new_name_starts(reading: Reading) -> int | None:
    """Return where a new name is led in: «:», «в» of «переименуй … в», «на» of «название … на»."""
    colon = after_mark(reading)
    if colon is not None:
        return colon - 1
    start = reading.first("rename", "called", "name") or 0
    renamed = reading.has("rename")
    leading = {"в"} if renamed else {"на"}
    words = (i for i in range(start, len(reading.tokens)) if reading.norm(i) in leading)
    return next(words, reading.first("called"))
