// SPDX-License-Identifier: GPL-3.0-or-later
#include "applications/ApplicationStore.h"

#include "applications/ApplicationColumns.h"

#include <QtCore/QJsonArray>

#include <array>

namespace auth {

namespace {

const db::Query kByClientId { "application_by_client_id",
    "SELECT " APPLICATION_COLUMNS
    " FROM applications a WHERE realm_id = $1 AND client_id = $2 AND deleted_at IS NULL" };
const db::Query kById { "application_by_id",
    "SELECT " APPLICATION_COLUMNS " FROM applications a WHERE realm_id = $1 AND id = $2 AND deleted_at IS NULL" };
const db::Query kLock { "application_lock",
    "SELECT " APPLICATION_COLUMNS
    " FROM applications a WHERE realm_id = $1 AND id = $2 AND deleted_at IS NULL FOR UPDATE" };
const db::Query kOrigin { "application_origin",
    "SELECT EXISTS (SELECT FROM applications WHERE realm_id = $1 AND allowed_origins @> ARRAY[$2::text]"
    " AND allowed_origins <> '{}' AND enabled AND deleted_at IS NULL) AS registered" };
// DO NOTHING instead of an error, so that the transaction lives on.
const db::Query kInsert { "application_insert",
    "INSERT INTO applications (realm_id, id, client_id, client_name, type, enabled, redirect_uris, "
    "post_logout_redirect_uris,"
    " allowed_origins, grant_types, response_types, token_endpoint_auth_method, scope, require_pkce, require_consent,"
    " access_token_signed_response_alg, id_token_signed_response_alg, userinfo_signed_response_alg, "
    "access_token_lifetime,"
    " refresh_token_lifetime, jwks, jwks_uri, metadata, version, updated_at, created_at)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, "
    "$23, $24,"
    " $25, $25) ON CONFLICT DO NOTHING" };
const db::Query kUpdate { "application_update",
    "UPDATE applications SET client_id = $3, client_name = $4, type = $5, enabled = $6, redirect_uris = $7,"
    " post_logout_redirect_uris = $8, allowed_origins = $9, grant_types = $10, response_types = $11,"
    " token_endpoint_auth_method = $12, scope = $13, require_pkce = $14, require_consent = $15,"
    " access_token_signed_response_alg = $16, id_token_signed_response_alg = $17, userinfo_signed_response_alg = $18,"
    " access_token_lifetime = $19, refresh_token_lifetime = $20, jwks = $21, jwks_uri = $22, metadata = $23, version = "
    "$24,"
    " updated_at = $25 WHERE realm_id = $1 AND id = $2" };
const db::Query kRemove { "application_remove",
    "UPDATE applications SET deleted_at = $3, version = version + 1 WHERE realm_id = $1 AND id = $2" };
const db::Query kDeleteSecrets { "application_delete_secrets",
    "DELETE FROM application_secrets WHERE realm_id = $1 AND application_id = $2" };
const db::Query kInsertSecret { "application_insert_secret",
    "INSERT INTO application_secrets (realm_id, application_id, id, secret_hash, created_at, expires_at)"
    " VALUES ($1, $2, $3, $4, $5, $6)" };

const db::Query kSecrets { "application_secrets",
    "SELECT id, created_at, expires_at FROM application_secrets WHERE realm_id = $1 AND application_id = $2"
    " AND (expires_at IS NULL OR expires_at > $3) ORDER BY created_at, id" };
const db::Query kDropExpiredSecrets { "application_secrets_drop_expired",
    "DELETE FROM application_secrets WHERE realm_id = $1 AND application_id = $2 AND expires_at <= $3" };
const db::Query kExpireOtherSecrets { "application_secrets_expire_others",
    "UPDATE application_secrets SET expires_at = $4 WHERE realm_id = $1 AND application_id = $2 AND id <> $3"
    " AND (expires_at IS NULL OR expires_at > $4)" };
const db::Query kRemoveSecret { "application_secret_remove",
    "DELETE FROM application_secrets WHERE realm_id = $1 AND application_id = $2 AND id = $3" };
// By id or client_id; of several that had it, the last one deleted.
const db::Query kLockDeleted { "application_lock_deleted",
    "SELECT " APPLICATION_COLUMNS
    " FROM applications a WHERE realm_id = $1 AND (id::text = $2 OR client_id = $2) AND deleted_at IS NOT NULL"
    " ORDER BY deleted_at DESC LIMIT 1 FOR UPDATE" };
const db::Query kUndelete { "application_undelete",
    "UPDATE applications a SET deleted_at = NULL, version = $3, updated_at = $4 WHERE realm_id = $1 AND id = $2"
    " AND NOT EXISTS (SELECT FROM applications other WHERE other.realm_id = $1 AND other.client_id = a.client_id"
    " AND other.deleted_at IS NULL)" };

constexpr std::array<const char *, 4> kTypeNames { "web", "spa", "native", "machine" };

std::optional<QByteArray> orNull(const QByteArray &text)
{
    return text.isEmpty() ? std::nullopt : std::optional(text);
}

std::optional<qint64> secondsOrNull(const std::optional<std::chrono::seconds> &duration)
{
    return duration ? std::optional<qint64>(duration->count()) : std::nullopt;
}

std::optional<std::chrono::seconds> secondsFrom(const db::Rows &rows, int row, const char *column)
{
    return rows.isNull(row, column) ? std::nullopt : std::optional(std::chrono::seconds(rows.integer(row, column)));
}

/// Parameters of kInsert and kUpdate.
db::Params parameters(const Application &a)
{
    return db::Params::of(a.realmId, a.id, a.clientId, a.clientName, QByteArray(applicationTypeName(a.type)), a.enabled,
        a.redirectUris, a.postLogoutRedirectUris, a.allowedOrigins, a.grantTypes, a.responseTypes,
        a.tokenEndpointAuthMethod, a.scope, a.requirePkce, a.requireConsent, orNull(a.accessTokenSignedResponseAlg),
        orNull(a.idTokenSignedResponseAlg), orNull(a.userinfoSignedResponseAlg), secondsOrNull(a.accessTokenLifetime),
        secondsOrNull(a.refreshTokenLifetime), a.jwks.isEmpty() ? std::nullopt : std::optional(a.jwks),
        orNull(a.jwksUri.toUtf8()), a.metadata, a.version, a.updatedAt);
}

Result<std::optional<Application>> firstApplication(const Result<db::Rows> &rows)
{
    if (!rows)
        return std::unexpected(rows.error());
    return rows->isEmpty() ? std::nullopt : std::optional(ApplicationStore::fromRow(*rows, 0));
}

}

const char *applicationTypeName(ApplicationType type)
{
    return kTypeNames[static_cast<size_t>(type)];
}

std::optional<ApplicationType> applicationTypeFromName(QByteArrayView name)
{
    for (size_t i = 0; i < kTypeNames.size(); ++i) {
        if (name == QByteArrayView(kTypeNames[i]))
            return static_cast<ApplicationType>(i);
    }
    return std::nullopt;
}

Application ApplicationStore::fromRow(const db::Rows &rows, int row)
{
    Application a;
    a.realmId = rows.id<RealmId>(row, "realm_id");
    a.id = rows.id<ApplicationId>(row, "id");
    a.clientId = rows.raw(row, "client_id");
    a.clientName = rows.text(row, "client_name");
    a.type = applicationTypeFromName(rows.raw(row, "type")).value_or(ApplicationType::Web);
    a.enabled = rows.boolean(row, "enabled");
    a.redirectUris = rows.list(row, "redirect_uris");
    a.postLogoutRedirectUris = rows.list(row, "post_logout_redirect_uris");
    a.allowedOrigins = rows.list(row, "allowed_origins");
    a.grantTypes = rows.list(row, "grant_types");
    a.responseTypes = rows.list(row, "response_types");
    a.tokenEndpointAuthMethod = rows.raw(row, "token_endpoint_auth_method");
    a.scope = rows.text(row, "scope");
    a.requirePkce = rows.boolean(row, "require_pkce");
    a.requireConsent = rows.boolean(row, "require_consent");
    a.accessTokenSignedResponseAlg = rows.raw(row, "access_token_signed_response_alg");
    a.idTokenSignedResponseAlg = rows.raw(row, "id_token_signed_response_alg");
    a.userinfoSignedResponseAlg = rows.raw(row, "userinfo_signed_response_alg");
    a.accessTokenLifetime = secondsFrom(rows, row, "access_token_lifetime");
    a.refreshTokenLifetime = secondsFrom(rows, row, "refresh_token_lifetime");
    a.jwks = rows.object(row, "jwks");
    a.jwksUri = rows.text(row, "jwks_uri");
    a.metadata = rows.object(row, "metadata");
    a.version = rows.integer(row, "version");
    a.createdAt = rows.time(row, "created_at");
    if (!rows.isNull(row, "deleted_at"))
        a.deletedAt = rows.time(row, "deleted_at");
    a.updatedAt = rows.time(row, "updated_at");
    const QJsonArray secrets = rows.array(row, "secrets");
    for (const auto &entry : secrets) {
        ApplicationSecret secret;
        secret.hash = QByteArray::fromHex(entry[u"hash"].toString().toLatin1());
        if (const auto expires = entry[u"expires_at"]; expires.isDouble())
            secret.expiresAt = Timestamp(std::chrono::microseconds(expires.toInteger()));
        a.secrets.push_back(std::move(secret));
    }
    return a;
}

Task<Result<std::optional<Application>>> ApplicationStore::findByClientId(
    RealmId realmId, QByteArray clientId, Deadline deadline) const
{
    co_return firstApplication(co_await m_database->execute(&kByClientId, db::Params::of(realmId, clientId), deadline));
}

Task<Result<std::optional<Application>>> ApplicationStore::find(
    RealmId realmId, ApplicationId id, Deadline deadline) const
{
    co_return firstApplication(co_await m_database->execute(&kById, db::Params::of(realmId, id), deadline));
}

Task<Result<bool>> ApplicationStore::isOriginRegistered(RealmId realmId, QByteArray origin, Deadline deadline) const
{
    const auto rows = CO_TRY(co_await m_database->execute(&kOrigin, db::Params::of(realmId, origin), deadline));
    co_return rows.boolean(0, "registered");
}

Task<Result<std::optional<Application>>> ApplicationStore::lock(
    ChangePointer change, RealmId realmId, ApplicationId id) const
{
    co_return firstApplication(co_await change->execute(&kLock, db::Params::of(realmId, id)));
}

Task<Result<bool>> ApplicationStore::insert(ChangePointer change, Application application) const
{
    const auto rows = CO_TRY(co_await change->execute(&kInsert, parameters(application)));
    co_return rows.affected() == 1;
}

Task<Result<void>> ApplicationStore::update(ChangePointer change, Application application) const
{
    CO_TRY(co_await change->execute(&kUpdate, parameters(application)));
    co_return {};
}

Task<Result<void>> ApplicationStore::remove(ChangePointer change, RealmId realmId, ApplicationId id) const
{
    CO_TRY(co_await change->execute(&kRemove, db::Params::of(realmId, id, change->clock().now())));
    co_return {};
}

void ApplicationStore::replaceSecrets(
    ChangePointer change, Application application, std::optional<ApplicationSecret> secret) const
{
    const Timestamp now = change->clock().now();
    change->enqueue(&kDeleteSecrets, db::Params::of(application.realmId, application.id));
    if (secret)
        change->enqueue(&kInsertSecret,
            db::Params::of(application.realmId, application.id, Uuid::v7(now), db::Bytes { secret->hash }, now,
                secret->expiresAt));
}

Task<Result<std::vector<ApplicationSecretInfo>>> ApplicationStore::secrets(
    RealmId realmId, ApplicationId id, Timestamp now, Deadline deadline) const
{
    const auto rows = CO_TRY(co_await m_database->execute(&kSecrets, db::Params::of(realmId, id, now), deadline));
    std::vector<ApplicationSecretInfo> secrets;
    for (int row = 0; row < rows.count(); ++row)
        secrets.push_back({ rows.uuid(row, "id"), rows.time(row, "created_at"), rows.optionalTime(row, "expires_at") });
    co_return secrets;
}

void ApplicationStore::addSecret(
    ChangePointer change, Application application, ApplicationSecretInfo info, ApplicationSecret secret) const
{
    change->enqueue(&kDropExpiredSecrets, db::Params::of(application.realmId, application.id, change->clock().now()));
    change->enqueue(&kInsertSecret,
        db::Params::of(
            application.realmId, application.id, info.id, db::Bytes { secret.hash }, info.createdAt, secret.expiresAt));
}

void ApplicationStore::expireOtherSecrets(
    ChangePointer change, Application application, Uuid except, Timestamp moment) const
{
    change->enqueue(&kExpireOtherSecrets, db::Params::of(application.realmId, application.id, except, moment));
}

Task<Result<bool>> ApplicationStore::removeSecret(ChangePointer change, Application application, Uuid secret) const
{
    const auto rows
        = CO_TRY(co_await change->execute(&kRemoveSecret, db::Params::of(application.realmId, application.id, secret)));
    co_return rows.affected() == 1;
}

Task<Result<std::optional<Application>>> ApplicationStore::lockDeleted(
    ChangePointer change, RealmId realmId, QString clientIdOrId) const
{
    co_return firstApplication(co_await change->execute(&kLockDeleted, db::Params::of(realmId, clientIdOrId)));
}

Task<Result<bool>> ApplicationStore::undelete(ChangePointer change, Application application) const
{
    const auto rows = CO_TRY(co_await change->execute(
        &kUndelete, db::Params::of(application.realmId, application.id, application.version, application.updatedAt)));
    co_return rows.affected() == 1;
}

const db::ListSpec &ApplicationStore::listSpec()
{
    using enum db::ListKind;
    static const db::ListSpec spec {
        .name = "application_list",
        .columns = APPLICATION_COLUMNS,
        .from = "applications a",
        .condition = "a.realm_id = $1",
        .id = "a.id",
        .fields = {
            { QLatin1StringView("client_id"), "a.client_id", Text, db::ListSort::Yes },
            { QLatin1StringView("client_name"), "a.client_name", Text, db::ListSort::Yes },
            { QLatin1StringView("type"), "a.type", Text, db::ListSort::Yes },
            { QLatin1StringView("enabled"), "a.enabled", Boolean },
            { QLatin1StringView("token_endpoint_auth_method"), "a.token_endpoint_auth_method", Text },
            { QLatin1StringView("redirect_uris"), "a.redirect_uris", Array },
            { QLatin1StringView("allowed_origins"), "a.allowed_origins", Array },
            { QLatin1StringView("grant_types"), "a.grant_types", Array },
            { QLatin1StringView("created_at"), "a.created_at", Time, db::ListSort::Yes },
            { QLatin1StringView("updated_at"), "a.updated_at", Time, db::ListSort::Yes },
            { QLatin1StringView("deleted"), "(a.deleted_at IS NOT NULL)", Boolean },
            { QLatin1StringView("deleted_at"), "coalesce(a.deleted_at, 'epoch')", Time, db::ListSort::Yes },
        },
        .freeText = { "a.client_id", "a.client_name" },
        .deletedAt = "a.deleted_at",
    };
    return spec;
}

Task<Result<db::ListPage>> ApplicationStore::list(RealmId realmId, db::ListRequest request, Deadline deadline) const
{
    co_return co_await db::list(m_database, &listSpec(), db::Params::of(realmId), std::move(request), deadline);
}

}
