// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Task.h"
#include "http/Request.h"
#include "permissions/RightSet.h"
#include "realms/RealmDirectory.h"

#include <QtCore/QStringList>

namespace auth::admin {

/// Who calls the admin API.
struct Caller {
    RealmPointer realm; ///< The issuer's.
    QString subject;
    QByteArray clientId;
    RightSet rights; ///< What the token's scope says, as far as the caller still has it.
    QStringList permissions; ///< The rights in the realm of the path. Empty until it is known.
    QStringList scope; ///< The token's.
    bool isPerson = false; ///< The token was issued to a person, not to an application itself.
    bool isDelegate = false; ///< `permissions` hold in the organisation of the path only.
    bool twoFactors = false; ///< The person signed in with two factors.
    Timestamp authTime {}; ///< When the person last proved who they are.

    /// Names the caller in a table of things that belong to callers.
    QString key() const { return QString::fromUtf8(clientId) + u'/' + subject; }
};

/// What is kept of a caller for work that goes on after the call.
struct CallerRecord {
    RealmId realm;
    QString subject;
    QByteArray clientId;
    QStringList scope;
    bool isPerson = false;
    bool twoFactors = false; ///< Of the sign-in.
    Timestamp authTime {}; ///< When that was.
};

/// Lets callers in. Denies by default.
class Authentication {
public:
    virtual ~Authentication() = default;
    /// Unauthenticated without credentials, InvalidToken with bad ones.
    virtual Task<Result<Caller>> authenticate(http::Request request) = 0;
    /// Who called before, with the rights of now. NotFound when the realm is gone.
    virtual Task<Result<Caller>> recall(CallerRecord record, Deadline deadline) = 0;
    /// The rights that \a caller has by their roles in an organisation of their own realm, as far as the token goes.
    virtual Task<Result<QStringList>> rightsInside(Caller caller, QString organization, Deadline deadline) = 0;
};

}
