#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A mail server that keeps what it is given: aiosmtpd with STARTTLS and AUTH.

    smtp_sink.py DIRECTORY [--implicit] [--no-tls] [--mute FILE] [--hang-up FILE] [--busy FILE]

Writes DIRECTORY/port when it listens, and each mail with its envelope to DIRECTORY/NNNN.json. It wants the user
"mailer" with the password "a password of mail". To the recipients refused@… and later@… it says 550 and 451; to the content
of a mail to unwanted@… 554. While the file exists that is named, it hangs up before it answers a mail
(--hang-up), after it kept it (--mute), or answers nothing but 421 to RCPT (--busy).
"""
import argparse
import asyncio
import email
import email.policy
import json
import pathlib
import ssl
import subprocess

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

arguments = argparse.ArgumentParser()
arguments.add_argument("directory", type=pathlib.Path)
arguments.add_argument("--implicit", action="store_true")
arguments.add_argument("--no-tls", action="store_true")
arguments.add_argument("--mute", type=pathlib.Path)
arguments.add_argument("--hang-up", type=pathlib.Path)
arguments.add_argument("--busy", type=pathlib.Path)
options = arguments.parse_args()


def certificate():
    key, chain = options.directory / "key.pem", options.directory / "ca.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                    "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", chain],
                   check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain, key)
    return context


def is_on(path):
    return path is not None and path.exists()


class Keeper:
    def __init__(self):
        self.count = 0

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if is_on(options.busy):
            return "421 4.3.2 Service shutting down"
        if address.startswith("refused@"):
            return "550 5.1.1 No such user"
        if address.startswith("later@"):
            return "451 4.7.1 Greylisted"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if any(address.startswith("unwanted@") for address in envelope.rcpt_tos):
            return "554 5.6.0 Not this content"
        if is_on(options.hang_up):
            server.transport.abort()
            return "421 gone"
        self.count += 1
        def body(kind):
            part = mail.get_body((kind,))
            return part.get_content() if part else None

        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        kept = {"from": envelope.mail_from, "to": envelope.rcpt_tos, "content": envelope.content.decode("ascii"),
                "tls": session.ssl is not None or options.implicit, "user": bool(session.authenticated), "host": session.host_name,
                "headers": {name.lower(): str(value) for name, value in mail.items()}, "header_count": len(mail.items()),
                "defects": [str(defect) for defect in mail.defects],
                "text": body("plain"), "html": body("html")}
        part = options.directory / f"{self.count:04}.part"
        part.write_text(json.dumps(kept))
        part.rename(options.directory / f"{self.count:04}.json")
        if is_on(options.mute):
            server.transport.abort()
        return "250 OK"


def authenticate(server, session, envelope, mechanism, data):
    good = isinstance(data, LoginPassword) and (data.login, data.password) == (b"mailer", b"a password of mail")
    return AuthResult(success=good, auth_data=data.login if good else None, handled=False)


async def main():
    context = None if options.no_tls else certificate()
    keeper = Keeper()

    def protocol():
        return SMTP(keeper, authenticator=authenticate, auth_required=True, auth_require_tls=not options.implicit and not options.no_tls,
                    require_starttls=context is not None and not options.implicit,
                    tls_context=None if options.implicit else context, hostname="localhost")

    server = await asyncio.get_running_loop().create_server(protocol, "localhost", 0, ssl=context if options.implicit else None)
    port = server.sockets[0].getsockname()[1]
    part = options.directory / "port.part"
    part.write_text(str(port))
    part.rename(options.directory / "port")
    await server.serve_forever()


asyncio.run(main())
