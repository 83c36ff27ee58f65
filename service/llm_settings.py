"""The settings of the second reader; without a key nothing is ever sent anywhere."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from service.environment import Environment
from service.errors import BadSetting

MODEL = "mistral-small-2603"
_MODEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,99}")


@dataclass(frozen=True, slots=True)
class LlmSettings:
    """The second reader.

    Args:
        server_url: Mistral's own when empty.
        model: a dated id; `…-latest` works too, but changes by itself.
    """

    key: str = field(default="", repr=False)
    server_url: str = ""
    model: str = MODEL
    enabled: bool = True

    @property
    def is_on(self) -> bool:
        """Whether anything may be sent."""
        return self.enabled and bool(self.key)


def read_llm(env: Environment) -> LlmSettings:
    """Read and check them.

    Raises:
        BadSetting: one is unusable.
    """
    return LlmSettings(
        key=_key(env.secret("MISTRAL_API_KEY")),
        server_url=_server(env.url("MISTRAL_SERVER_URL", "", path=True)),
        model=_model(env.text("MISTRAL_MODEL", MODEL)),
        enabled=env.flag("LLM_ENABLED", True),
    )


def _key(key: str) -> str:
    if key and not (key.isascii() and key.isprintable() and " " not in key):
        raise BadSetting("MISTRAL_API_KEY", "is no key", "copy it again, in one line")
    return key


def _model(model: str) -> str:
    if not _MODEL.fullmatch(model):
        raise BadSetting("MISTRAL_MODEL", "is no model's id", f"give one such as {MODEL}")
    return model


def _server(url: str) -> str:
    """The key may cross a network only encrypted; a bare name is a neighbour in a container."""
    host = urlsplit(url).hostname or ""
    if url.startswith("http:") and not _is_near(host):
        problem = "would send the key unencrypted"
        raise BadSetting("MISTRAL_SERVER_URL", problem, "give an https address")
    return url.rstrip("/")


def _is_near(host: str) -> bool:
    if "." not in host and ":" not in host:
        return True
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return False
