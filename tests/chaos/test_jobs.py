#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`kill -9` of the node that works on a bulk job: another one goes on where it stopped, and does nothing twice."""
from __future__ import annotations

import signal
import time
import unittest

from world import Node, World

USERS = 3000
#: Longer than a dead node's claim lasts (server/bulk/BulkWorker.cpp), and than the rest of the job takes.
PATIENCE = 120


class Jobs(unittest.TestCase):
    def setUp(self):
        self.world = World()
        self.sql = self.world.cluster.sql
        # Only the nodes of the test take up jobs; PostgreSQL, a process of its own, goes on.
        self.world.dev.process.send_signal(signal.SIGSTOP)

    def tearDown(self):
        self.world.dev.process.send_signal(signal.SIGCONT)
        self.world.stop()

    def number(self, query: str) -> int:
        return int(self.sql(f"SELECT count(*) FROM {query}")[0][0])

    def ask(self, node: Node, method: str, resource: str, body: dict | None = None) -> dict:
        response = self.world.ask(node, self.world.cluster.admin_request(method, resource, body))
        self.assertIn(response.status, (200, 201), response.body)
        return response.json()

    def wait_until(self, done) -> None:
        deadline = time.monotonic() + PATIENCE
        while not done():
            self.assertLess(time.monotonic(), deadline, "the job stands still")
            time.sleep(0.02)

    def test_a_job_survives_the_node_that_worked_on_it(self):
        realm = self.sql("SELECT id FROM realms WHERE name = 'main' AND deleted_at IS NULL")[0][0]
        self.sql("INSERT INTO users (realm_id, id, username, enabled, attributes, version, created_at, updated_at)"
                 f" SELECT '{realm}', gen_random_uuid(), 'bulk' || n, true, '{{}}', 1, '2026-01-01', '2026-01-01'"
                 f" FROM generate_series(1, {USERS}) AS n")
        locked = "users WHERE username LIKE 'bulk%' AND locked_at IS NOT NULL"
        node = self.world.add_node()
        job = self.ask(node, "POST", "/realms/main/jobs", {"operation": "lockUser", "q": "username:bulk*", "body": {"reason": "test"}})
        self.assertEqual(job["total"], USERS)
        self.wait_until(lambda: self.number(locked) >= 20)
        node.process.kill()
        self.assertEqual(node.process.wait(PATIENCE), -signal.SIGKILL)
        done = self.number(locked)
        self.assertLess(done, USERS, "the job was over before the node was killed")

        heir = self.world.add_node()
        target = f"/realms/main/jobs/{job['id']}"
        self.assertEqual(self.ask(heir, "GET", target)["state"], "running")
        self.wait_until(lambda: self.ask(heir, "GET", target)["state"] in ("done", "failed"))
        ended = self.ask(heir, "GET", target)
        self.assertEqual((ended["state"], ended["done"], ended["failed"]), ("done", USERS, 0))
        self.assertEqual(self.number(locked), USERS)
        # Each once: what it did and that it is done are one transaction.
        self.assertEqual(self.number("users WHERE username LIKE 'bulk%' AND version <> 2"), 0)
        self.assertEqual(self.number("audit_events WHERE action = 'user.locked'"), USERS)


if __name__ == "__main__":
    unittest.main(verbosity=2)
