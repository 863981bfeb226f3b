// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"
#include "users/User.h"

#include <QtCore/QJsonObject>
#include <QtCore/QStringList>

namespace auth::oidc {

/// OpenID Connect Core §5.1: the claims that we can give about a person.
QStringList supportedClaims();
/// §5.4: the claims that \a scope asks for.
QStringList claimsOfScope(const QStringList &scope);
/// The value of a claim; undefined when the person has none.
QJsonValue claimValue(const User &user, const QString &name);
/// The claims named, where the person has them.
QJsonObject claims(const User &user, const QStringList &names);

/// §5.5 `claims` request parameter. InvalidRequest when it is not what §5.5 describes. Claims that are unknown are
/// ignored, as §5.5 demands.
struct ClaimsRequest {
    QStringList userinfo; ///< Names.
    QStringList idToken;
    QStringList essentialAcr; ///< §5.5.1.1: one of these must be met; empty when not demanded.
    std::optional<QString> subject; ///< §5.5.1: the `sub` that the answer must be about.
    QStringList voluntaryAcr;

    static Result<ClaimsRequest> parse(const QByteArray &json);
    QJsonObject toJson() const;
    static ClaimsRequest fromJson(const QJsonObject &object);
};

}
