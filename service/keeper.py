"""Keeps the grants of accounts alive that nobody asks about: amoCRM lets them lapse in 3 months."""

from __future__ import annotations

import random
import threading
import time

from amo import AmoError
from amo.deadline import Deadline
from amo.installations import Installations
from service.journal import Journal, notice

FIRST_SECONDS = 600.0
PERIOD_SECONDS = 12 * 3600.0
ROUND_SECONDS = 600.0


def keep_grants(installations: Installations) -> threading.Event:
    """Start keeping them in a thread of this process; set the event to end it.

    Every process does so: a grant is renewed by whoever comes first, the others find it renewed.
    """
    stopped = threading.Event()
    thread = threading.Thread(
        target=_keep, args=(installations, stopped), name="grants", daemon=True
    )
    thread.start()
    return stopped


def _keep(installations: Installations, stopped: threading.Event) -> None:
    wait = FIRST_SECONDS
    while not stopped.wait(wait * random.uniform(0.8, 1.2)):
        try:
            renew_due(installations)
        except Exception as error:  # a thread that ended would let every grant lapse unseen
            Journal().failed("grants", error)
        wait = PERIOD_SECONDS


def renew_due(installations: Installations) -> bool:
    """Renew what ends soon, say of each account that it could not be, and whether all were."""
    try:
        failed = installations.keep_alive(Deadline.after(ROUND_SECONDS, time.monotonic))
    except AmoError as error:
        notice("grants_unknown", f"the grants could not be read: {type(error).__name__}")
        return False
    for account_id, error_name in failed.items():
        notice(
            "grant_not_renewed",
            f"account {account_id}: {error_name}; if it is NeedsReauthorization, its administrator "
            "has to connect it again at /oauth/start",
        )
    return not failed
