# SPDX-License-Identifier: GPL-3.0-or-later
"""What the checks share: the files of the repository, C++ without comments, and how a finding is shown."""
from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Finding:
    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


def files(*suffixes: str, under: tuple[str, ...] = ()) -> list[str]:
    """Paths of the files that are or would be in the repository, relative to its root."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout.decode().split("\0")
    return sorted(
        {
            path
            for path in listed
            if path
            and (not suffixes or path.endswith(suffixes))
            and (not under or path.startswith(under))
            and (ROOT / path).is_file()
        }
    )


def read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8", errors="replace")


def line_of(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


_TOKEN = re.compile(
    r"""
      (?P<raw>R"(?P<delimiter>[^()\\\s]{0,16})\((?P<content>.*?)\)(?P=delimiter)")
    | (?P<string>"(?:[^"\\\n]|\\.)*")
    | (?P<char>(?<![0-9a-fA-F])'(?:[^'\\\n]|\\.)+')
    | (?P<comment>//[^\n]*|/\*.*?\*/)
    """,
    re.VERBOSE | re.DOTALL,
)


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def without_comments(text: str) -> str:
    """C++ with its comments turned into spaces, so that offsets stay."""
    return _TOKEN.sub(lambda m: _blank(m.group()) if m.group("comment") else m.group(), text)


def code_only(text: str) -> str:
    """C++ with comments and the contents of literals turned into spaces."""
    return _TOKEN.sub(lambda m: m.group()[0] + _blank(m.group()[1:-1]) + m.group()[-1] if not m.group("comment") else _blank(m.group()), text)


def strings(text: str) -> list[tuple[int, str]]:
    """The string literals of C++ with their offsets."""
    found = []
    for match in _TOKEN.finditer(text):
        if match.group("raw"):
            found.append((match.start("content"), match.group("content")))
        elif match.group("string"):
            found.append((match.start() + 1, match.group()[1:-1]))
    return found


def report(findings: list[Finding]) -> int:
    for finding in sorted(findings, key=lambda f: (f.path, f.line)):
        print(finding)
    if findings:
        print(f"{len(findings)} findings", file=sys.stderr)
    return 1 if findings else 0
