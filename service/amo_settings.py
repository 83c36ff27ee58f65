"""The integration's settings, and the two ways of serving accounts: by one token, or by OAuth."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from service.environment import Environment
from service.errors import BadSetting

SHORTEST_SECRET = 32
ZONES = "amocrm.ru,kommo.com"
PORTAL = "https://www.amocrm.ru"


@dataclass(frozen=True, slots=True)
class OneAccount:
    """One account, by its long-lived token: nothing to renew, nothing to keep.

    Args:
        base_url: where calls go.
        issuer: the account's own address, as the widget's token names it.
    """

    account_id: int
    base_url: str
    issuer: str
    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ManyAccounts:
    """Every account whose administrator grants access by OAuth.

    Args:
        keys: secrets that encrypt the grants, the newest first.
        portal: where administrators are asked: amocrm.ru's or kommo.com's.
        zones: domains whose direct subdomains are accounts.
        sandbox: an account address allowed beside them, as base address to issuer.
    """

    keys: tuple[str, ...] = field(repr=False)
    portal: str = PORTAL
    zones: tuple[str, ...] = ("amocrm.ru", "kommo.com")
    sandbox: tuple[tuple[str, str], ...] = ()


Serves: TypeAlias = OneAccount | ManyAccounts


@dataclass(frozen=True, slots=True)
class AmoSettings:
    """The integration.

    Args:
        redirect_uri: as in the integration; its scheme and host are the token's audience.
        client_secret: signs widget tokens and the uninstall hook.
        old_secrets: earlier ones, good for widget tokens while a new one spreads.
        serves: which accounts, and by what right.
        rate: calls a second; amoCRM allows an integration 7, divide them between deployments.
    """

    client_id: str
    redirect_uri: str
    client_secret: str = field(repr=False)
    serves: Serves
    old_secrets: tuple[str, ...] = field(default=(), repr=False)
    rate: int = 7


def read_amo(env: Environment) -> AmoSettings:
    """Read and check them.

    Raises:
        BadSetting: one is missing or unusable.
    """
    return AmoSettings(
        client_id=env.required("AMO_CLIENT_ID"),
        redirect_uri=env.url("AMO_REDIRECT_URI", path=True),
        client_secret=long_secret(
            "AMO_CLIENT_SECRET", env.secret("AMO_CLIENT_SECRET", needed=True)
        ),
        serves=_serves(env),
        old_secrets=secrets(env, "AMO_CLIENT_SECRET_PREVIOUS"),
        rate=env.integer("AMO_REQUESTS_PER_SECOND", 7, least=1, most=50),
    )


def secrets(env: Environment, name: str, *, needed: bool = False) -> tuple[str, ...]:
    """A comma-separated list of secrets, each long enough."""
    keys = [key.strip() for key in env.secret(name, needed=needed).split(",") if key.strip()]
    if needed and not keys:
        raise BadSetting(name, "has no key in it", "give at least one secret")
    return tuple(long_secret(name, key) for key in keys)


def long_secret(name: str, secret: str) -> str:
    """The secret, if it cannot be guessed."""
    if len(secret.encode()) < SHORTEST_SECRET:
        problem = f"is shorter than {SHORTEST_SECRET} bytes"
        raise BadSetting(name, problem, "give a longer random one: openssl rand -hex 32")
    return secret


def _serves(env: Environment) -> Serves:
    token, keys = env.secret("AMO_LONG_LIVED_TOKEN"), secrets(env, "TOKEN_KEYS")
    if token and keys:
        remedy = "keep the token for one account, or the keys for accounts by OAuth"
        raise BadSetting("AMO_LONG_LIVED_TOKEN", "is set together with TOKEN_KEYS", remedy)
    if keys:
        return _many(env, keys)
    if not token:
        remedy = "set it (or AMO_LONG_LIVED_TOKEN_FILE), or TOKEN_KEYS to connect accounts by OAuth"
        raise BadSetting("AMO_LONG_LIVED_TOKEN", "is not set", remedy)
    base = env.url("AMO_BASE_URL")
    return OneAccount(
        account_id=env.integer("AMO_ACCOUNT_ID", None, least=1, most=2**53),
        base_url=base,
        issuer=env.url("AMO_ISSUER", base),
        token=_word("AMO_LONG_LIVED_TOKEN", token),
    )


def _many(env: Environment, keys: tuple[str, ...]) -> ManyAccounts:
    base = env.url("AMO_BASE_URL", "")
    said = env.text("AMO_ZONES", ZONES).lower().split(",")
    zones = tuple(one.strip() for one in said if one.strip())
    if any("." not in one or "/" in one for one in zones):
        raise BadSetting("AMO_ZONES", "is no list of domains", f"give one such as {ZONES}")
    sandbox = ((base, env.url("AMO_ISSUER", base)),) if base else ()
    return ManyAccounts(keys, env.url("AMO_PORTAL", PORTAL), zones, sandbox)


def _word(name: str, token: str) -> str:
    if not all("!" <= one <= "~" for one in token):
        raise BadSetting(name, "has a space or a letter no token has", "copy it again from amoCRM")
    return token
