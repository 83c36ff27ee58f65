"""Files of the account's page: its shell, the unpacked widget, and every deep link."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from flask import Blueprint, Response, current_app, send_from_directory
from werkzeug.exceptions import NotFound

from amo.sandbox.identity.session import sign_in, signed_in

EXTENSION = "amo-sandbox-shell"
INDEX = "index.html"
OWN_PAGE = Path(__file__).resolve().parents[1] / "page"
DEFAULT_CODE = "amo_assistant"
_NO_STORE = {"Cache-Control": "no-store"}
_BARE = "<!doctype html><html lang='ru'><meta charset='utf-8'><title>amoCRM</title></html>"

blueprint = Blueprint("shell", __name__)


@dataclass(frozen=True, slots=True)
class Shell:
    """Where the page's files lie.

    Args:
        page: folder with index.html; None → a bare page.
        widget: folder of the unpacked widget; None → no widget is installed.
        backend: address of the assistant.
    """

    page: Path | None
    widget: Path | None
    backend: str

    @classmethod
    def of(cls, page: Path | None, widget: Path | None, backend: str) -> Shell:
        """The shell of these folders, the package's own page being the default."""
        own = OWN_PAGE if (OWN_PAGE / INDEX).is_file() else None
        page = page.resolve() if page else own
        return cls(page, widget.resolve() if widget else None, backend)

    def manifest(self) -> dict[str, Any]:
        """The widget's manifest; empty when there is no widget."""
        path = self.widget / "manifest.json" if self.widget else None
        if path is None or not path.is_file():
            return {}
        return cast(dict[str, Any], json.loads(path.read_text(encoding="utf-8")))

    def code(self) -> str:
        """The widget's code: a part of its address."""
        return str(self.manifest().get("widget", {}).get("code", DEFAULT_CODE))


def shell() -> Shell:
    """The shell the application serves."""
    return cast(Shell, current_app.extensions[EXTENSION])


@blueprint.get("/_page/<path:name>")
@blueprint.get("/_page/static/<path:name>")
def page_file(name: str) -> Response:
    """A file of the page."""
    return _file(shell().page, name)


@blueprint.get("/upl/<code>/widget/<path:name>")
def widget_file(code: str, name: str) -> Response:
    """A file of the unpacked widget."""
    return _file(shell().widget if code == shell().code() else None, name)


@blueprint.get("/", defaults={"path": ""})
@blueprint.get("/<path:path>")
def deep_link(path: str) -> Response:
    """Any other address is the page itself, which looks at the address."""
    if path.startswith(("api/", "ajax/", "oauth2/", "_sandbox/")):
        raise NotFound
    folder = shell().page
    bare = Response(_BARE, content_type="text/html; charset=utf-8")
    answer = _file(folder, INDEX) if folder else bare
    return sign_in(answer, signed_in().id)


def _file(folder: Path | None, name: str) -> Response:
    if folder is None:
        raise NotFound
    answer = send_from_directory(folder, name, conditional=False)
    # Files are small and the server sends whole bodies: a file handle must not be left open.
    answer.direct_passthrough = False
    answer.headers.extend(_NO_STORE)
    return answer
