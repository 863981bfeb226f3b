// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/Jwk.h"

namespace auth::crypto {

/// An unencrypted private key in PEM (RFC 7468 §10, or the older forms of RSA and EC), for the algorithm of its type:
/// RS256, ES256 or EdDSA. ValidationFailed where it is anything else, a key that wants a password among them.
Result<SigningKey> signingKeyFromPem(const Secret &pem);

}
