// SPDX-License-Identifier: GPL-3.0-or-later
#include "applications/ApplicationService.h"
#include "crypto/Hash.h"

namespace auth {

namespace {

using namespace Qt::StringLiterals;

// Each is looked at when the application authenticates itself.
constexpr size_t kMostSecrets = 10;

AuditEvent eventOf(const Change &change, const Application &application, QByteArray action, Uuid secret)
{
    AuditEvent event = change.event(application.realmId, std::move(action));
    event.target("application", application.id.toString(), QString::fromUtf8(application.clientId));
    event.data.insert(u"secret_id"_s, secret.toString());
    return event;
}

}

Task<Result<std::vector<ApplicationSecretInfo>>> ApplicationService::secrets(
    RealmId realmId, ApplicationId id, Timestamp now, Deadline deadline) const
{
    co_return co_await m_store.secrets(realmId, id, now, deadline);
}

Task<Result<ApplicationService::AddedSecret>> ApplicationService::addSecret(
    ChangePointer change, RealmId realmId, ApplicationId id, NewSecret secret)
{
    const Application application = CO_TRY(co_await lockedAt(change, realmId, id, std::nullopt));
    const QString text = CO_TRY(newSecret(application, secret.given, false));
    const Timestamp now = change->clock().now();
    const auto live = std::count_if(application.secrets.begin(), application.secrets.end(),
        [now](const ApplicationSecret &each) { return !each.expiresAt || *each.expiresAt > now; });
    if (text.isEmpty() || static_cast<size_t>(live) >= kMostSecrets) {
        co_return failure(ErrorCode::Conflict,
            text.isEmpty() ? u"An application that does not authenticate itself with a secret has none."_s
                           : u"The application has %1 secrets already: revoke one first."_s.arg(kMostSecrets));
    }
    AddedSecret added;
    added.info = { Uuid::v7(now), now, std::nullopt };
    if (secret.expiresIn)
        added.info.expiresAt = now + *secret.expiresIn;
    added.clientSecret = text;
    m_store.addSecret(change, application, added.info, { crypto::sha256(text.toLatin1()), added.info.expiresAt });
    if (secret.othersExpireIn)
        m_store.expireOtherSecrets(change, application, added.info.id, now + *secret.othersExpireIn);
    AuditEvent event = eventOf(*change, application, "application.secret_added", added.info.id);
    if (secret.othersExpireIn)
        event.data.insert(u"others_expire_in"_s, static_cast<qint64>(secret.othersExpireIn->count()));
    change->record(std::move(event));
    change->invalidate(realmId);
    co_return added;
}

Task<Result<void>> ApplicationService::revokeSecret(
    ChangePointer change, RealmId realmId, ApplicationId id, Uuid secret)
{
    const Application application = CO_TRY(co_await lockedAt(change, realmId, id, std::nullopt));
    if (!CO_TRY(co_await m_store.removeSecret(change, application, secret)))
        co_return failure(ErrorCode::NotFound, u"There is no such secret."_s);
    change->record(eventOf(*change, application, "application.secret_revoked", secret));
    change->invalidate(realmId);
    co_return {};
}

}
