#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Coroutines take parameters by value, no capturing lambda is one, and what outlives them is not moved away.

clang-tidy sees references in definitions; this sees views, spans and references in every signature that returns a Task,
because what they point to may be gone when the coroutine resumes.
"""
from __future__ import annotations

import re
import sys

import repository
from repository import Finding

TASK = re.compile(r"\b(?:Task|QCoro::Task|QCoro::(?:Async)?Generator|AsyncGenerator)<")
VIEW = re.compile(r"&|\b(Q\w*StringView|QStringView|QByteArrayView|QLatin1String|std::span|std::string_view|std::initializer_list|LogFields)\b")


def closing(text: str, start: int, opened: str, closed: str) -> int:
    """The offset of what closes the bracket at \a start, or -1."""
    depth = 0
    for offset in range(start, min(len(text), start + 4000)):
        if text[offset] == opened:
            depth += 1
        elif text[offset] == closed:
            depth -= 1
            if depth == 0:
                return offset
    return -1


def parameters(text: str) -> list[str]:
    """Splits at the commas that no bracket encloses."""
    parts, depth, current = [], 0, ""
    for character in text:
        depth += character in "<([{"
        depth -= character in ">)]}"
        if character == "," and depth == 0:
            parts.append(current)
            current = ""
        else:
            current += character
    return [part.strip() for part in [*parts, current] if part.strip()]


def own_type(parameter: str) -> str:
    """The parameter without its template arguments and default, which may name references."""
    parameter = parameter.split("=")[0]
    while True:
        shorter = re.sub(r"<[^<>]*>", "", parameter)
        if shorter == parameter:
            return parameter
        parameter = shorter


def signature_findings(path: str, text: str) -> list[Finding]:
    code = repository.code_only(text)
    findings = []
    for task in TASK.finditer(code):
        end = closing(code, task.end() - 1, "<", ">")
        name = re.compile(r"\s*((?:\w+::)*\w+)\s*\(").match(code, end + 1) if end >= 0 else None
        if not name:
            continue
        close = closing(code, name.end() - 1, "(", ")")
        if close < 0 or re.match(r"\s*(const)?\s*=\s*delete", code[close + 1 : close + 40]):
            continue
        for parameter in parameters(code[name.end() : close]):
            if VIEW.search(own_type(parameter)):
                line = repository.line_of(code, task.start())
                findings.append(Finding(path, line, f"{name.group(1)}() takes `{' '.join(parameter.split())}`, which may be gone after a suspension: take a value"))
    return findings


LAMBDA = re.compile(r"\[(?P<capture>[^\[\]]*[^\[\]\s][^\[\]]*)\]\s*\(")


def lambda_findings(path: str, text: str) -> list[Finding]:
    code = repository.code_only(text)
    findings = []
    for start in LAMBDA.finditer(code):
        close = closing(code, start.end() - 1, "(", ")")
        body = code.find("{", close) if close >= 0 else -1
        if body < 0 or not re.fullmatch(r"[\s\w:<>,&*\->\(\)]*", code[close + 1 : body]) or ";" in code[close:body]:
            continue
        end = closing(code, body, "{", "}")
        inner = re.sub(LAMBDA, "", code[body:end])
        if re.search(r"\bco_(await|return|yield)\b", inner) and not re.search(r"\]\s*\(", inner):
            findings.append(Finding(path, repository.line_of(code, start.start()), "a capturing lambda is a coroutine: its captures die before it ends; use a named function"))
    return findings


# QCoro's return_value(U&&) moves from every lvalue that is not const, not only from the coroutine's own variables. Tasks of
# Result have a better promise (core/Task.h); others have not.
MOVED = re.compile(r"\bco_return\s+(m_\w+|\*\s*\w+|(?:\w+(?:\.|->))*\w+->\w+)\s*;")


def return_findings(path: str, text: str) -> list[Finding]:
    code = repository.code_only(text)
    return [Finding(path, repository.line_of(code, found.start()), f"`co_return {found.group(1)}` moves out of an object that others may hold: std::as_const() copies, std::move() says that it is meant")
            for found in MOVED.finditer(code)]


def main() -> int:
    findings = []
    for path in repository.files(".h", ".cpp", under=("server/", "shared/", "authctl/", "admin-gui/", "tests/")):
        text = repository.read(path)
        if "Task" in text or "co_" in text:
            findings += signature_findings(path, text) + lambda_findings(path, text)
            if not path.startswith("tests/"):
                findings += return_findings(path, text)
    return repository.report(findings)


if __name__ == "__main__":
    sys.exit(main())
