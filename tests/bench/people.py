# SPDX-License-Identifier: GPL-3.0-or-later
"""People who are half way in: with an authenticator app, whose code is missing, and with a passkey, whose answer is. Each is
prepared as a browser and an authenticator would; what is measured is the last request alone."""
from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
import secrets
import subprocess
import time
from html import unescape

from auth_http import Browser, Connection, Request, form, together
from rig import CONNECTIONS, Rig

#: Requests before those that count: each connection to the database prepares and plans its statements once.
WARMING_UP = 16 * CONNECTIONS
#: Whose row is written waits for the one before. So many people are never all in flight.
PASSKEY_OWNERS = 4 * CONNECTIONS

DEMAND = json.dumps({"id_token": {"acr": {"essential": True, "value": "2"}}}, separators=(",", ":"))


def encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def cbor(value) -> bytes:
    """RFC 8949 §4.2.1, as far as an attestation without a statement needs it."""
    def head(kind: int, number: int) -> bytes:
        return bytes([kind << 5 | number]) if number < 24 else bytes([kind << 5 | 24, number]) if number < 256 else bytes([kind << 5 | 25]) + number.to_bytes(2, "big")
    if isinstance(value, int):
        return head(0, value) if value >= 0 else head(1, -1 - value)
    if isinstance(value, bytes):
        return head(2, len(value)) + value
    if isinstance(value, str):
        return head(3, len(value)) + value.encode()
    return head(5, len(value)) + b"".join(cbor(key) + cbor(item) for key, item in value.items())


class Key:
    """Of an authenticator, by openssl."""

    def __init__(self, rig: Rig):
        self._file = rig.directory / "passkey.pem"
        subprocess.run(["openssl", "ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", self._file], check=True)
        self.point = subprocess.run(["openssl", "ec", "-in", self._file, "-pubout", "-outform", "DER"], check=True, capture_output=True).stdout[-64:]

    def sign(self, data: bytes) -> bytes:
        return subprocess.run(["openssl", "dgst", "-sha256", "-sign", self._file], input=data, check=True, capture_output=True).stdout


class Passkey:
    """One person's; it counts nothing."""

    def __init__(self, key: Key, origin: str):
        self.origin = origin
        self.id = secrets.token_bytes(32)
        self._key = key

    def _client_data(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": f"webauthn.{kind}", "challenge": challenge, "origin": self.origin, "crossOrigin": False}).encode()

    def _answer(self, response: dict[str, bytes]) -> str:
        return json.dumps({"id": encode(self.id), "rawId": encode(self.id), "type": "public-key", "clientExtensionResults": {},
                           "response": {name: encode(value) for name, value in response.items()}})

    def create(self, options: dict) -> str:
        self.handle = base64.urlsafe_b64decode(options["user"]["id"] + "==")
        key = cbor({1: 2, 3: -7, -1: 1, -2: self._key.point[:32], -3: self._key.point[32:]})
        data = hashlib.sha256(options["rp"]["id"].encode()).digest() + b"\x45" + bytes(4 + 16) + len(self.id).to_bytes(2, "big") + self.id + key
        return self._answer({"clientDataJSON": self._client_data("create", options["challenge"]),
                             "attestationObject": cbor({"fmt": "none", "attStmt": {}, "authData": data})})

    def get(self, options: dict) -> str:
        client = self._client_data("get", options["challenge"])
        data = hashlib.sha256(options["rpId"].encode()).digest() + b"\x05" + bytes(4)
        return self._answer({"clientDataJSON": client, "authenticatorData": data, "signature": self._key.sign(data + hashlib.sha256(client).digest()), "userHandle": self.handle})


def totp(secret: str, now: float) -> str:
    """RFC 6238 with its defaults."""
    digest = hmac.digest(base64.b32decode(secret), int(now // 30).to_bytes(8, "big"), "sha1")
    offset = digest[-1] & 15
    return f"{(int.from_bytes(digest[offset:offset + 4], 'big') & 0x7FFFFFFF) % 10**6:06}"


class People:
    def __init__(self, rig: Rig):
        self.rig = rig
        self.connection = rig.connection
        self.issuer = rig.cluster.issuer
        self.target = rig.person.authorize_target()
        # The cookie that a session goes by, whatever this server calls it.
        self.cookie = re.search(r"((?:__Host-)?s-[^=; ]+)=", rig.person.session["Cookie"]).group(1)

    def submit(self, requests: list[Request]) -> tuple[float, str]:
        # Tables that were filled a moment ago are planned for as if they were empty, until autovacuum has been there.
        self.rig.cluster.sql("VACUUM ANALYZE")
        self.rig.cluster.sql("CHECKPOINT")
        connections = [Connection(self.rig.url) for _ in range(CONNECTIONS)]
        for first in range(0, WARMING_UP, CONNECTIONS):
            together(list(zip(connections, requests[first:first + CONNECTIONS])))
        lines = ["\t".join([request.target, request.headers["Cookie"], request.headers["Origin"], request.body.decode()]) for request in requests[WARMING_UP:]]
        return self.rig.wrk(self.rig.url, "submit", self.rig.file("submit", lines), seconds=1)["rate"], "/s"

    def _admin(self, method: str, resource: str, body: dict) -> dict:
        response = self.connection.exchange(self.rig.cluster.admin_request(method, f"/realms/main{resource}", body))
        if response.status >= 300:
            raise RuntimeError(f"{resource}: {response.status} {response.body!r}")
        return response.json() if response.body else {}

    def _users(self, count: int) -> list[dict]:
        return [self._admin("POST", "/users", {"username": f"bench-{secrets.token_hex(8)}"}) for _ in range(count)]

    def _sessions(self, users: list[dict]) -> list[Browser]:
        """A browser each, which proved one factor. Passwords would take hours."""
        tokens = [secrets.token_urlsafe(32) for _ in users]
        rows = ",".join(f"('{user['id']}'::uuid, '{token}')" for user, token in zip(users, tokens))
        self.rig.cluster.sql(
            "INSERT INTO sessions (realm_id, id, user_id, token_hash, auth_time, acr, amr, created_at, last_seen_at, idle_timeout_seconds, expires_at)"
            " SELECT r.id, gen_random_uuid(), p.id, sha256(p.token::bytea), now(), '1', '{pwd}', now(), now(), 86400, now() + interval '1 day'"
            f" FROM realms r, (VALUES {rows}) AS p (id, token) WHERE r.name = 'main' AND r.deleted_at IS NULL")
        browsers = [Browser(self.connection, self.issuer) for _ in users]
        for browser, token in zip(browsers, tokens):
            browser.cookies[self.cookie] = token
        return browsers

    def codes(self, count: int) -> list[Request]:
        """Of so many people, at the page that asks for the code of their app."""
        users = self._users(count)
        found = []
        for user in users:
            found.append(self._admin("POST", f"/users/{user['id']}/factors/totp", {"digits": 6})["secret"])
            self._admin("POST", f"/users/{user['id']}/factors/totp/verify", {"code": totp(found[-1], time.time())})
        # What confirmed it is used up, and nobody waits for the next one here.
        self.rig.cluster.sql("UPDATE authenticators SET last_step = 0")
        browsers = self._sessions(users)
        for browser in browsers:
            browser.get(browser.get(self.target + "&claims=" + DEMAND.replace('"', "%22")).header("location"))
        now = time.time()
        return [browser.prepared_submit(code=totp(secret, now)) for browser, secret in zip(browsers, found)]

    @staticmethod
    def _ask(browser: Browser, page: str) -> tuple[dict, dict]:
        """The challenge of the page, and what the page says of its form."""
        said = {name: unescape(value) for name, value in re.findall(r'data-(action|options|csrf)="([^"]*)"', page)}
        said.setdefault("csrf", (re.search(r'name="csrf" value="([^"]*)"', page) or ["", ""])[1])
        headers = {**browser.headers(), "Origin": browser.public_url}
        return browser.request(form(said["options"], {"csrf": said["csrf"]}, headers)).json(), said

    def passkeys(self, count: int) -> list[Request]:
        """Sign-ins of people in turn, who only have to touch the authenticator."""
        key = Key(self.rig)
        passkeys = []
        for owner in self._sessions(self._users(PASSKEY_OWNERS)):
            passkey = Passkey(key, self.issuer)
            options, _ = self._ask(owner, owner.get("/account/passkeys").body.decode())
            added = owner.submit(credential=passkey.create(options), label="Bench")
            if added.status != 303:
                raise RuntimeError(f"no passkey: {added.status} {added.body!r}")
            passkeys.append(passkey)
        requests = []
        for number in range(count):
            browser = Browser(self.connection, self.issuer)
            page = browser.get(browser.get(self.target).header("location")).body.decode()
            options, said = self._ask(browser, page)
            answer = passkeys[number % len(passkeys)].get(options)
            requests.append(form(said["action"], {"csrf": said["csrf"], "credential": answer}, {**browser.headers(), "Origin": self.issuer}))
        return requests
