"""Whose phone, address or keeper is changed, a firm named by its word: «Вектору поменяй почту»."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.parts.things import is_firm
from nlu.reading import Reading
from nlu.types import Kind

_DATIVE = ("у", "ю", "е", "и")


def take_owner(draft: Draft) -> bool:
    """«Вектору поменяй почту …», «смени почту вектора …», «Вектор: новая почта …»."""
    reading = draft.reading
    given = any(map(reading.all, ("phone", "email"))) or reading.has("responsible")
    hints = {i for one in reading.all("person_hint") for i in range(one.first, one.stop)}
    for index in range(len(reading.tokens)) if given else ():
        if _may_be_firm(reading, index) and _is_owner(reading, index) and hints <= {index}:
            draft.put("company", reading.naming.company(index, index + 1), [index])
            return True
    return False


def _may_be_firm(reading: Reading, index: int) -> bool:
    """«Ромашка», «Стройгарант», «Промснаб»: a firm's word, or one made up as firms' names are."""
    naming = reading.naming
    made = naming.ends_like_company(index) or naming.is_prefixed(index) or naming.is_coined(index)
    written = reading.tokens[index].kind is Kind.WORD and not reading.cues[index]
    return written and (made or is_firm(reading, index))


def _is_owner(reading: Reading, index: int) -> bool:
    """In the dative, behind «у» or the field, or ahead of it all."""
    cases = {case for parse in reading.tokens[index].parses for case in parse.grammemes}
    before = reading.cues[index - 1] if index else frozenset()
    owned = bool(before & {"phone", "email", "responsible"})
    owned = owned and ("gent" in cases or not reading.naming.is_known(index))
    given = "datv" in cases or not reading.naming.is_known(index)
    given = (
        given
        and reading.norm(index).endswith(_DATIVE)
        and reading.norm(index - 1) not in {"к", "по"}
    )
    opens = index == 0 and len(reading.tokens) > 1 and reading.tokens[1].text in {":", "-"}
    return owned or given or opens or reading.norm(index - 1) in {"у", "для"}
