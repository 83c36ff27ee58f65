"""One sandbox account: its data and everything that may be set about it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from amo.sandbox.account.bulk import Bulk, load_words
from amo.sandbox.account.clock import Clock
from amo.sandbox.account.directory import Directory, load_directory
from amo.sandbox.account.fields import FieldBook, load_fields
from amo.sandbox.account.seed import seed
from amo.sandbox.account.store import Store
from amo.sandbox.flags import Flags
from amo.sandbox.identity.integration import Integration
from amo.sandbox.identity.tokens import ACCESS_SECONDS, LONG_LIVED_SECONDS, Mint
from amo.sandbox.trouble.faults import Faults
from amo.sandbox.trouble.limits import Limiter
from amo.sandbox.wire.journal import Journal

DATA = Path(__file__).resolve().parents[2] / "data"
BULK_SEED = 20_260_305


@dataclass(frozen=True, slots=True)
class Files:
    """Where the account's data lies."""

    account: Path = DATA / "account.json"
    records: Path = DATA / "records.json"
    words: Path = DATA / "sandbox" / "bulk.toml"


@dataclass(slots=True)
class World:
    """The whole state of a sandbox; requests are served one at a time under ``lock``."""

    files: Files
    directory: Directory
    fields: FieldBook
    clock: Clock
    mint: Mint
    store: Store
    flags: Flags
    default_flags: Flags
    small: bool
    faults: Faults = field(default_factory=Faults)
    journal: Journal = field(default_factory=Journal)
    limiter: Limiter = field(default_factory=lambda: Limiter(time.monotonic))
    lock: threading.RLock = field(default_factory=threading.RLock)

    @property
    def integration(self) -> Integration:
        """The integration the account knows."""
        return self.mint.integration

    def admin_token(self) -> str:
        """The long-lived token of the account's administrator."""
        return self.mint.access(self.directory.owner_id, LONG_LIVED_SECONDS, long_lived=True)

    def reset(self) -> None:
        """Put all data back, and faults, flags, clock, log and blocks with them."""
        self.clock.offset = 0
        self.store = _filled(self.files, self.directory, self.fields, self.clock, self.small)
        self.flags = self.default_flags
        self.faults.clear()
        self.journal.clear()
        self.limiter.forget()


def make_world(
    *,
    small: bool = False,
    files: Files | None = None,
    integration: Integration | None = None,
    flags: Flags | None = None,
    access_seconds: int = ACCESS_SECONDS,
    now: Callable[[], float] = time.time,
) -> World:
    """Make an account with its records.

    Args:
        small: leave the bulk out.
        now: what tells the true time, in seconds since the epoch.

    Raises:
        DataFault: a data file cannot be used.
    """
    files, integration, flags = files or Files(), integration or Integration(), flags or Flags()
    directory, fields = load_directory(files.account), load_fields(files.account)
    clock = Clock(directory.zone, now)
    return World(
        files=files,
        directory=directory,
        fields=fields,
        clock=clock,
        mint=Mint(integration, directory, clock, access_seconds),
        store=_filled(files, directory, fields, clock, small),
        flags=flags,
        default_flags=flags,
        small=small,
    )


def _filled(
    files: Files, directory: Directory, fields: FieldBook, clock: Clock, small: bool
) -> Store:
    store = Store(fields)
    seed(store, files.records, clock)
    if not small:
        Bulk(store, directory, clock, load_words(files.words), Random(BULK_SEED)).fill()
    return store
