// SPDX-License-Identifier: GPL-3.0-or-later
#include "Failure.h"
#include "Flags.h"
#include "core/Json.h"
#include "output/Output.h"

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;

QJsonArray argumentsOf(const Noun &noun, const Verb &verb)
{
    QJsonArray list;
    if (verb.handle != Handle::None)
        list.append(QJsonObject { { u"name"_s, QLatin1StringView(noun.handle) },
            { u"required"_s, verb.handle == Handle::Required }, { u"repeatable"_s, false } });
    for (const Argument &argument : verb.arguments)
        list.append(QJsonObject { { u"name"_s, QLatin1StringView(argument.name) },
            { u"help"_s, QLatin1StringView(argument.help) }, { u"required"_s, argument.required },
            { u"repeatable"_s, argument.many } });
    return list;
}

QJsonArray describeFlags(const QList<const Flag *> &flags)
{
    QJsonArray list;
    for (const Flag *const flag : flags) {
        QJsonObject object { { u"name"_s, u"--"_s + QLatin1StringView(flag->name) },
            { u"help"_s, QLatin1StringView(flag->help) }, { u"repeatable"_s, flag->many } };
        if (flag->letter != 0)
            object.insert(u"short"_s, u"-%1"_s.arg(QLatin1Char(flag->letter)));
        if (flag->type)
            object.insert(u"value"_s, QLatin1StringView(flag->type));
        list.append(object);
    }
    return list;
}

QJsonObject describe(const Noun &noun, const Verb &verb)
{
    return {
        { u"command"_s, commandName(noun, verb) },
        { u"summary"_s, QLatin1StringView(verb.summary) },
        { u"arguments"_s, argumentsOf(noun, verb) },
        { u"flags"_s, describeFlags(flagsOf(verb)) },
        { u"confirms"_s, verb.options.confirm },
        { u"example"_s, QLatin1StringView(verb.example) },
    };
}

int printCommands(const Invocation &invocation)
{
    QJsonArray all;
    for (const Noun *const noun : nouns()) {
        for (const Verb &verb : noun->verbs)
            all.append(describe(*noun, verb));
    }
    if (invocation.options.has(u"json"_s) && isForPeople(invocation.options)) {
        writeText(toJson(all) + '\n');
        return Done;
    }
    return writeList(invocation, all);
}

constexpr const char *kColumns[] = { "command", "summary" };
constexpr Flag kFlags[] = { { "json", nullptr, "As JSON, for programs" } };
constexpr Verb kVerbs[] = {
    { "", "Print every command.", "authctl commands --json", -1, Handle::None, {}, printCommands, kFlags },
};

}

extern const Noun commands_variant;
const Noun commands_variant { "commands", {}, "Print every command.", "", "command", "", kColumns, kVerbs, nullptr,
    true };

}
