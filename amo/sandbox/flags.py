"""What tests may switch about the account."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from amo.sandbox.errors import Rejected


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

    def changed(self, wanted: Any) -> Flags:
        """The flags with some of them set anew.

        Args:
            wanted: names and values, as the control's body has them.

        Raises:
            Rejected: 422, a name or the type of a value is wrong.
        """
        if not isinstance(wanted, dict):
            raise Rejected(422, "flags: a JSON object of names and values is wanted")
        known = {one.name: type(getattr(Flags(), one.name)) for one in fields(Flags)}
        for name, value in wanted.items():
            if name not in known:
                raise Rejected(422, f"unknown flag, one of: {', '.join(sorted(known))}")
            if isinstance(value, bool) != (known[name] is bool) or not _is_count(value):
                raise Rejected(422, f"flag {name}: {known[name].__name__} is wanted")
        return replace(self, **wanted)


def _is_count(value: object) -> bool:
    return isinstance(value, int | float) and value >= 0


def flags_document(flags: Flags) -> dict[str, Any]:
    """The flags as the control shows them."""
    return asdict(flags)
