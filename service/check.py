"""`python -m service check`: what is wrong with this deployment, and how to mend it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from redis import AuthenticationError, RedisError, ResponseError

from amo import AmoError
from amo.deadline import Deadline
from amo.directory import Directory
from amo.errors import Forbidden, NotConnected, Shut, Unauthorized
from nlu.errors import NluError
from service.amo_settings import ManyAccounts, OneAccount
from service.crm import connector
from service.errors import BadReplies, BadSetting
from service.mind import Mind
from service.replay.apis import RecordedApis
from service.replies import load_replies
from service.settings import Settings
from service.shared_store import Shared, open_shared
from service.store_place import prove_file
from service.tenants import Tenants, open_tenants

CALL_SECONDS = 10.0
NOT_FORGETTING = "maxmemory-policy noeviction"
RIGHTS = "make the token as an administrator of the account, in the integration's «Keys» tab"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at.

    Args:
        wrong: what is wrong; empty when nothing is.
        remedy: how to mend it, or what to know.
    """

    what: str
    wrong: str = ""
    remedy: str = ""

    def __str__(self) -> str:
        if not self.wrong:
            return f"ok    {self.what}{f': {self.remedy}' if self.remedy else ''}"
        return f"WRONG {self.what}: {self.wrong}\n      → {self.remedy}"


def findings(read: Callable[[], Settings]) -> Iterator[Finding]:
    """Look at everything a running service needs, one finding after the other.

    Args:
        read: reads the settings.
    """
    yield _data()
    try:
        settings = read()
    except BadSetting as error:
        yield Finding(f"setting {error.name}", error.problem, error.remedy)
        return
    yield Finding("settings")
    shared = open_shared(settings.redis_url, time.monotonic)
    yield _redis(shared) if shared else _file(settings)
    try:
        tenants = open_tenants(settings, connector(settings, shared, RecordedApis()), shared)
        tenants.check()
    except AmoError as error:
        yield Finding("grants", type(error).__name__, _store_remedy(settings))
        return
    yield from _accounts(settings, tenants)
    yield _second_reader(settings)


def _data() -> Finding:
    try:
        load_replies()
        Mind.load()
    except (BadReplies, NluError) as error:
        return Finding("files under data/", str(error), "restore them, or mend the line named")
    return Finding("files under data/")


def _file(settings: Settings) -> Finding:
    try:
        prove_file(settings.store_path)
    except BadSetting as error:
        return Finding(error.name, error.problem, error.remedy)
    return Finding("STORE_PATH", remedy="one machine only; set REDIS_URL for several")


def _store_remedy(settings: Settings) -> str:
    if settings.redis_url:
        return "see that Redis runs and REDIS_URL is right"
    return f"let the service's user write to {settings.store_path.parent}, and see that it has room"


def _redis(shared: Shared) -> Finding:
    try:
        shared.client.ping()
        kept: Any = shared.client.config_get()
    except AuthenticationError:
        remedy = "put the password of Redis into REDIS_URL: redis://:PASSWORD@host:6379/0"
        return Finding("REDIS_URL", "does not accept the password", remedy)
    except ResponseError:  # a hosted Redis keeps its settings to itself
        return Finding("REDIS_URL", remedy=f"see that it has appendonly yes, {NOT_FORGETTING}")
    except RedisError as error:
        remedy = "see that Redis runs, that REDIS_URL has the right host, port and password"
        return Finding("REDIS_URL", f"gives no answer ({type(error).__name__})", remedy)
    if kept.get("appendonly") != "yes":
        return Finding(
            "REDIS_URL",
            "keeps nothing on the disk (appendonly no): a restart forgets grants and claims",
            "start Redis with --appendonly yes (deploy/compose.yaml does)",
        )
    if kept.get("maxmemory-policy") != "noeviction":
        return Finding(
            "REDIS_URL",
            "drops keys when its memory is full: a claim forgotten could write a task twice",
            f"start Redis with --{NOT_FORGETTING} (deploy/compose.yaml does)",
        )
    return Finding("REDIS_URL")


def _accounts(settings: Settings, tenants: Tenants) -> Iterator[Finding]:
    match settings.amo.serves:
        case OneAccount() as account:
            yield _account(tenants, account)
        case ManyAccounts():
            count = len(tenants.addresses())
            remedy = f"{count} connected; administrators connect theirs at /oauth/start"
            yield Finding("accounts", remedy=remedy)


def _account(tenants: Tenants, account: OneAccount) -> Finding:
    what = f"amoCRM at {account.base_url}"
    client = tenants.client(account.account_id)
    assert client is not None
    try:
        directory = client.directory(Deadline.after(CALL_SECONDS, time.monotonic))
    except Unauthorized:
        return Finding(what, "does not accept AMO_LONG_LIVED_TOKEN", RIGHTS)
    except Shut:
        remedy = "see that the account is paid and that it does not block this machine's address"
        return Finding(what, "refuses the account or this machine", remedy)
    except NotConnected:
        remedy = "see AMO_BASE_URL, the name server, and that the firewall lets https out"
        return Finding(what, "cannot be reached", remedy)
    except Forbidden:
        return Finding(what, "keeps the account from this token", RIGHTS)
    except AmoError as error:
        return Finding(what, f"gave no usable answer ({type(error).__name__})", "try again")
    return _read(what, directory, account)


def _read(what: str, directory: Directory, account: OneAccount) -> Finding:
    if directory.account.id != account.account_id:
        wrong = f"is account {directory.account.id}, not {account.account_id}"
        return Finding(what, wrong, "set AMO_ACCOUNT_ID and AMO_BASE_URL of one account")
    if not directory.users_known:
        return Finding(what, "keeps its users from this token", RIGHTS)
    return Finding(what, remedy=f"{len(directory.active_users)} users may ask")


def _second_reader(settings: Settings) -> Finding:
    if not settings.llm.is_on:
        return Finding("second reader", remedy="off: rules alone, nothing leaves for an LLM")
    return Finding("second reader", remedy=f"on, {settings.llm.model}: phrases leave, masked")
