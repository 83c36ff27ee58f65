"""Tags of leads, contacts and companies (amoCRM: tags)."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request

from amo.sandbox.account.records import Tag
from amo.sandbox.rest.context import paging, world
from amo.sandbox.rest.envelope import hal, page
from amo.sandbox.rest.items import array_items, check
from amo.sandbox.rest.lists import filter_tree
from amo.sandbox.rest.phpquery import leaves

blueprint = Blueprint("tags", __name__, url_prefix="/<any(leads, contacts, companies):kind>/tags")


@blueprint.get("")
def listing(kind: str) -> Response:
    """A page of tags, narrowed by ``query``, ``filter[name]`` and ``filter[id]``."""
    query, tree = request.args.get("query", "").casefold(), filter_tree()
    names, ids = (set(leaves(tree.get(key, {}))) for key in ("name", "id"))
    held = [
        one
        for one in world().store.tags.values()
        if one.entity == kind
        and query in one.name.casefold()
        and (not names or one.name in names)
        and (not ids or str(one.id) in ids)
    ]
    wanted = paging()
    rows, has_next = wanted.cut(held)
    return page("tags", [_render(one) for one in rows], wanted, has_next)


@blueprint.post("")
def create(kind: str) -> Response:
    """Make tags; a tag there is already is answered as it is."""
    items = array_items()
    for item in items:
        if not item.text("name", ""):
            item.missing("name")
    check(items)
    rows = [
        {**_render(world().store.tag(kind, item.raw["name"])), "request_id": item.request_id}
        for item in items
    ]
    return hal({"_links": {"self": {"href": request.url}}, "_embedded": {"tags": rows}})


def _render(tag: Tag) -> dict[str, Any]:
    return {"id": tag.id, "name": tag.name, "color": None}
