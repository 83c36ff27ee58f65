"""`python -m service.run`: the assistant and the sandbox account side by side, for a first look."""

from __future__ import annotations

import argparse
import contextlib
import json
import secrets
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from service.errors import BadSetting
from service.llm_standin import Standin, start
from service.settings import Server, inherited

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "widget" / "dist" / "page"
WIDGET = ROOT / "widget" / "dist" / "package"
READY_SECONDS = 60.0
STOP_SECONDS = 30.0
POLL_SECONDS = 0.1
# Left from a real deployment's environment, these would stand in the sandbox's way or be used.
_NOT_INHERITED = (
    *("AMO_CLIENT_SECRET_FILE", "AMO_LONG_LIVED_TOKEN_FILE", "STATE_KEYS_FILE"),
    *("TOKEN_KEYS", "TOKEN_KEYS_FILE", "REDIS_URL", "REDIS_URL_FILE"),
)


def main(arguments: list[str] | None = None) -> int:
    """Start both, print where they are, and stop both at SIGINT or SIGTERM."""
    parser = argparse.ArgumentParser(prog="python -m service.run", description=__doc__)
    parser.add_argument("--llm-standin", action="store_true", help="a local stand-in for Mistral")
    options = parser.parse_args(arguments)
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    try:
        server = Server.from_env()
    except BadSetting as error:
        print(f"service.run: {error}", file=sys.stderr)
        return 1
    children: list[subprocess.Popen[bytes]] = []
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="assistant-"))
        model = _stand_in(stack.enter_context(start())) if options.llm_standin else {}
        try:
            return _serve(server, Path(folder), model, children, stopped)
        finally:
            for child in reversed(children):
                _stop(child)


def _serve(
    server: Server,
    folder: Path,
    model: Mapping[str, str],
    children: list[subprocess.Popen[bytes]],
    stopped: threading.Event,
) -> int:
    sandbox = f"http://127.0.0.1:{server.sandbox_port}"
    assistant = f"http://127.0.0.1:{server.port}"
    children.append(_spawn(_sandbox_command(server, assistant), {}))
    if not _ready(f"{sandbox}/healthz", children, stopped):
        return _failed(stopped, "the sandbox", "SANDBOX_PORT", server.sandbox_port)
    with urlopen(f"{sandbox}/_sandbox/settings", timeout=5) as answer:
        account = json.load(answer)
    environment = {**_environment(account, sandbox, server, folder), **model}
    children.append(_spawn(_service_command(), environment))
    if not _ready(f"{assistant}/healthz", children, stopped):
        return _failed(stopped, "the assistant", "PORT", server.port)
    print(f"assistant: {assistant}", flush=True)
    print(f"amoCRM page: {sandbox}", flush=True)
    while not stopped.wait(POLL_SECONDS):
        if any(child.poll() is not None for child in children):
            print("service.run: one of the servers ended by itself", file=sys.stderr)
            return 1
    return 0


def _stand_in(standin: Standin) -> dict[str, str]:
    """Settings that put the stand-in in the model's place, whatever key the environment holds."""
    print(f"stand-in for Mistral, no model: {standin.url}", flush=True)
    own = {"MISTRAL_API_KEY": "stand-in", "MISTRAL_API_KEY_FILE": "", "LLM_ENABLED": "1"}
    return {**own, "MISTRAL_SERVER_URL": standin.url}


def _sandbox_command(server: Server, assistant: str) -> list[str]:
    command = [sys.executable, "-m", "amo.sandbox", "--port", str(server.sandbox_port)]
    command += ["--backend", assistant]
    command += ["--redirect-uri", f"{assistant}/oauth/callback"]
    command += ["--page", str(PAGE)] if (PAGE / "index.html").exists() else []
    command += ["--widget", str(WIDGET)] if WIDGET.is_dir() else []
    return command


def _service_command() -> list[str]:
    return [sys.executable, "-m", "service.serve"]


def _environment(
    account: Mapping[str, object], sandbox: str, server: Server, folder: Path
) -> dict[str, str]:
    """The sandbox's settings as the service's; secrets of this run only."""
    local = sandbox.replace("127.0.0.1", "localhost")
    return {
        **dict.fromkeys(_NOT_INHERITED, ""),
        "AMO_ACCOUNT_ID": str(account["account_id"]),
        "AMO_BASE_URL": sandbox,
        "AMO_ISSUER": str(account["issuer"]),
        "AMO_CLIENT_ID": str(account["client_id"]),
        "AMO_CLIENT_SECRET": str(account["client_secret"]),
        "AMO_REDIRECT_URI": str(account["redirect_uri"]),
        "AMO_LONG_LIVED_TOKEN": str(account["long_lived_token"]),
        "ALLOWED_ORIGINS": f"{sandbox},{local}",
        "STATE_KEYS": secrets.token_hex(32),
        "STORE_PATH": str(folder / "store.sqlite3"),
        "PORT": str(server.port),
        "USER_REQUESTS_PER_MINUTE": "100000",
        "ACCOUNT_REQUESTS_PER_MINUTE": "1000000",
    }


def _spawn(command: list[str], environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    # A session of its own: Ctrl+C reaches this process alone, which then stops them in order.
    return subprocess.Popen(command, cwd=ROOT, env=inherited(environment), start_new_session=True)


def _ready(address: str, children: list[subprocess.Popen[bytes]], stopped: threading.Event) -> bool:
    end = time.monotonic() + READY_SECONDS
    while time.monotonic() < end and not stopped.is_set():
        if any(child.poll() is not None for child in children):
            return False
        try:
            with urlopen(address, timeout=2) as answer:
                return bool(answer.status == 200)
        except (URLError, OSError):
            stopped.wait(POLL_SECONDS)
    return False


def _failed(stopped: threading.Event, what: str, setting: str, port: int) -> int:
    if stopped.is_set():
        return 0
    remedy = f"see its message above; if port {port} is taken, set {setting} to a free one"
    print(f"service.run: {what} did not start: {remedy}", file=sys.stderr)
    return 1


def _stop(child: subprocess.Popen[bytes]) -> None:
    if child.poll() is None:
        child.terminate()
        try:
            child.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


if __name__ == "__main__":
    sys.exit(main())
