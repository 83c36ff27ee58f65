"""Public amoCRM clients, unmodified, work against the sandbox.

``amocrm-api-wrapper`` takes any base address; its versions 1.0.0 and 1.0.1 cannot read from
anything, as they hand ``json=`` to ``httpx.Client.get``, which takes none, so the last one on
requests is used. ``amochka`` insists on https and on a name below
amocrm.ru without a port; so the sandbox serves TLS, and the name is led to its port as a line
in /etc/hosts and a forwarded port would.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import amochka
import pytest
import urllib3.util.connection
from amocrm_api import AmoOAuthClient
from amocrm_api.errors import AmoException

import amo.sandbox
from amo.sandbox.wire.tls import AUTHORITY, server_context

NAME = "severveter.amocrm.ru"


@pytest.fixture
def wrapper(sandbox: amo.sandbox.Handle) -> Iterator[AmoOAuthClient]:
    integration = sandbox.world.integration
    client = AmoOAuthClient(
        sandbox.world.admin_token(),
        "unused",
        sandbox.url,
        integration.client_id,
        integration.client_secret,
        integration.redirect_uri,
    )
    yield client
    close(client)


def test_the_wrapper_lists_and_narrows(wrapper: AmoOAuthClient) -> None:
    leads = wrapper.get_leads(limit=5, with_params=["contacts"], order={"id": "desc"})
    assert [one["id"] for one in leads["_embedded"]["leads"]] == [5020, 5019, 5018, 5017, 5016]
    assert len(wrapper.get_contacts(limit=250)["_embedded"]["contacts"]) == 16
    found = wrapper.get_contacts(filters={"name": "Олег Ким"})["_embedded"]["contacts"]
    assert [one["id"] for one in found] == [7011]
    assert wrapper.get_contacts(filters={"name": "Никто"}) == {}
    several = wrapper.get_leads(filter_ids=[5004, 5012], filters={"created_at__from": 1})
    assert {one["id"] for one in several["_embedded"]["leads"]} == {5004, 5012}
    assert wrapper.get_account_info(with_task_types=True)["current_user_id"] == 101
    assert len(wrapper.get_users()["_embedded"]["users"]) == 12


def test_the_wrapper_creates_and_updates(wrapper: AmoOAuthClient) -> None:
    made = wrapper.create_leads([{"name": "Новая", "price": 5}])["_embedded"]["leads"][0]["id"]
    wrapper.update_leads([{"id": made, "status_id": 142}])
    lead = wrapper.get_lead(made)
    assert (lead["name"], lead["status_id"]) == ("Новая", 142)
    task = {"text": "Позвонить", "complete_till": 1_900_000_000, "entity_id": made}
    added = wrapper.add_tasks([{**task, "entity_type": "leads"}])["_embedded"]["tasks"][0]["id"]
    wrapper.execution_task(added, True, "Готово")
    assert wrapper.get_task(added)["result"] == {"text": "Готово"}
    with pytest.raises(AmoException):
        wrapper.create_leads([{"price": "дорого"}])


def test_the_wrapper_renews_its_tokens(sandbox: amo.sandbox.Handle) -> None:
    mint = sandbox.world.mint
    pair = mint.exchange(mint.code(101))
    client = AmoOAuthClient(
        "expired",
        pair.refresh_token,
        sandbox.url,
        mint.integration.client_id,
        mint.integration.client_secret,
        mint.integration.redirect_uri,
    )
    client.update_tokens()
    assert client.refresh_token != pair.refresh_token
    assert client.get_lead(5001)["id"] == 5001
    close(client)


def close(client: AmoOAuthClient) -> None:
    # It never closes its sessions itself.
    client._session.close()


@pytest.fixture(scope="module")
def secure(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[amo.sandbox.Handle, Path]]:
    folder = tmp_path_factory.mktemp("tls")
    flags = amo.sandbox.Flags(rate_limit=0)
    with amo.sandbox.start(small=True, flags=flags, tls=server_context(folder)) as handle:
        yield handle, folder / AUTHORITY


@pytest.fixture
def client(
    secure: tuple[amo.sandbox.Handle, Path], monkeypatch: pytest.MonkeyPatch
) -> amochka.AmoCRMClient:
    handle, authority = secure
    handle.world.reset()
    lead_name_to(int(handle.url.rsplit(":", 1)[1]), monkeypatch)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(authority))
    token = {"access_token": handle.world.admin_token(), "expires_at": "4102444800"}
    return amochka.AmoCRMClient(
        f"https://{NAME}",
        token_file=json.dumps(token),
        cache_config=amochka.CacheConfig.disabled(),
        disable_logging=True,
        rate_limit=1000,
    )


def lead_name_to(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = urllib3.util.connection.create_connection

    def led(address: tuple[str, int], *rest: Any, **options: Any) -> Any:
        there = ("127.0.0.1", port) if address == (NAME, 443) else address
        return usual(there, *rest, **options)

    monkeypatch.setattr(urllib3.util.connection, "create_connection", led)


def test_amochka_lists_and_searches(client: amochka.AmoCRMClient) -> None:
    assert len(client.fetch_leads(limit=7)) == 20
    assert {one["id"] for one in client.fetch_leads(pipeline_ids=[13])} == {5003, 5007, 5016}
    assert client.fetch_contacts(query="8 (916) 123-45-67") == []
    assert [one["id"] for one in client.fetch_contacts(query="+7 (916) 123-45-67")] == [7001]
    assert [one["id"] for one in client.fetch_contacts(query="петров", query_mode="raw")] == [
        7001,
        7004,
    ]
    assert client.get_deal_by_id(5001)["name"] == "Внедрение CRM"
    assert len(client.fetch_pipelines()) == 3
    assert len(client.fetch_users()) == 12
    assert {one["id"] for one in client.fetch_tasks()} == set(range(6001, 6009))
    with pytest.raises(amochka.NotFoundError):
        client.get_deal_by_id(1)


def test_amochka_creates_and_updates(client: amochka.AmoCRMClient) -> None:
    made = client.create_lead({"name": "Новая", "Источник": "Выставка", "tags_to_add": ["опт"]})
    client.update_lead(made["id"], {"price": 700}, tags_to_delete=["опт"])
    deal = client.get_deal_by_id(made["id"])
    assert (deal["price"], deal["Источник"], deal["_embedded"]["tags"]) == (700, "Выставка", [])
    contact = client.create_contact({"name": "Инга"})
    client.link_entity("lead", made["id"], contact["id"], "contact", {"is_main": True})
    links = client.get_entity_links("lead", made["id"])
    assert [one["to_entity_id"] for one in links] == [contact["id"]]
    client.add_entity_note("lead", made["id"], "common", {"text": "Звонили"})
    assert client.get_deal_notes(made["id"])[0]["params"]["text"] == "Звонили"
