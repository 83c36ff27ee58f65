"""OAuth of amoCRM: codes, refreshes, changed addresses, the uninstall hook."""

import json
import multiprocessing
import time

import pytest

from amo.errors import (
    CallTimeout,
    HostNotAllowed,
    NeedsReauthorization,
    Rejected,
    UnreadableAnswer,
)
from amo.hosts import Hosts
from amo.http import Transport
from amo.oauth import OAuth, OAuthApp
from amo.sandbox.trouble.faults import read_fault
from amo.tokens import Grant
from tests.amo.amo_grants import ACCOUNT, grant, oauth_for, soon

SPAWN = multiprocessing.get_context("spawn")


class TestOAuth:
    def bought(self, oauth, sandbox) -> Grant:
        code = sandbox.world.mint.code(101)
        return oauth.exchange(code, sandbox.url.removeprefix("http://"), soon())

    def test_the_authorize_address_is_amocrms(self, oauth):
        assert oauth.authorize_url("st&te") == (
            "https://www.amocrm.ru/oauth?client_id=3f1c9a52-7b64-4a0e-9d2b-5e8c1f70a6d4"
            "&state=st%26te&mode=popup"
        )

    def test_kommo_has_its_own_portal(self):
        app = OAuthApp("id", "s", "https://x/cb", portal="https://www.kommo.com")
        oauth = OAuth(app, Transport(), Hosts(), time.time)
        assert oauth.authorize_url("s").startswith("https://www.kommo.com/oauth?")

    def test_a_code_buys_a_grant_of_the_account(self, oauth, sandbox):
        bought = self.bought(oauth, sandbox)
        assert (bought.account_id, bought.base_url) == (ACCOUNT, sandbox.url)
        assert bought.expires_at - bought.obtained_at == 86_400

    def test_a_code_is_spent_once(self, oauth, sandbox):
        code = sandbox.world.mint.code(101)
        oauth.exchange(code, sandbox.url, soon())
        with pytest.raises(Rejected):
            oauth.exchange(code, sandbox.url, soon())

    def test_a_referer_that_is_no_account_gets_no_code(self, oauth):
        with pytest.raises(HostNotAllowed):
            oauth.exchange("code", "evil.example", soon())

    def test_a_refresh_rotates(self, oauth, sandbox):
        first = self.bought(oauth, sandbox)
        second = oauth.refresh(first, soon())
        assert second.refresh != first.refresh
        with pytest.raises(NeedsReauthorization):
            oauth.refresh(first, soon())

    def test_the_uninstall_hook_is_checked(self, oauth, sandbox):
        integration = sandbox.world.integration
        right = integration.uninstall_signature(ACCOUNT)
        assert oauth.is_uninstall(str(ACCOUNT), integration.client_id, right)
        assert not oauth.is_uninstall("7", integration.client_id, right)
        assert not oauth.is_uninstall(str(ACCOUNT), "other", right)
        assert not oauth.is_uninstall(str(ACCOUNT), integration.client_id, right[:-1] + "ё")
        assert not oauth.is_uninstall(str(ACCOUNT), integration.client_id, "")

    def test_a_changed_address_is_followed(self, sandbox, requests_mock):
        oauth = oauth_for("http://nowhere", sandbox.world.integration)
        requests_mock.post("https://x.amocrm.ru/oauth2/access_token", status_code=404)
        requests_mock.get(
            "https://x.amocrm.ru/oauth2/account/current/subdomain",
            json={"id": ACCOUNT, "subdomain": "y", "domain": "y.amocrm.ru"},
        )
        pair = {"access_token": "a2", "refresh_token": "r2", "expires_in": 86400}
        requests_mock.post("https://y.amocrm.ru/oauth2/access_token", json=pair)
        moved = oauth.refresh(grant(), soon())
        assert (moved.base_url, moved.refresh) == ("https://y.amocrm.ru", "r2")
        asked = requests_mock.request_history[1]
        assert asked.headers["X-Refresh-Token"] == "refresh-1"
        assert requests_mock.request_history[2].json() == {
            "client_id": sandbox.world.integration.client_id,
            "client_secret": sandbox.world.integration.client_secret,
            "redirect_uri": sandbox.world.integration.redirect_uri,
            "grant_type": "refresh_token",
            "refresh_token": "refresh-1",
        }

    @pytest.mark.parametrize("domain", ["evil.com", "x.amocrm.ru.evil.com", "", None, 5])
    def test_an_address_outside_amocrm_is_not_followed(self, sandbox, requests_mock, domain):
        oauth = oauth_for("http://nowhere", sandbox.world.integration)
        requests_mock.post("https://x.amocrm.ru/oauth2/access_token", status_code=401)
        url = "https://x.amocrm.ru/oauth2/account/current/subdomain"
        requests_mock.get(url, json={"domain": domain})
        with pytest.raises(NeedsReauthorization):
            oauth.refresh(grant(), soon())
        assert requests_mock.call_count == 2


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"access_token": "a"},
        {"access_token": "a", "refresh_token": "r"},
        {"access_token": "a", "refresh_token": "r", "expires_in": 0},
        {"access_token": "a", "refresh_token": "r", "expires_in": 10**12},
        {"access_token": None, "refresh_token": "r", "expires_in": 86400},
    ],
    ids=lambda answer: json.dumps(answer),
)
def test_an_answer_without_a_whole_pair_is_unreadable(sandbox, requests_mock, answer):
    oauth = oauth_for("http://nowhere", sandbox.world.integration)
    requests_mock.post("https://x.amocrm.ru/oauth2/access_token", json=answer)
    with pytest.raises(UnreadableAnswer):
        oauth.refresh(grant(), soon())


def test_a_token_request_is_sent_once(sandbox):
    sandbox.world.faults.add(read_fault({"kind": "hang", "seconds": 5, "match": "/oauth2"}))
    quick = oauth_for(sandbox.url, sandbox.world.integration, seconds=0.2)
    with pytest.raises(CallTimeout) as caught:
        quick.refresh(grant(base_url=sandbox.url), soon())
    assert caught.value.maybe_done
    assert len(sandbox.world.journal.listing()) <= 1
