"""`make inspector`: the protocol inspector's command line against `make mcp`, in both revisions.

It is not part of `make test`, as it takes the inspector and its Node from npm; both are pinned.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("node@22.23.3", "@modelcontextprotocol/inspector@2.12.0")
INSPECTOR = ("npx", "-y", *(word for one in PACKAGES for word in ("-p", one)), "mcp-inspector")
FLAGS = ("--quiet", "--format", "json", "--stored-auth-only")
DEAL, USER = "amocrm://leads/5001", "101"
FINE, REFUSED_CALL, NO_ACCESS, FAILED = 0, 5, 3, 1


@dataclass(frozen=True, slots=True)
class Check:
    """One run of the inspector.

    Args:
        words: its arguments.
        shows: what stands in its output.
        status: its exit status.
    """

    words: tuple[str, ...]
    shows: str
    status: int = FINE


def call(tool: str, shows: str, status: int = FINE, **arguments: object) -> Check:
    given = ("--tool-args-json", json.dumps(arguments, ensure_ascii=False))
    return Check(("--method", "tools/call", "--tool-name", tool, *given), shows, status)


def read(uri: str, shows: str, status: int = FINE) -> Check:
    return Check(("--method", "resources/read", "--uri", uri), shows, status)


def prompt(name: str, argument: str, shows: str, status: int = FINE) -> Check:
    named = ("--prompt-name", name, "--prompt-args", argument)
    return Check(("--method", "prompts/get", *named), shows, status)


CHECKS = (
    Check(("--method", "tools/list", "--strict"), '"name":"update_deal"'),
    Check(("--method", "resources/list"), "amocrm://help"),
    Check(("--method", "resources/templates/list"), "amocrm://leads/{number}"),
    Check(("--method", "prompts/list"), "call_brief"),
    read(DEAL, "Внедрение CRM"),
    read("amocrm://account/pipelines", "Переговоры"),
    read("amocrm://leads/0", "Адрес записи не подходит", FAILED),
    prompt("call_brief", f"record={DEAL}", "Подготовь меня к звонку"),
    prompt("call_brief", "record=5001", "Адрес записи не подходит", FAILED),
    call("ask", "Переговоры", text="найди сделки на этапе переговоры"),
    call("show", "Внедрение CRM", record=DEAL),
    call("search_contacts", "amocrm://contacts/7001", name="Иван Петров"),
    call("search_deals", DEAL, name="Внедрение CRM"),
    call("search_companies", "amocrm://companies/8001", name="Ромашка"),
    call("search_tasks", "amocrm://tasks/6001", record=DEAL),
    call("report", "Переговоры", metric="count", group_by="stage"),
    call("add_note", '"status":"confirm"', record=DEAL, text="проверка"),
    call("create_task", '"status":"confirm"', record=DEAL, text="x", due="2030-03-06"),
    call("complete_task", '"status":"confirm"', task="amocrm://tasks/6001"),
    call("update_deal", '"status":"confirm"', deal=DEAL, budget=1),
    call("search_deals", "limit", REFUSED_CALL, limit=1000),
    call("search_deals", "responsable", REFUSED_CALL, responsable="me"),
    call("search_deals", "без cursor", REFUSED_CALL, cursor="x"),
    call("nothing", "not found", REFUSED_CALL),
)
REFUSED = Check(("--method", "tools/list"), "auth_required", NO_ACCESS)


def main() -> int:
    """Run all checks; the exit status is the number of those that failed."""
    failed = 0
    with TemporaryDirectory() as folder, served() as (url, token):
        config = Path(folder) / "mcp.json"
        config.write_text(json.dumps(over_stdio()), encoding="utf-8")
        reached = (url, "--transport", "http", "--header")
        for era in ("legacy", "modern"):
            spoken = ("--protocol-era", era)
            http = (*reached, f"Authorization: Bearer {token}", *spoken)
            failed += sum(not holds(one, http, f"http {era}") for one in CHECKS)
            stdio = ("--config", str(config), "--server", "amocrm", *spoken)
            failed += sum(not holds(one, stdio, f"stdio {era}") for one in CHECKS[::6])
            foreign = (*reached, "Authorization: Bearer amc_no", *spoken)
            failed += not holds(REFUSED, foreign, f"http {era}, a wrong token")
    print(f"{failed} failed" if failed else "all hold")
    return failed


def holds(check: Check, place: tuple[str, ...], about: str) -> bool:
    """Run one check and say how it went."""
    command = [*INSPECTOR, "--cli", *place, *FLAGS, *check.words]
    environment = {**os.environ, "MCP_INSPECTOR_SECRET_STORE": "memory"}
    ended = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=180, check=False
    )
    said = f"{ended.stdout}{ended.stderr}".replace('\\"', '"').replace(": ", ":")
    good = ended.returncode == check.status and check.shows.replace(": ", ":") in said
    print(f"{'ok   ' if good else 'WRONG'} {about}: {' '.join(check.words)}", flush=True)
    if not good:
        print(f"      exit {ended.returncode}: {said[-1500:]}", flush=True)
    return good


def over_stdio() -> dict[str, object]:
    """The file of docs/mcp.md for desktop clients."""
    environment = {"PYTHONPATH": str(ROOT), "MCP_USER": USER}
    arguments = ["-m", "service.mcp", "--sandbox"]
    own = {"command": sys.executable, "args": arguments, "env": environment}
    return {"mcpServers": {"amocrm": own}}


@contextmanager
def served() -> Iterator[tuple[str, str]]:
    """What `make mcp` serves, and the token it printed for the first user."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    command = [sys.executable, "-m", "service.mcp", "--http", "--sandbox"]
    environment = {**os.environ, "MCP_PORT": port}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as own:
        assert own.stdout is not None
        try:
            printed = (line.split() for line in own.stdout)
            token = next(words[-1] for words in printed if f"{USER}:" in words)
            yield f"http://127.0.0.1:{port}/mcp", token
        finally:
            own.terminate()


if __name__ == "__main__":
    sys.exit(main())
