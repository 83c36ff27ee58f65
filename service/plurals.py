"""Russian agreement of a word with a number, and the template formatter built on it."""

from __future__ import annotations

import string
from collections.abc import Mapping
from typing import Any

from service.errors import BadReplies


def form(count: int) -> int:
    """Which of three forms a number takes: 0 «сделка», 1 «сделки», 2 «сделок» (CLDR, ru)."""
    tens, ones = abs(count) % 100, abs(count) % 10
    if ones == 1 and tens != 11:
        return 0
    return 1 if 2 <= ones <= 4 and not 12 <= tens <= 14 else 2


def agree(count: int, one: str, few: str, many: str) -> str:
    """The form of a word that stands with a number."""
    return (one, few, many)[form(count)]


class _Formatter(string.Formatter):
    """`{count:сделка|сделки|сделок}` becomes the form that agrees with `count`."""

    def format_field(self, value: Any, format_spec: str) -> str:
        if "|" not in format_spec:
            return str(super().format_field(value, format_spec))
        return agree(int(value), *format_spec.split("|"))

    def get_field(self, field_name: str, _args: Any, kwargs: Any) -> Any:
        # Only plain names: `{a.__class__}` in a reply would reach into objects.
        if not field_name.isidentifier():
            raise BadReplies(f"placeholder {{{field_name}}} is not a plain name")
        return kwargs[field_name], field_name


_FORMATTER = _Formatter()


def fill(template: str, values: Mapping[str, object]) -> str:
    """Put values into a reply; values themselves are never read as templates."""
    return _FORMATTER.vformat(template, (), values)


def placeholders(template: str) -> frozenset[str]:
    """The names a reply needs.

    Raises:
        BadReplies: the template is broken, or a plural has not three forms.
    """
    names = set()
    try:
        for _, name, spec, _ in string.Formatter().parse(template):
            if name is None:
                continue
            if not name.isidentifier() or (spec and spec.count("|") not in (0, 2)):
                raise BadReplies(f"placeholder {{{name}:{spec}}} is wrong")
            names.add(name)
    except ValueError as error:
        raise BadReplies(str(error)) from None
    return frozenset(names)
