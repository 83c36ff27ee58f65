"""Arguments of tools as slots: names of the account, dates in its zone, addresses of records."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from mcp.server.mcpserver.exceptions import ToolError

from amo.directory import Directory
from nlu.values import DateRange, Moment, MoneyRange
from service.replies import Replies
from service.resources import Card, read_uri

CARDS = ("leads", "contacts", "companies")
MOST_NAMED = 30
_TASK_TYPES = ("call", "meeting", "email")


class Names:
    """Reads arguments against an account.

    Args:
        directory: of the asking user's account.

    Each method raises ToolError when its argument fits nothing, and says what would.
    """

    def __init__(self, directory: Directory, texts: Replies) -> None:
        self._directory = directory
        self._texts = texts

    def user(self, said: str) -> str | None:
        if said == "me":
            return said
        return self._one(said, [one.name for one in self._directory.active_users])

    def pipeline(self, said: str) -> str | None:
        return self._one(said, [one.name for one in self._directory.pipelines])

    def stage(self, said: str) -> str | None:
        pipelines = self._directory.pipelines
        return self._one(said, [own.name for one in pipelines for own in one.stages])

    def task_type(self, said: str) -> str | None:
        if said in _TASK_TYPES:
            return said
        return self._one(said, [one.name for one in self._directory.task_types])

    def stretch(self, since: str, until: str) -> DateRange | None:
        """Days from `since` to `until`, both counted in."""
        if not since and not until:
            return None
        stop = self._moment(until) if until else None
        if stop is not None and _is_day(until):
            stop += timedelta(days=1)
        return DateRange(self._moment(since) if since else None, stop)

    def deadline(self, said: str) -> Moment:
        at = self._moment(said)
        if _is_day(said):
            return Moment(at.replace(hour=23, minute=59), all_day=True)
        return Moment(at, all_day=False)

    def _moment(self, said: str) -> datetime:
        zone = ZoneInfo(self._directory.account.timezone)
        try:
            at = datetime.fromisoformat(said).replace(microsecond=0)
            return at.astimezone(zone) if at.tzinfo else at.replace(tzinfo=zone)
        except (ValueError, OverflowError):
            raise ToolError(self._texts("mcp.bad_date", said=said)) from None

    def _one(self, said: str, names: Iterable[str]) -> str | None:
        """The name that is meant: the whole one, else the only one that has these words."""
        if not said:
            return None
        known = list(dict.fromkeys(names))
        wanted = said.casefold().replace("ё", "е")
        folded = {name: name.casefold().replace("ё", "е") for name in known}
        whole = [name for name in known if folded[name] == wanted]
        fit = whole or [name for name in known if wanted in folded[name]]
        if len(fit) == 1:
            return fit[0]
        key = "mcp.several_names" if fit else "mcp.unknown_name"
        listed = ", ".join(f"«{one}»" for one in (fit or known)[:MOST_NAMED])
        raise ToolError(self._texts(key, said=said, known=listed))


def _is_day(said: str) -> bool:
    """Whether a day is given and no moment of it, in any of ISO 8601's ways."""
    try:
        date.fromisoformat(said)
    except ValueError:
        return False
    return True


def between(least: int | None, most: int | None) -> MoneyRange | None:
    """A budget; None when neither bound is given."""
    return None if least is None and most is None else MoneyRange(least, most)


def card_at(uri: str, kinds: tuple[str, ...], texts: Replies) -> Card:
    """The record of an address.

    Raises:
        ToolError: it is none, or one of another kind.
    """
    found = read_uri(uri)
    if not isinstance(found, Card) or found.id == 0:
        raise ToolError(texts("mcp.bad_record", said=uri[:100]))
    if found.kind not in kinds:
        wanted = ", ".join(f"amocrm://{one}/…" for one in kinds)
        raise ToolError(texts("mcp.wrong_kind", wanted=wanted))
    return found
