// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Failure.h"

#include <expected>

namespace auth::client {

/// What a service account proves itself with in place of a secret (RFC 7523 §2.2): a JWT for \a issuer, good once within
/// five minutes, signed with the private key (PEM) in \a keyFile. A usage failure where there is none.
std::expected<QByteArray, Failure> clientAssertion(const QString &keyFile, const QString &clientId, const QString &issuer);

}
