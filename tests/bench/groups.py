# SPDX-License-Identifier: GPL-3.0-or-later
"""What is measured in turn, limits first. A group answers figures by name; table.py says which belong together."""
from __future__ import annotations

from people import WARMING_UP, People
from rig import Rig

Measured = dict[str, tuple[float, str]]


def answers(rig: Rig) -> Measured:
    fresh = rig.fresh_tokens(rig.seconds + 1)
    lines = fresh.read_text().splitlines()
    seen = rig.file("seen", lines[:1000])
    first = rig.file("first", lines[1000:])
    introspect = rig.url + "/oauth/introspect"
    rig.wrk(introspect, "cycle", seen, seconds=1)
    return {
        "nginx: return 200": rig.rate(rig.nginx + "/"),
        "bare route: answer": rig.rate(rig.bare + "/answer"),
        "discovery": rig.rate(rig.url + "/.well-known/openid-configuration"),
        "JWKS": rig.rate(rig.url + "/.well-known/jwks.json"),
        "introspection, tokens seen before": rig.rate(introspect, "cycle", seen),
        "introspection, first sightings": (rig.wrk(introspect, "once", first, seconds=1)["rate"], "/s"),
    }


def signatures(rig: Rig) -> Measured:
    return {
        "openssl speed: ES256": rig.openssl("ecdsap256"),
        "bare route: sign ES256": rig.rate(rig.bare + "/sign/es256"),
        "client credentials ES256": rig.rate(rig.url + "/oauth/token", "cycle", rig.body("es256", rig.es256.client_credentials())),
        "openssl speed: RS256": rig.openssl("rsa2048"),
        "bare route: sign RS256": rig.rate(rig.bare + "/sign/rs256"),
        "client credentials RS256": rig.rate(rig.url + "/oauth/token", "cycle", rig.body("rs256", rig.rs256.client_credentials())),
    }


def rows(rig: Rig) -> Measured:
    return {
        "pgbench: insert": rig.pgbench("INSERT INTO bench_log (id, value) VALUES (gen_random_uuid(), 'a row of pgbench');"),
        "bare route: insert one row": rig.rate(rig.bare + "/insert", "cycle", rig.file("empty", ["none=1"])),
        "bare route: indexed select": rig.rate(rig.bare + "/select"),
        "authorize, warm session": rig.rate(f"{rig.url}{rig.person.authorize_target()}&prompt=none", "visit", rig.person.session["Cookie"]),
        "userinfo": rig.rate(rig.url + "/oauth/userinfo", "get", rig.person_token),
        "pgbench: update by key": rig.pgbench("\\set id random(0, 9999)\nUPDATE bench_rows SET value = 'value ' || :id WHERE id = :id;"),
        "bare route: refresh statement and ES256": rig.rate(rig.bare + "/refresh", "cycle", rig.file("empty", ["none=1"])),
        "refresh": rig.refreshes(),
    }


def passwords(rig: Rig) -> Measured:
    raw = rig.argon2()
    # Each is good once, so more than there can be.
    requests = rig.password_requests(int(raw[0] * (rig.seconds + 2)))
    return {"raw Argon2id": raw, "sign-in, the request with the password": requests, "sign-in, whole": rig.sign_ins()}


def second_factors(rig: Rig) -> Measured:
    empty = rig.file("empty", ["none=1"])
    hmac = rig.rate(rig.bare + "/hmac", "cycle", empty)
    verification = rig.rate(rig.bare + "/verify", "cycle", empty)
    people = People(rig)
    # Each is good once, for a second: more than there can be, since they write at least four rows.
    return {
        "bare route: HMAC and one insert": hmac,
        "second factor, the request with the code": people.submit(people.codes(int(hmac[0] / 4) + WARMING_UP)),
        "bare route: verify ES256 and insert one row": verification,
        "sign-in, the request with the passkey": people.submit(people.passkeys(int(verification[0] / 4) + WARMING_UP)),
    }


def connections(rig: Rig) -> Measured:
    return {
        "1,000 connections, indexed read, bare: p99": (rig.wrk(rig.bare + "/select", connections=1000)["p99_ms"], "ms"),
        "1,000 connections, userinfo: p99": (rig.wrk(rig.url + "/oauth/userinfo", "get", rig.person_token, connections=1000)["p99_ms"], "ms"),
    }


def size(rig: Rig) -> Measured:
    """Last: the highest figure is of everything before, 1,000 connections and hashing included."""
    idle = rig.cluster.add_node()
    try:
        measured = {"resident memory, idle": rig.memory(idle, "VmRSS")}
    finally:
        idle.stop()
    measured["resident memory, highest"] = rig.memory(rig.node, "VmHWM")
    measured["serve, from start to ready"] = rig.time_to_ready()
    return measured


def command_line(rig: Rig) -> Measured:
    """What a person waits for before anything is asked of a server."""
    return {"authctl version": rig.time_of(["authctl", "version"])}


GROUPS = {"answers": answers, "signatures": signatures, "rows": rows, "passwords": passwords, "second factors": second_factors, "connections": connections, "command line": command_line, "size": size}
