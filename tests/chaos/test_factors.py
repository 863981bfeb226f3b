#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What may be used once as a second factor, presented to two nodes at the same moment: a code of an authenticator app, a
backup code, a code that was sent (security.md F1, F4, F6)."""
from __future__ import annotations

import base64
import hashlib
import hmac
import os
import re
import time
import unittest

from world import Browser, Connection, Node, Request, World, is_code, together

ROUNDS = max(int(os.environ.get("TEST_CHAOS_ROUNDS", "1000")) // 100, 3)


def totp(secret: str) -> str:
    """RFC 6238 with its defaults."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, int(time.time() // 30).to_bytes(8, "big"), hashlib.sha1).digest()
    offset = digest[-1] & 15
    return f"{(int.from_bytes(digest[offset:offset + 4], 'big') & 0x7FFFFFFF) % 10**6:06}"


class Factors(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.world = World()
        try:
            cls.nodes = [cls.world.dev, cls.world.add_node()] * 2
            cls.cluster = cls.world.cluster
            cls.cluster.admin("PATCH", "/realms/main", {"settings": {"mfa_email_codes": True}})
        except BaseException:
            cls.world.stop()
            raise

    @classmethod
    def tearDownClass(cls):
        cls.world.stop()

    def half_way(self, node: Node, user: dict, choose: str | None = None) -> Browser:
        """At the page that asks for the second factor."""
        client = self.world.client
        client.user = user
        browser = client.begin_sign_in(Connection(node.base_url))
        answer = browser.request(client.submit_sign_in(browser))
        browser.get(answer.header("location"))
        if choose:
            browser.get(browser.submit(**{choose: "1"}).header("location"))
        return browser

    def race(self, user: dict, browsers: list[Browser], code: str) -> None:
        answers = together([(browser.connection, browser.prepared_submit(code=code)) for browser in browsers])
        self.assertEqual(sum(is_code(answer) for answer in answers), 1, [(answer.status, answer.header("location")) for answer in answers])
        self.assertEqual(self.cluster.sql(f"SELECT count(*) FROM sessions WHERE user_id = '{user['id']}'"), [["1"]])
        for browser in browsers:
            browser.connection.close()

    def factors(self, user: dict, what: str, body: dict | None = None) -> dict:
        return self.cluster.admin("POST", f"/realms/main/users/{user['id']}/factors/{what}", body)

    def person(self) -> tuple[dict, str]:
        """Somebody with an authenticator app, and a code that was not used yet."""
        user = self.cluster.create_user()
        secret = self.factors(user, "totp", {"digits": 6})["secret"]
        used = totp(secret)
        self.factors(user, "totp/verify", {"code": used})
        # What confirmed it is used up: the clock has to go on.
        self.cluster.sql(f"UPDATE authenticators SET last_step = last_step - 2 WHERE user_id = '{user['id']}'")
        return user, secret

    def test_a_code_of_an_app(self):
        for _ in range(ROUNDS):
            user, secret = self.person()
            browsers = [self.half_way(node, user) for node in self.nodes]
            self.race(user, browsers, totp(secret))

    def test_a_backup_code(self):
        for _ in range(ROUNDS):
            user, _ = self.person()
            code = self.factors(user, "backup-codes")["codes"][0]
            self.race(user, [self.half_way(node, user, "use-backup-code") for node in self.nodes], code)

    def test_a_code_that_was_sent(self):
        for _ in range(ROUNDS):
            user = self.cluster.create_user()
            first = self.half_way(self.nodes[0], user, "use-email")
            mails = self.world.ask(self.world.dev, Request("GET", "/dev/mail")).json()["items"]
            code = re.search(r"\b\d{6}\b", next(mail["text"] for mail in mails if mail["to"] == user["email"])).group()
            # It is bound to the sign-in that asked for it: the same tab, sent several times.
            self.race(user, [first] + [first.at(Connection(node.base_url)) for node in self.nodes[1:]], code)


if __name__ == "__main__":
    unittest.main(verbosity=2)
