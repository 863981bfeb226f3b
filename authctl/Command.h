// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Options.h"

#include <span>

namespace auth::cli {

struct Noun;
struct Verb;

/// One run of a command.
struct Invocation {
    Options options;
    const Noun *noun = nullptr;
    const Verb *verb = nullptr;
};

/// Which groups of options a verb takes beside the global ones.
struct VerbOptions {
    bool list = false; ///< --query, --sort, --limit, --all
    bool body = false; ///< --file, --set, --set-json, --unset, --add
    bool change = false; ///< --dry-run
    bool version = false; ///< --if-version
    bool confirm = false; ///< --yes, --confirm
    bool password = false; ///< --password-stdin, --password-file
};

enum class Handle : quint8 { None, Optional, Required };

struct Verb {
    const char *name; ///< `create`, or `password set`.
    const char *summary;
    const char *example;
    int operation; ///< Of the admin API; -1 for none.
    Handle handle;
    VerbOptions options;
    /// Runs the command and answers its exit code.
    int (*run)(const Invocation &);
};

/// A noun is one file in commands/, which defines `extern const Noun <name>_variant`.
struct Noun {
    const char *name;
    std::span<const char *const> aliases;
    const char *summary;
    const char *handle; ///< What the first argument is called in usage: NAME, CLIENT_ID, USER.
    const char *handleField; ///< The member that it sets in a new object, and that `-o name` prints.
    const char *pathParameter; ///< Of operations on one object; empty where there is none.
    std::span<const char *const> columns; ///< Of tables.
    std::span<const Verb> verbs; ///< Without verbs, `run` is the command itself.
    int (*run)(const Invocation &);
};

/// Every noun, from the files in commands/.
std::span<const Noun *const> nouns();

}
