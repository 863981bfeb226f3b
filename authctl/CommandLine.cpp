// SPDX-License-Identifier: GPL-3.0-or-later
#include "CommandLine.h"

#include "Completion.h"
#include "Failure.h"
#include "Flags.h"
#include "Manual.h"
#include "Prompt.h"
#include "client/Contexts.h"
#include "core/Suggest.h"
#include "core/Text.h"
#include "output/Color.h"
#include "output/Output.h"

#include <deque>
#include <expected>

// The one place that includes it: the header alone compiles for ten seconds.
#include <CLI/CLI.hpp>

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;

/// What CLI11 writes into; it knows no QString.
struct Target {
    QString name;
    bool isSwitch = false;
    std::vector<std::string> values;
    bool on = false;
};

/// The command line as CLI11 reads it. Only the noun that is named gets its verbs: the rest would be built in vain.
class Reader {
public:
    explicit Reader(const Noun *named)
        : m_app("Manages an Auth Server.", "authctl")
    {
        m_app.set_version_flag("-V,--version", "authctl " AUTHCTL_VERSION);
        m_app.require_subcommand(1);
        m_app.footer("Exit codes: 0 done, 1 failed, 2 usage, 3 not found, 4 not logged in, 5 forbidden, 6 conflict,\n"
                     "7 invalid, 8 unreachable, 9 server error, 10 rate limited, 11 done in part, 12 aborted,\n"
                     "13 waited too long, 130 interrupted.\n"
                     "More: authctl help TOPIC (environment, formatting, exit-codes, filters, declarative).");
        for (const Flag &flag : globalFlags())
            addFlag(m_app, flag);
        for (const Noun *const each : nouns())
            addNoun(*each, each == named);
    }

    void parse(const QStringList &arguments)
    {
        std::vector<std::string> reversed;
        for (auto argument = arguments.rbegin(); argument != arguments.rend(); ++argument)
            reversed.push_back(argument->toStdString());
        m_app.parse(std::move(reversed));
    }

    int exit(const CLI::Error &error) { return m_app.exit(error); }
    std::string help() const { return m_app.help(); }

    const Noun *noun = nullptr;
    const Verb *verb = nullptr;

    QHash<QString, QStringList> given() const
    {
        QHash<QString, QStringList> given;
        for (const Target &target : m_targets) {
            if (target.isSwitch && target.on)
                given[target.name].append(QString());
            for (const std::string &value : target.values)
                given[target.name].append(QString::fromStdString(value));
        }
        return given;
    }
    QString handle() const { return m_handle.empty() ? QString() : QString::fromStdString(m_handle.front()); }
    QStringList arguments() const
    {
        QStringList list;
        for (const auto &target : m_arguments) {
            for (const std::string &value : target.values)
                list.append(QString::fromStdString(value));
        }
        return list;
    }

private:
    void addFlag(CLI::App &app, const Flag &flag)
    {
        Target &target = m_targets.emplace_back();
        target.name = QLatin1StringView(flag.name);
        const std::string name
            = (flag.letter == 0 ? std::string() : std::string("-") + flag.letter + ",") + "--" + flag.name;
        if (!flag.type) {
            target.isSwitch = true;
            app.add_flag(name, target.on, flag.help);
            return;
        }
        auto *const option = app.add_option(name, target.values, flag.help)->type_name(flag.type);
        if (flag.optionalValue)
            option->expected(0, 1);
        else if (flag.many)
            option->expected(1)->take_all()->allow_extra_args(false);
        else
            option->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::Throw)->allow_extra_args(false);
    }

    void addVerb(CLI::App &leaf, const Noun &owner, const Verb &command)
    {
        leaf.footer(std::string("Example: ") + command.example + "\nGlobal options: authctl --help");
        if (command.handle != Handle::None) {
            auto *const argument = leaf.add_option("handle", m_handle, "")->option_text(owner.handle)->expected(1);
            argument->allow_extra_args(false);
            if (command.handle == Handle::Required)
                argument->required();
        }
        for (const Argument &description : command.arguments) {
            Target &target = m_arguments.emplace_back();
            auto *const argument
                = leaf.add_option(description.name, target.values, description.help)->option_text(description.name);
            argument->expected(description.many ? -1 : 1)->allow_extra_args(description.many);
            if (description.required)
                argument->required();
        }
        for (const Flag *const flag : flagsOf(command))
            addFlag(leaf, *flag);
        leaf.callback([this, &owner, &command] {
            noun = &owner;
            verb = &command;
        });
    }

    void addNoun(const Noun &added, bool withVerbs)
    {
        CLI::App *const command = m_app.add_subcommand(added.name, added.summary)->fallthrough();
        for (const char *const alias : added.aliases)
            command->alias(alias);
        command->footer("Global options: authctl --help");
        if (!withVerbs)
            return;
        QHash<QString, CLI::App *> groups;
        for (const Verb &added_verb : added.verbs) {
            if (*added_verb.name == 0) {
                addVerb(*command, added, added_verb);
                continue;
            }
            command->require_subcommand(1);
            // `password set` is a subcommand of a subcommand.
            CLI::App *parent = command;
            QStringList path = QString(QLatin1StringView(added_verb.name)).split(u' ');
            const std::string last = path.takeLast().toStdString();
            QString prefix;
            for (const QString &word : path) {
                prefix += word + u' ';
                if (!groups.contains(prefix))
                    groups.insert(prefix,
                        parent->add_subcommand(word.toStdString(), "Has commands of its own.")
                            ->fallthrough()
                            ->require_subcommand(1));
                parent = groups.value(prefix);
            }
            addVerb(*parent->add_subcommand(last, added_verb.summary)->fallthrough(), added, added_verb);
        }
    }

    CLI::App m_app;
    std::deque<Target> m_targets;
    std::deque<Target> m_arguments;
    std::vector<std::string> m_handle;
};

std::expected<qint64, Failure> number(const QString &flag, const QString &text, qint64 largest)
{
    const auto value = parseDecimal(text.toUtf8(), largest);
    if (!value || *value == 0)
        return std::unexpected(usageFailure(u"--%1 takes a number from 1 to %2."_s.arg(flag).arg(largest)));
    return *value;
}

std::expected<void, Failure> oneOf(const QString &flag, const QString &value, const QStringList &known)
{
    if (known.contains(value))
        return {};
    return std::unexpected(usageFailure(u"--%1 takes %2, not \"%3\"."_s.arg(flag, known.join(u", "_s), value)));
}

/// Flag over environment over context over what is built in.
std::expected<void, Failure> resolve(Options &options)
{
    const auto contexts = readContexts();
    if (!contexts)
        return std::unexpected(contexts.error());
    const QString named = qEnvironmentVariable("AUTHCTL_CONTEXT");
    options.context = options.has(u"context"_s) ? options.value(u"context"_s)
        : named.isEmpty()                       ? contexts->current
                                                : named;
    options.contextExists = contexts->named.contains(options.context);
    const QMap<QString, QString> context = contexts->named.value(options.context);
    for (auto value = context.begin(); value != context.end(); ++value)
        options.contextValues.insert(value.key(), value.value());
    for (const Setting &setting : settings()) {
        const QString key = QLatin1StringView(setting.key);
        const QString flag = key == "default_output"_L1 ? u"output"_s : QString(key).replace(u'_', u'-');
        const QString environment
            = *setting.environment == 0 ? QString() : QString::fromUtf8(qgetenv(setting.environment)).trimmed();
        Effective &effective = options.effective[key];
        if (options.has(flag))
            effective = { options.value(flag), u"--"_s + flag };
        else if (!environment.isEmpty())
            effective = { environment, QLatin1StringView(setting.environment) };
        else if (context.contains(key))
            effective = { context[key], u"context "_s + options.context };
        else
            effective = { QLatin1StringView(setting.builtIn), u"built-in"_s };
        if (const auto good = checkSetting(key, effective.value); !good)
            return std::unexpected(usageFailure(u"%1: %2"_s.arg(effective.origin, good.error().message)));
    }
    return {};
}

/// Fills what has a name of its own. Stops at the first value that cannot be.
std::expected<void, Failure> finish(Options &options)
{
    const auto &given = options.given;
    const auto text = [&](const QString &flag, const QString &fallback = {}) {
        return given.contains(flag) ? given[flag].value(0) : fallback;
    };
    // What goes wrong is reported in the format that is asked for, if nothing else.
    if (outputFormats().contains(text(u"output"_s)))
        options.output = text(u"output"_s);
    options.jq = text(u"jq"_s);
    options.quiet = given.contains(u"quiet"_s);
    if (const auto resolved = resolve(options); !resolved)
        return resolved;
    options.isProtected = options.setting(u"protected"_s) == "true"_L1;
    options.server = options.setting(u"server"_s);
    options.realm = options.setting(u"realm"_s);
    options.output = options.setting(u"default_output"_s);
    options.caFile = options.setting(u"ca_file"_s);
    options.pin = options.setting(u"pin"_s);
    options.color = text(u"color"_s, u"auto"_s);
    options.progress = text(u"progress"_s, u"auto"_s);
    options.columns = text(u"columns"_s).split(u',', Qt::SkipEmptyParts);
    options.noHeaders = given.contains(u"no-headers"_s);
    options.sort = text(u"sort"_s);
    options.query = text(u"query"_s);
    options.all = given.contains(u"all"_s);
    options.file = text(u"file"_s);
    options.set = given.value(u"set"_s);
    options.setJson = given.value(u"set-json"_s);
    options.unset = given.value(u"unset"_s);
    options.add = given.value(u"add"_s);
    options.remove = given.value(u"remove"_s);
    options.dryRun = given.contains(u"dry-run"_s);
    options.diff = given.contains(u"diff"_s);
    options.reason = text(u"reason"_s);
    options.yes = given.contains(u"yes"_s);
    options.confirm = text(u"confirm"_s);
    options.noInput = given.contains(u"no-input"_s);
    options.verbose = given.contains(u"verbose"_s);
    options.debugHttp = given.contains(u"debug-http"_s);
    options.noPager = given.contains(u"no-pager"_s);
    options.passwordStdin = given.contains(u"password-stdin"_s);
    options.passwordFile = text(u"password-file"_s);
    if (const auto known = oneOf(u"color"_s, options.color, { u"auto"_s, u"always"_s, u"never"_s }); !known)
        return known;
    if (const auto known = oneOf(u"progress"_s, options.progress, { u"auto"_s, u"none"_s, u"json"_s }); !known)
        return known;
    if (given.contains(u"limit"_s)) {
        const auto limit = number(u"limit"_s, text(u"limit"_s), 1'000'000);
        if (!limit)
            return std::unexpected(limit.error());
        options.limit = static_cast<int>(*limit);
    }
    if (given.contains(u"if-version"_s)) {
        const auto version = number(u"if-version"_s, text(u"if-version"_s), Q_INT64_C(9'007'199'254'740'991));
        if (!version)
            return std::unexpected(version.error());
        options.ifVersion = *version;
    }
    const auto timeout = number(u"timeout"_s, options.setting(u"timeout"_s), 3600);
    if (!timeout)
        return std::unexpected(timeout.error());
    options.timeoutSeconds = static_cast<int>(*timeout);
    return {};
}

Failure unknown(const QString &what, const QString &word, const QString &place, const QStringList &known)
{
    const QString nearest = nearestName(word, known);
    const QString message = u"unknown %1 \"%2\"%3"_s.arg(what, word, place);
    return usageFailure(
        nearest.isEmpty() ? message : message + u"; did you mean \"%1\"?"_s.arg(nearest), u"authctl commands"_s);
}

/// `unknown command "lsit" for "user"; did you mean "list"?` CLI11 only says that a subcommand is missing.
std::optional<Failure> unknownWord(const QStringList &words)
{
    if (words.isEmpty())
        return std::nullopt;
    const Noun *const noun = findNoun(words[0]);
    if (!noun) {
        QStringList names;
        for (const Noun *const candidate : nouns()) {
            names.append(QLatin1StringView(candidate->name));
            for (const char *const alias : candidate->aliases)
                names.append(QLatin1StringView(alias));
        }
        return unknown(u"command"_s, words[0], {}, names);
    }
    // As far as the words are those of verbs.
    QString prefix;
    for (qsizetype i = 1; i < words.size(); ++i) {
        QStringList known;
        for (const Verb &verb : noun->verbs) {
            const QString name = QLatin1StringView(verb.name);
            if (name == prefix.chopped(prefix.isEmpty() ? 0 : 1))
                return std::nullopt;
            if (name.startsWith(prefix))
                known.append(name.mid(prefix.size()).section(u' ', 0, 0));
        }
        if (!known.contains(words[i]))
            return unknown(u"command"_s, words[i],
                u" for \"%1\""_s.arg((QLatin1StringView(noun->name) + u' ' + prefix).trimmed()), known);
        prefix += words[i] + u' ';
    }
    return std::nullopt;
}

std::optional<Failure> unknownOption(const QStringList &arguments, const Noun *noun)
{
    QStringList known { u"help"_s, u"version"_s };
    for (const Flag &flag : globalFlags())
        known.append(QLatin1StringView(flag.name));
    if (noun) {
        for (const Verb &verb : noun->verbs) {
            for (const Flag *const flag : flagsOf(verb))
                known.append(QLatin1StringView(flag->name));
        }
    }
    for (const QString &argument : arguments) {
        const QString name = argument.mid(2).section(u'=', 0, 0);
        if (argument == "--"_L1)
            break;
        if (!argument.startsWith("--"_L1) || known.contains(name))
            continue;
        const QString nearest = nearestName(name, known);
        const QString message = u"unknown option \"--%1\""_s.arg(name);
        return usageFailure(nearest.isEmpty() ? message : message + u"; did you mean \"--%1\"?"_s.arg(nearest));
    }
    return std::nullopt;
}

}

int runCommand(const QStringList &arguments)
{
    // What shells and the build ask for; no command of a person.
    if (arguments.value(0) == "__complete"_L1) {
        writeText(complete(arguments.mid(arguments.value(1) == "--"_L1 ? 2 : 1)));
        return Done;
    }
    if (arguments.value(0) == "__man"_L1)
        return writeManual(arguments.value(1), arguments.value(2));
    const QStringList words = wordsOf(arguments);
    const Noun *const named = words.isEmpty() ? nullptr : findNoun(words[0]);
    Reader reader(named);
    Invocation invocation;
    Options &options = invocation.options;
    try {
        reader.parse(arguments);
    } catch (const CLI::Success &success) {
        return reader.exit(success);
    } catch (const CLI::ParseError &error) {
        options.given = reader.given();
        if (words.isEmpty() && !unknownOption(arguments, nullptr)) {
            writeError(QByteArray::fromStdString(reader.help()));
            return Usage;
        }
        // The format of the error is asked for by the same command line; where that is wrong too, lines will do.
        (void)finish(options);
        if (const auto failure = unknownWord(words))
            return report(options, *failure);
        if (const auto failure = unknownOption(arguments, named))
            return report(options, *failure);
        return report(options, usageFailure(QString::fromUtf8(error.what()), u"authctl --help"_s));
    }
    options.given = reader.given();
    options.handle = reader.handle();
    options.arguments = reader.arguments();
    // What is there to look at and mend the configuration works with a broken one.
    const auto finished = finish(options);
    if (!finished && !reader.noun->worksWithoutConfiguration)
        return report(options, finished.error());
    // A mistyped context is no reason to do it on another server.
    if (!options.context.isEmpty() && !options.contextExists && !reader.noun->makesContexts
        && !reader.noun->worksWithoutConfiguration)
        return report(options, unknownContext(readContexts().value_or(Contexts()), options.context));
    forgetConfirmation();
    chooseColor(options.color);
    invocation.noun = reader.noun;
    invocation.verb = reader.verb;
    return invocation.verb->run(invocation);
}

const Verb *commandOf(const QStringList &arguments)
{
    const QStringList words = wordsOf(arguments);
    const Noun *const noun = words.isEmpty() ? nullptr : findNoun(words[0]);
    const Verb *longest = nullptr;
    for (const Verb &verb : noun ? noun->verbs : std::span<const Verb>()) {
        const QStringList name = QString(QLatin1StringView(verb.name)).split(u' ', Qt::SkipEmptyParts);
        if (words.mid(1, name.size()) == name && (!longest || qstrlen(verb.name) > qstrlen(longest->name)))
            longest = &verb;
    }
    return longest;
}

}
