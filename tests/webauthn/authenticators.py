# SPDX-License-Identifier: GPL-3.0-or-later
"""Authenticators that prove what they are: attestation statements of WebAuthn Level 3 §8, put together from the
specification with PyPI's `cryptography` and `fido2`."""
from __future__ import annotations

import datetime
import hashlib
import json
import secrets
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509.oid import NameOID, ObjectIdentifier
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import sha256
from fido2.webauthn import AttestedCredentialData

AAGUID_EXTENSION = ObjectIdentifier("1.3.6.1.4.1.45724.1.1.4")
AIK_PURPOSE = ObjectIdentifier("2.23.133.8.3")


def encode(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def decode(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def distinguished(**parts: str) -> x509.Name:
    names = {"C": NameOID.COUNTRY_NAME, "O": NameOID.ORGANIZATION_NAME, "OU": NameOID.ORGANIZATIONAL_UNIT_NAME, "CN": NameOID.COMMON_NAME}
    return x509.Name([x509.NameAttribute(names[key], value) for key, value in parts.items()])


class Maker:
    """Who makes authenticators: a root, and a certificate for a model."""

    def __init__(self):
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = distinguished(C="SE", O="Maker", CN=f"Maker {secrets.token_hex(4)}")
        self.root = self._sign(self.name, self.key.public_key(), True, [])

    def _sign(self, subject, public_key, authority: bool, extensions) -> x509.Certificate:
        now = datetime.datetime.now(datetime.timezone.utc)
        builder = (x509.CertificateBuilder().subject_name(subject).issuer_name(self.name).public_key(public_key)
                   .serial_number(x509.random_serial_number()).not_valid_before(now - datetime.timedelta(days=1))
                   .not_valid_after(now + datetime.timedelta(days=365))
                   .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True))
        for extension, critical in extensions:
            builder = builder.add_extension(extension, critical)
        return builder.sign(self.key, hashes.SHA256())

    def pem(self) -> str:
        return self.root.public_bytes(serialization.Encoding.PEM).decode()

    def certificate(self, public_key, aaguid: bytes | None, subject=None, authority=False, more=()) -> bytes:
        extensions = list(more)
        if aaguid is not None:
            extensions.append((x509.UnrecognizedExtension(AAGUID_EXTENSION, b"\x04\x10" + aaguid), False))
        subject = distinguished(C="SE", O="Maker", OU="Authenticator Attestation", CN="Model") if subject is None else subject
        return self._sign(subject, public_key, authority, extensions).public_bytes(serialization.Encoding.DER)


@dataclass
class Model:
    """What an authenticator is like."""
    maker: Maker
    format: str
    aaguid: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    certified_aaguid: bytes | None = None  #: None: the same.
    authority: bool = False  #: The certificate is one of a certification authority.
    subject: x509.Name | None = None
    tpm_algorithm: int = -65535  #: RS1; -257 is RS256.
    spoil: bool = False  #: The signature is over something else.


class Authenticator:
    """Makes one key and the statement about it."""

    def __init__(self, model: Model):
        self.model = model
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = secrets.token_bytes(32)

    def create(self, options: dict, origin: str) -> dict:
        model = self.model
        aaguid = bytes(16) if model.format == "fido-u2f" else model.aaguid
        client = json.dumps({"type": "webauthn.create", "challenge": options["challenge"], "origin": origin, "crossOrigin": False}).encode()
        credential = AttestedCredentialData.create(aaguid, self.id, ES256.from_cryptography_key(self.key.public_key()))
        # UP, UV, AT.
        data = sha256(options["rp"]["id"].encode()) + b"\x45" + struct.pack(">I", 1) + bytes(credential)
        signed = client + b" " if model.spoil else client
        statement = getattr(self, "_" + model.format.replace("-", "_"))(data, sha256(signed), credential)
        attestation = {"fmt": model.format, "attStmt": statement, "authData": data}
        return {"id": encode(self.id), "rawId": encode(self.id), "type": "public-key", "clientExtensionResults": {},
                "response": {"clientDataJSON": encode(client), "attestationObject": encode(cbor.encode(attestation)), "transports": ["usb"]}}

    def _certified(self, public_key, **more) -> bytes:
        model = self.model
        aaguid = model.aaguid if model.certified_aaguid is None else model.certified_aaguid
        return model.maker.certificate(public_key, aaguid, model.subject, model.authority, **more)

    def _none(self, data, hashed, credential):
        return {}

    def _android_key(self, data, hashed, credential):
        return {"alg": -7, "sig": b"x", "x5c": [b"x"]}

    def _packed(self, data, hashed, credential):
        """§8.2."""
        key = ec.generate_private_key(ec.SECP256R1())
        return {"alg": -7, "sig": key.sign(data + hashed, ec.ECDSA(hashes.SHA256())), "x5c": [self._certified(key.public_key())]}

    def _fido_u2f(self, data, hashed, credential):
        """§8.6."""
        key = ec.generate_private_key(ec.SECP256R1())
        point = self.key.public_key().public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
        message = b"\x00" + data[:32] + hashed + self.id + point
        certificate = self.model.maker.certificate(key.public_key(), None)
        return {"sig": key.sign(message, ec.ECDSA(hashes.SHA256())), "x5c": [certificate]}

    def _tpm(self, data, hashed, credential):
        """§8.3, with the structures of TPM 2.0 part 2."""
        key = rsa.generate_private_key(65537, 2048)
        old = self.model.tpm_algorithm == -65535
        digest = hashlib.sha1 if old else hashlib.sha256
        numbers = self.key.public_key().public_numbers()
        sized = lambda part: struct.pack(">H", len(part)) + part  # noqa: E731
        # TPMT_PUBLIC: ECC, SHA-256, fixedTPM | fixedParent | sensitiveDataOrigin | userWithAuth | sign.
        area = (struct.pack(">HHI", 0x0023, 0x000B, 0x00040072) + sized(secrets.token_bytes(32)) + struct.pack(">HHHH", 0x0010, 0x0010, 0x0003, 0x0010)
                + sized(numbers.x.to_bytes(32, "big")) + sized(numbers.y.to_bytes(32, "big")))
        name = struct.pack(">H", 0x000B) + sha256(area)
        # TPMS_ATTEST: TPM_GENERATED, TPM_ST_ATTEST_CERTIFY.
        info = (struct.pack(">IH", 0xFF544347, 0x8017) + sized(struct.pack(">H", 0x000B) + secrets.token_bytes(32)) + sized(digest(data + hashed).digest())
                + secrets.token_bytes(16) + b"\x01" + secrets.token_bytes(8) + sized(name) + sized(struct.pack(">H", 0x000B) + secrets.token_bytes(32)))
        names = x509.SubjectAlternativeName([x509.DirectoryName(x509.Name([
            x509.NameAttribute(ObjectIdentifier("2.23.133.2.1"), "id:414D4400"), x509.NameAttribute(ObjectIdentifier("2.23.133.2.2"), "Model"),
            x509.NameAttribute(ObjectIdentifier("2.23.133.2.3"), "id:00030001")]))])
        subject = x509.Name([]) if self.model.subject is None else self.model.subject
        certificate = self.model.maker.certificate(
            key.public_key(), self.model.certified_aaguid or self.model.aaguid, subject, self.model.authority,
            [(names, True), (x509.ExtendedKeyUsage([AIK_PURPOSE]), False)])
        return {"ver": "2.0", "alg": self.model.tpm_algorithm, "x5c": [certificate],
                "sig": key.sign(info, padding.PKCS1v15(), hashes.SHA1() if old else hashes.SHA256()),
                "certInfo": info, "pubArea": area}
