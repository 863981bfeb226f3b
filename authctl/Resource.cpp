// SPDX-License-Identifier: GPL-3.0-or-later
#include "Resource.h"

#include "Prompt.h"
#include "Session.h"
#include "core/Text.h"
#include "input/Body.h"
#include "output/Differences.h"
#include "output/Output.h"
#include "output/Progress.h"

#include <QtCore/QJsonArray>

#include <unistd.h>

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;

constexpr qint64 kLargestInteger = Q_INT64_C(9'007'199'254'740'991);
constexpr int kPage = 200;
constexpr int kShownOnTerminal = 100;

int changeObject(const Invocation &invocation, Session &session, const QJsonObject &body, const QJsonObject &before,
    std::optional<qint64> version)
{
    const Options &options = invocation.options;
    api::Call call = session.call();
    call.body = body;
    if (!call.options.ifVersion)
        call.options.ifVersion = version;
    const auto answer = session.change(std::move(call));
    if (!answer)
        return report(options, answer.error());
    if ((options.dryRun || options.diff) && isForPeople(options)) {
        writeText(differences(before, answer->body));
        return Done;
    }
    return writeObject(invocation, answer->body);
}

int remove(const Invocation &invocation, Severity severity)
{
    const Options &options = invocation.options;
    Session session(&invocation);
    session.announce();
    if (!options.dryRun) {
        const QString question = u"Delete %1 \"%2\"?"_s.arg(QLatin1StringView(invocation.noun->name), options.handle);
        if (const auto refused = confirm(options, severity, question, options.handle))
            return report(options, *refused);
    }
    const auto answer = session.send(session.call());
    if (!answer)
        return report(options, answer.error());
    note(options,
        options.dryRun ? u"dry run: \"%1\" would be deleted"_s.arg(options.handle)
                       : u"deleted \"%1\""_s.arg(options.handle));
    return Done;
}

}

std::optional<qint64> versionOf(const api::Answer &answer)
{
    const QByteArray tag = answer.etag;
    const auto version = tag.size() < 3 ? std::nullopt : parseDecimal(tag.sliced(1).chopped(1), kLargestInteger);
    return version ? std::optional<qint64>(*version) : std::nullopt;
}

int listObjects(const Invocation &invocation)
{
    const Options &options = invocation.options;
    Session session(&invocation);
    // A person gets a screenful and is told of the rest; a script gets everything.
    const bool terminal = isatty(STDOUT_FILENO) != 0;
    const qsizetype wanted = options.limit ? *options.limit : options.all || !terminal ? -1 : kShownOnTerminal;
    QJsonArray items;
    QString after;
    QString total;
    QString query = options.query;
    if (options.has(u"deleted"_s))
        query = query.isEmpty() ? u"deleted:true"_s : u"deleted:true (%1)"_s.arg(query);
    Progress progress(options, u"read"_s);
    do {
        api::Call call = session.call();
        call.list.limit = wanted < 0 ? kPage : static_cast<int>(std::min<qsizetype>(kPage, wanted - items.size()));
        call.list.query = query;
        call.list.total = wanted >= 0 && items.isEmpty();
        call.list.sort = options.sort;
        call.list.after = after;
        const auto answer = session.send(std::move(call));
        if (!answer)
            return report(options, answer.error());
        const QJsonArray page = answer->body[u"items"].toArray();
        for (const auto &item : page)
            items.append(item);
        after = answer->body[u"next"].toString();
        if (answer->body.contains("total"_L1)) {
            total = QString::number(answer->body[u"total"].toInteger());
            if (answer->body[u"total_is_estimate"].toBool())
                total.prepend(u'≈');
        }
        progress.update(items.size());
    } while (!after.isEmpty() && (wanted < 0 || items.size() < wanted));
    Invocation shown = invocation;
    if (options.has(u"deleted"_s) && options.columns.isEmpty() && isForPeople(options)) {
        for (const char *const column : invocation.noun->columns)
            shown.options.columns.append(QLatin1StringView(column));
        shown.options.columns.append(u"deleted_at"_s);
    }
    const int code = writeList(shown, items);
    if (!after.isEmpty())
        note(options,
            total.isEmpty() ? u"showing %1, there are more: --all"_s.arg(items.size())
                            : u"%1 of %2; all of them: --all"_s.arg(items.size()).arg(total));
    return code;
}

int listWhole(const Invocation &invocation)
{
    Session session(&invocation);
    const auto answer = session.send(session.call());
    return answer ? writeList(invocation, answer->body[u"items"].toArray())
                  : report(invocation.options, answer.error());
}

int getObject(const Invocation &invocation)
{
    Session session(&invocation);
    const auto answer = session.send(session.call());
    return answer ? writeObject(invocation, answer->body) : report(invocation.options, answer.error());
}

int createObject(const Invocation &invocation)
{
    auto body = readBody(invocation);
    if (!body)
        return report(invocation.options, body.error());
    const QString field = QLatin1StringView(invocation.noun->handleField);
    if (!invocation.options.handle.isEmpty()) {
        if (body->contains(field) && (*body)[field].toString() != invocation.options.handle)
            return report(invocation.options,
                usageFailure(u"%1 is \"%2\" in the file and \"%3\" on the command line."_s.arg(
                    field, (*body)[field].toString(), invocation.options.handle)));
        body->insert(field, invocation.options.handle);
    }
    if (invocation.verb->options.password
        && (invocation.options.passwordStdin || !invocation.options.passwordFile.isEmpty())) {
        const auto password = readPassword(invocation.options);
        if (!password)
            return report(invocation.options, password.error());
        body->insert(u"password"_s, *password);
    }
    Session session(&invocation);
    return changeObject(invocation, session, *body, {}, std::nullopt);
}

int updateObject(const Invocation &invocation)
{
    const Options &options = invocation.options;
    Session session(&invocation);
    QJsonObject before;
    std::optional<qint64> version;
    // Lists are sent whole: to add to one it is read, and the change refused if it is another one by then.
    const bool editsList = !options.add.isEmpty() || !options.remove.isEmpty();
    if (editsList || options.dryRun || options.diff) {
        const auto current = session.current();
        if (!current)
            return report(options, current.error());
        before = current->body;
        if (editsList)
            version = versionOf(*current);
    }
    const auto body = readBody(invocation, before);
    if (!body)
        return report(invocation.options, body.error());
    if (body->isEmpty())
        return report(invocation.options,
            usageFailure(u"Nothing to change: name it with --set, --unset, --add, --remove or --file."_s));
    return changeObject(invocation, session, *body, before, version);
}

int listHistory(const Invocation &invocation)
{
    Invocation history = invocation;
    if (history.options.columns.isEmpty())
        history.options.columns = { u"version"_s, u"at"_s, u"action"_s, u"actor_name"_s, u"changes"_s };
    return listObjects(history);
}

int revertObject(const Invocation &invocation)
{
    const Options &options = invocation.options;
    const auto version = parseDecimal(options.arguments.value(0).toUtf8(), kLargestInteger);
    if (!version || *version < 1)
        return report(options, usageFailure(u"A version is a number, as \"history\" lists them."_s));
    Session session(&invocation);
    const auto current = session.current();
    if (!current)
        return report(options, current.error());
    return changeObject(invocation, session, { { u"version"_s, *version } }, current->body, versionOf(*current));
}

int actOnObject(const Invocation &invocation)
{
    const auto answer = Session(&invocation).change(QJsonObject());
    if (!answer)
        return report(invocation.options, answer.error());
    return writeObject(invocation, answer->body);
}

int deleteObject(const Invocation &invocation)
{
    return remove(invocation, Severity::Moderate);
}

int deleteObjectByName(const Invocation &invocation)
{
    return remove(invocation, Severity::Severe);
}

}
