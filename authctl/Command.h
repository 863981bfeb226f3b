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

/// An option of a command: `--name TYPE`, or a switch where there is no type.
struct Flag {
    const char *name; ///< Without the hyphens.
    const char *type; ///< What its value is called: FILE, NAME; null for a switch.
    const char *help;
    char letter = 0; ///< `-o`; 0 for none.
    bool many = false; ///< May be given more than once.
    bool optionalValue = false; ///< `--wait` and `--wait=10m`.
};

/// An argument after the handle.
struct Argument {
    const char *name; ///< As usage prints it: SHELL, PATH.
    const char *help;
    bool required = true;
    bool many = false; ///< The last one may take all the rest.
};

/// Which groups of options a verb takes beside the global ones.
struct VerbOptions {
    bool list = false; ///< --query, --sort, --limit, --all
    bool body = false; ///< --file, --set, --set-json, --unset, --add, --remove
    bool change = false; ///< --dry-run, --diff, --reason
    bool version = false; ///< --if-version
    bool confirm = false; ///< It asks before; --yes or --confirm answers.
    bool password = false; ///< --password-stdin, --password-file
    bool wait = false; ///< --wait
};

enum class Handle : quint8 { None, Optional, Required };

struct Verb {
    const char *name; ///< `create`, or `password set`. Empty: the noun is a command by itself (`authctl login`).
    const char *summary;
    const char *example; ///< Works as it stands; a test runs it.
    int operation; ///< Of the admin API; -1 for none.
    Handle handle;
    VerbOptions options;
    /// Runs the command and answers its exit code.
    int (*run)(const Invocation &);
    std::span<const Flag> flags = {}; ///< Its own; read with Options::value() and the like.
    std::span<const Argument> arguments = {}; ///< After the handle; read from Options::arguments.
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
    std::span<const Verb> verbs;
    const char *details = nullptr; ///< More than the summary, for the manual.
    bool worksWithoutConfiguration = false; ///< Also where config.yaml cannot be read.
    bool makesContexts = false; ///< The context that is named need not be there yet.
};

/// Every noun, from the files in commands/.
std::span<const Noun *const> nouns();

}
