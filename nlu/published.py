"""Figures in documents: the part between two markers is written by a command, never by hand."""

from __future__ import annotations

from pathlib import Path


def put(document: Path, name: str, text: str, title: str = "") -> None:
    """Put text between a document's markers `<!-- name -->` and `<!-- /name -->`.

    Args:
        document: a Markdown file; one without the markers gets them at its end.
        title: what a new document begins with.
    """
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    old = document.read_text(encoding="utf-8") if document.exists() else title
    before, _, rest = old.partition(begin)
    _, _, after = rest.partition(end)
    new = f"{before.rstrip()}\n\n{begin}\n{text}\n{end}\n"
    rest_of_it = after.lstrip("\n")
    document.write_text(new + (f"\n{rest_of_it}" if rest_of_it else ""), encoding="utf-8")
