"""Which addresses are amoCRM accounts."""

import pytest

from amo.errors import HostNotAllowed
from amo.hosts import Hosts

HOSTS = Hosts(extra=("http://127.0.0.1:8001",))


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("severveter.amocrm.ru", "https://severveter.amocrm.ru"),
        ("https://severveter.amocrm.ru", "https://severveter.amocrm.ru"),
        ("https://acme.kommo.com/leads/?x=1", "https://acme.kommo.com"),
        ("api-b.amocrm.ru", "https://api-b.amocrm.ru"),
        ("127.0.0.1:8001", "http://127.0.0.1:8001"),
        ("http://127.0.0.1:8001/", "http://127.0.0.1:8001"),
    ],
)
def test_an_account_has_one_spelling(said, address):
    assert HOSTS.base_url(said) == address


@pytest.mark.parametrize(
    "said",
    [
        "",
        "amocrm.ru",
        "www.amocrm.ru",
        ".amocrm.ru",
        "evilamocrm.ru",
        "x.evilamocrm.ru",
        "x.amocrm.ru.evil.com",
        "x.y.amocrm.ru",
        "x.amocrm.ru\n",
        "x.amocrm.ru.",
        "X.AMOCRM.RU",
        "-x.amocrm.ru",
        "x_y.amocrm.ru",
        "x.amocrm.ru:8443",
        "user@x.amocrm.ru",
        "http://x.amocrm.ru",
        "ftp://x.amocrm.ru",
        "//x.amocrm.ru",
        "https://x.amocrm.ru@evil.com",
        "https://evil.com/x.amocrm.ru",
        "https://evil.com#.amocrm.ru",
        "https://evil.com\\.amocrm.ru",
        "https://[::1]",
        "https://[x.amocrm.ru",
        "ёж.amocrm.ru",
        "x.аmocrm.ru",
        "127.0.0.1:8002",
        "http://127.0.0.1:8001.evil.com",
        f"{'a' * 64}.amocrm.ru",
        "a" * 1000,
    ],
    ids=lambda said: repr(said[:40]),
)
def test_anything_else_is_refused(said):
    assert not HOSTS.allows(said)
    with pytest.raises(HostNotAllowed) as caught:
        HOSTS.base_url(said)
    assert said[:5] not in str(caught.value) or not said


def test_zones_are_a_setting():
    assert not Hosts(zones=("kommo.com",)).allows("x.amocrm.ru")
    assert Hosts(zones=("kommo.com",)).allows("x.kommo.com")
