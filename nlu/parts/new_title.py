"""A deal's new name: «назови сделку «…»», «переименуй в …», «исправь название на …»."""

from __future__ import annotations

from nlu.draft import Draft
from nlu.parts.words import after_mark, give_text, rest
from nlu.reading import Reading

_CALLING = frozenset({"назвать", "называть"})
_TITLE = frozenset({"название", "наименование"})


def is_renamed_here(reading: Reading) -> bool:
    """Say whether the open deal is renamed: «переименуй: …», «исправь название на …»."""
    card = reading.request.context.entity
    if card is None or card[0] != "leads" or reading.has("contact", "company"):
        return False
    titled = any(reading.lemmas(i) & _TITLE for i in reading.where("name"))
    return "rename" in reading.orders or titled or reading.has("called")


def take_called(draft: Draft) -> None:
    """Fill `set_name` from «назови сделку «…»»: one quoted name is the new one."""
    reading, quotes = draft.reading, draft.reading.all("quote")
    ordered = (i for i in reading.where("rename") if reading.is_order(i))
    verb = next(ordered, None)
    if verb is None or len(quotes) != 1:
        return
    led = reading.norm(quotes[0].first - 1) in {"в", "во"}
    here = is_renamed_here(reading) and not led
    if (reading.lemmas(verb) & _CALLING or here) and quotes[0].first > verb:
        draft.take("set_name", quotes[0], quotes[0].value)


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
    leading = {"в", "во"} if renamed else {"на"}
    words = (i for i in range(start, len(reading.tokens)) if reading.norm(i) in leading)
    return next(words, reading.first("called"))
