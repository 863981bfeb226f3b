# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of this folder start from: a server, one application, one person who is signed in."""
from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support" / "python"))

from auth_client import DEVICE_GRANT, Client, is_code  # noqa: E402, F401
from auth_http import Browser, Connection, Lost, Request, Response, together  # noqa: E402, F401
from auth_nodes import Cluster, Node  # noqa: E402, F401

#: Connections of a test may rest for longer than a client's.
ENVIRONMENT = {"AUTH_HTTP_KEEP_ALIVE_TIMEOUT": "1h"}


class World:
    def __init__(self):
        self.cluster = Cluster(ENVIRONMENT)
        try:
            self.dev = self.cluster.dev
            self.client = Client(self.cluster, self.cluster.create_user(), grant_types=["authorization_code", "refresh_token", DEVICE_GRANT])
            self._idle: dict[str, list[Connection]] = {}
        except BaseException:
            self.cluster.stop()
            raise

    def stop(self) -> None:
        self.cluster.stop()

    def add_node(self, environment: dict[str, str] | None = None) -> Node:
        return self.cluster.add_node({**ENVIRONMENT, **(environment or {})})

    def connections(self, node: Node, count: int) -> list[Connection]:
        """The first of those that are kept open to the node."""
        pool = self._idle.setdefault(node.base_url, [])
        while len(pool) < count:
            pool.append(Connection(node.base_url))
        return pool[:count]

    def ask(self, node: Node, request: Request) -> Response:
        return self.connections(node, 1)[0].exchange(request)

    def tokens(self, node: Node | None = None) -> dict:
        return self.client.tokens(self.connections(node or self.dev, 1)[0])

    def is_active(self, node: Node, token: str) -> bool:
        return self.client.granted(self.ask(node, self.client.introspect(token)))["active"]
