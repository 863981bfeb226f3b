// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/Json.h"
#include "core/Suggest.h"
#include "crypto/Hash.h"
#include "declarations/Applying.h"
#include "declarations/Members.h"
#include "declarations/Roles.h"
#include "declarations/Spec.h"
#include "history/Differences.h"

namespace auth::declarations {

namespace {

using namespace Qt::StringLiterals;

QStringList kindNames()
{
    QStringList names;
    for (const Kind &kind : kinds())
        names.append(QLatin1StringView(kind.name));
    return names;
}

/// What has been read of a document, with what there is of its object.
struct Work {
    ApplyingPointer run;
    int index = 0;
    const Kind *kind = nullptr;
    QString name;
    QJsonObject spec;
    QJsonObject labels;
    std::optional<QJsonObject> current;
    std::optional<Declaration> declared;
    QJsonObject secretMacs;
    std::optional<QStringList> roles; ///< That the document names.
    std::optional<Members> members;
};

/// Members that a person can write.
QJsonObject writable(const Kind &kind, const QJsonObject &answer)
{
    QJsonObject object = only(answer, kind.members(kind.create) + kind.members(kind.update));
    if (kind.secret)
        object.remove(QLatin1StringView(kind.secret));
    return object;
}

api::ConfigurationChange changeOf(const Work &work, const char *action, const QJsonObject &before, const QJsonObject &after)
{
    api::ConfigurationChange change;
    change.document = work.index;
    change.kind = QLatin1StringView(work.kind->name);
    change.name = work.name;
    change.action = QLatin1StringView(action);
    change.versionBefore = before[u"version"].toInteger();
    change.version = after[u"version"].toInteger();
    change.differences = differences(writable(*work.kind, before), writable(*work.kind, after));
    return change;
}

/// Changes of a secret are seen by its MAC: it cannot be read back.
Result<QString> secretMac(const Work &work, const QJsonValue &value)
{
    const QByteArray key = TRY(work.run->keys->subkey(*work.run->realm, KeyPurpose::ShortCode));
    const QByteArray text = toJson(QJsonObject { { u"kind"_s, QLatin1StringView(work.kind->name) }, { u"name"_s, work.name }, { u"value"_s, value } });
    return QString::fromLatin1(crypto::hmacSha256(key, "declared secret:" + text).toHex());
}

void noteSecret(api::ConfigurationChange *change, const Work &work)
{
    QJsonObject differing = change->differences;
    differing.insert(u'/' + QLatin1StringView(work.kind->secret), QJsonObject { { u"after"_s, u"********"_s } });
    change->differences = differing;
}

Task<Result<api::ConfigurationChange>> create(std::shared_ptr<Work> work)
{
    const Kind &kind = *work->kind;
    QJsonObject body;
    QJsonObject afterwards;
    const QStringList creatable = kind.members(kind.create);
    const QStringList updatable = kind.members(kind.update);
    for (auto member = work->spec.begin(); member != work->spec.end(); ++member) {
        // The default is what a new object has anyway.
        if (member->isNull() && (creatable.contains(member.key()) || updatable.contains(member.key())))
            continue;
        const bool onlyLater = !creatable.contains(member.key()) && updatable.contains(member.key());
        (onlyLater ? afterwards : body).insert(member.key(), member.value());
    }
    body.insert(QLatin1StringView(kind.handle), work->name);
    admin::Outcome outcome = CO_TRY(co_await callFor(work->run, work->kind, kind.create, work->name, body, {}, work->run->prepared.value(work->index)));
    const QString secretName = kind.secret ? QString(QLatin1StringView(kind.secret)) : QString();
    const QJsonValue secret = outcome.body.value(secretName);
    if (!afterwards.isEmpty())
        outcome = CO_TRY(co_await callFor(work->run, work->kind, kind.update, work->name, afterwards, {}));
    auto change = changeOf(*work, "created", {}, outcome.body);
    if (kind.secret && body.contains(secretName))
        noteSecret(&change, *work);
    else if (secret.isString() && !work->run->context->dryRun) // What is rolled back is no secret of anything.
        change.secrets = QJsonObject { { secretName, secret } };
    co_return change;
}

/// Only what differs is sent, so that a document that is true already changes nothing at all.
Task<Result<api::ConfigurationChange>> update(std::shared_ptr<Work> work)
{
    const Kind &kind = *work->kind;
    const QJsonObject before = *work->current;
    QJsonObject spec = work->spec;
    const QStringList updatable = kind.members(kind.update);
    const QStringList creatable = kind.members(kind.create);
    const QString secretName = kind.secret ? QString(QLatin1StringView(kind.secret)) : QString();
    const bool hasSecret = kind.secret && spec.contains(secretName);
    for (const QString &member : spec.keys()) {
        if (updatable.contains(member) || !creatable.contains(member))
            continue;
        const QJsonValue wanted = spec.take(member);
        // A first password, and the like.
        if (member == secretName || wanted.isNull() || wanted == before.value(member))
            continue;
        co_return refusedAt(u"/spec/"_s + jsonPointerToken(member), u"fixed"_s, u"This cannot be changed once the object is there."_s);
    }
    const QJsonValue secret = hasSecret ? spec.take(secretName) : QJsonValue();
    QJsonObject patch = patchOf(kind.operation(kind.update).fields, spec, before);
    const bool newSecret = hasSecret && updatable.contains(secretName)
        && !(work->declared && work->declared->secretMacs[secretName] == work->secretMacs[secretName]);
    if (newSecret)
        patch.insert(secretName, secret);
    if (patch.isEmpty())
        co_return changeOf(*work, "unchanged", before, before);
    const auto outcome = CO_TRY(co_await callFor(work->run, work->kind, kind.update, work->name, patch, before[u"version"].toInteger()));
    auto change = changeOf(*work, "updated", before, outcome.body);
    if (newSecret)
        noteSecret(&change, *work);
    else if (outcome.body[u"version"] == before[u"version"])
        change.action = u"unchanged"_s;
    co_return change;
}

/// Something that is no member of the object itself: it has no version for it.
void addDifferences(api::ConfigurationChange *change, const QJsonObject &more)
{
    if (more.isEmpty())
        return;
    QJsonObject all = change->differences;
    for (auto one = more.begin(); one != more.end(); ++one)
        all.insert(one.key(), one.value());
    change->differences = all;
    if (change->action == u"unchanged")
        change->action = u"updated"_s;
}

/// Labels are kept beside the object. What no set has declared yet is compared with what an export shows.
Task<Result<QJsonObject>> labelDifference(std::shared_ptr<Work> work)
{
    QJsonObject before;
    if (work->declared) {
        before = work->declared->labels;
    } else {
        for (const auto &one : CO_TRY(co_await declaration_store::list(work->run->transaction(), work->run->realm->id))) {
            if (one.kind != QLatin1StringView(work->kind->name) || one.name != work->name)
                continue;
            for (auto label = one.labels.begin(); label != one.labels.end(); ++label)
                before.insert(label.key(), label.value());
        }
    }
    if (before == work->labels)
        co_return QJsonObject();
    co_return QJsonObject { { u"/metadata/labels"_s, QJsonObject { { u"before"_s, before }, { u"after"_s, work->labels } } } };
}

/// The spec as it can be kept and compared: what the object answers, in the words of the document.
Declaration declarationOf(const Work &work)
{
    Declaration declaration { work.run->owner(), QLatin1StringView(work.kind->name), work.name, work.labels, work.spec, work.secretMacs };
    if (work.kind->secret)
        declaration.spec.remove(QLatin1StringView(work.kind->secret));
    return declaration;
}

/// Nothing where there is none. Users are found by e-mail address too: that is another one.
Task<Result<std::optional<QJsonObject>>> currentOf(std::shared_ptr<Work> work)
{
    auto outcome = co_await callFor(work->run, work->kind, work->kind->get, work->name, {}, {});
    if (!outcome) {
        if (outcome.error().code == ErrorCode::NotFound)
            co_return std::nullopt;
        co_return std::unexpected(outcome.error());
    }
    const QString handle = outcome->body[QLatin1StringView(work->kind->handle)].toString();
    if (handle != work->name && handle.compare(work->name, Qt::CaseInsensitive) != 0)
        co_return refusedAt(u"/metadata/name"_s, u"invalid"_s, u"This is an address of %1, not its name."_s.arg(handle));
    co_return std::move(outcome->body);
}

}

std::unexpected<Error> refusedAt(const QString &path, const QString &code, const QString &message)
{
    Error error(ErrorCode::ValidationFailed, message);
    error.fields.append({ path, code, message });
    return std::unexpected(error);
}

Task<Result<admin::Outcome>> callFor(ApplyingPointer run, const Kind *kind, int operation, QString name, QJsonObject body, std::optional<qint64> ifVersion, std::any prepared, admin::ListParameters list)
{
    admin::InsideCall call;
    call.operation = &kind->operation(operation);
    call.parent = run->context;
    call.realm = run->realm;
    call.ids = { { "realm", run->realmName } };
    if (!kind->isRealm())
        call.ids.append({ kind->parameter, name });
    call.body = std::move(body);
    call.ifVersion = ifVersion;
    call.prepared = std::move(prepared);
    call.list = std::move(list);
    return run->inside->call(std::move(call));
}

Task<Result<api::ConfigurationChange>> applyDocument(ApplyingPointer run, int index)
{
    const api::ConfigurationDocument &document = run->body.documents[index];
    const auto work = std::make_shared<Work>();
    work->run = run;
    work->index = index;
    work->kind = findKind(document.kind);
    if (!work->kind) {
        const QString near = nearestName(document.kind, kindNames());
        co_return refusedAt(u"/kind"_s, u"unknown"_s, near.isEmpty() ? u"One of %1 is needed here."_s.arg(kindNames().join(u", "_s)) : u"There is no kind \"%1\"; did you mean \"%2\"?"_s.arg(document.kind, near));
    }
    work->name = document.metadata.name;
    work->spec = document.spec.valueOr({});
    work->labels = document.metadata.labels.valueOr({});
    const QString handle = QLatin1StringView(work->kind->handle);
    if (document.realm.hasValue() && document.realm.value() != run->realmName)
        co_return refusedAt(u"/realm"_s, u"invalid"_s, u"These documents are applied to the realm %1."_s.arg(run->realmName));
    if (work->kind->isRealm() && work->name != run->realmName)
        co_return refusedAt(u"/metadata/name"_s, u"invalid"_s, u"The realm is %1."_s.arg(run->realmName));
    if (work->spec.contains(handle) && work->spec.take(handle).toString() != work->name)
        co_return refusedAt(u"/spec/"_s + handle, u"invalid"_s, u"metadata.name is what it is called: leave this out."_s);

    const QJsonObject declaredSpec = work->spec;
    if (work->kind->hasRoles() && work->spec.contains(u"roles"_s))
        work->roles = CO_TRY(rolesOfSpec(work->spec.take(u"roles"_s)));
    if (work->kind->hasMembers && work->spec.contains(u"members"_s))
        work->members = CO_TRY(membersOfSpec(work->spec.take(u"members"_s)));

    api::ConfigurationChange change;
    if (!run->realm) {
        change = CO_TRY(co_await create(work));
        run->realm = CO_TRY(co_await run->inside->findRealm(run->realmName.toUtf8(), run->context->deadline()));
    } else {
        if (work->kind->secret && work->spec.contains(QLatin1StringView(work->kind->secret))) {
            const QString secret = QLatin1StringView(work->kind->secret);
            work->secretMacs.insert(secret, CO_TRY(secretMac(*work, work->spec.value(secret))));
        }
        work->declared = CO_TRY(co_await declaration_store::find(run->transaction(), run->realm->id, run->owner(), document.kind, work->name));
        if (work->declared && !document.metadata.labels.isNamed())
            work->labels = work->declared->labels;
        work->current = CO_TRY(co_await currentOf(work));
        change = CO_TRY(co_await (work->current ? update(work) : create(work)));
    }
    if (work->roles)
        addDifferences(&change, CO_TRY(co_await applyRoles(run, work->kind, work->name, *work->roles)));
    if (work->members)
        addDifferences(&change, CO_TRY(co_await applyMembers(run, work->name, *work->members)));
    if (document.metadata.labels.isNamed())
        addDifferences(&change, CO_TRY(co_await labelDifference(work)));
    work->spec = declaredSpec;
    const bool worthKeeping = !run->owner().isEmpty() || !work->labels.isEmpty() || !work->secretMacs.isEmpty() || work->declared;
    if (worthKeeping)
        declaration_store::write(run->transaction(), run->realm->id, declarationOf(*work), run->context->change->clock().now());
    co_return change;
}

}
