"""Settings for a first look: a sandbox account in this process, thrown away at the end."""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from service.amo_settings import AmoSettings, OneAccount
from service.settings import Settings

USERS = (101, 102, 104)  # sees everything; edits their own; sees only their own


@contextmanager
def trial() -> Iterator[Settings]:
    """A sandbox account and the settings to serve it."""
    from amo.sandbox import start  # the image that serves has none

    with start() as sandbox, tempfile.TemporaryDirectory(prefix="assistant-") as folder:
        world = sandbox.world
        account = OneAccount(
            account_id=world.directory.id,
            base_url=sandbox.url,
            issuer=world.mint.issuer,
            token=world.admin_token(),
        )
        amo = AmoSettings(
            client_id=world.integration.client_id,
            redirect_uri=world.integration.redirect_uri,
            client_secret=world.integration.client_secret,
            serves=account,
        )
        keys = (secrets.token_hex(32),)
        yield Settings(amo=amo, state_keys=keys, store_path=Path(folder) / "store.sqlite3")
