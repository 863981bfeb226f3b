// SPDX-License-Identifier: GPL-3.0-or-later
#include "Failure.h"
#include "Flags.h"
#include "api/Operations.h"
#include "core/Suggest.h"
#include "output/Output.h"

#include <QtCore/QJsonArray>

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;

/// An operation that a kind is written with: its members are the kind's. The first one that creates, since later ones
/// create what belongs to an object.
const api::Operation *writerOf(const Noun &noun)
{
    const api::Operation *found = nullptr;
    for (const Verb &verb : noun.verbs) {
        if (verb.operation < 0)
            continue;
        const api::Operation &operation = api::operations()[static_cast<size_t>(verb.operation)];
        if (operation.hasBody && operation.kind == api::Operation::Kind::Create)
            return &operation;
        if (operation.hasBody && !found && operation.kind == api::Operation::Kind::Update)
            found = &operation;
    }
    return found;
}

/// `app`, `client` and `Application`, as documents of declarative configuration call it.
const Noun *nounOfKind(const QString &kind)
{
    if (const Noun *const noun = findNoun(kind))
        return noun;
    for (const Noun *const noun : nouns()) {
        const api::Operation *const operation = writerOf(*noun);
        const QString tag = operation ? QString(QLatin1StringView(operation->tag)) : QString();
        if (!tag.isEmpty() && (kind == tag || kind + u's' == tag))
            return noun;
    }
    return nullptr;
}

const char *typeName(api::BodyField::Type type)
{
    static constexpr const char *names[] = { "string", "integer", "boolean", "list", "object" };
    return names[static_cast<int>(type)];
}

int explain(const Invocation &invocation)
{
    const Options &options = invocation.options;
    QStringList path = options.handle.split(u'.');
    const QString kind = path.takeFirst();
    // app.spec.redirect_uris is what a document has; the API has no `spec`.
    if (path.value(0) == "spec"_L1)
        path.removeFirst();
    const Noun *const noun = nounOfKind(kind);
    const api::Operation *const operation = noun ? writerOf(*noun) : nullptr;
    if (!operation) {
        QStringList known;
        for (const Noun *const each : nouns()) {
            if (writerOf(*each))
                known.append(QLatin1StringView(each->name));
        }
        Failure failure
            = usageFailure(unknownNameMessage(u"kind"_s, kind, known) + u" There are: %1."_s.arg(known.join(u", "_s)));
        failure.exitCode = NotFound;
        return report(options, failure);
    }
    const QString wanted = path.join(u'.');
    QJsonArray items;
    QStringList known;
    for (const auto &field : operation->fields) {
        const QString name = QLatin1StringView(field.path);
        known.append(name);
        if (wanted.isEmpty() || name == wanted || name.startsWith(wanted + u'.'))
            items.append(QJsonObject { { u"field"_s, name }, { u"type"_s, QLatin1StringView(typeName(field.type)) },
                { u"description"_s, QString::fromUtf8(field.help) } });
    }
    if (items.isEmpty()) {
        Failure failure
            = usageFailure(unknownNameMessage(u"field"_s, wanted, known), u"authctl explain %1"_s.arg(kind));
        failure.exitCode = NotFound;
        return report(options, failure);
    }
    return writeList(invocation, items);
}

constexpr const char *kColumns[] = { "field", "type", "description" };
constexpr Verb kVerbs[] = {
    { "", "Explain the members of a kind of object.", "authctl explain app.redirect_uris", -1, Handle::Required, {},
        explain },
};

}

extern const Noun explain_variant;
const Noun explain_variant { "explain", {}, "Explain the members of a kind of object.", "KIND[.PATH]", "field", "",
    kColumns, kVerbs,
    "What --set and files can name, from the description of the API that this program was built with.", true };

}
