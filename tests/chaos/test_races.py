#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Races for codes and refresh tokens on two nodes. TEST_CHAOS_ROUNDS sets how many of each; TEST_CHAOS_HISTORY names a
file that receives what was asked and answered."""
from __future__ import annotations

import itertools
import os
import random
import statistics
import time
import unittest
from pathlib import Path

from history import Event, History, digest
from world import Client, Connection, Node, Request, Response, World, together

ROUNDS = int(os.environ.get("TEST_CHAOS_ROUNDS", "1000"))
#: Rounds that run beside each other, and requests that race in each.
BESIDE = 20
RACERS = 4
#: Seconds, for what other tests on the same processors may delay.
PATIENCE = 60


class Races(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.world = World()
        try:
            cls.client = cls.world.client
            cls.other = cls.world.add_node()
        except BaseException:
            cls.world.stop()
            raise
        cls.nodes = [cls.world.dev, cls.other]
        cls.history = History()
        cls.delays = []
        seed = int(os.environ.get("TEST_CHAOS_SEED", time.time_ns() % 2**32))
        print(f"{ROUNDS} rounds, TEST_CHAOS_SEED={seed}", flush=True)
        cls.random = random.Random(seed)

    @classmethod
    def tearDownClass(cls):
        if path := os.environ.get("TEST_CHAOS_HISTORY"):
            cls.history.save(Path(path))
        cls.world.stop()

    def race(self, requests: list[tuple[Node, Request]], pause: tuple[int, float] | None = None) -> list[Response]:
        """All at once, each on a connection of its own; with a pause, in seconds, behind one of them."""
        used = {node.base_url: 0 for node in self.nodes}
        exchanges: list[tuple[Connection, Request]] = []
        for node, request in requests:
            used[node.base_url] += 1
            exchanges.append((self.world.connections(node, used[node.base_url])[-1], request))
        return together(exchanges, pause)

    def name_of(self, node: Node) -> str:
        return "dev" if node is self.world.dev else "node"

    def record(self, operation: str, node: Node, response: Response, key: str, family: str) -> None:
        successor = ""
        if operation in ("introspect",):
            success = response.json()["active"]
        else:
            success = response.status == 200
        if operation == "refresh" and success:
            successor = digest(response.json()["refresh_token"])
        self.history.add(Event(response.started, response.ended, self.name_of(node), operation, digest(key), family, success, successor))

    def assert_refused(self, response: Response) -> None:
        self.assertEqual((response.status, response.json().get("error")), (400, "invalid_grant"), response.body)

    def codes(self, count: int) -> list[str]:
        answers = self.race([(self.nodes[i % 2], self.client.authorize()) for i in range(count)])
        return [self.client.code_of(answer) for answer in answers]

    def families(self, count: int) -> list[dict]:
        answers = self.race([(self.nodes[i % 2], self.client.redeem(code)) for i, code in enumerate(self.codes(count))])
        return [self.client.granted(answer) for answer in answers]

    def racers(self) -> list[Node]:
        nodes = self.nodes * (RACERS // 2)
        self.random.shuffle(nodes)
        return nodes

    def batches(self):
        for start in range(0, ROUNDS, BESIDE):
            yield min(BESIDE, ROUNDS - start)

    def inactive_on(self, node: Node, tokens: list[str]) -> list[bool]:
        answers = self.race([(node, self.client.introspect(token)) for token in tokens])
        return [not answer.json()["active"] for answer in answers]

    def assert_soon_inactive(self, tokens: list[str]) -> None:
        """On every node (invariant I2). How soon: see test_the_revocations_ended_everywhere_within_a_second."""
        for node in self.nodes:
            started = time.monotonic()
            left = tokens
            while left:
                late = time.monotonic() > started + PATIENCE
                left = [token for token, gone in zip(left, self.inactive_on(node, left)) if not gone]
                self.assertFalse(left and late, f"{len(left)} access tokens are still active on {self.name_of(node)}")
            self.delays.append(time.monotonic() - started)

    def test_a_code_is_redeemed_once_and_what_it_gave_ends_with_its_second_use(self):
        for count in self.batches():
            asked = [(node, code) for code in self.codes(count) for node in self.racers()]
            answers = self.race([(node, self.client.redeem(code)) for node, code in asked])
            winners: dict[str, dict] = {}
            for (node, code), answer in zip(asked, answers):
                self.record("redeem", node, answer, code, digest(code))
                if answer.status == 200:
                    self.assertNotIn(code, winners, "a code was redeemed twice")
                    winners[code] = answer.json()
                else:
                    self.assert_refused(answer)
            self.assertEqual(len(winners), count, "a code was redeemed by nobody")
            # The losers used it a second time (RFC 6749 §4.1.2).
            for answer in self.race([(self.random.choice(self.nodes), self.client.refresh(tokens["refresh_token"])) for tokens in winners.values()]):
                self.assert_refused(answer)
            self.assert_soon_inactive([tokens["access_token"] for tokens in winners.values()])

    def test_a_device_code_gives_tokens_once_however_many_poll(self):
        connection = self.world.connections(self.nodes[0], 1)[0]
        for _ in range(-(-ROUNDS // 10)):
            begun = self.client.granted(connection.exchange(self.client.begin_device()))
            self.client.allow_device(connection, begun["user_code"])
            answers = self.race([(node, self.client.poll(begun["device_code"])) for node in self.racers()])
            given = [answer for answer in answers if answer.status == 200]
            self.assertEqual(len(given), 1, "a device code gave tokens not exactly once")
            for answer in answers:
                if answer.status != 200:
                    self.assert_refused(answer)
        # One family each, and nothing of the losers.
        self.assertEqual(self.world.cluster.sql("SELECT count(*) FROM device_codes d LEFT JOIN refresh_families f ON f.realm_id = d.realm_id"
                                                " AND f.id = d.grant_id WHERE (d.consumed_at IS NULL) <> (f.id IS NULL)"), [["0"]])

    def test_a_refresh_token_has_one_successor_however_often_it_is_presented_at_once(self):
        chains = [tokens["refresh_token"] for tokens in self.families(min(BESIDE, ROUNDS))]
        # A family is known by its first token.
        first = list(chains)
        generations = [0] * len(chains)
        for count in self.batches():
            asked = [(i, node) for i in range(count) for node in self.racers()]
            answers = self.race([(node, self.client.refresh(chains[i])) for i, node in asked])
            successors: dict[int, set[str]] = {}
            for (i, node), answer in zip(asked, answers):
                successors.setdefault(i, set()).add(self.client.granted(answer)["refresh_token"])
                self.record("refresh", node, answer, chains[i], digest(first[i]))
            for i, tokens in successors.items():
                self.assertEqual(len(tokens), 1, "a refresh token has several successors")
                chains[i] = tokens.pop()
                generations[i] += 1
        self.assertEqual(sorted(generations), sorted(
            int(row[0]) for row in self.world.cluster.sql("SELECT generation FROM refresh_families WHERE revoked_at IS NULL AND generation > 0")))
        # RFC 9700 §4.14.2: an old token ends the family, for all.
        if min(generations) > 1:
            for answer in self.race([(self.random.choice(self.nodes), self.client.refresh(token)) for token in first]):
                self.assert_refused(answer)
            for answer in self.race([(self.random.choice(self.nodes), self.client.refresh(token)) for token in chains]):
                self.assert_refused(answer)

    def test_nothing_of_a_family_works_once_its_revocation_was_answered(self):
        for count in self.batches():
            families = self.families(count)
            asked = []
            for tokens in families:
                nodes = self.racers()
                operations = ["revoke"] + ["refresh"] * (len(nodes) - 1)
                self.random.shuffle(operations)
                asked += [(tokens, node, operation) for node, operation in zip(nodes, operations)]
            answers = self.race([
                (node, self.client.revoke(tokens["refresh_token"]) if operation == "revoke" else self.client.refresh(tokens["refresh_token"]))
                for tokens, node, operation in asked])
            refresh_tokens = {tokens["refresh_token"]: {tokens["refresh_token"]} for tokens in families}
            access_tokens = {tokens["refresh_token"]: {tokens["access_token"]} for tokens in families}
            revoked_on: dict[str, Node] = {}
            for (tokens, node, operation), answer in zip(asked, answers):
                family = tokens["refresh_token"]
                self.record(operation, node, answer, family, digest(family))
                if operation == "revoke":
                    self.assertEqual(answer.status, 200, answer.body)
                    revoked_on[family] = node
                elif answer.status == 200:
                    refresh_tokens[family].add(answer.json()["refresh_token"])
                    access_tokens[family].add(answer.json()["access_token"])
                else:
                    self.assert_refused(answer)
            # At once: refreshing anywhere, access tokens on the node that answered.
            probes = [("refresh", node, token, family) for family, known in refresh_tokens.items() for token in known for node in self.nodes]
            probes += [("introspect", revoked_on[family], token, family) for family, known in access_tokens.items() for token in known]
            probes += [("userinfo", revoked_on[family], token, family) for family, known in access_tokens.items() for token in known]
            self.random.shuffle(probes)
            answers = self.race([(node, getattr(self.client, operation)(token)) for operation, node, token, _ in probes])
            for (operation, node, token, family), answer in zip(probes, answers):
                self.record(operation, node, answer, token, digest(family))
                if operation == "refresh":
                    self.assert_refused(answer)
                elif operation == "introspect":
                    self.assertEqual(answer.json(), {"active": False})
                else:
                    self.assertEqual(answer.status, 401, answer.body)
            self.assert_soon_inactive([token for known in access_tokens.values() for token in known])

    def test_no_family_outlives_the_account_that_was_disabled_while_its_code_was_redeemed(self):
        """A code is redeemed under locks on the account and the session: whoever ends them finds the family."""
        admitted = refused = 0
        # How far ahead the change has to be is found out, so that each comes first at times.
        lead = 0.0
        for round_ in itertools.count():
            if round_ >= max(ROUNDS // 20, 5) and admitted and refused:
                break
            self.assertLess(round_, 2000, f"no race: {admitted} redeemed, {refused} refused")
            user = self.world.cluster.create_user()
            client = Client(self.world.cluster, user)
            codes = [client.code_of(answer) for answer in self.race([(node, client.authorize()) for node in self.racers()])]
            requests = [(node, client.redeem(code)) for node, code in zip(self.racers(), codes)]
            place = self.random.randrange(len(requests) + 1)
            requests.insert(place, (self.nodes[round_ % 2], self.world.cluster.admin_request("PATCH", f"/realms/main/users/{user['id']}", {"enabled": False})))
            answers = self.race(requests, (place, lead))
            self.assertEqual(answers.pop(place).status, 200)
            tokens = [answer.json()["refresh_token"] for answer in answers if answer.status == 200]
            admitted += len(tokens)
            refused += len(answers) - len(tokens)
            lead = lead + 0.005 if len(tokens) == len(answers) else lead / 2 if not tokens else lead
            for answer in self.race([(node, client.refresh(token)) for token in tokens for node in self.nodes]):
                self.assert_refused(answer)
            self.assertEqual(self.world.cluster.sql(
                f"SELECT count(*) FROM refresh_families WHERE user_id = '{user['id']}' AND revoked_at IS NULL"), [["0"]])

    def test_the_revocations_ended_everywhere_within_a_second(self):
        """Invariant I2; runs after those that revoke. The median: one answer may wait for other tests' processes."""
        self.assertTrue(self.delays, "nothing was revoked")
        self.assertLess(statistics.median(self.delays), 1)

    def test_the_history_and_the_tables_agree_with_the_invariants(self):
        """Runs at the end: unittest sorts by name, and this reads what the others left."""
        self.assertEqual(self.history.problems(), [])
        self.assertTrue(self.history.events, "nothing was recorded")
        sql = self.world.cluster.sql
        # I1: each code that was redeemed gave one family, and no other did. (A disabled account's code is used up and gives none.)
        self.assertEqual(sql("SELECT count(*) FROM authorization_codes c JOIN users u ON u.realm_id = c.realm_id AND u.id = c.user_id AND u.enabled"
                             " LEFT JOIN refresh_families f ON f.realm_id = c.realm_id AND f.id = c.grant_id"
                             " WHERE (c.consumed_at IS NULL) <> (f.id IS NULL)"), [["0"]])
        # I2: access tokens of a family end with it.
        self.assertEqual(sql("SELECT count(*) FROM refresh_families f LEFT JOIN revocations r ON r.realm_id = f.realm_id AND r.kind = 'grant'"
                             " AND r.subject = f.id::text WHERE (f.revoked_at IS NULL) <> (r.subject IS NULL)"), [["0"]])
        # I4: no family ended without an audit row of the same transaction.
        self.assertEqual(sql("SELECT count(*) FROM refresh_families f WHERE revoked_at IS NOT NULL"
                             " AND NOT EXISTS (SELECT 1 FROM audit_events a WHERE a.xmin = f.xmin)"), [["0"]])
        answered = sum(event.success for event in self.history.events if event.operation == "revoke")
        self.assertEqual(sql("SELECT count(*) FROM audit_events WHERE action = 'refresh_token.revoked'"), [[str(answered)]])


if __name__ == "__main__":
    unittest.main(verbosity=2)
