// SPDX-License-Identifier: GPL-3.0-or-later
#include "realms/RealmService.h"

#include "core/DisplayText.h"
#include "http/RequestHost.h"
#include "realms/RealmSettingsRules.h"
#include "realms/ReservedNames.h"

#include <QtCore/QJsonArray>
#include <QtCore/QRegularExpression>

namespace auth {

namespace {

using namespace Qt::StringLiterals;

// More realms than this at once are read again: the cache is bounded, not the number of realms.
constexpr qsizetype kCacheLimit = 20'000;
// Anybody may ask with any Host: not many are kept.
constexpr qsizetype kHostCacheLimit = 5'000;
constexpr qsizetype kMostHosts = 20;
// Which realm has which host name is one thing to all: this stands for it among the epochs.
constexpr RealmId kHosts {};

QString nameProblem(const QString &name, RealmOrigin origin)
{
    static const QRegularExpression form(QRegularExpression::anchoredPattern(u"[a-z0-9][a-z0-9-]{0,62}"_s));
    if (!form.match(name).hasMatch())
        return u"A name is 1 to 63 lower-case letters, digits and hyphens, and does not begin with a hyphen."_s;
    const QByteArray bytes = name.toLatin1();
    // Paths take a name or an id in the same place.
    if (RealmId::parse(bytes))
        return u"A name must not have the form of an id."_s;
    if (origin != RealmOrigin::Server && isReservedRealmName(bytes))
        return u"This name is reserved."_s;
    return {};
}

/// RFC 1123 §2.1 in the form that certificates have names: A-labels in lower case, at least two.
QString hostProblem(const QString &host, const QByteArray &publicUrl)
{
    static const QRegularExpression form(QRegularExpression::anchoredPattern(
        u"(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?"_s));
    if (!form.match(host).hasMatch())
        return u"A host name such as login.example.com is needed here: in lower case, without scheme or port."_s;
    if (host.toLatin1() == http::hostOf(publicUrl))
        return u"This is the host of the server's own public URL."_s;
    return {};
}

QList<FieldError> hostProblems(const QStringList &hosts, const QByteArray &publicUrl)
{
    QList<FieldError> errors;
    if (hosts.size() > kMostHosts)
        errors.append({ u"/host_names"_s, u"too_long"_s, u"A realm has at most %1 host names."_s.arg(kMostHosts) });
    for (qsizetype i = 0; i < hosts.size(); ++i) {
        const QString path = u"/host_names/%1"_s.arg(i);
        if (const QString problem = hostProblem(hosts[i], publicUrl); !problem.isEmpty())
            errors.append({ path, u"invalid"_s, problem });
        else if (hosts.indexOf(hosts[i]) != i)
            errors.append({ path, u"duplicate"_s, u"This name is there twice."_s });
    }
    return errors;
}

}

const RealmDefaults RealmService::kDefaults;

Result<Realm> RealmService::apply(Realm realm, const RealmChanges &changes, RealmOrigin origin) const
{
    QList<FieldError> errors;
    if (changes.name.isNamed()) {
        const QString name = changes.name.valueOr({});
        // The name that a realm has stays good for it.
        if (const QString problem = nameProblem(name, origin);
            name != QLatin1StringView(realm.name) && !problem.isEmpty())
            errors.append({ u"/name"_s, isReservedRealmName(name.toLatin1()) ? u"reserved"_s : u"invalid"_s, problem });
        else
            realm.name = name.toLatin1();
    } else if (realm.name.isEmpty()) {
        errors.append({ u"/name"_s, u"required"_s, u"A realm needs a name."_s });
    }
    changes.displayName.applyTo(realm.displayName);
    if (const QString problem = displayTextProblem(realm.displayName, 200); !problem.isEmpty())
        errors.append({ u"/display_name"_s, u"invalid"_s, problem });
    changes.enabled.applyTo(realm.enabled, true);
    if (changes.hostNames.isNamed()) {
        realm.hostNames = changes.hostNames.valueOr({});
        errors += hostProblems(realm.hostNames, m_options.publicUrl);
    }
    if (changes.settings.isNull())
        realm.settingsSet = {};
    if (changes.settings.hasValue()) {
        const QJsonObject named = changes.settings.value();
        for (auto member = named.begin(); member != named.end(); ++member) {
            if (member.value().isNull())
                realm.settingsSet.remove(member.key());
            else
                realm.settingsSet.insert(member.key(), member.value());
        }
    }
    const auto defaults = m_defaults->current();
    errors += checkRealmSettings(realm.settingsSet, *defaults);
    if (!errors.isEmpty()) {
        Error error(ErrorCode::ValidationFailed, u"The realm is not valid."_s);
        error.fields = errors;
        return std::unexpected(error);
    }
    realm.settings = RealmSettings::fromJson(realm.settingsSet, *defaults);
    return realm;
}

namespace {

Error nameTaken()
{
    Error error(ErrorCode::Conflict, u"A realm of this name exists."_s);
    error.fields.append({ u"/name"_s, u"exists"_s, u"This name is taken."_s });
    return error;
}

std::unexpected<Error> refused(const QString &path, const QString &code, const QString &message)
{
    Error error(ErrorCode::ValidationFailed, message);
    error.fields.append({ path, code, message });
    return std::unexpected(error);
}

AuditEvent eventOf(const Change &change, const Realm &realm, QByteArray action)
{
    return change.event(realm.id, std::move(action))
        .target("realm", realm.id.toString(), QString::fromLatin1(realm.name));
}

}

QJsonObject realmToJson(const Realm &realm)
{
    QJsonObject object {
        { u"id"_s, realm.id.toString() },
        { u"name"_s, QString::fromLatin1(realm.name) },
        { u"display_name"_s, realm.displayName },
        { u"enabled"_s, realm.enabled },
        { u"host_names"_s, QJsonArray::fromStringList(realm.hostNames) },
        { u"settings"_s, realm.settingsSet },
        { u"version"_s, realm.version },
        { u"created_at"_s, QString::fromLatin1(toIso(realm.createdAt)) },
        { u"updated_at"_s, QString::fromLatin1(toIso(realm.updatedAt)) },
    };
    if (realm.deletedAt)
        object.insert(u"deleted_at"_s, QString::fromLatin1(toIso(*realm.deletedAt)));
    return object;
}

RealmService::RealmService(db::Database *database, DataKeyMaker makeDataKey, CacheEpochs *epochs, Options options)
    : m_store(database, options.defaults ? options.defaults : &kDefaults)
    , m_makeDataKey(std::move(makeDataKey))
    , m_epochs(epochs)
    , m_options(std::move(options))
    , m_issuers { m_options.publicUrl, m_options.rootRealm }
    , m_defaults(m_options.defaults ? m_options.defaults : &kDefaults)
{
}

RealmPointer RealmService::cached(RealmId id) const
{
    const auto entry = m_cache.constFind(id);
    return entry != m_cache.constEnd() && entry->epoch == m_epochs->current(id) ? entry->realm : nullptr;
}

RealmPointer RealmService::keep(Realm realm, quint64 epoch)
{
    if (m_cache.size() >= kCacheLimit) {
        m_cache.clear();
        m_names.clear();
    }
    const auto pointer = std::make_shared<const Realm>(std::move(realm));
    m_cache.insert(pointer->id, { pointer, epoch });
    m_names.insert(pointer->name, pointer->id);
    return pointer;
}

Task<Result<RealmPointer>> RealmService::find(QByteArray name, Deadline deadline)
{
    if (const auto id = m_names.constFind(name); id != m_names.constEnd()) {
        if (const RealmPointer realm = cached(*id); realm && realm->name == name)
            co_return realm;
        m_names.remove(name);
    }
    // An epoch counts only when it was read before its row, and before this row the id is not known: read twice, once.
    const auto realm = CO_TRY(co_await m_store.findByName(name, deadline));
    if (!realm)
        co_return failure(ErrorCode::NotFound, u"There is no such realm."_s);
    RealmPointer byId = CO_TRY(co_await find(realm->id, deadline));
    if (byId->name != name)
        co_return failure(ErrorCode::NotFound, u"There is no such realm."_s);
    co_return byId;
}

Task<Result<RealmPointer>> RealmService::find(RealmId id, Deadline deadline)
{
    if (const RealmPointer realm = cached(id))
        co_return realm;
    const quint64 epoch = m_epochs->current(id);
    auto realm = CO_TRY(co_await m_store.find(id, deadline));
    if (!realm)
        co_return failure(ErrorCode::NotFound, u"There is no such realm."_s);
    co_return keep(std::move(*realm), epoch);
}

Task<Result<RealmPointer>> RealmService::findByHost(QByteArray host, Deadline deadline)
{
    const quint64 epoch = m_epochs->current(kHosts);
    if (epoch != m_hostsEpoch || m_hosts.size() >= kHostCacheLimit) {
        m_hosts.clear();
        m_hostsEpoch = epoch;
    }
    if (!m_hosts.contains(host)) {
        const auto found = CO_TRY(co_await m_store.findByHost(host, deadline));
        if (m_hostsEpoch != epoch)
            m_hosts.clear();
        m_hostsEpoch = epoch;
        m_hosts.insert(host, found.value_or(RealmId {}));
    }
    const RealmId id = m_hosts.value(host);
    if (id.isNull())
        co_return RealmPointer();
    auto realm = co_await find(id, deadline);
    if (!realm && realm.error().code == ErrorCode::NotFound)
        co_return RealmPointer();
    co_return realm;
}

Task<Result<void>> RealmService::claimHosts(ChangePointer change, Realm realm) const
{
    const QStringList taken = CO_TRY(co_await m_store.claimHosts(change, realm.id, realm.hostNames));
    change->invalidate(kHosts);
    if (taken.isEmpty())
        co_return {};
    Error error(ErrorCode::Conflict, u"The host name %1 belongs to another realm."_s.arg(taken.first()));
    for (const QString &host : taken)
        error.fields.append({ u"/host_names/%1"_s.arg(realm.hostNames.indexOf(host)), u"exists"_s,
            u"This name belongs to another realm."_s });
    co_return std::unexpected(error);
}

Task<Result<Realm>> RealmService::create(ChangePointer change, RealmChanges changes, RealmOrigin origin)
{
    Realm realm = CO_TRY(apply({}, changes, origin));
    realm.createdAt = realm.updatedAt = change->clock().now();
    realm.id = RealmId { Uuid::v7(realm.createdAt) };
    realm.dataKeySealed = m_makeDataKey(realm.id);
    if (auto inserted = co_await m_store.insert(change, realm); !inserted)
        co_return std::unexpected(inserted.error().code == ErrorCode::Conflict ? nameTaken() : inserted.error());
    if (!realm.hostNames.isEmpty())
        CO_TRY(co_await claimHosts(change, realm));
    AuditEvent event = eventOf(*change, realm, "realm.created");
    event.after = realmToJson(realm);
    change->record(std::move(event));
    change->invalidate(realm.id);
    if (m_options.furnish)
        CO_TRY(co_await m_options.furnish(change, realm));
    co_return realm;
}

Task<Result<Realm>> RealmService::lockedAt(ChangePointer change, RealmId id, std::optional<qint64> ifVersion) const
{
    auto realm = CO_TRY(co_await m_store.lock(change, id));
    if (!realm)
        co_return failure(ErrorCode::NotFound, u"There is no such realm."_s);
    if (ifVersion && *ifVersion != realm->version)
        co_return failure(
            ErrorCode::VersionMismatch, u"The realm was changed meanwhile: it is at version %1."_s.arg(realm->version));
    co_return std::move(*realm);
}

Task<Result<Realm>> RealmService::update(
    ChangePointer change, RealmId id, RealmChanges changes, std::optional<qint64> ifVersion)
{
    const Realm before = CO_TRY(co_await lockedAt(change, id, ifVersion));
    Realm realm = CO_TRY(apply(before, changes, RealmOrigin::Administrator));
    if (realm.name != before.name && before.name == kSystemRealm)
        co_return refused(u"/name"_s, u"fixed"_s, u"The realm of the server's administrators cannot be renamed."_s);
    if (realm.name != before.name && before.name == m_options.rootRealm)
        co_return refused(u"/name"_s, u"fixed"_s, u"The root realm cannot be renamed: its issuer would change."_s);
    if (!realm.enabled && before.name == kSystemRealm)
        co_return refused(u"/enabled"_s, u"fixed"_s, u"The realm of the server's administrators cannot be disabled."_s);
    if (realmToJson(realm) == realmToJson(before))
        co_return before;
    ++realm.version;
    realm.updatedAt = change->clock().now();
    if (auto updated = co_await m_store.update(change, realm); !updated)
        co_return std::unexpected(updated.error().code == ErrorCode::Conflict ? nameTaken() : updated.error());
    if (realm.hostNames != before.hostNames)
        CO_TRY(co_await claimHosts(change, realm));
    AuditEvent event = eventOf(*change, realm, "realm.updated");
    event.before = realmToJson(before);
    event.after = realmToJson(realm);
    change->record(std::move(event));
    if (before.enabled && !realm.enabled)
        change->revoke(id, RevocationKind::Realm, id.toBytes());
    change->invalidate(id);
    co_return realm;
}

Task<Result<void>> RealmService::remove(ChangePointer change, RealmId id, std::optional<qint64> ifVersion)
{
    const Realm realm = CO_TRY(co_await lockedAt(change, id, ifVersion));
    if (realm.name == kSystemRealm)
        co_return failure(ErrorCode::Conflict, u"The realm of the server's administrators cannot be deleted."_s);
    CO_TRY(co_await m_store.remove(change, id));
    if (!realm.hostNames.isEmpty())
        change->invalidate(kHosts);
    AuditEvent event = eventOf(*change, realm, "realm.deleted");
    event.before = realmToJson(realm);
    change->record(std::move(event));
    change->revoke(id, RevocationKind::Realm, id.toBytes());
    change->invalidate(id);
    co_return {};
}

Task<Result<Realm>> RealmService::undelete(ChangePointer change, QString nameOrId, std::optional<qint64> ifVersion)
{
    auto found = CO_TRY(co_await m_store.lockDeleted(change, std::move(nameOrId)));
    if (!found)
        co_return failure(ErrorCode::NotFound, u"There is no such deleted realm."_s);
    Realm realm = std::move(*found);
    if (ifVersion && *ifVersion != realm.version)
        co_return failure(
            ErrorCode::VersionMismatch, u"The realm was changed meanwhile: it is at version %1."_s.arg(realm.version));
    ++realm.version;
    realm.updatedAt = change->clock().now();
    realm.deletedAt.reset();
    if (!CO_TRY(co_await m_store.undelete(change, realm)))
        co_return std::unexpected(nameTaken());
    if (!realm.hostNames.isEmpty())
        CO_TRY(co_await claimHosts(change, realm));
    AuditEvent event = eventOf(*change, realm, "realm.undeleted");
    event.after = realmToJson(realm);
    change->record(std::move(event));
    change->invalidate(realm.id);
    co_return realm;
}

Task<Result<RealmService::Page>> RealmService::list(db::ListRequest request, Deadline deadline) const
{
    Page page;
    page.page = CO_TRY(co_await m_store.list(std::move(request), deadline));
    for (int i = 0; i < page.page.count; ++i)
        page.realms.push_back(m_store.fromRow(page.page.rows, i));
    co_return page;
}

}
