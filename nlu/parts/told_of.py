"""Whom or what «расскажи про …» and «подготовь к звонку …» name, beside records named outright."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.parts.record import take_company_by, take_likely_person

_TOPIC = frozenset({"про", "о", "об", "насчет"})


def take_told_of(draft: Draft) -> bool:
    """«Про Ромашку», «о Гусе»: a living being, else a capital is a company."""
    told = draft.reading.has("tell_about")  # «всё, что есть про Ромашку» is a search
    return told and (take_likely_person(draft, _TOPIC) or take_company_by(draft, "company", _TOPIC))


def take_called(draft: Draft, act: int) -> None:
    """«К звонку Гусю», «к звонку Вектору»: a capital behind it names whom."""
    reading = draft.reading
    named = [i for i in draft.left() if i > act and reading.tokens[i].text[:1].isupper()]
    if not named:
        return
    first, stop = named[0], named[-1] + 1
    living = any("anim" in parse.grammemes for parse in reading.tokens[first].parses)
    name = reading.naming.person if living else reading.naming.company
    draft.put("contact" if living else "company", name(first, stop), range(first, stop))
