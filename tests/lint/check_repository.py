#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules about files: licence lines, READMEs, names of migrations, lengths, package lists, machine-bound text."""
from __future__ import annotations

import re
import sys
from pathlib import PurePosixPath

import repository
from repository import Finding

SPDX = "SPDX-License-Identifier: GPL-3.0-or-later"
README_LINES = 20
SOURCE_LINES = 600
#: Folders whose folders each say what lives there.
README_PARENTS = ("", "server", "shared", "tests")


def licence_findings(path: str, text: str) -> list[Finding]:
    script = text.startswith("#!")
    if not script and not path.endswith((".h", ".cpp", ".py", ".js", ".mjs", ".css")):
        return []
    head = text.split("\n", 2)[: 2 if script else 1]
    return [] if any(SPDX in line for line in head) else [Finding(path, 1, f"the first line after `#!` is a comment with {SPDX}")]


def readme_findings(paths: list[str]) -> list[Finding]:
    findings = []
    folders = {str(parent) for path in paths for parent in PurePosixPath(path).parents if str(parent) != "."}
    for folder in sorted(folders):
        parent, _, name = folder.rpartition("/")
        if parent in README_PARENTS and not name.startswith(".") and f"{folder}/README.md" not in paths:
            findings.append(Finding(folder, 1, "the folder has no README.md: say in a few lines what lives here and what it may use"))
    for path in paths:
        if path.endswith("/README.md"):
            lines = repository.read(path).count("\n")
            if lines > README_LINES:
                findings.append(Finding(path, lines, f"a folder's README has at most {README_LINES} lines"))
    return findings


def migration_findings(paths: list[str]) -> list[Finding]:
    # schema.sql is their result, compared by tests/integration/db/SchemaTest.cpp.
    names = [PurePosixPath(path).name for path in paths if path.startswith("migrations/") and path.endswith(".sql")]
    names = [name for name in names if name != "schema.sql"]
    findings = []
    for expected, name in enumerate(sorted(names), start=1):
        if not re.fullmatch(r"\d{4}_[a-z0-9]+(_[a-z0-9]+)*\.sql", name) or int(name[:4]) != expected:
            findings.append(Finding(f"migrations/{name}", 1, f"migrations are numbered without gaps, NNNN_subject.sql; expected {expected:04}_…"))
    return findings


def length_findings(path: str, text: str) -> list[Finding]:
    lines = text.count("\n")
    if path.startswith(("server/", "shared/", "authctl/", "admin-gui/")) and path.endswith((".h", ".cpp")) and lines > SOURCE_LINES:
        return [Finding(path, lines, f"{lines} lines: a file is about one thing; split it")]
    return []


def package_findings(path: str, text: str) -> list[Finding]:
    if not re.fullmatch(r"packaging/packages/\w+\.txt", path):
        return []
    lines = text.splitlines()
    findings = [Finding(path, n, f"`{line}` is not the name of a package") for n, line in enumerate(lines, start=1) if not re.fullmatch(r"[a-z0-9][a-z0-9+.-]+", line)]
    if lines != sorted(set(lines)):
        findings.append(Finding(path, 1, "the names are sorted, each once"))
    return findings


#: Places of one machine, and addresses that a package client knows by itself.
MACHINE = re.compile(
    r"(?<![\w.$}])/(?:work|root|home/\w+)/(?!\*)|index-url|https?://(?:registry|files|deb|proxy|static|repo\d?|index)\.\S+",
)


def machine_findings(path: str, text: str) -> list[Finding]:
    if path == "tests/lint/check_repository.py" or path == "LICENSE":
        return []
    findings = [Finding(path, repository.line_of(text, m.start()), f"`{m.group()}` belongs to one machine") for m in MACHINE.finditer(text)]
    if path.endswith("package-lock.json") and '"resolved"' in text:
        findings.append(Finding(path, 1, "addresses in the lock file: write it with --omit-lockfile-registry-resolved"))
    return findings


def main() -> int:
    paths = repository.files()
    findings = readme_findings(paths) + migration_findings(paths)
    for path in paths:
        if path.endswith((".png", ".ico", ".woff2", ".bin", ".der")) or "/corpus/" in path:
            continue
        text = repository.read(path)
        findings += licence_findings(path, text) + length_findings(path, text) + package_findings(path, text) + machine_findings(path, text)
    return repository.report(findings)


if __name__ == "__main__":
    sys.exit(main())
