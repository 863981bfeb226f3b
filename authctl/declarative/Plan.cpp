// SPDX-License-Identifier: GPL-3.0-or-later
#include "declarative/Plan.h"

#include "core/Json.h"
#include "input/File.h"

#include <QtCore/QDir>
#include <QtCore/QSaveFile>

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;

constexpr auto kFormat = "authctl-plan/v1"_L1;

/// References to files begin where the document stands: in a plan, at the root.
QJsonValue withAbsoluteFiles(const QJsonValue &value, const QString &folder)
{
    if (value.isArray()) {
        QJsonArray list;
        for (const auto &item : value.toArray())
            list.append(withAbsoluteFiles(item, folder));
        return list;
    }
    if (!value.isObject())
        return value;
    QJsonObject object = value.toObject();
    for (auto member = object.begin(); member != object.end(); ++member) {
        const QString text = member.value().toString();
        if (member.key() == "secretRef"_L1 && text.startsWith("file:"_L1))
            member.value() = u"file:"_s + QDir(folder).absoluteFilePath(text.mid(5));
        else
            member.value() = withAbsoluteFiles(member.value(), folder);
    }
    return object;
}

}

std::expected<void, Failure> writePlan(const QString &name, const QList<RealmDocuments> &realms, const Application &how, const QJsonArray &changes)
{
    QJsonArray planned;
    for (const RealmDocuments &realm : realms) {
        QJsonArray documents;
        for (const Document &document : realm.documents)
            documents.append(withAbsoluteFiles(document.content, document.folder));
        QJsonArray expect;
        for (const auto &change : changes) {
            if (change[u"realm"].toString() == realm.realm)
                expect.append(QJsonObject { { u"kind"_s, change[u"kind"] }, { u"name"_s, change[u"name"] }, { u"version"_s, change[u"version_before"] } });
        }
        QJsonObject entry { { u"realm"_s, realm.realm }, { u"documents"_s, documents }, { u"expect"_s, expect }, { u"prune"_s, how.prune }, { u"owner"_s, how.owner } };
        if (how.maxDelete)
            entry.insert(u"max_delete"_s, *how.maxDelete);
        planned.append(entry);
    }
    QSaveFile file(name);
    const QByteArray text = toJson(QJsonObject { { u"format"_s, kFormat }, { u"realms"_s, planned } }) + '\n';
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        return std::unexpected(usageFailure(u"%1: %2"_s.arg(name, file.errorString())));
    return {};
}

std::expected<QList<PlannedRealm>, Failure> readPlan(const QString &name)
{
    const auto text = readInput(name);
    if (!text)
        return std::unexpected(text.error());
    const auto plan = parseJson(*text, { .bytes = kLargestFile, .depth = 64, .members = 1'000'000 });
    if (!plan || (*plan)[u"format"].toString() != kFormat)
        return std::unexpected(usageFailure(u"%1 is no plan of authctl."_s.arg(name)));
    QList<PlannedRealm> realms;
    for (const auto &entry : (*plan)[u"realms"].toArray()) {
        PlannedRealm realm;
        realm.documents.realm = entry[u"realm"].toString();
        for (const auto &document : entry[u"documents"].toArray())
            realm.documents.documents.append({ document.toObject(), {}, u"/"_s, {} });
        realm.how.owner = entry[u"owner"].toString();
        realm.how.prune = entry[u"prune"].toBool();
        if (const QJsonValue most = entry[u"max_delete"]; most.isDouble())
            realm.how.maxDelete = most.toInteger();
        realm.expect = entry[u"expect"].toArray();
        realms.append(realm);
    }
    return realms;
}

int makePlan(const Invocation &invocation, const QList<RealmDocuments> &realms, Application how)
{
    const Options &options = invocation.options;
    how.dryRun = true;
    QJsonArray changes;
    if (const auto planned = applyToRealms(invocation, realms, how, &changes); !planned)
        return report(options, planned.error());
    if (const QString file = options.value(u"plan-out"_s); !file.isEmpty()) {
        if (const auto written = writePlan(file, realms, how, changes); !written)
            return report(options, written.error());
    }
    note(options, u"dry run: nothing was written"_s);
    return writeChanges(invocation, changes);
}

}
