// SPDX-License-Identifier: GPL-3.0-or-later
#include "Failure.h"
#include "client/Contexts.h"
#include "output/Output.h"

#include <QtCore/QJsonArray>

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;

QStringList keys()
{
    QStringList list;
    for (const Setting &setting : settings())
        list.append(QLatin1StringView(setting.key));
    return list;
}

std::expected<void, Failure> change(const Options &options, const QString &value)
{
    return changeContexts([&](Contexts &contexts) -> std::expected<void, Failure> {
        const QString name = options.context.isEmpty() ? u"default"_s : options.context;
        if (const auto good = checkContextName(name); !good)
            return good;
        auto &values = contexts.named[name];
        if (value.isEmpty())
            values.remove(options.handle);
        else
            values[options.handle] = value;
        if (contexts.current.isEmpty())
            contexts.current = name;
        return {};
    });
}

int get(const Invocation &invocation)
{
    const Options &options = invocation.options;
    if (!keys().contains(options.handle))
        return report(options, checkSetting(options.handle, {}).error());
    if (!isForPeople(options))
        return writeObject(invocation, { { options.handle, options.setting(options.handle) } });
    writeText(options.setting(options.handle).toUtf8() + '\n');
    return Done;
}

int set(const Invocation &invocation)
{
    const Options &options = invocation.options;
    const QString value = options.arguments.value(0);
    if (const auto good = checkSetting(options.handle, value); !good)
        return report(options, good.error());
    const auto changed = change(options, value);
    return changed ? Done : report(options, changed.error());
}

int unset(const Invocation &invocation)
{
    const Options &options = invocation.options;
    if (!keys().contains(options.handle))
        return report(options, checkSetting(options.handle, {}).error());
    const auto changed = change(options, {});
    return changed ? Done : report(options, changed.error());
}

int explain(const Invocation &invocation)
{
    QJsonArray items;
    for (const Setting &setting : settings()) {
        const Effective effective = invocation.options.effective[QLatin1StringView(setting.key)];
        items.append(QJsonObject { { u"setting"_s, QLatin1StringView(setting.key) }, { u"value"_s, effective.value },
            { u"origin"_s, effective.origin }, { u"help"_s, QLatin1StringView(setting.help) } });
    }
    return writeList(invocation, items);
}

constexpr const char *kColumns[] = { "setting", "value", "origin" };
constexpr Argument kValue[] = { { "VALUE", "The new value." } };
constexpr Verb kVerbs[] = {
    { "get", "Print a setting as it is in force.", "authctl config get server", -1, Handle::Required, {}, get },
    { "set", "Change a setting of the context in use.", "authctl config set default_output json", -1, Handle::Required,
        {}, set, {}, kValue },
    { "unset", "Take a setting out of the context in use.", "authctl config unset default_output", -1, Handle::Required,
        {}, unset },
    { "explain", "Print every setting and what says so.", "authctl config explain", -1, Handle::None, {}, explain },
};

}

extern const Noun config_variant;
const Noun config_variant { "config", {}, "Settings of this program, and where each comes from.", "SETTING", "setting",
    "", kColumns, kVerbs, nullptr, false, true };

}
