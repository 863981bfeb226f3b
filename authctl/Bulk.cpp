// SPDX-License-Identifier: GPL-3.0-or-later
#include "Bulk.h"

#include "Prompt.h"
#include "Session.h"
#include "core/Text.h"
#include "output/Output.h"

#include "api/Operations.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QThread>

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;

constexpr qint64 kLongestWait = 7 * 24 * 3600;
constexpr unsigned long kPollMilliseconds = 300;

bool isOver(const QString &state)
{
    return state != "waiting"_L1 && state != "running"_L1;
}

/// The columns of jobs, also where the noun's are others.
Invocation asJob(const Invocation &invocation)
{
    Invocation job = invocation;
    if (job.options.columns.isEmpty())
        job.options.columns = { u"id"_s, u"operation"_s, u"state"_s, u"total"_s, u"done"_s, u"failed"_s };
    return job;
}

int codeOf(const QJsonObject &job)
{
    if (job[u"state"].toString() != "failed"_L1)
        return job[u"state"].toString() == "cancelled"_L1 ? Failed : Done;
    return job[u"done"].toInteger() > 0 || job[u"reason"].isUndefined() ? DoneInPart : Failed;
}

/// Prints what failed, so that a script sees it without another command.
int writeEnd(const Invocation &invocation, Session &session, const QJsonObject &job)
{
    const Options &options = invocation.options;
    if (!isForPeople(options) || job[u"failed"].toInteger() == 0) {
        const int written = writeObject(asJob(invocation), job);
        return written == Done ? codeOf(job) : written;
    }
    note(options,
        u"%1 of %2 done, %3 failed; again: authctl job retry %4"_s.arg(job[u"done"].toInteger())
            .arg(job[u"total"].toInteger())
            .arg(job[u"failed"].toInteger())
            .arg(job[u"id"].toString()));
    api::Call items = session.call(api::operation::kListJobItems, { { "job", job[u"id"].toString() } });
    items.list.query = u"state:failed"_s;
    items.list.limit = 200;
    const auto answer = session.send(std::move(items));
    if (!answer)
        return report(options, answer.error());
    Invocation table = invocation;
    if (table.options.columns.isEmpty())
        table.options.columns = { u"target"_s, u"state"_s, u"code"_s, u"message"_s };
    const int written = writeList(table, answer->body[u"items"].toArray());
    return written == Done ? codeOf(job) : written;
}

}

int waitForJob(const Invocation &invocation, const QString &job)
{
    const Options &options = invocation.options;
    const QString given = options.value(u"wait"_s);
    const auto seconds = given.isEmpty() ? std::optional(kLongestWait) : parseDecimal(given.toUtf8(), kLongestWait);
    if (!seconds)
        return report(options, usageFailure(u"--wait takes seconds."_s));
    Session session(&invocation);
    QElapsedTimer elapsed;
    elapsed.start();
    while (true) {
        const auto answer = session.send(session.call(api::operation::kGetJob, { { "job", job } }));
        if (!answer)
            return report(options, answer.error());
        if (isOver(answer->body[u"state"].toString()))
            return writeEnd(invocation, session, answer->body);
        if (elapsed.elapsed() >= *seconds * 1000) {
            writeObject(asJob(invocation), answer->body);
            note(options, u"still %1; authctl job wait %2"_s.arg(answer->body[u"state"].toString(), job));
            return WaitedTooLong;
        }
        QThread::msleep(kPollMilliseconds);
    }
}

int runBulk(const Invocation &invocation, const char *operation, const QString &query, const QJsonObject &body,
    const QString &verb)
{
    const Options &options = invocation.options;
    Session session(&invocation);
    session.announce();
    QJsonObject request { { u"operation"_s, QLatin1StringView(operation) }, { u"q"_s, query } };
    if (!body.isEmpty())
        request.insert(u"body"_s, body);
    api::Call preview = session.call(api::operation::kCreateBulkJob);
    preview.body = request;
    preview.options.dryRun = true;
    const auto previewed = session.send(std::move(preview));
    if (!previewed)
        return report(options, previewed.error());
    const qint64 total = previewed->body[u"total"].toInteger();
    const QString noun = QLatin1StringView(invocation.noun->name);
    if (options.dryRun) {
        note(options, u"dry run: this is about %1 of them"_s.arg(total));
        return writeObject(asJob(invocation), previewed->body);
    }
    if (total == 0) {
        note(options, u"the filter finds none"_s);
        return Done;
    }
    const QString question = u"%1 %2 of kind %3?"_s.arg(verb).arg(total).arg(noun);
    // In a protected context the number has to be typed.
    if (const auto refused = confirm(options, Severity::Moderate, question, QString::number(total)))
        return report(options, *refused);
    api::Call call = session.call(api::operation::kCreateBulkJob);
    call.body = request;
    call.options.dryRun = false;
    const auto created = session.send(std::move(call));
    if (!created)
        return report(options, created.error());
    const QString job = created->body[u"id"].toString();
    if (options.has(u"wait"_s))
        return waitForJob(invocation, job);
    note(options, u"job %1 is on its way: authctl job wait %1"_s.arg(job));
    return writeObject(asJob(invocation), created->body);
}

}
