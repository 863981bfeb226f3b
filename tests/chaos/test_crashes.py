#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`kill -9` at every commit boundary of signing in, code and refresh flows. The boundaries are not listed here: a node
whose fail point is `log` names those that a flow passes, and then a node is killed at each of them, before COMMIT, when
it was sent, and after it. The other node, and a new one, must find all of a transaction or nothing."""
from __future__ import annotations

import signal
import time
import unittest
from typing import Callable

from world import Connection, Lost, Node, Request, Response, World, is_code

#: What the server does by itself at the same time.
BACKGROUND = ("jobs.", "outbox.", "housekeeping.")
MOMENTS = ("before-commit", "commit-sent", "after-commit")
#: What runs beside the flows is told from them by not being in each run.
RUNS = 3
#: Seconds. How soon is measured where there are no crashes (test_races.py).
PATIENCE = 60


class Flow:
    """One request to a node that may die of it, and what must be true afterwards."""

    def __init__(self, world: World):
        self.world = world
        self.client = world.client

    def request(self) -> Request:
        """Prepares everything with the healthy node; the request that the other node gets."""
        raise NotImplementedError

    def check_answer(self, response: Response) -> None:
        """What the request is answered by a node that lives."""
        raise NotImplementedError

    def committed(self) -> bool:
        """Whether the transaction's effects are there, by SQL. Raises where only some are."""
        raise NotImplementedError

    def check(self, committed: bool) -> None:
        """Uses the healthy node: nothing double, nothing lost."""
        raise NotImplementedError

    def whole(self, *found: bool) -> bool:
        if len(set(found)) != 1:
            raise AssertionError(f"half of a transaction is there: {found}")
        return found[0]

    def exists(self, query: str) -> bool:
        return self.world.cluster.sql(f"SELECT EXISTS ({query})") == [["t"]]

    def count(self, query: str) -> int:
        return int(self.world.cluster.sql(f"SELECT count(*) FROM {query}")[0][0])

    def expect(self, truth: bool, message: str) -> None:
        if not truth:
            raise AssertionError(message)

    def refused(self, request: Request) -> None:
        response = self.world.ask(self.world.dev, request)
        self.expect(response.status == 400 and response.json()["error"] == "invalid_grant", f"not refused: {response.status} {response.body!r}")

    def soon_inactive(self, token: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while True:
            late = time.monotonic() > deadline
            if not self.world.is_active(self.world.dev, token):
                return
            self.expect(not late, "an access token outlived its revocation on the other node")

    def family_ended(self, tokens: dict) -> None:
        self.refused(self.client.refresh(tokens["refresh_token"]))
        self.soon_inactive(tokens["access_token"])

    def audit_rows(self, action: str) -> int:
        return self.count(f"audit_events WHERE action = '{action}'")

    def newest(self, table: str, columns: str) -> str:
        """Of the newest row of a table whose ids are UUIDv7."""
        return self.world.cluster.sql(f"SELECT {columns} FROM {table} ORDER BY id DESC LIMIT 1")[0][0]


class SignIn(Flow):
    """A session, a code, the end of the flow and the audit row are one transaction."""

    def request(self):
        self.sessions, self.codes = self.count("sessions"), self.count("authorization_codes")
        self.browser = self.client.begin_sign_in(self.world.connections(self.world.dev, 1)[0])
        return self.client.submit_sign_in(self.browser)

    def check_answer(self, response):
        self.client.code_of(response)

    def committed(self):
        return self.whole(self.count("sessions") == self.sessions + 1, self.count("authorization_codes") == self.codes + 1,
                          self.newest("flows", "consumed_at IS NOT NULL") == "t")

    def check(self, committed):
        # The person tries again: either signs in now, or begins anew, since what the lost answer held is lost.
        response = self.world.ask(self.world.dev, self.client.submit_sign_in(self.browser))
        self.expect(response.status in (303, 400), f"sent again: {response.status}")
        self.expect(is_code(response) != committed, "a flow was used twice" if committed else "a flow was lost")
        self.client.sign_in()


class IssueCode(Flow):
    def request(self):
        self.codes = self.count("authorization_codes")
        return self.client.authorize()

    def check_answer(self, response):
        self.client.code_of(response)

    def committed(self):
        return self.count("authorization_codes") == self.codes + 1

    def check(self, committed):
        self.world.tokens()


class RedeemCode(Flow):
    verifier: str | None = None

    def request(self):
        self.code = self.client.code_of(self.world.ask(self.world.dev, self.client.authorize()))
        return self.client.redeem(self.code, *([self.verifier] if self.verifier else []))

    def check_answer(self, response):
        self.client.granted(response)

    def code_is_consumed(self) -> bool:
        return self.world.cluster.sql("SELECT consumed_at IS NOT NULL FROM authorization_codes ORDER BY grant_id DESC LIMIT 1") == [["t"]]

    def family_exists(self) -> bool:
        return self.exists("SELECT 1 FROM refresh_families f WHERE f.id = (SELECT grant_id FROM authorization_codes ORDER BY grant_id DESC LIMIT 1)")

    def committed(self):
        return self.whole(self.code_is_consumed(), self.family_exists())

    def check(self, committed):
        misused = self.audit_rows("authorization_code.misused")
        if committed:
            # Nobody has the tokens; the client's retry is a second use.
            self.refused(self.client.redeem(self.code))
            self.expect(self.newest("refresh_families", "revoked_at IS NOT NULL") == "t", "the lost tokens still work")
            self.expect(self.audit_rows("authorization_code.misused") == misused + 1, "no audit row")
        else:
            tokens = self.client.granted(self.world.ask(self.world.dev, self.client.redeem(self.code)))
            self.refused(self.client.redeem(self.code))
            self.family_ended(tokens)


class RefuseCode(RedeemCode):
    """A wrong verifier uses the code up, and is audited."""
    verifier = "w" * 43

    def request(self):
        self.refusals = self.audit_rows("authorization_code.refused")
        return super().request()

    def check_answer(self, response):
        self.expect(response.status == 400, f"{response.status}")

    def committed(self):
        return self.whole(self.code_is_consumed(), self.audit_rows("authorization_code.refused") == self.refusals + 1)

    def check(self, committed):
        if committed:
            self.refused(self.client.redeem(self.code))
        else:
            self.client.granted(self.world.ask(self.world.dev, self.client.redeem(self.code)))


class EndsFamily(Flow):
    """What ends a family: the row, its audit row and the revocation of its access tokens are one transaction."""
    action = ""

    def prepare(self) -> Request:
        raise NotImplementedError

    def request(self):
        self.tokens = self.world.tokens()
        self.revocations, self.rows = self.count("revocations"), self.audit_rows(self.action)
        return self.prepare()

    def committed(self):
        return self.whole(self.newest("refresh_families", "revoked_at IS NOT NULL") == "t", self.count("revocations") == self.revocations + 1,
                          self.audit_rows(self.action) == self.rows + 1)

    def check(self, committed):
        if not committed:
            self.expect(self.world.is_active(self.world.dev, self.tokens["access_token"]), "an access token was lost")
            self.world.ask(self.world.dev, self.again)
        self.family_ended(self.tokens)


class ReuseCode(EndsFamily):
    action = "authorization_code.misused"

    def request(self):
        self.code = self.client.code_of(self.world.ask(self.world.dev, self.client.authorize()))
        self.tokens = self.client.granted(self.world.ask(self.world.dev, self.client.redeem(self.code)))
        self.revocations, self.rows = self.count("revocations"), self.audit_rows(self.action)
        self.again = self.client.redeem(self.code)
        return self.again

    def check_answer(self, response):
        self.expect(response.status == 400, f"{response.status}")


class ReuseRefreshToken(EndsFamily):
    action = "refresh_token.reused"

    def prepare(self):
        self.again = self.client.refresh(self.tokens["refresh_token"])
        for _ in range(2):
            answer = self.world.ask(self.world.dev, self.client.refresh(self.tokens["refresh_token"]))
            self.tokens = self.client.granted(answer)
        return self.again

    def check_answer(self, response):
        self.expect(response.status == 400, f"{response.status}")


class RevokeRefreshToken(EndsFamily):
    action = "refresh_token.revoked"

    def prepare(self):
        self.again = self.client.revoke(self.tokens["refresh_token"])
        return self.again

    def check_answer(self, response):
        self.expect(response.status == 200, f"{response.status}")


class RevokeAccessToken(Flow):
    def request(self):
        self.token = self.world.tokens()["access_token"]
        self.revocations, self.rows = self.count("revocations"), self.audit_rows("access_token.revoked")
        self.again = self.client.revoke(self.token)
        return self.again

    def check_answer(self, response):
        self.expect(response.status == 200, f"{response.status}")

    def committed(self):
        return self.whole(self.count("revocations") == self.revocations + 1, self.audit_rows("access_token.revoked") == self.rows + 1)

    def check(self, committed):
        if not committed:
            self.expect(self.world.is_active(self.world.dev, self.token), "an access token was lost")
            self.world.ask(self.world.dev, self.again)
        self.soon_inactive(self.token)


class Refresh(Flow):
    def request(self):
        self.presented = self.world.tokens()["refresh_token"]
        return self.client.refresh(self.presented)

    def check_answer(self, response):
        self.client.granted(response)

    def committed(self):
        return self.newest("refresh_families", "generation") == "1"

    def check(self, committed):
        # Not lost: the retry gets the successor. Not double: it is the same one, and the chain goes on from it.
        retry = self.client.granted(self.world.ask(self.world.dev, self.client.refresh(self.presented)))
        self.expect(self.newest("refresh_families", "generation") == "1", "the retry rotated again")
        again = self.client.granted(self.world.ask(self.world.dev, self.client.refresh(self.presented)))
        self.expect(retry["refresh_token"] == again["refresh_token"], "a refresh token has two successors")
        self.client.granted(self.world.ask(self.world.dev, self.client.refresh(retry["refresh_token"])))


FLOWS: list[type[Flow]] = [SignIn, IssueCode, RedeemCode, RefuseCode, ReuseCode, Refresh, ReuseRefreshToken, RevokeRefreshToken, RevokeAccessToken]


class Crashes(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.world = World()
        try:
            cls.boundaries = cls.find_boundaries()
        except BaseException:
            cls.world.stop()
            raise

    @classmethod
    def tearDownClass(cls):
        cls.world.stop()

    @classmethod
    def find_boundaries(cls) -> dict[type[Flow], list[str]]:
        """The commits of each flow: those that every run of it makes before it answers."""
        node = cls.world.add_node({"AUTH_FAIL_POINT": "log"})
        found: dict[type[Flow], list[str]] = {}
        for flow_type in FLOWS:
            for _ in range(RUNS):
                flow = flow_type(cls.world)
                request = flow.request()
                offset = node.log.stat().st_size
                flow.check_answer(cls.world.ask(node, request))
                names = [record["query"] for record in node.records("db.committed", offset) if not record["query"].startswith(BACKGROUND)]
                found[flow_type] = [name for name in found.get(flow_type, names) if name in names]
        node.stop()
        for flow_type, names in found.items():
            print(f"{flow_type.__name__}: {', '.join(names)}", flush=True)
        return found

    def crash(self, flow: Flow, query: str, moment: str) -> None:
        node = self.world.add_node({"AUTH_FAIL_POINT": f"{query}:{moment}"})
        request = flow.request()
        connection = Connection(node.base_url)
        with self.assertRaises(Lost, msg="the node answered"):
            connection.exchange(request)
        self.assertEqual(node.process.wait(PATIENCE), -signal.SIGKILL)
        self.wait_for_backends()
        committed = flow.committed()
        # What a flow is about is in its last transaction.
        last = query == self.boundaries[type(flow)][-1]
        if not last or moment != "commit-sent":
            self.assertEqual(committed, last and moment == "after-commit")
        flow.check(committed)

    def wait_for_backends(self) -> None:
        """Until PostgreSQL has carried out what the dead node sent and closed its connections. Nodes log in as the
        owner, as this does; `dev` does not."""
        deadline = time.monotonic() + PATIENCE
        left = "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND usename = 'auth_owner' AND pid <> pg_backend_pid()"
        while self.world.cluster.sql(left) != [["0"]]:
            self.assertLess(time.monotonic(), deadline, "a connection of the dead node stays open")

    def check_flow(self, flow_type: type[Flow]) -> None:
        boundaries = self.boundaries[flow_type]
        self.assertTrue(boundaries, "the flow commits nothing")
        for query in boundaries:
            for moment in MOMENTS:
                with self.subTest(query=query, moment=moment):
                    self.crash(flow_type(self.world), query, moment)

    def test_a_new_node_serves_what_the_dead_ones_left(self):
        node: Node = self.world.add_node()
        tokens = self.world.tokens(node)
        client = self.world.client
        refreshed = client.granted(self.world.ask(node, client.refresh(tokens["refresh_token"])))
        self.assertTrue(self.world.is_active(self.world.dev, refreshed["access_token"]))
        node.stop()


def _test(flow_type: type[Flow]) -> Callable[[Crashes], None]:
    return lambda self: self.check_flow(flow_type)


for _flow in FLOWS:
    setattr(Crashes, f"test_a_crash_leaves_all_or_nothing_of_{_flow.__name__}", _test(_flow))


if __name__ == "__main__":
    unittest.main(verbosity=2)
