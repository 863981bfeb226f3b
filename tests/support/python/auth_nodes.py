# SPDX-License-Identifier: GPL-3.0-or-later
"""Real servers: `auth-server dev --ephemeral`, further nodes of it with `auth-server serve`, and what is put into them."""
from __future__ import annotations

import base64
import json
import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from auth_http import Connection, Request

PASSWORD = "correct horse battery staple 7"


class Node:
    """A server process whose log goes to a file."""

    def __init__(self, arguments: list[str], environment: dict[str, str], log: Path):
        self.log = log
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("AUTH_")}
        with log.open("ab") as sink:
            # Its own directory: a .env of the caller's must not count.
            self.process = subprocess.Popen([os.path.abspath(os.environ["AUTH_SERVER"]), *arguments], cwd=log.parent, stdin=subprocess.DEVNULL,
                                            stdout=sink, stderr=sink, env={**inherited, "AUTH_LOG_FORMAT": "json", **environment})
        self.base_url = ""

    def records(self, event: str, offset: int = 0) -> list[dict]:
        """The records of this event, from `offset` of the log on."""
        with self.log.open("rb") as source:
            source.seek(offset)
            lines = source.read().splitlines()
        needle = f'"event":"{event}"'.encode()
        return [json.loads(line) for line in lines if needle in line]

    def wait_for(self, ready, seconds: float = 120):
        deadline = time.monotonic() + seconds
        while not (value := ready()):
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"the server did not start:\n{self.log.read_text(errors='replace')[-4000:]}")
            time.sleep(0.005)
        return value

    def stop(self) -> int:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.process.kill()
        return self.process.wait()


class Cluster:
    """`dev` with its private PostgreSQL, and any number of nodes beside it on the same database."""

    def __init__(self, environment: dict[str, str] | None = None, data: Path | None = None):
        self.directory = Path(tempfile.mkdtemp(prefix="auth-nodes-"))
        self.master_key = base64.b64encode(secrets.token_bytes(32)).decode()
        self._nodes = 0
        self.nodes: list[Node] = []
        ready_file = self.directory / "ready.json"
        storage = ["--data", str(data)] if data else ["--ephemeral"]
        self.dev = Node(["dev", *storage, "--listen", "127.0.0.1:0", "--ready-file", str(ready_file)],
                        {"AUTH_MASTER_KEY": self.master_key, **(environment or {})}, self.directory / "dev.log")
        self.nodes.append(self.dev)
        self.dev.wait_for(ready_file.exists)
        self.ready = json.loads(ready_file.read_text())
        self.dev.base_url = self.ready["base_url"]
        self.issuer = self.ready["issuer"]

    def node_environment(self) -> dict[str, str]:
        return {"AUTH_ENV": "development", "AUTH_DATABASE_URL": self.ready["database"], "AUTH_PUBLIC_URL": self.issuer,
                "AUTH_MASTER_KEY": self.master_key, "AUTH_LISTEN": "127.0.0.1:0"}

    def add_node(self, environment: dict[str, str] | None = None) -> Node:
        self._nodes += 1
        node = Node(["serve"], {**self.node_environment(), **(environment or {})}, self.directory / f"node-{self._nodes}.log")
        self.nodes.append(node)
        node.base_url = node.wait_for(lambda: node.records("server.started"))[0]["address"]
        return node

    def sql(self, query: str) -> list[list[str]]:
        """Rows of a query, as the owner. It may be longer than a command line."""
        out = subprocess.run(["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-F", "\x1f", "-d", self.ready["database"]],
                             input=query, check=True, capture_output=True, text=True).stdout
        return [line.split("\x1f") for line in out.splitlines()]

    def admin_request(self, method: str, resource: str, body: dict | None = None) -> Request:
        return Request(method, f"/admin/v1{resource}", {
            "Authorization": f"Bearer {self.ready['admin_token']}", "Content-Type": "application/json",
        }, json.dumps(body).encode() if body is not None else b"")

    def admin(self, method: str, resource: str, body: dict | None = None) -> dict:
        """A call of the admin API that succeeds."""
        connection = Connection(self.dev.base_url)
        response = connection.exchange(self.admin_request(method, resource, body))
        connection.close()
        if response.status not in (200, 201, 204):
            raise RuntimeError(f"{method} {resource}: {response.status} {response.body.decode()}")
        return response.json() if response.body else {}

    def create_application(self, **fields) -> dict:
        """An application of realm `main`; `client_secret` is in the answer where it has one."""
        return self.admin("POST", "/realms/main/applications", {
            "client_id": f"app-{secrets.token_hex(4)}", "type": "web", "grant_types": ["authorization_code", "refresh_token"],
            "token_endpoint_auth_method": "client_secret_post", **fields})

    def create_user(self, **fields) -> dict:
        username = f"user-{secrets.token_hex(4)}"
        return self.admin("POST", "/realms/main/users", {
            "username": username, "password": PASSWORD, "email": f"{username}@example.com", "email_verified": True, **fields})

    def stop(self) -> None:
        for node in reversed(self.nodes):
            if node.process.poll() not in (None, 0, -signal.SIGKILL):
                print(f"a server ended with {node.process.returncode}:\n{node.log.read_text(errors='replace')[-4000:]}", flush=True)
            node.stop()
        shutil.rmtree(self.directory, ignore_errors=True)
