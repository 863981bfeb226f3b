#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The shared libraries that the programs link, against packaging/linked-libraries.txt: a new one shows in the diff.

    check_libraries.py BUILD_DIRECTORY [--write]
"""
from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import repository
from repository import Finding

LIST = "packaging/linked-libraries.txt"
#: Programs by their main().
PROGRAMS = {"auth-server": "server/main.cpp", "authctl": "authctl/main.cpp"}


def needed(program: Path) -> list[str]:
    dynamic = subprocess.run(["readelf", "--dynamic", program], check=True, capture_output=True, text=True).stdout
    return sorted(re.findall(r"\(NEEDED\).*\[(.+)\]", dynamic))


def main() -> int:
    build = Path(sys.argv[1])
    programs = [name for name, source in PROGRAMS.items() if (repository.ROOT / source).exists()]
    actual = "".join(f"{name}\n" + "".join(f"    {library}\n" for library in needed(build / "bin" / name)) for name in programs)
    if "--write" in sys.argv:
        (repository.ROOT / LIST).write_text(actual)
        return 0
    listed = repository.read(LIST) if (repository.ROOT / LIST).exists() else ""
    if listed == actual:
        return 0
    before, after = set(listed.splitlines()), set(actual.splitlines())
    changes = [f"{line.strip()} is new" for line in sorted(after - before)] + [f"{line.strip()} is gone" for line in sorted(before - after)]
    changes = changes or ["programs differ"]
    return repository.report([Finding(LIST, 1, f"{change}: say why in the commit, and run tests/lint/check_libraries.py {build} --write") for change in changes])


if __name__ == "__main__":
    sys.exit(main())
