"""PHP-style query strings: ``filter[statuses][0][pipeline_id]=11`` as nested dictionaries."""

from __future__ import annotations

from collections.abc import Iterable

from amo.sandbox.errors import BadFilter

MAX_DEPTH = 6

Node = dict[str, "Node"] | str


def nested(pairs: Iterable[tuple[str, str]], root: str) -> dict[str, Node]:
    """Gather all parameters under one root.

    Args:
        pairs: decoded parameters in the order sent.
        root: the name before the first bracket; ``root=x`` without brackets is passed over.

    Raises:
        BadFilter: brackets are nested too deep, or one key is both a value and a branch.
    """
    tree: dict[str, Node] = {}
    for name, value in pairs:
        if name.startswith(f"{root}[") and name.endswith("]"):
            _plant(tree, name[len(root) + 1 : -1].split("]["), value)
    return tree


def _plant(tree: dict[str, Node], keys: list[str], value: str) -> None:
    if len(keys) > MAX_DEPTH:
        raise BadFilter
    for key in keys[:-1]:
        branch = tree.setdefault(key or str(len(tree)), {})
        if not isinstance(branch, dict):
            raise BadFilter
        tree = branch
    last = keys[-1] or str(len(tree))
    if isinstance(tree.get(last), dict):
        raise BadFilter
    tree[last] = value


def leaves(node: Node) -> list[str]:
    """The values of a scalar or of a flat array.

    Raises:
        BadFilter: an element is an array itself.
    """
    if isinstance(node, str):
        return [node]
    held = [one for one in node.values() if isinstance(one, str)]
    if len(held) != len(node):
        raise BadFilter
    return held


def integer(text: str) -> int:
    """A whole number of a filter.

    Raises:
        BadFilter: it is none.
    """
    bare = text.removeprefix("-")
    if not (bare.isascii() and bare.isdigit() and len(bare) <= 18):
        raise BadFilter
    return int(text)
