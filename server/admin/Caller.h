// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Task.h"
#include "http/Request.h"
#include "realms/RealmDirectory.h"

#include <QtCore/QStringList>

namespace auth::admin {

/// Who calls the admin API, as the token says.
struct Caller {
    RealmPointer realm; ///< The issuer's.
    QString subject;
    QByteArray clientId;
    QStringList permissions; ///< The token's scope.
    bool isPerson = false; ///< The token was issued to a person, not to an application itself.

    /// Administrators of the server reach every realm; others the one that issued their token.
    bool reachesEveryRealm() const;
    bool reaches(const Realm &other) const { return reachesEveryRealm() || realm->id == other.id; }
    /// Names the caller in a table of things that belong to callers.
    QString key() const { return QString::fromUtf8(clientId) + u'/' + subject; }
};

/// Lets callers in. Denies by default.
class Authentication {
public:
    virtual ~Authentication() = default;
    /// Unauthenticated without credentials, InvalidToken with bad ones.
    virtual Task<Result<Caller>> authenticate(http::Request request) = 0;
};

}
