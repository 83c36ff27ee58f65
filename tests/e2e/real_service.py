"""The assistant itself and the sandbox account, on two origins, as `make run` serves them."""

from __future__ import annotations

import json
import socket
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from werkzeug.serving import make_server

import amo.sandbox
from service.amo_settings import AmoSettings, OneAccount
from service.app import create_app
from service.settings import Settings

DIST = Path(__file__).resolve().parents[2] / "widget" / "dist"


@contextmanager
def real_service(store: Path, *, small: bool = True) -> Iterator[str]:
    """Serve both; gives the address of the sandbox's page.

    Args:
        store: where the service keeps its claims.
        small: leave out the bulk of the account.
    """
    with socket.create_server(("127.0.0.1", 0)) as door:
        backend = f"http://127.0.0.1:{door.getsockname()[1]}"
        with amo.sandbox.start(
            port=0, small=small, page=DIST / "page", widget=DIST / "package", backend=backend
        ) as sandbox:
            app = create_app(_settings(sandbox.url, store))
            server = make_server("127.0.0.1", 0, app, threaded=True, fd=door.fileno())
            thread = threading.Thread(target=server.serve_forever, daemon=True)
            thread.start()
            try:
                yield sandbox.url
            finally:
                server.shutdown()
                thread.join()
                server.server_close()


def _settings(sandbox: str, store: Path) -> Settings:
    told = _get(f"{sandbox}/_sandbox/settings")
    account = OneAccount(
        told["account_id"], sandbox, issuer=told["issuer"], token=told["long_lived_token"]
    )
    amo_settings = AmoSettings(
        client_id=told["client_id"],
        redirect_uri=told["redirect_uri"],
        client_secret=told["client_secret"],
        serves=account,
    )
    return Settings(
        amo=amo_settings,
        state_keys=("k" * 32,),
        origins=(sandbox,),
        store_path=store,
        per_user_minute=10_000,
    )


def _get(url: str) -> dict[str, Any]:
    with urllib.request.urlopen(url) as answer:
        told: dict[str, Any] = json.load(answer)
    return told


def control(sandbox: str, path: str, body: dict[str, Any]) -> None:
    """Press one of the sandbox's own controls (`faults`, `flags`, `clock`, `reset`)."""
    data = json.dumps(body).encode()
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(f"{sandbox}/_sandbox/{path}", data, headers)
    with urllib.request.urlopen(request):
        pass
