// SPDX-License-Identifier: GPL-3.0-or-later
#include "CommandLine.h"

#include "Failure.h"
#include "core/Suggest.h"
#include "output/Output.h"

// The one place that includes it: the header alone compiles for ten seconds.
#include <CLI/CLI.hpp>

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;

/// What CLI11 writes into; it knows no QString.
struct Raw {
    std::string server;
    std::string realm;
    std::string output = "table";
    std::string columns;
    std::string sort;
    std::string query;
    std::string file;
    std::string confirm;
    std::string passwordFile;
    std::string handle;
    std::vector<std::string> set;
    std::vector<std::string> setJson;
    std::vector<std::string> unset;
    std::vector<std::string> add;
    int limit = 0;
    long long ifVersion = 0;
    Options options;
};

QStringList strings(const std::vector<std::string> &list)
{
    QStringList result;
    for (const auto &text : list)
        result.append(QString::fromStdString(text));
    return result;
}

QString fromEnvironment(const char *name, const QString &fallback)
{
    const QString value = QString::fromUtf8(qgetenv(name)).trimmed();
    return value.isEmpty() ? fallback : value;
}

void addGlobalOptions(CLI::App &app, Raw &raw)
{
    std::vector<std::string> formats;
    for (const QString &format : outputFormats())
        formats.push_back(format.toStdString());
    app.add_option("--server", raw.server, "The server's URL (AUTHCTL_SERVER)")->type_name("URL");
    app.add_option("-r,--realm", raw.realm, "The realm (AUTHCTL_REALM, else main)")->type_name("NAME");
    app.add_option("-o,--output", raw.output, "How data is written")
        ->type_name("FORMAT")
        ->check(CLI::IsMember(formats));
    app.add_option("--columns", raw.columns, "Columns of tables and CSV, separated by commas")->type_name("A,B");
    app.add_flag("--no-headers", raw.options.noHeaders, "No headings above tables and CSV");
    app.add_flag("--no-input", raw.options.noInput, "Never ask");
    app.add_flag("--quiet", raw.options.quiet, "Only data and errors");
    app.add_option("--timeout", raw.options.timeoutSeconds, "For each request")
        ->type_name("SECONDS")
        ->check(CLI::Range(1, 3600));
}

void addVerbOptions(CLI::App &app, const VerbOptions &takes, Raw &raw)
{
    if (takes.list) {
        app.add_option("-q,--query", raw.query, "Which ones: field:value, field>=2026-01-01, \"text\", -term")
            ->type_name("FILTER");
        app.add_option("--sort", raw.sort, "The field to sort by; - before it sorts backwards")->type_name("FIELD");
        app.add_option("--limit", raw.limit, "How many at most")->type_name("N")->check(CLI::Range(1, 1'000'000));
        app.add_flag("--all", raw.options.all, "All of them, also on a terminal");
    }
    if (takes.body) {
        app.add_option("-f,--file", raw.file, "YAML or JSON; - is standard input")->type_name("FILE");
        const auto assignment
            = [&app](const char *name, std::vector<std::string> &target, const char *help, const char *type) {
                  app.add_option(name, target, help)->type_name(type)->expected(1)->take_all()->trigger_on_parse(false);
              };
        assignment("--set", raw.set, "Set a member; a list takes one value each time", "PATH=VALUE");
        assignment("--set-json", raw.setJson, "Set a member to a JSON value", "PATH=JSON");
        assignment("--unset", raw.unset, "Back to the default", "PATH");
        assignment("--add", raw.add, "Add to a list", "PATH=VALUE");
    }
    if (takes.change)
        app.add_flag("--dry-run", raw.options.dryRun, "The server checks everything and writes nothing");
    if (takes.version)
        app.add_option("--if-version", raw.ifVersion, "Refuse unless the object is at this version")
            ->type_name("N")
            ->check(CLI::PositiveNumber);
    if (takes.confirm) {
        app.add_flag("-y,--yes", raw.options.yes, "Do not ask");
        app.add_option("--confirm", raw.confirm, "The name of what is lost, instead of being asked")->type_name("NAME");
    }
    if (takes.password) {
        app.add_flag("--password-stdin", raw.options.passwordStdin, "Read the password from standard input");
        app.add_option("--password-file", raw.passwordFile, "Read the password from a file; - is standard input")
            ->type_name("FILE");
    }
}

Options finish(Raw &raw)
{
    Options options = raw.options;
    options.server = raw.server.empty() ? fromEnvironment("AUTHCTL_SERVER", u"http://127.0.0.1:8080"_s)
                                        : QString::fromStdString(raw.server);
    options.realm = raw.realm.empty() ? fromEnvironment("AUTHCTL_REALM", u"main"_s) : QString::fromStdString(raw.realm);
    options.output = QString::fromStdString(raw.output);
    options.columns = QString::fromStdString(raw.columns).split(u',', Qt::SkipEmptyParts);
    options.sort = QString::fromStdString(raw.sort);
    options.query = QString::fromStdString(raw.query);
    options.file = QString::fromStdString(raw.file);
    options.confirm = QString::fromStdString(raw.confirm);
    options.passwordFile = QString::fromStdString(raw.passwordFile);
    options.handle = QString::fromStdString(raw.handle);
    options.set = strings(raw.set);
    options.setJson = strings(raw.setJson);
    options.unset = strings(raw.unset);
    options.add = strings(raw.add);
    if (raw.limit > 0)
        options.limit = raw.limit;
    if (raw.ifVersion > 0)
        options.ifVersion = raw.ifVersion;
    return options;
}

/// The words of the command line that are no options; CLI11 only says that a subcommand is missing.
QStringList words(int argc, char **argv, const CLI::App &app)
{
    QStringList found;
    for (int i = 1; i < argc; ++i) {
        const QString word = QString::fromUtf8(argv[i]);
        if (!word.startsWith(u'-') || word == "-"_L1) {
            found.append(word);
            continue;
        }
        if (word == "--"_L1)
            break;
        const auto *option = app.get_option_no_throw(word.section(u'=', 0, 0).toStdString());
        if (option && option->get_items_expected_max() > 0 && !word.contains(u'='))
            ++i;
    }
    return found;
}

/// `unknown command "lsit" for "user"; did you mean "list"?`
std::optional<Failure> unknownWord(const QStringList &found)
{
    if (found.isEmpty())
        return std::nullopt;
    QStringList names;
    const Noun *noun = nullptr;
    for (const Noun *const candidate : nouns()) {
        QStringList own { QString(QLatin1StringView(candidate->name)) };
        for (const char *const alias : candidate->aliases)
            own.append(QLatin1StringView(alias));
        names += own;
        if (own.contains(found[0]))
            noun = candidate;
    }
    const auto unknown = [](const QString &word, const QString &place, const QStringList &known) {
        const QString nearest = nearestName(word, known);
        const QString message = u"unknown command \"%1\"%2"_s.arg(word, place);
        return usageFailure(
            nearest.isEmpty() ? message : message + u"; did you mean \"%1\"?"_s.arg(nearest), u"authctl commands"_s);
    };
    if (!noun)
        return unknown(found[0], {}, names);
    if (noun->verbs.empty() || found.size() < 2)
        return std::nullopt;
    QStringList verbs;
    for (const Verb &verb : noun->verbs)
        verbs.append(QString(QLatin1StringView(verb.name)).section(u' ', 0, 0));
    if (!verbs.contains(found[1]))
        return unknown(found[1], u" for \"%1\""_s.arg(QLatin1StringView(noun->name)), verbs);
    return std::nullopt;
}

}

int runCommandLine(int argc, char **argv)
{
    Raw raw;
    Invocation invocation;
    CLI::App app("Manages an Auth Server.", "authctl");
    app.set_version_flag("-V,--version", "authctl " AUTHCTL_VERSION);
    app.require_subcommand(1);
    app.footer(
        "Exit codes: 0 done, 1 failed, 2 usage, 3 not found, 4 not logged in, 5 forbidden, 6 conflict, 7 invalid,\n"
        "8 unreachable, 9 server error, 10 rate limited, 12 aborted.\n"
        "Environment: AUTHCTL_TOKEN, AUTHCTL_SERVER, AUTHCTL_REALM.");
    addGlobalOptions(app, raw);
    for (const Noun *const noun : nouns()) {
        CLI::App *const command = app.add_subcommand(noun->name, noun->summary)->fallthrough();
        for (const char *const alias : noun->aliases)
            command->alias(alias);
        if (noun->run) {
            if (qstrcmp(noun->name, "commands") == 0)
                command->add_flag("--json", raw.options.jsonTree, "As JSON, for programs");
            command->callback([&invocation, noun] { invocation.noun = noun; });
            continue;
        }
        command->require_subcommand(1);
        for (const Verb &verb : noun->verbs) {
            // `password set` is a subcommand of a subcommand.
            CLI::App *parent = command;
            QStringList path = QString(QLatin1StringView(verb.name)).split(u' ');
            const std::string last = path.takeLast().toStdString();
            for (const QString &word : path)
                parent = parent->add_subcommand(word.toStdString(), verb.summary)->fallthrough()->require_subcommand(1);
            CLI::App *const leaf = parent->add_subcommand(last, verb.summary)->fallthrough();
            leaf->footer(std::string("Example: ") + verb.example);
            if (verb.handle != Handle::None) {
                auto *const argument = leaf->add_option("handle", raw.handle, "")->option_text(noun->handle);
                if (verb.handle == Handle::Required)
                    argument->required();
            }
            addVerbOptions(*leaf, verb.options, raw);
            if (verb.options.password && qstrcmp(verb.name, "password set") == 0)
                leaf->add_flag(
                    "--must-change", raw.options.mustChange, "The person chooses another one at the next sign-in");
            leaf->callback([&invocation, noun, &verb] {
                invocation.noun = noun;
                invocation.verb = &verb;
            });
        }
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success &success) {
        return app.exit(success);
    } catch (const CLI::ParseError &error) {
        const Options options = finish(raw);
        if (const auto unknown = unknownWord(words(argc, argv, app)))
            return report(options, *unknown);
        return report(options, usageFailure(QString::fromUtf8(error.what()), u"authctl --help"_s));
    }
    invocation.options = finish(raw);
    return invocation.verb ? invocation.verb->run(invocation) : invocation.noun->run(invocation);
}

}
