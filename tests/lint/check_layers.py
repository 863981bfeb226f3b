#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may include whom (layers.toml), in every #include of server/, shared/, authctl/ and admin-gui/."""
from __future__ import annotations

import re
import sys
import tomllib
from pathlib import PurePosixPath

import repository
from repository import Finding

RULES = tomllib.loads((repository.ROOT / "tests/lint/layers.toml").read_text())
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.MULTILINE)
ROLES = ("Store", "Service", "Api", "Pages")
MODULES = sorted([*RULES["base"], *RULES["features"]["order"], *RULES["top"]["modules"]], key=len, reverse=True)


def module_of(path: str) -> str | None:
    """The module of a path below shared/ or server/, as in `users/UserStore.h`."""
    return next((m for m in MODULES if path == m or path.startswith(m + "/") or re.match(re.escape(m) + r"\w*\.", path)), None)


def role_of(path: str) -> str:
    stem = PurePosixPath(path).stem
    return next((role for role in ROLES if stem.endswith(role) and stem != role), "")


def refusal(includer: str, included: str) -> str | None:
    """Why \a includer may not include \a included (both below shared/ or server/), or nothing."""
    source, target = module_of(includer), module_of(included)
    if any(includer in e["files"] and included == e["include"] for e in RULES.get("exceptions", [])):
        return None
    if source is None:
        return f"{includer} is in no module of tests/lint/layers.toml: add its folder"
    if target is None:
        return f"{included} is in no module of tests/lint/layers.toml: write the path below shared/ or server/"
    if source == target and source in RULES["base"] or source in RULES["top"]["modules"]:
        return None
    if source in RULES["base"]:
        return None if target in RULES["base"][source] else f"{source} does not see {target}"
    if target in RULES["top"]["modules"]:
        return f"only the composition root sees {target}"

    order = RULES["features"]["order"]
    role = RULES["roles"][role_of(includer)]
    named = role_of(includer) or "file without a role"
    if source != target and target in role.get("hides", []):
        return f"a {named} does not see {target}"
    target_role = role_of(included)
    own = source == target
    if target_role in role["hides_roles"] and target in order:
        own_part = own and (target_role in role.get("own", []) or same_part(includer, included))
        if not own_part:
            return f"a {named} does not see a {target_role}" + ("" if own else f" of {target}")
    if target in order and order.index(target) > order.index(source):
        return f"{source} stands before {target} in tests/lint/layers.toml"
    return None


def same_part(includer: str, included: str) -> bool:
    """UserStore.cpp and UserStore.h, UserStoreQueries.h: one class in several files."""
    left, right = PurePosixPath(includer).stem, PurePosixPath(included).stem
    return left.startswith(right) or right.startswith(left)


def check_program(path: str, included: str) -> str | None:
    program = path.split("/")[0]
    seen = RULES["programs"][program]
    first = included.split("/")[0]
    if "/" not in included or first in seen or (repository.ROOT / program / first).is_dir():
        return None
    return f"{program} sees only shared/, not {included}"


def main() -> int:
    findings = []
    for path in repository.files(".h", ".cpp", under=("server/", "shared/", "authctl/", "admin-gui/")):
        text = repository.without_comments(repository.read(path))
        top, below = path.split("/", 1)
        for match in INCLUDE.finditer(text):
            included = match.group(1)
            if included.endswith(".moc"):
                continue
            why = refusal(below, included) if top in ("server", "shared") else check_program(path, included)
            if why:
                findings.append(Finding(path, repository.line_of(text, match.start()), why))
    return repository.report(findings)


if __name__ == "__main__":
    sys.exit(main())
