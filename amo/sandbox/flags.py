"""What tests may switch about the account."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from amo.sandbox.errors import Rejected

MAX_HOST = 260


@dataclass(frozen=True, slots=True)
class Flags:
    """The account's switches, with the values it starts with.

    Args:
        is_api_filter_enabled: off → custom-field filters are refused.
        users_forbidden: ``/users`` answers 403 to everybody (an external integration).
        search_lag_seconds: how late ``query`` sees a change.
        context_user_unsupported: requests with ``X-Context-User-ID`` are refused with 401.
        context_user_ignored: the header is passed over in silence.
        hidden_single: status of a single record one may not see, 204 or 403.
        rate_limit: requests a second of one integration; 0 → none.
        block_after: refusals within ten seconds that bring the HTML block; 0 → never.
        block_seconds: how long the block lasts.
        min_query: the shortest ``query`` that finds anything, in characters.
        moved_to: ``host[:port]`` the account says it lives at now; empty → where it is asked.
    """

    is_api_filter_enabled: bool = True
    users_forbidden: bool = False
    search_lag_seconds: float = 0
    context_user_unsupported: bool = False
    context_user_ignored: bool = False
    hidden_single: int = 204
    rate_limit: int = 7
    block_after: int = 50
    block_seconds: float = 30
    min_query: int = 3
    moved_to: str = ""

    def changed(self, wanted: Any) -> Flags:
        """The flags with some of them set anew.

        Args:
            wanted: names and values, as the control's body has them.

        Raises:
            Rejected: 422, a name or the type of a value is wrong.
        """
        if not isinstance(wanted, dict):
            raise Rejected(422, "flags: a JSON object of names and values is wanted")
        for name, value in wanted.items():
            if name not in _KNOWN:
                raise Rejected(422, f"unknown flag, one of: {', '.join(sorted(_KNOWN))}")
            if not _fits(value, _KNOWN[name]):
                raise Rejected(422, f"flag {name}: {_KNOWN[name]} is wanted")
        return replace(self, **wanted)


# With postponed annotations a field's type is its name.
_KNOWN = {one.name: str(one.type) for one in fields(Flags)}


def _fits(value: object, wanted: str) -> bool:
    match wanted:
        case "bool":
            return isinstance(value, bool)
        case "str":
            return isinstance(value, str) and len(value) <= MAX_HOST
        case "int":
            return isinstance(value, int) and not isinstance(value, bool) and value >= 0
        case _:
            return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0


def flags_document(flags: Flags) -> dict[str, Any]:
    """The flags as the control shows them."""
    return asdict(flags)
