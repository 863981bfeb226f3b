#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Calls that look right and are not, each with what to use instead."""
from __future__ import annotations

import re
import sys
from dataclasses import dataclass

import repository
from repository import Finding

SOURCES = ("server/", "shared/", "authctl/")


@dataclass(frozen=True)
class Ban:
    pattern: str
    instead: str
    under: tuple[str, ...] = SOURCES
    #: Files, by the beginning of their path, that may: each is the one adapter of its thing.
    allowed: tuple[str, ...] = ()


CODE = (
    Ban(r"\bQ(Date|Time|DateTime)::current\w+|\bstd::time\s*\(|\bgettimeofday\b|\bCLOCK_REALTIME\b", "time comes from Clock", allowed=("shared/core/Log.cpp",)),
    Ban(r"\bsystem_clock::now\b", "time comes from Clock", allowed=("shared/core/Clock.h", "shared/core/Log.cpp")),
    Ban(r"\bQEventLoop\b|\bprocessEvents\b|\bQCoro::waitFor\b", "no nested event loop: await", under=(*SOURCES, "admin-gui/"), allowed=("authctl/",)),
    Ban(r"\bwaitFor(Started|Finished|ReadyRead|BytesWritten|Connected|Disconnected|Encrypted|NewConnection)\b", "blocking waits stop a whole thread", under=("server/",), allowed=("server/app/PrivatePostgres",)),
    Ban(r"\bsleep_for\b|\bsleep_until\b|\busleep\s*\(|\bQThread::m?sleep\b", "sleeping stops a whole thread: await a timer", under=("server/",)),
    Ban(r"to(Utf8|Latin1|Local8Bit)\(\)\s*\.to(Short|Int|Long|LongLong|UShort|UInt|ULong|ULongLong|Double|Float)\(", "it takes `+5`, ` 5` and `05`: parseDecimal()"),
    Ban(r"\bconnect\(\s*[^,;]+,\s*&[\w:]+\s*,\s*\[", "a lambda outlives what it captures: give connect() a context object", under=(*SOURCES, "admin-gui/", "tests/")),
    Ban(r"\bQByteArray::fromBase64\b|\bfromBase64Encoding\b", "it takes what is not canonical: fromBase64Url()", allowed=("shared/core/Base64Url", "server/protocol/client_auth/client_secret_basic.cpp")),
    Ban(r"\bQJsonDocument::fromJson\b", "it keeps the last of duplicate members: parseJson()", allowed=("shared/core/Json.cpp", "server/db/Rows.cpp")),
    Ban(r"\bQUrlQuery\b", "it replaces invalid bytes and keeps `+`: Form"),
    Ban(r"\bQt::CaseInsensitive\b", "it folds other letters than the unique column: canonicalName()", under=("server/users/", "server/realms/", "server/applications/", "server/protocol/", "server/sign_in/")),
    Ban(r"\bQRandomGenerator\b|\bstd::rand\b|\bmt19937\b|\brandom_device\b", "random bytes come from core/Random.h"),
    Ban(r"\bstd::regex\b", "it overflows the stack on long input: QRegularExpression with \\A and \\z"),
    Ban(r"\bQNetworkAccessManager\b|\bQNetworkRequest\b", "outbound requests go through adapters/fetch", under=("server/",), allowed=("server/adapters/", "server/demo/")),
    Ban(r"\bQ(AbstractHttpServer|HttpServer\w*)\b", "one class touches Qt HttpServer", under=("server/",), allowed=("server/http/HttpEdge",)),
    Ban(r"\bq(Debug|Info|Warning|Critical)\s*\(|\bstd::(cout|cerr|clog)\b|\bf?printf\s*\(", "log() writes one escaped record", under=("server/",), allowed=("server/main.cpp", "server/app/")),
    Ban(r"\bQSql\w+\b", "PostgreSQL is reached through db/"),
    Ban(r"\bqcoro_enable_coroutines\b", "clang refuses its flag, and C++23 needs none", under=("CMakeLists.txt", "server/", "shared/")),
)

#: In string literals of C++ and in migrations.
SQL = (
    Ban(r"(?i)\bnow\(\)|\bcurrent_(timestamp|date|time)\b|\blocaltimestamp\b|\b(clock|transaction|statement)_timestamp\b", "time enters SQL as a parameter", under=("server/", "migrations/")),
    Ban(r"(?i)\b(lower|upper)\s*\(|\bilike\b", "it folds differently: compare the column that canonicalName() filled", under=("server/", "migrations/")),
)

#: In code and comments alike.
TEXT = (Ban(r"\b(TODO|FIXME|XXX|HACK)\b", "a thing that is not done is absent", under=("server/", "shared/", "authctl/", "tests/", "migrations/", "resources/", "packaging/", "cmake/"), allowed=("tests/lint/",)),)


def applies(ban: Ban, path: str) -> bool:
    return path.startswith(ban.under) and not path.startswith(ban.allowed or ("\0",))


def code_findings(path: str, text: str) -> list[Finding]:
    code = repository.code_only(text)
    return [
        Finding(path, repository.line_of(code, match.start()), f"{match.group().strip()}: {ban.instead}")
        for ban in CODE
        if applies(ban, path)
        for match in re.finditer(ban.pattern, code)
    ]


def sql_findings(path: str, text: str) -> list[Finding]:
    if path.endswith(".sql"):
        parts = [(0, re.sub(r"--[^\n]*", lambda m: " " * len(m.group()), text))]
    else:
        parts = repository.strings(text)
    return [
        Finding(path, repository.line_of(text, offset + match.start()), f"{match.group().strip()} in SQL: {ban.instead}")
        for ban in SQL
        if applies(ban, path)
        for offset, part in parts
        if path.endswith(".sql") or re.search(r"\b(SELECT|INSERT|UPDATE|DELETE|WHERE|VALUES)\b", part)
        for match in re.finditer(ban.pattern, part)
    ]


def text_findings(path: str, text: str) -> list[Finding]:
    return [
        Finding(path, repository.line_of(text, match.start()), f"{match.group()}: {ban.instead}")
        for ban in TEXT
        if applies(ban, path)
        for match in re.finditer(ban.pattern, text)
    ]


def main() -> int:
    findings = []
    for path in repository.files(".h", ".cpp", ".sql", ".txt", ".cmake", ".py", ".mjs", ".js"):
        text = repository.read(path)
        if path.endswith((".h", ".cpp")):
            findings += code_findings(path, text) + sql_findings(path, text)
        elif path.endswith(".sql"):
            findings += sql_findings(path, text)
        findings += text_findings(path, text)
    return repository.report(findings)


if __name__ == "__main__":
    sys.exit(main())
