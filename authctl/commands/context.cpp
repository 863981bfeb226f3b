// SPDX-License-Identifier: GPL-3.0-or-later
#include "Prompt.h"
#include "client/Contexts.h"
#include "Login.h"
#include "output/Output.h"

#include <QtCore/QJsonArray>

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;

QJsonObject describe(const Contexts &contexts, const QString &name)
{
    QJsonObject object { { u"name"_s, name }, { u"current"_s, name == contexts.current } };
    const auto &values = contexts.named[name];
    for (auto value = values.begin(); value != values.end(); ++value)
        object.insert(value.key(), value.value());
    return object;
}

std::expected<void, Failure> assign(QMap<QString, QString> &values, const QStringList &assignments)
{
    for (const QString &assignment : assignments) {
        const qsizetype equals = assignment.indexOf(u'=');
        if (equals <= 0)
            return std::unexpected(usageFailure(u"\"%1\" is not KEY=VALUE."_s.arg(assignment)));
        const QString key = assignment.left(equals);
        const QString value = assignment.mid(equals + 1);
        if (value.isEmpty()) {
            values.remove(key);
            continue;
        }
        if (const auto good = checkSetting(key, value); !good)
            return good;
        values[key] = value;
    }
    return {};
}

int list(const Invocation &invocation)
{
    const auto contexts = readContexts();
    if (!contexts)
        return report(invocation.options, contexts.error());
    QJsonArray items;
    for (auto context = contexts->named.begin(); context != contexts->named.end(); ++context)
        items.append(describe(*contexts, context.key()));
    return writeList(invocation, items);
}

int show(const Invocation &invocation)
{
    const Options &options = invocation.options;
    const auto contexts = readContexts();
    if (!contexts)
        return report(options, contexts.error());
    const QString name = options.handle.isEmpty() ? options.context : options.handle;
    if (!contexts->named.contains(name))
        return report(options,
            name.isEmpty() ? usageFailure(u"No context is in use."_s, u"authctl context list"_s)
                           : unknownContext(*contexts, name));
    return writeObject(invocation, describe(*contexts, name));
}

int use(const Invocation &invocation)
{
    const Options &options = invocation.options;
    const auto changed = changeContexts([&](Contexts &contexts) -> std::expected<void, Failure> {
        if (!contexts.named.contains(options.handle))
            return std::unexpected(unknownContext(contexts, options.handle));
        contexts.current = options.handle;
        return {};
    });
    return changed ? Done : report(options, changed.error());
}

int add(const Invocation &invocation)
{
    const Options &options = invocation.options;
    const auto changed = changeContexts([&](Contexts &contexts) -> std::expected<void, Failure> {
        if (const auto good = checkContextName(options.handle); !good)
            return good;
        if (contexts.named.contains(options.handle)) {
            Failure failure = usageFailure(
                u"The context \"%1\" exists."_s.arg(options.handle), u"authctl context set %1"_s.arg(options.handle));
            failure.exitCode = Conflict;
            return std::unexpected(failure);
        }
        auto &values = contexts.named[options.handle];
        for (const QString &key : { u"server"_s, u"realm"_s }) {
            if (options.has(key))
                values[key] = options.value(key);
        }
        if (contexts.current.isEmpty())
            contexts.current = options.handle;
        return assign(values, options.arguments);
    });
    return changed ? Done : report(options, changed.error());
}

int set(const Invocation &invocation)
{
    const Options &options = invocation.options;
    const auto changed = changeContexts([&](Contexts &contexts) -> std::expected<void, Failure> {
        if (!contexts.named.contains(options.handle))
            return std::unexpected(unknownContext(contexts, options.handle));
        return assign(contexts.named[options.handle], options.arguments);
    });
    return changed ? Done : report(options, changed.error());
}

/// The options of a command that is about the context \a name.
Options optionsFor(Options options, const Contexts &contexts, const QString &name)
{
    options.context = name;
    options.contextExists = true;
    options.contextValues.clear();
    const auto &values = contexts.named[name];
    for (auto value = values.begin(); value != values.end(); ++value)
        options.contextValues.insert(value.key(), value.value());
    return options;
}

int rename(const Invocation &invocation)
{
    const Options &options = invocation.options;
    const QString to = options.arguments.value(0);
    const auto changed = changeContexts([&](Contexts &contexts) -> std::expected<void, Failure> {
        if (!contexts.named.contains(options.handle))
            return std::unexpected(unknownContext(contexts, options.handle));
        if (const auto good = checkContextName(to); !good)
            return good;
        if (contexts.named.contains(to))
            return std::unexpected(usageFailure(u"The context \"%1\" exists."_s.arg(to)));
        if (const auto moved = moveLogin(optionsFor(options, contexts, options.handle), options.handle, to); !moved)
            return moved;
        contexts.named.insert(to, contexts.named.take(options.handle));
        if (contexts.current == options.handle)
            contexts.current = to;
        return {};
    });
    return changed ? Done : report(options, changed.error());
}

int remove(const Invocation &invocation)
{
    const Options &options = invocation.options;
    if (const auto refused = confirm(options, Severity::Moderate,
            u"Delete the context \"%1\" with its login?"_s.arg(options.handle), options.handle))
        return report(options, *refused);
    const auto changed = changeContexts([&](Contexts &contexts) -> std::expected<void, Failure> {
        if (!contexts.named.contains(options.handle))
            return std::unexpected(unknownContext(contexts, options.handle));
        if (const auto forgotten = forgetLogin(optionsFor(options, contexts, options.handle)); !forgotten)
            return forgotten;
        contexts.named.remove(options.handle);
        if (contexts.current == options.handle)
            contexts.current.clear();
        return {};
    });
    return changed ? Done : report(options, changed.error());
}

constexpr const char *kColumns[] = { "name", "current", "server", "realm", "protected" };
constexpr Argument kValues[] = { { "KEY=VALUE", "Settings; an empty value takes one away.", false, true } };
constexpr Argument kNeededValues[] = { { "KEY=VALUE", "Settings; an empty value takes one away.", true, true } };
constexpr Argument kNewName[] = { { "NEW", "The new name." } };
constexpr Verb kVerbs[] = {
    { "list", "List the contexts.", "authctl context list", -1, Handle::None, {}, list },
    { "show", "Show a context, or the one in use.", "authctl context show", -1, Handle::Optional, {}, show },
    { "use", "Use a context from now on.", "authctl context use test", -1, Handle::Required, {}, use },
    { "add", "Add a context.", "authctl context add prod server=https://id.example.com protected=true", -1,
        Handle::Required, {}, add, {}, kValues },
    { "set", "Change a context.", "authctl context set test realm=acme", -1, Handle::Required, {}, set, {},
        kNeededValues },
    { "rename", "Rename a context.", "authctl context rename test staging", -1, Handle::Required, {}, rename, {},
        kNewName },
    { "delete", "Delete a context and its login.", "authctl context delete test --yes", -1, Handle::Required,
        { .confirm = true }, remove },
};

}

extern const Noun context_variant;
const Noun context_variant { "context", {}, "Servers and realms by a name, with a login each.", "NAME", "name", "",
    kColumns, kVerbs, nullptr, false, true };

}
