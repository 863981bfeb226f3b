// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Task.h"
#include "db/Database.h"
#include "http/Request.h"
#include "protocol/Services.h"
#include "realms/RealmDirectory.h"

namespace auth::sign_in {

/// Whose browser it is, in which session.
struct BrowserOfPerson {
    RealmPointer realm;
    UserId user;
    QString username;
    SessionId session;
    QByteArray browserHash;
};

/// Leaves the second factor out on \a browser for the realm's `mfa_remember_days`: for somebody who proved one just now,
/// and asked for it. False where they have no such device.
Task<Result<bool>> rememberBrowser(
    protocol::Services *services, db::Transaction *transaction, http::Request request, BrowserOfPerson browser);

}
