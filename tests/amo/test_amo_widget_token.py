"""Every odd or hostile form of the widget's token, and the few good ones."""

import base64
import hashlib
import hmac
import json
import time

import jwt
import pytest

from amo.sandbox import Handle
from amo.widget_token import Caller, Integration, WidgetTokens
from amo.widget_token_errors import (
    BadClaim,
    BadSignature,
    MalformedToken,
    MissingToken,
    OversizedToken,
    TokenExpired,
    TokenLivesTooLong,
    TokenNotYetValid,
    UnknownAccount,
    WidgetTokenError,
    WrongAlgorithm,
    WrongAudience,
    WrongIntegration,
    WrongIssuer,
)

NOW = 1_772_697_600
SECRET = "a" * 32 + "current"
OLD_SECRET = "b" * 32 + "previous"
CLIENT = "3f1c9a52-7b64-4a0e-9d2b-5e8c1f70a6d4"
ADDRESS = "https://severveter.amocrm.ru"
ABSENT = object()


def b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def sealed(header: bytes, payload: bytes, secret: str = SECRET) -> str:
    """Signs whatever bytes, as no library would."""
    signed = f"{b64(header)}.{b64(payload)}"
    return f"{signed}.{b64(hmac.digest(secret.encode(), signed.encode(), hashlib.sha256))}"


def claims(**changes: object) -> dict[str, object]:
    whole: dict[str, object] = {
        "iss": ADDRESS,
        "aud": "https://assistant.example",
        "jti": "b1c7",
        "iat": NOW - 60,
        "nbf": NOW - 60,
        "exp": NOW - 60 + 1800,
        "account_id": 31999001,
        "subdomain": "severveter",
        "client_uuid": CLIENT,
        "user_id": 102,
        "is_admin": False,
    }
    whole.update(changes)
    return {name: value for name, value in whole.items() if value is not ABSENT}


def token(secret: str = SECRET, header: object = None, **changes: object) -> str:
    head = {"alg": "HS256", "typ": "JWT"} if header is None else header
    return sealed(json.dumps(head).encode(), json.dumps(claims(**changes)).encode(), secret)


@pytest.fixture
def tokens() -> WidgetTokens:
    integration = Integration(CLIENT, [SECRET, OLD_SECRET], "https://assistant.example")
    return WidgetTokens(integration, {31999001: ADDRESS, 5: ADDRESS}.get, lambda: float(NOW))


def test_a_good_token_names_its_caller(tokens):
    assert tokens.verify(token()) == Caller(31999001, 102, "b1c7", NOW - 60 + 1800, ADDRESS)


@pytest.mark.parametrize(
    "good",
    [
        pytest.param(token(OLD_SECRET), id="previous secret"),
        pytest.param(
            token(aud=["https://other.example", "https://assistant.example"]), id="aud list"
        ),
        pytest.param(token(iat=NOW - 1860, exp=NOW - 60), id="expired within the leeway"),
        pytest.param(token(nbf=NOW + 60, iat=NOW + 60), id="early within the leeway"),
        pytest.param(token(subdomain=ABSENT, is_admin=ABSENT), id="without optional claims"),
        pytest.param(token(header={"alg": "HS256", "kid": "../../etc/passwd"}), id="kid ignored"),
        pytest.param(
            token(
                header={
                    "alg": "HS256",
                    "jku": "http://127.0.0.1:1/",
                    "x5u": "http://127.0.0.1:1/",
                    "jwk": {"kty": "oct", "k": "AAAA"},
                }
            ),
            id="key addresses ignored",
        ),
    ],
)
def test_a_token_that_amocrm_may_send_is_accepted(tokens, good):
    assert tokens.verify(good).user_id == 102


def test_the_same_token_serves_many_requests(tokens):
    same = token()
    assert tokens.verify(same) == tokens.verify(same)


GOOD = token()
HEAD, BODY, SEAL = GOOD.split(".")
FLIPPED = BODY[:-1] + ("A" if BODY[-1] != "A" else "B")


def spelled_otherwise(part: str) -> str:
    """The same bytes in another spelling: the unused bits of the last letter set."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    raw = base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
    for letter in alphabet:
        other = part[:-1] + letter
        if other != part and base64.urlsafe_b64decode(other + "=" * (-len(other) % 4)) == raw:
            return other
    raise AssertionError("this part has no other spelling")


@pytest.mark.parametrize(
    ("bad", "error"),
    [
        pytest.param(None, MissingToken, id="1 none"),
        pytest.param("", MissingToken, id="2 empty"),
        pytest.param("..", MalformedToken, id="3 dots"),
        pytest.param(f"{HEAD}.{BODY}", MalformedToken, id="4 two parts"),
        pytest.param(f"{GOOD}.x", MalformedToken, id="5 four parts"),
        pytest.param(f"{HEAD}.{BODY}.", MalformedToken, id="12 stripped signature"),
        pytest.param(token("c" * 40), BadSignature, id="10 wrong key"),
        pytest.param(f"{HEAD}.{FLIPPED}.{SEAL}", BadSignature, id="13 bit flip"),
        pytest.param(
            f"{HEAD}.{BODY}.{spelled_otherwise(SEAL)}", MalformedToken, id="14 last letter"
        ),
        pytest.param(f"{HEAD}.{BODY}.{SEAL}==", MalformedToken, id="14 padding"),
        pytest.param(f"{GOOD}\n", MalformedToken, id="14 newline"),
        pytest.param(f" {GOOD}", MalformedToken, id="14 space"),
        pytest.param(
            token(iat=NOW - 1861, exp=NOW - 61), TokenExpired, id="15 expired by leeway and one"
        ),
        pytest.param(token(nbf=NOW + 61), TokenNotYetValid, id="17 nbf ahead"),
        pytest.param(
            token(iat=NOW + 61, nbf=NOW, exp=NOW + 900), TokenNotYetValid, id="18 iat ahead"
        ),
        pytest.param(token(exp=NOW - 61, iat=NOW - 30), TokenLivesTooLong, id="19 exp before iat"),
        pytest.param(token(exp=NOW - 60 + 3601), TokenLivesTooLong, id="20 long life"),
        pytest.param(token(aud="https://other.example"), WrongAudience, id="23 aud other"),
        pytest.param(
            token(aud="https://assistant.example.evil.com"), WrongAudience, id="23 prefix"
        ),
        pytest.param(token(aud="https://assistant.example/cb"), WrongAudience, id="23 with path"),
        pytest.param(token(aud=[]), WrongAudience, id="23 empty list"),
        pytest.param(token(aud=[1, "https://assistant.example"]), BadClaim, id="23 mixed list"),
        pytest.param(token(aud=None), BadClaim, id="23 null"),
        pytest.param(token(aud={"https://assistant.example": 1}), BadClaim, id="23 dict"),
        pytest.param(token(iss="https://other.amocrm.ru"), WrongIssuer, id="24 other account"),
        pytest.param(token(iss="http://severveter.amocrm.ru"), WrongIssuer, id="24 http"),
        pytest.param(token(iss=f"{ADDRESS}/x"), WrongIssuer, id="24 path"),
        pytest.param(token(iss="https://a@severveter.amocrm.ru"), WrongIssuer, id="24 userinfo"),
        pytest.param(token(iss=f"{ADDRESS}:443"), WrongIssuer, id="24 port"),
        pytest.param(token(iss=ADDRESS.upper()), WrongIssuer, id="24 upper case"),
        pytest.param(token(iss=f"{ADDRESS}."), WrongIssuer, id="24 trailing dot"),
        pytest.param(token(iss=5), BadClaim, id="24 number"),
        pytest.param(
            token(account_id=5, iss="https://x.amocrm.ru"), WrongIssuer, id="25 not its own"
        ),
        pytest.param(token(client_uuid="0" * 36), WrongIntegration, id="26 other integration"),
        pytest.param(token(client_uuid=None), BadClaim, id="26 null integration"),
        pytest.param(token(account_id="31999001"), BadClaim, id="27 string"),
        pytest.param(token(account_id=0), BadClaim, id="27 zero"),
        pytest.param(token(account_id=-1), BadClaim, id="27 negative"),
        pytest.param(token(account_id=77), UnknownAccount, id="27 39 not installed"),
        pytest.param(token(user_id=ABSENT), BadClaim, id="28 no user"),
        pytest.param(token(user_id=-1), BadClaim, id="28 negative user"),
        pytest.param(token(user_id=102.0), BadClaim, id="28 float user"),
        pytest.param(token(user_id=True), BadClaim, id="28 bool user"),
        pytest.param(token(header={"alg": "HS256", "crit": ["x"]}), MalformedToken, id="32 crit"),
        pytest.param(token(header={"alg": "HS256", "b64": False}), MalformedToken, id="32 b64"),
        pytest.param(token(x="y" * 5000), OversizedToken, id="34 large"),
        pytest.param("a" * 1_000_000, OversizedToken, id="34 1 MB"),
    ],
)
def test_a_bad_token_has_its_own_error(tokens, bad, error):
    with pytest.raises(WidgetTokenError) as caught:
        tokens.verify(bad)
    assert type(caught.value) is error


@pytest.mark.parametrize(
    "alg", ["none", "None", "nOnE", "HS384", "HS512", "RS256", ["HS256"], None, 1]
)
def test_only_hs256_is_an_algorithm(tokens, alg):
    head, body, seal = token(header={"alg": alg}).split(".")
    for bad in (f"{head}.{body}.{seal}", f"{head}.{body}.AA"):
        with pytest.raises(WrongAlgorithm):
            tokens.verify(bad)


def test_a_header_without_an_algorithm_is_refused(tokens):
    with pytest.raises(WrongAlgorithm):
        tokens.verify(token(header={"typ": "JWT"}))


def test_bots_hs512_with_the_right_secret_is_refused(tokens):
    with pytest.raises(WrongAlgorithm):
        tokens.verify(jwt.encode(claims(), SECRET + "x" * 32, algorithm="HS512"))


@pytest.mark.parametrize(
    "name", ["iss", "aud", "jti", "iat", "nbf", "exp", "account_id", "client_uuid", "user_id"]
)
def test_every_needed_claim_is_needed(tokens, name):
    with pytest.raises(BadClaim) as caught:
        tokens.verify(token(**{name: ABSENT}))
    assert caught.value.claim == name


@pytest.mark.parametrize("name", ["exp", "iat", "nbf"])
@pytest.mark.parametrize("value", ["soon", None, [1], True, 1e20, 10**30, {}, -5])
def test_a_time_is_a_whole_number(tokens, name, value):
    with pytest.raises(BadClaim) as caught:
        tokens.verify(token(**{name: value}))
    assert caught.value.claim == name


@pytest.mark.parametrize(
    "payload",
    [
        b"[]",
        b'"x"',
        b"null",
        b"not json",
        b"\xff\xfe",
        b"",
        b"[" * 2500,
        b'{"exp": NaN}',
        b'{"exp": 1e400, "a": Infinity}',
        b'{"user_id": 101, "user_id": 102}',
    ],
    ids=lambda payload: repr(payload[:20]),
)
def test_a_signed_payload_that_is_no_plain_object_is_malformed(tokens, payload):
    with pytest.raises(MalformedToken):
        tokens.verify(sealed(b'{"alg":"HS256"}', payload))


def test_no_error_repeats_the_token(tokens):
    for bad in (token("c" * 40), token(user_id="Иванов"), f"{GOOD}.x"):
        with pytest.raises(WidgetTokenError) as caught:
            tokens.verify(bad)
        assert caught.value.__cause__ is None
        assert bad[:20] not in repr(caught.value)
        assert "Иванов" not in str(caught.value)


@pytest.mark.parametrize("secrets", [[], [""], ["short"], [SECRET, "short"]])
def test_a_short_secret_stops_the_start(secrets):
    with pytest.raises(ValueError, match="32 bytes"):
        Integration(CLIENT, secrets, "https://assistant.example")


def test_the_secrets_are_not_shown():
    assert SECRET not in repr(Integration(CLIENT, [SECRET], "https://assistant.example"))


def test_the_sandboxs_own_tokens_are_accepted(sandbox: Handle):
    integration = sandbox.world.integration
    ours = Integration(integration.client_id, [integration.client_secret], integration.audience())
    verifier = WidgetTokens(ours, {31999001: ADDRESS}.get, time.time)
    caller = verifier.verify(sandbox.world.mint.disposable(104))
    assert (caller.account_id, caller.user_id) == (31999001, 104)
