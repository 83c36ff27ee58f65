"""amoCRM's envelopes: HAL for what succeeds, problem documents for what does not."""

from __future__ import annotations

import json
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from flask import Response, request

from amo.sandbox.rest.context import Paging

HAL = "application/hal+json"
PROBLEM = "application/problem+json"
API = "/api/v4"
# Newer Pythons know 422 by its newer name.
TITLES = {422: "Unprocessable Entity"}
FORBIDDEN_PAGE = (
    "<html>\r\n<head><title>403 Forbidden</title></head>\r\n<body>\r\n"
    "<center><h1>403 Forbidden</h1></center>\r\n<hr><center>nginx</center>\r\n"
    "</body>\r\n</html>\r\n"
)


def hal(document: dict[str, Any]) -> Response:
    """An answer with a HAL document."""
    return _answer(document, 200, HAL)


def plain(document: Any, status: int = 200) -> Response:
    """An answer with ordinary JSON, as amoCRM's own pages exchange it."""
    return _answer(document, status, "application/json")


def nothing() -> Response:
    """204: what was asked for is empty."""
    return Response(status=204)


def problem(status: int, detail: str, extra: dict[str, Any] | None = None) -> Response:
    """An answer with a problem document."""
    return _answer(problem_document(status, detail, extra), status, PROBLEM)


def problem_document(
    status: int, detail: str, extra: dict[str, Any] | None = None
) -> dict[str, Any]:
    """The members of a problem document as amoCRM has them."""
    title = TITLES.get(status) or phrase(status)
    head = {"title": title, "type": f"https://httpstatus.es/{status}", "status": status}
    return {**(extra or {}), **head, "detail": detail}


def phrase(status: int) -> str:
    """The words HTTP has for a status."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Error"


def forbidden_page() -> Response:
    """The plain HTML an account or address blocked for its rate gets."""
    return Response(FORBIDDEN_PAGE, 403, content_type="text/html")


def self_link(path: str) -> dict[str, Any]:
    """``_links`` of one record; ``path`` follows ``/api/v4``."""
    return {"self": {"href": f"{request.host_url.rstrip('/')}{API}{path}"}}


def page_links(paging: Paging, has_next: bool) -> dict[str, Any]:
    """``_links`` of a list: ``next`` when there is more, ``first`` and ``prev`` after page 1."""
    wanted = {"self": paging.number}
    if has_next:
        wanted["next"] = paging.number + 1
    if paging.number > 1:
        wanted |= {"first": 1, "prev": paging.number - 1}
    return {name: {"href": _page_url(page, paging.limit)} for name, page in wanted.items()}


def page(name: str, rows: list[dict[str, Any]], paging: Paging, has_next: bool) -> Response:
    """One page of a list, or 204 when it is empty."""
    if not rows:
        return nothing()
    links = page_links(paging, has_next)
    return hal({"_page": paging.number, "_links": links, "_embedded": {name: rows}})


def collection(name: str, rows: Iterable[dict[str, Any]], *, total: bool = False) -> Response:
    """A list without pages, or 204 when it is empty."""
    held = list(rows)
    if not held:
        return nothing()
    head = {"_total_items": len(held)} if total else {}
    return hal({**head, "_links": {"self": {"href": request.url}}, "_embedded": {name: held}})


def _page_url(page: int, limit: int) -> str:
    kept = [one for one in request.args.items(multi=True) if one[0] not in ("page", "limit")]
    query = urlencode([*kept, ("limit", limit), ("page", page)])
    return f"{request.base_url}?{query}"


def _answer(document: Any, status: int, content_type: str) -> Response:
    body = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return Response(body, status, content_type=content_type)
