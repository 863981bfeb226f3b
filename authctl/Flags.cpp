// SPDX-License-Identifier: GPL-3.0-or-later
#include "Flags.h"

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;

constexpr Flag kGlobal[] = {
    { "context", "NAME", "The context (AUTHCTL_CONTEXT)", 'c' },
    { "realm", "NAME", "The realm (AUTHCTL_REALM)", 'r' },
    { "server", "URL", "The server's URL (AUTHCTL_SERVER)" },
    { "output", "FORMAT", "table, wide, json, jsonl, yaml, csv, name or id (AUTHCTL_OUTPUT)", 'o' },
    { "jq", "EXPR", "Run the data through a jq expression; strings are printed bare" },
    { "columns", "A,B", "Columns of tables and CSV" },
    { "no-headers", nullptr, "No headings above tables and CSV" },
    { "yes", nullptr, "Do not ask, unless what is lost has to be named", 'y' },
    { "confirm", "NAME", "The name of what is lost, instead of being asked" },
    { "no-input", nullptr, "Never ask" },
    { "timeout", "SECONDS", "For each request (AUTHCTL_TIMEOUT)" },
    { "quiet", nullptr, "Only data and errors" },
    { "verbose", nullptr, "Say what is done", 'v' },
    { "debug-http", nullptr, "Print requests and answers on standard error, without secrets" },
    { "color", "WHEN", "auto, always or never (NO_COLOR, CLICOLOR, CLICOLOR_FORCE)" },
    { "no-pager", nullptr, "Print long data at once" },
    { "progress", "KIND", "auto, none or json: lines of JSON on standard error" },
};

constexpr Flag kList[] = {
    { "query", "FILTER", "Which ones; see authctl help filters", 'q' },
    { "sort", "FIELD", "The field to sort by; - before it sorts backwards" },
    { "limit", "N", "How many at most" },
    { "all", nullptr, "All of them, also on a terminal" },
};

constexpr Flag kBody[] = {
    { "file", "FILE", "YAML or JSON; - is standard input", 'f' },
    { "set", "PATH=VALUE", "Set a member; a list takes one value each time", 0, true },
    { "set-json", "PATH=JSON", "Set a member to a JSON value", 0, true },
    { "unset", "PATH", "Back to the default", 0, true },
    { "add", "PATH=VALUE", "Add to a list", 0, true },
    { "remove", "PATH=VALUE", "Take out of a list", 0, true },
};

constexpr Flag kChange[] = {
    { "dry-run", nullptr, "The server checks everything and writes nothing; prints what would change" },
    { "diff", nullptr, "Print what was changed" },
    { "reason", "TEXT", "Why; kept in the audit trail" },
    { "idempotency-key", "KEY", "The same creation with the same key is done once; made where there is none" },
};

constexpr Flag kVersion[] = { { "if-version", "N", "Refuse unless the object is at this version" } };

constexpr Flag kPassword[] = {
    { "password-stdin", nullptr, "Read the password from standard input" },
    { "password-file", "FILE", "Read the password from a file; - is standard input" },
};

constexpr Flag kWait[] = {
    { "wait", "SECONDS", "Wait until it is done, for so long at most", 0, false, true },
};

const Flag *findFlag(const QString &word, const QList<const Flag *> &flags)
{
    for (const Flag *const flag : flags) {
        if (word == "--"_L1 + QLatin1StringView(flag->name)
            || (flag->letter != 0 && word.startsWith(u'-' + QString(QLatin1Char(flag->letter)))
                && !word.startsWith("--"_L1)))
            return flag;
    }
    return nullptr;
}

}

std::span<const Flag> globalFlags()
{
    return kGlobal;
}

QList<const Flag *> flagsOf(const Verb &verb)
{
    QList<const Flag *> all;
    const auto add = [&all](bool wanted, std::span<const Flag> flags) {
        for (const Flag &flag : flags) {
            if (wanted)
                all.append(&flag);
        }
    };
    add(true, verb.flags);
    add(verb.options.list, kList);
    add(verb.options.body, kBody);
    add(verb.options.change, kChange);
    add(verb.options.version, kVersion);
    add(verb.options.password, kPassword);
    add(verb.options.wait, kWait);
    return all;
}

QString spelling(const Flag &flag)
{
    QString text = flag.letter == 0 ? QString() : u"-%1, "_s.arg(QLatin1Char(flag.letter));
    text += "--"_L1 + QLatin1StringView(flag.name);
    if (flag.type)
        text += flag.optionalValue ? u"[=%1]"_s.arg(QLatin1StringView(flag.type))
                                   : u' ' + QString(QLatin1StringView(flag.type));
    return text;
}

QString commandName(const Noun &noun, const Verb &verb)
{
    const QString name = QLatin1StringView(noun.name);
    return *verb.name == 0 ? name : name + u' ' + QLatin1StringView(verb.name);
}

const Noun *findNoun(const QString &word)
{
    for (const Noun *const noun : nouns()) {
        if (word == QLatin1StringView(noun->name))
            return noun;
        for (const char *const alias : noun->aliases) {
            if (word == QLatin1StringView(alias))
                return noun;
        }
    }
    return nullptr;
}

QStringList wordsOf(const QStringList &arguments)
{
    QList<const Flag *> flags;
    for (const Flag &flag : globalFlags())
        flags.append(&flag);
    QStringList words;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString &word = arguments[i];
        if (word == "--"_L1)
            break;
        if (!word.startsWith(u'-') || word == "-"_L1) {
            // The noun says which options there may be behind it.
            if (const Noun *const noun = words.isEmpty() ? findNoun(word) : nullptr) {
                for (const Verb &verb : noun->verbs)
                    flags += flagsOf(verb);
            }
            words.append(word);
            continue;
        }
        const Flag *const flag = findFlag(word, flags);
        const bool valueIsNext = word.startsWith("--"_L1) ? !word.contains(u'=') : word.size() == 2;
        if (flag && flag->type && !flag->optionalValue && valueIsNext)
            ++i;
    }
    return words;
}

}
