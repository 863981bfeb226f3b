# SPDX-License-Identifier: GPL-3.0-or-later
"""A server with a realm that looks like one in use: people, roles, applications, keys, sign-ins that went well and others."""
from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "support" / "python"))

from auth_http import Browser, Connection  # noqa: E402

PASSWORD = "correct horse battery staple 7"
PEOPLE = """ann.archer Ann Archer|bela.novak Béla Novák|chidi.okoro Chidi Okoro|dara.singh Dara Singh|eva.lindqvist Eva Lindqvist
farid.haddad Farid Haddad|grace.kim Grace Kim|hugo.martin Hugo Martin|ines.costa Inês Costa|jonas.weber Jonas Weber
kaya.demir Kaya Demir|lena.fischer Lena Fischer|mateo.rossi Mateo Rossi|nora.hansen Nora Hansen|oskar.kowalski Oskar Kowalski
priya.patel Priya Patel|quentin.dubois Quentin Dubois|rosa.garcia Rosa García|sven.larsson Sven Larsson|tara.obrien Tara O'Brien"""
ROLES = {
    "employee": ([], ["intranet:read"]),
    "clerk": (["employee"], ["invoice:read", "order:read", "order:write"]),
    "auditor": (["employee"], ["invoice:read", "ledger:read", "order:read"]),
    "finance": (["clerk"], ["invoice:write", "ledger:read", "ledger:write", "payment:approve"]),
    "support": (["employee"], ["ticket:read", "ticket:write", "customer:read"]),
    "manager": (["finance", "support"], ["report:read", "customer:write"]),
}
APPLICATIONS = [
    ("shop", "web", "Acme Shop", ["https://shop.acme.example/callback"]),
    ("intranet", "web", "Intranet", ["https://intranet.acme.example/oidc"]),
    ("mobile", "native", "Acme for telephones", ["com.acme.app:/callback"]),
    ("dashboard", "spa", "Sales dashboard", ["https://sales.acme.example/"]),
    ("billing-sync", "machine", "Nightly billing", []),
]
AGENTS = [
    "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15",
]


#: What happened in the week before, more by day than by night: what, how it went, how often in the busiest hour.
PAST = """
INSERT INTO audit_counts (realm_id, hour, action, outcome, count)
SELECT r.id, moment, action, outcome, share
FROM realms r, generate_series(date_trunc('hour', now()) - interval '7 days', date_trunc('hour', now()) - interval '1 hour', '1 hour') AS moment,
    (VALUES ('session.started', 'success', 46), ('token.issued', 'success', 120), ('login.failed', 'failure', 6), ('mfa.verified', 'success', 31),
        ('authorization.refused', 'refused', 3), ('user.updated', 'success', 5), ('session.ended', 'success', 22)) AS kinds (action, outcome, most),
    LATERAL (SELECT extract(hour FROM moment) AS h, extract(isodow FROM moment) AS day) AS clock,
    LATERAL (SELECT round(most * exp(-power((h - 13) / 5.0, 2)) * CASE WHEN day > 5 THEN 0.3 ELSE 1 END
        * (0.75 + 0.5 * abs(sin(h * 7 + day * 3 + most))))::bigint AS share) AS shares
WHERE r.name = 'acme' AND share > 0
"""


class Server:
    """`auth-server dev --ephemeral`, until the end of a `with`. Its proxy is whoever asks, so that people have addresses."""

    def __init__(self, build: Path) -> None:
        self.build = build

    def __enter__(self) -> Server:
        self.folder = tempfile.TemporaryDirectory()
        ready = Path(self.folder.name) / "ready.json"
        command = [self.build / "bin" / "auth-server", "dev", "--ephemeral", "--listen", "127.0.0.1:0", "--ready-file", ready]
        environment = {**os.environ, "AUTH_TRUSTED_PROXIES": "127.0.0.1"}
        with (Path(self.folder.name) / "log").open("wb") as log:
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.folder.name, env=environment)
        while not ready.exists():
            if self.process.poll() is not None:
                sys.exit("auth-server dev does not start:\n" + (Path(self.folder.name) / "log").read_text())
            time.sleep(0.05)
        said = json.loads(ready.read_text())
        self.url, self.token, self.database = said["base_url"], said["admin_token"], said["database"]
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait()
        self.folder.cleanup()

    def ask(self, method: str, path: str, body: dict | None = None, version: int | None = None) -> dict:
        request = urllib.request.Request(f"{self.url}/admin/v1/{path}", method=method, data=None if body is None else json.dumps(body).encode())
        request.add_header("Authorization", f"Bearer {self.token}")
        request.add_header("Content-Type", "application/json")
        if version is not None:
            request.add_header("If-Match", f'"{version}"')
        try:
            with urllib.request.urlopen(request) as answer:
                return json.loads(answer.read() or b"{}")
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"{method} {path}: {error.read().decode()}") from error

    def contexts(self) -> str:
        """A directory with authctl's contexts, as somebody may have them."""
        folder = Path(self.folder.name) / "authctl"
        folder.mkdir(mode=0o700, exist_ok=True)
        (folder / "config.yaml").write_text(
            "contexts:\n  production:\n    server: https://id.acme.example\n    realm: acme\n    protected: true\n"
            "  staging:\n    server: https://id.staging.acme.example\n    realm: acme\ncurrent: staging\n")
        return str(folder)

    def sign_in(self, username: str, password: str, number: int) -> None:
        query = urllib.parse.urlencode({"client_id": "shop", "redirect_uri": APPLICATIONS[0][3][0], "response_type": "code", "scope": "openid",
                                        "state": "s", "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", "code_challenge_method": "S256"})
        place = urllib.parse.urlsplit(self.authorize)
        browser = Person(Connection(self.url), f"{place.scheme}://{place.netloc}", number)
        browser.get(browser.get(f"{self.authorize}?{query}").header("location"))
        browser.submit(username=username, password=password)


class Person(Browser):
    """A browser that is somebody's: it has an address and a name."""

    def __init__(self, connection: Connection, url: str, number: int) -> None:
        super().__init__(connection, url)
        self.number = number

    def headers(self) -> dict[str, str]:
        return {**super().headers(), "User-Agent": AGENTS[self.number % len(AGENTS)], "X-Forwarded-For": f"203.0.113.{10 + self.number}"}


def furnish(server: Server) -> None:
    """A realm `acme` in use, and one with nothing in it."""
    server.ask("POST", "realms", {"name": "bare"})
    realm = server.ask("POST", "realms", {"name": "acme", "display_name": "Acme"})
    with urllib.request.urlopen(realm["issuers"][0] + "/.well-known/openid-configuration") as answer:
        server.authorize = json.loads(answer.read())["authorization_endpoint"]
    furnish_applications(server)
    ids = furnish_people(server)
    furnish_rest(server, ids)


def furnish_applications(server: Server) -> None:
    for name, (parents, permissions) in ROLES.items():
        server.ask("POST", "realms/acme/roles", {"name": name, "parents": parents, "permissions": permissions})
    for client_id, kind, name, uris in APPLICATIONS:
        body = {"client_id": client_id, "type": kind, "client_name": name}
        server.ask("POST", "realms/acme/applications", body | ({"redirect_uris": uris} if uris else {}))
    for name in ("orders", "invoices"):
        server.ask("POST", "realms/acme/scopes", {"name": name, "description": f"See {name}"})
    server.ask("POST", "realms/acme/resource-servers", {"name": "Orders", "identifier": "https://api.acme.example/orders"})
    server.ask("POST", "realms/acme/api-keys", {"application": "billing-sync", "name": "nightly-run"})


def furnish_people(server: Server) -> list[str]:
    ids = []
    for number, person in enumerate(PEOPLE.replace("\n", "|").split("|")):
        username, _, name = person.partition(" ")
        user = server.ask("POST", "realms/acme/users", {"username": username, "name": name, "email": f"{username}@acme.example", "email_verified": number % 3 != 0})
        ids.append(user["id"])
        path = f"realms/acme/users/{user['id']}"
        server.ask("PUT", f"{path}/password", {"password": PASSWORD})
        server.ask("POST", f"{path}/roles/add", {"roles": [list(ROLES)[number % len(ROLES)]]})
        for attempt in range(number % 3 if number else 2):
            server.sign_in(username, PASSWORD, number + attempt)
        if number % 6 == 5:
            server.sign_in(username, "a wrong password", number)
        if number % 7 == 3:
            server.ask("POST", f"{path}/lock", {"reason": "Left the company"})
    server.ask("POST", f"realms/acme/users/{ids[0]}/factors/totp", {"name": "Telephone"})
    server.ask("PATCH", f"realms/acme/users/{ids[0]}", {"nickname": "annie"})
    return ids


def furnish_rest(server: Server, ids: list[str]) -> None:
    for name, members in (("Acme North", ids[:6]), ("Acme South", ids[6:11])):
        organization = server.ask("POST", "realms/acme/organizations", {"name": name.lower().replace(" ", "-"), "display_name": name})
        server.ask("POST", f"realms/acme/organizations/{organization['id']}/members/add", {"users": members})
    keys = [server.ask("POST", "realms/acme/keys", {"algorithm": algorithm}) for algorithm in ("ES256", "ES256", "RS256")]
    server.ask("POST", f"realms/acme/keys/{keys[1]['id']}/activate")
    # What counts keep of it is enough for charts; the log itself has today's rows.
    subprocess.run(["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", server.database, "-c", PAST], check=True)
    server.ask("POST", "realms/acme/jobs", {"operation": "expireUserPassword", "ids": ids[12:15]})
    shop = server.ask("GET", "realms/acme/applications/shop")
    uris = [*shop["redirect_uris"], "https://beta.shop.acme.example/callback"]
    server.ask("PATCH", "realms/acme/applications/shop", {"redirect_uris": uris}, shop["version"])
