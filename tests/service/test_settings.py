"""Settings: read in one place, checked at the start, secrets never shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.amo_settings import ManyAccounts, OneAccount
from service.claims import HOLD_SECONDS
from service.errors import BadSetting
from service.settings import ConfirmWrites, Server, Settings, mcp_from_env

SECRET = "a-secret-of-the-tests-that-is-long-enough"
GOOD = {
    "AMO_ACCOUNT_ID": "31999001",
    "AMO_BASE_URL": "https://severveter.amocrm.ru",
    "AMO_CLIENT_ID": "id",
    "AMO_CLIENT_SECRET": SECRET,
    "AMO_REDIRECT_URI": "https://assistant.example/oauth/callback",
    "AMO_LONG_LIVED_TOKEN": "token",
    "STATE_KEYS": SECRET,
}


def test_good_settings_are_read() -> None:
    settings = Settings.from_env(GOOD)
    assert isinstance(settings.amo.serves, OneAccount)
    assert settings.amo.serves.issuer == settings.amo.serves.base_url
    assert settings.state_ttl == 900
    assert settings.confirm is ConfirmWrites.ALWAYS
    assert not settings.llm.key


def test_addresses_are_compared_as_browsers_write_them() -> None:
    """A capital letter made every token and every page a stranger's."""
    own = {
        "AMO_BASE_URL": "https://SeverVeter.amocrm.ru/",
        "ALLOWED_ORIGINS": "https://CRM.Example",
    }
    settings = Settings.from_env({**GOOD, **own})
    assert isinstance(settings.amo.serves, OneAccount)
    assert settings.amo.serves.issuer == "https://severveter.amocrm.ru"
    assert settings.origins == ("https://crm.example",)


def test_domains_of_accounts_may_be_written_in_capitals() -> None:
    many = {"AMO_LONG_LIVED_TOKEN": "", "AMO_BASE_URL": "", "TOKEN_KEYS": SECRET}
    settings = Settings.from_env({**GOOD, **many, "AMO_ZONES": "amoCRM.ru, kommo.com"})
    assert isinstance(settings.amo.serves, ManyAccounts)
    assert settings.amo.serves.zones == ("amocrm.ru", "kommo.com")


def test_secrets_are_not_in_the_repr() -> None:
    shown = repr(Settings.from_env({**GOOD, "MISTRAL_API_KEY": "sk-planted"}))
    assert SECRET not in shown
    assert "sk-planted" not in shown
    assert "token=" not in shown


@pytest.mark.parametrize("name", sorted(GOOD))
def test_a_missing_setting_stops_the_start_by_name(name: str) -> None:
    given = {key: value for key, value in GOOD.items() if key != name}
    with pytest.raises(BadSetting, match=f"{name}: is not set; "):
        Settings.from_env(given)


WRONG = [
    ("AMO_ACCOUNT_ID", "abc"),
    ("AMO_ACCOUNT_ID", "-1"),
    ("AMO_ACCOUNT_ID", "9" * 30),
    ("AMO_BASE_URL", "severveter.amocrm.ru"),
    ("AMO_BASE_URL", "ftp://severveter.amocrm.ru"),
    ("AMO_BASE_URL", "https://user@severveter.amocrm.ru"),
    ("AMO_BASE_URL", "https://severveter.amocrm.ru/path"),
    ("AMO_BASE_URL", "https://[bad"),
    ("AMO_CLIENT_SECRET", "tiny-one"),
    ("STATE_KEYS", "tiny-one"),
    ("STATE_KEYS", " , "),
    ("STATE_TTL_SECONDS", "0"),
    ("STATE_TTL_SECONDS", "fifteen"),
    ("STUCK_DAYS", "0"),
    ("STUCK_DAYS", "неделя"),
    ("CONFIRM_WRITES", "never"),
    ("ANSWER_SECONDS", "nan"),
    ("ANSWER_SECONDS", "soon"),
    ("ANSWER_SECONDS", str(HOLD_SECONDS)),  # whoever claims a write must be done before it is free
    ("LLM_ENABLED", "maybe"),
    ("ALLOWED_ORIGINS", "https://good.example,bad"),
    ("REDIS_URL", "redis.example:6379"),
    ("REDIS_URL", "redis://redis.example:99999/0"),
    ("REDIS_URL", "redis://redis.example:6379/first"),
    ("REDIS_URL", "redis://:a/b#c@redis.example:6379/0"),
    ("REDIS_URL", "redis://redis.example:6379/0?patience=1"),
    ("DEBUG_TOKEN", "tiny-one"),
    ("METRICS_TOKEN", "tiny-one"),
]


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_bad_setting_is_named_with_a_remedy_and_without_its_value(name: str, value: str) -> None:
    with pytest.raises(BadSetting) as raised:
        Settings.from_env({**GOOD, name: value})
    assert raised.value.name == name
    assert "; " in str(raised.value)
    assert len(value.strip(" ,")) < 5 or value not in str(raised.value)


@pytest.mark.parametrize(
    "url", ["redis://redis", "rediss://:a%2Fb@redis:6380/3", "rediss://r?ssl_cert_reqs=none"]
)
def test_an_address_of_redis_is_taken_as_it_is(url: str) -> None:
    assert Settings.from_env({**GOOD, "REDIS_URL": url}).redis_url == url


@pytest.mark.parametrize(
    ("name", "value"),
    [("MCP_PORT", "0"), ("MCP_URL", "mcp.example"), ("MCP_USER", "Анна"), ("MCP_TOKEN_DAYS", "0")],
)
def test_a_bad_setting_of_the_door_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(BadSetting) as raised:
        mcp_from_env()
    assert raised.value.name == name


def test_a_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(f"\ufeff{SECRET}-of-a-file\r\n", encoding="utf-8")
    given = {key: value for key, value in GOOD.items() if key != "STATE_KEYS"}
    settings = Settings.from_env({**given, "STATE_KEYS_FILE": str(tmp_path / "secret")})
    assert settings.state_keys == (f"{SECRET}-of-a-file",)


def test_a_secret_and_its_file_together_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="together"):
        Settings.from_env({**GOOD, "STATE_KEYS_FILE": str(tmp_path)})


def test_a_file_that_cannot_be_read_is_named() -> None:
    given = {key: value for key, value in GOOD.items() if key != "STATE_KEYS"}
    with pytest.raises(BadSetting, match="STATE_KEYS_FILE"):
        Settings.from_env({**given, "STATE_KEYS_FILE": "/nowhere/at/all"})


def test_several_state_keys_are_a_list_newest_first() -> None:
    keys = f"{SECRET}-new, {SECRET}-old"
    assert Settings.from_env({**GOOD, "STATE_KEYS": keys}).state_keys == (
        f"{SECRET}-new",
        f"{SECRET}-old",
    )


def test_a_port_out_of_range_is_refused() -> None:
    with pytest.raises(BadSetting, match="PORT"):
        Server.from_env({"PORT": "70000"})
