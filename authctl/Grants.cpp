// SPDX-License-Identifier: GPL-3.0-or-later
#include "Grants.h"

#include "Resource.h"
#include "output/Output.h"

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;

constexpr int kPage = 200;

}

int listAs(const Invocation &invocation, const QStringList &columns)
{
    Invocation with = invocation;
    if (with.options.columns.isEmpty())
        with.options.columns = columns;
    // What is listed has names of its own, whatever the noun's objects are known by.
    Noun noun = *invocation.noun;
    noun.handleField = "name";
    with.noun = &noun;
    return listObjects(with);
}

int listHeldRoles(const Invocation &invocation)
{
    return listAs(invocation, { u"name"_s, u"direct"_s, u"sources"_s, u"inactive_because"_s });
}

int listHeldPermissions(const Invocation &invocation)
{
    return listAs(invocation, { u"name"_s, u"description"_s, u"direct"_s, u"sources"_s });
}

int listHolders(const Invocation &invocation)
{
    return listAs(invocation, { u"kind"_s, u"name"_s, u"direct"_s, u"sources"_s });
}

int sendNames(const Invocation &invocation, int operation, const QString &member, const QStringList &names,
    const QList<std::pair<QByteArray, QString>> &parameters)
{
    const Options &options = invocation.options;
    Session session(&invocation);
    api::Call call = session.call(operation, parameters);
    call.body = QJsonObject { { member, QJsonArray::fromStringList(names) } };
    const auto answer = session.change(std::move(call));
    if (!answer)
        return report(options, answer.error());
    // What somebody has now, or the role that was changed.
    Invocation shown = invocation;
    if (shown.options.columns.isEmpty() && !answer->body.contains(u"name"_s))
        shown.options.columns = { member };
    return writeObject(shown, answer->body);
}

int sendRoles(const Invocation &invocation)
{
    return sendNames(invocation, invocation.verb->operation, u"roles"_s, invocation.options.arguments);
}

int sendPermissions(const Invocation &invocation)
{
    return sendNames(invocation, invocation.verb->operation, u"permissions"_s, invocation.options.arguments);
}

int sendAssignment(const Invocation &invocation, const QJsonObject &body)
{
    const Options &options = invocation.options;
    Session session(&invocation);
    session.announce();
    api::Call call = session.call();
    call.body = body;
    const auto answer = session.send(std::move(call));
    if (!answer)
        return report(options, answer.error());
    if (options.dryRun)
        note(options, u"dry run: nothing was written"_s);
    Invocation shown = invocation;
    if (shown.options.columns.isEmpty())
        shown.options.columns = { u"kind"_s, u"handle"_s, u"result"_s, u"message"_s };
    const int code = writeList(shown, answer->body[u"items"].toArray());
    return code == Done && answer->body[u"failed"].toInt() > 0 ? DoneInPart : code;
}

std::expected<QJsonArray, Failure> fetchAll(
    Session &session, int operation, const QString &query, const QList<std::pair<QByteArray, QString>> &parameters)
{
    QJsonArray items;
    QString after;
    do {
        api::Call call = session.call(operation, parameters);
        call.list.limit = kPage;
        call.list.query = query;
        call.list.after = after;
        const auto answer = session.send(std::move(call));
        if (!answer)
            return std::unexpected(answer.error());
        const QJsonArray page = answer->body[u"items"].toArray();
        for (const auto &item : page)
            items.append(item);
        after = answer->body[u"next"].toString();
    } while (!after.isEmpty());
    return items;
}

}
