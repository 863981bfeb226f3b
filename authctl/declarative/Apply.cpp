// SPDX-License-Identifier: GPL-3.0-or-later
#include "declarative/Apply.h"

#include "Session.h"
#include "api/Operations.h"
#include "core/Json.h"
#include "core/Text.h"
#include "output/Color.h"
#include "output/Output.h"

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;

QByteArray shown(const QJsonValue &value)
{
    return toJson(QJsonArray { value }).sliced(1).chopped(1);
}

QByteArray linesOf(const QJsonObject &change)
{
    const QString action = change[u"action"].toString();
    const Color color = action == "created"_L1 ? Color::Green : action == "deleted"_L1 ? Color::Red : Color::Yellow;
    const QString title = u"%1 %2"_s.arg(change[u"kind"].toString(), change[u"name"].toString());
    QByteArray out = colored(Color::Bold, title.toUtf8()) + ' ' + colored(color, action.toUtf8()) + '\n';
    const QJsonObject differences = change[u"differences"].toObject();
    for (auto one = differences.begin(); one != differences.end(); ++one) {
        const QByteArray path = "  " + one.key().toUtf8() + ": ";
        if (const QJsonValue before = one.value()[u"before"]; !before.isUndefined() && !before.isNull())
            out += colored(Color::Red, "-" + path + shown(before)) + '\n';
        if (const QJsonValue after = one.value()[u"after"]; !after.isUndefined() && !after.isNull())
            out += colored(Color::Green, "+" + path + shown(after)) + '\n';
    }
    const QJsonObject secrets = change[u"secrets"].toObject();
    for (auto one = secrets.begin(); one != secrets.end(); ++one)
        out += "  " + one.key().toUtf8() + ": " + one.value().toString().toUtf8() + "   (shown only now)\n";
    return out;
}

QStringList namesOf(const QList<RealmDocuments> &realms, qsizetype from)
{
    QStringList names;
    for (const auto &realm : realms.sliced(from))
        names.append(realm.realm);
    return names;
}

bool describesRealm(const RealmDocuments &documents)
{
    return std::any_of(documents.documents.begin(), documents.documents.end(), [](const Document &one) { return one.kind() == "Realm"_L1; });
}

}

std::expected<QJsonArray, Failure> applyToRealm(const Invocation &invocation, const RealmDocuments &documents, const Application &how, const QJsonArray &expect)
{
    const auto resolved = withSecrets(documents.documents);
    if (!resolved)
        return std::unexpected(resolved.error());
    QJsonObject body { { u"documents"_s, *resolved } };
    if (!how.owner.isEmpty())
        body.insert(u"owner"_s, how.owner);
    if (how.prune)
        body.insert(u"prune"_s, true);
    if (how.maxDelete)
        body.insert(u"max_delete"_s, *how.maxDelete);
    if (!expect.isEmpty())
        body.insert(u"expect"_s, expect);
    Invocation ofRealm = invocation;
    ofRealm.options.realm = documents.realm;
    // A plan is an operation of its own, which leaves nothing anyway and needs the permission to read only.
    ofRealm.options.dryRun = false;
    Session session(&ofRealm);
    if (!how.dryRun)
        session.announce();
    api::Call call = session.call(how.dryRun ? api::operation::kPlanConfiguration : api::operation::kApplyConfiguration);
    call.body = body;
    auto answer = session.send(std::move(call));
    if (!answer && answer.error().exitCode == NotFound && describesRealm(documents)) {
        call = session.call(how.dryRun ? api::operation::kPlanNewConfiguration : api::operation::kCreateConfiguration);
        body.insert(u"realm"_s, documents.realm);
        call.body = body;
        answer = session.send(std::move(call));
    }
    if (!answer) {
        Failure failure = placed(answer.error(), documents.documents);
        failure.next = failure.exitCode == NotFound ? u"authctl realm list"_s : failure.next;
        return std::unexpected(failure);
    }
    QJsonArray changes;
    for (const auto &one : answer->body[u"results"].toArray()) {
        QJsonObject change = one.toObject();
        change.insert(u"realm"_s, documents.realm);
        changes.append(change);
    }
    return changes;
}

std::expected<void, Failure> applyToRealms(const Invocation &invocation, const QList<RealmDocuments> &realms, const Application &how, QJsonArray *done)
{
    for (qsizetype i = 0; i < realms.size(); ++i) {
        const auto changes = applyToRealm(invocation, realms[i], how);
        if (!changes) {
            Failure failure = changes.error();
            if (how.dryRun)
                return std::unexpected(failure);
            const QString realm = realms[i].realm;
            // Without an answer it may have been done all the same: applying again finds out, and completes it.
            if (failure.exitCode == Unreachable || failure.exitCode == ServerFault)
                failure.message += u" Whether realm %1 was changed is not known; run it again to complete it."_s.arg(realm);
            if (i > 0)
                failure.message += u" Done before: realm %1 (%2)."_s.arg(namesOf(realms.first(i), 0).join(u", "_s), summary(*done));
            if (i + 1 < realms.size())
                failure.message += u" Not begun: realm %1."_s.arg(namesOf(realms, i + 1).join(u", "_s));
            return std::unexpected(failure);
        }
        for (const auto &change : *changes)
            done->append(change);
    }
    return {};
}

std::expected<Application, Failure> howToApply(const Options &options)
{
    Application how;
    how.owner = options.value(u"owner"_s);
    how.prune = options.has(u"prune"_s);
    how.dryRun = options.dryRun;
    if (how.prune && how.owner.isEmpty())
        return std::unexpected(usageFailure(u"--prune deletes what a set declared before: name it with --owner."_s));
    if (options.has(u"max-delete"_s)) {
        const auto number = parseDecimal(options.value(u"max-delete"_s).toUtf8(), 1'000'000);
        if (!number)
            return std::unexpected(usageFailure(u"--max-delete takes a whole number."_s));
        how.maxDelete = static_cast<qint64>(*number);
    }
    return how;
}

int writeChanges(const Invocation &invocation, const QJsonArray &changes)
{
    if (!isForPeople(invocation.options))
        return writeList(invocation, changes);
    QByteArray out;
    QString realm;
    for (const auto &one : changes) {
        const QJsonObject change = one.toObject();
        if (change[u"action"].toString() == "unchanged"_L1)
            continue;
        if (change[u"realm"].toString() != realm) {
            realm = change[u"realm"].toString();
            out += "realm " + realm.toUtf8() + '\n';
        }
        out += linesOf(change);
    }
    writeText(out);
    note(invocation.options, summary(changes));
    return Done;
}

QString summary(const QJsonArray &changes)
{
    QStringList parts;
    for (const QString &action : { u"created"_s, u"updated"_s, u"deleted"_s, u"unchanged"_s }) {
        const auto count = std::count_if(changes.begin(), changes.end(), [&](const QJsonValue &one) { return one[u"action"].toString() == action; });
        if (count > 0)
            parts.append(u"%1 %2"_s.arg(count).arg(action));
    }
    return parts.isEmpty() ? u"nothing to do"_s : parts.join(u", "_s);
}

bool differs(const QJsonArray &changes)
{
    return std::any_of(changes.begin(), changes.end(), [](const QJsonValue &one) { return one[u"action"].toString() != "unchanged"_L1; });
}

std::expected<QList<RealmDocuments>, Failure> documentsOf(const Options &options)
{
    const auto documents = readDocuments(options.value(u"file"_s));
    if (!documents)
        return std::unexpected(documents.error());
    return byRealm(*documents, options.realm);
}

int reportComparison(const Options &options, Failure failure)
{
    if (failure.exitCode == Failed)
        failure.exitCode = ServerFault;
    return report(options, failure);
}

}
