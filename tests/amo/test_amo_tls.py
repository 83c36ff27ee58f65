"""TLS: a certificate has to be trusted and to name the host; a drip is bounded there as well."""

import datetime
import ipaddress
import ssl
import time

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from amo.calls import Request
from amo.deadline import Deadline
from amo.errors import CallTimeout, NotConnected
from amo.http import Limits, Transport
from amo.sandbox import Flags, start
from amo.sandbox.trouble.faults import read_fault

ASK = Request("GET", "/healthz")
LEADS = Request("GET", "/api/v4/leads")


def certificate(folder, address: str, days: int):
    """A self-signed certificate for an address, and its key; gives the file of both."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "sandbox")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=30))
        .not_valid_after(now + datetime.timedelta(days=days))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(address))]), False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "certificate.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


@pytest.fixture
def serve(tmp_path):
    """Starts a sandbox over TLS; gives it and the file that makes it trusted."""
    running = []

    def begin(address="127.0.0.1", days=30):
        path = certificate(tmp_path, address, days)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        running.append(start(small=True, tls=context, flags=Flags(rate_limit=0)))
        return running[-1], str(path)

    yield begin
    for one in running:
        one.stop()


def exchange(handle, request=ASK, **how):
    transport = Transport(Limits(seconds=2.0), **how)
    try:
        headers = {"Authorization": f"Bearer {handle.world.admin_token()}"}
        return transport.exchange(handle.url, request, headers, Deadline.after(5, time.monotonic))
    finally:
        transport.close()


def test_a_trusted_certificate_is_accepted(serve):
    handle, trusted = serve()
    assert exchange(handle, verify=trusted).status == 200


def test_an_unknown_one_is_not(serve):
    handle, _ = serve()
    with pytest.raises(NotConnected):
        exchange(handle)
    assert handle.world.journal.listing() == []


@pytest.mark.parametrize("wrong", [{"address": "127.0.0.2"}, {"days": -1}], ids=["name", "expired"])
def test_a_wrong_name_or_an_expired_certificate_is_not(serve, wrong):
    handle, trusted = serve(**wrong)
    with pytest.raises(NotConnected):
        exchange(handle, LEADS, verify=trusted)
    assert handle.world.journal.listing() == []


def test_a_drip_is_bounded_over_tls(serve):
    handle, trusted = serve()
    handle.world.faults.add(read_fault({"kind": "drip", "seconds": 30}))
    begun = time.monotonic()
    with pytest.raises(CallTimeout):
        exchange(handle, LEADS, verify=trusted)
    assert time.monotonic() - begun < 4.0
