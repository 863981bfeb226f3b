// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/Services.h"
#include "protocol/oauth/TokenIssuer.h"
#include "users/User.h"

namespace auth::oauth {

/// What a preview is about.
struct PreviewRequest {
    protocol::Issuer issuer;
    ApplicationPointer application;
    std::optional<User> user; ///< None: client credentials.
    std::optional<QString> scope; ///< None: all that the application may ask for.
    Timestamp now {};
};

/// Why a claim is where it is.
struct PreviewRule {
    QString in; ///< `access_token`, `id_token`, `userinfo`.
    QString claim;
    QString rule;
};

struct Preview {
    QStringList scope;
    QStringList refusedScope;
    QJsonObject accessToken;
    std::optional<QJsonObject> idToken;
    std::optional<QJsonObject> userinfo;
    QList<PreviewRule> rules;
};

/// The claims of the tokens that would be issued, made by what issues them, with the rule that each comes from.
/// InvalidScope for a malformed scope.
Task<Result<Preview>> previewTokens(protocol::Services *services, PreviewRequest request, Deadline deadline);

}
