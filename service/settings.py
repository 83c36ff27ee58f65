"""The settings of the service: the only reader of the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from service.environment import Environment
from service.errors import BadSetting

SHORTEST_SECRET = 32
DEVELOPMENT_STORE = Path(__file__).resolve().parents[1] / "var" / "assistant.sqlite3"


class ConfirmWrites(StrEnum):
    """When a write waits for «да»: always, or only when something was not said in words."""

    ALWAYS = "always"
    INFERRED = "inferred"


@dataclass(frozen=True, slots=True)
class AmoSettings:
    """The account and the integration.

    Args:
        base_url: where calls go.
        issuer: the account's own address, as the widget's token names it.
        rate: calls a second; amoCRM allows an integration 7, divide them between deployments.
        redirect_uri: the integration's; its scheme and host are the token's audience.
    """

    account_id: int
    base_url: str
    issuer: str
    client_id: str
    redirect_uri: str
    client_secret: str = field(repr=False)
    token: str = field(repr=False)
    rate: int = 7


@dataclass(frozen=True, slots=True)
class LlmSettings:
    """The second reader; without a key nothing is ever sent anywhere."""

    key: str = field(default="", repr=False)
    server_url: str = ""
    model: str = "mistral-small-latest"
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class Server:
    """Where the service listens and with how many processes."""

    host: str
    port: int
    sandbox_port: int
    workers: int

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None) -> Server:
        """Read and check them.

        Raises:
            BadSetting: one is unusable.
        """
        env = Environment(os.environ if environ is None else environ)
        return cls(
            host=env.text("HOST", "127.0.0.1"),
            port=env.integer("PORT", 8000, least=0, most=65_535),
            sandbox_port=env.integer("SANDBOX_PORT", 8001, least=0, most=65_535),
            workers=env.integer("WEB_CONCURRENCY", 2, least=1, most=64),
        )


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything an operator may set.

    Args:
        origins: pages besides the account's own that may call the API.
        state_keys: secrets of the dialogue state, the newest first.
        state_ttl: seconds a dialogue may rest.
        answer_seconds: the time of one answer.
        store_path: the SQLite file of claims and shared limits.
        redis_url: Redis instead of SQLite when not empty.
        workers: processes that share the rate of calls while the shared limiter is away.
        debug_token: opens /debug/parse when not empty.
    """

    amo: AmoSettings
    state_keys: tuple[str, ...] = field(repr=False)
    origins: tuple[str, ...] = ()
    state_ttl: int = 900
    confirm: ConfirmWrites = ConfirmWrites.ALWAYS
    answer_seconds: float = 14.0
    store_path: Path = DEVELOPMENT_STORE
    redis_url: str = field(default="", repr=False)
    debug_token: str = field(default="", repr=False)
    llm: LlmSettings = field(default_factory=LlmSettings)
    workers: int = 1
    per_user_minute: int = 60
    per_account_minute: int = 600
    log_texts: bool = False

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None) -> Settings:
        """Read and check all settings.

        Args:
            environ: the process's own environment when None.

        Raises:
            BadSetting: one is missing or unusable.
        """
        env = Environment(os.environ if environ is None else environ)
        return cls(
            amo=_amo(env),
            state_keys=_state_keys(env),
            origins=tuple(env.urls("ALLOWED_ORIGINS")),
            state_ttl=env.integer("STATE_TTL_SECONDS", 900, least=1, most=86_400),
            confirm=env.choice("CONFIRM_WRITES", ConfirmWrites, ConfirmWrites.ALWAYS),
            answer_seconds=env.number("ANSWER_SECONDS", 14.0, least=1.0, most=60.0),
            store_path=Path(env.text("STORE_PATH", str(DEVELOPMENT_STORE))),
            redis_url=env.secret("REDIS_URL"),
            debug_token=env.secret("DEBUG_TOKEN"),
            llm=_llm(env),
            workers=Server.from_env(env.environ).workers,
            per_user_minute=env.integer("USER_REQUESTS_PER_MINUTE", 60, least=1, most=100_000),
            per_account_minute=env.integer(
                "ACCOUNT_REQUESTS_PER_MINUTE", 600, least=1, most=1_000_000
            ),
            log_texts=env.flag("LOG_TEXTS", False),
        )


def bound_name_lookups() -> None:
    """Let a dead name server cost a second, not ten (resolv.conf(5), RES_OPTIONS)."""
    os.environ.setdefault("RES_OPTIONS", "timeout:1 attempts:1")


def inherited(extra: Mapping[str, str]) -> dict[str, str]:
    """The environment of a child process: this one's with `extra` on top."""
    return {**os.environ, **extra}


def _amo(env: Environment) -> AmoSettings:
    base = env.url("AMO_BASE_URL")
    return AmoSettings(
        account_id=env.integer("AMO_ACCOUNT_ID", None, least=1, most=2**53),
        base_url=base,
        issuer=env.url("AMO_ISSUER", base),
        client_id=env.required("AMO_CLIENT_ID"),
        redirect_uri=env.url("AMO_REDIRECT_URI", path=True),
        client_secret=_long("AMO_CLIENT_SECRET", env.secret("AMO_CLIENT_SECRET", needed=True)),
        token=env.secret("AMO_LONG_LIVED_TOKEN", needed=True),
        rate=env.integer("AMO_REQUESTS_PER_SECOND", 7, least=1, most=50),
    )


def _state_keys(env: Environment) -> tuple[str, ...]:
    keys = tuple(key for key in env.secret("STATE_KEYS", needed=True).split(",") if key.strip())
    if not keys:
        raise BadSetting("STATE_KEYS", "has no key in it", "give at least one secret")
    return tuple(_long("STATE_KEYS", key.strip()) for key in keys)


def _llm(env: Environment) -> LlmSettings:
    return LlmSettings(
        key=env.secret("MISTRAL_API_KEY"),
        server_url=env.url("MISTRAL_SERVER_URL", "", path=True),
        model=env.text("MISTRAL_MODEL", "mistral-small-latest"),
        enabled=env.flag("LLM_ENABLED", True),
    )


def _long(name: str, secret: str) -> str:
    if len(secret.encode()) < SHORTEST_SECRET:
        problem = f"is shorter than {SHORTEST_SECRET} bytes"
        raise BadSetting(name, problem, "give a longer random one: openssl rand -hex 32")
    return secret
