#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the C++ rows of the message ids that pages and mails use.

lupdate does not read templates, so their ids (`{{T_sign_in_title}}`) are written as QT_TRANSLATE_NOOP rows, together
with those that the server's C++ names in the context "pages".

    messages.py OUTPUT RESOURCES SOURCES
"""
import pathlib
import re
import sys


def template_ids(folder):
    for path in sorted(folder.rglob("*.html")):
        yield from re.findall(r"{{T_([a-z0-9_]+)}}", path.read_text("utf-8"))


def source_ids(folder):
    for path in sorted(folder.rglob("*.cpp")) + sorted(folder.rglob("*.h")):
        yield from re.findall(r'QT_TRANSLATE_NOOP\(\s*"pages",\s*"([a-z0-9_]+)"\s*\)', path.read_text("utf-8"))


def main():
    output, templates, sources = map(pathlib.Path, sys.argv[1:])
    ids = sorted(set(template_ids(templates)) | set(source_ids(sources)))
    rows = "".join(
        f'        QT_TRANSLATE_N_NOOP("pages", "{name}"),\n' if name.endswith("_n")
        else f'        QT_TRANSLATE_NOOP("pages", "{name}"),\n' for name in ids)
    text = f"""// Written by server/pages/messages.py from resources and server.
#include "pages/Translations.h"

namespace auth::pages {{

const std::vector<MessageId> &allMessageIds()
{{
    static const std::vector<MessageId> ids {{
{rows}    }};
    return ids;
}}

}}
"""
    output.parent.mkdir(parents=True, exist_ok=True)
    if not output.exists() or output.read_text("utf-8") != text:
        output.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
