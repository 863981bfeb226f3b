# SPDX-License-Identifier: GPL-3.0-or-later
"""HTTP as tests of races need it: requests are put on many connections before any answer is read, by one thread, so
that they are in the server together. Answers carry the moments between which they must have been decided."""
from __future__ import annotations

import copy
import json
import socket
import time
import urllib.parse
from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Response:
    status: int
    headers: list[tuple[str, str]]
    body: bytes
    started: float  #: time.monotonic() before the request was sent
    ended: float  #: and after the answer was read

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key == name.lower()), None)

    def json(self) -> dict:
        return json.loads(self.body)


class Lost(Exception):
    """The server closed the connection instead of answering."""


class Connection:
    """One persistent connection. send() and receive() are apart, so that many can be in flight."""

    def __init__(self, base_url: str, timeout: float = 60):
        url = urllib.parse.urlsplit(base_url)
        self._host = url.netloc
        self._address = (url.hostname, url.port)
        self._timeout = timeout
        self._socket: socket.socket | None = None
        self._file = None
        self._started = 0.0

    def close(self) -> None:
        if self._socket:
            self._file.close()
            self._socket.close()
            self._socket = None

    def send(self, request: "Request") -> None:
        if not self._socket:
            self._socket = socket.create_connection(self._address, timeout=self._timeout)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._file = self._socket.makefile("rb")
        self._started = time.monotonic()
        try:
            self._socket.sendall(request.encode(self._host))
        except (BrokenPipeError, ConnectionResetError) as error:
            self.close()
            raise Lost from error

    def receive(self) -> Response:
        try:
            status_line = self._file.readline()
            if not status_line:
                raise Lost
            headers = []
            while line := self._file.readline().rstrip(b"\r\n"):
                name, _, value = line.decode("latin-1").partition(":")
                headers.append((name.lower(), value.strip()))
            length = next((int(value) for name, value in headers if name == "content-length"), 0)
            body = self._file.read(length)
            if len(body) < length:
                raise Lost
        except (ConnectionResetError, Lost) as error:
            self.close()
            raise Lost from error
        response = Response(int(status_line.split()[1]), headers, body, self._started, time.monotonic())
        if ("connection", "close") in headers:
            self.close()
        return response

    def exchange(self, request: "Request") -> Response:
        self.send(request)
        return self.receive()


@dataclass
class Request:
    method: str
    target: str
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    def encode(self, host: str) -> bytes:
        lines = [f"{self.method} {self.target} HTTP/1.1", f"Host: {host}"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        if self.body or self.method == "POST":
            lines.append(f"Content-Length: {len(self.body)}")
        return ("\r\n".join(lines) + "\r\n\r\n").encode() + self.body


def form(target: str, fields: dict[str, str], headers: dict[str, str] | None = None) -> Request:
    return Request("POST", target, {"Content-Type": "application/x-www-form-urlencoded", **(headers or {})},
                   urllib.parse.urlencode(fields).encode())


def together(exchanges: list[tuple[Connection, Request]], pause: tuple[int, float] | None = None) -> list[Response]:
    """Sends all requests, then reads all answers. Each connection may be named once. Behind the request of the index that
    `pause` names it waits for so many seconds."""
    for index, (connection, request) in enumerate(exchanges):
        connection.send(request)
        if pause and index == pause[0]:
            time.sleep(pause[1])
    return [connection.receive() for connection, _ in exchanges]


class _Forms(HTMLParser):
    def __init__(self):
        super().__init__()
        self.action: str | None = None
        self.fields: dict[str, str] = {}
        self._aside = False

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag == "form" and values.get("method", "").lower() == "post":
            # Each page of a flow offers more time beside what it is for.
            self._aside = "/more-time?" in values.get("action", "")
            if not self._aside:
                self.action = values.get("action")
                self.fields = {}
        elif tag == "input" and values.get("name") and not self._aside:
            self.fields[values["name"]] = values.get("value") or ""


class Browser:
    """Cookies, forms and nothing else. The public URL may be another node's: paths are asked of `connection`."""

    def __init__(self, connection: Connection, public_url: str):
        self.connection = connection
        self.public_url = public_url
        self.cookies: dict[str, str] = {}
        self._page: _Forms | None = None

    def at(self, connection: Connection) -> "Browser":
        """The same browser with the same page, for a request by another connection."""
        other = copy.copy(self)
        other.connection = connection
        return other

    def headers(self) -> dict[str, str]:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return {"Cookie": cookie} if cookie else {}

    def request(self, request: Request) -> Response:
        response = self.connection.exchange(request)
        self._take(response)
        return response

    def get(self, target: str) -> Response:
        return self.request(Request("GET", self._path(target), self.headers()))

    def prepared_submit(self, **fields: str) -> Request:
        """The request that submits the form of the page that was got last."""
        assert self._page and self._page.action, "the last page has no form"
        return form(self._path(self._page.action), {**self._page.fields, **fields},
                    {**self.headers(), "Origin": self.public_url})

    def submit(self, **fields: str) -> Response:
        return self.request(self.prepared_submit(**fields))

    def _path(self, target: str) -> str:
        return target.removeprefix(self.public_url)

    def _take(self, response: Response) -> None:
        for name, value in response.headers:
            if name == "set-cookie":
                pair = value.split(";")[0]
                key, _, content = pair.partition("=")
                self.cookies[key] = content
        if (response.header("content-type") or "").startswith("text/html"):
            self._page = _Forms()
            self._page.feed(response.body.decode())


def parameters_of(location: str) -> dict[str, str]:
    return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(location).query))
