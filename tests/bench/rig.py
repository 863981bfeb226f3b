# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything that is measured, started once: a durable PostgreSQL, the product, the bare edge, nginx."""
from __future__ import annotations

import json
import math
import os
import shutil
import socket
import statistics
import subprocess
import tempfile
import threading
import time
import urllib.parse
from pathlib import Path

from auth_client import Client
from auth_http import Connection, Request
from auth_nodes import Cluster, Node

CONNECTIONS = 64
THREADS = 2
#: More than are ever in flight on a thread of the load generator.
FAMILIES = 4 * CONNECTIONS
ROWS = 10_000
#: Nothing of the product is switched off; limits that a load generator runs into are raised.
ENVIRONMENT = {"AUTH_HTTP_REQUESTS_PER_CONNECTION": "1000000000", "AUTH_HTTP_KEEP_ALIVE_TIMEOUT": "1h", "AUTH_ACCESS_TOKEN_LIFETIME": "1d"}

NGINX = """
worker_processes 2;
daemon off;
pid {directory}/nginx.pid;
error_log {directory}/nginx.log crit;
events {{ worker_connections 4096; }}
http {{
    access_log off;
    keepalive_requests 1000000000;
    client_body_temp_path {directory}; proxy_temp_path {directory}; fastcgi_temp_path {directory}; uwsgi_temp_path {directory}; scgi_temp_path {directory};
    server {{
        listen 127.0.0.1:{port} reuseport;
        location / {{ default_type application/json; return 200 '{{"active":true}}'; }}
    }}
}}
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Rig:
    def __init__(self, root: Path, seconds: float):
        self.root = root
        self.seconds = seconds
        self._processes: list[subprocess.Popen] = []

    def __enter__(self) -> "Rig":
        self.directory = Path(tempfile.mkdtemp(prefix="auth-bench-"))
        self.cluster = None
        # On the build's disk, not in a /tmp that may be memory: what is stored is to be durable.
        self._storage = Path(tempfile.mkdtemp(prefix="bench-", dir=self.root / "build"))
        self._storage.chmod(0o755)
        try:
            self._start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_) -> None:
        for process in self._processes:
            process.terminate()
            process.wait()
        if self.cluster:
            self.cluster.stop()
        shutil.rmtree(self._storage, ignore_errors=True)
        shutil.rmtree(self.directory, ignore_errors=True)

    def _start(self) -> None:
        self.cluster = Cluster({}, self._storage)
        self.database = self.cluster.ready["database"]
        user = self.cluster.create_user()
        person = Client(self.cluster, user, grant_types=["authorization_code", "refresh_token", "client_credentials"])
        self.person = person
        machine = {"session": {}, "grant_types": ["client_credentials"], "redirect_uris": []}
        self.es256 = Client(self.cluster, user, **machine)
        self.rs256 = Client(self.cluster, user, **{**machine, "access_token_signed_response_alg": "RS256"})
        # Without `openid` there is no ID token.
        self.refreshing = Client(self.cluster, user, scope="profile", session=person.session)
        bare = Client(self.cluster, user, scope="profile", session=person.session, client_id="bench-bare")

        self.node = self.cluster.add_node(ENVIRONMENT)
        self.url = self.node.base_url
        self.connection = Connection(self.url)
        # Keys are made at first use, which takes an RSA key's time.
        for request in (Request("GET", "/.well-known/jwks.json"), self.es256.client_credentials(), self.rs256.client_credentials()):
            self.person.granted(self.connection.exchange(request))
        self.person_token = person.tokens(self.connection)["access_token"]
        for _ in range(FAMILIES):
            bare.tokens(self.connection)
        self.cluster.sql(f"CREATE TABLE bench_rows (id integer PRIMARY KEY, value text NOT NULL) WITH (fillfactor = 70);"
                         f"INSERT INTO bench_rows SELECT i, 'value ' || i FROM generate_series(0, {ROWS - 1}) i;"
                         f"CREATE TABLE bench_log (id uuid PRIMARY KEY, value text NOT NULL)")
        self.cluster.sql("VACUUM ANALYZE")
        self._start_bare_edge()
        self._start_nginx()

    def _refresh_body(self, token: str) -> str:
        body = self.refreshing.refresh(token).body.decode()
        # The generator replaces what follows the last `=`.
        parameters = [pair for pair in body.split("&") if not pair.startswith("refresh_token=")]
        return "&".join([*parameters, f"refresh_token={token}"])

    def _start_bare_edge(self) -> None:
        binary = self.root / "build" / "release" / "bin" / "auth-bench-edge"
        self.bench_edge = binary
        process = subprocess.Popen([binary, "--database", self.database], stdout=subprocess.PIPE, text=True)
        self._processes.append(process)
        self.bare = process.stdout.readline().strip()
        if not self.bare:
            raise RuntimeError("the bare edge did not start")

    def _start_nginx(self) -> None:
        port = free_port()
        configuration = self.directory / "nginx.conf"
        configuration.write_text(NGINX.format(directory=self.directory, port=port))
        nginx = shutil.which("nginx") or "/usr/sbin/nginx"
        self._processes.append(subprocess.Popen([nginx, "-c", configuration, "-p", self.directory]))
        self.nginx = f"http://127.0.0.1:{port}"
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                return
            except ConnectionRefusedError:
                time.sleep(0.01)
        raise RuntimeError("nginx did not start")

    def file(self, name: str, lines: list[str]) -> Path:
        path = self.directory / name
        path.write_text("".join(line + "\n" for line in lines))
        return path

    def body(self, name: str, request: Request) -> Path:
        return self.file(name, [request.body.decode()])

    def wrk(self, url: str, mode: str = "get", file: Path | str = "", connections: int = CONNECTIONS, seconds: float | None = None) -> dict:
        """What load.lua reports. Every answer must be a good one."""
        command = ["wrk", f"-t{THREADS}", f"-c{connections}", f"-d{math.ceil(seconds or self.seconds)}s", "--timeout", "10s",
                   "-s", self.root / "tests" / "bench" / "load.lua", url, "--", mode, *([str(file), str(THREADS)] if file else [])]
        out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        report = json.loads(out.splitlines()[-1])
        if report["refused"] or report["socket_errors"] or report["exhausted"] or report["astray"] or not report["requests"]:
            raise RuntimeError(f"{url}: {report}")
        report["rate"] = report["requests"] / report["seconds"]
        return report

    def rate(self, url: str, mode: str = "get", file: Path | str = "") -> tuple[float, str]:
        return self.wrk(url, mode, file)["rate"], "/s"

    def pgbench(self, script: str) -> tuple[float, str]:
        """As many connections as the product's threads have."""
        path = self.file("pgbench.sql", [script])
        out = subprocess.run(["pgbench", "-n", "-M", "prepared", "-c", str(THREADS * 8), "-j", str(THREADS), "-T", str(math.ceil(self.seconds)), "-f", path, self.database],
                             check=True, capture_output=True, text=True).stdout
        line = next(line for line in out.splitlines() if line.startswith("tps = "))
        return float(line.split()[2]), "/s"

    def openssl(self, algorithm: str) -> tuple[float, str]:
        out = subprocess.run(["openssl", "speed", "-multi", str(THREADS), "-seconds", str(math.ceil(self.seconds)), algorithm],
                             check=True, capture_output=True, text=True).stdout
        line = [line for line in out.splitlines() if line.strip() and line.rstrip()[-1].isdigit() and ("rsa" in line or "ecdsa" in line)][-1]
        return float(line.split()[-2]), "/s"

    def refreshes(self) -> tuple[float, str]:
        """Each round begins new chains: those of the last round ended somewhere on the way."""
        chains = self.file("chain", [self._refresh_body(self.refreshing.tokens(self.connection)["refresh_token"]) for _ in range(FAMILIES)])
        return self.rate(self.url + "/oauth/token", "chain", chains)

    def argon2(self) -> tuple[float, str]:
        out = subprocess.run([self.bench_edge, "--threads", str(THREADS), "--argon2", str(self.seconds)], check=True, capture_output=True, text=True).stdout
        return float(out), "/s"

    def password_requests(self, count: int) -> tuple[float, str]:
        """The request that carries the password and answers with the code, of sign-ins that got so far before."""
        lines = []
        for _ in range(count):
            browser = self.person.begin_sign_in(self.connection)
            request = self.person.submit_sign_in(browser)
            lines.append("\t".join([request.target, request.headers["Cookie"], request.headers["Origin"], request.body.decode()]))
        return self.rate(self.url, "submit", self.file("submit", lines))

    def sign_ins(self) -> tuple[float, str]:
        """Whole ones: authorization request, page, password. Four at a time, so that no hashing thread waits for a page."""
        end = time.monotonic() + self.seconds
        counts = [0] * (2 * THREADS)
        failures: list[BaseException] = []

        def work(number: int) -> None:
            try:
                connection = Connection(self.url)
                while time.monotonic() < end:
                    browser = self.person.begin_sign_in(connection)
                    self.person.code_of(browser.request(self.person.submit_sign_in(browser)))
                    counts[number] += 1
            except BaseException as error:  # noqa: BLE001
                failures.append(error)

        started = time.monotonic()
        threads = [threading.Thread(target=work, args=(number,)) for number in range(len(counts))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if failures:
            raise failures[0]
        return sum(counts) / (time.monotonic() - started), "/s"

    def fresh_tokens(self, seconds: float) -> Path:
        """Bodies of introspection requests, of tokens that the server has not seen."""
        source = self.body("collect", self.es256.client_credentials())
        self.wrk(self.url + "/oauth/token", "collect", source, seconds=seconds)
        tokens = [line for path in sorted(self.directory.glob("collect.tokens.*")) for line in path.read_text().splitlines()]
        if not tokens:
            raise RuntimeError("no tokens")
        marker = "TOKEN"
        body = self.es256.introspect(marker).body.decode()
        return self.file("fresh", [body.replace(marker, urllib.parse.quote(token)) for token in tokens])

    def memory(self, node: Node, name: str) -> tuple[float, str]:
        status = Path(f"/proc/{node.process.pid}/status").read_text()
        return int(next(line for line in status.splitlines() if line.startswith(name + ":")).split()[1]) / 1024, "MiB"

    def time_of(self, command: list[str], runs: int = 20) -> tuple[float, str]:
        """Of a program of the release build, from its start to its end; the median of `runs`."""
        times = []
        for _ in range(runs):
            started = time.monotonic()
            subprocess.run([Path(os.environ["AUTH_SERVER"]).with_name(command[0]), *command[1:]], check=True, stdout=subprocess.DEVNULL)
            times.append((time.monotonic() - started) * 1000)
        return statistics.median(times), "ms"

    def time_to_ready(self) -> tuple[float, str]:
        """Until /health/ready answers 200 on the port that was asked for."""
        port = free_port()
        started = time.monotonic()
        node = Node(["serve"], {**self.cluster.node_environment(), "AUTH_LISTEN": f"127.0.0.1:{port}"}, self.directory / "start.log")
        try:
            while True:
                try:
                    connection = Connection(f"http://127.0.0.1:{port}")
                    response = connection.exchange(Request("GET", "/health/ready"))
                    connection.close()
                    if response.status == 200:
                        return (time.monotonic() - started) * 1000, "ms"
                except OSError:
                    pass
                if node.process.poll() is not None or time.monotonic() - started > 30:
                    raise RuntimeError((self.directory / "start.log").read_text())
                time.sleep(0.001)
        finally:
            node.stop()
