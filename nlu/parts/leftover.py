"""Names nothing accounts for: a list that drops one answers another question."""

from __future__ import annotations

from nlu.draft import Draft


def leaves_name(draft: Draft) -> bool:
    """Say whether a word that shows itself to be a name belongs to no condition of a list."""
    reading = draft.reading
    if reading.clean.text.isupper():
        return False
    return any(
        index > 0 and reading.tokens[index].text[:1].isupper() and not reading.cues[index]
        for index in draft.left()
    )
