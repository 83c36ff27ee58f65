"""The settings of the service: the only reader of the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from amo.shared_redis import is_address
from service.amo_settings import AmoSettings, long_secret, read_amo, secrets
from service.environment import Environment
from service.errors import BadSetting
from service.llm_settings import LlmSettings, read_llm
from service.mcp_settings import McpSettings, read_mcp

METRICS_FOLDER = "PROMETHEUS_MULTIPROC_DIR"  # the library's own name
AT_ONCE = 16
DEVELOPMENT_STORE = Path(__file__).resolve().parents[1] / "var" / "assistant.sqlite3"


class ConfirmWrites(StrEnum):
    """When a write waits for «да»: always, or only when something was not said in words."""

    ALWAYS = "always"
    INFERRED = "inferred"


@dataclass(frozen=True, slots=True)
class Server:
    """Where the service listens and with how many processes."""

    host: str
    port: int
    sandbox_port: int
    workers: int
    at_once: int = AT_ONCE

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
            at_once=env.integer("ANSWERS_AT_ONCE", AT_ONCE, least=1, most=256),
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
        workers: processes of one instance.
        instances: machines; with the workers they share the rate while the shared limiter is away.
        at_once: messages one process answers at the same time; more are asked to come again.
        behind_proxy: whether X-Request-Start comes from a proxy of ours.
        debug_token: opens /debug/parse when not empty.
        metrics_token: opens /metrics when not empty.
        recording: whether each turn is kept as a replay, with what amoCRM answered.
        log_gaps: whether phrases nobody understood are kept, personal data masked.
        stuck_days: after so many days without movement a deal is called stuck.
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
    instances: int = 1
    at_once: int = AT_ONCE
    behind_proxy: bool = False
    metrics_token: str = field(default="", repr=False)
    per_user_minute: int = 60
    per_account_minute: int = 600
    log_texts: bool = False
    recording: bool = False
    log_gaps: bool = False
    stuck_days: int = 7

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None) -> Settings:
        """Read and check all settings.

        Args:
            environ: the process's own environment when None.

        Raises:
            BadSetting: one is missing or unusable.
        """
        env = Environment(os.environ if environ is None else environ)
        server = Server.from_env(env.environ)
        return cls(
            amo=read_amo(env),
            state_keys=secrets(env, "STATE_KEYS", needed=True),
            origins=tuple(env.urls("ALLOWED_ORIGINS")),
            state_ttl=env.integer("STATE_TTL_SECONDS", 900, least=1, most=86_400),
            confirm=env.choice("CONFIRM_WRITES", ConfirmWrites, ConfirmWrites.ALWAYS),
            answer_seconds=env.number("ANSWER_SECONDS", 14.0, least=1.0, most=15.0),
            store_path=Path(env.text("STORE_PATH", str(DEVELOPMENT_STORE))),
            redis_url=_redis(env),
            debug_token=_token(env, "DEBUG_TOKEN"),
            llm=read_llm(env),
            workers=server.workers,
            instances=env.integer("INSTANCES", 1, least=1, most=1000),
            at_once=server.at_once,
            behind_proxy=env.flag("BEHIND_PROXY", False),
            metrics_token=_token(env, "METRICS_TOKEN"),
            per_user_minute=env.integer("USER_REQUESTS_PER_MINUTE", 60, least=1, most=100_000),
            per_account_minute=env.integer(
                "ACCOUNT_REQUESTS_PER_MINUTE", 600, least=1, most=1_000_000
            ),
            log_texts=env.flag("LOG_TEXTS", False),
            recording=env.flag("RECORDING", False),
            log_gaps=env.flag("LOG_GAPS", False),
            stuck_days=env.integer("STUCK_DAYS", 7, least=1, most=365),
        )


def llm_from_env() -> LlmSettings:
    """The settings of the second reader alone.

    Raises:
        BadSetting: one is unusable.
    """
    return read_llm(Environment(os.environ))


def mcp_from_env() -> McpSettings:
    """The settings of the door for other programs alone.

    Raises:
        BadSetting: one is unusable.
    """
    return read_mcp(Environment(os.environ))


def bound_name_lookups() -> None:
    """Let a dead name server cost a second, not ten (resolv.conf(5), RES_OPTIONS)."""
    os.environ.setdefault("RES_OPTIONS", "timeout:1 attempts:1")


def metrics_folder() -> str:
    """Where the processes of one machine keep their numbers; empty for a single process."""
    return os.environ.get(METRICS_FOLDER, "")


def use_metrics_folder(folder: str) -> None:
    """Let this process and its children keep numbers in a folder; before they are made."""
    os.environ[METRICS_FOLDER] = folder


def inherited(extra: Mapping[str, str]) -> dict[str, str]:
    """The environment of a child process: this one's with `extra` on top."""
    return {**os.environ, **extra}


def _redis(env: Environment) -> str:
    url = env.secret("REDIS_URL")
    if url and not is_address(url):
        remedy = (
            "give one such as redis://:PASSWORD@redis:6379/0, with / # of a password as %2F %23"
        )
        raise BadSetting("REDIS_URL", "is no address of Redis", remedy)
    return url


def _token(env: Environment, name: str) -> str:
    token = env.secret(name)
    return long_secret(name, token) if token else ""
