"""`python -m service.mcp` as people start it: stdio, and the tokens of HTTP."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
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


def run(words: list[str], house: House, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run Python with these words as a process of its own."""
    return subprocess.run(
        [sys.executable, *words],
        env={**os.environ, **environment(house, folder)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def said(
    house: House,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Callable[[str], str]:
    """Run a command and return what it printed."""
    for name, value in environment(house, tmp_path).items():
        monkeypatch.setenv(name, value)

    def run(words: str) -> str:
        assert main(words.split()) == 0
        return capsys.readouterr().out.strip()

    return run


def test_a_token_is_issued_listed_and_revoked(said: Callable[[str], str]) -> None:
    tokens = [said(words) for words in ("issue --user 102 --days 1", "issue --user 101")]
    _, later, sooner = said("list").splitlines()
    assert all(token not in later + sooner for token in tokens)
    name = digest_of(tokens[0])[:8]
    assert sooner.split()[:2] == [name, "102"]
    assert said("list --user 101").splitlines()[1:] == [later]
    assert said(f"revoke --user 102 --token {name}") == "revoked: 1"
    assert said("revoke --user 101") == "revoked: 1"
    assert len(said("list").splitlines()) == 1


def test_a_token_is_rotated(said: Callable[[str], str]) -> None:
    store = open_connections(Settings.from_env())
    old = said("issue --user 102")
    new = said("rotate --user 102 --days 5 --overlap-hours 0")
    found = [store.find(digest_of(token)) for token in (old, new)]
    assert [one is not None and one.good_at(time.time() + 1) for one in found] == [False, True]


@pytest.mark.parametrize("words", ["issue", "issue --user 1 --days 0", "rotate --user 1 --days x"])
def test_a_wrong_command_is_refused(said: Callable[[str], str], words: str) -> None:
    with pytest.raises(SystemExit):
        said(words)


def test_the_commands_need_no_sandbox(house: House, tmp_path: Path) -> None:
    """The production image has none."""
    barred = "import sys; sys.modules['amo.sandbox'] = None; from service.mcp.__main__ import main"
    code = f"{barred}; sys.exit(main(['issue', '--user', '102']))"
    ended = run(["-c", code], house, tmp_path)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.startswith("amc_")


def test_stdio_without_a_user_does_not_start(house: House, tmp_path: Path) -> None:
    ended = run(["-m", "service.mcp"], house, tmp_path)
    assert ended.returncode == 1
    assert "MCP_USER" in ended.stderr
    assert ended.stdout == ""
