// SPDX-License-Identifier: GPL-3.0-or-later
#include "Session.h"
#include "output/Output.h"
#include "client/YamlWriter.h"

#include "api/Operations.h"

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;

int exportRealm(const Invocation &invocation)
{
    const Options &options = invocation.options;
    Session session(&invocation);
    const auto answer = session.send(session.call());
    if (!answer) {
        Failure failure = answer.error();
        if (failure.exitCode == NotFound)
            failure.next = u"authctl realm list"_s;
        return report(options, failure);
    }
    const QJsonArray documents = answer->body[u"documents"].toArray();
    if (!isForPeople(options) && options.output != "yaml"_L1)
        return writeList(invocation, documents);
    QByteArray text;
    for (const auto &document : documents)
        text += "---\n" + toYaml(document);
    writeText(text);
    return Done;
}

constexpr Verb kVerbs[] = {
    { "", "Write a realm as documents, of one moment and without secrets.", "authctl export --realm main", api::operation::kExportConfiguration,
        Handle::None, {}, exportRealm },
};

}

extern const Noun export_variant;
const Noun export_variant { "export", {}, "Write a realm as documents.", "", "name", "", {}, kVerbs };

}
