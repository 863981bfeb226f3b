#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A proxy that loses connections: cutting_proxy.py HOST:PORT before|answer WORD

Prints its address, and forwards until its standard input ends. A connection whose request contains WORD is cut: before the
server hears it, or when it would be answered."""
from __future__ import annotations

import socket
import sys
import threading

PIECE = 65536


def message(source: socket.socket) -> bytes:
    """One message with its body, whole; nothing where the connection ends."""
    data = b""
    while b"\r\n\r\n" not in data:
        piece = source.recv(PIECE)
        if not piece:
            return b""
        data += piece
    end = data.index(b"\r\n\r\n") + 4
    length = 0
    for line in data[:end].lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            length = int(line.split(b":")[1])
    while len(data) < end + length:
        data += source.recv(PIECE)
    return data


def serve(client: socket.socket, target: tuple[str, int], moment: str, word: bytes) -> None:
    with client, socket.create_connection(target) as server:
        while request := message(client):
            lost = word in request
            if lost and moment == "before":
                return
            server.sendall(request)
            answer = message(server)
            if lost:
                return
            client.sendall(answer)


def main() -> None:
    host, port = sys.argv[1].rsplit(":", 1)
    listener = socket.create_server(("127.0.0.1", 0))
    print(f"http://127.0.0.1:{listener.getsockname()[1]}", flush=True)

    def accept() -> None:
        while True:
            client, _ = listener.accept()
            threading.Thread(target=serve, args=(client, (host, int(port)), sys.argv[2], sys.argv[3].encode()), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    sys.stdin.read()


main()
