"""`python -m service.mcp` as people start it: stdio, and the tokens of HTTP."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from mcp import Client, StdioServerParameters

from service.connections import digest_of
from service.mcp.__main__ import main
from service.mcp.server import open_connections
from service.settings import Settings
from tests.mcp.callers import House, alone, text_of

ROOT = Path(__file__).resolve().parents[2]


def test_stdio_speaks_the_protocol_and_nothing_else() -> None:
    command = StdioServerParameters(
        command=sys.executable,
        args=["-m", "service.mcp", "--sandbox"],
        cwd=ROOT,
        env={**os.environ, "MCP_USER": "104"},
    )

    async def work() -> str:
        async with Client(command) as client:
            return text_of(await client.call_tool("show", {"record": "amocrm://leads/5001"}))

    assert "Внедрение" not in alone(work())  # user 104 sees only what is theirs


def environment(house: House, folder: Path) -> dict[str, str]:
    settings = house.door.settings
    account = settings.amo.serves
    return {
        "AMO_ACCOUNT_ID": str(house.account),
        "AMO_BASE_URL": account.base_url,  # type: ignore[union-attr]
        "AMO_ISSUER": account.issuer,  # type: ignore[union-attr]
        "AMO_LONG_LIVED_TOKEN": account.token,  # type: ignore[union-attr]
        "AMO_CLIENT_ID": settings.amo.client_id,
        "AMO_CLIENT_SECRET": settings.amo.client_secret,
        "AMO_REDIRECT_URI": settings.amo.redirect_uri,
        "STATE_KEYS": settings.state_keys[0],
        "STORE_PATH": str(folder / "store.sqlite3"),
    }


def test_a_token_is_issued_and_revoked(
    house: House,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, value in environment(house, tmp_path).items():
        monkeypatch.setenv(name, value)
    store = open_connections(Settings.from_env())
    assert main(["issue", "--user", "102"]) == 0
    token = capsys.readouterr().out.strip()
    found = store.find(digest_of(token))
    assert found is not None
    assert found.user_id == 102
    assert main(["revoke", "--user", "102"]) == 0
    assert capsys.readouterr().out.strip() == "revoked: 1"
    assert store.find(digest_of(token)) is None


def test_stdio_without_a_user_does_not_start(house: House, tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "service.mcp"],
        env={**os.environ, **environment(house, tmp_path)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 1
    assert "MCP_USER" in ended.stderr
    assert ended.stdout == ""
