"""A task written as a form: «Ответственный: Орлов. Срок: завтра. Текст: сверить остатки»."""

from __future__ import annotations

from collections.abc import Iterator

from nlu.draft import Draft
from nlu.parts.period import take_deadline
from nlu.parts.record import take_lead_id, take_this
from nlu.parts.task_words import give_task_words
from nlu.parts.who import give_responsible
from nlu.reading import Reading

_CUES = {
    "wording": "text",
    "date": "due",
    "when": "due",
    "responsible": "responsible",
    "contact": "contact",
    "company": "company",
    "deal": "lead",
    "task": "text",
}
_FORMS = {"кому": "responsible", "что": "text", "сделать": "text"}
_LABELLED_BY = frozenset({"due", "responsible"})
_PREFACE = ("task", "put", "new", "create", "want")


def form_of(reading: Reading) -> dict[str, range]:
    """Return what stands behind each label; nothing unless it is a form of a task."""
    heads = list(_labels(reading))
    found: dict[str, range] = {}
    for place, (name, _, colon) in enumerate(heads):
        stop = heads[place + 1][1] if place + 1 < len(heads) else len(reading.tokens)
        found.setdefault(name, _trimmed(reading, range(colon + 1, stop)))
    whole = "text" in found and not _LABELLED_BY.isdisjoint(found)
    return found if whole else {}


def fill_form(reading: Reading, form: dict[str, range]) -> Draft:
    """Fill a task from its form.

    Args:
        form: what `form_of` returned.
    """
    draft = Draft(reading)
    for _, first, colon in _labels(reading):
        draft.explain(range(first, colon))
    draft.explain(i for i in reading.where(*_PREFACE) if i < form["text"].start)
    draft.places["elsewhere"] = set(range(len(reading.tokens))) - {*form.get("due", ())}
    take_deadline(draft, ahead=True)
    draft.places["elsewhere"] = set(form["text"])
    _take_people(draft, form)
    if not (take_this(draft) or take_lead_id(draft)):
        _take_lead(draft, form.get("lead", range(0)))
    draft.places.pop("elsewhere")
    give_task_words(draft, form["text"])
    return draft


def _labels(reading: Reading) -> Iterator[tuple[str, int, int]]:
    """Yield each label: what it names, where it begins, where its colon stands."""
    for colon, token in enumerate(reading.tokens):
        if token.text != ":" or not colon or colon in reading.figures:
            continue
        word = colon - 1
        cues = (name for cue, name in _CUES.items() if cue in reading.cues[word])
        name = _FORMS.get(reading.norm(word)) or next(cues, None)
        first = word - (reading.norm(word - 1) == "что")
        if name is not None:
            yield name, first, colon


def _trimmed(reading: Reading, words: range) -> range:
    first, stop = words.start, words.stop
    while stop > first and not reading.is_word(stop - 1) and reading.tokens[stop - 1].text != '"':
        stop -= 1
    return range(first, stop)


def _take_lead(draft: Draft, said: range) -> None:
    text = draft.reading.text_of(said.start, said.stop)
    if text.isascii() and text.isdigit():
        draft.put("lead_id", int(text), said)
    elif said:
        draft.put("lead", text.strip('"«»'), said)


def _take_people(draft: Draft, form: dict[str, range]) -> None:
    reading = draft.reading
    charged, party = form.get("responsible", range(0)), form.get("contact", range(0))
    if any(reading.norm(index) in {"я", "мне"} for index in charged):
        draft.put("responsible", "me", charged)
    for found in reading.all("person"):
        if found.first in charged and draft.is_free(found):
            give_responsible(draft, "responsible", found)
        elif found.first in party and draft.is_free(found):
            draft.take("contact", found, found.value.name)
    company = form.get("company", range(0))
    if company:
        draft.put("company", reading.naming.company(company.start, company.stop), company)
