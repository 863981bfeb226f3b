// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QtCore/QByteArray>
#include <QtCore/QStringList>

namespace auth::passkeys {

/// RegistrationResponseJSON (WebAuthn §5.1) with its base64url decoded.
struct RegistrationAnswer {
    QByteArray credentialId;
    QByteArray clientData;
    QByteArray attestationObject;
    QStringList transports; ///< Of those that §5.8.4 knows.

    /// Malformed for what is none. Members that are not known are left alone: browsers add some.
    static Result<RegistrationAnswer> parse(const QByteArray &json);
};

/// AuthenticationResponseJSON.
struct AuthenticationAnswer {
    QByteArray credentialId;
    QByteArray clientData;
    QByteArray authenticatorData;
    QByteArray signature;
    QByteArray userHandle; ///< May be empty.

    static Result<AuthenticationAnswer> parse(const QByteArray &json);
};

}
