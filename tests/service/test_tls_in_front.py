"""nginx with the whole shipped configuration, TLS included, before a real instance."""

from __future__ import annotations

import shutil
import socket
import ssl
import warnings
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests

from tests.amo.test_amo_tls import certificate
from tests.load.fleet import ROOT, Program, free_port
from tests.service.assistant_stage import ORIGIN, Stage, wait_until

HSTS = "max-age=31536000"


class Front:
    """The addresses of a running nginx, and the file that makes its certificate trusted."""

    def __init__(self, folder: Path, upstream: str) -> None:
        self.trusted = str(certificate(folder, "127.0.0.1", 30))
        self.ports = free_port(), free_port()
        for name in ("fullchain.pem", "privkey.pem"):
            shutil.copy(self.trusted, folder / name)
        places = _shipped("nginx-locations.conf").replace("/dev/stdout", f"{folder}/access.log")
        places = places.replace("/etc/nginx/assistant;", f"{ROOT / 'data'};")
        (folder / "places.conf").write_text(places, encoding="utf-8")
        (folder / "nginx.conf").write_text(
            f"daemon off; pid {folder}/nginx.pid; events {{}} http {{\n"
            + "".join(
                f"{kind}_temp_path {folder}/{kind};\n"
                for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
            )
            + self._server(folder, upstream)
            + "}",
            encoding="utf-8",
        )
        command = ["nginx", "-e", f"{folder}/nginx.log", "-p", str(folder)]
        self.program = Program([*command, "-c", f"{folder}/nginx.conf"], folder / "nginx.out")

    def _server(self, folder: Path, upstream: str) -> str:
        text = _shipped("nginx.conf")
        changes = {
            "listen 80;": f"listen 127.0.0.1:{self.ports[0]};",
            "listen 443 ssl;": f"listen 127.0.0.1:{self.ports[1]} ssl;",
            "/etc/nginx/tls/": f"{folder}/",
            "/etc/nginx/assistant-locations.conf": f"{folder}/places.conf",
            "assistant-1:8000": urlsplit(upstream).netloc,
            "assistant-2:8000": f"127.0.0.1:{free_port()}",
        }
        for shipped, here in changes.items():
            assert shipped in text
            text = text.replace(shipped, here)
        return text

    def get(self, path: str, **given: str) -> requests.Response:
        address = f"https://127.0.0.1:{self.ports[1]}{path}"
        return requests.get(address, headers=given, verify=self.trusted, timeout=10)


def _shipped(name: str) -> str:
    return (ROOT / "deploy" / name).read_text(encoding="utf-8")


@pytest.fixture
def front(tmp_path: Path, stage: Stage) -> Iterator[Front]:
    if shutil.which("nginx") is None:
        pytest.skip("TLS IN FRONT IS NOT TESTED: no nginx here (Debian: nginx-light)")
    made = Front(tmp_path, stage.url)
    made.program.start()
    try:
        wait_until(lambda: _answers(made))
        yield made
    finally:
        made.program.stop()


def _answers(front: Front) -> bool:
    try:
        return front.get("/healthz").ok
    except requests.ConnectionError:
        return False


def test_answers_and_nginxs_own_refusals_ask_for_tls_from_now_on(front: Front) -> None:
    for path in ("/healthz", "/api/v1/chat", "/nowhere"):
        assert front.get(path, Origin=ORIGIN).headers["Strict-Transport-Security"] == HSTS
    assert front.get("/nowhere").headers["Content-Type"] == "application/problem+json"


def test_plain_http_is_sent_to_tls(front: Front) -> None:
    address = f"http://127.0.0.1:{front.ports[0]}/api/v1/chat"
    answer = requests.get(address, allow_redirects=False, timeout=10)
    assert answer.status_code == 301
    assert answer.headers["Location"].startswith("https://")


@pytest.mark.parametrize(
    ("newest", "spoken"), [(ssl.TLSVersion.TLSv1_1, False), (ssl.TLSVersion.TLSv1_2, True)]
)
def test_nothing_older_than_tls_1_2_is_spoken(
    front: Front, newest: ssl.TLSVersion, spoken: bool
) -> None:
    context = ssl.create_default_context(cafile=front.trusted)
    context.set_ciphers("ALL:@SECLEVEL=0")  # a client that would speak anything
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = newest
    with socket.create_connection(("127.0.0.1", front.ports[1]), 10) as bare:
        if spoken:
            with context.wrap_socket(bare, server_hostname="127.0.0.1") as connection:
                assert connection.version() == "TLSv1.2"
        else:
            with pytest.raises(ssl.SSLError, match=r"(?i)version|protocol"):
                context.wrap_socket(bare, server_hostname="127.0.0.1")
