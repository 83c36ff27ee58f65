"""What the tests of grants share: grants, keys, and OAuth towards a sandbox."""

import base64
import time
from collections.abc import Callable
from dataclasses import replace
from typing import NoReturn

from amo.deadline import Deadline
from amo.errors import StoreUnavailable
from amo.hosts import Hosts
from amo.http import Limits, Transport
from amo.oauth import OAuth, OAuthApp
from amo.sandbox.identity.integration import Integration
from amo.tokens import Grant

KEY = base64.urlsafe_b64encode(b"a key of just thirty-two bytes..").decode()
ACCOUNT = 31999001


def soon(seconds: float = 10.0) -> Deadline:
    return Deadline.after(seconds, time.monotonic)


def grant(**changes) -> Grant:
    whole = Grant(ACCOUNT, "https://x.amocrm.ru", "access-1", "refresh-1", 2e9, 1.9e9)
    return replace(whole, **changes)


def oauth_for(url: str, integration: Integration, seconds: float = 5.0) -> OAuth:
    app = OAuthApp(integration.client_id, integration.client_secret, integration.redirect_uri)
    return OAuth(app, Transport(Limits(seconds=seconds)), Hosts(extra=(url,)), time.time)


def missing() -> NoReturn:
    raise StoreUnavailable


def wait_until(true: Callable[[], bool], seconds: float = 10.0) -> None:
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "it never came true"
        time.sleep(0.02)
