// SPDX-License-Identifier: GPL-3.0-or-later
#include "Session.h"
#include "output/Output.h"

#include "api/Operations.h"

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;

QString queueText(const QJsonValue &queue)
{
    QString text = u"%1 waiting, %2 running, %3 failed"_s.arg(queue[u"waiting"].toInteger())
                       .arg(queue[u"running"].toInteger())
                       .arg(queue[u"failed"].toInteger());
    if (queue[u"oldest_at"].isString())
        text += u"; the oldest since "_s + queue[u"oldest_at"].toString();
    return text;
}

QString uptimeText(qint64 seconds)
{
    const qint64 days = seconds / 86400;
    const QString clock = u"%1:%2:%3"_s.arg(seconds / 3600 % 24)
                              .arg(seconds / 60 % 60, 2, 10, QLatin1Char('0'))
                              .arg(seconds % 60, 2, 10, QLatin1Char('0'));
    return days == 0 ? clock : u"%1 d %2"_s.arg(days).arg(clock);
}

int status(const Invocation &invocation)
{
    const Options &options = invocation.options;
    Session session(&invocation);
    const auto answer = session.send(session.call());
    if (!answer)
        return report(options, answer.error());
    const QJsonObject server = answer->body;
    if (!isForPeople(options))
        return writeObject(invocation, server);
    const QJsonValue database = server[u"database"];
    const qint64 pending = database[u"migrations_pending"].toInteger();
    QJsonArray rows;
    const auto row = [&rows](const QString &what, const QString &how) {
        rows.append(QJsonObject { { u"what"_s, what }, { u"state"_s, how } });
    };
    row(u"server"_s,
        u"%1, up %2, %3 threads"_s.arg(
            server[u"release"].toString(), uptimeText(server[u"uptime_seconds"].toInteger()))
            .arg(server[u"threads"].toInteger()));
    row(u"database"_s,
        u"PostgreSQL %1, %2 MB, %3 connections"_s.arg(database[u"version"].toString())
            .arg(database[u"size_bytes"].toInteger() / 1'000'000)
            .arg(database[u"connections"].toInteger()));
    row(u"migrations"_s,
        pending == 0 ? u"up to date (%1)"_s.arg(database[u"migration"].toInteger())
                     : u"%1 missing: auth-server migrate"_s.arg(pending));
    row(u"realms"_s, QString::number(server[u"realms"].toInteger()));
    row(u"outbox"_s, queueText(server[u"outbox"]));
    row(u"jobs"_s, queueText(server[u"jobs"]));
    row(u"keys"_s, u"%1 due"_s.arg(server[u"keys_due"].toInteger()));
    row(u"revocations"_s, u"%1 in memory"_s.arg(server[u"revocations"].toInteger()));
    return writeList(invocation, rows);
}

constexpr const char *kColumns[] = { "what", "state" };
constexpr Verb kVerbs[] = {
    { "", "Show how the server is: version, database, queues, keys.", "authctl status", api::operation::kGetServer,
        Handle::None, {}, status },
};

}

extern const Noun status_variant;
const Noun status_variant { "status", {}, "How the server is.", "", "", "", kColumns, kVerbs };

}
