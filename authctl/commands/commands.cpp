// SPDX-License-Identifier: GPL-3.0-or-later
#include "Failure.h"
#include "core/Json.h"
#include "output/Output.h"

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;

QJsonObject describe(const Noun &noun, const Verb &verb)
{
    return {
        { u"command"_s, u"%1 %2"_s.arg(QLatin1StringView(noun.name), QLatin1StringView(verb.name)) },
        { u"argument"_s,
            verb.handle == Handle::None ? QJsonValue(QJsonValue::Null) : QJsonValue(QLatin1StringView(noun.handle)) },
        { u"argument_required"_s, verb.handle == Handle::Required },
        { u"summary"_s, QLatin1StringView(verb.summary) },
        { u"example"_s, QLatin1StringView(verb.example) },
    };
}

int printCommands(const Invocation &invocation)
{
    QJsonArray all;
    QByteArray lines;
    for (const Noun *const noun : nouns()) {
        if (noun->run) {
            all.append(QJsonObject {
                { u"command"_s, QLatin1StringView(noun->name) }, { u"summary"_s, QLatin1StringView(noun->summary) } });
            lines += QByteArray(noun->name) + '\t' + noun->summary + '\n';
        }
        for (const Verb &verb : noun->verbs) {
            all.append(describe(*noun, verb));
            lines += QByteArray(noun->name) + ' ' + verb.name + '\t' + verb.summary + '\n';
        }
    }
    writeText(invocation.options.jsonTree || invocation.options.isJson() ? toJson(all) + '\n' : lines);
    return Done;
}

}

extern const Noun commands_variant;
const Noun commands_variant { "commands", {}, "Print every command.", "", "", "", {}, {}, printCommands };

}
