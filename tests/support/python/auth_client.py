# SPDX-License-Identifier: GPL-3.0-or-later
"""An application's side of OAuth: signs a person in like a browser, and makes the requests of a client."""
from __future__ import annotations

import base64
import hashlib
import secrets
from urllib.parse import urlencode

from auth_http import Browser, Connection, Request, Response, form, parameters_of
from auth_nodes import PASSWORD, Cluster, Node

REDIRECT_URI = "https://app.example/callback"
DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"
VERIFIER = secrets.token_urlsafe(48)
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()


class Client:
    def __init__(self, cluster: Cluster, user: dict, scope: str = "openid", session: dict[str, str] | None = None, **fields):
        self.cluster = cluster
        self.user = user
        self.scope = scope
        # ES256 signs fast: what is looked at is seldom the signature.
        self.application = cluster.create_application(**{
            "redirect_uris": [REDIRECT_URI], "access_token_signed_response_alg": "ES256", "id_token_signed_response_alg": "ES256", **fields})
        #: Headers of a browser that is signed in; given, empty perhaps, or made.
        self.session = self.sign_in() if session is None else session

    def begin_sign_in(self, connection: Connection) -> Browser:
        """Up to the page that asks for the password."""
        browser = Browser(connection, self.cluster.issuer)
        browser.get(browser.get(self.authorize_target()).header("location"))
        return browser

    def submit_sign_in(self, browser: Browser) -> Request:
        return browser.prepared_submit(username=self.user["username"], password=PASSWORD)

    def sign_in(self) -> dict[str, str]:
        browser = self.begin_sign_in(Connection(self.cluster.dev.base_url))
        response = browser.request(self.submit_sign_in(browser))
        if not is_code(response):
            raise RuntimeError(f"no sign-in: {response.status} {response.headers}")
        browser.connection.close()
        return browser.headers()

    def authorize_target(self) -> str:
        return "/oauth/authorize?" + urlencode({
            "response_type": "code", "client_id": self.application["client_id"], "redirect_uri": REDIRECT_URI, "scope": self.scope,
            "state": "s", "code_challenge": CHALLENGE, "code_challenge_method": "S256"})

    def authorize(self) -> Request:
        return Request("GET", self.authorize_target(), self.session)

    def code_of(self, response: Response) -> str:
        if not is_code(response):
            raise RuntimeError(f"no code: {response.status} {response.headers} {response.body[:500]!r}")
        return parameters_of(response.header("location"))["code"]

    def _authenticated(self, target: str, fields: dict[str, str]) -> Request:
        return form(target, {**fields, "client_id": self.application["client_id"], "client_secret": self.application["client_secret"]})

    def redeem(self, code: str, verifier: str = VERIFIER) -> Request:
        return self._authenticated("/oauth/token", {
            "grant_type": "authorization_code", "code": code, "redirect_uri": REDIRECT_URI, "code_verifier": verifier})

    def begin_device(self) -> Request:
        return self._authenticated("/oauth/device_authorization", {"scope": self.scope})

    def allow_device(self, connection: Connection, user_code: str) -> None:
        """The person's side of RFC 8628, in the browser that is signed in."""
        browser = Browser(connection, self.cluster.issuer)
        browser.cookies = dict(pair.split("=", 1) for pair in self.session["Cookie"].split("; "))
        browser.get("/device")
        browser.get(browser.submit(user_code=user_code).header("location"))
        response = browser.submit(allow="1")
        if not (response.header("location") or "").endswith("/device/allowed"):
            raise RuntimeError(f"not allowed: {response.status} {response.body[:500]!r}")

    def poll(self, device_code: str) -> Request:
        return self._authenticated("/oauth/token", {"grant_type": DEVICE_GRANT, "device_code": device_code})

    def client_credentials(self) -> Request:
        return self._authenticated("/oauth/token", {"grant_type": "client_credentials"})

    def refresh(self, token: str) -> Request:
        return self._authenticated("/oauth/token", {"grant_type": "refresh_token", "refresh_token": token})

    def revoke(self, token: str) -> Request:
        return self._authenticated("/oauth/revoke", {"token": token})

    def introspect(self, token: str) -> Request:
        return self._authenticated("/oauth/introspect", {"token": token})

    def userinfo(self, token: str) -> Request:
        return Request("GET", "/oauth/userinfo", {"Authorization": f"Bearer {token}"})

    def granted(self, response: Response) -> dict:
        if response.status != 200:
            raise RuntimeError(f"refused: {response.status} {response.body!r}")
        return response.json()

    def tokens(self, connection: Connection) -> dict:
        """By a code of the session."""
        code = self.code_of(connection.exchange(self.authorize()))
        return self.granted(connection.exchange(self.redeem(code)))


def is_code(response: Response) -> bool:
    return response.status in (302, 303) and "code" in parameters_of(response.header("location") or "")


__all__ = ["CHALLENGE", "DEVICE_GRANT", "REDIRECT_URI", "VERIFIER", "Client", "Node", "is_code"]
