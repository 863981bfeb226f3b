#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Other people's authenticators, and a second opinion on what they say: PyPI `soft-webauthn` and `fido2`."""
from __future__ import annotations

import json
import re
import sys
import unittest
import uuid
from html import unescape
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support" / "python"))

from auth_http import Browser, Connection, form, together  # noqa: E402
from auth_nodes import PASSWORD, Cluster  # noqa: E402
from authenticators import Authenticator, Maker, Model, decode, distinguished, encode  # noqa: E402
from fido2.attestation import Attestation, InvalidSignature  # noqa: E402
from fido2.utils import sha256  # noqa: E402
from fido2.webauthn import AttestationObject  # noqa: E402
from soft_webauthn import SoftWebauthnDevice  # noqa: E402


class Person:
    """Signed in, at the page of passkeys of a realm."""

    def __init__(self, cluster: Cluster):
        self.cluster = cluster
        self.user = cluster.create_user()
        self.origin = cluster.issuer
        self.browser = Browser(Connection(cluster.dev.base_url), cluster.issuer)
        self.sign_in_by_password("/account/passkeys")
        self.page = self.browser.get("/account/passkeys")

    def follow(self, response):
        while (location := response.header("location")) is not None:
            response = self.browser.get(location)
        return response

    def sign_in_by_password(self, target: str):
        self.follow(self.browser.get(target))
        self.follow(self.browser.submit(username=self.user["username"]))
        return self.follow(self.browser.submit(password=PASSWORD))

    def attribute(self, name: str) -> str:
        return unescape(re.search(rf'{name}="([^"]*)"', self.page.body.decode()).group(1))

    def options(self) -> dict:
        csrf = re.search(r'name="csrf" value="([^"]*)"', self.page.body.decode()) or re.search(r'data-csrf="([^"]*)"', self.page.body.decode())
        response = self.browser.request(form(self.attribute("data-options"), {"csrf": csrf.group(1)}, {**self.browser.headers(), "Origin": self.origin}))
        assert response.status == 200, response.body
        return response.json()

    def add(self, credential: dict) -> int:
        return self.browser.submit(credential=json.dumps(credential), label="Key").status

    def passkeys(self) -> list[dict]:
        return self.cluster.admin("GET", f"/realms/main/passkeys?q=user_id:{self.user['id']}")["items"]


def second_opinion(credential: dict) -> None:
    """Raises what `fido2` thinks is wrong with the statement."""
    attestation = AttestationObject(decode(credential["response"]["attestationObject"]))
    hashed = sha256(decode(credential["response"]["clientDataJSON"]))
    Attestation.for_type(attestation.fmt)().verify(attestation.att_stmt, attestation.auth_data, hashed)


class Authenticators(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        # Connections of a test may rest for longer than a client's.
        cls.cluster = Cluster({"AUTH_HTTP_KEEP_ALIVE_TIMEOUT": "1h"})
        cls.maker = Maker()
        cls.person = Person(cls.cluster)

    @classmethod
    def tearDownClass(cls):
        cls.cluster.stop()

    def setUp(self):
        self.set(passkey_attestation="direct")

    def set(self, **settings):
        names = ("passkey_attestation", "passkey_aaguids", "passkey_attestation_roots", "passkey_user_verification")
        self.cluster.admin("PATCH", "/realms/main", {"settings": {**dict.fromkeys(names), **settings}})

    def register(self, model: Model) -> tuple[int, list[dict], dict]:
        """The answer's status, the passkeys that came with it, and what was sent."""
        before = [one["id"] for one in self.person.passkeys()]
        self.person.page = self.person.browser.get("/account/passkeys")
        credential = Authenticator(model).create(self.person.options(), self.person.origin)
        status = self.person.add(credential)
        return status, [one for one in self.person.passkeys() if one["id"] not in before], credential

    def test_takes_every_format_that_vouches_for_its_key(self):
        for name in ("packed", "fido-u2f", "tpm"):
            with self.subTest(name):
                status, passkeys, credential = self.register(Model(self.maker, name))
                second_opinion(credential)
                self.assertEqual(status, 303)
                self.assertEqual([(one["attestation_format"], one["attested"]) for one in passkeys], [(name, True)])

    def test_takes_what_vouches_for_nothing_as_unattested(self):
        for model in (Model(self.maker, "none"), Model(self.maker, "android-key"), Model(self.maker, "tpm", tpm_algorithm=-257)):
            with self.subTest(model):
                status, passkeys, _ = self.register(model)
                self.assertEqual(status, 303)
                self.assertEqual([(one["attestation_format"], one["attested"]) for one in passkeys], [(model.format, False)])

    def test_refuses_statements_that_are_wrong(self):
        other = distinguished(C="SE", O="Maker", OU="Something else", CN="Model")
        wrong = [Model(self.maker, name, spoil=True) for name in ("packed", "fido-u2f", "tpm")]
        wrong += [Model(self.maker, "packed", certified_aaguid=b"x" * 16), Model(self.maker, "packed", authority=True),
                  Model(self.maker, "packed", subject=other), Model(self.maker, "tpm", subject=other), Model(self.maker, "tpm", authority=True)]
        for model in wrong:
            with self.subTest(model):
                status, passkeys, credential = self.register(model)
                self.assertEqual((status, passkeys), (422, []))
                if model.spoil:
                    self.assertRaises(Exception, second_opinion, credential)

    def test_takes_only_models_of_the_list_and_makers_that_it_knows(self):
        model = Model(self.maker, "packed")
        self.set(passkey_attestation="direct", passkey_aaguids=[str(uuid.UUID(bytes=model.aaguid))])
        self.assertEqual(self.register(model)[0], 303)
        self.assertEqual(self.register(Model(self.maker, "packed"))[0], 422)
        self.assertEqual(self.register(Model(self.maker, "none", aaguid=model.aaguid))[0], 422)
        self.set(passkey_attestation="direct", passkey_attestation_roots=[self.maker.pem()])
        self.assertEqual(self.register(Model(self.maker, "packed"))[0], 303)
        self.assertEqual(self.register(Model(self.maker, "tpm"))[0], 303)
        self.assertEqual(self.register(Model(Maker(), "packed"))[0], 422)
        self.assertEqual(self.register(Model(self.maker, "none"))[0], 422)

    def test_knows_settings_that_contradict_each_other(self):
        with self.assertRaisesRegex(RuntimeError, "passkey_attestation"):
            self.set(passkey_attestation="none", passkey_aaguids=[str(uuid.uuid4())])
        with self.assertRaisesRegex(RuntimeError, "passkey_attestation_roots"):
            self.set(passkey_attestation="direct", passkey_attestation_roots=["no certificate"])
        with self.assertRaisesRegex(RuntimeError, "passkey_aaguids"):
            self.set(passkey_attestation="direct", passkey_aaguids=["ABC"])

    def test_soft_webauthn_is_a_second_factor(self):
        # It verifies nobody, as security keys without a PIN.
        self.set(passkey_user_verification="preferred")
        person = Person(self.cluster)
        device = SoftWebauthnDevice()
        options = person.options()
        raw = {**options, "challenge": decode(options["challenge"]), "user": {**options["user"], "id": decode(options["user"]["id"])}}
        self.assertEqual(person.add(self.sent(device.create({"publicKey": raw}, person.origin))), 303)
        self.assertEqual([one["user_verified"] for one in person.passkeys()], [False])

        # One challenge, answered at two nodes at the same moment: one of them takes it.
        nodes = [self.cluster.dev, self.cluster.add_node({"AUTH_HTTP_KEEP_ALIVE_TIMEOUT": "1h"})]
        for _ in range(5):
            other = Person.__new__(Person)
            other.__dict__.update(person.__dict__, browser=Browser(Connection(self.cluster.dev.base_url), self.cluster.issuer))
            other.page = other.sign_in_by_password("/account")
            options = other.options()
            self.assertEqual(options["userVerification"], "preferred")
            assertion = device.get({"publicKey": {**options, "challenge": decode(options["challenge"])}}, person.origin)
            answer = form(other.attribute("data-action"), {"csrf": other.attribute("data-csrf"), "credential": json.dumps(self.sent(assertion))},
                          {**other.browser.headers(), "Origin": person.origin})
            responses = together([(Connection(node.base_url), answer) for node in nodes * 2])
            # The others lead to the account page too, where somebody who has no session is asked again.
            signed_in = [response for response in responses if any(name == "set-cookie" and re.match(r"(__Host-)?s-", value) for name, value in response.headers)]
            self.assertEqual([(response.status, response.header("location")) for response in signed_in], [(303, f"{self.cluster.issuer}/account")])
            # Nor is who answers twice taken for a copy of the key.
            self.assertEqual([one["suspended"] for one in person.passkeys()], [False])

    @staticmethod
    def sent(credential: dict) -> dict:
        response = {name: encode(value) for name, value in credential["response"].items()}
        return {"id": encode(credential["rawId"]), "rawId": encode(credential["rawId"]), "type": "public-key", "response": response}


if __name__ == "__main__":
    unittest.main()
