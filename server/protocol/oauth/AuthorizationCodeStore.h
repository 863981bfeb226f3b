// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Id.h"
#include "core/Task.h"
#include "db/Database.h"
#include "devices/Device.h"

#include <QtCore/QJsonObject>
#include <QtCore/QStringList>

#include <optional>

namespace auth::oauth {

/// What an authorization code stands for.
struct AuthorizationCode {
    RealmId realmId;
    GrantId grantId;
    ApplicationId applicationId;
    UserId userId;
    SessionId sessionId;
    QString redirectUri;
    std::optional<QString> codeChallenge;
    std::optional<QString> nonce;
    QStringList scope;
    QStringList resource;
    QJsonObject claims; ///< oidc::ClaimsRequest
    Timestamp authTime {};
    QByteArray acr;
    QStringList amr;
    Timestamp createdAt {};
    Timestamp expiresAt {};
    QByteArray device; ///< Once redeemed: the fingerprint of the device of its session, if that has one.
};

namespace authorization_code_store {

void insert(db::Transaction *transaction, AuthorizationCode code, QByteArray codeHash);

struct Consumed {
    AuthorizationCode code;
    bool userIsActive = false;
    bool sessionIsLive = false;
    Timestamp sessionExpiresAt {};
    std::optional<DeviceId> device; ///< Of the session.
};
/// Marks the code as used and returns it; nothing when there is none of this application that was unused. Single use
/// is decided here, by one statement. The user's row is locked, so that disabling the account and this cannot pass
/// each other.
Task<Result<std::optional<Consumed>>> consume(db::Transaction *transaction, RealmId realmId, QByteArray codeHash, ApplicationId applicationId, Timestamp now);

struct Known {
    GrantId grantId;
    ApplicationId applicationId;
    UserId userId;
    bool consumed = false;
};
/// The code whatever its state, for telling replay from nonsense.
Task<Result<std::optional<Known>>> find(db::Transaction *transaction, RealmId realmId, QByteArray codeHash);

/// Remembers that the session gave tokens to the application: whom sign-out has to tell.
void noteApplicationOfSession(db::Transaction *transaction, AuthorizationCode code, Timestamp now);

}

}
