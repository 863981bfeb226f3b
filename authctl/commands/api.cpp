// SPDX-License-Identifier: GPL-3.0-or-later
#include "Session.h"
#include "core/Form.h"
#include "core/Json.h"
#include "core/Random.h"
#include "input/Body.h"
#include "output/Output.h"

#include <QtCore/QJsonArray>

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;

const QStringList &methods()
{
    static const QStringList list { u"GET"_s, u"POST"_s, u"PUT"_s, u"PATCH"_s, u"DELETE"_s };
    return list;
}

/// All pages of a list as one array.
int writePages(const Invocation &invocation, Session &session, api::Call call)
{
    const QByteArray path = call.operation->path;
    api::Operation operation = *call.operation;
    QJsonArray items;
    QByteArray target = path;
    while (true) {
        operation.path = target.constData();
        call.operation = &operation;
        const auto answer = session.send(call);
        if (!answer)
            return report(invocation.options, answer.error());
        if (!answer->body.contains("items"_L1))
            return report(invocation.options, usageFailure(u"--paginate is for lists: this answer is none."_s));
        for (const auto &item : answer->body[u"items"].toArray())
            items.append(item);
        const QString next = answer->body[u"next"].toString();
        if (next.isEmpty())
            return writeList(invocation, items);
        Form after;
        after.append(u"after"_s, next);
        target = path + (path.contains('?') ? '&' : '?') + after.encode();
    }
}

int callApi(const Invocation &invocation)
{
    const Options &options = invocation.options;
    const QString method = options.arguments.value(0).toUpper();
    QString path = options.arguments.value(1);
    if (!methods().contains(method))
        return report(options, usageFailure(u"A method is one of %1."_s.arg(methods().join(u", "_s))));
    if (!path.startsWith(u'/'))
        path.prepend(u'/');
    if (!path.startsWith("/admin/"_L1))
        path.prepend("/admin/v1"_L1);
    for (const QChar c : path) {
        if (c <= u' ' || c > u'~')
            return report(options, usageFailure(u"The path has to be percent-encoded."_s));
    }
    const QByteArray methodBytes = method.toLatin1();
    const QByteArray pathBytes = path.toLatin1();
    api::Operation operation { "api", methodBytes.constData(), pathBytes.constData(), "", "",
        method == "GET"_L1 ? api::Operation::Kind::Get : api::Operation::Kind::Action, false, 200, {}, {} };
    api::Call call(0, {}, {});
    call.operation = &operation;
    call.options.ifVersion = options.ifVersion;
    call.options.reason = options.reason;
    call.options.idempotencyKey = method == "POST"_L1 ? randomToken(16) : QByteArray();
    if (!options.file.isEmpty()) {
        auto body = readObject(options.file);
        if (!body)
            return report(options, body.error());
        call.body = std::move(*body);
    }
    Session session(&invocation);
    if (options.has(u"paginate"_s))
        return writePages(invocation, session, std::move(call));
    const auto answer = session.send(std::move(call));
    if (!answer)
        return report(options, answer.error());
    if (answer->raw.isEmpty())
        return Done;
    Invocation shown = invocation;
    if (isForPeople(options))
        shown.options.output = u"json"_s;
    return writeObject(shown, answer->body);
}

constexpr Flag kFlags[] = {
    { "file", "FILE", "The body, YAML or JSON; - is standard input", 'f' },
    { "paginate", nullptr, "All pages of a list, as one array" },
    { "if-version", "N", "Refuse unless the object is at this version" },
    { "reason", "TEXT", "Why; kept in the audit trail" },
};
constexpr Argument kArguments[] = {
    { "METHOD", "GET, POST, PUT, PATCH or DELETE." },
    { "PATH", "Of the admin API, with or without /admin/v1 in front." },
};
constexpr Verb kVerbs[] = {
    { "", "Call the admin API as it is.", "authctl api GET /realms --paginate --jq .[].name", -1, Handle::None, {},
        callApi, kFlags, kArguments },
};

}

extern const Noun api_variant;
const Noun api_variant { "api", {}, "Call the admin API as it is.", "", "", "", {}, kVerbs };

}
