"""How long a deal has lain without movement."""

from __future__ import annotations

from datetime import datetime

from amo.models import Lead


def still_days(lead: Lead, now: datetime) -> int:
    """Whole days since an open deal was last changed; 0 for one that is closed.

    Args:
        now: aware.
    """
    if lead.closed_at is not None or lead.updated_at is None:
        return 0
    return max(0, (now - lead.updated_at).days)


def is_stuck(lead: Lead, now: datetime, days: int) -> bool:
    """Whether an open deal has lain for so many days or longer."""
    return still_days(lead, now) >= days
