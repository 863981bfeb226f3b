// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/DeviceStore.h"

namespace auth::device_store {

namespace {

#define DEVICE_COLUMNS                                                                                                 \
    "d.realm_id, d.id, d.user_id, host(d.address) AS address, d.user_agent, d.created_at, d.last_seen_at,"             \
    " d.unconfirmed, d.remembered_until"
#define LIVE_OF_BROWSER "d.realm_id = $1 AND d.user_id = $2 AND d.browser_hash = $3 AND d.revoked_at IS NULL"
#define SEEN_FROM "devices d JOIN users u ON u.realm_id = d.realm_id AND u.id = d.user_id"

// What the person is told by mail comes with it.
const db::Query kNote { "device_note",
    "WITH person AS (SELECT username, email, email_verified, attributes->>'locale' AS locale, last_login_at IS NOT NULL AS"
    " used FROM users WHERE realm_id = $1 AND id = $3),"
    " device AS (INSERT INTO devices (realm_id, id, user_id, browser_hash, address, user_agent, created_at, last_seen_at,"
    " unconfirmed) SELECT $1, $2, $3, $4, $5, $6, $7, $7, used FROM person"
    " ON CONFLICT (realm_id, user_id, browser_hash) WHERE revoked_at IS NULL DO UPDATE SET address = excluded.address,"
    " user_agent = excluded.user_agent, last_seen_at = excluded.last_seen_at RETURNING id),"
    " linked AS (UPDATE sessions SET device_id = device.id FROM device WHERE sessions.realm_id = $1 AND sessions.id = $8)"
    " SELECT person.*, device.id = $2 AS made FROM person, device" };
const db::Query kListOfUser { "device_list_of_user",
    "SELECT " DEVICE_COLUMNS " FROM devices d WHERE d.realm_id = $1 AND d.user_id = $2 AND d.revoked_at IS NULL"
    " ORDER BY d.last_seen_at DESC, d.id DESC LIMIT 100" };
const db::Query kFindByBrowser { "device_find_by_browser", "SELECT " DEVICE_COLUMNS " FROM devices d WHERE " LIVE_OF_BROWSER };
const db::Query kIsKnown { "device_is_known", "SELECT EXISTS (SELECT 1 FROM devices d WHERE " LIVE_OF_BROWSER ") AS known" };
const db::Query kSee { "device_see",
    "SELECT " DEVICE_COLUMNS ", u.username FROM " SEEN_FROM " WHERE d.realm_id = $1 AND d.id = $2 AND d.revoked_at IS NULL" };
const db::Query kBrowserOf { "device_browser_of",
    "SELECT browser_hash FROM devices WHERE realm_id = $1 AND user_id = $2 AND id = $3 AND revoked_at IS NULL" };
const db::Query kConfirm { "device_confirm", "UPDATE devices d SET unconfirmed = false WHERE " LIVE_OF_BROWSER };
const db::Query kConfirmOne { "device_confirm_one",
    "UPDATE devices SET unconfirmed = false WHERE realm_id = $1 AND user_id = $2 AND id = $3 AND revoked_at IS NULL"
    " AND unconfirmed" };
const db::Query kRemember { "device_remember", "UPDATE devices d SET remembered_until = $4 WHERE " LIVE_OF_BROWSER };
const db::Query kUnremember { "device_unremember",
    "UPDATE devices SET remembered_until = NULL WHERE realm_id = $1 AND user_id = $2 AND id = $3 AND revoked_at IS NULL"
    " AND remembered_until IS NOT NULL" };
const db::Query kUnrememberAll { "device_unremember_all",
    "UPDATE devices SET remembered_until = NULL WHERE realm_id = $1 AND user_id = $2 AND revoked_at IS NULL"
    " AND remembered_until IS NOT NULL" };
const db::Query kRevokeByBrowser { "device_revoke_by_browser",
    "UPDATE devices d SET revoked_at = $4, remembered_until = NULL WHERE " LIVE_OF_BROWSER " RETURNING d.id" };
const db::Query kRevoke { "device_revoke",
    "UPDATE devices SET revoked_at = $4, remembered_until = NULL WHERE realm_id = $1 AND user_id = $2 AND id = $3"
    " AND revoked_at IS NULL" };
const db::Query kSessionsOf { "device_sessions_of",
    "SELECT id FROM sessions WHERE realm_id = $1 AND device_id = $2 AND ended_at IS NULL" };

Device fromRow(const db::Rows &rows, int row)
{
    Device device;
    device.realmId = rows.id<RealmId>(row, "realm_id");
    device.id = rows.id<DeviceId>(row, "id");
    device.userId = rows.id<UserId>(row, "user_id");
    device.address = rows.raw(row, "address");
    device.userAgent = rows.text(row, "user_agent");
    device.createdAt = rows.time(row, "created_at");
    device.lastSeenAt = rows.time(row, "last_seen_at");
    device.unconfirmed = rows.boolean(row, "unconfirmed");
    device.rememberedUntil = rows.optionalTime(row, "remembered_until");
    return device;
}

}

Task<Result<Noted>> note(db::Transaction *transaction, Device device, QByteArray browserHash, SessionId session)
{
    const auto address = device.address.isEmpty() ? std::nullopt : std::optional(device.address);
    const auto rows = CO_TRY(co_await transaction->execute(&kNote,
        db::Params::of(device.realmId, device.id, device.userId, db::Bytes { browserHash }, address, device.userAgent,
            device.lastSeenAt, session)));
    Noted noted;
    if (rows.isEmpty())
        co_return noted;
    noted.isNew = rows.boolean(0, "made") && rows.boolean(0, "used");
    noted.username = rows.text(0, "username");
    if (rows.boolean(0, "email_verified"))
        noted.verifiedEmail = rows.text(0, "email");
    noted.locale = rows.text(0, "locale");
    co_return noted;
}

Task<Result<std::vector<Device>>> listOfUser(db::Database *database, RealmId realmId, UserId userId, Deadline deadline)
{
    const auto rows = CO_TRY(co_await database->execute(&kListOfUser, db::Params::of(realmId, userId), deadline));
    std::vector<Device> devices;
    for (int i = 0; i < rows.count(); ++i)
        devices.push_back(fromRow(rows, i));
    co_return devices;
}

Task<Result<bool>> isKnown(db::Transaction *transaction, RealmId realmId, UserId userId, QByteArray browserHash)
{
    const auto rows
        = CO_TRY(co_await transaction->execute(&kIsKnown, db::Params::of(realmId, userId, db::Bytes { browserHash })));
    co_return rows.boolean(0, "known");
}

Task<Result<std::optional<Device>>> findByBrowser(
    db::Database *database, RealmId realmId, UserId userId, QByteArray browserHash, Deadline deadline)
{
    const auto rows = CO_TRY(co_await database->execute(
        &kFindByBrowser, db::Params::of(realmId, userId, db::Bytes { browserHash }), deadline));
    co_return rows.isEmpty() ? std::nullopt : std::optional(fromRow(rows, 0));
}

Task<Result<std::optional<DeviceSeen>>> see(db::Database *database, RealmId realmId, DeviceId id, Deadline deadline)
{
    const auto rows = CO_TRY(co_await database->execute(&kSee, db::Params::of(realmId, id), deadline));
    co_return rows.isEmpty() ? std::nullopt : std::optional(seenFromRow(rows, 0));
}

const db::ListSpec &listSpec()
{
    using enum db::ListKind;
    static const db::ListSpec spec {
        .name = "device_list",
        .columns = DEVICE_COLUMNS ", u.username",
        .from = SEEN_FROM,
        .condition = "d.realm_id = $1 AND d.revoked_at IS NULL",
        .id = "d.id",
        .fields = {
            { QLatin1StringView("last_seen_at"), "d.last_seen_at", Time, db::ListSort::Yes },
            { QLatin1StringView("created_at"), "d.created_at", Time, db::ListSort::Yes },
            { QLatin1StringView("id"), "d.id", Id },
            { QLatin1StringView("user_id"), "d.user_id", Id },
            { QLatin1StringView("username"), "u.username", Text, db::ListSort::Yes },
            { QLatin1StringView("email"), "coalesce(u.email, '')", Text },
            { QLatin1StringView("address"), "coalesce(host(d.address), '')", Text },
            { QLatin1StringView("user_agent"), "d.user_agent", Text },
        },
        .freeText = { "u.username", "u.email", "host(d.address)", "d.user_agent" },
        .descending = true,
    };
    return spec;
}

Task<Result<db::ListPage>> list(db::Database *database, RealmId realmId, db::ListRequest request, Deadline deadline)
{
    co_return co_await db::list(database, &listSpec(), db::Params::of(realmId), std::move(request), deadline);
}

DeviceSeen seenFromRow(const db::Rows &rows, int row)
{
    return { fromRow(rows, row), rows.text(row, "username") };
}

Task<Result<std::optional<QByteArray>>> browserOf(
    db::Database *database, RealmId realmId, UserId userId, DeviceId id, Deadline deadline)
{
    const auto rows = CO_TRY(co_await database->execute(&kBrowserOf, db::Params::of(realmId, userId, id), deadline));
    co_return rows.isEmpty() ? std::nullopt : std::optional(rows.bytes(0, "browser_hash"));
}

Task<Result<bool>> confirm(db::Transaction *transaction, RealmId realmId, UserId userId, QByteArray browserHash)
{
    const auto rows
        = CO_TRY(co_await transaction->execute(&kConfirm, db::Params::of(realmId, userId, db::Bytes { browserHash })));
    co_return rows.affected() == 1;
}

Task<Result<bool>> confirm(db::Transaction *transaction, RealmId realmId, UserId userId, DeviceId id)
{
    const auto rows = CO_TRY(co_await transaction->execute(&kConfirmOne, db::Params::of(realmId, userId, id)));
    co_return rows.affected() == 1;
}

Task<Result<bool>> remember(
    db::Transaction *transaction, RealmId realmId, UserId userId, QByteArray browserHash, Timestamp until)
{
    const auto rows = CO_TRY(co_await transaction->execute(
        &kRemember, db::Params::of(realmId, userId, db::Bytes { browserHash }, until)));
    co_return rows.affected() == 1;
}

Task<Result<bool>> unremember(db::Transaction *transaction, RealmId realmId, UserId userId, DeviceId id)
{
    const auto rows = CO_TRY(co_await transaction->execute(&kUnremember, db::Params::of(realmId, userId, id)));
    co_return rows.affected() == 1;
}

Task<Result<void>> unrememberAll(db::Transaction *transaction, RealmId realmId, UserId userId)
{
    CO_TRY(co_await transaction->execute(&kUnrememberAll, db::Params::of(realmId, userId)));
    co_return {};
}

Task<Result<std::optional<DeviceId>>> revokeByBrowser(
    db::Transaction *transaction, RealmId realmId, UserId userId, QByteArray browserHash, Timestamp now)
{
    const auto rows = CO_TRY(co_await transaction->execute(
        &kRevokeByBrowser, db::Params::of(realmId, userId, db::Bytes { browserHash }, now)));
    co_return rows.isEmpty() ? std::nullopt : std::optional(rows.id<DeviceId>(0, "id"));
}

Task<Result<bool>> revoke(db::Transaction *transaction, RealmId realmId, UserId userId, DeviceId id, Timestamp now)
{
    const auto rows = CO_TRY(co_await transaction->execute(&kRevoke, db::Params::of(realmId, userId, id, now)));
    co_return rows.affected() == 1;
}

Task<Result<QList<SessionId>>> sessionsOf(db::Transaction *transaction, RealmId realmId, DeviceId id)
{
    const auto rows = CO_TRY(co_await transaction->execute(&kSessionsOf, db::Params::of(realmId, id)));
    QList<SessionId> sessions;
    for (int i = 0; i < rows.count(); ++i)
        sessions.append(rows.id<SessionId>(i, "id"));
    co_return sessions;
}

}
