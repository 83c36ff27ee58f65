"""The real application on a real socket, speaking to a real sandbox account."""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import requests
from werkzeug.serving import make_server

from amo.sandbox import Handle
from service.amo_settings import AmoSettings, OneAccount
from service.app import create_app
from service.mind import Mind
from service.settings import ConfirmWrites, Settings

KEY = "a-key-of-the-tests-that-is-long-enough"
ORIGIN = "https://severveter.amocrm.ru"


def settings_for(sandbox: Handle, folder: Path, **changes: Any) -> Settings:
    """Settings of an assistant for a sandbox; the rate limit is amoCRM's business there."""
    integration = sandbox.world.integration
    account = OneAccount(
        account_id=sandbox.world.directory.id,
        base_url=sandbox.url,
        issuer=sandbox.world.mint.issuer,
        token=sandbox.world.admin_token(),
    )
    amo = AmoSettings(
        client_id=integration.client_id,
        redirect_uri=integration.redirect_uri,
        client_secret=integration.client_secret,
        serves=changes.pop("serves", account),
        rate=10_000,
    )
    given = {"state_keys": (KEY,), "store_path": folder / "store.sqlite3", **changes}
    given = {"per_user_minute": 100_000, "per_account_minute": 100_000, **given}
    return Settings(amo=amo, **given)


@dataclass
class Said:
    """What came back for one message."""

    status_code: int
    body: dict[str, Any]
    headers: Mapping[str, str]

    @property
    def text(self) -> str:
        return str(self.body["text"])

    @property
    def rows(self) -> list[str]:
        return [f"{one['type']}/{one['id']}" for one in self.body["records"]]

    @property
    def labels(self) -> list[str]:
        return [one["label"] for one in self.body["buttons"]]

    def send_of(self, label: str) -> str:
        """What the button of a label sends; its beginning is enough."""
        found = [one["send"] for one in self.body["buttons"] if one["label"].startswith(label)]
        assert found, f"no button «{label}» among {self.labels}"
        return str(found[0])


class Stage:
    """A served assistant.

    Args:
        mind: shared between stages, as it is costly to make.
    """

    def __init__(self, sandbox: Handle, settings: Settings, mind: Mind, **given: Any) -> None:
        self.sandbox = sandbox
        self.settings = settings
        app = create_app(settings, mind=mind, **given)
        self._server = make_server("127.0.0.1", 0, app, threaded=True)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.02,), daemon=True
        )
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._thread.join(10)
        self._server.server_close()

    def token(self, user: int) -> str:
        return self.sandbox.world.mint.disposable(user)

    def post(self, body: Any, user: int = 101, **given: Any) -> requests.Response:
        """POST to the chat endpoint; `given` goes to requests and may replace anything."""
        headers = {"X-Auth-Token": self.token(user), **given.pop("headers", {})}
        sent = {"data": body} if isinstance(body, str | bytes) else {"json": body}
        if isinstance(body, str | bytes):
            headers.setdefault("Content-Type", "application/json")
        return requests.post(
            f"{self.url}/api/v1/chat", headers=headers, timeout=30, **{**sent, **given}
        )

    def talk(self, user: int = 101, **context: Any) -> Talk:
        return Talk(self, user, context)


@dataclass
class Talk:
    """A dialogue of one user; each message carries the state of the last answer."""

    stage: Stage
    user: int
    context: dict[str, Any]
    state: str | None = None
    last: Said | None = field(default=None)

    def say(self, text: str, *, message_id: str | None = None, state: str | None = "") -> Said:
        """Send a message.

        Args:
            state: another than the last answer's.
        """
        body = {
            "text": text,
            "message_id": message_id or str(uuid.uuid4()),
            "context": self.context or None,
            "state": self.state if state == "" else state,
        }
        answer = self.stage.post(body, self.user)
        said = Said(answer.status_code, answer.json(), answer.headers)
        assert answer.status_code == 200, said.body
        self.state, self.last = said.body["state"], said
        return said

    def press(self, label: str) -> Said:
        """Press a button of the last answer."""
        assert self.last is not None
        return self.say(self.last.send_of(label))


def writes(sandbox: Handle) -> int:
    """How many requests that change something amoCRM has seen."""
    entries = requests.get(f"{sandbox.url}/_sandbox/log", timeout=10).json()
    found = entries if isinstance(entries, list) else entries["log"]
    return sum(1 for one in found if one["method"] in ("POST", "PATCH", "DELETE"))


def patch(sandbox: Handle, path: str, **changes: Any) -> None:
    """Change a record past the assistant, as a colleague would."""
    headers = {"Authorization": f"Bearer {sandbox.world.admin_token()}"}
    answer = requests.patch(
        f"{sandbox.url}/api/v4/{path}", json=changes, headers=headers, timeout=10
    )
    assert answer.status_code == 200, answer.text


def inferred(settings: Settings) -> Settings:
    """Settings under which only guessed writes are confirmed."""
    return replace(settings, confirm=ConfirmWrites.INFERRED)


def wait_until(holds: Any, seconds: float = 5.0) -> None:
    """Wait for a condition of another thread."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.01)
