#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Shell scripts: shellcheck is silent, they stop at the first failure, and they may be run."""
from __future__ import annotations

import os
import re
import subprocess
import sys

import repository
from repository import Finding

SHEBANG = re.compile(r"#!\s*/(?:usr/)?bin/(?:env )?(?:ba|da)?sh\b")


def main() -> int:
    scripts = [path for path in repository.files() if SHEBANG.match(repository.read(path))]
    findings = []
    for path in scripts:
        if "set -euo pipefail" not in repository.read(path):
            findings.append(Finding(path, 1, "a script begins with `set -euo pipefail`"))
        if not os.access(repository.ROOT / path, os.X_OK):
            findings.append(Finding(path, 1, "a script may be executed"))
    checked = subprocess.run(["shellcheck", "--format=gcc", *scripts], cwd=repository.ROOT, capture_output=True, text=True)
    for line in checked.stdout.splitlines():
        path, number, _, message = line.split(":", 3)
        findings.append(Finding(path, int(number), message.strip()))
    if checked.returncode and not checked.stdout:
        findings.append(Finding("shellcheck", 0, checked.stderr.strip()))
    return repository.report(findings)


if __name__ == "__main__":
    sys.exit(main())
