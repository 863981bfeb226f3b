// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/UserService.h"

#include "core/Log.h"

#include "core/Text.h"

#include <QtCore/QJsonArray>

namespace auth {

namespace {

using namespace Qt::StringLiterals;

// Longer than any name that can be stored: nothing of this length is looked up.
constexpr qsizetype kLongestIdentifier = 320;

std::unexpected<Error> noSuchUser()
{
    return failure(ErrorCode::NotFound, u"There is no such user."_s);
}

}

QJsonObject userToJson(const User &user)
{
    QJsonObject object = user.attributes;
    object[u"id"] = user.id.toString();
    object[u"username"] = user.username;
    if (!user.email.isEmpty())
        object[u"email"] = user.email;
    object[u"email_verified"] = user.emailVerified;
    if (!user.phoneNumber.isEmpty())
        object[u"phone_number"] = user.phoneNumber;
    object[u"phone_number_verified"] = user.phoneNumberVerified;
    object[u"enabled"] = user.enabled;
    object[u"required_actions"] = QJsonArray::fromStringList(user.requiredActions);
    if (user.lockedAt)
        object[u"locked_at"] = QString::fromLatin1(toIso(*user.lockedAt));
    if (user.lockedAt && user.lockedUntil)
        object[u"locked_until"] = QString::fromLatin1(toIso(*user.lockedUntil));
    if (user.lockedAt && !user.lockReason.isEmpty())
        object[u"lock_reason"] = user.lockReason;
    object[u"version"] = user.version;
    object[u"created_at"] = QString::fromLatin1(toIso(user.createdAt));
    object[u"updated_at"] = QString::fromLatin1(toIso(user.updatedAt));
    if (user.deletedAt)
        object[u"deleted_at"] = QString::fromLatin1(toIso(*user.deletedAt));
    return object;
}

AuditEvent userEvent(const Change &change, const User &user, QByteArray action)
{
    AuditEvent event = change.event(user.realmId, std::move(action));
    event.target("user", user.id.toString(), user.username);
    return event;
}

UserService::UserService(db::Database *database, const Clock *clock)
    : m_store(database)
    , m_clock(clock)
{
}

Task<Result<User>> UserService::findByIdentifier(RealmId realmId, QString identifier, Deadline deadline)
{
    const QString canonical = identifier.size() > kLongestIdentifier ? QString() : canonicalName(identifier);
    if (canonical.isEmpty())
        co_return noSuchUser();
    auto user = CO_TRY(co_await m_store.findByIdentifier(realmId, canonical, deadline));
    if (!user)
        co_return noSuchUser();
    co_return std::move(*user);
}

Task<Result<User>> UserService::find(RealmId realmId, UserId id, Deadline deadline)
{
    auto user = CO_TRY(co_await m_store.find(realmId, id, deadline));
    if (!user)
        co_return noSuchUser();
    co_return std::move(*user);
}

Task<Result<User>> UserService::lock(
    ChangePointer change, RealmId realmId, UserId id, std::optional<qint64> ifVersion) const
{
    auto user = CO_TRY(co_await m_store.lock(change, realmId, id));
    if (!user)
        co_return noSuchUser();
    if (ifVersion && *ifVersion != user->version)
        co_return failure(ErrorCode::VersionMismatch,
            u"The user was changed meanwhile: the account is at version %1."_s.arg(user->version));
    co_return std::move(*user);
}

Task<Result<void>> UserService::claimNames(ChangePointer change, User user) const
{
    const QStringList taken
        = CO_TRY(co_await m_store.claimIdentifiers(change, user.realmId, user.id, identifiersOf(user)));
    if (taken.isEmpty())
        co_return {};
    Error error(ErrorCode::Conflict, u"The user name or e-mail address belongs to another user."_s);
    if (taken.contains(canonicalName(user.username)))
        error.fields.append({ u"/username"_s, u"exists"_s, u"This is another user's name or e-mail address."_s });
    if (taken.contains(canonicalName(user.email)))
        error.fields.append({ u"/email"_s, u"exists"_s, u"This is another user's e-mail address or name."_s });
    co_return std::unexpected(error);
}

Task<Result<User>> UserService::create(ChangePointer change, RealmId realmId, UserChanges changes)
{
    User base;
    base.realmId = realmId;
    User user = CO_TRY(applyChanges(std::move(base), changes));
    user.createdAt = user.updatedAt = change->clock().now();
    user.id = UserId { Uuid::v7(user.createdAt) };
    CO_TRY(co_await m_store.insert(change, user));
    CO_TRY(co_await claimNames(change, user));
    AuditEvent event = userEvent(*change, user, "user.created");
    event.after = userToJson(user);
    change->record(std::move(event));
    co_return user;
}

Task<Result<User>> UserService::update(
    ChangePointer change, RealmId realmId, UserId id, UserChanges changes, std::optional<qint64> ifVersion)
{
    const User before = CO_TRY(co_await lock(change, realmId, id, ifVersion));
    User user = CO_TRY(applyChanges(before, changes));
    if (userToJson(user) == userToJson(before))
        co_return before;
    user = CO_TRY(co_await write(change, before, std::move(user), "user.updated"));
    if (before.enabled && !user.enabled)
        change->revoke(realmId, RevocationKind::User, id.toBytes());
    co_return user;
}

Task<Result<User>> UserService::write(ChangePointer change, User before, User user, QByteArray action)
{
    ++user.version;
    user.updatedAt = change->clock().now();
    CO_TRY(co_await m_store.update(change, user));
    if (identifiersOf(user) != identifiersOf(before))
        CO_TRY(co_await claimNames(change, user));
    AuditEvent event = userEvent(*change, user, std::move(action));
    event.before = userToJson(before);
    event.after = userToJson(user);
    change->record(std::move(event));
    co_return user;
}

Task<Result<User>> UserService::lockAccount(ChangePointer change, RealmId realmId, UserId id, QString reason,
    std::optional<Timestamp> until, std::optional<qint64> ifVersion)
{
    const User before = CO_TRY(co_await lock(change, realmId, id, ifVersion));
    User user = before;
    const Timestamp now = change->clock().now();
    user.lockedAt = before.isLocked(now) ? before.lockedAt : now;
    user.lockedUntil = until;
    user.lockReason = std::move(reason);
    user = CO_TRY(co_await write(change, before, std::move(user), "user.locked"));
    change->revoke(realmId, RevocationKind::User, id.toBytes());
    co_return user;
}

Task<Result<User>> UserService::unlockAccount(
    ChangePointer change, RealmId realmId, UserId id, std::optional<qint64> ifVersion)
{
    const User before = CO_TRY(co_await lock(change, realmId, id, ifVersion));
    if (!before.lockedAt)
        co_return before;
    User user = before;
    user.lockedAt.reset();
    user.lockedUntil.reset();
    user.lockReason.clear();
    co_return co_await write(change, before, std::move(user), "user.unlocked");
}

Task<Result<User>> UserService::setRequiredAction(
    ChangePointer change, User user, QString action, bool required)
{
    if (user.mustDo(action) == required)
        co_return user;
    UserChanges changes;
    QStringList actions = user.requiredActions;
    if (required)
        actions.append(action);
    else
        actions.removeAll(action);
    changes.requiredActions = actions;
    User changed = CO_TRY(applyChanges(user, changes));
    co_return co_await write(change, std::move(user), std::move(changed), "user.updated");
}

void UserService::noteSignIn(RealmId realmId, UserId id)
{
    m_signedIn.insert({ realmId, id });
}

Task<> UserService::flush()
{
    if (m_signedIn.isEmpty())
        co_return;
    const QList<std::pair<RealmId, UserId>> signedIn(m_signedIn.cbegin(), m_signedIn.cend());
    m_signedIn.clear();
    const auto written = co_await m_store.noteSignIns(signedIn, m_clock->now(), deadlineIn(std::chrono::seconds(5)));
    if (!written)
        logWarning("user.sign_in_not_noted", { { "cause", written.error().detail } });
}

Task<Result<User>> UserService::remove(
    ChangePointer change, RealmId realmId, UserId id, std::optional<qint64> ifVersion)
{
    const User user = CO_TRY(co_await lock(change, realmId, id, ifVersion));
    CO_TRY(co_await m_store.remove(change, realmId, id));
    AuditEvent event = userEvent(*change, user, "user.deleted");
    event.before = userToJson(user);
    change->record(std::move(event));
    change->revoke(realmId, RevocationKind::User, id.toBytes());
    co_return user;
}

Task<Result<User>> UserService::undelete(
    ChangePointer change, RealmId realmId, QString handle, std::optional<qint64> ifVersion)
{
    auto found = CO_TRY(co_await m_store.lockDeleted(change, realmId, std::move(handle)));
    if (!found)
        co_return failure(ErrorCode::NotFound, u"There is no such deleted user."_s);
    User user = std::move(*found);
    if (ifVersion && *ifVersion != user.version)
        co_return failure(ErrorCode::VersionMismatch,
            u"The user was changed meanwhile: the account is at version %1."_s.arg(user.version));
    ++user.version;
    user.updatedAt = change->clock().now();
    user.deletedAt.reset();
    CO_TRY(co_await m_store.undelete(change, user));
    CO_TRY(co_await claimNames(change, user));
    AuditEvent event = userEvent(*change, user, "user.undeleted");
    event.after = userToJson(user);
    change->record(std::move(event));
    co_return user;
}

Task<Result<UserService::Page>> UserService::list(RealmId realmId, db::ListRequest request, Deadline deadline) const
{
    Page page;
    page.page = CO_TRY(co_await m_store.list(realmId, std::move(request), m_clock->now(), deadline));
    for (int i = 0; i < page.page.count; ++i)
        page.users.push_back(UserStore::fromRow(page.page.rows, i));
    co_return page;
}

Task<Result<qint64>> UserService::count(RealmId realmId, db::ListFilter filter, int most, Deadline deadline) const
{
    co_return co_await m_store.count(realmId, std::move(filter), m_clock->now(), most, deadline);
}

}
