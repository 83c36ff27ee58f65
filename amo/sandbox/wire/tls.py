"""TLS with a certificate of the sandbox's own making.

An authority of its own signs one server certificate, so that a client that insists on https can
be told to trust ``ca.pem`` and nothing else.
"""

from __future__ import annotations

import ssl
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

AUTHORITY, CHAIN, KEY = "ca.pem", "server.pem", "server.key"
LIFETIME = timedelta(days=30)
ALWAYS_NAMED = ("localhost", "127.0.0.1", "*.amocrm.ru", "*.kommo.com")


def server_context(folder: Path, hosts: Sequence[str] = ()) -> ssl.SSLContext:
    """Make a certificate and the context that serves it.

    Args:
        folder: where ``ca.pem``, ``server.pem`` and ``server.key`` are written.
        hosts: names and addresses it is good for, beside the usual ones.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder, list(dict.fromkeys((*ALWAYS_NAMED, *hosts))))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(folder / CHAIN, folder / KEY)
    return context


def _write(folder: Path, hosts: list[str]) -> None:
    authority_key = ec.generate_private_key(ec.SECP256R1())
    authority = (
        _certificate("amoCRM sandbox authority", authority_key, None)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_signing_usage(), critical=True)
        .sign(authority_key, hashes.SHA256())
    )
    key = ec.generate_private_key(ec.SECP256R1())
    names = x509.SubjectAlternativeName([_name(one) for one in hosts])
    authority_id = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key())
    server = (
        _certificate("amoCRM sandbox", key, authority.subject)
        .add_extension(names, critical=False)
        .add_extension(authority_id, critical=False)
        .sign(authority_key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / AUTHORITY).write_bytes(authority.public_bytes(pem))
    (folder / CHAIN).write_bytes(server.public_bytes(pem))
    (folder / KEY).touch(mode=0o600)
    (folder / KEY).write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


def _certificate(
    name: str, key: ec.EllipticCurvePrivateKey, issuer: x509.Name | None
) -> x509.CertificateBuilder:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    began = datetime.now(UTC) - timedelta(minutes=5)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer or subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(began)
        .not_valid_after(began + LIFETIME)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _signing_usage() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=True,
        crl_sign=True,
        encipher_only=False,
        decipher_only=False,
    )


def _name(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(host))
    except ValueError:
        return x509.DNSName(host)
