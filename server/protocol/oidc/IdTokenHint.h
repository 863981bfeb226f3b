// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Id.h"
#include "core/Task.h"
#include "protocol/Issuer.h"
#include "protocol/Services.h"

#include <optional>

namespace auth::oidc {

/// What an ID token of ours says about whom it was given for. It may have expired: a hint grants nothing.
struct IdTokenHint {
    QString subject;
    QByteArray clientId;
    std::optional<SessionId> sessionId;
};

/// InvalidToken unless \a token is an ID token of the realm, at whichever of its addresses it was given, signed with a key
/// that is still published.
Task<Result<IdTokenHint>> readIdTokenHint(protocol::Services *services, protocol::Issuer issuer, QByteArray token, Deadline deadline);

}
