#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes uap-core's expressions for browsers and systems as C++.

    expressions.py OUTPUT REGEXES_YAML
"""
import pathlib
import sys

import yaml


def literal(text):
    escaped = "".join(
        "\\" + char if char in '"\\' else char if " " <= char <= "~" else "".join(f"\\{byte:03o}" for byte in char.encode())
        for char in text)
    return f'"{escaped}"'


def rows(entries, name):
    for entry in entries:
        # The specification's only flag.
        pattern = "(?i)" * (entry.get("regex_flag") == "i") + entry["regex"]
        yield f"    {{ {literal(pattern)}, {literal(entry.get(name, ''))} }},\n"


def main():
    output, source = map(pathlib.Path, sys.argv[1:])
    lists = yaml.safe_load(source.read_text("utf-8"))
    text = f"""// Written by server/agents/expressions.py from uap-core.
#include "agents/Expressions.h"

namespace auth::agents {{

namespace {{

constexpr Expression kBrowsers[] = {{
{"".join(rows(lists["user_agent_parsers"], "family_replacement"))}}};

constexpr Expression kSystems[] = {{
{"".join(rows(lists["os_parsers"], "os_replacement"))}}};

}}

std::span<const Expression> browserExpressions()
{{
    return kBrowsers;
}}

std::span<const Expression> systemExpressions()
{{
    return kSystems;
}}

}}
"""
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
